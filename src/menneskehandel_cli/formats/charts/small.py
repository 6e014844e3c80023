"""A picture in small, beside a way to the whole: a square for each thing, sorted by kind."""

from __future__ import annotations

from collections.abc import Iterable

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.formats.charts.markup import drawn, figures
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.numbers import number


def small(
    title: str, told: str, note: str, parts: Iterable[tuple[tuple[str, ...], str, int]], lang: Lang
) -> Picture:
    """``parts`` are the kinds of a mark with what it stands for and how many there are."""
    given = [(kinds, words, n) for kinds, words, n in parts if n]
    places, total = [], 0
    for kinds, _, n in given:
        places.append((kinds, total, n))
        total += n
    signs = [(kinds, f"{words}: {number(n, lang)}") for kinds, words, n in given]
    head = (say("column.coverage", lang), say("chart.total", lang))
    markup = drawn("small", parts=places, total=total, signs=signs, told=told)
    numbers = figures(title, head, ((words, (n,)) for _, words, n in given), lang)
    return Picture(title, markup, numbers, told, note)
