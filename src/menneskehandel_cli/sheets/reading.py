"""Read what a ministry has written in its workbook, cell by cell, and tell what cannot be taken.

A cell counts only if it differs from what went out. Rows and columns are found by what is in them,
so they may have been moved, sorted or hidden; what is not there is not changed.
"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Literal, NamedTuple

from menneskehandel_cli.blocks.xlsx_table import LONGEST, LONGEST_NAME
from menneskehandel_cli.edits.values import refuse_signs
from menneskehandel_cli.forms.inputs import Choice, Input
from menneskehandel_cli.forms.words import refusal
from menneskehandel_cli.language import Choices, Day, Lang, Phrase, Refused, choice_called, msg, say
from menneskehandel_cli.language.catalogues import TAG
from menneskehandel_cli.language.days import day, read_typed_day, two_days
from menneskehandel_cli.language.marks import bare, without_marks
from menneskehandel_cli.language.numbers import bare_amount, number, read_number
from menneskehandel_cli.language.spans import typed_deadline
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.models.reporting import is_period_name
from menneskehandel_cli.sheets.cells import Book, Cell, Grid, Place, Where
from menneskehandel_cli.sheets.content import FORMAT, Column, Meta, ReportSheet, SheetGrid, SheetRow, TableKey
from menneskehandel_cli.sheets.writing import HIDDEN

Severity = Literal["error", "conflict", "note"]

_COMMIT = "[0-9a-f]{40}|[0-9a-f]{64}"
"""A commit by its full name, as SHA-1 or SHA-256 gives it."""

READ = frozenset({"id", "text", "recorded", "last"})
"""The columns that are only for reading."""

_HEAD_WITHIN = 30
"""In how many rows the head of a table is looked for."""

_BULLETS = re.compile("[\uf0a7\uf0b7]")
"""Bullets of Word, which other programs cannot show."""


class Remark(NamedTuple):
    """What is to be told of a cell: where it is, and what is wrong or was done."""

    severity: Severity
    place: str
    text: str


class Written(NamedTuple):
    """A text that was written in a cell, and where."""

    text: str
    place: str


class Added(NamedTuple):
    """A record that was added below a table: what it belongs to, its fields, and where they stand."""

    key: TableKey
    about: str
    item: Mapping[str, str]
    places: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where its row begins."""
        return next(iter(self.places.values()))


class Filled:
    """What was written in ``book``: what differs from ``base``, the content that went out.

    ``values`` are by the names of inputs, ``added`` the records that were added, and ``remarks`` tell of
    cells in ``lang``. Raises ``Refused`` if no table is found.
    """

    def __init__(self, book: Book, base: ReportSheet, lang: Lang) -> None:
        self.lang = lang
        self.values: dict[str, Written] = {}
        self.added: list[Added] = []
        self.remarks: list[Remark] = []
        read = [_hidden(book)]
        for table in base.tables:
            grids = [grid for grid in book.grids if grid is not read[0] and _is_of(grid, table)]
            if not grids:
                self.tell("note", book.name, "no_sheet", sheet=table.name)
                continue
            first = next((grid for grid in grids if grid.name == table.name[:LONGEST_NAME]), grids[0])
            _Table(book, first, table, self, base).read()
            for other in grids:
                if other is not first:
                    self.tell("error", _sheet_name(book, other, lang), "sheet_twice", sheet=first.name)
            read += grids
        if len(read) == 1:
            raise Refused(msg("{file} has none of the sheets that were sent out."), file=book.name)
        _tell_unread(book, [grid for grid in book.grids if grid not in read], base, self)

    def tell(self, severity: Severity, where: Where | str, key: str, **params: object) -> None:
        """Tell of a place with a phrase of the word list, below ``sheet.told.``."""
        place = where if isinstance(where, str) else where.phrase.say(self.lang)
        self.remarks.append(Remark(severity, place, Phrase(f"sheet.told.{key}", params).say(self.lang)))


def about_of(book: Book) -> Meta:
    """What a workbook was made of. Raises ``Refused`` if it does not say so, or is of another version."""
    grid = _hidden(book)
    lines = _pairs(grid) if grid else {}
    if lines.get("kind") != "report":
        raise Refused("sheet.not_ours", file=book.name)
    if lines.get("format") != str(FORMAT):
        raise Refused("sheet.version", file=book.name)
    about = Meta(*(lines.get(key, "") for key in Meta._fields))
    is_named = is_period_name(about.year) and (not about.plan or re.fullmatch(PATTERNS["slug"], about.plan))
    if not (is_named and re.fullmatch(_COMMIT, about.commit) and re.fullmatch(TAG, about.lang)):
        raise Refused("sheet.not_ours", file=book.name)
    return about


