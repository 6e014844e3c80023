"""``mh matrix``: measures against obligations, with the basis of every link visible."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from example import changed
from menneskehandel_cli.language import say
from menneskehandel_cli.register.coverage import PROMISES
from support import CHECKOUT, FICTIONAL, Mh, each, golden, some

LETTERS = {
    "nb": {"strategy": "S", "area": "O", "editorial": "V"},
    "en": {"strategy": "S", "area": "A", "editorial": "E"},
}
SIGNS = {"full": "●", "partial": "◐", "assess": "○", None: "–"}
CLASSIFICATIONS = ("covered", "planned", "partly", "pending", "unknown", "unanswered")


@cache
def links_of(root: Path) -> list[tuple[str, dict[str, Any]]]:
    """Every link of every measure, read from the YAML alone."""
    found = []
    for path in sorted((root / "data/measures").glob("*.yaml")):
        measure = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        found += [(measure["id"], link) for link in measure.get("addresses") or []]
    return found


def below(name: str, top: str) -> bool:
    return name == top or name.startswith(f"{top}.")


@cache
def demands_of(root: Path) -> dict[str, dict[str, Any]]:
    """The article or recommendation of each thing that is demanded of the state, from the YAML alone."""
    found = {}
    for path in sorted((root / "data/obligations").glob("*/*.yaml")):
        owner = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for requirement in owner.get("provisions") or owner.get("parts") or [owner]:
            binds = requirement.get("bearer", "state") == "state" and requirement.get("force") not in (
                "may",
                "none",
            )
            if path.name != "_instrument.yaml" and binds and owner.get("role", "duty") == "duty":
                found[requirement["id"]] = owner
    return found


def answered(link: dict[str, Any], demands: dict[str, Any]) -> str | None:
    """The one demand that a link answers, if it answers any."""
    reached = [name for name in demands if below(name, link["obligation"])]
    return reached[0] if len(reached) == 1 and link["basis"] != "area" else None


def asked(mh: Mh, root: Path, *arguments: str) -> Any:
    answer = mh("matrix", "--format", "json", *arguments, cwd=root)
    assert answer.code == 0
    return answer.json


# The answer for machines -------------------------------------------------------------------------


def test_the_answer_says_what_it_is(mh: Mh, real_copy: Path) -> None:
    """One object, its schema first, with all measures in their order."""
    answer = asked(mh, real_copy)
    assert next(iter(answer)) == "schema"
    assert answer["schema"] == "mh/matrix/3"
    assert answer["by"] == "article"
    assert answer["measures"] == [f"T{number:02}" for number in range(1, 19)]


def test_by_article_every_link_of_the_data_has_its_cell(mh: Mh, real_copy: Path) -> None:
    """A cell stands where the YAML has a link to the obligation; any other answers the same demand."""
    demands = demands_of(CHECKOUT)
    owners = {owner["id"] for owner in demands.values()}
    links = {(link["obligation"].split(".")[0], name) for name, link in links_of(CHECKOUT)}
    answer = asked(mh, real_copy)
    cells = {(row["id"], measure) for row in answer["rows"] for measure in row["cells"]}
    assert {(owner, name) for owner, name in links if owner in owners} <= cells
    for owner, measure in cells - links:
        row = next(row for row in answer["rows"] if row["id"] == owner)
        assert row["cells"][measure]["answered"] > 0


def test_a_cell_tells_how_many_of_how_many_are_answered(mh: Mh, real_copy: Path) -> None:
    """Of an article of the convention: the demands that the measure's links name one by one."""
    demands = demands_of(CHECKOUT)
    links = links_of(CHECKOUT)
    partly = 0
    for row in asked(mh, real_copy, "--instrument", "coe")["rows"]:
        inside = {name for name, owner in demands.items() if owner["id"] == row["id"]}
        for measure, cell in row["cells"].items():
            mine = [lk for name, lk in links if name == measure and below(lk["obligation"], row["id"])]
            named = {answered(link, demands) for link in mine} & inside
            assert (cell["answered"], cell["total"]) == (len(named), len(inside))
            assert cell["basis"] in {link["basis"] for link in mine}
            assert (cell["contribution"] is None) == (not named)
            partly += 0 < len(named) < len(inside)
    assert partly > 10


def test_our_judgement_is_never_shown_as_the_strategys(mh: Mh) -> None:
    """Basis and contribution of a cell belong to the same link."""
    demands = demands_of(FICTIONAL)
    for row in asked(mh, FICTIONAL, "--by", "provision")["rows"]:
        for measure, cell in row["cells"].items():
            pairs = [
                (link["basis"], link["contribution"] if answered(link, demands) else None)
                for name, link in links_of(FICTIONAL)
                if name == measure and below(row["id"], link["obligation"])
            ]
            assert not pairs or (cell["basis"], cell["contribution"]) in pairs


