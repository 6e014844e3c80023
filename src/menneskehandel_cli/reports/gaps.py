"""The gaps view: what is missing, why it matters, who could act and how to close it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import (
    Acceptance,
    Article,
    Measure,
    Obligation,
    Party,
    Recommendation,
    Text,
)
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.coverage import InstrumentCoverage, instrument_coverage
from menneskehandel_cli.reports.listing import Said
from menneskehandel_cli.rules import Finding, Ground


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps are asked for; an empty field asks for all."""

    instruments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    areas: tuple[int, ...] = ()
    severities: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing. ``why`` is a phrase; ``who`` are the ministries that could act."""

    finding: Finding
    weight: int
    subject: str
    instrument: str | None
    obligation: str | None
    article: int | str | None
    classification: str | None
    force: str | None
    level: str | None
    level_weight: int
    rounds: int | None
    areas: tuple[int, ...]
    who: tuple[str, ...]
    why: Said
    accepted: Acceptance | None


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A requirement of a convention whose law nobody has read, and that nobody answers: work for us."""

    id: str
    obligation: str
    title: Text
    instrument: str
    promise: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """All gaps in order; accepted ones and unmapped requirements apart; and the coverage."""

    revision: str | None
    as_of: date
    title: Text | None
    fictional: bool
    unjudged: tuple[str, ...]
    """Files that could not be read, wholly or in part: what they say is in no count."""
    coverage: Mapping[str, InstrumentCoverage]
    gaps: tuple[Gap, ...]
    accepted: tuple[Gap, ...]
    unmapped: tuple[Unmapped, ...]

    def number(self, severity: str) -> int:
        """How many open gaps of a severity there are."""
        return sum(gap.finding.severity == severity for gap in self.gaps)


def gaps_view(ground: Ground, found: list[Finding], wanted: GapFilter) -> GapsView:
    """The gaps in ``wanted``, in the order in which they are to be worked through."""
    register = ground.register
    told = sorted((gap for gap in _gaps(ground, found) if _fits(gap, wanted, register)), key=order)
    strategy = register.strategy
    return GapsView(
        revision=register.revision,
        as_of=ground.as_of,
        title=strategy.title if strategy else None,
        fictional=strategy.fictional if strategy else False,
        unjudged=register.unjudged,
        coverage={
            name: line
            for name, line in instrument_coverage(ground).items()
            if (not wanted.instruments or name in wanted.instruments)
            and (not wanted.bodies or line.body in wanted.bodies)
        },
        gaps=tuple(gap for gap in told if gap.accepted is None),
        accepted=tuple(gap for gap in told if gap.accepted is not None),
        unmapped=tuple(_unmapped(ground, wanted)),
    )


def order(gap: Gap) -> tuple[object, ...]:
    """A key that sorts gaps by their section, and the heaviest first in each."""
    return (
        SECTIONS.index(section(gap)),
        gap.classification == "lesser",
        -gap.weight,
        gap.finding.severity,
        gap.finding.rule.code,
        natural(gap.subject),
        gap.finding.key,
    )


Section = Literal["urged", "repeated", "recommended", "convention", "progress"]
"""What a body asks for most strongly; what it has asked before; other recommendations; conventions; and
what the measures themselves lack."""
SECTIONS: tuple[Section, ...] = get_args(Section)
URGED = 3
"""The weight of a body's strongest level."""


def section(gap: Gap) -> Section:
    """The group that a gap is listed in."""
    if gap.classification is None:
        return "progress"
    if gap.force is not None:
        return "convention"
    if gap.level_weight == URGED:
        return "urged"
    return "repeated" if (gap.rounds or 1) > 1 else "recommended"


def _unmapped(ground: Ground, wanted: GapFilter) -> Iterator[Unmapped]:
    register = ground.register
    for item in ground.coverage.requirements:
        body = (
            register.instruments[item.instrument].body if item.instrument in register.instruments else ""
        )
        if (
            item.classification == "unmapped"
            and (not wanted.instruments or item.instrument in wanted.instruments)
            and (not wanted.bodies or body in wanted.bodies)
            and (not wanted.areas or set(wanted.areas) & set(register.areas_of(item.owner)))
            and (
                not wanted.ministries
                or set(wanted.ministries) & set(who_can_follow_up(register, item.owner))
            )
            and (not wanted.classifications or "unmapped" in wanted.classifications)
            and not wanted.rules
        ):
            yield Unmapped(item.id, item.owner.id, item.owner.title, item.instrument, item.promise)


