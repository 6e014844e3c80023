"""What people write in a cell, as the value that a field takes.

An actor may be given by its whole name, a choice by its label in any language, a day as people write it,
a list with commas, semicolons or line breaks between its items.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from string import ascii_lowercase
from typing import Any

from menneskehandel_cli.blocks.csv_table import bare
from menneskehandel_cli.edits.starting import countries, short_name
from menneskehandel_cli.edits.values import refuse_signs, typed
from menneskehandel_cli.language import LANGS, Choices, Day, Phrase, Refused, is_period, say, slips
from menneskehandel_cli.language.days import two_days
from menneskehandel_cli.language.numbers import CURRENCY_SIGNS, bare_amount, read_number
from menneskehandel_cli.language.slips import TRUTHS, choice_called, choice_meant, names_called
from menneskehandel_cli.language.spans import fiscal_year
from menneskehandel_cli.language.stems import fold, searching
from menneskehandel_cli.models import PATTERNS, Actor, Field
from menneskehandel_cli.models.base import measure_called
from menneskehandel_cli.models.names import LONGEST, actor_called, actors_named, spelt_out
from menneskehandel_cli.register import Register

_ACTOR = "actor_id"
_PLAIN = Field("line")
"""A field that has no words for its values."""
_MOST = 50
"""So many words are tried to say which one is not an actor."""
SHORTS = re.compile(r"[^\W\d_a-z]{2,}(?:(?:\s*[&/]\s*|\s(?:and|og)\s)[^\W\d_a-z]{2,})+")
"""Short forms, as in OPP & TPS."""
_CAPITALS = re.compile(r"(?=(?:.*[A-Z]){2})(?!.*[A-Z]s$)[A-Za-z][A-Za-z0-9-]*")
"""A short form, which has several capitals and no plural."""
_BETWEEN = re.compile(r"[;,\n]")
_RANGE = re.compile(r"(.+?)(?:\s*[–-]\s*|\s+\w+\s+)(\S+)")
"""Two numbers with a dash or a word between them."""
_AREA = re.compile(r"(?:[^\W\d]+ ){0,2}0*([1-9][0-9]{0,2})(?:[.:)]| ?[.:)–—-] ?(\D.*))?")
_SCALES = {"": 1, "k": 10**3, **dict.fromkeys(("bn", "billion", "mrd"), 10**9)}
_SCALES |= dict.fromkeys(("m", "mn", "mill", "million", "millioner", "millionar"), 10**6)
"""What is written behind an amount in thousands, millions or thousands of millions."""
_AREA_TITLED = re.compile(r"0*([1-9][0-9]{0,2}) (\S.*)")


def value(text: str, field: Field, register: Register, bodies: Sequence[Actor], key: str) -> Any:
    """The text of a cell as a value of ``field``, whose column is ``key``. Raises ``Refused``."""
    words = bare(text)
    try:
        refuse_signs(words, "")
    except Refused as refused:
        raise Refused(f"table.{refused.key.removeprefix('edit.')}", **refused.params) from None
    if field.kind == "list" and field.inner is not None and field.inner.kind in ("line", "choice"):
        return _listed(words, field.inner, bodies)
    if field.coded == _ACTOR:
        found = actors_called(words, bodies)
        if len(found) != 1:
            raise Refused("table.one_actor", given=words)
        return found[0]
    if field.kind == "choice":
        return choice(words, field.choices, field)
    if field.kind in ("record", "map", "list"):
        raise Refused("table.no_cell_for", given=words)
    amount = bare_amount(words, register.currency) if field.kind == "number" else words
    if field.kind == "day" and (ways := two_days(words)):
        days = Choices(map(Day, ways))
        raise Refused("table.two_days", given=words, field=key, days=days, known=Choices(ways), first=ways[0])
    made = typed(amount, field, register.language)
    if field.kind == "day" and not is_period(str(made)):
        part, years = fiscal_year(words)
        params = {"part": part, "years": years, "now": words.replace(part, years)} if part else {}
        raise Refused("table.fiscal_year" if part else "new.day", given=words, field=key, **params)
    if field.kind == "number" and isinstance(made, str):
        raise Refused("new.number", given=words)
    if field.kind == "truth" and made is words:
        raise Refused("value", given=words, known=Choices(TRUTHS))
    return made


def _listed(text: str, inner: Field, bodies: Sequence[Actor]) -> list[str]:
    if inner.coded == _ACTOR:
        return actors_called(text, bodies)
    words = dict.fromkeys(word.strip() for word in _BETWEEN.split(text) if word.strip())
    return [choice(word, inner.choices, inner) if inner.kind == "choice" else word for word in words]


def number(text: str) -> int | float:
    """A number, in the usual notations. Raises ``Refused``."""
    if (found := read_number(text)) is None:
        raise Refused("new.number", given=text)
    return found


def amount(text: str, register: Register, *, figure: bool = False) -> int:
    """A whole sum of money in any currency, also as 50,000 or 1.2 million. Raises ``Refused``.

    ``figure``: it is one of a spreadsheet, whose point begins the decimals.
    """
    plain = bare_amount(text, currency(text, register) or register.currency)
    match = re.fullmatch(r"([\d.,\s]+?)\s*([^\W\d]*)\.?", plain)
    scale = _SCALES.get(match[2].casefold()) if match is not None else None
    if match is None or scale is None:
        raise Refused("table.amount", given=text)
    thousands = scale == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", match[1])  # and no decimals
    found = number(re.sub("[.,]", "", match[1]) if thousands and not figure else match[1]) * scale
    if abs(found - round(found)) > 1 / 10**4:
        raise Refused("table.amount_whole", given=text, now=round(found))
    return round(found)


def currency(text: str, register: Register) -> str | None:
    """The currency of the code or sign beside an amount, empty for the strategy's own. Raises ``Refused``."""
    known = sorted({*CURRENCY_SIGNS, *(one for _, one in countries().values())})
    found = [code for code in (register.currency, *known) if bare_amount(text, code) != text.strip()]
    if found[1:] and found[0] != register.currency:
        raise Refused("table.currency", given=text, known=Choices(found), first=found[0])
    return None if not found else "" if found[0] == register.currency else found[0]


