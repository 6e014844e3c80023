"""The evaluation: the course of every measure between two days, and what did not change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.history import Event
from menneskehandel_cli.models import Indicator, Measure, Status, Text
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import ministries, reported
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gap_change import GapChange, gap_change
from menneskehandel_cli.reports.headline import Headline, headline
from menneskehandel_cli.reports.punctuality import Punctuality, reports_on_time, tasks_on_time
from menneskehandel_cli.reports.yearly import CoverageRow, Ends, MovedDeadline, coverage_rows, ends, moved


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a measure from the first day to the last."""

    measure: Measure
    before: Status | None
    changes: tuple[Event, ...]
    tasks_done_before: int
    tasks_done_after: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Discipline:
    """On how many of its measures a ministry has an approved report, by period."""

    actor: str
    reported: tuple[tuple[str, int, int], ...]
    """Year, measures reported on, measures it is responsible for."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with its reported attainment and its indicators."""

    id: str
    text: Text
    attainment: tuple[tuple[str, int, str], ...]
    """Actor, year, level."""
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """The content of the evaluation."""

    title: Text
    fictional: bool
    as_of: date
    start: str
    """The first day requested; the opening state is the last one on or before it."""
    end: str
    ends: Ends
    headline: Headline
    standing_still: tuple[Measure, ...]
    """Open measures of which nothing is recorded as changed in the period, nor any task completed."""
    tasks_on_time: Punctuality
    reports_on_time: Punctuality
    courses: tuple[Course, ...]
    moved: tuple[MovedDeadline, ...]
    discipline: tuple[Discipline, ...]
    goals: tuple[GoalLine, ...]
    indicators: tuple[Indicator, ...]
    coverage: tuple[CoverageRow, ...]
    gaps: GapChange
    unjudged: tuple[str, ...]
    """Files that could not be read in full at the closing state; they are not counted."""


def evaluation_view(frame: Frame, start: str, end: str) -> EvaluationView:
    """The evaluation of the time between the two ends of the frame, requested by two days."""
    register, as_of = frame.closing.register, frame.closing.as_of
    period = date.fromisoformat(start), min(date.fromisoformat(end), as_of)
    courses = tuple(_course(frame, measure) for measure in register.normative_measures)
    first = headline(frame)
    return EvaluationView(
        title=frame.strategy.title,
        fictional=frame.strategy.fictional,
        as_of=as_of,
        start=start,
        end=end,
        ends=ends(frame),
        headline=first,
        standing_still=tuple(
            course.measure
            for course in courses
            if course.measure.is_open and _stands_still(course, first)
        ),
        tasks_on_time=tasks_on_time(register, *period),
        reports_on_time=reports_on_time(register, *period),
        courses=courses,
        moved=moved(frame.events, frame),
        discipline=tuple(_discipline(register, actor) for actor in ministries(register)),
        goals=tuple(_goals(register)),
        indicators=tuple(register.indicators.values()),
        coverage=tuple(coverage_rows(frame)),
        gaps=gap_change(frame),
        unjudged=register.unjudged,
    )


def _course(frame: Frame, measure: Measure) -> Course:
    before = frame.before(measure)
    kinds = ("status_changed", "task_status_changed", "deadline_moved")
    return Course(
        measure=measure,
        before=before.status if before else None,
        changes=tuple(
            event
            for event in frame.events
            if event.delta.record == measure.id and event.delta.kind in kinds
        ),
        tasks_done_before=_done(before) if before else 0,
        tasks_done_after=_done(measure),
        tasks=len(measure.tasks),
    )


def _stands_still(course: Course, first: Headline) -> bool:
    done = {line.measure for line in first.tasks}
    return not course.changes and course.measure.id not in done


def _done(measure: Measure) -> int:
    return sum(task.status == "completed" for task in measure.tasks)


def _discipline(register: Register, actor: str) -> Discipline:
    years = sorted(register.periods)
    return Discipline(actor, tuple((year, *reported(register, actor, year)) for year in years))


def _goals(register: Register) -> Iterator[GoalLine]:
    for name, text in register.goals.items():
        said = tuple(
            (report.actor, report.year, told.goal_attainment[name].level)
            for report, _, told in register.said
            if name in told.goal_attainment
        )
        shown = tuple(item for item in register.indicators.values() if name in item.goals)
        yield GoalLine(name, text, said, shown)
