"""Sizes: the width of a text, its line breaks, the division of a length."""

from __future__ import annotations

from collections.abc import Sequence

_WIDTHS = {
    **dict.fromkeys("ijlI|'", 0.25),
    **dict.fromkeys(" .,:;!ft()[]-/\u00a0", 0.31),
    **dict.fromkeys("r", 0.36),
    **dict.fromkeys("mMWw", 0.88),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÆØÅ&", 0.71),
}
_OTHER, _FULL, _FULL_FROM = 0.56, 1.0, "\u2e80"
_MARGIN, _BOLD = 1.1, 1.13
"""A margin for readers' fonts, which differ in width."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The approximate width of a text, rather too large than too small."""
    margin = _MARGIN * _BOLD if bold else _MARGIN
    return margin * size * sum(_WIDTHS.get(c, _FULL if c >= _FULL_FROM else _OTHER) for c in text)


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a text wrapped to ``width``. A word longer than a line is split."""
    width = width / _BOLD if bold else width
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if text_width(joined, size) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _cut(word, size, width)
        lines.extend(whole)
    return [*lines, line] if line or not lines else lines


def _cut(word: str, size: float, width: float) -> list[str]:
    lines = [""]
    for letter in word:
        if lines[-1] and text_width(lines[-1] + letter, size) > width:
            lines.append("")
        lines[-1] += letter
    return lines


def shares(values: Sequence[int], space: float, least: float) -> list[float]:
    """``space`` divided in proportion to ``values``; values above zero get at least ``least``."""
    held = [False] * len(values)
    while True:
        rest = sum(value for value, small in zip(values, held, strict=True) if not small)
        left = max(space - least * sum(held), 0.0)
        sizes = [
            least if small else left * value / rest if value else 0.0
            for value, small in zip(values, held, strict=True)
        ]
        short = [value > 0 and size < least for value, size in zip(values, sizes, strict=True)]
        if not any(short):
            return sizes
        held = [small or new for small, new in zip(held, short, strict=True)]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """The places closest to the ``wanted`` ones (in rising order) where nothing overlaps."""
    places: list[float] = []
    edge = low
    for want, size in zip(wanted, sizes, strict=True):
        places.append(max(want, edge + size / 2))
        edge = places[-1] + size / 2
    edge = high
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], edge - sizes[number] / 2)
        edge = places[number] - sizes[number] / 2
    return places


def steps(most: int, lines: int) -> list[int]:
    """About ``lines`` whole numbers at equal steps, for an axis from 0 to ``most``."""
    step = next(
        size
        for power in range(20)
        for size in (10**power, 2 * 10**power, 5 * 10**power)
        if most <= size * lines
    )
    return list(range(0, most + 1, step))
