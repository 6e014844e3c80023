"""Tables as people make them, with each cell in the column where the readers look for it.

A plan may have a row for each action, which repeats the measure or leaves it out, and says things of the
action beside it. A table of bodies may have short forms that cannot be ids.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.edits.starting import short_name
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.register import Register
from menneskehandel_cli.sheets.cells import Cell, Table
from menneskehandel_cli.tables.columns import Column, Mapped

_BY_TASK = {"responsible": "task.owners", "partners": "", "status": "task.status", "note": "task.note"}
"""What the rows of one measure may say differently, and where that is said of each task."""
_JOINED = ("responsible", "partners")
"""What the measure then has from all of them."""


def shaped(
    kind: str, table: Table, columns: tuple[Mapped, ...], register: Register
) -> tuple[Table, tuple[Mapped, ...]]:
    """The table as its readers take it, and its columns with those that were in others."""
    shape = _Shape(table, columns)
    if kind == "measures" and "task.text" in shape.places:
        shape.by_task()
    elif kind == "actors" and "id" not in shape.places and "short_title" in shape.places:
        shape.with_ids(register)
    rows = (replace(row, cells=cells) for row, cells in zip(table.rows, shape.rows, strict=True))
    return replace(table, rows=tuple(rows)), tuple(shape.columns)


class _Shape:
    """A table in the making: its columns, their places by key, and the cells of its rows."""

    def __init__(self, table: Table, columns: tuple[Mapped, ...]) -> None:
        self.columns = [*columns]
        self.places = {item.column.key: at for at, item in enumerate(columns, 1) if item.column}
        self.rows = [dict(row.cells) for row in table.rows]

    def _column(self, key: str, source: str) -> int:
        """The place of a column, which is made beside the ``source`` if there is none."""
        if key not in self.places:
            self.columns.append(Mapped(self.columns[self.places[source] - 1].head, Column(key)))
            self.places[key] = len(self.columns)
        return self.places[key]

    def by_task(self) -> None:
        """Give each row of a task the name of its measure, and say of it what the rows do not share."""
        for group in self._measures():
            for key, own in _BY_TASK.items():
                if len(group) == 1 or key not in self.places:
                    continue
                place = self.places[key]
                cells = {at: cells[place] for at, cells in enumerate(group) if place in cells}
                said = dict.fromkeys(cell.text for cell in cells.values())
                if len(said) <= 1:
                    continue
                for at, cell in cells.items():
                    if own:
                        group[at].setdefault(self._column(own, key), cell)
                    del group[at][place]
                    if key in _JOINED:
                        group[at][place] = replace(cell, value="; ".join(said))

    def _measures(self) -> Iterator[list[dict[int, Cell]]]:
        """The rows of each measure that all have a task."""
        naming = [self.places[key] for key in ("id", "title") if key in self.places]
        groups: dict[str, list[dict[int, Cell]]] = {}
        named: dict[int, Cell] = {}
        for cells in self.rows:
            own = {place: cells[place] for place in naming if place in cells}
            named = own or named
            if not own and self.places["task.text"] in cells:
                cells.update(named)
            name = next((" ".join(cell.text.casefold().split()) for cell in named.values()), "")
            groups.setdefault(name, []).append(cells)
        task = self.places["task.text"]
        yield from (group for name, group in groups.items() if name and all(task in one for one in group))

    def with_ids(self, register: Register) -> None:
        """Make ids of the short forms. One that cannot be an id stays a short title."""
        short, ids = self.places["short_title"], {*register.actors}
        known = {text.casefold(): actor.id for actor in register.actors.values() for text in actor.called}
        for cells in self.rows:
            cell = cells.get(short)
            if cell is None:
                continue
            made = cell.text
            if re.fullmatch(PATTERNS["actor_id"], made):
                del cells[short]
            else:
                called = (cell, cells.get(self.places.get("name", 0)))
                same = (known.get(one.text.casefold()) for one in called if one is not None)
                made = next(filter(None, same), None) or short_name(made, ids)
            ids.add(made)
            cells[self._column("id", "short_title")] = replace(cell, value=made)