def test_by_provision_a_link_to_the_whole_reaches_every_provision_and_answers_none(
    mh: Mh, real_copy: Path
) -> None:
    """A row for each demand; what names several at once only names them."""
    answer = asked(mh, real_copy, "--by", "provision", "--instrument", "coe")
    assert answer["by"] == "provision"
    assert {row["instrument"] for row in answer["rows"]} == {"coe"}
    demands = demands_of(CHECKOUT)
    for row in answer["rows"]:
        reaching = [(name, lk) for name, lk in links_of(CHECKOUT) if below(row["id"], lk["obligation"])]
        answering = {name for name, link in links_of(CHECKOUT) if answered(link, demands) == row["id"]}
        assert {name for name, cell in row["cells"].items() if cell["answered"]} == answering
        assert set(row["cells"]) == {name for name, _ in reaching} | answering


@each("by", ["article", "provision"])
def test_the_rows_add_up_to_what_every_view_counts(mh: Mh, real_copy: Path, by: str) -> None:
    """With our judgements and by the strategy's own words; what is counted elsewhere says where."""
    rows = asked(mh, real_copy, "--by", by)["rows"]
    counted = mh("gaps", "--format", "json", cwd=real_copy).json["coverage"]
    elsewhere = 0
    for instrument, counts in counted.items():
        mine = [row["coverage"] for row in rows if row["instrument"] == instrument]
        for name in ("total", *CLASSIFICATIONS):
            assert sum(row[name] for row in mine) == counts[name]
    for row in rows:
        assert row["coverage"]["total"] or row["counted_at"]
        elsewhere += bool(row["counted_at"])
    assert elsewhere


@pytest.mark.thorough
@each("form", some(["csv", "markdown"], 2))
def test_no_row_is_without_its_coverage(mh: Mh, real_copy: Path, form: str) -> None:
    """How many of how many are met and what becomes of the rest, or where it is counted."""
    out = mh("matrix", "--format", form, cwd=real_copy).out
    if form == "csv":
        cells = [(row["coverage"], row["own_words"]) for row in csv.DictReader(StringIO(out))]
    else:
        lines = [line.replace("\\", "").split(" | ") for line in out.splitlines() if "| " in line]
        cells = [(line[2], line[3]) for line in lines if line[0].strip("| ") not in ("Id", "---")]
    assert len(cells) > 40
    promises = "|".join(say(f"promise.{name}", "nb") for name in PROMISES)
    one = "|".join(say(f"classification.{name}", "nb") for name in CLASSIFICATIONS)
    for coverage, own in cells:
        assert re.match(rf"\d+ av \d+ dekket|telles ved \S+|{one}", coverage)
        assert re.match(rf"\d+ av \d+ følges opp|–|{promises}", own)
    assert any("uten svar" in coverage for coverage, _ in cells)


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


def mark(cell: dict[str, Any], lang: str) -> str:
    """The letter of the basis, the sign of the contribution, and the share where it is not the whole."""
    share = f" {cell['answered']}/{cell['total']}" if 0 < cell["answered"] < cell["total"] else ""
    return LETTERS[lang][cell["basis"]] + SIGNS[cell["contribution"]] + share


@pytest.mark.thorough
@each("lang", some(["nb", "en"], 2))
def test_letters_and_signs_show_basis_and_contribution(mh: Mh, real_copy: Path, lang: str) -> None:
    """Each cell of the table is the letter of its basis, the sign of its contribution and its share."""
    out = mh("matrix", "--format", "csv", "--lang", lang, cwd=real_copy).out
    table = {row["id"]: row for row in csv.DictReader(StringIO(out))}
    seen = set()
    for row in asked(mh, real_copy)["rows"]:
        for measure in asked_measures(table):
            cell = row["cells"].get(measure)
            said = mark(cell, lang) if cell else ""
            assert table[row["id"]][measure] == said
            seen.add(said)
    assert {said[0] for said in seen if said} == set(LETTERS[lang].values())
    assert any("/" in said for said in seen)


def asked_measures(table: dict[str, dict[str, str]]) -> list[str]:
    return [name for name in next(iter(table.values())) if name.startswith("T")]


@pytest.mark.thorough
@each("form", some(["text", "markdown", "html"], 3))
@each("lang", some(["nb", "en"], 2))
def test_a_legend_explains_letters_and_signs(mh: Mh, real_copy: Path, form: str, lang: str) -> None:
    """Nobody has to guess which links are our own judgement."""
    shown = " ".join(mh("matrix", "--format", form, "--lang", lang, cwd=real_copy).out.split())
    for letter in LETTERS[lang].values():
        assert f"{letter} = " in shown
    assert all(f"{sign} " in shown for sign in SIGNS.values())
    assert ("vår vurdering" if lang == "nb" else "our judgement") in shown


