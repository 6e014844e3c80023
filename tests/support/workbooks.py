"""What the tests of workbooks share: a workbook that is sent out, and somebody who fills it in."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from menneskehandel_cli.trees import Tree
from support import Mh

HEAD = 3
"""The row of headings."""

Cells = Mapping[tuple[str, str, str], str | int | date | None]
"""What is written: by the sheet, the row's number or label, and the heading."""


def sent(mh: Mh, root: Path, actor: str = "RD", year: int = 2024, *more: str) -> Path:
    """The workbook of a ministry."""
    path = root.parent / f"{actor}-{year}.xlsx"
    asked = ("new", "report", "--year", str(year), "--actor", actor, "--format", "xlsx")
    answer = mh(*asked, "-o", str(path), *more, cwd=root)
    assert answer.code == 0, answer.err
    return path


def headings(sheet: Any) -> dict[str, int]:
    """The columns by their headings."""
    return {str(cell.value): cell.column for cell in sheet[HEAD] if cell.value}


def rows(sheet: Any) -> dict[str, int]:
    """The rows by what stands in their first cell."""
    first = ((row, sheet.cell(row, 1).value) for row in range(HEAD + 1, sheet.max_row + 1))
    return {str(value): row for row, value in first if value}


def write(path: Path, cells: Cells) -> None:
    """Fill in cells as a person would, and save the workbook."""
    book = load_workbook(path)
    for (name, row, heading), value in cells.items():
        sheet = book[name]
        place = rows(sheet)[row], headings(sheet)[heading]
        sheet.cell(*place).value = value
    book.save(path)


def add(path: Path, sheet_name: str, *records: tuple[str | int | date | None, ...]) -> None:
    """Write records in the first empty rows of a table."""
    book = load_workbook(path)
    sheet = book[sheet_name]
    first = HEAD + 1 + len(rows(sheet))
    for row, record in enumerate(records, first):
        for column, value in enumerate(record, 1):
            sheet.cell(row, column).value = value
    book.save(path)


def read(path: Path, cell: tuple[str, str, str]) -> Any:
    """What a cell shows."""
    sheet = load_workbook(path)[cell[0]]
    return sheet.cell(rows(sheet)[cell[1]], headings(sheet)[cell[2]]).value


def files(tree: Tree) -> dict[str, bytes]:
    """All files of a tree."""
    return {path: tree.read(path) for path in tree.paths()}
