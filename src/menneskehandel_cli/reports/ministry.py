"""What one ministry is asked to report for a year, what it last said, and its open tasks."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from menneskehandel_cli.history import Event
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Measure, MeasureReport, Task
from menneskehandel_cli.models.reporting import PeriodName
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.reporting import HandedIn, TaskShares, handed_in, reports_for, shares_of
from menneskehandel_cli.reports.frame import CommitState, Frame
from menneskehandel_cli.reports.gap_lines import GapLine
from menneskehandel_cli.reports.gaps import ASKED
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.yearly import NEWS, MeasureChapter, yearly_view


class OpenTask(NamedTuple):
    """An open task. ``days_late`` is ``None`` while no deadline has passed."""

    measure: str
    task: Task
    days_late: int | None
    owners: tuple[str, ...] = ()
    """Those of the task, or of its group; empty if nobody is named."""


class LetterLine(NamedTuple):
    """A measure of the ministry, and what the ministry last reported of it, with the year."""

    chapter: MeasureChapter
    last: tuple[PeriodName, MeasureReport] | None


class MinistryView(NamedTuple):
    """The content of the letter."""

    actor: str
    year: PeriodName
    as_of: date
    due: str | None
    lines: tuple[LetterLine, ...]
    tasks_of_measures: int
    """How many open tasks those measures have."""
    own_tasks: int
    """How many of them it or a body below it owns."""
    nobodys_tasks: int
    """How many of them nobody owns."""
    unreported: tuple[str, ...]
    """Measures without an approved report by the ministry for the year."""
    late: tuple[str, ...]
    """Those of them whose due day is set and has passed."""
    days_late: int | None
    """How many days have passed since then; ``None`` if nothing is late."""
    tasks: tuple[OpenTask, ...]
    """Open tasks that it or a body below it owns."""
    due_tasks: tuple[OpenTask, ...]
    """Open tasks with a deadline that the ministry answers for: it or a body below it owns them, or
    nobody does and it is responsible for the measure. The latest first, then by deadline."""
    without_due: int
    """How many open tasks that the ministry answers for have no deadline, and need one."""
    rows: int
    """How many open tasks it answers for."""
    changes: tuple[Event, ...]
    """What changed in its measures and their tasks in the period, oldest first."""


class MinistryLine(NamedTuple):
    """What a ministry is responsible for, and what it has handed in of it for a year."""

    handed: HandedIn
    tasks: TaskShares
    open: int
    """How many of the gaps it can follow up, by our judgement."""


def ministry_lines(state: CommitState, year: str) -> Iterator[MinistryLine]:
    """A line for each responsible ministry, the coordinator first."""
    for handed in handed_in(state.register, year):
        tasks = shares_of(state.register, handed.actor)
        yield MinistryLine(handed, tasks, state.gaps.view.open(handed.actor))


def asked_lines(state: CommitState, names: Collection[str] = ASKED) -> list[GapLine]:
    """The points that the bodies ask for and no measure follows up, or other groups; heaviest first."""
    return [line for section in state.gaps.sections if section.name in names for line in section.lines]


def ministry_view(frame: Frame, actor: str, year: str) -> MinistryView:
    """The letter to ``actor`` on ``year``."""
    whole = yearly_view(frame, year)
    register, as_of = frame.closing.register, frame.closing.as_of
    chapters = [*chain.from_iterable(area.measures for area in whole.areas)]
    mine = [c for c in chapters if c.measure.normative and actor in c.measure.responsible]
    ids, below = {c.measure.id for c in mine}, reports_for(register, actor)
    late = tuple(c.measure.id for c in mine if actor in c.silent)
    tasks = tuple(
        OpenTask(measure.id, task, days_late(task, as_of), measure.owners_of(task))
        for measure, task in waiting((c.measure for c in chapters), below)
    )
    due, shares = _by_deadline(tasks), shares_of(register, actor)
    return MinistryView(
        actor=actor,
        year=whole.year,
        as_of=as_of,
        due=whole.due,
        lines=tuple(_lines(register, actor, mine)),
        tasks_of_measures=shares.total,
        own_tasks=shares.own,
        nobodys_tasks=shares.nobody,
        unreported=tuple(c.measure.id for c in mine if actor in c.unreported),
        late=late,
        days_late=(as_of - last_day(whole.due)).days if late and whole.due is not None else None,
        tasks=tuple(item for item in tasks if below.intersection(item.owners)),
        due_tasks=due,
        without_due=sum(item.task.lacks_due for item in tasks),
        rows=len(tasks),
        changes=tuple(x for x in frame.events if x.delta.kind in NEWS and x.delta.record in ids),
    )


def _by_deadline(tasks: Iterable[OpenTask]) -> tuple[OpenTask, ...]:
    """The tasks that have a deadline, the earliest first."""
    due = (item for item in tasks if item.task.due)
    return tuple(sorted(due, key=lambda item: (last_day(item.task.due or ""), natural(item.task.id))))


def _lines(register: Register, actor: str, chapters: list[MeasureChapter]) -> Iterator[LetterLine]:
    """Each of its measures with what a body last reported of it, and the period."""
    for one in chapters:
        last = register.latest_reports.get((actor, one.measure.id))
        yield LetterLine(one, (last[0].period, last[1]) if last else None)


def waiting(measures: Iterable[Measure], bodies: set[str]) -> Iterator[tuple[Measure, Task]]:
    """The open tasks that the bodies answer for, with their measures; none of what is context only."""
    for measure in measures:
        for task in measure.tasks:
            if measure.normative and task.is_open and measure.answers_for(task, bodies):
                yield measure, task