@pytest.mark.thorough
@each("columns", some([50, 80, 100, 140], 4))
@each("by", ["article", "provision"])
def test_the_text_tells_every_link_at_any_width(mh: Mh, real_copy: Path, columns: int, by: str) -> None:
    """No line is wider than the terminal, and each row has its measures with all that a cell says."""
    out = mh("matrix", "--by", by, cwd=real_copy, columns=columns).out
    assert max(len(line) for line in out.splitlines()) <= columns
    rows = asked(mh, real_copy, "--by", by)["rows"]
    places = [re.search(rf"^  {re.escape(row['id'])}(?= |$)", out, re.MULTILINE) for row in rows]
    starts = [place.start() for place in places if place]
    assert len(starts) == len(rows)
    assert starts == sorted(starts)
    for row, start, end in zip(rows, starts, [*starts[1:], len(out)], strict=True):
        said = " ".join(out[start:end].split())
        marks = [f"{measure} {mark(cell, 'nb')}" for measure, cell in row["cells"].items()]
        assert (" · ".join(marks) or "ingen koblinger") in said


def test_markdown_names_every_measure(mh: Mh, real_copy: Path) -> None:
    """The columns bear ids; the titles stand below the table."""
    out = mh("matrix", "--format", "markdown", cwd=real_copy).out
    for path in (CHECKOUT / "data/measures").glob("*.yaml"):
        measure = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        assert f"- **{measure['id']}:** {measure['title']['nb']}" in out


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


def test_one_body(mh: Mh, real_copy: Path) -> None:
    """All that it has asked for, in whatever instrument."""
    rows = asked(mh, real_copy, "--body", "greta")["rows"]
    assert {row["instrument"] for row in rows} == {"greta-r1", "greta-r2", "greta-r3", "greta-strategy"}


def measures_of(root: Path) -> dict[str, dict[str, Any]]:
    read = [
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for path in sorted((root / "data/measures").glob("*.yaml"))
    ]
    return {measure["id"]: measure for measure in read}


@pytest.mark.thorough
@each("status", some(["not_reported", "in_progress"], 2))
def test_filters_choose_columns_and_with_them_rows(mh: Mh, real_copy: Path, status: str) -> None:
    """Measures with a status, and the obligations that one of them is linked to."""
    answer = asked(mh, real_copy, "--status", status)
    wanted = [name for name, item in measures_of(CHECKOUT).items() if item["status"] == status]
    assert answer["measures"] == wanted
    everything = asked(mh, real_copy)["rows"]
    linked = [row["id"] for row in everything if set(row["cells"]) & set(wanted)]
    assert [row["id"] for row in answer["rows"]] == linked


