"""What one ministry owes in a year: reports, open tasks, open gaps; and its measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.language.days import is_whole_day, last_day
from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gap_lines import GapSection, gap_list
from menneskehandel_cli.reports.gaps import SECTIONS, GapFilter, gaps_view
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.yearly import MeasureChapter, YearlyView, yearly_view


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task owned by the ministry or a subordinate body."""

    measure: str
    task: Task
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueTask:
    """An open task with a deadline. ``days_late`` is ``None`` while the deadline has not passed."""

    measure: str
    task: Task
    days_late: int | None

    @property
    def counts_days(self) -> bool:
        """Whether days are counted from its deadline, which a month or a year does not allow."""
        return is_whole_day(self.task.due or "")


@dataclass(frozen=True, slots=True)
class MinistryView:
    """The content of the ministry's report."""

    actor: str
    year: int
    as_of: date
    whole: YearlyView
    measures: tuple[MeasureChapter, ...]
    unreported: tuple[str, ...]
    """Measures without an approved report by the ministry for the year."""
    late: tuple[str, ...]
    """Those of them whose due day is set and has passed."""
    days_late: int | None
    """How many days have passed since then; ``None`` if nothing is late."""
    tasks: tuple[OwnTask, ...]
    due_tasks: tuple[DueTask, ...]
    """Open tasks that the ministry answers for: it or a body below it owns them, or nobody does and it
    is responsible for the measure. The latest first, then by deadline."""
    undated: int
    """How many more open tasks it answers for, which have no deadline."""
    gaps: tuple[GapSection, ...]
    """The open gaps that it can follow up, those in the measures first."""


def ministry_view(frame: Frame, actor: str, year: int) -> MinistryView:
    """The report of ``actor`` for ``year``."""
    whole = yearly_view(frame, year)
    register, as_of = frame.closing.register, frame.closing.as_of
    chapters = [chapter for area in whole.areas for chapter in area.measures]
    mine = tuple(
        chapter
        for chapter in chapters
        if chapter.measure.normative and actor in chapter.measure.responsible
    )
    below = with_bodies_below(register, actor)
    late = tuple(c.measure.id for c in mine if actor in c.silent)
    open_tasks = list(waiting([chapter.measure for chapter in chapters], below))
    due = [DueTask(name, task, days_late(task, as_of)) for name, task in open_tasks if task.due]
    return MinistryView(
        actor=actor,
        year=year,
        as_of=as_of,
        whole=whole,
        measures=mine,
        unreported=tuple(c.measure.id for c in mine if actor in c.unreported),
        late=late,
        days_late=(as_of - last_day(whole.due)).days if late and whole.due is not None else None,
        tasks=tuple(
            OwnTask(chapter.measure.id, task, task.owners)
            for chapter in chapters
            for task in chapter.measure.tasks
            if below.intersection(task.owners)
        ),
        due_tasks=tuple(sorted(due, key=_by_deadline)),
        undated=len(open_tasks) - len(due),
        gaps=tuple(_gaps(frame, actor)),
    )


def _gaps(frame: Frame, actor: str) -> list[GapSection]:
    state = frame.closing
    view = gaps_view(state.context, state.findings, GapFilter(ministries=(actor,)))
    found = (one for one in gap_list(view, state.context, "obligation").sections if one.name in SECTIONS)
    return sorted(found, key=lambda section: section.name != "progress")


def _by_deadline(item: DueTask) -> tuple[date, object]:
    return last_day(item.task.due or ""), natural(item.task.id)


def with_bodies_below(register: Register, actor: str) -> set[str]:
    """An actor, and the bodies below it at any depth."""
    return {actor, *register.below(actor)}


def waiting(measures: Iterable[Measure], bodies: set[str]) -> Iterator[tuple[str, Task]]:
    """The open tasks that the bodies answer for, with their measures; none of what is context only."""
    for measure in measures:
        for task in measure.tasks:
            if measure.normative and task.is_open and answers_for(measure, task, bodies):
                yield measure.id, task


def answers_for(measure: Measure, task: Task, bodies: set[str]) -> bool:
    """Whether one of the bodies owns a task; or is responsible for its measure, if nobody owns it."""
    return not bodies.isdisjoint(task.owners or measure.responsible)
