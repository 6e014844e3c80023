"""Read what a ministry has written in its workbook, cell by cell, and tell what cannot be taken.

A cell counts only if it differs from what went out. Rows and columns are found by what stands in them,
so they may have been moved, sorted or hidden; what is not there is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.forms.inputs import Choice, Input
from menneskehandel_cli.language import (
    LANGS,
    Lang,
    Phrase,
    choice_called,
    day,
    read_day,
    read_number,
    say,
)
from menneskehandel_cli.language.marks import bare, without_marks
from menneskehandel_cli.sheets import opening
from menneskehandel_cli.sheets.content import (
    FORMAT,
    LONGEST,
    About,
    Column,
    ReportSheet,
    Row,
    Table,
    TableKey,
)
from menneskehandel_cli.sheets.opening import Book, Grid
from menneskehandel_cli.sheets.writing import HIDDEN

Severity = Literal["error", "conflict", "note"]

_BULLETS = re.compile("[\uf0a7\uf0b7]")
"""Bullets of Word, which other programs cannot show."""

_HEAD_WITHIN = 30
"""In how many rows the head of a table is looked for."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be told of a cell: where it is, and what is wrong or was done."""

    severity: Severity
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text that was written in a cell, and where."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was added below a table: what it belongs to, and its fields with their places."""

    key: TableKey
    about: str
    item: Mapping[str, str]
    place: str


@dataclass
class Filled:
    """What was written in a workbook: by the names of inputs, and the records that were added."""

    values: dict[str, Written] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def about_of(book: Book) -> About:
    """What a workbook was made of. Raises ``Refused`` if it does not say so, or is of another version."""
    grid = _hidden(book)
    lines = _lines(grid) if grid else {}
    if lines.get("kind") != "report":
        raise Refused("sheet.not_ours", file=book.name)
    if lines.get("format") != str(FORMAT):
        raise Refused("sheet.version", file=book.name)
    year, lang, commit = (lines.get(key, "") for key in ("year", "lang", "commit"))
    if re.fullmatch(r"\d{4}", year, re.ASCII) is None or lang not in LANGS or not _is_commit(commit):
        raise Refused("sheet.not_ours", file=book.name)
    return About(int(year), lines.get("actor", ""), lang, commit)


def _hidden(book: Book) -> Grid | None:
    """The sheet that says what the workbook was made of. Numbers gives it another name."""
    named = book.grid(HIDDEN)
    return named or next((grid for grid in book.grids if _lines(grid).get("kind") == "report"), None)


def _lines(grid: Grid) -> dict[str, str]:
    """The first two columns of a sheet, as keys and values."""
    return {row[1].text: row[2].text for _, row in grid.rows() if {1, 2} <= row.keys()}


def _is_commit(text: str) -> bool:
    return len(text) in (40, 64) and all(sign in "0123456789abcdef" for sign in text)


def filled(book: Book, base: ReportSheet, lang: Lang) -> Filled:
    """What differs in ``book`` from ``base``, the content that went out; told in ``lang``.

    Raises ``Refused`` if no table is found.
    """
    found, read = Filled(), [_hidden(book)]
    for table in base.tables:
        grids = [grid for grid in book.grids if grid is not read[0] and _is_of(grid, table)]
        if not grids:
            text = say("sheet.told.no_sheet", lang, sheet=table.name)
            found.remarks.append(Remark("note", book.name, text))
            continue
        first = next(
            (grid for grid in grids if grid.name == table.name[: opening.LONGEST_NAME]), grids[0]
        )
        _Table(book, first, table, found, base.about.lang, lang).read()
        for grid in grids:
            if grid is not first:
                text = say("sheet.told.sheet_twice", lang, sheet=first.name)
                found.remarks.append(Remark("error", _sheet(book, grid, lang), text))
        read += grids
    if len(read) == 1:
        raise Refused("sheet.no_tables", file=book.name)
    _tell_unread(book, [grid for grid in book.grids if grid not in read], base, found, lang)
    return found


def _is_of(grid: Grid, table: Table) -> bool:
    """Whether a sheet is that of a table: by its name, else by its head."""
    if grid.name == table.name[: opening.LONGEST_NAME]:
        return True
    wanted = {_folded(column.label) for column in table.columns}
    return any(
        number <= _HEAD_WITHIN and wanted <= {_folded(cell.text) for cell in row.values()}
        for number, row in grid.rows()
    )


