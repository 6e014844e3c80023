"""When: the deadlines, those that have moved or were met, and who has reported for which year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from menneskehandel_cli.language.days import first_day, last_day
from menneskehandel_cli.models import Task
from menneskehandel_cli.models.reporting import Reporting
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import HandedIn, begun, handed_in, ministries, owes, reporters
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.headline import Coming, deadlines
from menneskehandel_cli.reports.promised import PromisedView, promised_view
from menneskehandel_cli.reports.yearly import moved


@dataclass(frozen=True, slots=True)
class Dated:
    """A task with a deadline: the first that it had, and by how many days it has moved since then."""

    task: Task
    due: str
    first: str
    days: int
    passed: bool
    responsible: tuple[str, ...]
    """If no owner is named, the bodies that are responsible for its measure."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What a body that reports has handed in, for each period by its name and its first and last day.

    ``inferred``: that it is responsible is our inference, for every one of its measures.
    """

    actor: str
    inferred: bool
    periods: tuple[tuple[str, tuple[date, date], HandedIn], ...]


@dataclass(frozen=True, slots=True)
class WhenView:
    """The tasks with a deadline in the order of it, and all that is promised."""

    as_of: date
    years: tuple[int, ...]
    promised: PromisedView
    dated: tuple[Dated, ...]
    others: tuple[Coming, ...]
    """The days for reports, evaluations and replies."""
    lanes: tuple[Lane, ...]


def when_view(frame: Frame) -> WhenView:
    """The dates at the closing state."""
    register, period = frame.closing.register, frame.strategy.period
    started = begun(register, frame.closing.as_of)
    lanes = tuple(_lanes(register, frame.strategy.reporting, started))
    promised = promised_view(register, frame.closing.as_of)
    dated = sorted(_dated(frame, promised), key=lambda one: (last_day(one.due), one.task.id))
    others = tuple(one for one in deadlines(frame) if one.kind != "task")
    days = [day for one in dated for day in (one.first, one.due)] + [one.due for one in others]
    found = {last_day(day).year for day in days} | {period.from_, period.to}
    found |= {first.year for lane in lanes for _, (first, _), _ in lane.periods}
    years = tuple(range(min(found), max(found) + 1))
    return WhenView(
        as_of=frame.closing.as_of,
        years=years,
        promised=promised,
        dated=tuple(dated),
        others=others,
        lanes=lanes,
    )


def _dated(frame: Frame, promised: PromisedView) -> Iterator[Dated]:
    shifts = {one.task: one for one in moved(frame.history.events, frame)}
    for one in promised.tasks:
        task = one.task
        if task.due is not None:
            shift = shifts.get(task.id)
            first, days = (shift.values[0], shift.days) if shift is not None else (task.due, 0)
            measure, _ = frame.closing.register.tasks[task.id]
            yield Dated(task, task.due, first, days, one.passed, () if one.owned else measure.responsible)


def _lanes(register: Register, reporting: Reporting, started: list[str]) -> Iterator[Lane]:
    names = sorted({*started, *(report.period for report in register.reports)})
    told = [(name, reporting.days(name), line) for name in names for line in handed_in(register, name)]
    due = [one for one in told if one[2].state != "none" or one[0] in started]
    for actor in ministries(register):
        if actor in reporters(register):
            ours = all(one.responsible_basis == "inferred" for one in register.measures_by_actor[actor])
            yield Lane(actor, ours, tuple(one for one in due if one[2].actor == actor))


Outcome = Literal["on_time", "late", "open", "ended", "day_unknown"]
"""``ended``: it will not be done. ``day_unknown``: it is done, but no source says on which side of the
deadline."""


Punctuality = dict[str, int]
"""How many had a deadline that passed in the period (``base``), and how many of them each outcome."""


def tasks_on_time(register: Register, start: date, end: date) -> Punctuality:
    """The tasks whose deadline, as it stands now, is from ``start`` to ``end``, both counted."""
    tasks = [
        task
        for measure in register.normative_measures
        for task in measure.tasks
        if task.due is not None and start <= last_day(task.due) <= end
    ]
    return _summed(_task(task) for task in tasks)


def _task(task: Task) -> Outcome:
    if task.status == "discontinued":
        return "ended"
    if task.is_open:
        return "open"
    return _done(task.completed, task.due or "")


def _done(day: str | None, due: str) -> Outcome:
    """On which side of its deadline something was done. A month is no more exact than that."""
    if day is None:
        return "day_unknown"
    if last_day(day) <= last_day(due):
        return "on_time"
    return "late" if first_day(day) > last_day(due) else "day_unknown"


def reports_on_time(register: Register, start: date, end: date) -> Punctuality:
    """The reports that each ministry owed on each of its measures, due from ``start`` to ``end``."""
    return _summed(_reports(register, start, end))


def _reports(register: Register, start: date, end: date) -> Iterator[Outcome]:
    approved = {
        (report.actor, name, report.period): report.approved.date
        for report, name, _ in register.said
        if report.kind == "self" and report.approved is not None
    }
    for year, period in register.periods.items():
        if period.due is None or not start <= last_day(period.due) <= end:
            continue
        for measure in register.normative_measures:
            for actor in measure.responsible:
                day = approved.get((actor, measure.id, year))
                if day is not None:
                    yield _done(day, period.due)
                elif owes(register, actor, measure.id, year):
                    yield "open"


def _summed(outcomes: Iterable[Outcome]) -> Punctuality:
    found = Counter(outcomes)
    return {"base": found.total(), **{outcome: found[outcome] for outcome in get_args(Outcome)}}
