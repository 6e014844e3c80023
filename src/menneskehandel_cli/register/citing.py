"""Citations of sources and of sections of law."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from string import ascii_lowercase, digits
from typing import NamedTuple

from menneskehandel_cli.language import Lang, Lazy, Named, Parts, Phrase, fill, listing, msg, nmsg, say
from menneskehandel_cli.models import Article, Source, SourceDocument, Text
from menneskehandel_cli.register import Register, grouped, natural


def cite(register: Register, source: Source) -> Phrase:
    """A citation of a source: the document's title, then section, heading, paragraph, bullet."""
    return Phrase("cite", parts=Parts((document_title(register, source), *places(register, source))))


def document_title(register: Register, source: Source) -> Named | str:
    """What the document of a source is called."""
    document = document_of(register, source)
    return Named(f"document:{document.id}", document.title) if document else source.document


def places(register: Register, source: Source) -> tuple[object, ...]:
    """The section, heading, paragraph and bullet of a source.

    A section that is a kind and a number is told in the reader's language; a heading of the strategy is
    in the strategy's.
    """
    own = register.own_documents.get(source.document)
    named = [*filter(None, (source.section, source.heading))]
    kind = re.fullmatch(r"(Article|Tiltak|Innsatsområde) (\d+)", named[0]) if named else None
    found: list[object] = [Phrase(f"cite.{kind[1]}", n=kind[2])] if kind else []
    if heading := ", ".join(named[len(found) :]):
        found.append(Text(**{own.language: heading}) if own else heading)
    if source.paragraph is not None:
        found.append(Phrase(msg("paragraph {n}"), n=str(source.paragraph)))
    if source.bullet is not None:
        found.append(Phrase(msg("bullet {n}"), n=str(source.bullet)))
    if source.reading == "excerpt":
        found.append(Phrase(msg("of which only an excerpt was read")))
    return tuple(found)


def source_title(register: Register, source: Source) -> Text | str:
    """The title of the document that a source is a place in."""
    document = document_of(register, source)
    return document.title if document else source.document


def document_of(register: Register, source: Source) -> SourceDocument | None:
    """The document that a source is a place in, if it is listed."""
    return next((one for one in register.documents if one.id == source.document), None)


_ORDINALS = 9
"""The highest paragraph with an ordinal word; higher ones are left out of the citation."""
_SEVERAL = r"\w+(?: (?:og|til) \w+)*"
_LETTER = re.compile(rf" bokstav ({_SEVERAL})")
_ARTICLE = re.compile(r"(?<=artikkel )(\d+) nr\. (\d+)")
_OF_PARAGRAPH, _LEDD = re.compile(r"(.+ (?:bokstav|nr\.)) (\w+)"), re.compile(r" ledd((?: [1-9])+)")
_PLACE = re.compile(rf"(?s)^(.+,.+|.+?)((?: bokstav {_SEVERAL})?(?: nr\. {_SEVERAL})?)$")

_WORDS = re.compile(
    r"§§?|nr\.|(?:(?<=[a-zæøå])(?<! og)(?<! til) )?artikkel|(?<= )(?:og|til)(?= )"
    r"|(?:barne|kvinne)konvensjonen|valgfri protokoll om salg av barn"
    r"|(?:(?:første|fjerde) tilleggsprotokoll til )?den europeiske menneskerettskonvensjonen"
    r"|konvensjonen om (?:sivile og politiske rettigheter|økonomiske, sosiale og kulturelle rettigheter"
    r"|overføring av straffeforfølging)"
)
"""The words for a place in an act, or in a treaty that it makes law; each has a message."""


class ActPlace(NamedTuple):
    """A place as a Norwegian act names it, to be told in a language chosen later."""

    written: str

    def pick(self, lang: Lang) -> str:
        """The place in ``lang``."""

        def ledd(found: re.Match[str]) -> str:
            which = [say(f"ordinal.{number}", lang) for number in found[1].split()]
            words = nmsg(", {which} paragraph", ", {which} paragraphs")
            return say(words, lang, n=len(which), which=listing(which, lang))

        def several(written: str) -> str:
            both = re.fullmatch(r"(.+) (og|til) (\w+)", written)
            parts = {"one": several(both[1]), "other": both[3]} if both else {}
            return say(f"letters.{both[2]}", lang, **parts) if both else written

        both, letter = msg("{article}({number})"), msg(" ({letter})")
        text = _LETTER.sub(lambda x: say(letter, lang, letter=several(x[1])), self.written)
        text = _ARTICLE.sub(lambda x: say(both, lang, article=x[1], number=x[2]), text)
        return _LEDD.sub(ledd, _WORDS.sub(lambda word: say(f"treaty.{word[0]}", lang), text))


class ActName(NamedTuple):
    """What an act is called inside a sentence: a Norwegian name then begins with a small letter.

    That of the constitution is a name, and keeps its capital.
    """

    title: Text | str

    def pick(self, lang: Lang) -> str:
        """The name in ``lang``."""
        small = r"^(?!Grunnlov)[A-ZÆØÅ](?=[a-zæøå]+-?(?: |$))" if lang in ("nb", "nn") else "(?!)"
        return re.sub(small, lambda letter: letter[0].lower(), fill(self.title, lang))


def in_law(source: Source) -> bool:
    """Whether a source is a section of law."""
    return (source.section or "").startswith("§")


_WHOLE = re.compile(r"§ \d[\w-]*(?: [a-z]\b)?")
_Called = Callable[[Source, ActPlace], Named]
"""What a place in a source is called, and leads to."""


