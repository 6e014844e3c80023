"""The yearly report: the closing state of a reporting period against the one before."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from menneskehandel_cli import models as model
from menneskehandel_cli.history import Event
from menneskehandel_cli.history.events import TOPICS
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models.report import Spending
from menneskehandel_cli.models.reporting import PeriodName, ReportingPeriod, period_name
from menneskehandel_cli.models.strategy import Funding
from menneskehandel_cli.register import Register, SideAssessment, grouped, natural
from menneskehandel_cli.register.reporting import HandedIn, Silence, handed_in, silences
from menneskehandel_cli.reports.coverage import InstrumentCoverage, instrument_coverage
from menneskehandel_cli.reports.frame import CommitState, Frame
from menneskehandel_cli.reports.headline import Headline, headline
from menneskehandel_cli.rules.movement import Movements

Money = TypeVar("Money", Spending, Funding)
Reports = tuple[model.Report, ...]

Incomplete = Literal["not_over", "no_commit"]
"""Why a report cannot tell a whole year: it is not over at the closing day, or no commit is from it."""


class Ends(NamedTuple):
    """The two commits that a report compares, with their days."""

    opening: str
    opening_day: date
    closing: str
    closing_day: date


class ActorReport(NamedTuple):
    """What one actor's approved report says about a measure."""

    actor: str
    kind: str
    said: model.MeasureReport


class OwnWords(NamedTuple):
    """What an actor says of the year as a whole, in its approved report."""

    actor: str
    approved: str
    """The ISO day of the approval."""
    foreword: model.Text | None
    assessment: model.Text | None
    next: model.Text | None


class MovedDeadline(NamedTuple):
    """A deadline that moved, with every value it has had, oldest first."""

    measure: str
    task: str
    values: tuple[str, ...]
    days: int
    """The shift from the first value to the last; later is positive."""
    times: int


class MeasureChapter(NamedTuple):
    """The content of the report on a measure."""

    measure: model.Measure
    status_before: model.Status | None
    told: tuple[ActorReport, ...]
    silent: tuple[str, ...]
    """Ministries whose report on it is overdue: only if the due day is set and has passed."""
    unreported: tuple[str, ...]
    """Responsible ministries without an approved report registered, due or not."""
    changes: tuple[Event, ...]
    articles: tuple[str, ...]
    recommendations: tuple[str, ...]
    judged: frozenset[str]
    """Those of them that are linked only by our own judgement."""


class AreaChapter(NamedTuple):
    """A focus area with its measures."""

    area: model.FocusArea
    measures: tuple[MeasureChapter, ...]


class CoverageRow(NamedTuple):
    """Coverage of one instrument at both ends."""

    instrument: str
    title: model.Text
    before: InstrumentCoverage | None
    """``None`` if it had no requirements yet."""
    after: InstrumentCoverage


class GoalLine(NamedTuple):
    """A goal with the measures that have it, its reported attainment and its indicators."""

    id: str
    text: model.Text
    measures: tuple[int, ...]
    attainment: tuple[tuple[str, PeriodName, str], ...]
    """Actor, year, level."""
    indicators: tuple[model.Indicator, ...]


class YearlyView(NamedTuple):
    """The content of the yearly report."""

    year: PeriodName
    title: model.Text
    fictional: bool
    coordinator: str
    headline: Headline
    preliminary: bool
    """Whether the report cannot tell the whole year, see ``incomplete``."""
    incomplete: Incomplete | None
    ends: Ends
    compares: bool
    """Whether it opens before the year; otherwise there is no year before to compare with."""
    due: str | None
    days_late: int | None
    """Days since the due day, if it is set, has passed, and a ministry has not reported."""
    reports: tuple[HandedIn, ...]
    """Each responsible ministry."""
    own_words: tuple[OwnWords, ...]
    """The coordinator first."""
    unjudged: tuple[str, ...]
    """Files that could not be read in full at the closing state; they are not counted."""
    independent: tuple[tuple[str, str], ...]
    """Independent reports and evaluations of the year: actor and kind."""
    areas: tuple[AreaChapter, ...]
    events: tuple[Event, ...]
    corrections: int
    moved: tuple[MovedDeadline, ...]
    """Deadlines that moved in the period."""
    moved_ever: tuple[MovedDeadline, ...]
    """Deadlines of open tasks that have moved since the data entry, the furthest first."""
    coverage: tuple[CoverageRow, ...]
    gaps: Movements
    assessments: tuple[tuple[str, model.Text, tuple[SideAssessment, ...]], ...]
    """Obligations that a report for the year assesses: id, title, and the latest word of each side."""
    spending: tuple[tuple[str, str, Spending], ...]
    """What is reported as spent in the year: actor, measure and amount."""
    funding: tuple[Funding, ...]
    """The money that the strategy names."""
    goals: tuple[GoalLine, ...]
    indicators: tuple[model.Indicator, ...]


