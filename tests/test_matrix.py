"""``mh matrix``: measures against obligations, with the basis of every link visible."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from menneskehandel_cli.rules.example import changed
from support import CHECKOUT, FICTIONAL, Mh, environment, golden

LETTERS = {
    "nb": {"strategy": "S", "area": "O", "editorial": "V"},
    "en": {"strategy": "S", "area": "A", "editorial": "E"},
}
SIGNS = {"full": "●", "partial": "◐", "assess": "○"}


def links_of(root: Path) -> list[tuple[str, dict[str, Any]]]:
    """Every link of every measure, read from the YAML alone."""
    found = []
    for path in sorted((root / "data/measures").glob("*.yaml")):
        measure = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        found += [(measure["id"], link) for link in measure.get("addresses") or []]
    return found


def below(name: str, top: str) -> bool:
    return name == top or name.startswith(f"{top}.")


def asked(mh: Mh, root: Path, *arguments: str) -> Any:
    answer = mh("matrix", "--format", "json", *arguments, cwd=root)
    assert answer.code == 0
    return answer.json


# The answer for machines -------------------------------------------------------------------------


def test_the_answer_says_what_it_is(mh: Mh, real_copy: Path) -> None:
    """One object, its schema first, with all measures in their order."""
    answer = asked(mh, real_copy)
    assert next(iter(answer)) == "schema"
    assert answer["schema"] == "mh/matrix/1"
    assert answer["by"] == "article"
    assert answer["measures"] == [f"T{number:02}" for number in range(1, 19)]


def test_by_article_every_link_of_the_data_has_its_cell_and_no_other(mh: Mh, real_copy: Path) -> None:
    """A cell stands exactly where the YAML has a link to the obligation or to a part of it."""
    links = links_of(CHECKOUT)
    rows = asked(mh, real_copy)["rows"]
    cells = {(row["id"], measure) for row in rows for measure in row["cells"]}
    assert cells == {(link["obligation"].split(".")[0], measure) for measure, link in links}


def test_a_cell_tells_what_the_links_say(mh: Mh, real_copy: Path) -> None:
    """One link: its basis and contribution. Several: never more than the firmest and the largest."""
    links = links_of(CHECKOUT)
    for row in asked(mh, real_copy)["rows"]:
        for measure, cell in row["cells"].items():
            mine = [lk for name, lk in links if name == measure and below(lk["obligation"], row["id"])]
            bases, given = {lk["basis"] for lk in mine}, {lk["contribution"] for lk in mine}
            assert cell["basis"] in bases
            assert cell["contribution"] in given
            if len(mine) == 1:
                assert cell == {name: mine[0][name] for name in ("basis", "contribution")}


def test_our_judgement_is_never_shown_as_the_strategys(mh: Mh) -> None:
    """Basis and contribution of a cell belong to the same link: «A●» only where the area link is full."""
    links = links_of(FICTIONAL)
    for row in asked(mh, FICTIONAL, "--by", "provision")["rows"]:
        for measure, cell in row["cells"].items():
            pairs = [
                {"basis": link["basis"], "contribution": link["contribution"]}
                for name, link in links
                if name == measure and below(row["id"], link["obligation"])
            ]
            assert not pairs or cell in pairs


def test_by_provision_a_link_to_the_whole_reaches_every_provision(mh: Mh, real_copy: Path) -> None:
    """A row for each demand; a link to an article or paragraph stands at all that lies below it."""
    answer = asked(mh, real_copy, "--by", "provision", "--instrument", "coe")
    assert answer["by"] == "provision"
    assert {row["instrument"] for row in answer["rows"]} == {"coe"}
    links = [(name, link["obligation"]) for name, link in links_of(CHECKOUT)]
    for row in answer["rows"]:
        assert set(row["cells"]) == {name for name, target in links if below(row["id"], target)}


def test_by_provision_every_row_has_its_coverage(mh: Mh, real_copy: Path) -> None:
    """The rows are the demands that coverage counts, with their values."""
    rows = asked(mh, real_copy, "--by", "provision")["rows"]
    counted = mh("gaps", "--format", "json", cwd=real_copy).json["coverage"]
    for instrument, counts in counted.items():
        values = [row["coverage"] for row in rows if row["instrument"] == instrument]
        assert len(values) == counts["total"]
        assert values.count("uncovered") == counts["uncovered"]
    assert sum(counts["total"] for counts in counted.values()) == len(rows)


def test_an_article_has_a_value_only_where_its_provisions_agree(mh: Mh, real_copy: Path) -> None:
    """One value for an article that is half planned and half uncovered would mislead."""
    values: dict[str, set[str]] = {}
    for row in asked(mh, real_copy, "--by", "provision", "--instrument", "coe")["rows"]:
        values.setdefault(row["id"].split(".")[0], set()).add(row["coverage"])
    mixed = [name for name, found in values.items() if len(found) > 1]
    assert mixed
    for row in asked(mh, real_copy, "--instrument", "coe")["rows"]:
        found = values.get(row["id"], set())
        assert row["coverage"] == (next(iter(found)) if len(found) == 1 else None)


def test_an_article_that_demands_nothing_and_is_not_linked_is_left_out(mh: Mh, real_copy: Path) -> None:
    """Definitions, final clauses and the like would only lengthen the table."""
    rows = {row["id"] for row in asked(mh, real_copy, "--instrument", "coe")["rows"]}
    assert "coe-29" in rows
    assert not {"coe-1", "coe-36", "coe-47"} & rows


def test_a_discontinued_measure_answers_nothing_by_article_either(mh: Mh) -> None:
    """Discontinued measures count as unlinked, in both forms of the table."""
    for by in ("provision", "article"):
        for row in asked(mh, FICTIONAL, "--by", by)["rows"]:
            assert "T02" not in row["cells"]


# What people read --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("by", ["article", "provision"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_shown(mh: Mh, fjellheim: Path, lang: str, by: str, form: str) -> None:
    """The matrix of the fictional strategy, letter for letter."""
    answer = mh("matrix", "--by", by, "--lang", lang, "--format", form, cwd=fjellheim)
    golden(f"matrix-{by}-{lang}.{'txt' if form == 'text' else 'md'}", answer.out)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_letters_and_signs_show_basis_and_contribution(mh: Mh, real_copy: Path, lang: str) -> None:
    """Each cell of the table is the letter of its basis and the sign of its contribution."""
    out = mh("matrix", "--format", "csv", "--lang", lang, cwd=real_copy).out
    table = {row["id"]: row for row in csv.DictReader(StringIO(out))}
    seen = set()
    for row in asked(mh, real_copy)["rows"]:
        for measure in asked_measures(table):
            cell = row["cells"].get(measure)
            mark = LETTERS[lang][cell["basis"]] + SIGNS[cell["contribution"]] if cell else ""
            assert table[row["id"]][measure] == mark
            seen.add(mark)
    assert {mark[0] for mark in seen if mark} == set(LETTERS[lang].values())


def asked_measures(table: dict[str, dict[str, str]]) -> list[str]:
    return [name for name in next(iter(table.values())) if name.startswith("T")]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_legend_explains_letters_and_signs(mh: Mh, real_copy: Path, form: str, lang: str) -> None:
    """Nobody has to guess which links are our own judgement."""
    shown = " ".join(mh("matrix", "--format", form, "--lang", lang, cwd=real_copy).out.split())
    for letter in LETTERS[lang].values():
        assert f"{letter} = " in shown
    assert all(f"{sign} " in shown for sign in SIGNS.values())
    assert ("vår vurdering" if lang == "nb" else "our judgement") in shown


@pytest.mark.parametrize("columns", [70, 80, 100, 140])
def test_the_text_fits_the_terminal_with_every_measure(mh: Mh, real_copy: Path, columns: int) -> None:
    """No line is wider than the terminal, and all eighteen columns are there."""
    lines = mh("matrix", cwd=real_copy, columns=columns).out.splitlines()
    assert max(len(line) for line in lines) <= columns
    assert lines[0].split() == [f"{number:02}" for number in range(1, 19)]
    rows = [line for line in lines if line.startswith("coe-29")]
    (row,) = rows
    assert len(row.rstrip()) >= columns - 2


def test_a_narrow_terminal_loses_no_measure(mh: Mh, real_copy: Path) -> None:
    """Where not all columns fit, none may disappear in silence."""
    lines = mh("matrix", cwd=real_copy, columns=50).out.splitlines()
    row = next(line for line in lines if line.startswith("coe-29"))
    marks = sum(row.count(sign) for sign in (*SIGNS.values(), "·"))
    assert marks == 18 or "18" in lines[-1]


def test_markdown_names_every_measure(mh: Mh, real_copy: Path) -> None:
    """The columns bear ids; the titles stand below the table."""
    out = mh("matrix", "--format", "markdown", cwd=real_copy).out
    for path in (CHECKOUT / "data/measures").glob("*.yaml"):
        measure = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        assert f"- **{measure['id']}**: {measure['title']['nb']}" in out


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_page_marks_what_is_fictional(mh: Mh, fjellheim: Path, form: str) -> None:
    """Nobody takes the example for a real country's strategy."""
    shown = mh("matrix", "--format", form, "--lang", "en", cwd=fjellheim).out
    assert "fictional example" in shown