def cite_sections(
    register: Register, sources: Sequence[Source], called: _Called, *, whole: bool = False
) -> Phrase:
    """An act once, with its sections, or parts of them: “straffeloven §§ 251, 253 og 309”."""
    read = grouped((one.section or "", one) for one in sources)
    of = {_with_ledd(section, some).replace(",", ":", 1): some[0] for section, some in read.items()}
    of = {(x[0] if whole and (x := _WHOLE.match(name)) else name): one for name, one in of.items()}
    first, *rest = of = _joined_sections(of)
    if several := len(of) > 1 and all(map(_WHOLE.fullmatch, of)):
        of = {f"§{first}": of[first]} | {one[2:]: of[one] for one in rest}
    parts: tuple[object, ...] = tuple(called(source, ActPlace(place)) for place, source in of.items())
    joined = reduce(lambda one, other: Phrase(msg("{place}; {further}"), place=one, further=other), parts)
    params = {"act": ActName(source_title(register, sources[0])), "places": parts if several else joined}
    return Phrase(msg("{act}, {places}"), params)


def _joined_sections(of: Mapping[str, Source]) -> dict[str, Source]:
    """The sections in their order, letters or numbers of a paragraph together: “nr. 1, 7 og 9”."""
    order = sorted(of, key=lambda one: ([*map(int, re.findall(r"\d+", one))], one))
    named = ((at[1], at[2]) if (at := _OF_PARAGRAPH.fullmatch(one)) else (one, "") for one in order)
    both = ((place, ends, f"{place} {ends[0]}") for place, ends in grouped(named).items())
    return {f"{place} {listing([*ends], 'nb')}".strip(): of[one.strip()] for place, ends, one in both}


def _with_ledd(section: str, read: Iterable[Source]) -> str:
    """A section with the paragraphs of it that were read, if not all of it was."""
    numbers = {one.paragraph or _ORDINALS + 1 for one in read}
    which = "".join(f" {n}" for n in sorted(numbers)) if max(numbers) <= _ORDINALS else ""
    place, letter = _PLACE.findall(section)[0]
    return f"{place}{f' ledd{which}' if which else ''}{letter}"


def cite_law(register: Register, source: Source, *, inside: bool = False) -> Phrase | str:
    """A section of law: “Straffeloven § 257 første ledd bokstav b”; small ``inside`` a sentence."""
    if source.section is None or not in_law(source):
        return cite(register, source)
    called, place = source_title(register, source), ActPlace(_with_ledd(source.section, [source]))
    return Phrase(msg("{act}, {places}"), act=ActName(called) if inside else called, places=place)


def rule_end(register: Register, what: Text, source: Source) -> Phrase:
    """That a rule ends that the law limits in time, with its section."""
    section = cite_law(register, source, inside=True)
    return Phrase(msg("{what} ends, unless it is extended ({section})"), what=what, section=section)


_OF_ARTICLE = re.compile(r"(.*\d.*?)(\([a-z\d]{1,2}\)|(?<= )(?:\d+|[a-z]))")


def cite_parts(register: Register, ids: Iterable[str], *, inside: bool = False) -> Lazy:
    """Articles in order, parts of one together: “Article 15(2)–(4)”; each leads to its first part.

    A convention that all are of is named once, after them.
    """
    known = sorted(ids, key=natural)

    def tell(lang: Lang) -> str:
        names = [fill(register.short_name(id), lang) for id in known]
        held = {mark + of for _, mark, of in (name.partition(" (") for name in names)}
        whose = held.pop() if len(held) == 1 < len(known) else ""
        names = [name.removesuffix(whose) for name in names]
        parts = ((_OF_ARTICLE.fullmatch(name), name, id) for name, id in zip(names, known, strict=True))
        found = grouped((at[1] if at else f"{one} ", (id, at[2] if at else "")) for at, one, id in parts)
        cited = []
        for whole, named in found.items():
            ends = [end for _, end in named]
            row = "".join(end.strip("()") for end in ends)
            straight = ends[2:] and len(row) == len(ends) and row in f"{digits} {ascii_lowercase}"
            suffix = f"{ends[0]}–{ends[-1]}" if straight else listing(ends, lang)
            cited.append(Named(named[0][0], f"{whole}{suffix}".strip(), inside).pick(lang))
        return ("; ".join(cited) if len(cited) < len(known) else listing(cited, lang)) + whose

    return Lazy(tell)


def short_titles(register: Register, ids: Iterable[str]) -> Lazy:
    """What they are about, with semicolons: a title may have commas or an “and” of its own."""
    named = [placed(register, id) for id in ids]
    return Lazy(lambda lang: "; ".join(fill(name, lang) for name in named))


def placed(register: Register, id: str, *, whole: bool = False) -> Named | Phrase:
    """What it is about, which leads to it; and the number of an article, or the year it was asked for.

    ``whole`` names the convention or the body too.
    """
    title, owner = Named(id, register.short_title(id), inside=True), register.targets[id].owner
    place: object = ""
    if whole:
        source = id if isinstance(owner, Article) else register.instrument_id(owner)
        place = Named("", register.short_name(source), inside=True)
        if source == id and not register.conventions[1:]:  # of several, the name tells which
            return Phrase("cite.convention", title=title, place=place)
    elif isinstance(owner, Article):
        place = register.cited(owner, id, Phrase("figure.value", n=str(owner.article)))
    elif (asking := register.instrument_with(owner)) is not None:
        place = str(asking.year or "")
    return Phrase(msg("{title} ({place})"), title=title, place=place) if place else title
