"""What a reply says of the law on a demand: what it gives, what was read as in force, and practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from menneskehandel_cli.blocks.model import Block
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import capital, listed
from menneskehandel_cli.language import fill, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import Recommendation, RequirementLaw
from menneskehandel_cli.models.law import LawProvision
from menneskehandel_cli.register import natural
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.answers import AnswerChapter

MOST_TOLD, MOST_ACTS = 12, 8
"""Up to how many sections of law are told in words, and up to how many acts are named."""

_Places = list[tuple[RequirementLaw, LawProvision]]


def law_of(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What the law gives; which acts were read as in force on which day; practice, which is no law."""
    lang, here = notes.lang, notes.called(chapter.owner)
    points = _points(chapter, notes)
    laws = sorted(chapter.laws, key=lambda law: natural(law.requirement))
    places = [(law, place) for law in laws for place in law.provisions]
    by_owner = grouped(
        (notes.register.targets[law.requirement].owner.id, (law, place))
        for law, place in places
        if place.kind != "practice"
    )
    cited: _Places = []
    much = []
    for name, some in by_owner.items():
        acts = {_act(place, notes)[0] for _, place in some}
        if name == chapter.owner.id or len(acts) <= MOST_ACTS:
            cited += some
        else:
            called = notes.boxed(name, ours=any(law.ours for law, _ in some))
            many = msg("{n} acts and regulations; the sections are in the record of the article.")
            much.append(f"{called}: {say(many, lang, n=str(len(acts)))}")
    yield from listed(
        say("section.law", lang), (*_by_requirement(cited, points, notes, here), *much), prose=True
    )
    read = {(place.read, _act(place, notes)[0]) for _, place in cited if place.read}
    days = (f"{day(when, lang)}: {', '.join(on)}" for when, on in grouped(sorted(read)).items())
    yield from listed(capital(say("law.read", lang, day="")).strip(), days)
    practice = [(law, place) for law, place in places if place.kind == "practice"]
    told = _by_requirement(practice, points, notes, here)
    yield from listed(say(msg("Practice"), lang), told, prose=True)


def _points(chapter: AnswerChapter, notes: Notes) -> dict[str, str]:
    """What the points of a recommendation that are about a requirement of an article are called."""
    found = grouped(
        (name, (part.short_title or part.text).pick(notes.lang))
        for part in (chapter.owner.parts if isinstance(chapter.owner, Recommendation) else ())
        for about in part.articles
        for name in notes.register.requirements_of(about)
    )
    return {name: f"{', '.join(titles)}: " for name, titles in found.items()}


def _by_requirement(places: _Places, points: Mapping[str, str], notes: Notes, here: str) -> Iterator[str]:
    """A line for each requirement, in words or by section where it is much; a long one is told once."""
    sections = sum(place.kind != "practice" for _, place in places)
    tell = _in_words if sections <= MOST_TOLD else _sections
    given = grouped(((law.requirement, law.ours), place) for law, place in places)
    order = {name: place for place, name in enumerate(points, 1)}
    for (name, ours), some in sorted(given.items(), key=lambda one: order.get(one[0][0], 0)):
        said = f"{notes.boxed(name, ours=ours)}: {'; '.join(dict.fromkeys(tell(some, notes)))}"
        yield f"{points.get(name, '')}{notes.once(said, here)}."


def _in_words(places: Iterable[LawProvision], notes: Notes) -> Iterator[str]:
    """What each section says, and what practice is, with where that is told."""
    for place in places:
        text = without_stop(place.text.pick(notes.lang))
        cited = fill(cite_law(notes.register, place.source), notes.lang)
        yield text + notes.of(place.source) if place.kind == "practice" else f"{cited}: {text}"


def _sections(places: Iterable[LawProvision], notes: Notes) -> Iterator[str]:
    """The sections of each act."""
    for act, sections in grouped(_act(place, notes) for place in places).items():
        yield f"{act} {', '.join(filter(None, dict.fromkeys(sections)))}".strip()


def _act(place: LawProvision, notes: Notes) -> tuple[str, str]:
    """The act of a provision, and the section in it."""
    act, mark, section = fill(cite_law(notes.register, place.source), notes.lang).partition(" §")
    return act.rstrip(","), f"§{section}" if mark else ""
