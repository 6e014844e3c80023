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

SHARED = msg("Law and practice")
"""The heading under which the articles that several demands are about are told, each once."""


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
    """What the law gives on each requirement, act by act; and practice, which is no law, each once."""
    practice: dict[str, list[str]] = {}
    for law in sorted(laws, key=lambda law: natural(law.requirement)):
        called, acts = notes.boxed(law.requirement, ours=law.ours), dict[str, list[str]]()
        for place in law.provisions:
            text = without_stop(place.text.pick(notes.lang))
            if place.kind == "practice":
                practice.setdefault(text + notes.of(place.source), []).append(called)
                continue
            act, section = _act(place, notes)
            notes.read.update([(place.read, act)] if place.read else [])
            section = capital(section) if act in acts else section
            acts.setdefault(act, []).append(f"{section}: {text}." if section else f": {text}.")
        told = (capital(f"{act} {' '.join(said)}".replace(" :", ":", 1)) for act, said in acts.items())
        yield from listed(f"{say('section.law', notes.lang)} ({called})", told, prose=True)
    together = grouped(("; ".join(dict.fromkeys(where)), said) for said, where in practice.items())
    lines = (f"{where}: {'; '.join(said)}." for where, said in together.items())
    yield from listed(say(msg("Practice"), notes.lang), lines, prose=True)


def read_days(notes: Notes) -> Iterator[Block]:
    """Which acts were read as in force on which day."""
    days = grouped(sorted(notes.read)).items()
    told = (f"{day(when, notes.lang)}: {', '.join(acts)}" for when, acts in days)
    yield from listed(capital(say("law.read", notes.lang, day="")).strip(), told)


def _act(place: LawProvision, notes: Notes) -> tuple[str, str]:
    """The act of a provision, and the section in it."""
    cited = cite_law(notes.register, place.source, inside=True)
    act, mark, section = fill(cited, notes.lang).partition(f" {say('treaty.§', notes.lang)} ")
    return act.rstrip(","), f"{mark.strip()} {section}" if mark else ""
