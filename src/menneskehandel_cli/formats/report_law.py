"""What a reply says of the law on a demand: what it gives, what was read as in force, and practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from menneskehandel_cli.blocks.model import Block, Heading
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import capital, listed
from menneskehandel_cli.language import fill, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import RequirementLaw
from menneskehandel_cli.models.law import LawProvision
from menneskehandel_cli.register import natural
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.answers import AnswerChapter

MOST_TOLD = 12
"""Up to how many sections of law are told in words."""

SHARED = msg("Law and practice")
"""The heading under which the articles that several demands are about are told, each once."""

_Places = list[tuple[RequirementLaw, LawProvision]]


def law_of(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What the law gives on the articles that only this demand is about."""
    yield from _told((law for law in chapter.laws if notes.asked[notes.article(law)] == 1), notes)


def shared_law(notes: Notes) -> Iterator[Block]:
    """Each article with law that several demands are about."""
    laws = {law.requirement: law for chapter in notes.every for law in chapter.laws}
    by_article = grouped((notes.article(law), law) for law in laws.values())
    shared = [name for name in sorted(by_article, key=natural) if notes.asked[name] > 1]
    yield from [Heading(say(SHARED, notes.lang), 2, "law")] if shared else []
    for name in shared:
        yield Heading(notes.called(notes.register.obligations[name]), 3, f"law-{name}")
        yield from _told(by_article[name], notes)


def _told(laws: Iterable[RequirementLaw], notes: Notes) -> Iterator[Block]:
    """What the law gives on each requirement; and practice, which is no law."""
    laws = sorted(laws, key=lambda law: natural(law.requirement))
    places = [(law, place) for law in laws for place in law.provisions]
    sections = [(law, place) for law, place in places if place.kind != "practice"]
    practice = [(law, place) for law, place in places if place.kind == "practice"]
    notes.read.update((place.read, _act(place, notes)[0]) for _, place in sections if place.read)
    yield from listed(say("section.law", notes.lang), _by_requirement(sections, notes), prose=True)
    yield from listed(say(msg("Practice"), notes.lang), _by_requirement(practice, notes), prose=True)


def read_days(notes: Notes) -> Iterator[Block]:
    """Which acts were read as in force on which day."""
    days = grouped(sorted(notes.read)).items()
    told = (f"{day(when, notes.lang)}: {', '.join(acts)}" for when, acts in days)
    yield from listed(capital(say("law.read", notes.lang, day="")).strip(), told)


def _by_requirement(places: _Places, notes: Notes) -> Iterator[str]:
    """A line for each section, or for each requirement where they are many, and for practice."""
    sections = sum(place.kind != "practice" for _, place in places)
    tell = _sections if sections > MOST_TOLD else _in_words
    given = grouped(((law.requirement, law.ours), place) for law, place in places)
    for (name, ours), some in given.items():
        called, told = notes.boxed(name, ours=ours), dict.fromkeys(tell(some, notes))
        if 0 < sections <= MOST_TOLD:
            yield from (f"{called}, {said}." for said in told)
        else:
            yield f"{called}: {'; '.join(told)}."


def _in_words(places: Iterable[LawProvision], notes: Notes) -> Iterator[str]:
    """What each section says, and what practice is, with where that is told."""
    for place in places:
        text = without_stop(place.text.pick(notes.lang))
        cited = fill(cite_law(notes.register, place.source, inside=True), notes.lang)
        yield text + notes.of(place.source) if place.kind == "practice" else f"{cited}: {text}"


def _sections(places: Iterable[LawProvision], notes: Notes) -> Iterator[str]:
    """The sections of each act."""
    for act, sections in grouped(_act(place, notes) for place in places).items():
        yield f"{act} {', '.join(filter(None, dict.fromkeys(sections)))}".strip()


def _act(place: LawProvision, notes: Notes) -> tuple[str, str]:
    """The act of a provision, and the section in it."""
    cited = cite_law(notes.register, place.source, inside=True)
    act, mark, section = fill(cited, notes.lang).partition(" §")
    return act.rstrip(","), f"§{section}" if mark else ""
