"""Read a table: CSV as spreadsheets write it, or a workbook.

A file is judged by its bytes, not by its name. What cannot be a table is refused; a file is bounded in
its size, its rows and its columns.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import StringIO
from itertools import islice
from statistics import median_high

from menneskehandel_cli.blocks.xlsx_table import LONGEST
from menneskehandel_cli.language import Phrase, Refused, msg
from menneskehandel_cli.sheets.cells import Cell, Grid, Place, Row, Table
from menneskehandel_cli.sheets.opening import MOST_COLUMNS, MOST_ROWS, opened_book
from menneskehandel_cli.tables.columns import plain

LARGEST = 5_000_000
"""The maximum size of a file, in bytes."""

_HEAD_ROWS = 20
"""The head is looked for in this many rows: a plan may have a title above it."""

_NAMED = 5
"""So many cells are named in a notice; of others it tells how many they are."""

_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_WINDOWS = "cp1252"
"""How spreadsheets on Windows write CSV, unless they are asked for UTF-8."""
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins; the second way if it is encrypted, or in the format of before 2007."""

csv.field_size_limit(LARGEST)  # the length of a cell is ours to bound, in words

Known = Callable[[Sequence[str]], int]
"""How many of a row's texts are names of columns."""


@lru_cache(maxsize=4)  # While the user is asked about a table, it is read many times.
def read_table(
    file: str, data: bytes, names: Known, sheet: str | None = None, own: frozenset[str] = frozenset()
) -> Table:
    """The table in ``data``; ``file`` is the name to tell of it.

    The row with the heads of the columns has most of the user's ``own``, else most of the known
    ``names``. ``sheet`` names a sheet of a workbook. Raises ``Refused`` if the file is not a table, or is
    a workbook and the extra ``xlsx`` is not installed.
    """

    def known(texts: Sequence[str]) -> int:
        return names(texts) + (MOST_COLUMNS + 1) * sum(plain(text) in own for text in texts)

    if len(data) > LARGEST:
        raise Refused("table.large", file=file, n=LARGEST // 1_000_000)
    if data.startswith(_BOOKS):
        return _below_heads(file, *_sheet(file, data, sheet, known), known)
    if sheet is not None:
        raise Refused(msg("{file} is not a workbook and has no sheets. Leave out --sheet."), file=file)
    text, notices = _decoded(file, data)
    if text.lstrip().startswith("{"):
        raise Refused("table.json", file=file)
    return _below_heads(file, _csv(file, text, known), notices, known)


def _decoded(file: str, data: bytes) -> tuple[str, tuple[Phrase, ...]]:
    """The text, and what is to be told of how it is encoded. Raises ``Refused``."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ([] if b"\0" in data else ["utf-8", _WINDOWS]):
        with suppress(UnicodeDecodeError):
            notices = (Phrase("table.windows", file=file),) if encoding == _WINDOWS else ()
            return data.decode(encoding), notices
    raise Refused("table.not_text", file=file)


def _sheet(file: str, data: bytes, wanted: str | None, known: Known) -> tuple[Grid, tuple[Phrase, ...]]:
    """The sheet called ``wanted``, else the first visible one with most known heads; and what to report.

    A formula gives the value that was stored with it.
    """
    try:
        book = opened_book(data, file)
    except Refused as refused:
        keys = {"sheet.damaged": "table.broken_book", "sheet.far": "table.many"}
        raise Refused(keys.get(refused.key, refused.key), **{**refused.params, "file": file}) from None
    if wanted is None:
        visible = [grid for grid in book.grids if grid.cells and not grid.hidden]
        chosen = max(visible, key=lambda grid: _known_in(grid, known), default=None)
    else:
        chosen = {grid.name.casefold(): grid for grid in book.grids}.get(wanted.strip().casefold())
        if chosen is None:
            raise Refused("table.no_sheet", file=file, given=wanted, known=[grid.name for grid in book.grids])
    if chosen is None:
        raise Refused("table.empty", file=file)
    notices = []
    if computed := sorted(place for place, cell in chosen.cells.items() if cell.computed):
        cells = [Place(file, *place).name for place in computed[:_NAMED]]
        cells += ["…"] * (len(computed) > _NAMED)
        notices.append(Phrase("table.formulas", sheet=chosen.name, cells=", ".join(cells), n=len(computed)))
    if others := [grid.name for grid in book.grids if grid is not chosen]:
        notices += [Phrase("table.other_sheets", file=file, sheet=chosen.name, others=others)]
    return chosen, tuple(notices)


def _known_in(grid: Grid, known: Known) -> int:
    """How many columns are known by the row that has most of their names."""
    return max(known([cell.text for cell in cells.values()]) for _, cells in grid.rows()[:_HEAD_ROWS])


def _csv(file: str, text: str, known: Known) -> Grid:
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        separator, text, number = named[-1], rest, 1
    else:
        separator, number = max((";", "\t", ","), key=lambda sign: _separation(text, sign, known)), 0
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            if number >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Refused("table.many", file=file, rows=MOST_ROWS, columns=MOST_COLUMNS)
            number += 1
            if any(len(cell) > LONGEST for cell in row):
                raise Refused("table.long_cell", file=file, row=number, n=LONGEST)
            for column, cell in enumerate(row, 1):
                if cell.strip():
                    cells[number, column] = Cell(Place(file, number, column), cell.replace("\r\n", "\n"))
    except csv.Error:
        raise Refused("table.quotes", file=file, row=number + 1) from None
    return Grid("", cells)


def _separation(text: str, sign: str, known: Known) -> tuple[int, int]:
    """How well a sign separates cells: the most known heads in a line, and the cells of most lines."""
    rows = [*islice(filter(any, csv.reader(StringIO(text, newline=""), delimiter=sign)), _HEAD_ROWS)]
    return max(map(known, rows), default=0), median_high([*map(len, rows)] or [0])


def _below_heads(file: str, grid: Grid, notices: tuple[Phrase, ...], known: Known) -> Table:
    """The grid below its heads. Notes below the table are left out. Raises ``Refused``."""
    each = ((at, {to: x for to, x in row.items() if x.text.strip() or x.fault}) for at, row in grid.rows())
    rows = [(at, filled) for at, filled in each if any(cell.text.strip() for cell in filled.values())]
    if not rows:
        raise Refused("table.empty", file=file)
    first = [row.values() for _, row in rows[:_HEAD_ROWS]]
    wide = max(map(len, first)) / 2  # A title above the table has few cells.
    counts = [(known([cell.text for cell in cells]), len(cells) >= wide) for cells in first]
    top = counts.index(max(counts))
    heads = {column: " ".join(cell.text.split()) for column, cell in rows[top][1].items()}
    end = len(rows) - _notes_below(top, rows)
    found = []
    for number, row in rows[top + 1 : end]:
        cells = {}
        for column, cell in row.items():
            place = Place(file, number, column, grid.name, heads.get(column, ""))
            held = cell.value if isinstance(cell.value, float) else cell.text.strip()
            cells[column] = cell._replace(place=place, value=held)
        found.append(Row(Place(file, number, sheet=grid.name), cells))
    notes = (Place(file, number, sheet=grid.name).phrase for number, _ in rows[end:])
    below = [Phrase("table.note_below", place=place) for place in notes]
    every = tuple(heads.get(column, "") for column in range(1, max(heads) + 1))
    return Table(every, tuple(found), (*notices, *below), grid.joined)


def _notes_below(head: int, rows: Sequence[tuple[int, Mapping[int, Cell]]]) -> int:
    """How many rows at the end, below a blank one, have a sentence in the first column and no more."""
    found = 0
    while len(rows) - found - 1 > head:
        cells = rows[-found - 1][1]
        if [*cells] != [1] or " " not in cells[1].text.strip():
            break
        found += 1
    while found and rows[-found][0] - 1 == rows[-found - 1][0]:
        found -= 1
    return found
