"""Who has reported on what, and who has not.

A ministry is silent only if the period's reporting day is set and has passed: the strategy sets none.
Independent bodies owe no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.models import Measure
from menneskehandel_cli.register import Register


@dataclass(frozen=True, slots=True)
class Silence:
    """A responsible ministry without an approved report on a measure, for a period that was due."""

    actor: str
    measure: Measure
    year: str
    due: str


def silences(register: Register, as_of: date) -> Iterator[Silence]:
    """Every silence on ``as_of``, by period and measure."""
    for year, period in register.periods.items():
        if period.due is None or not period.is_due(as_of):
            continue
        for measure in register.normative_measures:
            for actor in measure.responsible:
                if owes(register, actor, measure.id, year):
                    yield Silence(actor, measure, year, period.due)


def owes(register: Register, actor: str, measure: str, year: str) -> bool:
    """Whether a body still owes a report on a measure for a year, late or not.

    Only a body with ``owes_reports`` can. An approved report that says something about the measure ends
    the duty, and so does one for that year or earlier that closed the reporting on it.
    """
    known = register.actors.get(actor)
    if not (known.owes_reports if known is not None else register.may_hold("actors", actor)):
        return False  # It is independent, or there is no such body.
    if register.may_hold("report", f"{year}-{actor}"):
        return False  # There is one that cannot be read, so it is not known to be silent.
    closed = register.reporting_closed.get((actor, measure))
    return (actor, measure, year) not in register.told and (closed is None or closed > year)


def reporters(register: Register) -> list[str]:
    """The bodies that report every year: those responsible for a measure that owe reports."""
    named = register.measures_by_actor
    return [name for name, actor in register.actors.items() if name in named and actor.owes_reports]


def owing(register: Register, year: int) -> list[str]:
    """The bodies that still owe a report on a measure for a year."""
    return [
        actor
        for actor in reporters(register)
        if any(
            owes(register, actor, measure.id, str(year)) for measure in register.measures_by_actor[actor]
        )
    ]
