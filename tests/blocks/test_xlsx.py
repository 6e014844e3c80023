"""Spreadsheets: the rows of the CSV file, with cells that a program can sort, filter and add up.

What a hostile text may try is in test_gaps.py and test_attacks_text.py.
"""

import csv
import re
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from menneskehandel_cli.blocks.xlsx_table import Sheet, workbook
from menneskehandel_cli.formats import FORMATS
from reports import run
from repositories import complaint
from support import Mh, each, process, some

TABLES: dict[str, tuple[str, ...]] = {
    "gaps": ("gaps",),
    "matrix": ("matrix",),
    **{what: ("list", what) for what in ("measures", "obligations", "actors", "indicators", "reports")},
}
"""Every command that makes a spreadsheet."""


@pytest.fixture
def demo(places: dict[str, Path]) -> Path:
    return places["demo"]


def made(root: Path, what: str, path: Path, *more: str) -> Any:
    """The spreadsheet of the newest commit, opened again."""
    asked = (*TABLES[what], "--at", "HEAD", "--format", "xlsx", "-o", str(path), *more)
    answer = run(*asked, "--root", str(root))
    assert (answer.code, answer.out, answer.err.count("\n")) == (0, "", 1)
    return load_workbook(path)


def test_every_command_with_a_spreadsheet_is_tried() -> None:
    """But ``evidence``, which asks the network, and then tells as ``list`` does."""
    assert {command[0] for command in TABLES.values()} | {"evidence"} == {
        command for command, forms in FORMATS.items() if "xlsx" in forms
    }


@pytest.mark.parametrize("what", TABLES)
def test_it_has_the_rows_of_the_csv_file_ready_to_be_read_filtered_and_printed(
    demo: Path, tmp_path: Path, what: str
) -> None:
    """The same columns and texts in the same order; below them only notes.

    The head stays in sight, is marked and has filters; texts are wrapped; no column is cut.
    """
    sheet = made(demo, what, tmp_path / "ark.xlsx").active
    text = run(*TABLES[what], "--at", "HEAD", "--format", "csv", "--root", str(demo)).out
    wanted = list(csv.reader(StringIO(text)))
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert rows[1 : len(wanted)] == wanted[1:]
    assert all(cell and "_" not in cell for cell in rows[0])  # what people call the columns
    assert len(rows[0]) == len(wanted[0])
    assert all(set(row[1:]) == {""} for row in rows[len(wanted) :])
    assert re.fullmatch("[B-E]2", sheet.freeze_panes)
    assert all(cell.font.b and cell.fill.fgColor.rgb != "00000000" for cell in sheet[1])
    first, last = sheet.auto_filter.ref.split(":")
    assert first == "A1"
    assert sheet[last].column_letter == sheet[1][-1].column_letter
    assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value is not None)
    widths = {
        place: column.width
        for column in sheet.column_dimensions.values()
        for place in range(column.min, column.max + 1)
    }
    assert widths.keys() == {cell.column for cell in sheet[1]}
    assert all(8 <= wide <= 60 for wide in widths.values())
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


@pytest.mark.parametrize("what", TABLES)
def test_the_same_commit_gives_the_same_bytes_which_say_what_they_are(
    demo: Path, tmp_path: Path, what: str
) -> None:
    """Title, language and commit are among its properties; nothing tells of the clock or the machine."""
    paths = [tmp_path / "a" / "ark.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        properties = made(demo, what, path, "--lang", "nn").properties
        assert properties.language == "nn"
        assert properties.title
        assert re.fullmatch(r"Lagra endring: [0-9a-f]{40}", properties.description)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with ZipFile(paths[0]) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"created|modified|lastModifiedBy|openpyxl", core) == []


def test_weights_years_and_areas_are_numbers(demo: Path, tmp_path: Path) -> None:
    """And all else is text: an id, a share and a code too."""
    for what, column in (("gaps", "Vekt"), ("measures", "Omr."), ("reports", "År")):
        head, *rows = made(demo, what, tmp_path / f"{what}.xlsx").active.iter_rows(max_col=11)
        place = [cell.value for cell in head].index(column)
        whole = [row for row in rows if any(cell.value is not None for cell in row[1:])]
        assert whole
        assert {row[place].data_type for row in whole} == {"n"}
        rest = {
            cell.data_type for row in whole for cell in row if cell.value is not None and cell != row[place]
        }
        assert rest == {"s"}


def sheet_of(*rows: tuple[str, ...], numbers: tuple[str, ...] = ()) -> Any:
    table = Sheet("Ark", "Et ark", ("a", "b"), rows, numbers=numbers)
    return load_workbook(BytesIO(workbook([table], table.title, "nb"))).active