def yearly_view(frame: Frame, year: str) -> YearlyView:
    """The report for ``year``."""
    register, strategy = frame.closing.register, frame.strategy
    period, days = register.periods.get(year), strategy.reporting.days(year)
    reports = tuple(report for report in register.reports if report.period == year)
    silent = [item for item in silences(register, frame.closing.as_of) if item.year == year]
    lines = tuple(handed_in(register, year))
    waiting = {task.id for measure, task in register.tasks.values() if measure.normative and task.is_open}
    still = (item for item in moved(frame.history.events, frame) if item.task in waiting)
    return YearlyView(
        year=period_name(year),
        title=strategy.title,
        fictional=strategy.fictional,
        coordinator=strategy.coordinator,
        headline=headline(frame, strategy.reporting.completions(year)),
        preliminary=(incomplete := _incomplete(frame, year)) is not None,
        incomplete=incomplete,
        ends=ends(frame),
        compares=frame.opening.commit.day < days[0],
        due=period.due if period else None,
        days_late=_days_late(period, lines, frame.closing.as_of),
        reports=lines,
        own_words=tuple(sorted(_own_words(reports), key=lambda own: own.actor != strategy.coordinator)),
        unjudged=register.unjudged,
        independent=tuple((x.actor, x.kind) for x in reports if x.counts and x.kind != "self"),
        areas=tuple(_areas(frame, reports, silent)),
        events=frame.events,
        corrections=sum(event.classification == "correction" for event in frame.recorded),
        moved=moved(frame.events, frame),
        moved_ever=tuple(sorted(still, key=lambda item: (-item.days, natural(item.task)))),
        coverage=tuple(coverage_rows(frame)),
        gaps=frame.gaps,
        assessments=tuple(_assessed(register, reports)),
        spending=tuple(
            (report.actor, name, _in_currency(spent, register))
            for report, name, entry in register.measure_reports
            if report in reports
            for spent in entry.funding
        ),
        funding=tuple(_in_currency(item, register) for item in strategy.funding),
        goals=tuple(goal_lines(register, year)),
        indicators=tuple(register.indicators.values()),
    )


def goal_lines(register: Register, period: str = "") -> Iterator[GoalLine]:
    """Each goal in the order of the measures, with what was reported on it, maybe of one ``period``."""
    numbers = grouped((goal.ref or goal.id, one.number) for one in register.measures for goal in one.goals)
    for name in sorted(register.goals, key=lambda name: (numbers.get(name, ()), natural(name))):
        levels = tuple(
            (report.actor, report.year, entry.goal_attainment[name].level)
            for report, _, entry in register.measure_reports
            if name in entry.goal_attainment and period in ("", report.period)
        )
        shown = tuple(item for item in register.indicators.values() if name in item.goals)
        yield GoalLine(name, register.goals[name], numbers.get(name, ()), levels, shown)


def _in_currency(money: Money, register: Register) -> Money:
    """The amount with its currency, which is the strategy's if it gives none."""
    return money.model_copy(update={"currency": money.currency or register.currency or None})


def _own_words(reports: Reports) -> Iterator[OwnWords]:
    for one in reports:
        if one.approved is not None and (one.foreword or one.assessment or one.next):
            yield OwnWords(one.actor, one.approved.date, one.foreword, one.assessment, one.next)


def _assessed(
    register: Register, reports: Reports
) -> Iterator[tuple[str, model.Text, tuple[SideAssessment, ...]]]:
    named = {item.subject for report in reports if report.counts for item in report.findings}
    for subject, sides in register.latest_assessments.items():
        if subject in named and subject in register.targets:
            yield subject, register.targets[subject].owner.title, sides


