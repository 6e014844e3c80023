"""Moved deadlines: every deadline that a task has had, at its place in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.dates import even_days
from menneskehandel_cli.formats.charts.markup import clean, element, group, note, nothing, picture
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.days import day, is_whole_day, last_day, short_day, short_month

_MOST_NAMED = 4
"""How many days are named below the lines: as many as there is room for on a phone."""
_MARK = 8.0
"""The width of a mark in hundredths of the line, on a phone."""
_TOLD = 12
"""The number of tasks in the description."""


def moved_deadlines(items: Sequence[tuple[str, Sequence[str]]], lang: Lang) -> Picture:
    """A line for each task with all its deadlines, numbered in the order they were set.

    A month or a year is drawn at its last day, as everywhere in ``mh``.
    """
    rows = [(clean(name), tuple(values)) for name, values in items if values]
    longest = max((len(values) for _, values in rows), default=2)
    numbers = Table(
        say(msg("Deadlines that have moved"), lang),
        (say(msg("Task"), lang), *(say(msg("Deadline {n}"), lang, n=n + 1) for n in range(longest))),
        tuple(
            (name, *(day(value, lang) for value in values), *("–" for _ in range(longest - len(values))))
            for name, values in rows
        ),
    )
    if not rows:
        return nothing(numbers, say(msg("Nothing to show: no moved deadlines are recorded."), lang))
    story = [say("chart.row", lang, label=name, told=_all(values, lang)) for name, values in rows[:_TOLD]]
    if len(rows) > _TOLD:
        story.append(say("chart.rest", lang))
    days = [last_day(value) for _, values in rows for value in values]
    exact = all(is_whole_day(value) for _, given in rows for value in given)
    kinds = ["first", "between", "last"] if longest > len(("first", "last")) else ["first", "last"]
    return picture(
        numbers,
        story,
        [(f"mark {kind}", say(f"chart.{kind}", lang)) for kind in kinds],
        note("" if exact else say("chart.last_day", lang)),
        *(_row(name, values, days, lang) for name, values in rows),
        _axis(min(days), max(days), lang),
    )


def _all(values: Sequence[str], lang: Lang) -> str:
    """Every deadline in the order they were set."""
    return " → ".join(day(value, lang) for value in values)


def _row(name: str, values: tuple[str, ...], days: Sequence[date], lang: Lang) -> str:
    """A task's name, its deadlines in words, and the line with its numbered marks."""
    places = [_place(last_day(value), min(days), max(days)) for value in values]
    lanes = _lanes(places)
    marks = (
        element(
            "b",
            str(number + 1),
            kind=f"mark {'last' if number + 1 == len(values) else 'between' if number else 'first'}",
            style=f"left:{place:.1f}%;top:{1.6 * lane:.1f}em",
        )
        for number, (place, lane) in enumerate(zip(places, lanes, strict=True))
    )
    head = group("p", element("strong", name), element("span", _all(values, lang)), kind="whole")
    return head + group("div", *marks, kind="line", style=f"height:{1.6 * (max(lanes) + 1):.1f}em")


def _place(when: date, first: date, last: date) -> float:
    """Where a day stands, in hundredths of the line."""
    span = (last - first).days
    return 100 * (when - first).days / span if span else 50.0


def _lanes(places: list[float]) -> list[int]:
    """The lane of each mark, the nearest to the line where it covers no other."""
    lanes: list[int] = []
    for place in places:
        near = zip(lanes, places, strict=False)
        taken = {lane for lane, other in near if abs(place - other) < _MARK}
        lanes.append(next(lane for lane in range(len(places)) if lane not in taken))
    return lanes


def _axis(first: date, last: date, lang: Lang) -> str:
    """The days that are named below the lines."""
    named = even_days(first, last, _MOST_NAMED)
    return group("div", *(_named(when, named, first, last, lang) for when in named), kind="line axis")


def _named(when: date, named: Sequence[date], first: date, last: date, lang: Lang) -> str:
    if len(named) > 1 and all((day.month, day.day) == (1, 1) for day in named):
        words = str(when.year)
    elif len(named) == 1 or any(day.day != 1 for day in named):
        words = f"{short_day(when, lang)} {when.year}"
    else:
        words = f"{short_month(when, lang)} {when.year}"
    return element("span", words, style=f"left:{_place(when, first, last):.1f}%")
