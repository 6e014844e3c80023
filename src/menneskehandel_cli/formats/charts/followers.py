"""Who follows up what: each article and each demand of a body against the measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.markup import Address, drawn
from menneskehandel_cli.formats.charts.names import KINDS, name_of, named
from menneskehandel_cli.language import Lang, fill, msg, nmsg, say
from menneskehandel_cli.language.messages import Marked
from menneskehandel_cli.models import Article, Measure
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.frame import State
from menneskehandel_cli.reports.matrix import Cell, MatrixFilter, MatrixRow, matrix_view

_BASES = {
    "strategy": msg("the strategy's own words"),
    "area": msg("the strategy, for the focus area"),
}
_DEMAND = msg("Requirement or point")
_COVERED = msg("Covered")
_NONE = msg("no measure")
_COLUMNS = msg("The columns are the measures by number. Their names are below the map.")


def followers_picture(state: State, lang: Lang, address: Address) -> Picture:
    """The measures that follow up each article and each demand, with how far and who says so."""
    register = state.register
    view = matrix_view(state.context, "article", MatrixFilter())
    rows = [row for row in view.rows if row.coverage.counts.total]
    finding, told = _finding(register, rows, lang)
    measures = sorted(register.measures, key=lambda one: (one.focus_area, one.number))
    areas = [(number, list(inside)) for number, inside in groupby(measures, lambda one: one.focus_area)]
    columns = [(one.id, one is inside[0]) for _, inside in areas for one in inside]
    markup = drawn(
        "followers",
        title=finding,
        kinds=[(kind, say(words, lang)) for kind, words in KINDS.items()],
        areas=[_area(register, number, inside, rows, lang, address) for number, inside in areas],
        columns=len(columns),
        groups=[
            (title, [_row(register, row, columns, lang, address) for row in inside])
            for title, inside in groupby(rows, lambda row: fill(row.chapter[0], lang))
        ],
        left=[
            (say(words, lang), [named(register, row.id, lang, address) for row in inside])
            for words, inside in _left(register, rows)
        ],
        words={
            "strategy": say(_BASES["strategy"], lang),
            "columns": say(
                msg("The columns are the measures by number. Their names are below the map."), lang
            ),
            "demand": say(_DEMAND, lang),
            "covered": say(_COVERED, lang),
        },
    )
    head = (_DEMAND, msg("Measures that follow it up"), _COVERED)
    numbers = Table(
        finding,
        tuple(say(word, lang) for word in head),
        tuple(_line(register, row, lang) for row in rows),
    )
    return Picture(finding, markup, numbers, f"{finding}. {told}".strip(), told)


def _finding(register: Register, rows: Sequence[MatrixRow], lang: Lang) -> tuple[str, str]:
    """How many articles no measure follows up, or of a plan without articles, points; and the law."""
    articles = [row for row in rows if _is_article(register, row)]
    left = [row for row in articles or rows if not row.followed_up]
    article = nmsg(
        "{n} of {total} articles is not followed up by any measure",
        "{n} of {total} articles are not followed up by any measure",
    )
    point = nmsg(
        "{n} of {total} points is not followed up by any measure",
        "{n} of {total} points are not followed up by any measure",
    )
    finding = say(article if articles else point, lang, n=len(left), total=len(articles or rows))
    totals = [row.coverage.counts for row in left]
    whole = sum(counts.classification["covered"] == counts.total for counts in totals)
    by_law = nmsg(
        "One of them is covered by the law alone, in our judgement.",
        "{n} of them are covered by the law alone, in our judgement.",
    )
    return finding, say(by_law, lang, n=whole) if whole else ""


def _left(register: Register, rows: Sequence[MatrixRow]) -> Iterator[tuple[Marked, list[MatrixRow]]]:
    """The articles, and then the recommendations, that no measure follows up."""
    for words, articles in (
        (msg("Articles that no measure follows up"), True),
        (msg("Recommendations that no measure follows up"), False),
    ):
        found = [row for row in rows if not row.followed_up and _is_article(register, row) == articles]
        if found:
            yield words, found


def _is_article(register: Register, row: MatrixRow) -> bool:
    return isinstance(register.obligations[row.id], Article)


def _area(
    register: Register,
    number: int,
    measures: Iterable[Measure],
    rows: Sequence[MatrixRow],
    lang: Lang,
    address: Address,
) -> dict[str, object]:
    """A focus area with its measures, each with what it follows up."""
    area = register.focus_areas.get(number)
    return {
        "title": f"{number} {area.title.pick(lang)}" if area else str(number),
        "measures": [_measure(register, one, rows, lang, address) for one in measures],
    }


def _measure(
    register: Register, measure: Measure, rows: Iterable[MatrixRow], lang: Lang, address: Address
) -> dict[str, object]:
    linked = [(row, row.cells[measure.id]) for row in rows if measure.id in row.cells]
    return {
        "number": measure.number,
        "name": name_of(register, measure.id, lang),
        "links": [named(register, row.id, lang, address) | _mark(cell, lang) for row, cell in linked],
    }


def _row(
    register: Register,
    row: MatrixRow,
    columns: Iterable[tuple[str, bool]],
    lang: Lang,
    address: Address,
) -> dict[str, object]:
    cells = ((row.cells.get(name), first) for name, first in columns)
    return named(register, row.id, lang, address) | {
        "left": "" if row.followed_up else say(KINDS["named"] if row.cells else _NONE, lang),
        "covered": _covered(row, lang),
        "cells": [{"first": first} | _mark(cell, lang) for cell, first in cells],
    }


def _mark(cell: Cell | None, lang: Lang) -> dict[str, str]:
    """The mark of a cell, and what it says."""
    if cell is None:
        return {"kind": "", "said": ""}
    kind = (cell.contribution if cell.answered else None) or "named"
    told = [say(KINDS[kind], lang)]
    if 0 < cell.answered < cell.total:
        told.append(say(msg("{n} of {total} requirements"), lang, n=cell.answered, total=cell.total))
    ours = cell.basis == "editorial"
    told += [] if ours else [say(_BASES[cell.basis], lang)]
    return {"kind": kind if ours else f"{kind} word", "said": ", ".join(told)}


def _covered(row: MatrixRow, lang: Lang) -> str:
    counts = row.coverage.counts
    return say(msg("{n} of {total}"), lang, n=counts.classification["covered"], total=counts.total)


def _line(register: Register, row: MatrixRow, lang: Lang) -> tuple[str, str, str]:
    """A row of the table of the same numbers."""
    told = [
        f"{name_of(register, name, lang)} ({_mark(cell, lang)['said']})"
        for name, cell in row.cells.items()
    ]
    name = name_of(register, row.id, lang)
    return name, "; ".join(told) or say(_NONE, lang), _covered(row, lang)
