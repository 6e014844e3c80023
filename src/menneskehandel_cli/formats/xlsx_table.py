"""A table as a spreadsheet (Office Open XML): the same table gives the same bytes.

The rows are those of the CSV file. Texts are cells of type text, never formulas; only numbers and whole
days are cells that a program computes with. The file names no user, machine or time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from menneskehandel_cli.formats.csv_table import harmless
from menneskehandel_cli.language import Lang, field_label, fill, has, is_day, say

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_767
"""The maximum number of characters in a cell."""
_LONGEST_NAME = 31
"""The maximum number of characters in the name of a sheet."""
_NARROWEST, _WIDEST = 8, 60
"""The width of a column, in characters."""
_HEAD = "FFDDE5EE"
"""The colour behind the head: alpha, red, green, blue."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""
_WHEN = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
"""When the file was made, among its properties. The library always writes the time of the clock."""
_FIRST_DAY = date(1900, 3, 1)
"""Before this day, programs count days in different ways."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, title, the names of its columns, its rows, and lines of text below it.

    ``name`` is a phrase of ours, since a sheet's name cannot hold all signs. ``columns`` are keys, shown
    by their labels. ``numbers`` are the columns whose cells are whole numbers. ``fixed`` columns stay in
    sight. Empty ``notes`` are left out.
    ``revision`` is the commit that the table was made from.
    """

    name: str
    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    numbers: Collection[str] = ()
    fixed: int = 1
    notes: Sequence[str] = ()
    revision: str | None = None


def spreadsheet(table: Sheet, lang: Lang) -> bytes:
    """The table as a file. Raises ``ImportError`` if the extra ``xlsx`` is not installed."""
    return workbook([table], table.title, lang)


def workbook(tables: Sequence[Sheet], title: str, lang: Lang) -> bytes:
    """The tables as one file, a sheet for each. Raises ``ImportError`` without the extra ``xlsx``."""
    from openpyxl import Workbook
    from openpyxl.packaging.core import DocumentProperties

    book = Workbook()
    book.remove(book.worksheets[0])
    about = DocumentProperties(title=held(title), language=lang, creator="mh")
    revision = tables[0].revision
    if revision is not None:
        about.description = say("stamp.commit", lang, commit=revision)
    book.properties = about
    for table in tables:
        _fill(book.create_sheet(table.name[:_LONGEST_NAME]), table, lang)
    return _packed(book)


def _fill(sheet: Worksheet, table: Sheet, lang: Lang) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    head, rows = [column_label(key, lang) for key in table.columns], [list(row) for row in table.rows]
    wrapped = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].alignment = wrapped
    plain = sheet["A1"]._style  # noqa: SLF001
    for line, row in enumerate([head, *rows], 1):
        for place, text in enumerate(row, 1):
            value = _value(text, number=line > 1 and table.columns[place - 1] in table.numbers)
            cell = sheet.cell(line, place, value)
            if isinstance(value, date):
                cell.alignment = wrapped
            else:  # the style of the first cell: to look one up for each takes half of the time
                cell._style = copy(plain)  # type: ignore[attr-defined]  # noqa: SLF001
            if isinstance(value, str):
                cell.data_type = "s"  # always text, even if it looks like an error, number or boolean
    for title in sheet[1]:
        title.font, title.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
    for line, text in enumerate(filter(None, table.notes), len(rows) + 3):
        sheet.cell(line, 1, held(text)).data_type = "s"
    for place in range(len(head)):
        longest = max(len(part) for row in (head, *rows) for part in row[place].split("\n"))
        wide = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = wide
    sheet.freeze_panes = f"{get_column_letter(table.fixed + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def column_label(key: str, lang: Lang) -> str:
    """The head of a column: what its key is called, or the key itself, such as the id of a measure."""
    return say(f"column.{key}", lang) if has(f"column.{key}") else fill(field_label(key), lang)


def _value(text: str, *, number: bool) -> str | int | date | None:
    """What a cell holds: nothing, a number, a whole ISO day, or the text."""
    if not text:
        return None
    if number:
        return int(text)
    if is_day(text) and len(text) == len("2026-10-01"):
        with suppress(ValueError):  # no day of the calendar
            day = date.fromisoformat(text)
            return day if day >= _FIRST_DAY else text
    return held(text)


def held(text: str) -> str:
    """A text as a cell can hold it; ``…`` stands for what is too long."""
    shown = harmless(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _packed(book: Workbook) -> bytes:
    """The book as a zip file that does not tell when it was made."""
    from openpyxl.writer.excel import ExcelWriter
    from openpyxl.xml.constants import ARC_CORE

    written, packed = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(written, "w")).save()
    with ZipFile(written) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = ZipInfo(name, _NO_TIME)
            part.create_system, part.compress_type = 0, ZIP_DEFLATED  # the same on every system
            archive.writestr(
                part, _WHEN.sub(b"", parts.read(name)) if name == ARC_CORE else parts.read(name)
            )
    return packed.getvalue()
