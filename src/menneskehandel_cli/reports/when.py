"""When: the deadlines, those that have moved or were met, and who has reported for which year."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from menneskehandel_cli.language.days import first_day, last_day
from menneskehandel_cli.models import Strategy, Task
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import HandedIn, handed_in, ministries, reporters, years_begun
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.headline import Coming, deadlines
from menneskehandel_cli.reports.promised import PromisedView, promised_view
from menneskehandel_cli.reports.yearly import moved


class Dated(NamedTuple):
    """A task with a deadline: the first that it had, and by how many days it has moved since then."""

    task: Task
    due: str
    first: str
    days: int
    passed: bool


class Lane(NamedTuple):
    """What a body has handed in, for each period by its name and its first and last day.

    If all periods are calendar years, those of the strategy that are not over are there too.
    ``inferred``: that it is responsible is our inference, for every one of its measures.
    """

    actor: str
    inferred: bool
    periods: tuple[tuple[str, tuple[date, date], HandedIn], ...]


class WhenView(NamedTuple):
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
    lanes = tuple(_lanes(register, frame.strategy, frame.closing.as_of))
    promised = promised_view(register, frame.closing.as_of)
    dated = sorted(_dated_entries(frame, promised), key=lambda one: (last_day(one.due), one.task.id))
    others = tuple(one for one in deadlines(frame) if one.kind != "task")
    days = [day for one in dated for day in (one.first, one.due)] + [one.due for one in others]
    found = {last_day(day).year for day in days} | {period.from_, period.to}
    found |= {first.year for lane in lanes for _, (first, _), _ in lane.periods}
    years = tuple(range(min(found), max(found) + 1))
    return WhenView(frame.closing.as_of, years, promised, tuple(dated), others, lanes)


def _dated_entries(frame: Frame, promised: PromisedView) -> Iterator[Dated]:
    shifts = {one.task: one for one in moved(frame.history.events, frame)}
    for one in promised.tasks:
        task = one.task
        if task.due is not None:
            shift = shifts.get(task.id)
            first, days = (shift.values[0], shift.days) if shift is not None else (task.due, 0)
            yield Dated(task, task.due, first, days, one.passed)


def _lanes(register: Register, strategy: Strategy, as_of: date) -> Iterator[Lane]:
    started, days = years_begun(register, as_of), strategy.reporting.days
    names = {*register.periods, *(report.period for report in register.reports)}
    if register.periods and all(days(x) == (first_day(x[:4]), last_day(x[:4])) for x in register.periods):
        names |= {str(year) for year in range(strategy.period.from_, strategy.period.to + 1)}
    rows = [(x, days(x), line) for x in sorted(names) for line in handed_in(register, x, as_of)]
    due = [one for one in rows if one[2].state != "none" or one[0] in started]
    for actor in (name for name in ministries(register) if name in reporters(register)):
        ours = all(one.responsible_basis == "inferred" for one in register.measures_by_actor[actor])
        yield Lane(actor, ours, tuple(one for one in due if one[2].actor == actor))
