"""What can be found by words: every record and every part of one, with the texts that tell of it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.models import Actor, Article, Model, Provision, Text
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.citing import cite_law, document_of


class Findable(NamedTuple):
    """A record, a part of one, or another place that words lead to.

    ``kind`` is a phrase; ``title`` and ``text`` are shown. It is found by its ``names`` before the words
    of ``texts``; ``cited`` are the sections of acts read on it, ``year`` that of its report.
    """

    kind: str
    id: str
    title: str
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    text: str = ""
    address: str = ""
    year: int = 0


_PART_KINDS = {
    "measure": "column.measure",
    "indicator": "site.kind.indicator",
    "goals": "column.goal",
    "shared_goals": "site.kind.goal",
    "tasks": "column.task",
    "groups": "fact.group",
    "focus_areas": "area",
    "funding": "site.kind.funding",
    **{f"{x}s": f"site.kind.{x}" for x in ("knowledge_gap", "provision", "part", "principle")},
    **{f"{x}s": f"site.kind.{x}" for x in ("theme", "actor")},
}
"""Records, and parts of them, that are found by themselves, and what they are."""

LATER = (
    *("site.kind.overview", "site.kind.indicator", "site.kind.abroad", "column.goal", "site.kind.goal"),
    *("site.kind.principle", "site.kind.funding", "site.kind.knowledge_gap", "site.kind.report"),
    *("site.kind.document", "fact.group"),
)
"""Pages about the site, figures and what is told inside others: what comes after the substance."""

_KIND_ORDER = (
    *("column.measure", "site.kind.article", "site.kind.provision", "site.kind.theme"),
    *("fact.instrument", "site.kind.recommendation", "site.kind.part", "site.kind.actor", "column.task"),
    *("area", *LATER),
)
"""All kinds: what comes first of what words lead to equally well."""

_FIELDS_APART = frozenset(("source", "addresses", "relations", "names", "looked_in", "contrary", "unread"))
"""Keys whose texts tell of something else."""

_MORE = ("plain", "text", "summary", "title")
_LINES = ("reference", "paragraph", "number")


def in_order(items: Iterable[Findable]) -> list[Findable]:
    """By kind, the newest first, and then by id, as far as they have one."""
    return sorted(items, key=lambda item: (_KIND_ORDER.index(item.kind), -item.year, natural(item.id)))


def findable(register: Register, lang: Lang) -> Iterator[Findable]:
    """Every record with its parts, and the themes and focus areas; no reports."""
    for name, instrument in register.instruments.items():
        yield found(register, "fact.instrument", name, instrument, lang)
    for entry in register.entries:
        record, kind = entry.record, _PART_KINDS.get(entry.kind)
        if entry.kind == "obligation":
            kind = f"site.kind.{'article' if isinstance(record, Article) else 'recommendation'}"
        elif getattr(record, "abroad", False):  # figures of the country come first
            kind = "site.kind.abroad"
        if kind is not None and entry.kind != "actors":  # the file of them all
            yield found(register, kind, entry.id, record, lang)
        if entry.kind not in ("law", "party", "report"):
            yield from _findable_parts(register, record, lang)


def overview(register: Register, phrase: str, address: str, lang: Lang, year: str = "") -> Findable:
    """What shows several records as a whole; the deadlines are found by the evaluations' titles too."""
    name, strategy = say(phrase, lang, year=year), register.strategy
    due = strategy.evaluations if strategy and phrase == "site.list.deadlines" else ()
    return Findable(
        "site.kind.overview", "", name, (name, year, *(one.title.pick(lang) for one in due)), address=address
    )


def _findable_parts(register: Register, record: Model, lang: Lang) -> Iterator[Findable]:
    for key, kind in _PART_KINDS.items():
        for part in getattr(record, key) if key in type(record).model_fields else ():
            if kind == "area":
                yield found(register, kind, f"FA{part.number}", part, lang)
                yield from _findable_parts(register, part, lang)
            elif isinstance(part, Model) and (name := getattr(part, "id", None)):
                yield found(register, kind, name, part, lang)


