"""A time axis: the position of a day, and which days to label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from menneskehandel_cli.formats.charts.canvas import BOLD, SIZE, Canvas, plain
from menneskehandel_cli.formats.charts.fills import INK, LINE, SOFT
from menneskehandel_cli.formats.charts.measuring import text_width
from menneskehandel_cli.language import Lang, short_day, short_month

_YEAR = 12
_STEPS = (1, 2, 3, 6, _YEAR, 2 * _YEAR, 5 * _YEAR, 10 * _YEAR, 25 * _YEAR, 50 * _YEAR, 100 * _YEAR)
"""Steps in months between labelled days, if days and weeks give too many."""
HEIGHT = 44
"""The height of the axis below the drawing."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``first`` to ``last`` on a line from ``left`` to ``right``."""

    first: date
    last: date
    left: float
    right: float

    def place(self, when: date) -> float:
        """The x of a day."""
        span = (self.last - self.first).days
        if not span:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (when - self.first).days / span

    def draw(self, canvas: Canvas, top: float, bottom: float, lang: Lang) -> None:
        """Draw thin lines from ``top`` to ``bottom`` at the labelled days, with the labels below."""
        days = self._named(max(2, int((self.right - self.left) // 58)))
        years_only = all((day.month, day.day) == (1, 1) for day in days) and len(days) > 1
        shown = None
        for day in days:
            x = self.place(day)
            canvas.add("path", d=f"M{plain(x)} {plain(top)}V{plain(bottom + 5)}", stroke=LINE)
            if years_only:
                self._name(canvas, str(day.year), x, bottom + 8 + SIZE)
                continue
            exact = any(other.day != 1 for other in days) or len(days) == 1
            self._name(
                canvas, short_day(day, lang) if exact else short_month(day, lang), x, bottom + 8 + SIZE
            )
            if day.year != shown:
                shown = day.year
                self._name(canvas, str(shown), x, bottom + 8 + SIZE + 17, font_weight=BOLD)
        canvas.add("path", d=f"M{plain(self.left)} {plain(bottom)}H{plain(self.right)}", stroke=INK)

    def _name(self, canvas: Canvas, words: str, x: float, y: float, **more: object) -> None:
        half = text_width(words, SIZE) / 2
        at = min(max(x, half), canvas.width - half)
        canvas.text(words, at, y, text_anchor="middle", fill=SOFT, **more)

    def _named(self, most: int) -> Sequence[date]:
        """The first days of equal steps, the finest that give at most ``most`` days."""
        days = (self.last - self.first).days
        if days < most:
            return [self.first + timedelta(day) for day in range(days + 1)]
        for step in (7, 14):
            if days < most * step:
                monday = -self.first.weekday() % 7
                return [self.first + timedelta(day) for day in range(monday, days + 1, step)]
        for step in _STEPS:
            found = list(self._months(step))
            if len(found) <= most:
                break
        return found

    def _months(self, step: int) -> Iterator[date]:
        first = self.first.year * _YEAR + self.first.month - 1 + (self.first.day > 1)
        last = self.last.year * _YEAR + self.last.month - 1
        for month in range(first + -first % step, last + 1, step):
            yield date(month // _YEAR, month % _YEAR + 1, 1)
