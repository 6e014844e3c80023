"""The matrix in every form: as a page, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from menneskehandel_cli.blocks.model import Block, Facts, Heading, Page, Paragraph, Table
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.page import unjudged, write_table, write_view
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.coverage import promises
from menneskehandel_cli.reports.matrix import Cell, MatrixRow, MatrixView

_NAMED = "–"
_SIGNS = {"full": "●", "partial": "◐", "assess": "○"}


def legend(lang: Lang) -> str:
    """What the letters and signs in the cells mean, and what the coverage rests on."""
    bases = {basis: say(f"matrix.{basis}", lang) for basis in ("strategy", "area", "editorial")}
    return f"{say('matrix.legend', lang, **bases)} {say('coverage.ours', lang)}"


def mark_of(cell: Cell | None, lang: Lang) -> str:
    """The basis as a letter, the contribution as a sign, and the number of answers if not all."""
    if cell is None:
        return ""
    sign = _SIGNS[cell.contribution] if cell.contribution else _NAMED
    share = f" {cell.answered}/{cell.total}" if 0 < cell.answered < cell.total else ""
    return f"{say(f'matrix.{cell.basis}', lang)}{sign}{share}"


def render_json(view: MatrixView, options: RenderOptions) -> str:
    """One object: the measures, and for each obligation the measures that answer it, with basis."""
    names = [name for name, _ in view.measures]
    (shown,), left_out = options.bound.cut([view.rows])
    rows = [
        {
            "id": row.id,
            "title": row.title,
            "instrument": row.instrument,
            "coverage": {**row.coverage.counts.plain(), "strategy": row.coverage.own_words.promised()},
            "counted_at": row.coverage.counted_at,
            "cells": row.cells,
        }
        for row in shown
    ]
    body = {
        "revision": view.revision,
        "unjudged": view.unjudged,
        "by": view.by,
        "measures": names,
        "rows": rows,
        "left_out": left_out,
    }
    return json.render("mh/matrix/3", body)


def _title(view: MatrixView, lang: Lang) -> str:
    if view.title is None:
        return say("matrix.title", lang)
    return say("matrix.title.of", lang, strategy=view.title.pick(lang))


def chapters(rows: Iterable[MatrixRow], lang: Lang) -> dict[str, tuple[MatrixRow, ...]]:
    """The rows by instrument, and by the chapters of a convention."""
    return grouped((", ".join(fill(said, lang) for said in row.chapter), row) for row in rows)


def _table(rows: Iterable[MatrixRow], lang: Lang, measures: Sequence[str]) -> list[list[str]]:
    """For each row its texts, and its cells for ``measures``."""
    return [
        [
            row.id,
            row.title.pick(lang),
            fill(row.coverage.said, lang),
            fill(promises(row.coverage.own_words), lang),
            *(mark_of(row.cells.get(measure), lang) for measure in measures),
        ]
        for row in rows
    ]


_COLUMNS = ("id", "title", "coverage", "own_words")


def render_table(view: MatrixView, options: RenderOptions) -> str | bytes:
    """A row for each obligation, a column for each measure, and the legend below a spreadsheet."""
    lang = options.lang
    (shown,), left_out = options.bound.cut([view.rows])
    names = [name for name, _ in view.measures]
    table = Sheet(
        say("matrix.title", lang),
        _title(view, lang),
        [*_COLUMNS, *names],
        _table(shown, lang, names),
        fixed=len(_COLUMNS),
        notes=[unjudged(view.unjudged, lang), options.bound.said(left_out, lang), legend(lang)],
        revision=view.revision,
    )
    return write_table(table, options)


def render_page(view: MatrixView, options: RenderOptions) -> str:
    """The matrix as a page."""
    lang = options.lang
    page = Page(
        title=_title(view, lang),
        lang=lang,
        blocks=tuple(_blocks(view, options)),
        first=unjudged(view.unjudged, lang),
        fictional=say("fictional", lang) if view.fictional else "",
        contents=say("page.contents", lang),
    )
    return write_view(page, view.revision, options)


def _blocks(view: MatrixView, options: RenderOptions) -> Iterator[Block]:
    """Each chapter has columns for the measures that are linked to something in it."""
    lang, bound = options.lang, options.bound
    (shown,), left_out = bound.cut([view.rows])
    words = [say(f"column.{name}", lang) for name in _COLUMNS]
    yield Paragraph(f"{legend(lang)} {say('matrix.coverage', lang)}")
    if not view.rows:
        yield Paragraph(say("matrix.empty", lang))
    for place, (title, several) in enumerate(chapters(shown, lang).items(), 1):
        yield Heading(title, anchor=f"chapter-{place}")
        if options.form == "text":  # a terminal has no room for a column for each measure
            yield Facts(tuple(_linked(several, lang)))
            continue
        linked = {name for row in several for name in row.cells}
        names = [name for name, _ in view.measures if name in linked]
        rows = _table(several, lang, names)
        yield Table(title, (*words, *names), tuple(map(tuple, rows)), wide=True)
    if left_out:
        yield Paragraph(bound.said(left_out, lang))
    if options.form != "text":
        yield Heading(say("page.measures", lang), anchor="measures")
        yield Facts(tuple((name, title.pick(lang)) for name, title in view.measures))


def _linked(rows: Iterable[MatrixRow], lang: Lang) -> Iterator[tuple[str, str]]:
    """Each row by its title, with its coverage and the measures linked to it below that."""
    for row in rows:
        marks = [f"{measure} {mark_of(cell, lang)}" for measure, cell in row.cells.items()]
        yield row.id, row.title.pick(lang)
        yield "", fill(row.coverage.said, lang)
        yield "", " · ".join(marks) or say("matrix.unlinked", lang)