def choice(text: str, choices: Sequence[str], field: Field = _PLAIN) -> str:
    """The choice that a word names in any language; another one is only suggested, by its name."""
    if (found := choice_called(text, choices)) is None:
        near = choice_meant(text, choices)
        known = Choices(map(field.named, sorted(choices, key=lambda one: one != near)))
        raise Refused("value", given=text, known=known, near=near or "…")
    return found


def strange_bodies(text: str, known: Sequence[Actor], between: str, alone: set[str]) -> list[str]:
    """The words in a cell that name no actor; ``between`` is a pattern of what separates them.

    A comma or a slash separates them too where one of them is there ``alone`` elsewhere, as is an actor.
    """
    if len(text) > LONGEST or actors_named(text, known) is not None:
        return []
    words = [word.strip() for word in re.split(between, text) if word.strip()]
    for sign in (",", "&|/"):
        parts = [(word, re.split(sign, word)) for word in words]
        cut = (some if alone & {*map(spelt_out, some)} else [word] for word, some in parts)
        words = [one.strip() for some in cut for one in some]
    cut = (re.findall("[^\\W\\da-z]+", word) if SHORTS.fullmatch(word) else [word] for word in words)
    return [one for some in cut for one in some if one and actors_named(one, known) is None]


def actors_called(text: str, known: Sequence[Actor]) -> list[str]:
    """The ids of the actors that a cell names. Raises ``Refused`` for all that is not an actor."""
    if (found := actors_named(text, known)) is not None:
        return found
    words = [word.strip() for word in _BETWEEN.split(text) if word.strip()][:_MOST]
    wrong = next((word for word in words if actors_named(word, known) is None), text)
    part, _ = actor_called(wrong, known)
    short = short_name(wrong)  # As a body may be called that was named in such a table.
    near = part or (short if short in [actor.id for actor in known] else None)
    if is_one(wrong):
        names = [name for actor in known for name in (actor.id, *actor.called)]
        near = near or slips.nearest_name(wrong, names)
    raise Refused("new.actor_near" if near else "new.actor", given=wrong, near=near or "ID")


def is_one(word: str) -> bool:
    """Whether a word may be a body, as "all ministries" and half of a bracket are none."""
    whole = word.count("(") == word.count(")")
    return whole and spelt_out(word).partition(" ")[0] not in names_called("called.everybody")


def suits(word: str, name: str) -> bool:
    """Whether a word can be the short form of a ``name``: its capitals are initials there."""
    first, capitals = iter(re.findall(r"\b\w", fold(name))), fold("".join(filter(str.isupper, word)))
    return bool(_CAPITALS.fullmatch(word)) and all(one in first for one in capitals)


def with_short(word: str) -> tuple[str, str] | None:
    """The short form and the name in words such as "Attorney General (MAG)", if they are those."""
    name, short = next(iter(re.findall(r"^([^()]+?)\s*\(([^()]+)\)$", word)), ("", ""))
    likely = _CAPITALS.fullmatch(short) and not _CAPITALS.fullmatch(name)
    return (short, name) if likely or suits(short, name) else None


