"""The status view: the whole strategy at a glance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.history import policy_events
from menneskehandel_cli.history.selection import MEASURES
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Measure, Status, Task, Text
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.layout import file_id, kind_of
from menneskehandel_cli.register.published import is_unfilled
from menneskehandel_cli.reports.coverage import InstrumentCoverage, instrument_coverage
from menneskehandel_cli.reports.gaps import GapFilter, GapsView, gaps_view
from menneskehandel_cli.reports.promised import PromisedView, promised_view
from menneskehandel_cli.reports.selection import EVERYTHING, Selection
from menneskehandel_cli.rules import Finding, RuleContext, summary

LAST_CHANGES = MEASURES
"""The events that the days of the last changes are taken from."""


class Deadline(NamedTuple):
    """A task's deadline; ``passed`` when its last possible day is before the day of the view."""

    task: str
    due: str
    passed: bool


class TaskCount(NamedTuple):
    """How many tasks there are, and how many are recorded as completed."""

    total: int
    completed: int


class MeasureRow(NamedTuple):
    """A measure as a row. ``damaged``: parts of its file could not be read."""

    measure: Measure
    tasks: TaskCount
    next_deadline: Deadline | None
    damaged: bool
    path: str
    last_change: date | None = None
    """The day of the last decision or action on it on the mainline, if known; no correction is one."""

    def plain(self) -> dict[str, object]:
        """As JSON has it: with what a list tells of the measure; the title if it has no short title."""
        one = self.measure
        data = {key: getattr(one, key) for key in _KEYS} | {"short_title": one.short_title or one.title}
        return data | {key: value for key, value in self._asdict().items() if key != "measure"}


_KEYS = ["id", "title", "short_title", "responsible", "responsible_basis", "status", "ongoing", "normative"]
"""What a list tells of a measure."""


class Shift(NamedTuple):
    """A measure whose status differs from its status in an earlier state."""

    id: str
    before: Status | None
    after: Status


class Trend(NamedTuple):
    """What has changed since an earlier state."""

    since: str
    day: date
    shifts: tuple[Shift, ...]
    tasks_before: TaskCount
    tasks_after: TaskCount


class Area(NamedTuple):
    """A focus area with its measures.

    ``title`` and ``goal`` are missing if the strategy's file cannot be read.
    """

    number: int
    title: Text | None
    goal: Text | None
    measures: tuple[MeasureRow, ...]


Needed = Literal["unread", "damaged", "deadline_passed", "not_reported", "unfilled", "no_measures"]


@dataclass(frozen=True, slots=True)
class Attention:
    """An item that needs attention; ``subject`` is an id or a file."""

    kind: Needed
    subject: str
    due: str | None = None
    count: int = 1


class StatusView(NamedTuple):
    """The content of ``mh status``."""

    revision: str | None
    as_of: date
    title: Text | None
    fictional: bool
    coordinator: str | None
    focus_areas: tuple[Area, ...]
    measures_shown: int
    measures_total: int
    context_only: int
    """How many more are shown that are context only; they are in no other count."""
    status_counts: Mapping[str, int]
    coverage: Mapping[str, InstrumentCoverage]
    findings: dict[Severity, int]
    gaps: GapsView
    attention: tuple[Attention, ...]
    promised: PromisedView
    """What the tasks of the measures shown promise, and how far they are recorded to have come."""
    unjudged: tuple[str, ...]
    """Files that could not be read in full; their content is not counted."""
    trend: Trend | None = None

    @property
    def only_late_beside(self) -> bool:
        """Whether what is beside the gaps is the passed deadlines of these tasks, which are told already."""
        return self.gaps.passed == sum(task.passed for task in self.promised.tasks) > 0


def status_view(
    context: RuleContext, found: list[Finding], selection: Selection, trend: Trend | None = None
) -> StatusView:
    """The status of the measures in ``selection``."""
    register, as_of = context.register, context.as_of
    events = context.history.events if context.history is not None else ()
    changed = {one.delta.record: one.commit.day for one in policy_events(events)}
    rows = []
    for measure in filter(selection.holds, register.measures):
        path, tasks = register.path_of(measure), selection.tasks(measure)
        due, day = next_deadline(tasks, as_of), changed.get(measure.id)
        rows.append(MeasureRow(measure, _count(tasks), due, path in register.damaged, path, day))
    counted = [row for row in rows if row.measure.normative]
    by_area = grouped((row.measure.focus_area, row) for row in rows)
    areas = []
    for number in sorted({*register.focus_areas, *by_area}):
        inside, known = by_area.get(number, ()), register.focus_areas.get(number)
        if inside or selection == EVERYTHING:
            title, goal = (known.title, known.goal) if known else (None, None)
            areas.append(Area(number, title, goal, inside))
    strategy = register.strategy
    return StatusView(
        revision=register.revision,
        as_of=as_of,
        title=strategy.title if strategy else None,
        fictional=strategy.fictional if strategy else False,
        coordinator=strategy.coordinator if strategy else None,
        focus_areas=tuple(areas),
        measures_shown=len(counted),
        measures_total=len(register.normative_measures),
        context_only=len(rows) - len(counted),
        status_counts=Counter(row.measure.status for row in counted),
        coverage=instrument_coverage(context),
        findings=summary(found),
        gaps=gaps_view(context, found, GapFilter()),
        attention=tuple(_attention_items(context, counted)),
        promised=promised_view(register, as_of, selection),
        unjudged=register.unjudged,
        trend=trend,
    )


def trend(earlier: Register, now: Register, selection: Selection, since: str, day: date) -> Trend:
    """What has changed between two states in the measures of ``selection``."""
    shown = [measure for measure in now.normative_measures if selection.holds(measure)]
    before = {measure.id: earlier.as_here(measure) for measure in shown}
    shifts = [
        Shift(measure.id, old.status if old else None, measure.status)
        for measure in shown
        if (old := before[measure.id]) is None or old.status != measure.status
    ]
    tasks_before = _count(task for old in before.values() if old for task in selection.tasks(old))
    tasks_after = _count(task for measure in shown for task in selection.tasks(measure))
    return Trend(since, day, tuple(shifts), tasks_before, tasks_after)


def _count(tasks: Iterable[Task]) -> TaskCount:
    done = [task.status == "completed" for task in tasks]
    return TaskCount(len(done), sum(done))


def next_deadline(tasks: Iterable[Task], as_of: date) -> Deadline | None:
    """The earliest deadline of a task that is neither completed nor discontinued.

    A passed deadline without a recorded result remains the next one, since the task is still open.
    """
    waiting = [
        Deadline(task.id, task.due, task.is_overdue(as_of))
        for task in tasks
        if task.due is not None and task.is_open
    ]
    return min(waiting, key=lambda deadline: last_day(deadline.due), default=None)


def _attention_items(context: RuleContext, rows: list[MeasureRow]) -> Iterator[Attention]:
    register = context.register
    for path in sorted(register.unread):
        subject = file_id(path, register.letter) if kind_of(path) == "measure" else path
        yield Attention("unread", path if subject == path else f"{subject} ({path})")
    yield from (Attention("damaged", path) for path in sorted(register.damaged))
    for row in rows:
        if row.next_deadline is not None and row.next_deadline.passed:
            yield Attention("deadline_passed", row.next_deadline.task, row.next_deadline.due)
    if silent := sum(row.measure.status == "not_reported" for row in rows):
        yield Attention("not_reported", "", count=silent)
    if unfilled := sum(is_unfilled(text) for _, _, text in context.published):
        yield Attention("unfilled", "", count=unfilled)
    if not register.measures and not register.unread:
        yield Attention("no_measures", "")
