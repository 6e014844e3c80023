"""Records that a ministry has added in a table of its workbook: evidence, and money spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from menneskehandel_cli.language.days import read_typed_day
from menneskehandel_cli.language.marks import bare
from menneskehandel_cli.language.numbers import read_number
from menneskehandel_cli.language.slips import choice_called
from menneskehandel_cli.sheets.cells import Cell
from menneskehandel_cli.sheets.content import Row
from menneskehandel_cli.sheets.found import Added, Sheet, cleaned, folded, same


@dataclass
class Records(Sheet):
    """The records of one table. Those that went out with the workbook are not added again."""

    held: list[Row] = field(init=False)
    new: list[tuple[Mapping[str, str], Added]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.held = [row for row in self.table.rows if row.kind == "held"]

    def take(self, number: int, given: Mapping[str, Cell]) -> None:
        """Take a record that was added, unless it went out with the workbook."""
        texts: dict[str, str] = {}
        for column in self.table.columns:
            cell = given.get(column.key)
            typed = self.text(cell, column) if cell is not None else ""
            if typed is None:
                return
            texts[column.key] = typed
        if not any(texts.values()) or self._went_out(texts):
            return
        about = self._about(texts["about"])
        if about is None:
            row = f"{self.name}, {self.say('row', row=number)}"
            place = given["about"].place if "about" in given else row
            key = "about_unknown" if texts["about"] else "about_missing"
            self.tell("error", place, key, given=texts["about"], column=self.table.columns[0].label)
            return
        for cell in given.values():
            if cell.computed:
                self.tell("note", cell.place, "computed", value=cell.text)
        item = self._item(texts)
        if "amount" in item and not item["amount"].isdecimal():
            self.tell("error", given["amount"].place, "amount", given=texts["amount"])
            return
        place = next(iter(given.values())).place.said.say(self.lang)
        self.new.append((texts, Added(self.table.key, about, item, place)))

    def _went_out(self, texts: Mapping[str, str]) -> bool:
        """Whether a record stood in the workbook when it was sent."""
        keys = [column.key for column in self.table.columns]
        for row in self.table.rows:
            if all(same(texts[key], out.shown) for key, out in zip(keys, row.cells, strict=True)):
                self.held = [held for held in self.held if held is not row]
                return True
        return False

    def add(self) -> None:
        """Add the new records; one that went out and was changed is told, and not added beside itself."""
        for texts, added in self.new:
            if any(added.about == row.id and self._is_like(texts, row) for row in self.held):
                self.tell("error", added.place, "held")
            else:
                self.found.added.append(added)

    def _is_like(self, texts: Mapping[str, str], row: Row) -> bool:
        """Whether a record shares what it is known by with one that went out and is no longer there."""
        own = {"title", "url", "amount", "text"}
        pairs = zip(self.table.columns, row.cells, strict=True)
        return any(
            column.key in own and out.shown and same(texts[column.key], out.shown)
            for column, out in pairs
        )

    def _item(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The fields of a record as the data has them."""
        item = {key: cleaned(text) for key, text in texts.items() if text and key != "about"}
        for column in self.table.columns:
            if column.key not in item:
                continue
            if column.is_day:
                item[column.key] = read_typed_day(bare(item[column.key]), self.lang)
            elif column.choices:
                names = [choice.value for choice in column.choices]
                item[column.key] = choice_called(item[column.key], names) or item[column.key]
            elif column.key == "currency":
                item["currency"] = item["currency"].upper()
            elif column.key == "amount":
                amount = read_number(item["amount"])
                item["amount"] = str(amount) if isinstance(amount, int) else item["amount"]
        return item

    def _about(self, text: str) -> str | None:
        """The id of the measure or task that a row belongs to."""
        column = self.table.columns[0]
        wanted = folded(bare(text))
        for choice in column.choices:
            if wanted in (folded(choice.label), folded(choice.value)):
                return choice.value
        first = wanted.split(" ")[0].rstrip(".:,;")
        return next((one.value for one in column.choices if folded(one.value) == first), None)
