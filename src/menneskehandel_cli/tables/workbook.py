"""The cells of a sheet of a workbook, as texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.sheets import opening

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


def opened(file: str, data: bytes, sheet: str | None) -> Grid:
    """The cells of a sheet: the one called ``sheet``, else the first to be seen with anything in it.

    A formula gives the value that was stored with it. Raises ``Refused``, and ``ImportError`` if the
    extra ``xlsx`` is not installed.
    """
    try:
        book = opening.opened(data, file)
    except Refused as refused:
        if refused.key == "sheet.damaged":
            raise Refused("table.broken_book", file=file) from None
        if refused.key == "sheet.far":
            raise Refused("table.many", **refused.params) from None
        raise
    chosen = _chosen(book, sheet)
    last_row, last_column = (max((place[axis] for place in chosen.cells), default=0) for axis in (0, 1))
    rows = [[""] * last_column for _ in range(last_row)]
    flaws: dict[tuple[int, int], Phrase] = {}
    for (row, column), cell in chosen.cells.items():
        place = row - 1, column - 1
        rows[place[0]][place[1]] = cell.text
        if cell.fault:
            flaws[place] = Phrase(f"sheet.told.fault.{cell.fault}", {"value": cell.text})
    return Grid(rows, chosen.name, _notices(file, book, chosen), flaws)


def _chosen(book: opening.Book, wanted: str | None) -> opening.Grid:
    if wanted is None:
        for grid in book.grids:
            if grid.cells and not grid.hidden:
                return grid
        raise Refused("table.empty", file=book.name)
    named = {grid.name.casefold(): grid for grid in book.grids}
    found = named.get(wanted.strip().casefold())
    if found is None:
        raise Refused("table.no_sheet", file=book.name, given=wanted, known=[g.name for g in book.grids])
    return found


def _notices(file: str, book: opening.Book, chosen: opening.Grid) -> tuple[Phrase, ...]:
    told = []
    computed = [cell.place for _, cell in sorted(chosen.cells.items()) if cell.computed]
    if computed:
        cells = [*computed[:_NAMED], *(["…"] if len(computed) > _NAMED else [])]
        params = {"sheet": chosen.name, "cells": ", ".join(cells), "n": len(computed)}
        told.append(Phrase("table.formulas", params))
    others = [grid.name for grid in book.grids if grid is not chosen]
    if others:
        params = {"file": file, "sheet": chosen.name, "others": others}
        told.append(Phrase("table.other_sheets", params))
    return tuple(told)
