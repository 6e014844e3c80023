"""Cells with their places, whatever kind of file they came from."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from menneskehandel_cli.language import Phrase, msg

Value = str | int | float | bool | date | None


class Place(NamedTuple):
    """Where a cell is; without a ``column`` a whole row, without a ``row`` a table. Both count from 1.

    In CSV, which has no sheets, a column is known by its ``head``.
    """

    file: str
    row: int
    column: int = 0
    sheet: str = ""
    head: str = ""

    @property
    def name(self) -> str:
        """What a spreadsheet calls a cell, such as ``C7``."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def phrase(self) -> Phrase:
        """The place in words."""
        params = {"file": self.file, "row": self.row, "sheet": self.sheet}
        if not self.row:
            return Phrase("table.place.sheet" if self.sheet else "table.place.file", params)
        if self.sheet and self.column:
            return Phrase(msg("{file}, sheet “{sheet}”, {cell}"), {**params, "cell": self.name})
        key = "csv" if self.column else "sheet_row" if self.sheet else "row"
        return Phrase(f"table.place.{key}", {**params, "column": self.head or str(self.column)})


class CommandLineValue(NamedTuple):
    """A value that is given on the command line, for all new records."""

    value: str

    @property
    def phrase(self) -> Phrase:
        """The place in words."""
        return Phrase(msg("--value {value}"), value=self.value)


Where = Place | CommandLineValue


class Cell(NamedTuple):
    """What a cell holds.

    ``computed``: it holds a formula, and ``value`` is what the program that saved the file had computed.
    ``fault``: why the value cannot be used: ``error`` (such as ``#N/A``), ``time`` (a time of day),
    ``uncomputed`` (a formula without a stored value); empty if it can. ``parts``: the cells that it is
    joined from. ``was``: the text that the user reads otherwise, or leaves ``out`` in whole or in part.
    ``also``: the same as the value, in the strategy's second language.
    """

    place: Where
    value: Value
    computed: bool = False
    fault: str = ""
    parts: tuple["Cell", ...] = ()
    was: str = ""
    out: bool = False
    also: str = ""

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

    @property
    def flaw(self) -> Phrase | None:
        """Why the value cannot be used, in words."""
        return Phrase(f"sheet.told.fault.{self.fault}", value=self.text) if self.fault else None

    def remark(self, key: str, **params: object) -> Phrase:
        """What is to be said of the cell, with its place and its text."""
        return Phrase(key, {"place": self.place.phrase, "given": self.text, **params})


class Grid(NamedTuple):
    """A sheet: the cells that hold something, by row and column, from 1. CSV has no ``name``."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    joined: tuple[tuple[int, ...], ...] = ()
    """The ranges of cells that are joined into one: the first column and row, and the last."""

    def joined_at(self, place: Place) -> tuple[int, ...] | None:
        """The range of cells that a cell is joined in."""
        beside = (one for one in self.joined if one[0] <= place.column <= one[2])
        return next((one for one in beside if one[1] <= place.row <= one[3]), None)

    def rows(self) -> list[tuple[int, dict[int, Cell]]]:
        """The rows that hold something, with their numbers and their cells by column."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=lambda item: item[0]):
            found.setdefault(row, {})[column] = cell
        return list(found.items())


class Row(NamedTuple):
    """The cells of a row that hold something, by column, from 1."""

    place: Place
    cells: Mapping[int, Cell]

    def at(self, column: int) -> Cell | None:
        """The cell in a column, from 0, if there is anything in it."""
        return self.cells.get(column + 1)


class Table(NamedTuple):
    """The heads of the columns, the rows below them, and what is to be told of how it was read."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Phrase, ...] = ()
    joined: tuple[tuple[int, ...], ...] = ()
    """The ranges of cells that are joined into one, as in the sheet."""

    @property
    def place(self) -> Place:
        """Where the whole of it is."""
        return self.rows[0].place._replace(row=0) if self.rows else Place("", 0)


class Trouble(NamedTuple):
    """What is wrong at a place, and how to mend it."""

    place: Where
    what: Phrase

    @property
    def phrase(self) -> Phrase:
        """The place and what is wrong there."""
        return Phrase(msg("{place}: {what}"), place=self.place.phrase, what=self.what)


class Book(NamedTuple):
    """A workbook: its file's name, and its sheets in their order, hidden ones too.

    ``beside``: it holds comments, pictures or text boxes, which are not read.
    """

    name: str
    grids: tuple[Grid, ...]
    beside: bool = False