def _gaps(ground: Ground, found: list[Finding]) -> Iterator[Gap]:
    register = ground.register
    for finding in found:
        about = finding.diagnostic.about
        if not finding.rule.on_policy or about is None:
            continue
        entry = register.by_id.get(about.record)
        record = entry.record if entry is not None else None
        if isinstance(record, Article | Recommendation):
            yield _of_obligation(
                register, finding, record, ground.coverage.by_id.get(finding.diagnostic.subject or "")
            )
        elif isinstance(record, Measure):
            actor = (about.actor,) if about.actor else record.responsible
            yield _gap(finding, who=actor, why="", areas=(record.focus_area,))
        else:
            coordinator = (register.strategy.coordinator,) if register.strategy else ()
            instrument = record.instrument if isinstance(record, Party) else about.record
            who = (about.actor,) if about.actor else coordinator
            yield _gap(
                finding,
                who=who,
                why="",
                instrument=instrument if instrument in register.instruments else None,
            )


def _gap(
    finding: Finding,
    *,
    who: tuple[str, ...],
    why: Said,
    instrument: str | None = None,
    areas: tuple[int, ...] = (),
    owner: Obligation | None = None,
    item: Requirement | None = None,
    level_weight: int = 0,
) -> Gap:
    piece = item.piece if item else None
    return Gap(
        finding=finding,
        weight=finding.diagnostic.weight,
        subject=finding.diagnostic.subject or "",
        instrument=instrument,
        obligation=owner.id if owner else None,
        article=owner.article if isinstance(owner, Article) else None,
        classification=item.classification if item else None,
        force=piece.force if isinstance(piece, Provision) else None,
        level=None if owner is None or isinstance(owner, Article) else owner.level,
        level_weight=level_weight,
        rounds=item.rounds if item else None,
        areas=areas,
        who=who,
        why=why,
        accepted=finding.accepted,
    )


def _of_obligation(
    register: Register, finding: Finding, owner: Obligation, item: Requirement | None
) -> Gap:
    why: Said = ""
    level_weight = 0
    if item is not None and isinstance(item.piece, Provision) and isinstance(owner, Article):
        force = Phrase(f"force.{item.piece.force}")
        why = Phrase("why.force", {"force": force, "article": str(owner.article)})
    elif item is not None:
        key = "why.rounds.one" if item.rounds == 1 else "why.rounds.many"
        rounds = Phrase(key, {"n": item.rounds})
        why = Phrase("why.level", {"level": level_of(register, owner), "rounds": rounds})
        level_weight = item.weight - item.rounds + 1
    return _gap(
        finding,
        who=who_can_follow_up(register, owner),
        why=why,
        instrument=register.instrument_id(owner),
        areas=register.areas_of(owner),
        owner=owner,
        item=item,
        level_weight=level_weight,
    )


def level_of(register: Register, owner: Obligation) -> Said:
    """The level of a recommendation in its instrument's own words."""
    instrument = register.instruments.get(register.instrument_id(owner))
    level = None if isinstance(owner, Article) else owner.level
    known = {item.id: item.title for item in instrument.levels} if instrument else {}
    return known.get(level or "", Phrase("level.unknown"))


def who_can_follow_up(register: Register, owner: Obligation) -> tuple[str, ...]:
    """The bodies that the record names as able to follow it up (our judgement), else the coordinator."""
    if owner.follow_up or register.strategy is None:
        return owner.follow_up
    return (register.strategy.coordinator,)


def _fits(gap: Gap, wanted: GapFilter, register: Register) -> bool:
    body = register.instruments[gap.instrument].body if gap.instrument in register.instruments else None
    return (
        (not wanted.instruments or gap.instrument in wanted.instruments)
        and (not wanted.bodies or body in wanted.bodies)
        and (not wanted.ministries or bool(set(wanted.ministries) & set(gap.who)))
        and (not wanted.areas or bool(set(wanted.areas) & set(gap.areas)))
        and (not wanted.severities or gap.finding.severity in wanted.severities)
        and (not wanted.rules or gap.finding.rule.code.startswith(wanted.rules))
        and (not wanted.classifications or gap.classification in wanted.classifications)
    )
