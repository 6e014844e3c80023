"""Moved deadlines: every deadline that a task has had."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.canvas import (
    BOLD,
    SIZE,
    Canvas,
    clean,
    nothing,
    picture,
    plain,
)
from menneskehandel_cli.formats.charts.dates import HEIGHT, Axis
from menneskehandel_cli.formats.charts.fills import ACCENT, INK, LINE, PAPER, SOFT, STATUS
from menneskehandel_cli.language import Lang, day, is_day, last_day, say

_RADIUS = 10
_LANE = 2 * _RADIUS + 3
_BETWEEN = STATUS["not_started"].background
_TOLD = 12
"""The number of tasks in the description."""


def moved_deadlines(
    items: Sequence[tuple[str, Sequence[str]]], lang: Lang, prefix: str = "chart-deadlines"
) -> Picture:
    """A line for each task with all its deadlines, numbered in the order they were set.

    A month or a year is drawn at its last day, as everywhere in ``mh``.
    """
    rows = [(clean(name), tuple(values)) for name, values in items if values]
    longest = max((len(values) for _, values in rows), default=2)
    numbers = Table(
        say("chart.deadlines", lang),
        (
            say("chart.task", lang),
            *(say("chart.deadline", lang, n=place + 1) for place in range(longest)),
        ),
        tuple(
            (
                name,
                *(day(value, lang) for value in values),
                *("–" for _ in range(longest - len(values))),
            )
            for name, values in rows
        ),
    )
    if not rows:
        return nothing(prefix, numbers, say("chart.none.deadlines", lang))
    story = [say("chart.row", lang, label=name, told=_all(values, lang)) for name, values in rows[:_TOLD]]
    if len(rows) > _TOLD:
        story.append(say("chart.rest", lang))

    def draw(canvas: Canvas) -> float:
        return _draw(canvas, rows, lang)

    return picture(prefix, numbers, story, draw)


def _all(values: Sequence[str], lang: Lang) -> str:
    """Every deadline in the order they were set."""
    return " → ".join(day(value, lang) for value in values)


def _draw(canvas: Canvas, rows: list[tuple[str, tuple[str, ...]]], lang: Lang) -> float:
    days = [last_day(value) for _, values in rows for value in values]
    axis = Axis(min(days), max(days), _RADIUS + 4, canvas.width - _RADIUS - 4)
    kinds = ("first", "between", "last")
    between = any(len(values) > len(("first", "last")) for _, values in rows)

    def sign(place: int) -> Callable[[float, float], None]:
        return lambda x, y: _mark(canvas, x + 9, y, "", place, len(kinds))

    y = canvas.legend(
        [
            (say(f"chart.{kind}", lang), sign(place), 18)
            for place, kind in enumerate(kinds)
            if kind != "between" or between
        ]
    )
    if any(not is_day(value) or len(value) < len("2025-11-30") for _, values in rows for value in values):
        y = canvas.lines(say("chart.last_day", lang), y + 4, canvas.width, fill=SOFT)
    start = len(canvas.parts)
    top = y + 8
    for name, values in rows:
        y = _row(canvas, axis, name, values, y + 16, lang)
    drawn = canvas.parts[start:]
    del canvas.parts[start:]
    axis.draw(canvas, top, y + 8, lang)
    canvas.parts.extend(drawn)
    return y + 8 + HEIGHT


def _row(canvas: Canvas, axis: Axis, name: str, values: tuple[str, ...], y: float, lang: Lang) -> float:
    """Draw a task's name, its deadlines in words, and the line with its marks; return its lower end."""
    y = canvas.lines(name, y, canvas.width, bold=True)
    y = canvas.lines(_all(values, lang), y, canvas.width, fill=SOFT) + _RADIUS + 6
    places = [axis.place(last_day(value)) for value in values]
    lanes = _lanes(places)
    middles = [y + lane * _LANE for lane in lanes]
    canvas.add("path", d=f"M0 {plain(y)}H{canvas.width}", stroke=LINE)
    path = "L".join(f"{plain(x)} {plain(at)}" for x, at in zip(places, middles, strict=True))
    canvas.add("path", d=f"M{path}", fill="none", stroke=ACCENT, stroke_width=2)
    for place, (x, at) in enumerate(zip(places, middles, strict=True)):
        _mark(canvas, x, at, str(place + 1), place, len(values))
    return y + max(lanes) * _LANE + _RADIUS


def _lanes(places: list[float]) -> list[int]:
    """The lane of each mark, the nearest to the line where it covers no other."""
    lanes: list[int] = []
    for place in places:
        taken = {
            lane
            for lane, other in zip(lanes, places, strict=False)
            if abs(place - other) < 2 * _RADIUS + 2
        }
        lanes.append(next(lane for lane in range(len(places)) if lane not in taken))
    return lanes


def _mark(canvas: Canvas, x: float, y: float, words: str, place: int, of: int) -> None:
    """Draw a numbered mark: the first hollow, the last filled."""
    last = place == of - 1
    fill, ink = (ACCENT, PAPER) if last else (PAPER if place == 0 else _BETWEEN, INK)
    radius = _RADIUS - (0 if words else 2)
    canvas.add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=ACCENT, stroke_width=2)
    if words:
        size = SIZE - 1 if len(words) == 1 else SIZE - 3
        canvas.text(words, x, y + 4.5, text_anchor="middle", font_size=size, font_weight=BOLD, fill=ink)
