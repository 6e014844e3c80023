"""Days at even steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

_YEAR = 12
_STEPS = (1, 2, 3, 6, _YEAR, 2 * _YEAR, 5 * _YEAR, 10 * _YEAR, 25 * _YEAR, 50 * _YEAR, 100 * _YEAR)
"""Steps in months, if days and weeks give too many days."""


def even_days(first: date, last: date, most: int) -> Sequence[date]:
    """The first days of equal steps, the finest that give at most ``most`` days."""
    days = (last - first).days
    if days < most:
        return [first + timedelta(day) for day in range(days + 1)]
    for step in (7, 14):
        if days < most * step:
            monday = -first.weekday() % 7
            return [first + timedelta(day) for day in range(monday, days + 1, step)]
    for step in _STEPS:
        found = list(_months(first, last, step))
        if len(found) <= most:
            break
    return found


def _months(first: date, last: date, step: int) -> Iterator[date]:
    start = first.year * _YEAR + first.month - 1 + (first.day > 1)
    end = last.year * _YEAR + last.month - 1
    for month in range(start + -start % step, end + 1, step):
        yield date(month // _YEAR, month % _YEAR + 1, 1)
