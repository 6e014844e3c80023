"""What is promised: every task, by focus area and measure, and how many there are of each kind."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from menneskehandel_cli.language import last_day
from menneskehandel_cli.models import Measure, Task, Text
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.reporting import handed_in, ministries_in, reporters, years_begun
from menneskehandel_cli.reports.selection import EVERYTHING, Selection

Promised = Literal["do", "go", "assess"]
"""Something is to be done, to go on or be repeated, or only to be assessed."""

PROMISED_BY: dict[str, Promised]
PROMISED_BY = {"establish": "do", "continue": "go", "recurring": "go", "assess": "assess"}
"""What a task promises, by its commitment."""
SIGNS: dict[str, str] = {"do": "□", "go": "▤", "assess": "⬚"}
"""The sign of what a task promises; what is filled is recorded as completed."""


class PromisedTask(NamedTuple):
    """A task: what it promises, and how far it is recorded to have come."""

    task: Task
    owned: bool
    """Whether the task or its group has an owner."""
    passed: bool
    """Whether it is open and its deadline has passed."""

    @property
    def promised(self) -> Promised:
        """What the task promises."""
        return PROMISED_BY[self.task.commitment]


class TaskCounts(NamedTuple):
    """How many tasks there are, and how many of each kind."""

    total: int
    go: int
    """Those that are to go on or be repeated."""
    assess: int
    """Those that are only to be assessed."""
    completed: int
    under_way: int
    discontinued: int
    with_deadline: int
    passed: int
    """Open ones whose deadline has passed."""
    without_owner: int
    """Open ones that nobody owns."""

    @property
    def do(self) -> int:
        """Those that are to be done."""
        return self.total - self.go - self.assess


class PromisedMeasure(NamedTuple):
    """A measure with its tasks."""

    measure: Measure
    tasks: tuple[PromisedTask, ...]
    counts: TaskCounts


class PromisedArea(NamedTuple):
    """A focus area with its measures; it has no title if the strategy's file cannot be read."""

    number: int
    title: Text | None
    measures: tuple[PromisedMeasure, ...]
    counts: TaskCounts


class Heard(NamedTuple):
    """How many of the bodies that report have an approved report for the last year that has begun."""

    year: str
    approved: int
    total: int
    ministries: int


class PromisedView(NamedTuple):
    """All tasks, by focus area, in the strategy's order."""

    areas: tuple[PromisedArea, ...]
    counts: TaskCounts
    heard: Heard | None = None
    """Of all the bodies; ``None`` of a selection."""

    @property
    def most_assessed(self) -> PromisedArea | None:
        """The area where most tasks are only to be assessed, if that is more than three in four."""
        found = [area for area in self.areas if 4 * area.counts.assess > 3 * area.counts.total]
        most = max(found, key=lambda area: area.counts.assess / area.counts.total, default=None)
        return most if len(self.areas) > 1 else None

    @property
    def tasks(self) -> tuple[PromisedTask, ...]:
        """Every task."""
        return tuple(task for area in self.areas for measure in area.measures for task in measure.tasks)

    @property
    def open_tasks(self) -> tuple[PromisedTask, ...]:
        """Every open task."""
        return tuple(one for one in self.tasks if one.task.is_open)

    @property
    def left(self) -> TaskCounts:
        """How many tasks are open, and how many of those are of each kind."""
        return _counts(self.open_tasks)

    @property
    def lacking_due(self) -> int:
        """How many open tasks need a deadline and have none."""
        return sum(one.task.lacks_due for one in self.open_tasks)

    @property
    def overdue(self) -> tuple[PromisedTask, ...]:
        """The open tasks whose deadline has passed, the oldest first."""
        late = (task for task in self.tasks if task.passed)
        return tuple(sorted(late, key=lambda one: last_day(one.task.due or "")))


def promised_view(register: Register, as_of: date, selection: Selection = EVERYTHING) -> PromisedView:
    """The tasks of the measures in ``selection`` that promise something; of its themes, if it has any."""
    measures = []
    for measure in filter(selection.holds, register.normative_measures):
        tasks = tuple(
            PromisedTask(task, bool(measure.owners_of(task)), task.is_overdue(as_of))
            for task in selection.tasks(measure)
        )
        measures.append(PromisedMeasure(measure, tasks, _counts(tasks)))
    areas = []
    by_area = grouped((one.measure.focus_area, one) for one in measures)
    for number, inside in sorted(by_area.items()):
        known = register.focus_areas.get(number)
        areas.append(PromisedArea(number, known.title if known else None, inside, _all_counts(inside)))
    heard = _heard(register, as_of) if selection == EVERYTHING else None
    return PromisedView(tuple(areas), _all_counts(measures), heard)


def _heard(register: Register, as_of: date) -> Heard | None:
    year, actors = max(years_begun(register, as_of), default=""), reporters(register)
    if not year or not actors:
        return None
    approved = sum(x.state == "approved" for x in handed_in(register, year) if x.actor in actors)
    return Heard(year, approved, len(actors), ministries_in(register, actors))


def _all_counts(measures: Iterable[PromisedMeasure]) -> TaskCounts:
    return _counts([task for measure in measures for task in measure.tasks])


def _counts(tasks: tuple[PromisedTask, ...] | list[PromisedTask]) -> TaskCounts:
    statuses = [one.task.status for one in tasks]
    return TaskCounts(
        total=len(tasks),
        go=sum(one.promised == "go" for one in tasks),
        assess=sum(one.promised == "assess" for one in tasks),
        completed=statuses.count("completed"),
        under_way=statuses.count("in_progress"),
        discontinued=statuses.count("discontinued"),
        with_deadline=sum(one.task.due is not None for one in tasks),
        passed=sum(one.passed for one in tasks),
        without_owner=sum(one.task.is_open and not one.owned for one in tasks),
    )
