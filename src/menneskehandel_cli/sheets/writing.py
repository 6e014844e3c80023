"""Write a ministry's workbook: the same content gives the same bytes.

What is only for reading is locked, without a password: the lock is to guide, and nothing relies on it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from menneskehandel_cli.blocks.xlsx_table import LONGEST_NAME, whole_day
from menneskehandel_cli.forms.inputs import Choice
from menneskehandel_cli.language import msg, say
from menneskehandel_cli.sheets.content import FORMAT, Column, ReportSheet, SheetCell, SheetGrid
from menneskehandel_cli.sheets.opening import require_installed

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    _Styles = Mapping[str, Format]

HIDDEN = "mh"
"""The name of the hidden sheet, which says what the workbook was made of."""

_NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001  # a file says no time of its own
_LONGEST_HELP, _LONGEST_TITLE = 255, 32
_SYSTEM_DAY = 14
"""The number format that shows a day as the reader's system does."""
_LISTS = 8
"""The column of the hidden sheet, from 0, from which the lists of choices stand."""

_PLAIN = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 10}
_FILLED = {"border": 1, "border_color": "#5B6770", "bg_color": "#FFF9E3", "locked": False}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": False},
    "text": {"font_size": 11},
    "head": {"bold": True, "bg_color": "#DDE5EE", "bottom": 1},
    "read": {},
    "strong": {"bold": True, "bg_color": "#EEF2F7", "top": 1},
    "lead": {"bg_color": "#EEF2F7", "top": 1},
    "filled": _FILLED,
    "day": {**_FILLED, "num_format": _SYSTEM_DAY, "align": "left"},
}
"""How cells look. What can be filled in has a frame and a background, what is read has neither."""


def workbook_file(sheet: ReportSheet) -> bytes:
    """The workbook as a file. Raises ``Refused`` if the extra ``xlsx`` is not installed."""
    require_installed()
    from xlsxwriter.workbook import Workbook

    packed = BytesIO()
    book = Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    lang = sheet.about.lang
    made_from = say(msg("Made from the commit {commit}"), lang, commit=sheet.about.commit)
    book.set_properties({"title": sheet.title, "author": "mh", "comments": made_from, "created": _NO_TIME})
    styles = {name: book.add_format({**_PLAIN, **style}) for name, style in _STYLES.items()}
    guide = book.add_worksheet(say(msg("Guide"), lang)[:LONGEST_NAME])
    guide.set_column(0, 0, 100)
    guide.write_string(0, 0, sheet.title, styles["title"])
    for row, text in enumerate(sheet.guide, 2):
        guide.write_string(row, 0, text, styles["text"])
    _finish(guide, "format_columns", "format_rows")
    sheets = [(table, book.add_worksheet(table.name[:LONGEST_NAME])) for table in sheet.tables]
    lists = _Lists(book.add_worksheet(HIDDEN))
    for table, page in sheets:
        _Page(page, table, styles, lists).write()
    for row, line in enumerate({"format": FORMAT, "kind": "report", **sheet.about._asdict()}.items()):
        for place, text in enumerate(line):
            lists.page.write_string(row, place, str(text))
    lists.page.hide()
    sheets[0][1].activate()
    book.close()
    return packed.getvalue()


def _finish(page: "Worksheet", *allowed: str) -> None:
    """Lock what is only for reading, but for what is ``allowed``, and set the paper."""
    page.hide_gridlines(2)
    page.protect("", dict.fromkeys(allowed, True))
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)


class _Lists:
    """The hidden sheet, on which the choices of the lists stand."""

    def __init__(self, page: "Worksheet") -> None:
        self.page = page
        self._ranges: dict[tuple[str, ...], str] = {}

    def range(self, labels: tuple[str, ...]) -> str:
        """Where a list of choices stands, as a reference."""
        from xlsxwriter.utility import xl_range_formula

        if labels not in self._ranges:
            column = _LISTS + len(self._ranges)
            for row, label in enumerate(labels):
                self.page.write_string(row, column, label)
            self._ranges[labels] = f"={xl_range_formula(HIDDEN, 0, column, len(labels) - 1, column)}"
        return self._ranges[labels]


class _Page:
    """A sheet with a table: its title is in the first row, the head in the third."""

    HEAD = 2

    def __init__(self, page: "Worksheet", table: SheetGrid, styles: "_Styles", lists: _Lists) -> None:
        self.page, self.table, self.styles, self.lists = page, table, styles, lists

    def write(self) -> None:
        """Write the table."""
        page, table, styles = self.page, self.table, self.styles
        page.write_string(0, 0, table.title, styles["title"])
        first = self.HEAD + len(table.rows) + 1
        last = first + table.blank - 1
        heads = [{"header": column.label, "header_format": styles["head"]} for column in table.columns]
        made = {"name": f"mh_{table.key}", "style": None, "columns": heads}
        page.add_table(self.HEAD, 0, max(last, self.HEAD + 1), len(heads) - 1, made)
        for row, held in enumerate(table.rows, self.HEAD + 1):
            for place, column in enumerate(table.columns):
                self._cell(row, place, column, held.at(column), strong=held.kind == "measure")
        for place, column in enumerate(table.columns):
            page.set_column(place, place, column.width)
            for row in range(first, last + 1):
                page.write_blank(row, place, None, styles["day"] if column.is_day else styles["filled"])
            if table.blank:
                self._advise(first, last, place, column, column.choices, column.help)
        page.freeze_panes(self.HEAD + 1, 2 if table.key == "report" else 1)
        page.repeat_rows(self.HEAD)
        _finish(page, *_ALLOWED)

    def _cell(self, row: int, place: int, column: Column, cell: SheetCell, *, strong: bool) -> None:
        field, shown, when = cell.input, cell.shown, None
        if field is None:
            look = ("strong" if column.key in ("id", "text") else "lead") if strong else "read"
        elif field.kind == "day":
            look, when = "day", whole_day(shown)
        else:
            look = "filled"
        style = self.styles[look]
        if when is not None:
            self.page.write_datetime(row, place, when, style)
        elif shown:
            self.page.write_string(row, place, shown, style)
        else:
            self.page.write_blank(row, place, None, style)
        if field is not None:
            self._advise(row, row, place, column, field.choices, field.help)

    def _advise(
        self, first: int, last: int, place: int, column: Column, choices: Sequence[Choice], help_: str
    ) -> None:
        """A list to choose from, and what is shown at a cell while it is filled in.

        What is not in the list can be written too, and is told when it comes back.
        """
        rule: dict[str, Any] = {"validate": "any"}
        if choices:
            labels = self.lists.range(tuple(choice.label for choice in choices))
            rule = {"validate": "list", "source": labels, "show_error": False}
        if choices or help_:
            title = shorten(column.label, _LONGEST_TITLE, placeholder="")
            rule |= {"input_title": title, "input_message": help_[:_LONGEST_HELP]}
            self.page.data_validation(first, place, last, place, rule)


_ALLOWED = (
    "format_cells", "format_columns", "format_rows", "sort", "autofilter", "delete_rows",
    "select_locked_cells", "select_unlocked_cells",
)  # fmt: skip
"""What a lock leaves free."""