def found(register: Register, kind: str, name: str, record: Model, lang: Lang) -> Findable:
    """A record or a part of one, by what it is called and what is told of it."""
    names = _names(kind, record, lang)
    texts = [one for one in _record_texts(record, lang, top=True) if one not in names]
    texts += _named_around(register, record, lang)
    for line in register.helplines if kind == "site.kind.actor" else ():
        texts += [*_record_texts(line, lang), line.number] if line.operator == name else []
    law, cited = _law_texts(register, name, record, lang)
    texts += law
    if isinstance(record, Actor):
        names += [one.partition(" (")[0] for one in record.name.all()]
        texts.append(say(f"actor.{record.kind}", lang))
    target = register.targets.get(name)
    instrument = register.instruments.get(register.instrument_id(target.owner) if target else name)
    if instrument and instrument.kind != "convention" and (target or instrument.year):
        names += fill(register.short_name(instrument.id), lang).split()
    title, below = _show_text(register, name, record, names, lang)
    year = (instrument.year if instrument else None) or 0
    return Findable(kind, name, title, (*names,), (*texts,), cited, below, year=year)


def _show_text(register: Register, name: str, record: Model, names: list[str], lang: Lang) -> tuple[str, str]:
    """What is shown of a record: its title, and of an obligation what it asks for."""
    if name not in register.targets:
        return names[0] if names else "", ""
    title = fill((register.long_name if isinstance(record, Provision) else register.short_name)(name), lang)
    if isinstance(record, Article):
        title = f"{title}: {names[0]}"
    return title, next(one.pick(lang) for key in _MORE if (one := getattr(record, key, None)))


def _law_texts(register: Register, name: str, record: Model, lang: Lang) -> tuple[list[str], tuple[str, ...]]:
    """What is told of the law on a record, with the acts by name, and the sections that were read."""
    inside = [one.id for one in record.provisions] if isinstance(record, Article) else []
    laws = [law for one in (name, *inside) if (law := register.law_on.get(one)) is not None]
    sources = [provision.source for law in laws for provision in law.provisions]
    cited = tuple(fill(cite_law(register, source), lang) for source in sources)
    documents = (document_of(register, source) for source in sources)
    texts = [title for one in documents if one is not None for title in one.title.all()]
    texts += [text for law in laws if law.requirement == name for text in _record_texts(law, lang)]
    return texts, cited


def _names(kind: str, record: Model, lang: Lang) -> list[str]:
    """What a record is called, the name to show first; what has a deadline is found by that word."""
    point = kind in ("site.kind.provision", "site.kind.part")
    keys = ("title", "name") if point else ("title", "name", "text")
    due = [say("fact.due", lang)] if getattr(record, "due", None) else []
    words = [word for text in _under(record, ("searched_as",), lang) for word in text.split(", ")]
    # What a provision asks for is its name: the few words of its short title would outweigh it.
    short = ("former_ids",) if isinstance(record, Provision) else ("short_title", "former_ids")
    return _under(record, keys, lang)[:1] + _under(record, short, lang) + words + due


def _named_around(register: Register, record: Model, lang: Lang) -> list[str]:
    """The bodies and themes that a record names, and its place in what it is a part of."""
    bodies = _under(record, ("responsible", "lead", "partners", "owners", "actor"), lang)
    names = [fill(register.actor_name(body), lang) for body in bodies]
    themes = (register.themes.get(theme) for theme in getattr(record, "themes", ()))
    titles = [theme.title.pick(lang) for theme in themes if theme is not None]
    return names + bodies + titles + [str(line) for key in _LINES if (line := getattr(record, key, None))]


def _under(record: Model, keys: Iterable[str], lang: Lang) -> list[str]:
    """The texts and plain names, alone or several, under some keys of a record."""
    found: list[str] = []
    for value in (getattr(record, key, ()) for key in keys):
        if isinstance(value, Text):
            found.append(value.pick(lang))
        elif value:
            found += [value] if isinstance(value, str) else value
    return found


def _record_texts(record: Model, lang: Lang, *, top: bool = False) -> list[str]:
    """The texts of a record, but for those of parts that are found by themselves."""
    found: list[str] = []
    for key in type(record).model_fields:
        value = getattr(record, key)
        if key in _FIELDS_APART or (top and key in _PART_KINDS):
            continue
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Text):
                found.append(one.pick(lang))
            elif isinstance(one, Model):
                found += _record_texts(one, lang)
    return found
