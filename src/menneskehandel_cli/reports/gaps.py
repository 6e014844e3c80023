"""The gaps view: what is missing, why it matters, who could act and how to close it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Acceptance, Article, Measure, Obligation, Text
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.coverage import Leaf
from menneskehandel_cli.reports.listing import Said
from menneskehandel_cli.rules import Finding, Ground

FAMILIES = ("MH2", "MH3")
REMARKS = ("MH320", "MH321")
"""Which rules tell of gaps in policy: coverage and progress."""


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps are asked for; an empty field asks for all."""

    instruments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    areas: tuple[int, ...] = ()
    severities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing. ``why`` is a phrase; ``who`` are the ministries that could act."""

    finding: Finding
    weight: int
    subject: str
    instrument: str | None
    article: int | None
    force: str | None
    level: str | None
    rounds: int | None
    areas: tuple[int, ...]
    who: tuple[str, ...]
    why: Said
    accepted: Acceptance | None


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """Coverage of one instrument in figures."""

    id: str
    title: Text
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class GapsView:
    """All gaps by weight, accepted ones apart, with the coverage they stand against."""

    revision: str | None
    as_of: date
    title: Text | None
    fictional: bool
    coverage: tuple[InstrumentLine, ...]
    gaps: tuple[Gap, ...]
    accepted: tuple[Gap, ...]

    def number(self, severity: str) -> int:
        """How many open gaps of a severity there are."""
        return sum(gap.finding.severity == severity for gap in self.gaps)


def gaps_view(ground: Ground, found: list[Finding], wanted: GapFilter) -> GapsView:
    """The gaps in ``wanted``, heaviest first."""
    register = ground.register
    gaps = sorted(
        (gap for gap in _gaps(ground, found) if _fits(gap, wanted, register)),
        key=lambda gap: (-gap.weight, gap.finding.severity, gap.finding.rule.code, natural(gap.subject)),
    )
    strategy = register.strategy
    totals = ground.coverage.totals
    lines = [
        InstrumentLine(name, instrument.title, totals[name])
        for name, instrument in register.instruments.items()
        if name in totals
        and (not wanted.instruments or name in wanted.instruments)
        and (not wanted.bodies or instrument.body in wanted.bodies)
    ]
    return GapsView(
        revision=register.revision,
        as_of=ground.as_of,
        title=strategy.title if strategy else None,
        fictional=strategy.fictional if strategy else False,
        coverage=tuple(lines),
        gaps=tuple(gap for gap in gaps if gap.accepted is None),
        accepted=tuple(gap for gap in gaps if gap.accepted is not None),
    )


def _gaps(ground: Ground, found: list[Finding]) -> Iterator[Gap]:
    register = ground.register
    measures = {measure.id: measure for measure in register.measures}
    for finding in found:
        subject = finding.diagnostic.subject
        remark = finding.rule.code in REMARKS
        if remark or not finding.rule.code.startswith(FAMILIES) or subject is None:
            continue
        if subject in measures:
            yield _of_measure(finding, measures[subject])
        elif subject in register.targets:
            leaf = ground.coverage.by_id.get(subject)
            yield _of_obligation(register, finding, register.targets[subject].owner, leaf)
        else:
            coordinator = (register.strategy.coordinator,) if register.strategy else ()
            yield _gap(finding, who=coordinator, why="", instrument=subject)


def _gap(
    finding: Finding,
    *,
    who: tuple[str, ...],
    why: Said,
    instrument: str | None = None,
    areas: tuple[int, ...] = (),
    owner: Obligation | None = None,
    leaf: Leaf | None = None,
) -> Gap:
    piece = leaf.piece if leaf else None
    return Gap(
        finding=finding,
        weight=finding.diagnostic.weight,
        subject=finding.diagnostic.subject or "",
        instrument=instrument,
        article=owner.article if isinstance(owner, Article) else None,
        force=piece.force if isinstance(piece, Provision) else None,
        level=None if owner is None or isinstance(owner, Article) else owner.level,
        rounds=leaf.rounds if leaf else None,
        areas=areas,
        who=who,
        why=why,
        accepted=finding.accepted,
    )


def _of_measure(finding: Finding, measure: Measure) -> Gap:
    actor = finding.diagnostic.params.get("actor")
    who = (actor,) if isinstance(actor, str) else measure.responsible
    return _gap(finding, who=who, why="", areas=(measure.focus_area,))


def _of_obligation(register: Register, finding: Finding, owner: Obligation, leaf: Leaf | None) -> Gap:
    areas = areas_of(register, owner)
    why: Said = ""
    if leaf is not None and isinstance(leaf.piece, Provision) and isinstance(owner, Article):
        force = Phrase(f"force.{leaf.piece.force}")
        why = Phrase("why.force", {"force": force, "article": str(owner.article)})
    elif leaf is not None:
        key = "why.rounds.one" if leaf.rounds == 1 else "why.rounds.many"
        rounds = Phrase(key, {"n": leaf.rounds})
        why = Phrase("why.level", {"level": level_of(register, owner), "rounds": rounds})
    return _gap(
        finding,
        who=who_could_act(register, areas),
        why=why,
        instrument=register.instrument_id(owner),
        areas=areas,
        owner=owner,
        leaf=leaf,
    )


def level_of(register: Register, owner: Obligation) -> Said:
    """The level of a recommendation in its instrument's own words."""
    instrument = register.instruments.get(register.instrument_id(owner))
    level = None if isinstance(owner, Article) else owner.level
    known = {item.id: item.title for item in instrument.levels} if instrument else {}
    return known.get(level or "", Phrase("level.unknown"))


def areas_of(register: Register, owner: Obligation) -> tuple[int, ...]:
    """The focus areas that name an obligation: by article, or by where the strategy sums it up."""
    if isinstance(owner, Article):
        return tuple(
            area.number for area in register.focus_areas.values() if owner.article in area.articles
        )
    return (owner.focus_area,) if owner.focus_area is not None else ()


def who_could_act(register: Register, areas: tuple[int, ...]) -> tuple[str, ...]:
    """The ministries of the focus areas, or the coordinator where no area names the obligation."""
    named = [
        actor
        for measure in register.measures
        if measure.focus_area in areas
        for actor in measure.responsible
    ]
    if not named and register.strategy is not None:
        named = [register.strategy.coordinator]
    return tuple(dict.fromkeys(named))


def _fits(gap: Gap, wanted: GapFilter, register: Register) -> bool:
    body = register.instruments[gap.instrument].body if gap.instrument in register.instruments else None
    return (
        (not wanted.instruments or gap.instrument in wanted.instruments)
        and (not wanted.bodies or body in wanted.bodies)
        and (not wanted.ministries or bool(set(wanted.ministries) & set(gap.who)))
        and (not wanted.areas or bool(set(wanted.areas) & set(gap.areas)))
        and (not wanted.severities or gap.finding.severity in wanted.severities)
    )
