"""Progress over time: how many measures had which status on every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.bars import known, told
from menneskehandel_cli.formats.charts.canvas import BOLD, SIZE, Canvas, nothing, picture, plain
from menneskehandel_cli.formats.charts.dates import HEIGHT, Axis
from menneskehandel_cli.formats.charts.fills import LINE, PAPER, SOFT, STATUS
from menneskehandel_cli.formats.charts.measuring import shares, spread, steps, text_width
from menneskehandel_cli.language import Lang, day, number, say

_LEAST = 6
_TAIL = 34
"""The width of the last state, which has no next day."""
_COLUMN = 120
"""The width of a single state."""
_ROOM = 17
"""The height of a number."""
_FEW, _MANY = 6, 60
"""Up to how many states have numbers between the ends, and a broad rim around their areas."""


def progress_over_time(
    points: Sequence[tuple[date, Mapping[str, int]]], lang: Lang, prefix: str = "chart-progress"
) -> Picture:
    """A step chart: each state holds until the next. Of several on one day, the last counts."""
    names = {key: say(f"status.{key}", lang) for key in STATUS}
    by_day = dict(points)
    days = sorted(by_day)
    states = [known(by_day[when], STATUS) for when in days]
    numbers = Table(
        say("chart.progress", lang),
        (say("chart.date", lang), *names.values(), say("chart.total", lang)),
        tuple(
            (
                day(when.isoformat(), lang),
                *(number(value, lang) for value in state),
                number(sum(state), lang),
            )
            for when, state in zip(days, states, strict=True)
        ),
    )
    if not any(sum(state) for state in states):
        return nothing(prefix, numbers, say("chart.none.progress", lang))
    ends = [days[0], days[-1]] if len(days) > 1 else days
    story = [told(day(when.isoformat(), lang), by_day[when], names, lang) for when in ends]
    if len(days) > len(ends):
        story.append(say("chart.first_last", lang))

    def draw(canvas: Canvas) -> float:
        return _draw(canvas, days, states, names, lang)

    return picture(prefix, numbers, story, draw)


def _draw(
    canvas: Canvas, days: list[date], states: list[list[int]], names: Mapping[str, str], lang: Lang
) -> float:
    written = [day(days[0].isoformat(), lang), *(day(days[-1].isoformat(), lang) for _ in days[1:2])]
    most = max(sum(state) for state in states)
    scale = steps(most, 5)
    left = max(text_width(number(value, lang), SIZE) for value in scale) + 8
    widest = max(text_width(number(value, lang), SIZE, bold=True) for value in states[-1])
    side = widest + 14
    tail = max(_TAIL, widest + 12)
    single = len(days) == 1
    tight = sum(text_width(words, SIZE, bold=True) + 6 for words in written) > canvas.width - left - side
    top = canvas.swatches(STATUS, names) + (51 if tight else 34)
    height = 210 if canvas.narrow else 250
    bottom = top + height
    right = left + _COLUMN if single else canvas.width - side
    axis = Axis(days[0], days[-1], left, right if single else right - tail)
    for value in scale:
        y = bottom - height * value / most
        canvas.add("path", d=f"M{plain(left)} {plain(y)}H{plain(right)}", stroke=LINE)
        canvas.text(number(value, lang), left - 7, y + 5, text_anchor="end", fill=SOFT)
    axis.draw(canvas, top, bottom, lang)
    edges = [left, right] if single else [*(axis.place(when) for when in days), right]
    stacks = [_stack(state, height, most) for state in states]
    _areas(canvas, edges, stacks, bottom)
    canvas.text(written[0], left, top - (26 if tight else 9), font_weight=BOLD)
    for last in written[1:]:
        canvas.text(last, right, top - 9, font_weight=BOLD, text_anchor="end")
    _numbers(canvas, edges, states, stacks, bottom, lang)
    return bottom + HEIGHT


def _stack(state: list[int], height: float, most: int) -> list[float]:
    """The height of each part of a state."""
    return shares(state, height * sum(state) / most, _LEAST)


def _areas(canvas: Canvas, edges: list[float], stacks: list[list[float]], bottom: float) -> None:
    """Draw each status from the top down, over the area of all lower ones; the next is drawn over it."""
    rim = 2 if len(stacks) <= _MANY else 1
    for place, key in reversed(list(enumerate(STATUS))):
        if any(stack[place] for stack in stacks):
            tops = [bottom - sum(stack[: place + 1]) for stack in stacks]
            path = _outline(edges, tops, bottom)
            canvas.add("path", d=path, fill=canvas.paint(key), stroke=PAPER, stroke_width=rim)
    whole = _outline(edges, [bottom - sum(stack) for stack in stacks], bottom)
    canvas.add("path", d=whole, fill="none", stroke=SOFT)


def _outline(edges: list[float], tops: list[float], bottom: float) -> str:
    """The path around a status and everything below it."""
    path = [f"M{plain(edges[0])} {plain(bottom)}V{plain(tops[0])}"]
    for before, (x, y) in enumerate(zip(edges[1:-1], tops[1:], strict=True)):
        if plain(y) != plain(tops[before]):
            path.append(f"H{plain(x)}V{plain(y)}")
    path.append(f"H{plain(edges[-1])}V{plain(bottom)}Z")
    return "".join(path)


def _numbers(
    canvas: Canvas,
    edges: list[float],
    states: list[list[int]],
    stacks: list[list[float]],
    bottom: float,
    lang: Lang,
) -> None:
    """Draw the numbers where they fit; those of the last state always, outside if necessary."""
    outside: list[tuple[float, str]] = []
    for step, (state, stack) in enumerate(zip(states, stacks, strict=True)):
        left, right = edges[step], edges[step + 1]
        for place, fill in enumerate(STATUS.values()):
            value, size = state[place], stack[place]
            last = step == len(states) - 1
            between = step > 0 and not last
            told_before = between and (len(states) > _FEW or states[step - 1][place] == value)
            if not value or told_before:
                continue
            words = number(value, lang)
            y = bottom - sum(stack[:place]) - size / 2
            if size >= _ROOM and right - left >= text_width(words, SIZE, bold=True) + 8:
                canvas.number(words, (left + right) / 2, y, fill)
            elif last:
                outside.append((y, words))
    outside.sort()
    places = spread([y for y, _ in outside], [float(_ROOM)] * len(outside), 0, bottom + 5)
    for (y, words), at in zip(outside, places, strict=True):
        x = edges[-1]
        canvas.add("path", d=f"M{plain(x)} {plain(y)}L{plain(x + 8)} {plain(at)}", stroke=SOFT)
        canvas.text(words, x + 11, at + 5, font_weight=BOLD)