def _hidden(book: Book) -> Grid | None:
    """The sheet that says what the workbook was made of. Numbers gives it another name."""
    grids = sorted(book.grids, key=lambda grid: grid.name != HIDDEN)
    return next((grid for grid in grids if grid.name == HIDDEN or _pairs(grid).get("kind") == "report"), None)


def _pairs(grid: Grid) -> dict[str, str]:
    """The first two columns of a sheet, as keys and values."""
    return {row[1].text: row[2].text for _, row in grid.rows() if {1, 2} <= row.keys()}


def _sheet_name(book: Book, grid: Grid, lang: Lang) -> str:
    """The file and the sheet, as places begin."""
    return say("sheet.told.place", lang, file=book.name, sheet=grid.name)


def _is_of(grid: Grid, table: SheetGrid) -> bool:
    """Whether a sheet is that of a table: by its name, otherwise by its head."""
    if grid.name == table.name[:LONGEST_NAME]:
        return True
    wanted = {folded(column.label) for column in table.columns}
    heads = ({folded(x.text) for x in row.values()} for at, row in grid.rows() if at <= _HEAD_WITHIN)
    return any(wanted <= head for head in heads)


def _tell_unread(book: Book, grids: list[Grid], base: ReportSheet, found: Filled) -> None:
    """Tell of sheets that hold something that did not go out, and of what is in no cell."""
    guide = {folded(text) for text in (base.title, *base.guide)}
    for grid in grids:
        cells = (one for one in grid.cells.values() if one.text.strip() and folded(one.text) not in guide)
        for cell in islice(cells, 1):
            found.tell("note", cell.place, "stray")
    if book.beside:
        found.tell("note", book.name, "beside")


