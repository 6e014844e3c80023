"""The yearly report: the closing state of a reporting period against the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.history import Event
from menneskehandel_cli.models import (
    FocusArea,
    Indicator,
    Measure,
    MeasureReport,
    Report,
    Status,
    Text,
)
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import Silence, silences
from menneskehandel_cli.reports.frame import Frame, State
from menneskehandel_cli.rules import Finding


@dataclass(frozen=True, slots=True)
class Ends:
    """The two commits that a report compares, with their days."""

    opening: str
    opening_day: date
    closing: str
    closing_day: date


@dataclass(frozen=True, slots=True)
class Told:
    """What one actor's approved report says of a measure."""

    actor: str
    kind: str
    said: MeasureReport


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that moved, with every value it has had, oldest first."""

    measure: str
    task: str
    values: tuple[str, ...]
    days: int
    """From the first value to the last; later is positive."""
    times: int


@dataclass(frozen=True, slots=True)
class MeasureChapter:
    """Everything the report tells of a measure."""

    measure: Measure
    status_before: Status | None
    told: tuple[Told, ...]
    silent: tuple[str, ...]
    """Ministries that owe a report on it: only where the day is set and has passed."""
    unreported: tuple[str, ...]
    """Responsible ministries without an approved report registered, due or not."""
    changes: tuple[Event, ...]
    articles: tuple[str, ...]
    recommendations: tuple[str, ...]
    judged: frozenset[str]
    """Those of them that only we ourselves have tied to the measure."""


@dataclass(frozen=True, slots=True)
class AreaChapter:
    """A focus area with its measures."""

    area: FocusArea
    measures: tuple[MeasureChapter, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Coverage of one instrument at both ends."""

    instrument: str
    title: Text
    before: dict[str, int]
    after: dict[str, int]


@dataclass(frozen=True, slots=True)
class GapChange:
    """Gaps that came, went or are answered for."""

    new: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    open: int


@dataclass(frozen=True, slots=True)
class YearlyView:
    """Everything the yearly report tells."""

    year: int
    title: Text
    fictional: bool
    coordinator: str
    ends: Ends
    due: str | None
    reports: tuple[tuple[str, str], ...]
    """Each responsible ministry, and whether it has an ``approved`` report, a ``draft`` or ``none``."""
    independent: tuple[tuple[str, str], ...]
    """Independent reports and evaluations of the year: actor and kind."""
    areas: tuple[AreaChapter, ...]
    events: tuple[Event, ...]
    corrections: int
    moved: tuple[Moved, ...]
    coverage: tuple[CoverageRow, ...]
    gaps: GapChange
    indicators: tuple[Indicator, ...]


def yearly_view(frame: Frame, year: int) -> YearlyView:
    """The report for ``year``. Raises ``LookupError`` where the closing state has no strategy."""
    register = frame.closing.register
    strategy = register.strategy
    if strategy is None:
        raise LookupError("strategy")
    period = strategy.reporting.periods.get(str(year))
    reports = tuple(report for report in register.reports if report.year == year)
    silent = [item for item in silences(register, frame.closing.as_of) if item.year == str(year)]
    return YearlyView(
        year=year,
        title=strategy.title,
        fictional=strategy.fictional,
        coordinator=strategy.coordinator,
        ends=ends(frame),
        due=period.due if period else None,
        reports=tuple(_handed_in(register, reports)),
        independent=tuple(
            (report.actor, report.kind) for report in reports if report.counts and report.kind != "self"
        ),
        areas=tuple(_areas(frame, reports, silent)),
        events=frame.events,
        corrections=len(frame.corrections),
        moved=moved(frame.events, frame),
        coverage=tuple(coverage_rows(frame)),
        gaps=gap_change(frame),
        indicators=tuple(register.indicators.values()),
    )


def ends(frame: Frame) -> Ends:
    """The two commits of a frame."""
    return Ends(
        frame.opening.commit.id,
        frame.opening.commit.day,
        frame.closing.commit.id,
        frame.closing.commit.day,
    )


def ministries(register: Register) -> list[str]:
    """Every responsible actor, the coordinator first."""
    coordinator = register.strategy.coordinator if register.strategy else ""
    named = {actor for measure in register.measures for actor in measure.responsible}
    known = [actor for actor in register.actors if actor in named]
    rest = sorted(named - set(known))
    return sorted([*known, *rest], key=lambda actor: actor != coordinator)


def _handed_in(register: Register, reports: tuple[Report, ...]) -> Iterator[tuple[str, str]]:
    for actor in ministries(register):
        own = [report for report in reports if report.actor == actor and report.kind == "self"]
        standing = "approved" if any(report.counts for report in own) else "draft" if own else "none"
        yield actor, standing


