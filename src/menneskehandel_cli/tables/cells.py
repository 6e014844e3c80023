"""A table as it was read: the heads of its columns, and rows of cells with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.sheets.cells import Cell, Place, Where


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that hold something, by column, from 1."""

    place: Place
    cells: Mapping[int, Cell]

    def at(self, column: int) -> Cell | None:
        """The cell in a column, from 0, if there is anything in it."""
        return self.cells.get(column + 1)


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns, the rows below them, and what is to be told of how it was read."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at a place, and how to mend it."""

    place: Where
    what: Phrase

    @property
    def said(self) -> Phrase:
        """The place and what is wrong there."""
        return Phrase(msg("{place}: {what}"), {"place": self.place.said, "what": self.what})