def _tell_unread(book: Book, grids: list[Grid], base: ReportSheet, found: Filled, lang: Lang) -> None:
    """Tell of sheets that hold something that did not go out, and of what is in no cell."""
    guide = {_folded(text) for text in (base.title, *base.guide)}
    for grid in grids:
        for cell in grid.cells.values():
            if cell.text.strip() and _folded(cell.text) not in guide:
                place = f"{_sheet(book, grid, lang)}, {cell.place}"
                found.remarks.append(Remark("note", place, say("sheet.told.stray", lang)))
                break
    if book.beside:
        found.remarks.append(Remark("note", book.name, say("sheet.told.beside", lang)))


def _sheet(book: Book, grid: Grid, lang: Lang) -> str:
    return say("sheet.told.place", lang, file=book.name, sheet=grid.name)


class _Table:
    """A table while it is read."""

    def __init__(
        self, book: Book, grid: Grid, table: Table, found: Filled, written: Lang, lang: Lang
    ) -> None:
        self.book, self.grid, self.table, self.found = book, grid, table, found
        self.written, self.lang = written, lang
        self.columns: dict[int, Column] = {}
        self.strange: set[int] = set()
        self.head = 0
        self.held = [row for row in table.rows if row.kind == "held"]
        self.new: list[tuple[Mapping[str, str], Added]] = []

    def read(self) -> None:
        """Read all rows into ``found``."""
        if not self._find_head():
            return
        known = {_folded(row.id): row for row in self.table.rows if row.kind != "held"}
        seen: dict[str, int] = {}
        for number, cells in self.grid.rows():
            if number == self.head or not any(cell.text for cell in cells.values()):
                continue
            self._tell_strays(number, cells)
            if number < self.head:
                continue
            given = {column.key: cells[place] for place, column in self.columns.items() if place in cells}
            if self.table.blank:
                self._added(number, given)
                continue
            name = _folded(given["id"].text) if "id" in given else ""
            if name not in known:
                self._unknown_row(number, given)
            elif name in seen:
                text = self._say("twice", id=given["id"].text, row=seen[name])
                self._tell("error", self._place(given["id"]), text)
            else:
                seen[name] = number
                self._row(known[name], given)
        self._add()

    def _find_head(self) -> bool:
        """Find the row of the head, and which column is which."""
        labels = {_folded(column.label): column for column in self.table.columns}
        for number, cells in self.grid.rows():
            here = [place for place, cell in cells.items() if _folded(cell.text) in labels]
            if (
                number <= _HEAD_WITHIN
                and len(here) > 1
                and self._first_label() in {_folded(cells[place].text) for place in here}
            ):
                self.head = number
                for place in here:
                    column = labels[_folded(cells[place].text)]
                    if column in self.columns.values():
                        text = self._say("column_twice", column=column.label)
                        self._tell("error", self._place(cells[place]), text)
                    else:
                        self.columns[place] = column
                missing = [one.label for one in self.table.columns if one not in self.columns.values()]
                self._tell_missing(missing, cells)
                return True
        self._tell("error", self._sheet(), self._say("no_head", column=self.table.columns[0].label))
        return False

    def _tell_missing(self, missing: list[str], head: Mapping[int, opening.Cell]) -> None:
        """Tell of columns that are gone; if there are others, they may be those with another heading."""
        if not missing:
            return
        rows = [row for number, row in self.grid.rows() if number > self.head]
        self.strange = {place for row in rows for place, cell in row.items() if cell.text.strip()}
        self.strange -= self.columns.keys()
        for place in sorted(self.strange):
            where = f"{self._sheet()}, {opening.column_name(place)}{self.head}"
            given = head[place].text if place in head else ""
            self._tell("error", where, self._say("heading", given=given, columns=missing))
        if not self.strange:
            self._tell("note", self._sheet(), self._say("no_columns", columns=missing))

    def _first_label(self) -> str:
        return _folded(self.table.columns[0].label)

    def _row(self, row: Row, given: Mapping[str, opening.Cell]) -> None:
        """Take what was written in a row that went out."""
        for column, out in zip(self.table.columns, row.cells, strict=True):
            if column.key not in given and column not in self.columns.values():
                continue  # the column is gone
            cell = given.get(column.key)
            typed = self._text(cell, column) if cell is not None else ""
            if typed is None or _same(typed, out.shown) or f"{typed}-01" == out.shown:
                continue  # the latter: a day of which only the month is shown now
            place = self._place(cell) if cell is not None else self._row_place(given, column)
            if not typed and self.grid.is_joined(place.rpartition(" ")[2]):
                self._tell("error", place, self._say("joined"))
            elif out.input is not None:
                if cell is not None and out.input.kind not in ("choice", "day"):
                    typed = self._spoken(cell)
                if cell is not None and cell.computed:
                    self._tell("note", place, self._say("computed", value=cell.text))
                value = self._value(out.input, typed, place)
                if value is not None:
                    self.found.values[out.input.name] = Written(value, place)
            elif column.key == "id":
                continue  # the same number, in other letters
            elif column.key in _READ:
                self._tell("note", place, self._say("only_read", column=column.label))
            else:
                text = self._say("not_here", column=column.label, id=row.id, text=typed)
                self._tell("error", place, text)

    def _unknown_row(self, number: int, given: Mapping[str, opening.Cell]) -> None:
        """Tell of a row that did not go out, unless it says nothing that could be taken."""
        held = [cell for key, cell in given.items() if key not in _READ or key == "id"]
        if not held:
            return
        first = given.get("id", held[0])
        key = "unknown_row" if "id" in given else "no_id"
        self._tell("error", self._place(first), self._say(key, id=first.text, row=number))

    def _added(self, number: int, given: Mapping[str, opening.Cell]) -> None:
        """Take a record that was added, unless it went out with the workbook."""
        texts: dict[str, str] = {}
        for column in self.table.columns:
            cell = given.get(column.key)
            typed = self._text(cell, column) if cell is not None else ""
            if typed is None:
                return
            texts[column.key] = typed
        if not any(texts.values()) or self._went_out(texts):
            return
        about = self._about(texts["about"])
        if about is None:
            row = f"{self._sheet()}, {self._say('row', row=number)}"
            place = self._place(given["about"]) if "about" in given else row
            key = "about_unknown" if texts["about"] else "about_missing"
            self._tell("error", place, self._say(key, given=texts["about"], column=self._label("about")))
            return
        for cell in given.values():
            if cell.computed:
                self._tell("note", self._place(cell), self._say("computed", value=cell.text))
        item = self._item(texts)
        if "amount" in item and not item["amount"].isdecimal():
            self._tell("error", self._place(given["amount"]), self._say("amount", given=texts["amount"]))
            return
        first = next(iter(given.values()))
        self.new.append((texts, Added(self.table.key, about, item, self._place(first))))

    def _went_out(self, texts: Mapping[str, str]) -> bool:
        """Whether a record stood in the workbook when it was sent."""
        keys = [column.key for column in self.table.columns]
        for row in self.table.rows:
            if all(_same(texts[key], out.shown) for key, out in zip(keys, row.cells, strict=True)):
                self.held = [held for held in self.held if held is not row]
                return True
        return False

    def _add(self) -> None:
        """Add the new records; one that went out and was changed is told, and not added beside itself."""
        for texts, added in self.new:
            if any(added.about == row.id and self._is_like(texts, row) for row in self.held):
                self._tell("error", added.place, self._say("held"))
            else:
                self.found.added.append(added)

    def _is_like(self, texts: Mapping[str, str], row: Row) -> bool:
        """Whether a record shares what it is known by with one that went out and is no longer there."""
        own = {"title", "url", "amount", "text"}
        pairs = zip(self.table.columns, row.cells, strict=True)
        return any(
            column.key in own and out.shown and _same(texts[column.key], out.shown)
            for column, out in pairs
        )

    def _item(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The fields of a record as the data has them."""
        item = {key: _cleaned(text) for key, text in texts.items() if text and key != "about"}
        for column in self.table.columns:
            if column.key not in item:
                continue
            if column.is_day:
                item[column.key] = read_day(bare(item[column.key]))
            elif column.choices:
                names = [choice.value for choice in column.choices]
                item[column.key] = choice_called(item[column.key], names) or item[column.key]
            elif column.key == "amount":
                amount = read_number(item["amount"])
                item["amount"] = str(amount) if isinstance(amount, int) else item["amount"]
        return item

    def _about(self, text: str) -> str | None:
        """The id of the measure or task that a row belongs to."""
        column = self.table.columns[0]
        wanted = _folded(bare(text))
        for choice in column.choices:
            if wanted in (_folded(choice.label), _folded(choice.value)):
                return choice.value
        first = wanted.split(" ")[0].rstrip(".:,;")
        return next((one.value for one in column.choices if _folded(one.value) == first), None)

    def _label(self, key: str) -> str:
        return next(column.label for column in self.table.columns if column.key == key)

    def _text(self, cell: opening.Cell, column: Column) -> str | None:
        """What a cell says; ``None`` if it cannot be used, which is told."""
        if cell.fault:
            if column.key not in _READ:
                self._tell("error", self._place(cell), self._say(f"fault.{cell.fault}", value=cell.text))
            return None
        return cell.text

    def _value(self, asked: Input, typed: str, place: str) -> str | None:
        """What was written as the form would take it; ``None`` if it is told that it cannot be taken."""
        text = _cleaned(typed)
        if asked.kind == "choice":
            chosen = _chosen(text, asked.choices)
            if text and not chosen:
                labels = [choice.label for choice in asked.choices]
                self._tell("error", place, self._say("choice", given=text, known=labels))
                return None
            return chosen or ("not_reported" if _is_status(asked) else "")
        if asked.kind == "day":
            return read_day(bare(text)) if text else ""
        if len(typed) >= LONGEST:
            self._tell("error", place, self._say("too_long", most=LONGEST))
        return text

    def _spoken(self, cell: opening.Cell) -> str:
        """A day or number in a text, as the language of the workbook writes it."""
        if isinstance(cell.value, date):
            return day(cell.text, self.written)
        if isinstance(cell.value, float) and self.written != "en":
            return cell.text.replace(".", ",")
        return cell.text

    def _tell_strays(self, number: int, cells: Mapping[int, opening.Cell]) -> None:
        """Tell of what stands outside the table: above its head, or beside its columns."""
        known = {*self.columns, *self.strange} if number > self.head else set()
        for place, cell in cells.items():
            if place not in known and cell.text.strip() and not _same(cell.text, self.table.title):
                self._tell("note", self._place(cell), self._say("stray"))

    def _row_place(self, given: Mapping[str, opening.Cell], column: Column) -> str:
        """The name of an empty cell of a row."""
        letters = next(place for place, one in self.columns.items() if one is column)
        row = next(iter(given.values())).place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return f"{self._sheet()}, {opening.column_name(letters)}{row}"

    def _place(self, cell: opening.Cell) -> str:
        return f"{self._sheet()}, {cell.place}"

    def _sheet(self) -> str:
        return _sheet(self.book, self.grid, self.lang)

    def _say(self, key: str, **params: object) -> str:
        return Phrase(f"sheet.told.{key}", params).say(self.lang)

    def _tell(self, severity: Severity, place: str, text: str) -> None:
        self.found.remarks.append(Remark(severity, place, text))


_READ = frozenset({"id", "text", "recorded", "last"})
"""The columns that are only for reading."""


def _is_status(asked: Input) -> bool:
    return "not_reported" in {choice.value for choice in asked.choices}


def _chosen(text: str, choices: tuple[Choice, ...]) -> str:
    """The value of the choice that a text names, in any language; empty if there is none."""
    wanted = _folded(bare(text))
    for choice in choices:
        if wanted in (_folded(choice.label), choice.value):
            return choice.value
    return choice_called(bare(text), [choice.value for choice in choices]) or ""


def _same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks and marks that nobody sees."""
    return without_marks(one).split() == without_marks(other).split()


def _folded(text: str) -> str:
    return " ".join(without_marks(text).split()).casefold()


def _cleaned(text: str) -> str:
    """A text without what programs put around words: marks without width, tabs, blanks at line ends."""
    lines = _BULLETS.sub("•", without_marks(text)).replace("\t", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