def test_one_instrument(mh: Mh, real_copy: Path) -> None:
    """Only its rows, in every format."""
    rows = asked(mh, real_copy, "--instrument", "osce")["rows"]
    assert [row["id"] for row in rows] == ["osce-data-tools", "osce-staff", "osce-technology"]
    out = mh("matrix", "--instrument", "OSCE", "--format", "csv", cwd=real_copy).out
    assert [line.split(",")[0] for line in out.splitlines()[1:]] == [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "measure"), "provision"),
        (("--instrument", "xyzzy"), "xyzzy"),
        (("--format", "pdf"), "xlsx"),
        (("--format", "xlsx"), "-o"),
    ],
)
def test_wrong_use_says_what_would_be_right(mh: Mh, arguments: tuple[str, str], said: str) -> None:
    """Exit code 2, nothing on stdout, and the way out."""
    answer = mh("matrix", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


# Spreadsheets ------------------------------------------------------------------------------------


def sheet_of(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("by", ["article", "provision"])
def test_a_spreadsheet_holds_the_same_table(mh: Mh, real_copy: Path, tmp_path: Path, by: str) -> None:
    """Opened again, it has the rows of the CSV file, and the legend below them."""
    path = tmp_path / "matrise.xlsx"
    assert mh("matrix", "--by", by, "--format", "xlsx", "-o", str(path), cwd=real_copy).code == 0
    out = mh("matrix", "--by", by, "--format", "csv", cwd=real_copy).out
    wanted = list(csv.reader(StringIO(out)))
    rows = [["" if cell is None else cell for cell in row] for row in sheet_of(path)]
    assert rows[: len(wanted)] == wanted
    assert "vår vurdering" in rows[-1][0]


def test_a_spreadsheet_keeps_its_heads_in_sight(mh: Mh, real_copy: Path, tmp_path: Path) -> None:
    """The head and the obligation stay while the reader scrolls."""
    path = tmp_path / "matrise.xlsx"
    mh("matrix", "--format", "xlsx", "-o", str(path), "--lang", "en", cwd=real_copy)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.freeze_panes == "D2"
    assert sheet.title == "Measures against obligations"
    assert all(cell.font.b for cell in sheet[1])


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "+1+1", "-1+2", "@SUM(A1)"])
def test_no_cell_of_a_spreadsheet_is_a_formula(mh: Mh, fjellheim: Path, formula: str) -> None:
    """A title that looks like one is text, and nothing is computed when the file is opened."""
    file = fjellheim / "data/obligations/coe/coe-29.yaml"
    file.write_text(
        changed(file.read_text(encoding="utf-8"), title=json.dumps(formula)), encoding="utf-8"
    )
    mh("matrix", "--format", "xlsx", "-o", "m.xlsx", cwd=fjellheim)
    sheet = load_workbook(fjellheim / "m.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    (title,) = [cell for cell in cells if formula in str(cell.value)]
    assert not str(title.value).startswith(("=", "+", "-", "@"))


def test_a_control_character_in_a_title_is_no_traceback(mh: Mh, fjellheim: Path) -> None:
    """YAML can write any character as an escape; a spreadsheet cannot hold all of them."""
    file = fjellheim / "data/obligations/coe/coe-29.yaml"
    file.write_text(changed(file.read_text(encoding="utf-8"), title='"a\\x1bb"'), encoding="utf-8")
    assert mh("matrix", "--format", "xlsx", "-o", "m.xlsx", cwd=fjellheim).code == 0


def test_a_spreadsheet_replaces_an_old_one_whole(mh: Mh, fjellheim: Path) -> None:
    """The folder is made, the file is put in place in one step, and nothing is left beside it."""
    folder = fjellheim / "ut"
    for _ in range(2):
        assert mh("matrix", "--format", "xlsx", "-o", "ut/m.xlsx", cwd=fjellheim).code == 0
        assert [path.name for path in folder.iterdir()] == ["m.xlsx"]
        assert sheet_of(folder / "m.xlsx")[0][:3] == ["id", "title", "coverage"]


def test_without_the_extra_a_message_says_what_to_install(fjellheim: Path) -> None:
    """A machine without openpyxl gets one sentence and exit code 2; the other formats work."""
    program = (
        "import sys\n"
        "sys.modules['openpyxl'] = None\n"  # as Python itself marks what cannot be imported
        "from menneskehandel_cli.cli import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "matrix", *arguments],
            cwd=fjellheim,
            env=environment({}),
            capture_output=True,
            text=True,
            check=False,
        )

    refused = run("--format", "xlsx", "-o", "m.xlsx")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "menneskehandel-cli[xlsx]" in refused.stderr
    assert not list(fjellheim.glob("*.xlsx"))
    assert run("--format", "csv").returncode == 0
