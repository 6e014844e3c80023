"""A table as a spreadsheet (Office Open XML): the same table gives the same bytes.

The rows are those of the CSV file. Texts are cells of type text, never formulas; only numbers and whole
days are cells that a program computes with. The file names no user, machine or time.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from menneskehandel_cli.blocks.csv_table import harmless
from menneskehandel_cli.language import Lang, field_label, fill, has, is_period, is_whole_day, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""The maximum number of characters in a cell."""
LONGEST_NAME = 31
"""The maximum number of characters in the name of a sheet."""
_NARROWEST, _WIDEST = 8, 60
"""The width of a column, in characters."""
_WHEN = re.compile(rb"<(dcterms:created|dcterms:modified|cp:lastModifiedBy)\b.*?</\1>", re.DOTALL)
"""Who made the file and when, among its properties. The library always writes them."""
_MARGIN = 5 / 7
"""What the library adds to the width of a column, in characters."""
_FIRST_DAY = date(1900, 3, 1)
"""Before this day, programs count days in different ways."""


class Sheet(NamedTuple):
    """A table: its name, title, the names of its columns, its rows, and lines of text below it.

    ``name`` is a phrase of ours, since a sheet's name cannot hold all signs. ``columns`` are keys, shown
    by their labels. ``numbers`` are the columns whose cells are whole numbers. ``fixed`` columns stay in
    sight. Empty ``notes`` are left out.
    ``revision`` is the commit that the table was made from.
    """

    name: str
    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    numbers: Collection[str] = ()
    fixed: int = 1
    notes: Sequence[str] = ()
    revision: str | None = None


def workbook(tables: Sequence[Sheet], title: str, lang: Lang) -> bytes:
    """The tables as one file, a sheet for each. Raises ``ImportError`` without the extra ``xlsx``."""
    from xlsxwriter.workbook import Workbook

    written = BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(written, {"in_memory": True, **as_text})
    about = {"title": held(title), "author": "mh"}
    revision = tables[0].revision
    if revision is not None:
        about["comments"] = say("made.commit", lang, commit=revision)
    book.set_properties(about)
    looks = {"text_wrap": True, "valign": "top"}
    styles = {
        "head": book.add_format({**looks, "bold": True, "bg_color": "#DDE5EE"}),
        "text": book.add_format(looks),
        "day": book.add_format({**looks, "num_format": "yyyy-mm-dd"}),
    }
    for table in tables:
        _fill(book.add_worksheet(table.name[:LONGEST_NAME]), table, styles, lang)
    book.close()
    return _packed(written, lang)


def _fill(sheet: "Worksheet", table: Sheet, styles: "Mapping[str, Format]", lang: Lang) -> None:
    head, rows = [column_label(key, lang) for key in table.columns], [list(row) for row in table.rows]
    for place, text in enumerate(head):
        sheet.write_string(0, place, held(text), styles["head"])
    for line, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            value = _cell_value(text, number=table.columns[place] in table.numbers)
            if isinstance(value, str):
                sheet.write_string(line, place, value, styles["text"])
            elif value is not None:
                sheet.write(line, place, value, styles["day" if isinstance(value, date) else "text"])
    for line, text in enumerate(filter(None, table.notes), len(rows) + 2):
        sheet.write_string(line, 0, held(text))
    for place in range(len(head)):
        longest = max(len(part) for row in (head, *rows) for part in row[place].split("\n"))
        sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST) - _MARGIN)
    sheet.freeze_panes(1, table.fixed)
    sheet.autofilter(0, 0, len(rows), len(head) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)  # as many pages as it takes


def column_label(key: str, lang: Lang) -> str:
    """The head of a column: what its key is called, or the key itself, such as the id of a measure.

    It is in the program's words, not in the strategy's terms, so that ``mh import`` knows it again.
    """
    lang = str(lang)
    return say(f"column.{key}", lang) if has(f"column.{key}") else fill(field_label(key), lang)


def _cell_value(text: str, *, number: bool) -> str | int | date | None:
    """What a cell holds: nothing, a number, a whole ISO day, or the text."""
    if not text:
        return None
    return int(text) if number and text.isdecimal() else whole_day(text) or held(text)


def whole_day(text: str) -> date | None:
    """The day that a text in ISO form is, if it is one that programs agree on."""
    day = date.fromisoformat(text) if is_whole_day(text) and is_period(text) else None
    return day if day is not None and day >= _FIRST_DAY else None


def held(text: str) -> str:
    """A text as a cell can hold it; ``…`` stands for what is too long."""
    shown = harmless(text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _packed(written: BytesIO, lang: Lang) -> bytes:
    """The file as one that tells its language and, dated 1980 as zip files are, not when it was made."""
    packed = BytesIO()
    with ZipFile(written) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part, data = ZipInfo(name), parts.read(name)
            part.create_system, part.compress_type = 0, ZIP_DEFLATED  # the same on every system
            if name == "docProps/core.xml":
                language = f"<dc:language>{lang}</dc:language></cp:coreProperties>".encode()
                data = _WHEN.sub(b"", data).replace(b"</cp:coreProperties>", language)
            archive.writestr(part, data)
    return packed.getvalue()