def measure_id(text: str, register: Register) -> str:
    """The id of a measure that is given as 7, T7, T07 or "Measure 7". Raises ``Refused``."""
    if (found := measure_called(text, register.letter)) is None:
        raise Refused("table.measure_id", given=text, example=f"{register.letter}07")
    return found


def area_named(text: str) -> tuple[int | None, str]:
    """The number and the title of a focus area as a cell gives it.

    There is a number in ``2``, ``Area 2``, ``2. Prevention`` and ``Area 2: Prevention``, and else none.
    """
    words = " ".join(text.split())
    match = _AREA.fullmatch(words) or _AREA_TITLED.fullmatch(words)
    return (int(match[1]), match[2] or "") if match is not None else (None, words)


def area_at(words: str, register: Register) -> int | float | None:
    """The number that a cell gives of a focus area, or has by its title; it may be that of none."""
    areas, found = register.focus_areas, read_number(words)
    if found is not None:
        return found
    number, title = area_named(words)
    wanted = {(other, words.casefold()) for other in areas} | {(number, title.casefold())}
    titled = ((other, text.casefold()) for other, area in areas.items() for text in area.title.all())
    return number if title == "" else next((one for one, _ in filter(wanted.__contains__, titled)), None)


def focus_area(text: str, register: Register) -> int:
    """The number of the focus area that a cell gives by its number or its title."""
    found = area_at(text, register)
    if found not in register.focus_areas:
        raise Refused("area", given=text, known=Choices(str(number) for number in register.focus_areas))
    assert isinstance(found, int)
    return found


def new_id(pattern: str, wrong: str, text: str, _register: Register) -> str:
    """The id of a new record, which must match a pattern. Raises ``Refused``."""
    if re.fullmatch(PATTERNS[pattern], text) is None:
        raise Refused(wrong, given=text)
    return text


def obligations(text: str, register: Register) -> list[str]:
    """The obligations that a cell names: by id, or as articles of the only convention that has them.

    Raises ``Refused``, also for "Article 12(1) and 2", of which the last may be a paragraph.
    """
    found, strange = articles(text, register)
    for _, refused in strange:
        raise refused
    return found


def articles(text: str, register: Register) -> tuple[list[str], list[tuple[str, Refused]]]:
    """The obligations that a cell names, and what else is in it, with what is wrong.

    A convention may stand before a colon, and is then the one that is meant, up to another one behind a
    semicolon or a line break. What follows anything else up to there may be of that, and what follows an
    unknown article may be a part of it. Raises ``Refused`` for what may be of several conventions, and for
    a number alone behind another one.
    """
    own, above, last = tuple(register.conventions), "", list[str]()
    found, strange = list[str](), list[tuple[list[str], Refused]]()
    for words in _words_of(with_colons(text, register)):
        lost = ""
        for at, word in enumerate(words):
            if lost and re.match(lost, word):
                strange[-1][0].append(word)
                continue
            try:
                if word.endswith(":"):
                    own, above, last = (), "", []
                    own = (_convention(word[:-1], register),)
                else:
                    names, last = _obligations(word, own, above, last, register)
                    found, lost = [*found, *names], ""
                    above = last[0] if len(last) > 1 else above
            except Refused as refused:
                if refused.key == "table.conventions" or (at and not lost and word[0] in "(0123456789"):
                    raise
                strange.append(([word], refused))
                named, above, last = _provisions(word, []), "", []
                lost = r"[(\d]" if named and named[0][1:] else r"\(" if named else "."
    return found, [(", ".join(some).replace(":, ", ": "), refused) for some, refused in strange]


def _convention(word: str, register: Register) -> str:
    if (name := register.instrument_called(word)) not in register.conventions:
        raise Refused("value", given=word, known=Choices(register.conventions))
    return name


def _obligations(
    word: str, own: Sequence[str], above: str, last: list[str], register: Register
) -> tuple[list[str], list[str]]:
    """What a word names after the article ``above`` and the ``last`` provision, and which it names last."""
    found, known = list[str](), register.targets
    listed = [] if word.casefold() in known else _provisions(word, last)
    for one in listed:
        bare = above and word[0].isdigit() and len(one) == 1
        name = _only_one(word, [".".join(one), *([f"{above}.{one[0]}"] if bare else ())], own, register)
        there = register.requirements_of("" if name else _only_one(word, one[:1], own, register))
        if there or not (name or not listed[1:]):
            shown = written(there or known, own, register)
            raise Refused("table.obligation", given=word, near=Choices(there or [*known][:5]), example=shown)
        found.append(name)
    if not listed or not found[-1]:
        found.append(word.casefold())
    if found[-1] not in known:
        near = slips.nearest(word, known) or next(iter(known), "coe-10.1")
        raise Refused("table.obligation", given=word, near=near, example=written(known, own, register))
    return found, [last, *listed][-1]