def test_a_focus_area_filters_both_sides(mh: Mh, real_copy: Path) -> None:
    """Its measures against what they are linked to and what the strategy names for the area."""
    answer = asked(mh, real_copy, "--area", "3")
    measures = measures_of(CHECKOUT)
    assert answer["measures"] == [name for name, item in measures.items() if item["focus_area"] == 3]
    strategy = yaml.load(
        (CHECKOUT / "strategy/strategy.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    (area,) = [area for area in strategy["focus_areas"] if area["number"] == 3]
    named = {name if isinstance(name, str) else f"coe-{name}" for name in area["articles"]}
    rows = {row["id"] for row in answer["rows"]}
    assert named <= rows
    unlinked = {row["id"] for row in answer["rows"] if not row["cells"] and row["instrument"] == "coe"}
    assert unlinked <= named
    assert len(answer["rows"]) < len(asked(mh, real_copy)["rows"])


def test_a_ministry_filters_both_sides(mh: Mh, real_copy: Path) -> None:
    """Its measures against what they are linked to and what it can follow up itself."""
    answer = asked(mh, real_copy, "--ministry", "hod")
    measures = measures_of(CHECKOUT)
    assert answer["measures"] == [name for name, item in measures.items() if "HOD" in item["responsible"]]
    owners = {owner["id"]: owner for owner in demands_of(CHECKOUT).values()}
    for row in answer["rows"]:
        assert row["cells"] or "HOD" in (owners[row["id"]].get("follow_up") or [])


def test_filters_hold_together(mh: Mh, real_copy: Path) -> None:
    """Rows of one body against measures of one area."""
    answer = asked(mh, real_copy, "--area", "4", "--body", "osce", "--status", "not_reported")
    assert {row["instrument"] for row in answer["rows"]} == {"osce"}
    assert {measures_of(CHECKOUT)[name]["focus_area"] for name in answer["measures"]} == {4}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_selection_without_obligations_says_so(mh: Mh, fjellheim: Path, form: str) -> None:
    """No empty table."""
    asked = ("matrix", "--status", "not_started", "--lang", "en", "--format", form)
    assert "No obligations in the selection." in mh(*asked, cwd=fjellheim).out


@pytest.mark.thorough
@each("form", some(["text", "markdown", "html"], 3))
def test_a_limit_says_how_many_rows_are_left_out(mh: Mh, real_copy: Path, form: str) -> None:
    """And the command that shows them."""
    rows = asked(mh, real_copy)["rows"]
    out = mh("matrix", "--limit", "3", "--format", form, cwd=real_copy).out.replace("\\", "")
    assert f"{len(rows) - 3} til: «mh matrix --format {form} --limit 0»." in out
    shown = asked(mh, real_copy, "--limit", "3")
    assert shown["rows"] == rows[:3]
    assert shown["left_out"] == len(rows) - 3


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_cannot_be_judged_is_said_first(mh: Mh, fjellheim: Path, form: str) -> None:
    """The file that is in no count is named before any count."""
    (fjellheim / "data/measures/13-straffrihet.yaml").write_text("id: [\n")
    out = mh("matrix", "--format", form, cwd=fjellheim).out
    assert "Kan ikke vurderes: data/measures/13-straffrihet.yaml" in out.partition("Tiltak mot forpl")[
        0
    ] or (form == "html" and out.index("Kan ikke vurderes") < out.index("<h1>"))


def test_a_page_has_a_table_for_each_chapter_with_the_measures_that_are_linked_in_it(
    mh: Mh, real_copy: Path
) -> None:
    """Nobody scrolls through columns that are empty from top to bottom."""
    out = mh("matrix", "--format", "html", "--lang", "en", cwd=real_copy).out
    tables = re.findall(r"<table.*?</table>", out, re.DOTALL)
    chapters = re.findall(r'<li><a href="#(chapter-\d+)">', out)
    assert len(tables) == len(chapters) > 5
    assert all(f'<h2 id="{anchor}">' in out for anchor in chapters)
    for table in tables:
        head, _, body = table.partition("<tbody ")
        columns = len(re.findall("<th ", head))
        cells = re.findall(r"<tr [^>]*>(.*?)</tr>", body, re.DOTALL)
        texts = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in cells]
        assert all(len(row) == columns for row in texts)
        assert all(any(row[column] for row in texts) for column in range(columns))


@each(
    ("arguments", "said"),
    [
        (("--by", "measure"), "provision"),
        (("--instrument", "xyzzy"), "xyzzy"),
        (("--body", "xyzzy"), "xyzzy"),
        (("--area", "9"), "9"),
        (("--ministry", "xyzzy"), "xyzzy"),
        (("--status", "xyzzy"), "completed"),
        (("--limit", "-1"), "--limit"),
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


@pytest.mark.thorough
@pytest.mark.parametrize("by", some(["article", "provision"], 2))
def test_a_spreadsheet_holds_the_same_table(mh: Mh, real_copy: Path, tmp_path: Path, by: str) -> None:
    """Opened again, it has the rows of the CSV file, and the legend below them."""
    path = tmp_path / "matrise.xlsx"
    assert mh("matrix", "--by", by, "--format", "xlsx", "-o", str(path), cwd=real_copy).code == 0
    out = mh("matrix", "--by", by, "--format", "csv", cwd=real_copy).out
    wanted = list(csv.reader(StringIO(out)))
    rows = [["" if cell is None else cell for cell in row] for row in sheet_of(path)]
    assert rows[1 : len(wanted)] == wanted[1:]
    assert rows[0][4:] == wanted[0][4:]
    assert "vår vurdering" in rows[-1][0]


def test_a_spreadsheet_keeps_its_heads_in_sight(mh: Mh, real_copy: Path, tmp_path: Path) -> None:
    """The head and the obligation stay while the reader scrolls."""
    path = tmp_path / "matrise.xlsx"
    mh("matrix", "--format", "xlsx", "-o", str(path), "--lang", "en", cwd=real_copy)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.freeze_panes == "E2"
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
    answer = mh("matrix", "--format", "xlsx", "-o", "m.xlsx", cwd=fjellheim)
    assert (answer.code, "Traceback" in answer.err) == (0, False)
    assert "coe-12" in [row[0] for row in sheet_of(fjellheim / "m.xlsx")]


def test_a_spreadsheet_replaces_an_old_one_whole(mh: Mh, fjellheim: Path) -> None:
    """The folder is made, the file is put in place in one step, and nothing is left next to it."""
    folder = fjellheim / "ut"
    for _ in range(2):
        assert mh("matrix", "--format", "xlsx", "-o", "ut/m.xlsx", cwd=fjellheim).code == 0
        assert [path.name for path in folder.iterdir()] == ["m.xlsx"]
        assert sheet_of(folder / "m.xlsx")[0][:4] == [
            "Id",
            "Tittel",
            "Dekning",
            "Etter strategiens egne ord",
        ]
