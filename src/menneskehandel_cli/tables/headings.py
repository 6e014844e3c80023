"""Rows that are headings above measures, such as "Goal 1: Prevention", or 1 where 1.1 is a measure."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from itertools import pairwise

from menneskehandel_cli.language import Phrase, Refused, msg, names_called
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.sheets.cells import Cell, Row, Table
from menneskehandel_cli.tables.columns import Column, Columns, Kind, Mapped, named_column, places_in, plain
from menneskehandel_cli.tables.values import area_named

_NAMED = re.compile(
    r"(?=[^\W\d]{3})((?:[^\W\d]{2,} ){1,3})(?:\d{1,3}((?:\.\d{1,3})*)\b|(?:[IVX]+|[A-H])(?= ?[.:)–—-]|$)).*"
)
"""What is numbered, its number and its title, as in "Pillar II – Prevention"."""
_DEEP = re.compile(r"\d{1,9}[.,]\d{1,9}[.,]\d{1,9}\.?")
_BARE = re.compile(r"[^\W\d]{0,8}[. -]{0,2}[\d.,]+")
_NUMBERS = ("id", "task.id", "source.section")


def with_headings(kind: Kind, table: Table, columns: Columns, told: list[Phrase]) -> tuple[Table, Columns]:
    """The table without its headings, which are the areas of the measures below, or else their place.

    Areas are those that are called so, or else those of the first sort, unless the table has a column of
    areas. What heads no measure is told.
    """
    places = places_in(columns)
    if kind.name != "measures" or "title" not in places:
        return table, columns
    found = _tops(kind, table, places) or _lone_headings(kind, table, columns, places)
    sorts, at = _sorts(table, found), places.get("focus_area", len(columns) + 1)
    section, own = places.get("source.section", len(columns) + 2), any(at in row.cells for row in table.rows)
    area = min(sorts.values(), key=lambda sort: _heading_key(kind, sort) != "focus_area", default="")
    rows, ways = list[Row](), dict[int, str]()
    for row, over in _rows_below(table, sorts, places):
        top = None if own else over.get(area)
        ways |= {one: "area" if one == top else "section" for one in over.values()}
        cells = {at: found[top]} if top and _names_measure(row, places) else {}
        cells |= _placed(row, section, [found[one].text for one in over.values() if one != top])
        rows.append(row._replace(cells={**row.cells, **cells}))
    if not ways:
        return table, columns
    told += _heading_remarks(found, ways)
    keys, head = {"focus_area", "source.section"} - places.keys(), columns[places["title"] - 1].head
    added = (Column(key) if key in keys else None for key in ("focus_area", "source.section"))
    return table._replace(rows=tuple(rows)), (*columns, *(Mapped(head, one) for one in added))


def _heading_remarks(found: Mapping[int, Cell], ways: Mapping[int, str]) -> Iterator[Phrase]:
    params = {one: {"name": cell.text, "row": str(one)} for one, cell in found.items()}
    names = ((ways.get(one, "none"), Phrase(msg("{name} (row {row})"), params[one])) for one in found)
    for way, some in grouped(names).items():
        yield Phrase(f"table.heading_{way}", names=some, n=len(some))


def _placed(row: Row, at: int, above: list[str]) -> dict[int, Cell]:
    """The cell of a row with its place in the plan, if there is anything ``above`` it."""
    own = row.cells.get(at, Cell(row.place, ""))
    return {at: own._replace(value=", ".join(filter(None, (*above, own.text))))} if above else {}


def is_deep(table: Table, at: int) -> bool:
    """Whether a column has numbers such as 1.1.1, of the tasks in an outline of areas and measures."""
    return any(_DEEP.fullmatch(row.cells[at].text) for row in table.rows if at in row.cells)


def _tops(kind: Kind, table: Table, places: Mapping[str, int]) -> dict[int, Cell]:
    """The rows with a number and a title alone: 1 where there are rows such as 1.1.1, or "Pillar 1".

    So are rows with the numbers of measures that other rows say more of.
    """
    at, title = places.get("id", 0), places["title"]
    if "task.text" in places:
        return {}
    deep, rows = is_deep(table, at), [row for row in table.rows if at in row.cells]
    alone = [row for row in rows if {*row.cells} == {at, title}]
    others = [row.cells[at] for row in rows if not {*row.cells} <= {at, title}]
    sorts, numbers = {*map(_sort, others)}, {*map(_number, others)}
    tops = [row for row in alone if others and _is_top(kind, row.cells[at], sorts)]
    tops = tops or [row for row in alone if deep and row.cells[at].text.isdecimal()]
    tops = tops or (alone if {_number(row.cells[at]) for row in alone} <= numbers - {""} else [])
    cells = ((row.place.row, row.cells[at], row.cells[title].text) for row in tops)
    return {number: cell._replace(value=f"{cell.text.rstrip(' .:')}. {text}") for number, cell, text in cells}


def _lone_headings(kind: Kind, table: Table, columns: Columns, places: Mapping[str, int]) -> dict[int, Cell]:
    """The rows with one cell above one that names a measure: what is numbered there, or lacks a number.

    The words for a measure or a task begin none, and in a table with numbers a row without one is none.
    """
    numbers, found, below = {places[key] for key in _NUMBERS if key in places}, dict[int, Cell](), None
    fields = [item.column.key if item.column else "" for item in columns]
    for row in reversed(table.rows):
        if len(row.cells) != 1:
            below = row
            continue
        [(at, cell)] = row.cells.items()
        bare = below is None or numbers.isdisjoint(below.cells) or _BARE.fullmatch(cell.text)
        beside = below.cells.get(places["title"]) if below and len(below.cells) > 1 else None
        numbered = beside and re.match(r"\d\d?([.):]| [–—-])\s", cell.text) and not area_named(beside.text)[0]
        known = _is_top(kind, cell) or (numbered and at == places["title"])
        above = below is None or _names_measure(below, places)
        if above and (known or not bare) and fields[at - 1] in ("", "title", *_NUMBERS):
            found[row.place.row] = cell._replace(value=" ".join(cell.text.split()))
    return dict(reversed(found.items()))


def _sorts(table: Table, found: Mapping[int, Cell]) -> dict[int, str]:
    """The sort of each heading, by its row: all are of one where none is below another."""
    sorts, rows = {one: _sort(cell) for one, cell in found.items()}, [row.place.row for row in table.rows]
    numbers = [area_named(cell.text)[0] for cell in found.values()]
    nested = any(found.keys() >= {*two} for two in pairwise(rows)) or "." in "".join(sorts.values())
    return sorts if nested or len({*numbers}) < len(numbers) else dict.fromkeys(sorts, "")


def _rows_below(
    table: Table, sorts: Mapping[int, str], places: Mapping[str, int]
) -> Iterator[tuple[Row, dict[str, int]]]:
    """The rows that are no headings, each with those above its measure by their sorts."""
    known, over = [*dict.fromkeys(sorts.values())], dict[str, int]()
    for row in table.rows:
        if (sort := sorts.get(row.place.row)) is None:
            yield row, over if "task.text" in places or _names_measure(row, places) else {}
        else:
            over = {one: over[one] for one in known[: known.index(sort)] if one in over}
            over[sort] = row.place.row


def _sort(cell: Cell) -> str:
    """What is numbered in a heading, with a full stop for each level below the first; empty if nothing."""
    match = _NAMED.fullmatch(" ".join(cell.text.split()))
    return f"{plain(match[1])}{'.' * (match[2] or '').count('.')}" if match else ""


def _is_top(kind: Kind, cell: Cell, others: Collection[str] = ()) -> bool:
    """Whether a cell names a level above measures and tasks, which is none of the ``others``."""
    sort = _sort(cell)
    return sort not in {"", *others} and not _heading_key(kind, sort).startswith(("title", "task."))


def _number(cell: Cell) -> str:
    return ".".join(one.lstrip("0") for one in re.findall(r"[^\W\d_]?\d+", cell.text))


def _heading_key(kind: Kind, sort: str) -> str:
    """The key of the column that has such a name; empty if none has, or it is the name of goals."""
    with suppress(Refused):
        return "" if sort.strip(".") in {"", *names_called("called.goal")} else named_column(kind, sort).key
    return ""


def _names_measure(row: Row, places: Mapping[str, int]) -> bool:
    return any(places.get(key) in row.cells for key in ("id", "title"))
