"""Stacked bars: the parts of each whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.canvas import (
    BOLD,
    LINE_HEIGHT,
    SIZE,
    Canvas,
    clean,
    nothing,
    picture,
)
from menneskehandel_cli.formats.charts.fills import COVERAGE, LINE, SOFT, STATUS, Fill
from menneskehandel_cli.formats.charts.measuring import shares, spread, text_width
from menneskehandel_cli.language import Lang, count, number, say

_HEIGHT = 30
_GAP = 2
_LEAST = 6


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar: its name, total in words, parts, and length as a fraction of the longest possible."""

    name: str
    total: str
    parts: Mapping[str, int]
    length: float


def status_by_area(
    rows: Sequence[tuple[str, Mapping[str, int]]], lang: Lang, prefix: str = "chart-areas"
) -> Picture:
    """A bar for each focus area, as long as its number of measures, divided by status."""
    names = {key: say(f"status.{key}", lang) for key in STATUS}
    most = max((sum(known(parts, STATUS)) for _, parts in rows), default=0)
    bars = [
        _Bar(clean(name), count("measures", total, lang), parts, total / most if most else 0)
        for name, parts in rows
        for total in [sum(parts.values())]
    ]
    numbers = _table(say("chart.areas", lang), say("area", lang), bars, names, lang)
    if not most:
        return nothing(prefix, numbers, say("chart.none.areas", lang))
    return _picture(prefix, numbers, bars, STATUS, names, lang)


def coverage_bars(
    rows: Sequence[tuple[str, Mapping[str, int]]],
    lang: Lang,
    prefix: str = "chart-coverage",
    kind: str = "classification",
) -> Picture:
    """A bar of equal length for each row of requirements, divided by one of their values.

    ``kind`` is that value: ``classification``, ``promise`` or ``law``.
    """
    fills = COVERAGE[kind]
    names = {key: say(f"{kind}.{key}", lang) for key in fills}
    bars = [
        _Bar(clean(name), count("demands", total, lang), parts, 1 if total else 0)
        for name, parts in rows
        for total in [sum(known(parts, fills))]
    ]
    numbers = _table(say(f"chart.{kind}", lang), say("fact.instrument", lang), bars, names, lang)
    if not any(bar.length for bar in bars):
        return nothing(prefix, numbers, say("chart.none.coverage", lang))
    note = say("chart.same_length", lang) if len(bars) > 1 else ""
    return _picture(prefix, numbers, bars, fills, names, lang, note)


def known(parts: Mapping[str, int], fills: Mapping[str, Fill]) -> list[int]:
    """The parts in the order of ``fills``. Raises ``ValueError`` for a part without a fill."""
    strange = [key for key in parts if key not in fills]
    if strange:
        raise ValueError(f"no fill for {', '.join(strange)}")
    return [parts.get(key, 0) for key in fills]


def told(name: str, parts: Mapping[str, int], names: Mapping[str, str], lang: Lang) -> str:
    """The parts of a whole in a sentence; parts of 0 are left out."""
    shown = [f"{number(parts[key], lang)} {names[key]}" for key in names if parts.get(key)]
    return say("chart.row", lang, label=clean(name), told=", ".join(shown) or "0")


def _table(title: str, first: str, bars: list[_Bar], names: Mapping[str, str], lang: Lang) -> Table:
    return Table(
        title,
        (first, *names.values(), say("chart.total", lang)),
        tuple(
            (
                bar.name,
                *(number(bar.parts.get(key, 0), lang) for key in names),
                number(sum(bar.parts.values()), lang),
            )
            for bar in bars
        ),
    )


def _picture(
    prefix: str,
    numbers: Table,
    bars: list[_Bar],
    fills: Mapping[str, Fill],
    names: Mapping[str, str],
    lang: Lang,
    note: str = "",
) -> Picture:
    def draw(canvas: Canvas) -> float:
        y = canvas.swatches(fills, names)
        if note:
            y = canvas.lines(note, y + 4, canvas.width, fill=SOFT)
        for bar in bars:
            y = _bar(canvas, bar, fills, y + 16, lang)
        return y + 6

    return picture(prefix, numbers, [told(bar.name, bar.parts, names, lang) for bar in bars], draw)


def _bar(canvas: Canvas, bar: _Bar, fills: Mapping[str, Fill], y: float, lang: Lang) -> float:
    """Draw a bar with its name above; return the y of its lower end."""
    taken = text_width(bar.total, SIZE) + 20
    bottom = canvas.lines(bar.name, y, canvas.width - taken, bold=True)
    canvas.text(bar.total, canvas.width, bottom - LINE_HEIGHT + SIZE, text_anchor="end", fill=SOFT)
    top = bottom + 5
    values = known(bar.parts, fills)
    if not sum(values):
        middle = top + 4
        canvas.add("path", d=f"M0 {middle}H{canvas.width}", stroke=LINE, stroke_width=2)
        return middle + 2
    length = canvas.width * bar.length + _GAP
    narrow: list[tuple[float, str]] = []
    x = 0.0
    for (key, fill), value, size in zip(
        fills.items(), values, shares(values, length, _LEAST), strict=True
    ):
        if value:
            words = number(value, lang)
            canvas.box(key, fill, x, top, size - _GAP, _HEIGHT)
            centre = x + (size - _GAP) / 2
            if text_width(words, SIZE, bold=True) + 4 <= size - _GAP:
                canvas.number(words, centre, top + _HEIGHT / 2, fill)
            else:
                narrow.append((centre, words))
        x += size
    return _below(canvas, narrow, top + _HEIGHT)


def _below(canvas: Canvas, narrow: list[tuple[float, str]], y: float) -> float:
    """Draw the numbers that do not fit in their parts below, with lines to them; return the lower end."""
    if not narrow:
        return y
    sizes = [text_width(words, SIZE, bold=True) + 6 for _, words in narrow]
    places = spread([centre for centre, _ in narrow], sizes, -4, canvas.width + 4)
    for (centre, words), place in zip(narrow, places, strict=True):
        canvas.add(
            "polyline",
            points=_points((centre, y + 1), (centre, y + 4), (place, y + 9)),
            fill="none",
            stroke=SOFT,
        )
        canvas.text(words, place, y + 10 + SIZE - 2, text_anchor="middle", font_weight=BOLD)
    return y + 10 + LINE_HEIGHT


def _points(*points: tuple[float, float]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
