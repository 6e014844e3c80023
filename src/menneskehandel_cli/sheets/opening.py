"""Open a workbook that somebody sent: its cells as values, within bounds, and nothing in it is run.

In a process of its own, what takes long, or much memory, holds up nobody else.
"""

import os
import pickle
import re
import sys
import warnings
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from menneskehandel_cli.language import Refused
from menneskehandel_cli.programs import ended
from menneskehandel_cli.sheets.cells import Book, Cell, Grid, Place, Value

LARGEST = 20_000_000
"""The maximum number of bytes of a file."""
_LARGEST_UNPACKED = 100_000_000
"""The maximum number of bytes of all parts of a workbook."""
_MOST_PARTS = 2_000
_LARGEST_XML = 20_000_000
"""The maximum number of bytes of all parts that are read, and of characters of all cells."""
_MOST_ELEMENTS = 150_000
"""The maximum number of elements of all parts, which all take time to read. A report has some 7 000."""
_MOST_ATTRIBUTES = 4 * _MOST_ELEMENTS
"""The maximum number of attributes of all parts. A cell has three, a report some 20 000."""
MOST_ROWS = 10_000
MOST_COLUMNS = 200

_FILLED = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'])[^<>/]*>\s*<")
"""A cell that holds something: where it is."""

_BEGINNING = 4_096
"""So many bytes show whether a part is XML."""
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[")
"""Declarations inside a part. What they could add to its elements cannot be counted."""
_SPACED = re.compile(rb"=\s+[\"']")
"""The sign of an attribute with blanks after it."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet[\s/>]")

_BESIDE = ("xl/comments", "xl/threadedcomments/", "xl/drawings/", "xl/media/")
"""How the parts begin that hold comments, pictures and text boxes."""
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
"""The namespace of workbooks in the strict form, which the library does not read."""
_OTHER_KINDS = {b"\xd0\xcf\x11\xe0": "old", b"%PDF": "other"}
"""How files of other kinds begin; ``old``: a workbook of Excel 97–2003, or one with a password."""

_BREAKS = re.compile("\r\n|(?:\r|_x000D_)\n?|_x000[ABC]_|[\v\f\x85\u2028\u2029]")
"""Line breaks, also as the format spells characters that XML cannot hold."""
_JOINED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
"""A range of cells that are joined into one."""
_NO_PART_OF_A_DAY = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""What is in a format of days and is not a part of one."""

SECONDS = 60
"""How long a workbook may take. What is within bounds takes a fraction, unless the machine is busy."""


def require_installed() -> None:
    """Raise ``Refused`` unless the libraries for workbooks are there."""
    if any(find_spec(name) is None for name in ("openpyxl", "xlsxwriter")):
        raise Refused("extra_missing", extra="xlsx")


def workbook_bytes(path: Path) -> bytes:
    """The bytes of a file, no more than are used. Raises ``OSError``."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def opened_book(data: bytes, name: str) -> Book:
    """The workbook in the file called ``name``.

    Raises ``Refused`` if it is none, holds macros, is locked by a password or is too large; and if the
    extra ``xlsx`` is not installed.
    """
    require_installed()
    parts = _refuse_parts(data, name)
    try:
        return Book(name, tuple(_grids(data, name)), any(part.startswith(_BESIDE) for part in parts))
    except (Refused, ImportError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # the library raises whatever it meets in a damaged file.
        raise Refused("sheet.damaged", file=name) from None


def opened_apart(data: bytes, name: str, seconds: float = SECONDS) -> Book:
    """The workbook in the file called ``name``, as ``opened_book`` reads it, within a time.

    Raises ``Refused``, also if the time is up.
    """
    words = [sys.executable, "-P", "-m", __name__]
    done = ended(words, os.environ, seconds, stdin=pickle.dumps((data, name)), most=1_000_000_000)
    if done is None:
        raise Refused("sheet.slow", file=name, seconds=round(seconds))
    if done.code:  # It ran out of memory, or was ended.
        raise Refused("sheet.damaged", file=name)
    answer: Book | Refused = pickle.loads(done.out)  # noqa: S301 - what our own program wrote
    if isinstance(answer, Refused):
        raise answer
    return answer


def _refuse_parts(data: bytes, name: str) -> list[str]:
    """Refuse what is not a workbook without macros, by the parts of its zip file; give their names.

    Everything is counted here, before a library reads any of it.
    """
    if len(data) > LARGEST:
        raise Refused("sheet.too_large", file=name, most=LARGEST // 1_000_000)
    for begins, kind in _OTHER_KINDS.items():
        if data.startswith(begins):
            raise Refused(f"sheet.kind.{kind}", file=name)
    try:
        with ZipFile(BytesIO(data)) as parts:
            _refuse_names(parts, name)
            _refuse_content(parts, name)
            return [info.filename.casefold() for info in parts.infolist()]
    except (Refused, ImportError):
        raise
    except Exception:  # noqa: BLE001  # the errors of zip files and of zlib have no common class
        raise Refused("sheet.damaged" if data[:2] == b"PK" else "sheet.kind.other", file=name) from None


def _refuse_names(parts: ZipFile, name: str) -> None:
    """Refuse by what the parts are called and how large they say they are."""
    infos = parts.infolist()
    names = [info.filename.casefold() for info in infos]
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _LARGEST_UNPACKED:
        raise Refused("sheet.bomb", file=name, most=_LARGEST_UNPACKED // 1_000_000)
    if "xl/workbook.xml" not in names:
        raise Refused("sheet.kind.other", file=name)
    if any(macro in part for part in names for macro in ("vbaproject.bin", "macrosheets/", "activex/")):
        raise Refused("sheet.macros", file=name)


def _may_be_xml(beginning: bytes) -> bool:
    """Whether a parser could read a part that begins so, whatever it is called: pictures it cannot."""
    return beginning.removeprefix(BOM_UTF8).lstrip()[:1] in (b"<", b"") or _has_two_bytes(beginning)


def _has_two_bytes(part: bytes) -> bool:
    """Whether the characters of a part may have two bytes each, as a workbook's never have."""
    return part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in part[:4]


def _refuse_content(parts: ZipFile, name: str) -> None:
    """Refuse by what the parts that are XML hold together, and if one could declare entities."""
    from openpyxl.utils import column_index_from_string

    unpacked = elements = attributes = sheets = 0
    for info in parts.infolist():
        with parts.open(info) as opened_part:
            if not _may_be_xml(opened_part.read(_BEGINNING)):
                continue
        unpacked += info.file_size
        if unpacked > _LARGEST_XML:
            raise Refused("sheet.bomb", file=name, most=_LARGEST_XML // 1_000_000)
        part = parts.read(info)
        if b"<!ENTITY" in part or _SUBSET.search(part) or _has_two_bytes(part):
            raise Refused("sheet.damaged", file=name)
        if _STRICT in part[:2_000]:
            raise Refused("sheet.kind.strict", file=name)
        elements += part.count(b"<") - part.count(b"</")
        attributes += part.count(b'="') + part.count(b"='") + len(_SPACED.findall(part))
        for found, most in ((elements, _MOST_ELEMENTS), (attributes, _MOST_ATTRIBUTES)):
            if found > most:
                raise Refused("sheet.many", file=name, most=most)
        sheets += len(_SHEET.findall(part))
        if sheets > len(parts.infolist()):  # one part would be read as many sheets
            raise Refused("sheet.damaged", file=name)
        for cell in _FILLED.finditer(part):
            _refuse_far(name, int(cell[2]), column_index_from_string(cell[1].decode()))


def _refuse_far(name: str, row: int, column: int) -> None:
    """Refuse a cell that is far away."""
    if row > MOST_ROWS or column > MOST_COLUMNS:
        most = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        raise Refused("sheet.far", file=name, place=Place(name, row, column).name, **most)


def _grids(data: bytes, name: str) -> Iterator[Grid]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the library leaves out, such as the lists of choices
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets: Sequence[Any] = book.worksheets
        paths = [sheet._worksheet_path for sheet in sheets]  # noqa: SLF001  # as below
        if len(set(paths)) < len(paths):
            raise Refused("sheet.damaged", file=name)
        characters = 0
        for sheet in sheets:
            cells: dict[tuple[int, int], Cell] = {}
            for cell, computed in _filled_cells(sheet):
                characters += len(cell.value) if isinstance(cell.value, str) else 0
                if characters > _LARGEST_XML:  # many cells can share one text
                    raise Refused("sheet.bomb", file=name, most=_LARGEST_XML // 1_000_000)
                _refuse_far(name, cell.row, cell.column)
                found = _read(cell, Place(name, cell.row, cell.column, sheet.title), computed=computed)
                if found.value is not None or found.fault:
                    cells[cell.row, cell.column] = found
            yield Grid(sheet.title, cells, sheet.sheet_state != "visible", _joined_ranges(sheet))


def _joined_ranges(sheet: Any) -> tuple[tuple[int, ...], ...]:
    """The ranges of cells that are joined."""
    from openpyxl.utils import range_boundaries

    with sheet._get_source() as source:  # noqa: SLF001  # the library does not read them from large files
        found = _JOINED.findall(source.read())[:MOST_ROWS]
    bounds: list[Any] = [range_boundaries(place.decode()) for place in found]
    return tuple(bounds)


def _filled_cells(sheet: Any) -> Iterator[tuple[Any, bool]]:
    """The cells of a sheet that hold something, and whether it is computed.

    The library's own way to give them fills the rows and columns up to the size that the sheet claims
    to have, and does not tell of a formula beside the value.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    class Parser(WorkSheetParser):
        def parse_cell(self, element: Any) -> dict[str, Any]:
            return {**super().parse_cell(element), "computed": element.find(FORMULA_TAG) is not None}

    book = sheet.parent
    formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}  # noqa: SLF001
    with sheet._get_source() as source:  # noqa: SLF001
        parser = Parser(source, sheet._shared_strings, data_only=True, epoch=book.epoch, **formats)  # noqa: SLF001
        for _, row in parser.parse():
            for found in row:
                computed = found.pop("computed")
                if found["value"] is not None or computed:
                    yield ReadOnlyCell(sheet, **found), computed


def _read(cell: Any, place: Place, *, computed: bool) -> Cell:
    if (value := cell.value) is None:
        return Cell(place, None, computed, "uncomputed" if computed else "")
    if cell.data_type == "e":
        return Cell(place, str(value), computed, "error")
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second, value.microsecond) != (0, 0, 0, 0):
            return Cell(place, value.date(), computed, "time")
        return Cell(place, _shown_day(value.date(), cell.number_format), computed)
    if isinstance(value, time | timedelta):
        return Cell(place, str(value), computed, "time")
    if isinstance(value, str):
        if "_x0" in value or not value.isprintable():  # else the search, which is slow, finds nothing
            value = _BREAKS.sub("\n", value).replace("_x0009_", "\t")
        return Cell(place, value or None, computed)
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return Cell(place, f"{round(value * 100, 6):g} %", computed)
    return Cell(place, value, computed)


def _shown_day(value: date, number_format: str) -> Value:
    """A day, or the month or year that is shown of it: programs store “June 2024” as its first day."""
    parts = _NO_PART_OF_A_DAY.sub("", number_format).casefold()
    if value.day > 1 or "d" in parts:
        return value
    if "m" in parts:
        return f"{value:%Y-%m}"
    return f"{value:%Y}" if "y" in parts and value.month == 1 else value


if __name__ == "__main__":
    answer: Book | Refused
    try:
        answer = opened_book(*pickle.loads(sys.stdin.buffer.read()))  # noqa: S301
    except Refused as refused:
        answer = refused
    sys.stdout.buffer.write(pickle.dumps(answer))
