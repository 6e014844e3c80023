"""Open a workbook that somebody sent: its cells as values, within bounds, and nothing in it is run."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from menneskehandel_cli.edits.refused import Refused

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 20_000_000
"""The maximum number of bytes of a file."""
_LARGEST_UNPACKED = 100_000_000
"""The maximum number of bytes of all parts of a workbook."""
LONGEST_NAME = 31
"""The maximum number of characters in the name of a sheet."""
_MOST_PARTS = 2_000
_MOST_ELEMENTS = 150_000
"""The maximum number of elements of all parts, which all take time to read. A report has some 7 000."""
_MOST_ROWS = 10_000
_MOST_COLUMNS = 200

_FILLED = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'])[^<>/]*>\s*<")
"""A cell that holds something: where it is."""

_BESIDE = ("xl/comments", "xl/threadedcomments/", "xl/drawings/", "xl/media/")
"""How the parts begin that hold comments, pictures and text boxes."""
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The namespace of workbooks in the strict form, which the library does not read."""
_MACROS = ("vbaproject.bin", "macrosheets/", "activex/")
_OTHER_KINDS = {b"\xd0\xcf\x11\xe0": "old", b"%PDF": "other"}
"""How files of other kinds begin; ``old``: a workbook of Excel 97–2003, or one with a password."""

