"""A series of figures over time: a bar for each, from nought, with the figure as the source gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.bars import Bar, bars
from menneskehandel_cli.language import Lang, msg, nmsg, say

_GREATEST = 10**15
"""Up to which figure a series is drawn."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure for a time, which lasts from ``start`` to ``end``.

    ``low`` and ``high`` differ for a range. ``figure`` and ``time`` are as the source gives them; a
    figure that the source gives as about so many is not ``exact``.
    """

    start: date
    end: date
    low: float
    high: float
    figure: str
    time: str
    exact: bool = True

    @property
    def middle(self) -> date:
        """The day by which it is ordered."""
        return self.start + (self.end - self.start) / 2


def drawable(points: Sequence[Point]) -> bool:
    """Whether the figures can be drawn from zero up."""
    return all(0 <= point.low <= point.high <= _GREATEST for point in points)


def series_over_time(title: str, unit: str, points: Sequence[Point], lang: Lang) -> Picture:
    """The figures in the order of their times. What is not exact, or is in a range, is striped."""
    found = sorted(points, key=lambda point: (point.middle, point.time))
    numbers = Table(
        title, (say("column.time", lang), unit), tuple((point.time, point.figure) for point in found)
    )
    most = max([point.high for point in found if point.high] or [1])
    exact = all(point.exact and point.low == point.high for point in found)
    story = [say(nmsg("{n} figure over time.", "{n} figures over time."), lang, n=len(found))]
    if not exact:
        story.append(say(msg("Striped bars show figures that the source does not give exactly."), lang))
    shown = [Bar(point.time, point.figure, _parts(point), point.high / most) for point in found]
    return bars(numbers, story, shown, (), unit, *story[1:])


def _parts(point: Point) -> list[tuple[str, float, str]]:
    """Up to the low end of a range, and from there to the high end."""
    parts = (("solid" if point.exact else "stripes", point.low), ("stripes", point.high - point.low))
    return [(fill, size, "") for fill, size in parts if size]
