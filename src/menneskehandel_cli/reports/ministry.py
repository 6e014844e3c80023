"""What one ministry is responsible for in a year, and what it has yet to report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.yearly import MeasureChapter, YearlyView, yearly_view


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task owned by the ministry or a subordinate body."""

    measure: str
    task: Task
    owners: tuple[str, ...]


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
    tasks: tuple[OwnTask, ...]


def ministry_view(frame: Frame, actor: str, year: int) -> MinistryView:
    """The report of ``actor`` for ``year``."""
    whole = yearly_view(frame, year)
    register = frame.closing.register
    mine = tuple(
        chapter
        for area in whole.areas
        for chapter in area.measures
        if actor in chapter.measure.responsible
    )
    below = {actor, *(body.id for body in register.actors.values() if body.parent == actor)}
    return MinistryView(
        actor=actor,
        year=year,
        as_of=frame.closing.as_of,
        whole=whole,
        measures=mine,
        unreported=tuple(c.measure.id for c in mine if actor in c.unreported),
        late=tuple(c.measure.id for c in mine if actor in c.silent),
        tasks=tuple(
            task
            for area in whole.areas
            for chapter in area.measures
            for task in _own(chapter.measure, below)
        ),
    )


def _own(measure: Measure, bodies: set[str]) -> tuple[OwnTask, ...]:
    return tuple(
        OwnTask(measure.id, task, task.owners)
        for task in measure.tasks
        if bodies.intersection(task.owners)
    )
