"""A series of figures over time: a line from figure to figure, with the figures at its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.canvas import BOLD, SIZE, Canvas, picture, plain
from menneskehandel_cli.formats.charts.dates import HEIGHT, Axis
from menneskehandel_cli.formats.charts.fills import ACCENT, INK, LINE, PAPER, SOFT
from menneskehandel_cli.formats.charts.measuring import steps, text_width
from menneskehandel_cli.language import Lang, number, say

_GREATEST = 10**15
"""Up to which figure a series is drawn."""
_ROOM = 26
"""The height above the highest point, for its figure."""


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
        """The day at which it is drawn."""
        return self.start + (self.end - self.start) / 2

    @property
    def is_year(self) -> bool:
        """Whether the time is one calendar year."""
        return (self.start, self.end) == (date(self.start.year, 1, 1), date(self.start.year, 12, 31))


def drawable(points: Sequence[Point]) -> bool:
    """Whether the figures can be drawn from zero up."""
    return all(0 <= point.low <= point.high <= _GREATEST for point in points)


def series_over_time(
    title: str, unit: str, points: Sequence[Point], lang: Lang, prefix: str = "chart-series"
) -> Picture:
    """A line through the figures in the order of their times. Figures that are not exact are hollow."""
    found = sorted(points, key=lambda point: (point.middle, point.time))
    numbers = Table(
        title,
        (say("column.time", lang), unit),
        tuple((point.time, point.figure) for point in found),
    )
    story = [say("chart.series", lang, n=len(found))]
    if not all(point.exact for point in found):
        story.append(say("chart.series.hollow", lang))
    return picture(prefix, numbers, story, lambda canvas: _draw(canvas, found, story, unit, lang))


def _draw(canvas: Canvas, points: list[Point], story: list[str], unit: str, lang: Lang) -> float:
    top = canvas.lines(unit, 0, canvas.width, fill=SOFT) + _ROOM
    height = 170 if canvas.narrow else 190
    bottom = top + height
    most = max(1, ceil(max(point.high for point in points)))
    scale = steps(most, 5)
    left = max(text_width(number(value, lang), SIZE) for value in scale) + 8
    side = max(text_width(point.figure, SIZE, bold=True) for point in (points[0], points[-1])) / 2 + 10
    axis = Axis(points[0].middle, points[-1].middle, left + side, canvas.width - side)
    for value in scale:
        y = bottom - height * value / most
        canvas.add("path", d=f"M{plain(left)} {plain(y)}H{plain(float(canvas.width))}", stroke=LINE)
        canvas.text(number(value, lang), left - 7, y + 5, text_anchor="end", fill=SOFT)
    if all(point.is_year for point in points):
        _years(canvas, axis, points, left, bottom)
        end = bottom + 8 + SIZE + 6
    else:
        axis.draw(canvas, top, bottom, lang)
        end = bottom + HEIGHT
    places = [(axis.place(point.middle), bottom - height * _value(point) / most) for point in points]
    line = "L".join(f"{plain(x)} {plain(y)}" for x, y in places)
    canvas.add("path", d=f"M{line}", fill="none", stroke=ACCENT, stroke_width=2)
    for point, (x, y) in zip(points, places, strict=True):
        if point.low != point.high:
            low, high = (bottom - height * value / most for value in (point.low, point.high))
            canvas.add("path", d=f"M{plain(x)} {plain(low)}V{plain(high)}", stroke=ACCENT, stroke_width=5)
        inside = ACCENT if point.exact else PAPER
        canvas.add("circle", cx=x, cy=y, r=4.5, fill=inside, stroke=ACCENT, stroke_width=2)
    _figures(canvas, points, places, bottom - height, bottom, most)
    return canvas.lines(story[-1], end, canvas.width, fill=SOFT) if len(story) > 1 else end


def _value(point: Point) -> float:
    return (point.low + point.high) / 2


def _years(canvas: Canvas, axis: Axis, points: list[Point], left: float, bottom: float) -> None:
    """Name the years below the points, as many as there is room for."""
    canvas.add("path", d=f"M{plain(left)} {plain(bottom)}H{plain(float(canvas.width))}", stroke=INK)
    free = 0.0
    for point in points:
        x, words = axis.place(point.middle), str(point.start.year)
        half = text_width(words, SIZE) / 2
        if x - half >= free:
            canvas.text(words, x, bottom + 8 + SIZE, text_anchor="middle", fill=SOFT)
            free = x + half + 6


def _figures(
    canvas: Canvas,
    points: list[Point],
    places: list[tuple[float, float]],
    top: float,
    bottom: float,
    most: int,
) -> None:
    """Write the figures above their points: the first and the last always, others where there is room."""
    widths = [text_width(point.figure, SIZE, bold=True) / 2 for point in points]
    end = places[-1][0] - widths[-1]
    free = 0.0
    for step, (point, (x, _), half) in enumerate(zip(points, places, widths, strict=True)):
        last = step == len(points) - 1
        if not last and step > 0 and (x - half < free or x + half + 6 > end):
            continue
        if last and step > 0 and x - half < free:
            continue
        y = bottom - (bottom - top) * point.high / most - 11
        canvas.clear(point.figure, x, y, PAPER)
        canvas.text(point.figure, x, y, text_anchor="middle", font_weight=BOLD)
        free = x + half + 6
