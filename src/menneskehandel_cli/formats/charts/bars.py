"""Stacked bars: the parts of each whole. They are text in boxes; ``charts.css`` lays them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.formats.charts.markup import element, figures, group, note, nothing, picture
from menneskehandel_cli.language import Lang, count, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.numbers import number

Counts = Mapping[str, int]

STATUS: dict[str, str] = {
    "completed": "solid",
    "in_progress": "stripes",
    "not_started": "dots",
    "not_reported": "rules",
    "discontinued": "cross",
}
"""The fill of each status, in drawing order: the furthest along first. ``charts.css`` gives each a
pattern and a lightness of its own, so that a greyscale copy stays readable."""

_MOST_STATES = 12
"""Of more states than these, the picture shows every second, or third, and the last."""


def progress_over_time(points: Sequence[tuple[date, Counts]], lang: Lang) -> Picture:
    """A bar for each state, which holds until the next. Of several on one day, the last counts."""
    names = {key: say(f"status.{key}", lang) for key in STATUS}
    by_day = dict(sorted(dict(points).items()))
    states = [_parts(parts) for parts in by_day.values()]
    head = (say(msg("Date"), lang), *names.values(), say("chart.total", lang))
    rows = [
        (day(when.isoformat(), lang), (*parts, sum(parts)))
        for when, parts in zip(by_day, states, strict=True)
    ]
    numbers = figures(say("chart.progress", lang), head, rows, lang)
    if not any(map(any, states)):
        return nothing(numbers, say(msg("Nothing to show: no status is recorded."), lang))
    shown = every = list(zip(by_day, states, strict=True))
    if len(every) > _MOST_STATES:
        shown = [*every[: -1 : -(-len(every) // (_MOST_STATES - 1))], every[-1]]
    most = max(map(sum, states))
    drawn, story = [], []
    for when, parts in shown:
        name, total = day(when.isoformat(), lang), sum(parts)
        given = [
            (fill, value, number(value, lang))
            for fill, value in zip(STATUS.values(), parts, strict=True)
            if value
        ]
        drawn.append(bar_of(name, count("measures", total, lang), given, total / most))
        told = [
            f"{number(value, lang)} {named}"
            for named, value in zip(names.values(), parts, strict=True)
            if value
        ]
        story.append(say("chart.row", lang, label=name, told=", ".join(told) or "0"))
    signs = [(fill, names[key]) for key, fill in STATUS.items()]
    remark = say("chart.rest", lang) if shown != every else ""
    return picture(numbers, story, signs, note(remark), *drawn)


def _parts(parts: Counts) -> list[int]:
    """The parts in the order of the fills. Raises ``ValueError`` for a part without a fill."""
    strange = [key for key in parts if key not in STATUS]
    if strange:
        raise ValueError(f"no fill for {', '.join(strange)}")
    return [parts.get(key, 0) for key in STATUS]


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
