"""Who has reported on what, and who has not.

A ministry is silent only where a period's day is set and has passed: the strategy sets no reporting
day, so without one nobody is late. Independent bodies owe nobody a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.language import last_day
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
    periods = register.strategy.reporting.periods if register.strategy else {}
    for year, period in periods.items():
        if period.due is None or last_day(period.due) >= as_of:
            continue
        told = {
            (report.actor, register.renumbered.get(said.measure, said.measure))
            for report in register.reports
            if report.counts and report.kind == "self" and str(report.year) == year
            for said in report.measures
        }
        told |= _closed(register, int(year) if year.isdecimal() else 0)
        for measure in register.measures:
            for actor in measure.responsible:
                if _independent(register, actor) or (actor, measure.id) in told:
                    continue
                yield Silence(actor, measure, year, period.due)


def _independent(register: Register, actor: str) -> bool:
    """Whether a body speaks for itself and owes nobody a report."""
    known = register.actors.get(actor)
    return known is not None and known.kind in ("rapporteur", "court", "research", "international")


def _closed(register: Register, year: int) -> set[tuple[str, str]]:
    """On which measures an actor's approved report up to ``year`` has closed the reporting."""
    return {
        (report.actor, register.renumbered.get(said.measure, said.measure))
        for report in register.reports
        if report.counts and report.kind == "self" and report.year <= year
        for said in report.measures
        if said.reporting_closed is not None and said.reporting_closed.closed
    }
