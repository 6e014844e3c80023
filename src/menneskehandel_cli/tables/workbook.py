"""The cells of a sheet of a workbook (Office Open XML), as texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile, ZipFile

from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.language import Phrase

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST_INSIDE = 50_000_000
"""The maximum size of all parts, unpacked, in bytes."""
_MOST_PARTS = 2_000
_NAMED = 5
"""So many cells are named in a notice; of others it tells how many they are."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The texts of all cells, by row and column. ``sheet`` is empty for CSV."""

    rows: Sequence[Sequence[str]]
    sheet: str = ""
    notices: Sequence[Phrase] = ()
    flaws: Mapping[tuple[int, int], Phrase] = field(default_factory=dict)
    """Cells without a value that can be used, by row and column from 0, and why."""

    @staticmethod
    def letter(column: int) -> str:
        """The letter of a column, which counts from 0."""
        name = ""
        column += 1
        while column:
            column, rest = divmod(column - 1, 26)
            name = chr(ord("A") + rest) + name
        return name


def opened(file: str, data: bytes, sheet: str | None, most: tuple[int, int]) -> Grid:
    """The cells of a sheet: the one called ``sheet``, else the first with anything in it.

    ``most`` are the largest numbers of rows and columns. A formula gives the value that was stored with
    it. Raises ``Refused``, and ``ImportError`` if openpyxl is not installed.
    """
    _refuse_parts(file, data)
    values, formulas = (_book(file, data, stored=stored) for stored in (True, False))
    chosen = _sheet(file, values, sheet)
    source = formulas[chosen.title]
    filled = _filled(chosen) | _filled(source)
    last_row, last_column = (max((place[axis] for place in filled), default=0) for axis in (0, 1))
    if last_row > most[0] or last_column > most[1]:
        raise Refused("table.many", file=file, rows=most[0], columns=most[1])
    computed: list[str] = []
    flaws: dict[tuple[int, int], Phrase] = {}
    rows: list[list[str]] = []
    for number in range(last_row):
        rows.append([])
        for column in range(last_column):
            cell = chosen.cell(number + 1, column + 1)
            if source.cell(number + 1, column + 1).data_type == "f":
                computed.append(cell.coordinate)
                if cell.value is None:
                    flaws[number, column] = Phrase("failure.table.formula_empty")
            if cell.data_type == "e":
                flaws[number, column] = Phrase("failure.table.error_cell", {"given": str(cell.value)})
            rows[-1].append(_text(cell))
    return Grid(rows, chosen.title, _notices(file, values, chosen.title, computed), flaws)


def _refuse_parts(file: str, data: bytes) -> None:
    """Raise ``Refused`` for a file that is no workbook, has macros, or unpacks to too much."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        raise Refused("table.broken_book", file=file) from None
    names = {part.filename for part in parts}
    if "xl/vbaProject.bin" in names:
        raise Refused("table.macros", file=file)
    if "xl/workbook.xml" not in names:
        raise Refused("table.not_a_book", file=file)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_INSIDE:
        raise Refused("table.large_inside", file=file)


def _book(file: str, data: bytes, *, stored: bool) -> Workbook:
    from openpyxl import load_workbook

    try:
        with catch_warnings():
            simplefilter("ignore")  # of what openpyxl would lose if it wrote the file
            return load_workbook(BytesIO(data), data_only=stored)
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
    ):
        raise Refused("table.broken_book", file=file) from None


def _sheet(file: str, book: Workbook, wanted: str | None) -> Worksheet:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if wanted is not None:
        named = {title.casefold(): sheet for title, sheet in sheets.items()}
        if wanted.strip().casefold() not in named:
            raise Refused("table.no_sheet", file=file, given=wanted, known=list(sheets))
        return named[wanted.strip().casefold()]
    for sheet in sheets.values():
        if sheet.sheet_state == "visible" and _filled(sheet):
            return sheet
    raise Refused("table.empty", file=file)


def _filled(sheet: Worksheet) -> set[tuple[int, int]]:
    """The rows and columns, from 1, of the cells with anything in them.

    Those that the file names, and no others: one far away would make very many of them.
    """
    return {place for place, cell in sheet._cells.items() if cell.value is not None}  # noqa: SLF001


def _text(cell: Any) -> str:
    """What a cell shows, as text: a day in ISO form, and no finer than its format shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return _day(value.date(), cell.number_format) if midnight else value.isoformat(" ")
    return _day(value, cell.number_format) if isinstance(value, date) else str(value)


def _day(day: date, shown: str) -> str:
    """A day, or its month or year if the cell's format shows no more."""
    signs = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown).casefold()
    return day.isoformat() if "d" in signs else day.isoformat()[: 7 if "m" in signs else 4]


def _notices(file: str, book: Workbook, title: str, computed: list[str]) -> tuple[Phrase, ...]:
    told = []
    if computed:
        cells = [*computed[:_NAMED], *(["…"] if len(computed) > _NAMED else [])]
        told.append(
            Phrase("table.formulas", {"sheet": title, "cells": ", ".join(cells), "n": len(computed)})
        )
    others = [sheet.title for sheet in book.worksheets if sheet.title != title]
    if others:
        told.append(Phrase("table.other_sheets", {"file": file, "sheet": title, "others": others}))
    return tuple(told)