class _Table:
    """A sheet with a table while it is read; ``base`` has the language and currency of the workbook."""

    def __init__(self, book: Book, grid: Grid, table: SheetGrid, found: Filled, base: ReportSheet) -> None:
        self.book, self.grid, self.table, self.found = book, grid, table, found
        self.written, self.currency = base.about.lang, base.currency
        self.lang, self.tell = found.lang, found.tell
        self.name = _sheet_name(book, grid, self.lang)
        self.columns: dict[int, Column] = {}
        self.strange: set[int] = set()
        self.head = 0
        self.held = [row for row in table.rows if row.kind == "held"]
        """The records that went out and have not been found again. They are not added again."""
        self.new: list[tuple[Mapping[str, str], Added]] = []

    def read(self) -> None:
        """Read all rows into ``found``."""
        if not self._find_head():
            return
        known = {folded(row.id): row for row in self.table.rows if row.kind != "held"}
        seen: dict[str, int] = {}
        for number, cells in self.grid.rows():
            if number == self.head or not any(cell.text for cell in cells.values()):
                continue
            self._tell_strays(number, cells)
            if number < self.head:
                continue
            filled = {one.key: cells[place] for place, one in self.columns.items() if place in cells}
            if self.table.blank:
                self._take(number, filled)
                continue
            name = folded(filled["id"].text) if "id" in filled else ""
            if name not in known:
                self._unknown_row(number, filled)
            elif name in seen:
                self.tell("error", filled["id"].place, "twice", id=filled["id"].text, row=seen[name])
            else:
                seen[name] = number
                self._row(number, known[name], filled)
        for texts, added in self.new:  # One that went out and was changed is not added beside itself.
            if any(added.about == row.id and self._is_like(texts, row) for row in self.held):
                self.tell("error", added.place, "held")
            else:
                self.found.added.append(added)

    def _find_head(self) -> bool:
        """Find the row of the head, and which column is which."""
        labels = {folded(column.label): column for column in self.table.columns}
        first = folded(self.table.columns[0].label)
        for number, cells in self.grid.rows():
            here = {place: folded(cell.text) for place, cell in cells.items() if folded(cell.text) in labels}
            if number > _HEAD_WITHIN or len(here) < 2 or first not in here.values():  # noqa: PLR2004
                continue
            self.head = number
            for place, label in here.items():
                if labels[label] in self.columns.values():
                    self.tell("error", cells[place].place, "column_twice", column=labels[label].label)
                else:
                    self.columns[place] = labels[label]
            missing = [one.label for one in self.table.columns if one not in self.columns.values()]
            self._tell_missing(missing, cells)
            return True
        self.tell("error", self.name, "no_head", column=self.table.columns[0].label)
        return False

    def _tell_missing(self, missing: list[str], head: Mapping[int, Cell]) -> None:
        """Tell of columns that are gone; if there are others, they may be those with another heading."""
        if not missing:
            return
        rows = [row for number, row in self.grid.rows() if number > self.head]
        self.strange = {place for row in rows for place, cell in row.items() if cell.text.strip()}
        self.strange -= self.columns.keys()
        for place in sorted(self.strange):
            heading = head[place].text if place in head else ""
            self.tell("error", self._place(self.head, place), "heading", given=heading, columns=missing)
        if not self.strange:
            self.tell("note", self.name, "no_columns", columns=missing)

    def _row(self, number: int, row: SheetRow, filled: Mapping[str, Cell]) -> None:
        """Take what was written in a row that went out."""
        for at, column in self.columns.items():
            place, out = self._place(number, at), row.at(column)
            cell = filled.get(column.key, Cell(place, None))
            joined = self.grid.joined_at(place)
            if joined and joined[1] < joined[3] and out.input is not None:
                if (place.column, place.row) == joined[:2]:  # told once, where its text stands
                    self.tell("error", place, "joined")
                continue
            typed = self._text(cell, column)
            if typed is None or same(typed, out.shown) or f"{typed}-01" == out.shown:
                continue  # the latter: a day of which only the month is shown now
            if not typed and joined:
                self.tell("error", place, "joined")
            elif out.input is not None:
                self._read(out.input, typed, cell)
            elif column.key == "id":
                continue  # the same number, in other letters
            elif column.key in READ:
                self.tell("note", place, "only_read", column=column.label)
            else:
                self.tell("error", place, "not_here", column=column.label, id=row.id, text=typed)

    def _read(self, field: Input, typed: str, cell: Cell) -> None:
        """Take what was written for an input."""
        if field.kind not in ("choice", "day"):
            typed = self._spoken(cell)
        if cell.computed:
            self.tell("note", cell.place, "computed", value=cell.text)
        if (value := self._value(field, typed, cell.place)) is not None:
            self.found.values[field.name] = Written(value, cell.place.phrase.say(self.lang))

    def _unknown_row(self, number: int, filled: Mapping[str, Cell]) -> None:
        """Tell of a row that did not go out, unless it says nothing that could be taken."""
        held = [cell for key, cell in filled.items() if key not in READ or key == "id"]
        if not held:
            return
        first = filled.get("id", held[0])
        key = "unknown_row" if "id" in filled else "no_id"
        self.tell("error", first.place, key, id=first.text, row=number)

    def _value(self, field: Input, typed: str, place: Where) -> str | None:
        """What was written as the form would take it; ``None`` if it is told that it cannot be taken."""
        text = cleaned(typed)
        if not self._is_legible(text, place):
            return None
        if field.kind == "choice":
            chosen = _choice_named(text, field.choices)
            if text and not chosen:
                self.tell("error", place, "choice", given=text, known=Choices(x.label for x in field.choices))
                return None
            is_status = "not_reported" in {choice.value for choice in field.choices}
            return chosen or ("not_reported" if is_status else "")
        if field.kind == "day":
            text = typed_deadline(bare(text)) if field.name.endswith("due") else bare(text)
            return read_typed_day(text, self.written) if self._is_one_day(text, place) else None
        if len(typed) >= LONGEST:
            self.tell("error", place, "too_long", most=LONGEST)
        return text

    def _spoken(self, cell: Cell) -> str:
        """A day or number in a text, as the language of the workbook writes it."""
        if isinstance(cell.value, date):
            return day(cell.text, self.written)
        if isinstance(cell.value, float) and not cell.value.is_integer():
            return number(cell.value, self.written)
        return cell.text

    def _tell_strays(self, number: int, cells: Mapping[int, Cell]) -> None:
        """Tell of what stands outside the table: above its head, or beside its columns."""
        known = {*self.columns, *self.strange} if number > self.head else set()
        for place, cell in cells.items():
            if place not in known and cell.text.strip() and not same(cell.text, self.table.title):
                self.tell("note", cell.place, "stray")

    def _text(self, cell: Cell, column: Column) -> str | None:
        """What a cell says; ``None`` if it cannot be used, which is told."""
        if not cell.fault:
            return cell.text
        if column.key not in READ:
            self.tell("error", cell.place, f"fault.{cell.fault}", value=cell.text)
        return None

    def _is_legible(self, text: str, where: Where) -> bool:
        """Whether the data can hold all signs of a text; if not, it is told."""
        try:
            refuse_signs(text, "")
        except Refused as refused:
            remark = Remark("error", where.phrase.say(self.lang), refusal(refused, self.lang))
            self.found.remarks.append(remark)
            return False
        return True

    def _is_one_day(self, text: str, where: Where) -> bool:
        """Whether a text cannot be two days, as 03/04/2027 can; if it can, it is told."""
        if days := two_days(text):
            known = {"days": Choices(map(Day, days)), "known": Choices(days)}
            self.tell("error", where, "two_days", given=text, **known)
        return not days

    def _place(self, row: int, column: int) -> Place:
        return Place(self.book.name, row, column, self.grid.name)

    # Records that were added: evidence, and money spent

    def _take(self, number: int, filled: Mapping[str, Cell]) -> None:
        """Take a record that was added, unless it went out with the workbook."""
        texts: dict[str, str] = {}
        for column in self.table.columns:
            typed = self._text(filled[column.key], column) if column.key in filled else ""
            if typed is None:
                return
            texts[column.key] = typed
        if not any(texts.values()) or self._went_out(texts):
            return
        if (about := self._about(texts["about"])) is None:
            row = f"{self.name}, {say('sheet.told.row', self.lang, row=number)}"
            place = filled["about"].place if "about" in filled else row
            key = "about_unknown" if texts["about"] else "about_missing"
            self.tell("error", place, key, given=texts["about"], column=self.table.columns[0].label)
            return
        for cell in filled.values():
            if cell.computed:
                self.tell("note", cell.place, "computed", value=cell.text)
        item = self._item(texts)
        dated = not texts.get("date") or self._is_one_day(bare(texts["date"]), filled["date"].place)
        if not dated or not all(self._is_legible(text, filled[key].place) for key, text in item.items()):
            return
        if "amount" in item and not item["amount"].isdecimal():
            self.tell("error", filled["amount"].place, "amount", given=texts["amount"])
            return
        cells = ((one.key, self._place(number, at)) for at, one in self.columns.items())
        places = {key: place.phrase.say(self.lang) for key, place in cells}
        self.new.append((texts, Added(self.table.key, about, item, places)))

    def _went_out(self, texts: Mapping[str, str]) -> bool:
        """Whether a record stood in the workbook when it was sent."""
        for row in self.table.rows:
            if all(same(texts[column.key], row.at(column).shown) for column in self.table.columns):
                self.held = [held for held in self.held if held is not row]
                return True
        return False

    def _is_like(self, texts: Mapping[str, str], row: SheetRow) -> bool:
        """Whether a record shares what it is known by with one that went out and is no longer there."""
        own = {"title", "url", "amount", "text"} & row.cells.keys()
        return any(row.cells[key].shown and same(texts[key], row.cells[key].shown) for key in own)

    def _item(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The fields of a record as the data has them."""
        item = {key: cleaned(text) for key, text in texts.items() if text and key != "about"}
        if "date" in item:
            item["date"] = read_typed_day(bare(item["date"]), self.lang)
        if "currency" in item:
            item["currency"] = item["currency"].upper()
        amount = read_number(bare_amount(item.get("amount", ""), item.get("currency") or self.currency))
        if isinstance(amount, int):
            item["amount"] = str(amount)
        return item

    def _about(self, text: str) -> str | None:
        """The id of the measure or task that a row belongs to."""
        choices = self.table.columns[0].choices
        first = folded(bare(text)).split(" ")[0].rstrip(".:,;")
        beginning = (choice.value for choice in choices if folded(choice.value) == first)
        return _choice_named(text, choices) or next(beginning, None)


def _choice_named(text: str, choices: tuple[Choice, ...]) -> str:
    """The value of the choice that a text names, in any language; empty if there is none."""
    wanted = folded(bare(text))
    named = (choice.value for choice in choices if wanted in (folded(choice.label), choice.value))
    return next(named, None) or choice_called(bare(text), [choice.value for choice in choices]) or ""


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks and marks that nobody sees."""
    return without_marks(one).split() == without_marks(other).split()


def folded(text: str) -> str:
    """A text for comparison: without marks, in small letters, blanks as one."""
    return " ".join(without_marks(text).split()).casefold()


def cleaned(text: str) -> str:
    """A text without what programs put around words: marks without width, tabs, blanks at line ends."""
    lines = _BULLETS.sub("•", without_marks(text)).replace("\t", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
