"""The gaps as lines: one for each article or recommendation, or one for each demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from menneskehandel_cli.language import Lang, Parts, Phrase, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.models import Acceptance, Obligation, Recommendation
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.follow_up import Who
from menneskehandel_cli.reports.gaps import SECTIONS, Gap, GapsView, Section, level_of, named_law
from menneskehandel_cli.reports.listing import Said, chapter_of
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.rules.demands import missing, promised

By = Literal["obligation", "demand"]

_NAMED = 6
"""The number of demands named on a line; if there are more, one fewer, and the rest are counted."""


@dataclass(frozen=True, slots=True)
class Message:
    """The message of a finding, in a language chosen later."""

    finding: Finding

    def pick(self, lang: Lang) -> str:
        """The message in ``lang``."""
        return self.finding.message(lang)


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who accepted a gap, why and until when, in a language chosen later."""

    rule: str
    acceptance: Acceptance

    def pick(self, lang: Lang) -> str:
        """The acceptance in ``lang``."""
        given = self.acceptance
        reason, date = given.reason.pick(lang), day(given.date, lang)
        told = say("gaps.accepted.by", lang, rule=self.rule, reason=reason, by=given.decided_by, day=date)
        if given.until is None:
            return told
        return f"{told}, {say('gaps.until', lang, day=day(given.until, lang))}"


@dataclass(frozen=True, slots=True)
class GapLine:
    """A line of a list of gaps. ``said`` are remarks on it; ``chapter`` is its headings."""

    id: str
    title: Said | Message | Answerable
    said: tuple[Said, ...]
    who: Who
    chapter: tuple[Said, ...] = ()
    number: int = 1
    """How many requirements, or other gaps, it is about."""


@dataclass(frozen=True, slots=True)
class GapSection:
    """A section of lines; ``number`` is how many requirements, or other gaps, they are about."""

    name: str
    title: Phrase
    number: int
    lines: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class GapList:
    """The gaps, one by one and as lines in sections."""

    view: GapsView
    sections: tuple[GapSection, ...]


def gap_list(view: GapsView, context: RuleContext, by: By) -> GapList:
    """The open gaps in the order of their sections; then what is in hand, not assessed, and accepted."""
    register = context.register
    found: list[GapSection] = []
    for name in SECTIONS:
        gaps = [gap for gap in view.gaps if gap.section == name]
        if gaps:
            title = Phrase(f"gaps.section.{name}", {"bodies": _bodies(register, gaps)})
            found.append(GapSection(name, title, len(gaps), tuple(_lines(context, gaps, by))))
    for key, items in (("in_hand", view.in_hand), ("unknown", view.unknown)):
        if items:
            lines = tuple(_apart(context, items, by))
            found.append(GapSection(key, Phrase(f"gaps.section.{key}"), len(items), lines))
    if view.accepted:
        lines = tuple(
            GapLine(gap.subject, Answerable(gap.finding.rule.code, gap.accepted), (), gap.who)
            for gap in view.accepted
            if gap.accepted is not None
        )
        found.append(GapSection("accepted", Phrase("gaps.accepted"), len(lines), lines))
    return GapList(view, tuple(found))


def _bodies(register: Register, gaps: Iterable[Gap]) -> list[Said]:
    """The bodies that ask, and how strongly, in their own words."""
    levels: dict[str, dict[str | None, Said]] = {}
    for gap in gaps:
        if gap.instrument in register.instruments and isinstance(gap.owner, Recommendation):
            body = register.instruments[gap.instrument].body
            levels.setdefault(body, {})[gap.owner.level] = level_of(register, gap.owner)
    return [
        Phrase(msg("{body}, “{levels}”"), {"body": body, "levels": Parts(tuple(said.values()))})
        for body, said in levels.items()
    ]


