"""Stacked bars: the parts of each whole. They are text in boxes; ``charts.css`` lays them out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.dates import even_days
from menneskehandel_cli.formats.charts.fills import COVERAGE, STATUS
from menneskehandel_cli.formats.charts.markup import clean, element, group, note, nothing, picture
from menneskehandel_cli.language import Lang, count, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.numbers import number

Counts = Mapping[str, int]

_MOST_STATES = 12
"""Of more states than these, the picture shows those at equal steps of time."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar: its name, total in words, parts, and length as a fraction of the longest possible."""

    name: str
    total: str
    parts: Counts
    length: float


def status_by_area(rows: Sequence[tuple[str, Counts]], lang: Lang) -> Picture:
    """A bar for each focus area, as long as its number of measures, divided by status."""
    names = {key: say(f"status.{key}", lang) for key in STATUS}
    numbers = _table(say("chart.areas", lang), say("area", lang), rows, names, lang)
    if not any(any(known(parts, STATUS)) for _, parts in rows):
        return nothing(numbers, say(msg("Nothing to show: no measures are recorded."), lang))
    return _picture(numbers, _measures(rows, lang), STATUS, names, lang)


def progress_over_time(points: Sequence[tuple[date, Counts]], lang: Lang) -> Picture:
    """A bar for each state, which holds until the next. Of several on one day, the last counts."""
    names = {key: say(f"status.{key}", lang) for key in STATUS}
    by_day = dict(sorted(dict(points).items()))
    rows = [(day(when.isoformat(), lang), parts) for when, parts in by_day.items()]
    numbers = _table(say("chart.progress", lang), say(msg("Date"), lang), rows, names, lang)
    if not any(any(known(parts, STATUS)) for _, parts in rows):
        return nothing(numbers, say(msg("Nothing to show: no status is recorded."), lang))
    days = list(by_day)
    if len(days) > _MOST_STATES:
        even = even_days(days[0], days[-1], _MOST_STATES - 2)
        shown = sorted({days[0], *even, days[-1]})
        held = [by_day[days[bisect_right(days, when) - 1]] for when in shown]
        rows = [(day(when.isoformat(), lang), parts) for when, parts in zip(shown, held, strict=True)]
    remark = say("chart.rest", lang) if len(days) > _MOST_STATES else ""
    return _picture(numbers, _measures(rows, lang), STATUS, names, lang, remark)


def coverage_bars(
    rows: Sequence[tuple[str, Counts]], lang: Lang, kind: str = "classification"
) -> Picture:
    """A bar of equal length for each row of requirements, divided by one of their values.

    ``kind`` is that value: ``classification``, ``promise`` or ``law``.
    """
    fills = COVERAGE[kind]
    names = {key: say(f"{kind}.{key}", lang) for key in fills}
    totals = [sum(known(parts, fills)) for _, parts in rows]
    bars = [
        _Bar(clean(name), count("demands", total, lang), parts, 1 if total else 0)
        for (name, parts), total in zip(rows, totals, strict=True)
    ]
    numbers = _table(say(f"chart.{kind}", lang), say("fact.instrument", lang), rows, names, lang)
    if not any(totals):
        return nothing(numbers, say(msg("Nothing to show: no requirements are recorded."), lang))
    remark = say("chart.same_length", lang) if len(bars) > 1 else ""
    return _picture(numbers, bars, fills, names, lang, remark)


def known(parts: Counts, fills: Mapping[str, str]) -> list[int]:
    """The parts in the order of ``fills``. Raises ``ValueError`` for a part without a fill."""
    strange = [key for key in parts if key not in fills]
    if strange:
        raise ValueError(f"no fill for {', '.join(strange)}")
    return [parts.get(key, 0) for key in fills]


def _measures(rows: Sequence[tuple[str, Counts]], lang: Lang) -> list[_Bar]:
    """Bars of measures, as long as there are measures."""
    totals = [sum(parts.values()) for _, parts in rows]
    return [
        _Bar(clean(name), count("measures", total, lang), parts, total / max(totals))
        for (name, parts), total in zip(rows, totals, strict=True)
    ]


def _table(
    title: str, first: str, rows: Sequence[tuple[str, Counts]], names: Mapping[str, str], lang: Lang
) -> Table:
    return Table(
        title,
        (first, *names.values(), say("chart.total", lang)),
        tuple(
            (
                clean(name),
                *(number(parts.get(key, 0), lang) for key in names),
                number(sum(parts.values()), lang),
            )
            for name, parts in rows
        ),
    )


def _picture(
    numbers: Table,
    bars: list[_Bar],
    fills: Mapping[str, str],
    names: Mapping[str, str],
    lang: Lang,
    remark: str = "",
) -> Picture:
    drawn = []
    for bar in bars:
        sizes = zip(fills.values(), known(bar.parts, fills), strict=True)
        parts = [(fill, value, number(value, lang)) for fill, value in sizes if value]
        drawn.append(bar_of(bar.name, bar.total, parts, bar.length))
    story = [_told(bar, names, lang) for bar in bars]
    signs = [(fill, names[key]) for key, fill in fills.items()]
    return picture(numbers, story, signs, note(remark), *drawn)


def _told(bar: _Bar, names: Mapping[str, str], lang: Lang) -> str:
    """The parts of a whole in a sentence; parts of 0 are left out."""
    shown = [f"{number(bar.parts[key], lang)} {names[key]}" for key in names if bar.parts.get(key)]
    return say("chart.row", lang, label=bar.name, told=", ".join(shown) or "0")


def bar_of(name: str, total: str, parts: Sequence[tuple[str, float, str]], length: float) -> str:
    """A bar below its name: its ``parts`` by fill, size and number, its length as a fraction.

    No part is narrower than its number, which stands apart from the pattern.
    """
    boxes = (
        group("b", element("span", words) if words else "", kind=fill, style=f"flex-grow:{size:.12g}")
        for fill, size, words in parts
    )
    head = group("p", element("strong", name), element("span", total), kind="whole")
    return head + group("div", *boxes, kind="bar", style=f"width:{100 * (length or 1):.1f}%")
