"""How many tasks and reports were done by their deadlines in a period."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, get_args

from menneskehandel_cli.language.days import first_day, last_day
from menneskehandel_cli.models import Task
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import owes

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
    return "open" if task.is_open else _done(task.completed, task.due or "")


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
        for report, name, _ in register.measure_reports
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