def _lines(context: RuleContext, gaps: list[Gap], by: By) -> Iterator[GapLine]:
    """One line for all that is open in an article or recommendation; any other gap has its own line."""
    together: dict[str, list[Gap]] = {}
    for gap in gaps:
        item = gap.requirement
        one = item.owner.id if item is not None and by == "obligation" else gap.finding.key
        together.setdefault(one, []).append(gap)
    for several in together.values():
        first = several[0]
        items = [gap.requirement for gap in several if gap.requirement is not None]
        if not items:
            yield GapLine(first.subject, Message(first.finding), (), first.who)
        elif by == "demand":
            yield _demand(context, items[0], first.who, (first.why,))
        else:
            yield _line(context, items, first.who, _weight(context.register, items, first.section))


def _line(context: RuleContext, items: list[Requirement], who: Who, more: Iterable[Said] = ()) -> GapLine:
    """A line for several demands of one article or recommendation: their promises and its law."""
    owner = items[0].owner
    said = (*_states(items), *_named_law(context, owner), *more)
    return GapLine(owner.id, owner.title, said, who, chapter_of(context.register, owner), len(items))


def _weight(register: Register, items: list[Requirement], section: Section) -> Iterator[Said]:
    """The level of a recommendation, unless the section gives it, and how often it was made."""
    owner = items[0].owner
    if isinstance(owner, Recommendation) and owner.level is not None and section != "urged":
        yield Phrase(msg("level: {level}"), {"level": level_of(register, owner)})
    rounds = max(item.rounds for item in items)
    if rounds > 1:
        yield Phrase("why.rounds", {"n": rounds})


def _apart(context: RuleContext, found: Iterable[tuple[Requirement, Who]], by: By) -> Iterator[GapLine]:
    """Lines for requirements that are not gaps."""
    if by == "demand":
        yield from (_demand(context, item, who, ()) for item, who in found)
        return
    for _, pairs in groupby(found, key=lambda pair: pair[0].owner.id):
        given = list(pairs)
        yield _line(context, [item for item, _ in given], given[0][1])


def _demand(context: RuleContext, item: Requirement, who: Who, why: tuple[Said, ...]) -> GapLine:
    """A line for a single demand: what is missing, its law and its promise."""
    values: list[Said] = [missing(item)] if missing(item) else []
    if item.law is not None:
        values.append(Phrase(msg("law: {law}"), {"law": Phrase(f"law.{item.law}")}))
    if item.promise != "none":
        values.append(Phrase(msg("promise: {promise}"), {"promise": promised(item)}))
    values += _named_law(context, item.owner)
    title = item.owner.title if item.owner.requirements == (item.record,) else item.record.text
    return GapLine(item.id, title, (*values, *why), who, chapter_of(context.register, item.owner))


def _named_law(context: RuleContext, owner: Obligation) -> Iterator[Phrase]:
    """The reading of the law on the requirements that a recommendation names, equal readings together."""
    alike: dict[str, list[str]] = {}
    for item in named_law(context, owner):
        name = item.id.removeprefix(f"{item.instrument}-").removesuffix(".0")
        alike.setdefault(str(item.law), []).append(name)
    for law, names in alike.items():
        several = ", ".join(sorted(names, key=natural))
        yield Phrase(msg("law (art. {names}): {law}"), {"names": several, "law": Phrase(f"law.{law}")})


def _states(items: list[Requirement]) -> Iterator[Phrase]:
    """The promise for each demand of one article or recommendation; equal promises are grouped."""
    alike: dict[str, list[Requirement]] = {}
    for item in items:
        state = f"{item.promise}.in_part" if item.in_part else item.promise
        alike.setdefault(state, []).append(item)
    for state, several in alike.items():
        said = Phrase(f"promise.{state}" if state != "none" else msg("not promised in the strategy"))
        names = sorted((item.id.removeprefix(f"{item.owner.id}.") for item in several), key=natural)
        parts = [Phrase(msg("opening words")) if name == "0" else name for name in names]
        if len(several[0].owner.requirements) == 1:
            yield Phrase(msg("{state}"), {"state": said})
        elif len(parts) > _NAMED:
            named, rest = Parts(tuple(parts[: _NAMED - 1])), len(parts) - _NAMED + 1
            yield Phrase(msg("{names} and {n} more: {state}"), {"names": named, "n": rest, "state": said})
        else:
            yield Phrase(msg("{names}: {state}"), {"names": Parts(tuple(parts)), "state": said})