@each(
    ("text", "held"),
    [
        ("2026-10-01", datetime(2026, 10, 1)),  # noqa: DTZ001 - a cell has no time zone
        ("1900-03-01", datetime(1900, 3, 1)),  # noqa: DTZ001
        ("1814-05-17", "1814-05-17"),
        ("2026-02-30", "2026-02-30"),
        ("2026-10", "2026-10"),
        ("2026", "2026"),
        ("1. oktober 2026", "1. oktober 2026"),
        ("2026-10-01 ", "2026-10-01 "),
        ("3/9", "3/9"),
        ("TRUE", "TRUE"),
        ("", None),
    ],
)
def test_a_whole_day_is_a_date_and_all_else_what_it_is(text: str, held: object) -> None:
    """A day that is no day of the calendar, or only a month, stays a text."""
    cell = sheet_of((text, "x"))["A2"]
    assert cell.value == held
    assert cell.is_date == isinstance(held, datetime)
    assert cell.number_format == ("yyyy-mm-dd" if cell.is_date else "General")


def test_a_number_is_one_only_in_a_column_of_numbers() -> None:
    row = sheet_of(("3", "3"), numbers=("b",))[2]
    assert [cell.data_type for cell in row] == ["s", "n"]
    assert [cell.value for cell in row] == ["3", 3]


def test_a_text_that_no_cell_can_hold_says_that_it_is_cut() -> None:
    """With the sign for what is left out, not as if it ended there."""
    cell = sheet_of(("x" * 40_000, "y"))["A2"]
    assert len(cell.value) == 32_767
    assert cell.value.endswith("x…")


def test_a_table_without_rows_is_a_table() -> None:
    sheet = sheet_of()
    assert [list(row) for row in sheet.values] == [["a", "b"]]
    assert sheet.auto_filter.ref == "A1:B1"


def test_what_is_left_out_or_not_judged_stands_below(mh: Mh, fjellheim: Path) -> None:
    """A spreadsheet that is passed on says itself what it lacks, and the matrix what its letters mean."""
    (fjellheim / "data/law/coe/coe-29.yaml").write_text("x: [\n", encoding="utf-8")
    for what in ("gaps", "matrix", "obligations"):
        answer = mh(*TABLES[what], "--limit", "1", "--format", "xlsx", "-o", "ark.xlsx", cwd=fjellheim)
        assert answer.code == 0
        sheet = load_workbook(fjellheim / "ark.xlsx").active
        assert sheet is not None
        notes = " ".join(str(row[0]) for row in list(sheet.values)[2:] if row[0])
        assert "coe-29.yaml" in notes
        assert "--limit 0" in notes
        assert what != "matrix" or "V = vår vurdering" in notes


@each("what", TABLES)
@each("lang", ["nb", "en"])
def test_it_goes_to_a_file_only(mh: Mh, what: str, lang: str) -> None:
    """The message has an option that can be copied."""
    said = complaint(mh(*TABLES[what], "--format", "xlsx", "--lang", lang))
    assert f"-o {TABLES[what][0]}.xlsx" in said


@pytest.mark.thorough
@pytest.mark.parametrize("what", some(TABLES, 7))
def test_without_the_extra_a_message_says_what_to_install(what: str, fjellheim: Path) -> None:
    """A machine without XlsxWriter gets one sentence and exit code 2; the other formats work."""
    missing = "sys.modules['xlsxwriter'] = None"  # as Python itself marks what cannot be imported
    for form, code in (("xlsx", 2), ("csv", 0)):
        asked = (*TABLES[what], "--format", form, "-o", "made")
        answer = process(*asked, cwd=fjellheim, begin=missing)
        assert (answer.code, answer.out) == (code, "")
        assert ("[xlsx]'" in answer.err) == (code == 2)
        assert (fjellheim / "made").exists() == (code == 0)


@pytest.mark.parametrize("form", FORMATS["list"])
def test_a_list_is_written_to_a_file_in_every_format(mh: Mh, fjellheim: Path, form: str) -> None:
    """With ``-o``, as what the other commands make is; the file holds what would be printed."""
    asked = ("list", "measures", "--format", form)
    answer = mh(*asked, "-o", "ut/liste", cwd=fjellheim)
    assert (answer.code, answer.out) == (0, "")
    assert "ut/liste" in answer.err
    written = (fjellheim / "ut/liste").read_bytes()
    assert form == "xlsx" or written.decode() == mh(*asked, cwd=fjellheim).out
