"""Stacked bars: the parts of each whole, and a series of figures; in small, a square for each thing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.markup import drawn, figures
from menneskehandel_cli.language import Lang, count, day, msg, nmsg, number, say
from menneskehandel_cli.reports.frame import Frame

BarCounts = Mapping[str, int]
Shares = Iterable[tuple[tuple[str, ...], str, int]]
Signs = Sequence[tuple[str, str]]
"""Fills, with what they stand for."""
_NONE: BarCounts = MappingProxyType({})

STATUS: dict[str, str] = {
    "completed": "solid",
    "in_progress": "stripes",
    "not_started": "dots",
    "not_reported": "rules",
    "discontinued": "cross",
}
"""The fill of each status, in drawing order: the furthest along first. ``charts.css`` gives each a
pattern and a lightness of its own, so that a greyscale copy stays readable."""


class Bar(NamedTuple):
    """A bar: its ``parts`` by fill, size and number, its length as a fraction of the longest."""

    name: str
    total: str
    parts: Sequence[tuple[str, float, str]]
    length: float


def bars(numbers: Table, story: Sequence[str], shown: Iterable[Bar], signs: Signs, *notes: str) -> Picture:
    """A picture of bars with its legend.

    To a screen reader it is an image that is told in a ``story``; what is in it is in its table.
    """
    text = " ".join(story)
    markup = drawn("bars", label=f"{numbers.caption}. {text}", signs=signs, notes=notes, bars=shown)
    return Picture(numbers.caption, markup, numbers, text)


_MOST_STATES = 12
"""Of more states than these, the picture shows every second, or third, and the last."""


def progress_over_time(points: Sequence[tuple[date, BarCounts]], lang: Lang) -> Picture:
    """A bar for each state, which holds until the next. Of several on one day, the last counts."""
    names = {key: say(f"status.{key}", lang) for key in STATUS}
    by_day = dict(sorted(dict(points).items()))
    states = [_ordered_parts(parts) for parts in by_day.values()]
    head = (say(msg("Date"), lang), *names.values(), say("chart.total", lang))
    rows = [(day(when.isoformat(), lang), (*n, sum(n))) for when, n in zip(by_day, states, strict=True)]
    numbers = figures(say(msg("Status of the measures over time"), lang), head, rows, lang)
    signs = [(fill, names[key]) for key, fill in STATUS.items()]
    shown = every = list(zip(by_day, states, strict=True))
    if len(every) > _MOST_STATES:
        shown = [*every[: -1 : -(-len(every) // (_MOST_STATES - 1))], every[-1]]
    most = max(map(sum, states), default=0) or 1
    drawn_bars, story = [], []
    for when, parts in shown:
        name, total = day(when.isoformat(), lang), sum(parts)
        fills = [(fill, value, named) for (fill, named), value in zip(signs, parts, strict=True) if value]
        inside = [(fill, value, number(value, lang)) for fill, value, _ in fills]
        drawn_bars.append(Bar(name, count("measures", total, lang), inside, total / most))
        words = [f"{number(value, lang)} {named}" for _, value, named in fills]
        story.append(say(msg("{label}: {told}."), lang, label=name, told=", ".join(words) or "0"))
    return bars(numbers, story, drawn_bars, signs, say("chart.rest", lang) if shown != every else "")


def _ordered_parts(parts: BarCounts) -> list[int]:
    """The parts in the order of the fills. Raises ``ValueError`` for a part without a fill."""
    strange = [key for key in parts if key not in STATUS]
    if strange:
        raise ValueError(f"no fill for {', '.join(strange)}")
    return [parts.get(key, 0) for key in STATUS]


def small(title: str, text: str, note: str, parts: Shares, lang: Lang, within: BarCounts = _NONE) -> Picture:
    """In small. ``parts`` are the kinds of a mark with what it stands for and how many there are.

    Some have a mark of their own but belong to another part too: ``within`` says how many, by its kind.
    """
    marks = [(kinds, words, n) for kinds, words, n in parts if n or within.get("-".join(kinds))]
    places, total, first = [], 0, [kinds[0] for kinds, _, _ in marks if within]
    for kinds, _, n in sorted(marks, key=lambda one: first.index(one[0][0]) if within else 0):
        places.append((kinds, total, n))
        total += n
    sums = [(kinds, words, n + within.get("-".join(kinds), 0)) for kinds, words, n in marks if words]
    signs = [(kinds, f"{words}: {number(n, lang)}") for kinds, words, n in sums]
    head = (say("column.coverage", lang), say("chart.total", lang))
    markup = drawn("small", parts=places, total=total, signs=signs, told=text)
    numbers = figures(title, head, ((words, (n,)) for _, words, n in sums), lang)
    return Picture(title, markup, numbers, text, note)


_GREATEST = 10**15
"""Up to which figure a series is drawn."""


class Point(NamedTuple):
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
    numbers = Table(title, (say("column.time", lang), unit), tuple((x.time, x.figure) for x in found))
    most = max([point.high for point in found if point.high] or [1])
    exact = all(point.exact and point.low == point.high for point in found)
    story = [say(nmsg("{n} figure over time.", "{n} figures over time."), lang, n=len(found))]
    if not exact:
        story.append(say(msg("Striped bars show figures that the source does not give exactly."), lang))
    shown = [Bar(point.time, point.figure, _ends(point), point.high / most) for point in found]
    return bars(numbers, story, shown, (), unit, *story[1:])


def _ends(point: Point) -> list[tuple[str, float, str]]:
    """Up to the low end of a range, and from there to the high end."""
    parts = (("solid" if point.exact else "stripes", point.low), ("stripes", point.high - point.low))
    return [(fill, size, "") for fill, size in parts if size]


FEWEST_POINTS = 3
"""A course of fewer points is not drawn."""


def progress_pictures(frame: Frame, lang: Lang) -> Iterator[Picture]:
    """How many measures have had each status, from one change to the next; none of too few points."""
    points = progress(frame)
    if len(points) >= FEWEST_POINTS:
        yield progress_over_time(points, lang)


def progress(frame: Frame) -> list[tuple[date, dict[str, int]]]:
    """The number of measures by status, on each day with a change, up to the closing state."""
    statuses: dict[str, str] = {}
    points: list[tuple[date, dict[str, int]]] = []
    first = _first_statuses(frame)
    for event in frame.history.events:
        delta = event.delta
        if delta.kind_of_record != "measure" or delta.record in frame.closing.register.context_only:
            continue
        if delta.kind == "measure_added":
            statuses[delta.record] = first.get(delta.record, "not_reported")
        elif delta.kind == "measure_removed":
            statuses.pop(delta.record, None)
        elif delta.kind == "renumbered":
            for former in delta.after or ():
                if former in statuses:
                    statuses[delta.record] = statuses.pop(former)
        elif delta.kind == "status_changed":
            statuses[delta.record] = str(delta.after or "not_reported")
        else:
            continue
        counts = dict(Counter(statuses.values()))
        if points and points[-1][0] == event.commit.day:
            points.pop()
        if not points or points[-1][1] != counts:
            points.append((event.commit.day, counts))
    end = frame.closing.commit.day
    if points and points[-1][0] < end:
        points.append((end, points[-1][1]))
    return points


def _first_statuses(frame: Frame) -> dict[str, str]:
    """The first status of each measure: the value before its first change, otherwise its present one."""
    found = {item.id: str(item.status) for item in frame.closing.register.measures}
    for event in reversed(frame.history.events):
        if event.delta.kind == "status_changed":
            found[event.delta.record] = str(event.delta.before or "not_reported")
    return found
