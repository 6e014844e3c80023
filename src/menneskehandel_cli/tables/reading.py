"""Read a table: CSV as spreadsheets write it, a workbook, or the JSON of ``mh list``.

A file is judged by its bytes, not by its name. What cannot be a table is refused; a file is bounded in
its size, its rows and its columns.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Sequence
from io import StringIO

from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.sheets.opening import column_name
from menneskehandel_cli.tables.cells import Cell, Items, Place, Row, Table
from menneskehandel_cli.tables.workbook import Grid, opened

LARGEST = 5_000_000
"""The maximum size of a file, in bytes."""
MOST_ROWS = 10_000
MOST_COLUMNS = 200
LONGEST = 32_767
"""The maximum number of characters in a cell, as in a spreadsheet."""

_DEEPEST = 64
"""The maximum number of levels in JSON."""
_HEAD_ROWS = 20
"""The head is looked for in this many rows: a plan may have a title above it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "cp1252"
"""How spreadsheets on Windows write CSV, unless they are asked for UTF-8."""
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins; the second way if it is encrypted, or in the format of before 2007."""

csv.field_size_limit(LARGEST)  # the length of a cell is ours to bound, in words

Known = Callable[[Sequence[str]], int]
"""How many of a row's texts are names of columns."""


def read_table(file: str, data: bytes, known: Known, sheet: str | None = None) -> Table | Items:
    """The table in ``data``; ``file`` is the name to tell of it.

    ``known`` finds the row with the heads of the columns. ``sheet`` names a sheet of a workbook. Raises
    ``Refused`` if the file is not a table, and ``ImportError`` if the extra ``xlsx`` is not installed.
    """
    if len(data) > LARGEST:
        raise Refused("table.large", file=file, n=LARGEST // 1_000_000)
    if data.startswith(_BOOKS):
        return _table(file, opened(file, data, sheet), known)
    if sheet is not None:
        raise Refused("table.no_sheets", file=file)
    text, notices = _decoded(file, data)
    if text.lstrip().startswith("{"):
        return _items(file, text)
    return _table(file, _csv(file, text, notices), known)


def _decoded(file: str, data: bytes) -> tuple[str, tuple[Phrase, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                raise Refused("table.not_text", file=file) from None
    if b"\0" in data:
        raise Refused("table.not_text", file=file)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(_WINDOWS), (Phrase("table.windows", {"file": file}),)
    except UnicodeDecodeError:
        raise Refused("table.not_text", file=file) from None


def _items(file: str, text: str) -> Items:
    """The records of a list in JSON. Raises ``Refused`` for any other JSON."""
    try:
        body = json.loads(text, parse_constant=_no_number)
        json.dumps(body, ensure_ascii=False).encode()  # half of a surrogate pair is no letter
    except (ValueError, RecursionError):
        raise Refused("table.not_json", file=file) from None
    if _deeper(body, _DEEPEST):
        raise Refused("table.not_json", file=file)
    kinds = [key for key, value in body.items() if isinstance(value, list)]
    if body.get("schema") != "mh/list/1" or len(kinds) != 1:
        raise Refused("table.not_a_list", file=file)
    items = body[kinds[0]]
    if not all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in items):
        raise Refused("table.not_a_list", file=file)
    return Items(file, kinds[0], tuple(items))


def _no_number(word: str) -> object:
    raise ValueError(word)


def _deeper(value: object, most: int) -> bool:
    """Whether a value has more than ``most`` levels of lists and objects."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return most < 0 or any(_deeper(item, most - 1) for item in inner)


def _csv(file: str, text: str, notices: tuple[Phrase, ...]) -> Grid:
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        separator, text, above = named[-1], rest, 1
    else:
        separator, above = _separator(text), 0
    rows: list[list[str]] = [[] for _ in range(above)]
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            _refuse_size(file, len(rows), row)
            rows.append(row)
    except csv.Error:
        raise Refused("table.quotes", file=file, row=len(rows) + 1) from None
    return Grid([[cell.replace("\r\n", "\n") for cell in row] for row in rows], notices=notices)


def _refuse_size(file: str, above: int, row: Sequence[str]) -> None:
    if above >= MOST_ROWS or len(row) > MOST_COLUMNS:
        raise Refused("table.many", file=file, rows=MOST_ROWS, columns=MOST_COLUMNS)
    if any(len(cell) > LONGEST for cell in row):
        raise Refused("table.long_cell", file=file, row=above + 1, n=LONGEST)


def _separator(text: str) -> str:
    """The sign between the cells: the one that cuts the first filled line into most cells."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    cut = {sign: len(next(csv.reader([line], delimiter=sign), [])) for sign in (";", "\t", ",")}
    return max(cut, key=lambda sign: cut[sign])


def _table(file: str, grid: Grid, known: Known) -> Table:
    """The grid below its heads. Notes below the table are left out. Raises ``Refused``."""
    filled = [place for place, row in enumerate(grid.rows) if any(cell.strip() for cell in row)]
    if not filled:
        raise Refused("table.empty", file=file)
    head = max(filled[:_HEAD_ROWS], key=lambda place: (known(grid.rows[place]), -place))
    heads = tuple(" ".join(cell.split()) for cell in grid.rows[head])
    rows = []
    notes = _notes(grid.rows, head, filled)
    for number in filled:
        if number <= head or number in notes:
            continue
        place = Place(file, number + 1, sheet=grid.sheet)
        cells = tuple(
            Cell(
                text.strip(),
                Place(file, number + 1, _column(grid, heads, column), grid.sheet),
                grid.flaws.get((number, column)),
            )
            for column, text in enumerate(grid.rows[number])
        )
        rows.append(Row(place, cells))
    told = list(grid.notices)
    told += [
        Phrase("table.note_below", {"place": Place(file, note + 1, sheet=grid.sheet).said})
        for note in notes
    ]
    return Table(file, heads, tuple(rows), tuple(told))


def _column(grid: Grid, heads: tuple[str, ...], column: int) -> str:
    """What a column is called in a place: its letter in a sheet, else its head or its number."""
    if grid.sheet:
        return column_name(column + 1)
    return heads[column] if column < len(heads) and heads[column] else str(column + 1)


def _notes(rows: Sequence[Sequence[str]], head: int, filled: Sequence[int]) -> list[int]:
    """The last rows, below a blank one, if they have a sentence in the first column and nothing else."""
    found: list[int] = []
    for number in reversed(filled):
        first, *rest = rows[number]
        if number <= head or any(cell.strip() for cell in rest) or " " not in first.strip():
            break
        found.insert(0, number)
    while found and found[0] - 1 in filled:
        found.pop(0)
    return found
