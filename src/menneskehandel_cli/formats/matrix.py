"""The matrix in every form: terminal, JSON, CSV, pages through the templates, and a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from menneskehandel_cli.formats import json
from menneskehandel_cli.formats.csv_table import harmless
from menneskehandel_cli.formats.csv_table import table as csv_table
from menneskehandel_cli.formats.terminal import to_text
from menneskehandel_cli.language import Lang, say, visible
from menneskehandel_cli.reports.matrix import Cell, MatrixRow, MatrixView

if TYPE_CHECKING:
    from pathlib import Path

    from rich.text import Text

_NAMED = "–"
_SIGNS = {"full": "●", "partial": "◐", "assess": "○"}
_LONGEST = 32_767
"""Signs that a cell of a spreadsheet holds."""

_CELL = 3
"""Columns a cell takes on a terminal: a letter, a sign and a space."""


def legend(lang: Lang) -> str:
    """What the letters and signs in the cells mean."""
    bases = {basis: say(f"matrix.{basis}", lang) for basis in ("strategy", "area", "editorial")}
    return say("matrix.legend", lang, **bases)


def _mark(cell: Cell | None, lang: Lang) -> str:
    """The basis as a letter, the contribution as a sign, and how many it answers where not all."""
    if cell is None:
        return ""
    sign = _SIGNS[cell.contribution] if cell.contribution else _NAMED
    share = f" {cell.answered}/{cell.total}" if 0 < cell.answered < cell.total else ""
    return f"{say(f'matrix.{cell.basis}', lang)}{sign}{share}"


def _met(row: MatrixRow, lang: Lang) -> str:
    """How many of the row's requirements are met: never an empty cell."""
    met, total = row.counts.classification["met"], row.counts.total
    if not total:
        return "–"
    if total == 1:
        (value,) = [name for name, number in row.counts.classification.items() if number]
        return say(f"classification.{value}", lang)
    return say("matrix.met", lang, met=met, total=total)


def render_json(view: MatrixView) -> str:
    """One object: the measures, and for each obligation the measures that answer it, with basis."""
    names = [name for name, _ in view.measures]
    rows = [
        {
            "id": row.id,
            "title": row.title,
            "instrument": row.instrument,
            "coverage": {**row.counts.plain(), "strategy": row.own_words.plain()},
            "cells": {
                name: cell for name, cell in zip(names, row.cells, strict=True) if cell is not None
            },
        }
        for row in view.rows
    ]
    body = {
        "revision": view.revision,
        "unjudged": view.unjudged,
        "by": view.by,
        "measures": names,
        "rows": rows,
    }
    return json.render("mh/matrix/2", body)


def render_text(view: MatrixView, lang: Lang, *, width: int, colour: bool) -> str:
    """A line for each obligation. The measures' numbers head the columns."""
    from rich.text import Text

    room = max(width - _CELL * len(view.measures), 10)
    head = Text(" " * room + "".join(f"{name[1:]:<{_CELL}}" for name, _ in view.measures), "bold")
    lines = [head, *(_line(row, lang, room) for row in view.rows)]
    for line in lines:
        line.no_wrap = True
        line.overflow = "crop"
    # A narrow terminal wraps the lines; that is better than losing the last measures.
    needed = max(width, room + _CELL * len(view.measures))
    return to_text(*lines, Text(), Text(legend(lang), "dim"), width=needed, colour=colour)


def _line(row: MatrixRow, lang: Lang, room: int) -> Text:
    from rich.text import Text

    line = Text(_cut(f"{row.id}  {visible(row.title.pick(lang))}", room))
    line.stylize("bold", 0, min(len(row.id), room))
    for cell in row.cells:
        line.append(f"{_mark(cell, lang) or '·':<{_CELL}}", "" if cell else "dim")
    return line


def _cut(text: str, room: int) -> str:
    return f"{text:<{room}}" if len(text) < room else f"{text[: room - 2]}… "


def _table(view: MatrixView, lang: Lang) -> tuple[list[str], list[list[str]]]:
    head = ["id", "title", "coverage", *(name for name, _ in view.measures)]
    rows = [
        [
            row.id,
            row.title.pick(lang),
            _met(row, lang),
            *(_mark(cell, lang) for cell in row.cells),
        ]
        for row in view.rows
    ]
    return head, rows


def render_csv(view: MatrixView, lang: Lang) -> str:
    """A row for each obligation, a column for each measure."""
    head, rows = _table(view, lang)
    return csv_table(head, rows)


def render_page(view: MatrixView, lang: Lang, template: str) -> str:
    """The matrix through a template: ``matrix.md.j2`` or ``matrix.html.j2``."""
    from menneskehandel_cli.formats.templates import render

    _, rows = _table(view, lang)
    names = (say(f"column.{name}", lang) for name in ("id", "title", "coverage"))
    page: dict[str, object] = {
        "title": say("matrix.title", lang),
        "strategy": view.title.pick(lang) if view.title else "",
        "fictional": say("fictional", lang) if view.fictional else "",
        "revision": view.revision or "",
        "legend": legend(lang),
        "head": [*names, *(name for name, _ in view.measures)],
        "measures": [(name, title.pick(lang)) for name, title in view.measures],
        "rows": rows,
    }
    return render(template, page, lang)


def write_xlsx(view: MatrixView, lang: Lang, path: Path) -> None:
    """The matrix as a spreadsheet. Raises ``ImportError`` where the extra is not installed."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    head, rows = _table(view, lang)
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("a new workbook has a sheet")
    sheet.title = say("matrix.title", lang)[:31]
    for row in (head, *rows, [], [legend(lang)]):
        sheet.append([harmless(cell)[:_LONGEST] for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s"  # never what the text looks like: an error, a number or a truth
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "D2"
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 60
    for (cell,) in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.save(path)