_BREAKS = re.compile("\r\n|(?:\r|_x000D_)\n?|_x000[ABC]_|[\v\f\x85\u2028\u2029]")
"""Line breaks, also as the format spells characters that XML cannot hold."""
_JOINED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
"""A range of cells that are joined into one."""
_NO_PART_OF_A_DAY = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""What stands in a format of days and is no part of one."""

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds. ``place`` is its name, such as ``C7``.

    ``computed``: it holds a formula, and ``value`` is what the program that saved the file had computed.
    ``fault``: why the value cannot be used: ``error`` (such as ``#N/A``), ``time`` (a time of day),
    ``uncomputed`` (a formula without a stored value); empty if it can.
    """

    place: str
    value: Value
    computed: bool = False
    fault: str = ""

    @property
    def text(self) -> str:
        """The value as a person would type it; a day in ISO form."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a workbook: the cells that hold something, by row and column, from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    joined: tuple[str, ...] = ()
    """The ranges of cells that are joined into one, such as ``E5:E9``."""

    def is_joined(self, place: str) -> bool:
        """Whether a cell is joined to others."""
        column, row = _numbers(place)
        ends = [[_numbers(end) for end in joined.split(":")] for joined in self.joined]
        return any(
            left <= column <= right and top <= row <= bottom for (left, top), (right, bottom) in ends
        )

    def rows(self) -> list[tuple[int, dict[int, Cell]]]:
        """The rows that hold something, with their numbers and their cells by column."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return list(found.items())


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its file's name, and its sheets in their order, hidden ones too.

    ``beside``: it holds comments, pictures or text boxes, which are not read.
    """

    name: str
    grids: tuple[Grid, ...]
    beside: bool = False

    def grid(self, name: str) -> Grid | None:
        """The sheet with this name."""
        return next((grid for grid in self.grids if grid.name == name), None)


def installed() -> bool:
    """Whether the libraries for workbooks are there."""
    return all(find_spec(name) is not None for name in ("openpyxl", "xlsxwriter"))


def read_file(path: Path) -> bytes:
    """The bytes of a file, no more than are used. Raises ``OSError``."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def opened(data: bytes, name: str) -> Book:
    """The workbook in the file called ``name``.

    Raises ``Refused`` if it is none, holds macros, is locked by a password or is too large; and
    ``ImportError`` if the extra ``xlsx`` is not installed.
    """
    parts = _refuse_parts(data, name)
    try:
        return Book(name, tuple(_grids(data, name)), any(part.startswith(_BESIDE) for part in parts))
    except (Refused, ImportError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # the library raises whatever it meets in a damaged file.
        raise Refused("sheet.damaged", file=name) from None


def _refuse_parts(data: bytes, name: str) -> list[str]:
    """Refuse what is no workbook without macros, by the parts of its zip file; give their names."""
    if len(data) > LARGEST:
        raise Refused("sheet.too_large", file=name, most=LARGEST // 1_000_000)
    for begins, kind in _OTHER_KINDS.items():
        if data.startswith(begins):
            raise Refused(f"sheet.kind.{kind}", file=name)
    try:
        with ZipFile(BytesIO(data)) as parts:
            _refuse_names(parts, name)
            elements = 0
            for info in parts.infolist():
                if _is_xml(info.filename):
                    elements += _refuse_xml(parts.read(info), name, elements)
            return [info.filename.casefold() for info in parts.infolist()]
    except Refused:
        raise
    except Exception:  # noqa: BLE001  # the errors of zip files and of zlib have no common class
        raise Refused("sheet.damaged" if data[:2] == b"PK" else "sheet.kind.other", file=name) from None


def _refuse_names(parts: ZipFile, name: str) -> None:
    """Refuse by what the parts are called and how large they say they are."""
    infos = parts.infolist()
    names = [info.filename.casefold() for info in infos]
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > _MOST_PARTS or unpacked > _LARGEST_UNPACKED:
        raise Refused("sheet.bomb", file=name, most=_LARGEST_UNPACKED // 1_000_000)
    if "xl/workbook.xml" not in names:
        raise Refused("sheet.kind.other", file=name)
    if any(macro in part for part in names for macro in _MACROS):
        raise Refused("sheet.macros", file=name)


def _is_xml(part: str) -> bool:
    return part.casefold().endswith((".xml", ".rels", ".vml"))


def _refuse_xml(part: bytes, name: str, before: int) -> int:
    """Refuse a part that could declare entities, as a workbook's never do, or has cells far out.

    Gives how many elements it has, and refuses it if they are too many with those ``before``.
    """
    two_bytes = part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:4]
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or two_bytes:
        raise Refused("sheet.damaged", file=name)
    if _STRICT in part[:2_000]:
        raise Refused("sheet.kind.strict", file=name)
    for match in _FILLED.finditer(part):
        letters = match[1].decode()
        if int(match[2]) > _MOST_ROWS or _column(letters) > _MOST_COLUMNS:
            raise _far(name, f"{letters}{match[2].decode()}")
    elements = part.count(b"<") - part.count(b"</")
    if before + elements > _MOST_ELEMENTS:
        raise Refused("sheet.many", file=name, most=_MOST_ELEMENTS)
    return elements


def _far(name: str, place: str) -> Refused:
    return Refused("sheet.far", file=name, place=place, rows=_MOST_ROWS, columns=_MOST_COLUMNS)


def _column(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _grids(data: bytes, name: str) -> Iterator[Grid]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the library leaves out, such as the lists of choices
        stored = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        written = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        for sheet, formulas in zip(stored.worksheets, written.worksheets, strict=True):
            cells: dict[tuple[int, int], Cell] = {}
            computed = {place for place, cell in _cells(formulas) if cell.data_type == "f"}
            for place, cell in _cells(sheet):
                if cell.row > _MOST_ROWS or cell.column > _MOST_COLUMNS:
                    raise _far(name, _place(cell.row, cell.column))
                found = _read(cell, computed=place in computed)
                if found.value is not None or found.fault:
                    cells[place] = found
            for row, column in computed - cells.keys():
                cells[row, column] = Cell(_place(row, column), None, computed=True, fault="uncomputed")
            yield Grid(sheet.title, cells, sheet.sheet_state != "visible", _joined(sheet))


def _joined(sheet: Any) -> tuple[str, ...]:
    """The ranges of cells that are joined."""
    with sheet._get_source() as source:  # noqa: SLF001  # the library does not read them from large files
        return tuple(found.decode() for found in _JOINED.findall(source.read())[:_MOST_ROWS])


def _numbers(place: str) -> tuple[int, int]:
    """The numbers of a column and a row."""
    letters = place.rstrip("0123456789")
    return _column(letters), int(place[len(letters) :])


def _cells(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells of a sheet that hold something. The size that it claims to have is not believed."""
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # of a sheet that is only read
    for row in sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS + 1):
        for cell in row:
            if cell.value is not None:
                yield (cell.row, cell.column), cell


def _read(cell: Any, *, computed: bool) -> Cell:
    place, value = _place(cell.row, cell.column), cell.value
    if cell.data_type == "e":
        return Cell(place, str(value), computed, "error")
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second, value.microsecond) != (0, 0, 0, 0):
            return Cell(place, value.date(), computed, "time")
        return Cell(place, _shown_day(value.date(), cell.number_format), computed)
    if isinstance(value, time | timedelta):
        return Cell(place, str(value), computed, "time")
    if isinstance(value, str):
        return Cell(place, _BREAKS.sub("\n", value).replace("_x0009_", "\t") or None, computed)
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return Cell(place, f"{round(value * 100, 6):g} %", computed)
    if isinstance(value, int | float | date):
        return Cell(place, value, computed)
    return Cell(place, str(value), computed, "error")


def _shown_day(value: date, number_format: str) -> Value:
    """A day, or the month or year that is shown of it: programs store “June 2024” as its first day."""
    parts = _NO_PART_OF_A_DAY.sub("", number_format).casefold()
    if value.day > 1 or "d" in parts:
        return value
    if "m" in parts:
        return f"{value:%Y-%m}"
    return f"{value:%Y}" if "y" in parts and value.month == 1 else value


def _place(row: int, column: int) -> str:
    return f"{column_name(column)}{row}"


def column_name(number: int) -> str:
    """The letters of a column, from 1."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)
