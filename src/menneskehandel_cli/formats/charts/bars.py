"""Stacked bars: the parts of each whole. In small, beside a way to the whole: a square for each thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.markup import drawn, figures
from menneskehandel_cli.language import Lang, count, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.numbers import number

Counts = Mapping[str, int]
Parts = Iterable[tuple[tuple[str, ...], str, int]]
_NONE: Counts = MappingProxyType({})

STATUS: dict[str, str] = {
    "completed": "solid",
    "in_progress": "stripes",
    "not_started": "dots",
    "not_reported": "rules",
    "discontinued": "cross",
}
"""The fill of each status, in drawing order: the furthest along first. ``charts.css`` gives each a
pattern and a lightness of its own, so that a greyscale copy stays readable."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its ``parts`` by fill, size and number, its length as a fraction of the longest."""

    name: str
    total: str
    parts: Sequence[tuple[str, float, str]]
    length: float


def bars(
    numbers: Table,
    told: Sequence[str],
    shown: Iterable[Bar],
    signs: Sequence[tuple[str, str]],
    *notes: str,
) -> Picture:
    """A picture of bars with its legend: ``signs`` are fills with what they stand for.

    To a screen reader it is an image that is told in sentences; what is in it is in its table.
    """
    text = " ".join(told)
    label = f"{numbers.caption}. {text}"
    markup = drawn("bars", label=label, signs=signs, notes=notes, bars=shown)
    return Picture(numbers.caption, markup, numbers, text)


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
    signs = [(fill, names[key]) for key, fill in STATUS.items()]
    shown = every = list(zip(by_day, states, strict=True))
    if len(every) > _MOST_STATES:
        shown = [*every[: -1 : -(-len(every) // (_MOST_STATES - 1))], every[-1]]
    most = max(map(sum, states), default=0) or 1
    drawn_bars, story = [], []
    for when, parts in shown:
        name, total = day(when.isoformat(), lang), sum(parts)
        given = [(fill, value, named) for (fill, named), value in zip(signs, parts, strict=True) if value]
        inside = [(fill, value, number(value, lang)) for fill, value, _ in given]
        drawn_bars.append(Bar(name, count("measures", total, lang), inside, total / most))
        told = [f"{number(value, lang)} {named}" for _, value, named in given]
        story.append(say("chart.row", lang, label=name, told=", ".join(told) or "0"))
    remark = say("chart.rest", lang) if shown != every else ""
    return bars(numbers, story, drawn_bars, signs, remark)


def _parts(parts: Counts) -> list[int]:
    """The parts in the order of the fills. Raises ``ValueError`` for a part without a fill."""
    strange = [key for key in parts if key not in STATUS]
    if strange:
        raise ValueError(f"no fill for {', '.join(strange)}")
    return [parts.get(key, 0) for key in STATUS]


def small(title: str, told: str, note: str, parts: Parts, lang: Lang, within: Counts = _NONE) -> Picture:
    """In small. ``parts`` are the kinds of a mark with what it stands for and how many there are.

    Some have a mark of their own but belong to another part too: ``within`` says how many, by its kind.
    """
    given = [(kinds, words, n) for kinds, words, n in parts if n or within.get("-".join(kinds))]
    places, total = [], 0
    for kinds, _, n in given:
        places.append((kinds, total, n))
        total += n
    sums = [(kinds, words, n + within.get("-".join(kinds), 0)) for kinds, words, n in given]
    signs = [(kinds, f"{words}: {number(n, lang)}") for kinds, words, n in sums]
    head = (say("column.coverage", lang), say("chart.total", lang))
    markup = drawn("small", parts=places, total=total, signs=signs, told=told)
    numbers = figures(title, head, ((words, (n,)) for _, words, n in sums), lang)
    return Picture(title, markup, numbers, told, note)