def _areas(frame: Frame, reports: tuple[Report, ...], silent: list[Silence]) -> Iterator[AreaChapter]:
    register = frame.closing.register
    former = {measure.id: measure for measure in frame.opening.register.measures}
    changes: dict[str, list[Event]] = {}
    for event in frame.events:
        changes.setdefault(event.delta.record, []).append(event)
    for area in register.focus_areas.values():
        chapters = tuple(
            _chapter(frame, measure, former, reports, silent, tuple(changes.get(measure.id, ())))
            for measure in register.measures
            if measure.focus_area == area.number
        )
        yield AreaChapter(area, chapters)


def _chapter(
    frame: Frame,
    measure: Measure,
    former: dict[str, Measure],
    reports: tuple[Report, ...],
    silent: list[Silence],
    changes: tuple[Event, ...],
) -> MeasureChapter:
    told = tuple(
        Told(report.actor, report.kind, said)
        for report in reports
        if report.counts
        for said in report.measures
        if frame.closing.register.renumbered.get(said.measure) == measure.id
    )
    spoken = {item.actor for item in told if item.kind == "self"}
    before = next((former[name] for name in (measure.id, *measure.former_ids) if name in former), None)
    articles, recommendations = answered(frame.closing, measure)
    return MeasureChapter(
        measure=measure,
        status_before=before.status if before else None,
        told=told,
        silent=tuple(item.actor for item in silent if item.measure.id == measure.id),
        unreported=tuple(actor for actor in measure.responsible if actor not in spoken),
        changes=changes,
        articles=articles,
        recommendations=recommendations,
        judged=_judged(frame.closing, measure),
    )


def answered(state: State, measure: Measure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles and the recommendations that a measure links to, by their own ids."""
    targets = state.register.targets
    owners = dict.fromkeys(
        targets[address.obligation].owner.id
        for address in measure.addresses
        if address.obligation in targets
    )
    articles = [name for name in owners if hasattr(state.register.obligations[name], "article")]
    return tuple(articles), tuple(name for name in owners if name not in articles)


def _judged(state: State, measure: Measure) -> frozenset[str]:
    targets = state.register.targets
    said: set[str] = set()
    ours: set[str] = set()
    for address in measure.addresses:
        if address.obligation in targets:
            owner = targets[address.obligation].owner.id
            (ours if address.basis == "editorial" else said).add(owner)
    return frozenset(ours - said)


def moved(events: tuple[Event, ...], frame: Frame) -> tuple[Moved, ...]:
    """Deadlines that moved within ``events``, with every value since the data entry."""
    moves: dict[str, list[Event]] = {
        event.delta.key.subject: [] for event in events if event.delta.kind == "deadline_moved"
    }
    closing = frame.closing.commit.id
    ids = [commit.id for commit in frame.history.commits]
    past = set(ids[: ids.index(closing) + 1]) if closing in ids else set(ids)
    for event in frame.history.events:
        # Only what counts as a move has been counted.
        if event.times is not None and event.delta.key.subject in moves and event.commit.id in past:
            moves[event.delta.key.subject].append(event)
    return tuple(_moved(task, made) for task, made in moves.items() if made)


def _moved(task: str, made: list[Event]) -> Moved:
    values = (made[0].delta.before, *(event.delta.after for event in made))
    return Moved(
        made[0].delta.record, task, values, sum(event.delta.days or 0 for event in made), len(made)
    )


def coverage_rows(frame: Frame) -> Iterator[CoverageRow]:
    """Coverage at both ends, instrument by instrument."""
    before, after = frame.opening.coverage.totals, frame.closing.coverage.totals
    for name, instrument in frame.closing.register.instruments.items():
        if name in after:
            nothing = dict.fromkeys(after[name], 0)
            yield CoverageRow(name, instrument.title, before.get(name, nothing), after[name])


def gap_change(frame: Frame) -> GapChange:
    """Which gaps are new, which are closed and which somebody answers for."""

    def standing(state: State) -> dict[tuple[str, object], Finding]:
        return {
            (finding.rule.code, finding.diagnostic.subject): finding
            for finding in state.findings
            if finding.severity == "gap" and finding.accepted is None
        }

    before, after = standing(frame.opening), standing(frame.closing)
    return GapChange(
        new=tuple(finding for key, finding in after.items() if key not in before),
        closed=tuple(finding for key, finding in before.items() if key not in after),
        accepted=tuple(f for f in frame.closing.findings if f.accepted is not None),
        open=len(after),
    )