def written(names: Collection[str], own: Sequence[str], register: Register) -> str:
    """The first article of a convention, its ``own`` if that may be, among some ids, as people write it."""
    conventions = (*own, *register.conventions)
    ways = (name.removeprefix(f"{one}-").split(".") for one in conventions for name in names)
    texts = ((way, "".join((way[0], *map("({})".format, way[1:])))) for way in ways)
    return next((text for way, text in texts if _provisions(text, []) == [way]), "10(1)")


def _provisions(word: str, last: Sequence[str]) -> list[list[str]]:
    """The numbers and letters of what a word names, also of all in 10(1)–(3); none if it names nothing.

    What begins with a bracket, as (4) and (b) do, is beside the ``last``.
    """
    ends: list[list[str]] = []
    articles = [searching(lang).patterns["article"] for lang in LANGS]
    for part in re.split(r"\s*[–—-]\s*|\s+(?:to|til)\s+", word, maxsplit=1):
        beside = re.fullmatch(r"(?:\((\d+)\))?(?:\(([a-z])\))?", part)
        match = beside or next(filter(None, (re.fullmatch(one, fold(part)) for one in articles)), None)
        level = (1 if beside[1] else 2) if beside else 0
        if match is None or len(last) < level + bool(level):
            return []
        last = [*last[:level], *filter(None, match.groups()[not beside :])]
        ends.append([*last])
    scale = [*ascii_lowercase, *map(str, range(1000))]
    (*above, first), (*other, end) = ends[0], ends[-1]
    if above != other or not {first, end} <= {*scale}:
        return [] if ends[1:] else ends
    return [[*above, at] for at in scale[scale.index(first) : scale.index(end) + 1]]


def _words_of(text: str) -> Iterator[list[str]]:
    """The articles in each part of a cell, and before them what stands before a colon, with the colon."""
    joining = "|".join(re.escape(say("and", lang)) for lang in LANGS)
    for part in re.split(r"[;\n]", text):
        before, sign, listed = part.rpartition(":")
        words = re.split(rf"[,+&]|\s(?:{joining})(?:\s|$)", listed)
        yield [*filter(None, (f"{before.strip()}{sign}", *map(str.strip, words)))]


def with_instruments(text: str, own: str, register: Register) -> tuple[str, list[Phrase]]:
    """Articles with their instruments: up to a colon, their ``own`` or else the one named before each."""
    parts, named, told = re.split("[;\n]", text), "", list[Phrase]()
    for at, part in enumerate([*takewhile(lambda part: ":" not in part, parts)]):
        if ":" in (read := with_colons(part, register)):
            named = read.strip(" ;").partition(":")[0]
        elif own:
            parts[at] = f"{own}: {part}"
        elif named and part.strip():
            told.append(Phrase("table.named_before", given=part.strip(), now=named))
    return ";".join(parts), told


def with_colons(text: str, register: Register) -> str:
    """The text with a colon behind each convention that is named before an article."""
    titles = ((one, register.instruments[one].title.all()) for one in register.conventions)
    names = {word.casefold(): one for one, texts in titles for word in (one, *texts)}
    before = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    kinds = "|".join(names_called("called.convention"))
    before = rf"(?i)\b({before})(?:\s+(?:{kinds}))?[\s,]+(?=[^\W\d]*[.]?\s?\d)"
    return re.sub(before, lambda name: f"; {names[name[1].casefold()]}: ", text)


def _only_one(word: str, meant: Sequence[str], own: Sequence[str], register: Register) -> str:
    """The obligation with one of the numbers ``meant`` in a convention, if any. Raises ``Refused``."""
    there = [name for one in own for at in meant if (name := f"{one}-{at}") in register.targets]
    if len(there) > 1:
        raise Refused("table.conventions" if own[1:] else "value", given=word, known=Choices(there))
    return there[0] if there else ""


def number_range(text: str, _register: Register) -> list[int | float]:
    """Two numbers. Raises ``Refused``."""
    if (match := _RANGE.fullmatch(text)) is None:
        raise Refused("table.range", given=text)
    return [number(part.strip()) for part in match.groups()]


READERS: Mapping[tuple[str, str], Callable[[str, Register], Any]] = {
    ("measures", "id"): measure_id,
    ("measures", "focus_area"): focus_area,
    ("measures", "link.obligation"): obligations,
    ("measures", "cost.amount"): amount,
    ("recommendations", "focus_area"): focus_area,
    ("recommendations", "id"): partial(new_id, "obligation_id", "table.slug"),
    ("observations", "figure.range"): number_range,
    ("actors", "id"): partial(new_id, "actor_id", "table.actor_id"),
}
"""How columns are read that take more, or less, than their field does: by kind of table and key."""
