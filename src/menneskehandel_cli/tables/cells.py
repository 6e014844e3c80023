"""A table as it was read: cells with their places, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from menneskehandel_cli.language import Phrase


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell, or a whole row, is: ``row`` counts from 1, as a spreadsheet shows it.

    ``column`` is the head of the cell's column in CSV, and its letter in a sheet; empty for a row.
    """

    file: str
    row: int
    column: str = ""
    sheet: str = ""

    @property
    def said(self) -> Phrase:
        """The place in words."""
        key = (
            "table.place.sheet" if self.sheet else "table.place.csv" if self.column else "table.place.row"
        )
        cell = f"{self.column}{self.row}" if self.column else f"{self.row}:{self.row}"
        told = {"file": self.file, "row": self.row, "column": self.column}
        return Phrase(key, {**told, "sheet": self.sheet, "cell": cell})


@dataclass(frozen=True, slots=True)
class Item:
    """Where a key of a record in JSON is."""

    file: str
    record: str
    key: str = ""

    @property
    def said(self) -> Phrase:
        """The place in words."""
        key = "table.place.key" if self.key else "table.place.record"
        return Phrase(key, {"file": self.file, "record": self.record, "key": self.key})


@dataclass(frozen=True, slots=True)
class Given:
    """A value that is given on the command line, for all new records."""

    value: str

    @property
    def said(self) -> Phrase:
        """The place in words."""
        return Phrase("table.place.option", {"value": self.value})


Where = Place | Item | Given


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, without blanks around it, and its place."""

    text: str
    place: Where
    flaw: Phrase | None = None
    """Why the cell has no value that can be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, in the order of the columns; missing ones at its end are left out."""

    place: Place
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell in a column, if there is anything in it."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell if cell is not None and (cell.text or cell.flaw) else None


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns, the rows below them, and what is to be told of how it was read."""

    file: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """The records of a list in JSON. ``kind`` is that of the list."""

    file: str
    kind: str
    items: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at a place, and how to mend it."""

    place: Where
    what: Phrase

    @property
    def said(self) -> Phrase:
        """The place and what is wrong there."""
        return Phrase("table.trouble", {"place": self.place.said, "what": self.what})


class CellTrouble(Exception):
    """A value that cannot be used; ``phrase`` says why."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.phrase = Phrase(f"failure.{key}", params)
