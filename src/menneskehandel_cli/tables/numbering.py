"""The numbers in a plan: the rows below a measure as its tasks, and places such as 1.10 in its text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.sheets.cells import Cell, Row, Table
from menneskehandel_cli.tables.columns import Column, Columns, Kind, Mapped, filling, mapped, places_in, plain
from menneskehandel_cli.tables.headings import is_deep

_NUMBER = re.compile(r"\w{0,8}?[. -]{0,2}(\d{1,9})[.,](\d{1,9})\.?")
"""The number of an action within its part of a plan, such as 1.10, which is no number of a measure."""
_OUTLINE = re.compile(r"[^\W\d]{0,8}[. -]{0,2}0*([1-9]\d{0,8})([.,]\d{1,9})?\.?")
_BELOW_AREAS = re.compile(r"(\d{1,9}[.,]\d{1,9})([.,]\d{1,9})?\.?")


def with_outline(
    kind: Kind, table: Table, columns: Columns, own: Mapping[str, str], told: list[Phrase]
) -> tuple[Table, Columns]:
    """The table with the rows 1.1 and 1.2 as tasks of the measure whose row is 1, if so it is numbered.

    Where a task is 1.1.1, the measure is 1.1.

    If only some rows are, its column of numbers is no field, unless the user's ``own`` says that it is.
    """
    places = places_in(columns)
    at = places.get("task.id", places.get("id", 0))
    titles = {key: to for key, to in places.items() if key.partition(".")[0] == "title"}
    if kind.name != "measures" or not at or "title" not in titles or "task.text" in places:
        return table, columns
    head, said = columns[at - 1].head, plain(columns[at - 1].head) in map(plain, own)
    outline = _BELOW_AREAS if (deep := is_deep(table, at)) else _OUTLINE
    rows, levels, strange = _task_rows(table, at, [*titles.values()], len(columns), outline)
    if {"id", "task.id"} <= {*places} or ("id" in places if said else not levels[False] or not levels[True]):
        return table, columns
    if strange and not said:
        told.append(Phrase("table.outline_open", head=head, given=strange[0]))
        return table, filling(columns, at, None)
    params = {"head": head, "n": levels[False], "tasks": levels[True] + levels[None]}
    told.append(Phrase("table.levels" if deep else "table.outline", params))
    keys = ((at, "task.id"), *((to, key.replace("title", "task.text")) for key, to in titles.items()))
    added = (Mapped(columns[to - 1].head, Column(key)) for to, key in keys)
    return table._replace(rows=tuple(rows)), (*filling(columns, at, Column("id")), *added)


def _task_rows(
    table: Table, at: int, titles: Sequence[int], end: int, outline: re.Pattern[str]
) -> tuple[list[Row], Counter[bool | None], list[str]]:
    """The rows with the texts of tasks beyond the ``end``; how many are tasks, and what does not fit."""
    rows, levels, strange, name, seen = [], Counter[bool | None](), [], "", set[str]()
    for row in table.rows:
        cells, number = dict(row.cells), row.cells[at].text if at in row.cells else ""
        if not cells.keys().isdisjoint(titles):
            one = outline.fullmatch(number)
            below, name = bool(one[2]) if one else None, one[1] if one else name
            text = number or next(row.cells[to].text for to in titles if to in row.cells)
            strange += [text] if below is None or below != (name in seen) else []
            levels[below] += 1
            moved = {to: place for place, to in enumerate((at, *titles), end + 1) if below is not False}
            cells = {moved.get(to, to): cell for to, cell in cells.items()}
            cells[at] = Cell(row.cells.get(at, row).place, name)
            seen.add(name)
        rows.append(row._replace(cells=cells))
    return rows, levels, strange


def with_further_tasks(
    kind: Kind, table: Table, columns: Columns, own: Mapping[str, str], told: list[Phrase], *, fresh: bool
) -> tuple[Table, Columns]:
    """The table with a row without a number as one more task of the measure above, if the user says so.

    If all is ``fresh``, nobody says it and nobody is responsible for such a row, the titles are no field.
    """
    places, above, below = places_in(columns), None, list[tuple[Row, Row]]()
    at, title = places.get("task.id", places.get("id", 0)), places.get("title", 0)
    if kind.name != "measures" or not (at and title) or "task.text" in places:
        return table, columns
    for row in table.rows:
        if at in row.cells:
            above = row
        elif above and title in row.cells:
            below.append((row, above))
    head, who = columns[title - 1].head, places.get("responsible", 0)
    kept_as = {plain(one): key for one, key in own.items()}.get(plain(head), "")
    bare = {row.place.row: whole.cells[at].text for row, whole in below if who not in row.cells}
    if kept_as == "task.text":
        cells, to = {row.place.row: dict(row.cells) for row in table.rows}, len(columns) + 1
        for row, whole in below:
            cells[row.place.row][to] = cells[row.place.row].pop(title)
            cells[whole.place.row][to] = whole.cells[title]
        rows = tuple(row._replace(cells=cells[row.place.row]) for row in table.rows)
        return table._replace(rows=rows), (*columns, Mapped(head, Column("task.text")))
    if bare and who and fresh and not kept_as:
        params = {"head": columns[at - 1].head, "title": head, "rows": [*map(str, bare)], "n": len(bare)}
        told.append(Phrase("table.rows_open", {**params, "above": [*dict.fromkeys(bare.values())]}))
        columns = filling(columns, title, None)
    return table, columns


def with_numbers(
    kind: Kind, table: Table, columns: Columns, own: Mapping[str, str], told: list[Phrase], *, fresh: bool
) -> tuple[Table, Columns]:
    """The table with numbers such as 1.10, if its column of numbers has any, as places in the plan.

    A spreadsheet that takes them for figures makes 1.1 of 1.10, which is mended where it follows 1.9 and
    told where it is there twice. A column that is the user's ``own`` stays what it is, and unless all is
    ``fresh`` one in which anything else is a number.
    """
    at, shown = _number_column(kind, table, columns, fresh=fresh)
    head = columns[at - 1].head
    if not shown or plain(head) in map(plain, own) or table.heads.count(head) > 1:
        return table, columns
    section = places_in(columns).get("source.section", 0)
    told.append(Phrase("table.numbers", head=head, given=shown))
    kept = [(x.head, x.column.key) for x in columns if x.column and table.heads.count(x.head) == 1]
    kept = [one for one in kept if one[1] in ("task.id", "responsible", "title", "task.commitment")]
    made = mapped(kind, table.heads, {**own, **dict(kept), head: "source.section"}, unled=False)
    rest = (Mapped("", None) if to == section else x for to, x in enumerate(columns, 1) if to > len(made))
    return table._replace(rows=tuple(_mended(table, at, section, told))), (*made, *rest)


def _mended(table: Table, at: int, section: int, told: list[Phrase]) -> Iterator[Row]:
    """The rows with their numbers after the headings above them, and with the zeros that are missing."""
    above, seen = "", {""}
    for row in table.rows:
        cells = dict(row.cells)
        if at in cells:
            cell, now = cells[at], _undropped(cells[at], above, told)
            if now == cell.text and now in seen - {above} and _NUMBER.fullmatch(now):
                told.append(Phrase("table.number_twice", place=cell.place.phrase, given=now))
            above = now
            seen.add(now)
            headed = [cells[section].text] if section in cells else []
            cells[at] = cell._replace(value=", ".join(filter(None, (*headed, now))))
        yield row._replace(cells=cells)


def with_task_numbers(table: Table, columns: Columns, notices: list[Phrase]) -> tuple[Table, Columns]:
    """The table with the numbers of actions as those of tasks, or as places in the plan."""
    at, task, own = (places_in(columns).get(key, 0) for key in ("task.id", "task.text", "id"))
    if not at:
        return table, columns
    seen: set[tuple[int, int] | None] = set()
    rows, strange, measure, above = [], [], 0, ""
    for row in table.rows:
        cells = dict(row.cells)
        if own in cells:
            measure = int("".join(re.findall(r"[0-9]", cells[own].text)[:9]) or 0)
        if task in cells or at in cells:
            cell = cells.get(at, Cell(row.place, ""))
            now = above = _undropped(cell, above, notices)
            cells |= {at: cell._replace(value=now)} if at in cells else {}
            match = _NUMBER.fullmatch(now) or re.fullmatch(r"()(\d{1,9})\.?", now)
            number = (measure, int(match[2])) if match and int(match[1] or measure) == measure else None
            strange += [now] if number in {None, *seen} else []
            seen.add(number)
        rows.append(row._replace(cells=cells))
    if strange:
        notices.append(Phrase("table.task_numbers", head=columns[at - 1].head, given=strange[0]))
        columns = filling(columns, at, Column("task.source.section"))
    return table._replace(rows=tuple(rows)), columns


def _number_column(kind: Kind, table: Table, columns: Columns, *, fresh: bool) -> tuple[int, str]:
    """The place of a column of numbers in which some are such as 1.10, and one of them, or nothing."""
    places = places_in(columns[: len(table.heads)])
    at = places.get("id", 0) if kind.name == "measures" and "source.section" not in places else 0
    texts = [row.cells[at].text for row in table.rows if at in row.cells]
    mixed = not fresh and not all(re.fullmatch(r"\d+[.,]\d+", text) for text in texts)
    return at, "" if mixed else next(filter(_NUMBER.fullmatch, texts), "")


def _undropped(cell: Cell, above: str, notices: list[Phrase]) -> str:
    """A number with the zero that a spreadsheet dropped, where it follows ``above``; ``notices`` tell."""
    last = _NUMBER.fullmatch(above)
    follows = f"{above[: last.start(2)]}{int(last[2]) + 1}" if last else ""
    if not follows.endswith("0") or cell.text != follows.rstrip("0"):
        return cell.text
    notices.append(cell.remark("table.number_repaired", now=follows, above=above))
    return follows