def _incomplete(frame: Frame, year: str) -> Incomplete | None:
    """Why the report is preliminary; never if a commit closes the year."""
    period = frame.closing.register.periods.get(year)
    if period is not None and period.closes is not None:
        return None
    start, end = frame.strategy.reporting.days(year)
    if frame.closing.as_of < end:
        return "not_over"
    return None if any(start <= commit.day <= end for commit in frame.history.commits) else "no_commit"


def _days_late(period: ReportingPeriod | None, reports: tuple[HandedIn, ...], as_of: date) -> int | None:
    missing = any(line.state != "approved" for line in reports)
    if period is None or period.due is None or not period.is_due(as_of) or not missing:
        return None
    return (as_of - last_day(period.due)).days


def ends(frame: Frame) -> Ends:
    """The two commits of a frame."""
    opening, closing = frame.opening.commit, frame.closing.commit
    return Ends(opening.id, opening.day, closing.id, closing.day)


NEWS = {
    *("status_changed", "task_status_changed", "task_added", "task_removed", "task_reworded"),
    *(kind for topic in ("measure", "goal", "deadline") for kind in TOPICS[topic]),
}
"""The kinds of events that a report tells of a measure: what it promises, and how far it has come."""


def _areas(frame: Frame, reports: Reports, silent: list[Silence]) -> Iterator[AreaChapter]:
    register = frame.closing.register
    changes = grouped((event.delta.record, event) for event in frame.events if event.delta.kind in NEWS)
    for area in register.focus_areas.values():
        inside = (one for one in register.measures if one.focus_area == area.number)
        chapters = (_chapter(frame, one, reports, silent, changes.get(one.id, ())) for one in inside)
        yield AreaChapter(area, tuple(chapters))


def _chapter(
    frame: Frame, measure: model.Measure, reports: Reports, silent: list[Silence], changes: tuple[Event, ...]
) -> MeasureChapter:
    register = frame.closing.register
    entries = tuple(
        ActorReport(report.actor, report.kind, entry)
        for report, name, entry in register.measure_reports
        if name == measure.id and report in reports
    )
    reported = {item.actor for item in entries if item.kind == "self"}
    before = frame.before(measure)
    links = answered(frame.closing, measure)
    articles = tuple(n for n in links if isinstance(register.obligations[n], model.Article))
    recommendations = tuple(name for name in links if name not in articles)
    judged = frozenset(name for name, ours in links.items() if ours)
    late = tuple(item.actor for item in silent if item.measure.id == measure.id)
    unreported = tuple(x for x in measure.responsible if measure.normative and x not in reported)
    reporting = (before.status if before else None, entries, late, unreported)
    return MeasureChapter(measure, *reporting, changes, articles, recommendations, judged)


def answered(state: CommitState, measure: model.Measure) -> dict[str, bool]:
    """The obligations that a measure links to, each with whether only our own judgement does."""
    found: dict[str, bool] = {}
    for address in measure.addresses:
        if target := state.register.targets.get(address.obligation):
            found[target.owner.id] = address.basis == "editorial" and found.get(target.owner.id, True)
    return found


def moved(events: tuple[Event, ...], frame: Frame) -> tuple[MovedDeadline, ...]:
    """Deadlines that moved within ``events``, with every value since the data entry."""
    tasks = dict.fromkeys(x.delta.key.subject for x in events if x.delta.kind == "deadline_moved")
    # ``times`` is set only on events that count as a move.
    moves = grouped((x.delta.key.subject, x) for x in frame.history.events if x.times is not None)
    found = []
    for task in tasks:
        if made := moves.get(task):
            values = (made[0].delta.before, *(event.delta.after for event in made))
            days = sum(event.delta.days or 0 for event in made)
            found.append(MovedDeadline(made[0].delta.record, task, values, days, len(made)))
    return tuple(found)


def coverage_rows(frame: Frame) -> Iterator[CoverageRow]:
    """Coverage at both ends, by instrument."""
    before = instrument_coverage(frame.opening.context)
    for name, after in instrument_coverage(frame.closing.context).items():
        yield CoverageRow(name, after.title, before.get(name), after)
