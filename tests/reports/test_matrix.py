"""``mh matrix``: measures and obligations, with the basis of every link visible."""

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from menneskehandel_cli.language import say
from menneskehandel_cli.register.coverage import CLASSES, PROMISES
from plain_data import Data, reaches
from support import CHECKOUT, FICTIONAL, Mh, each, golden, some

REAL = Data(CHECKOUT)

LETTERS = {
    "nb": {"strategy": "S", "area": "O", "editorial": "V"},
    "en": {"strategy": "S", "area": "A", "editorial": "E"},
}
SIGNS = {"full": "●", "partial": "◐", "assess": "○", None: "–"}


def asked(mh: Mh, root: Path, *arguments: str) -> Any:
    answer = mh("matrix", "--format", "json", *arguments, cwd=root)
    assert answer.code == 0
    return answer.json


# The answer for machines -------------------------------------------------------------------------


def test_by_article_every_link_of_the_data_has_its_cell(mh: Mh, real_copy: Path) -> None:
    """A cell stands where the YAML has a link to the obligation; any other answers the same demand."""
    owners = {demand.owner["id"] for demand in REAL.demands.values()}
    links = {(link["obligation"].split(".")[0], name) for name, link in REAL.links}
    answer = asked(mh, real_copy)
    assert next(iter(answer.items())) == ("schema", "mh/matrix/3")
    assert answer["by"] == "article"
    assert answer["measures"] == [f"T{number:02}" for number in range(1, 19)]
    rows = {row["id"]: row for row in answer["rows"]}
    cells = {(name, measure) for name, row in rows.items() for measure in row["cells"]}
    assert {(owner, name) for owner, name in links if owner in owners} <= cells
    assert all(rows[owner]["cells"][measure]["answered"] > 0 for owner, measure in cells - links)


def test_a_cell_tells_how_many_of_how_many_are_answered(mh: Mh, real_copy: Path) -> None:
    """Of an article of the convention: the demands that the measure's links name one by one."""
    partly = 0
    for row in asked(mh, real_copy, "--instrument", "coe")["rows"]:
        inside = {name for name, demand in REAL.demands.items() if demand.owner["id"] == row["id"]}
        for measure, cell in row["cells"].items():
            mine = [lk for name, lk in REAL.links if name == measure and reaches(row["id"], lk["obligation"])]
            named = {REAL.answered(link) for link in mine} & inside
            assert (cell["answered"], cell["total"]) == (len(named), len(inside))
            assert cell["basis"] in {link["basis"] for link in mine}
            assert (cell["contribution"] is None) == (not named)
            partly += 0 < len(named) < len(inside)
    assert partly > 10


def test_our_judgement_is_never_shown_as_the_strategys(mh: Mh, real_copy: Path) -> None:
    """Nor the other way: basis and contribution of a cell belong to the same link."""
    told = "is our own judgement, except where the strategy itself says so"
    assert told in " ".join(mh("matrix", "--lang=en", cwd=real_copy).out.split())
    data = Data(FICTIONAL)
    for row in asked(mh, FICTIONAL, "--by", "provision")["rows"]:
        for measure, cell in row["cells"].items():
            pairs = [
                (link["basis"], link["contribution"] if data.answered(link) else None)
                for name, link in data.links
                if name == measure and reaches(link["obligation"], row["id"])
            ]
            assert not pairs or (cell["basis"], cell["contribution"]) in pairs


def test_by_provision_a_link_to_the_whole_reaches_every_provision_and_answers_none(
    mh: Mh, real_copy: Path
) -> None:
    """A row for each demand; what names several at once only names them."""
    answer = asked(mh, real_copy, "--by", "provision", "--instrument", "coe")
    assert (answer["by"], {row["instrument"] for row in answer["rows"]}) == ("provision", {"coe"})
    for row in answer["rows"]:
        reaching = {name for name, link in REAL.links if reaches(link["obligation"], row["id"])}
        answering = {name for name, link in REAL.links if REAL.answered(link) == row["id"]}
        assert {name for name, cell in row["cells"].items() if cell["answered"]} == answering
        assert set(row["cells"]) == reaching | answering


def test_no_row_is_without_its_coverage(mh: Mh, real_copy: Path) -> None:
    """How many of how many are met and what becomes of the rest, or where it is counted."""
    rows = list(csv.DictReader(StringIO(mh("matrix", "--format", "csv", cwd=real_copy).out)))
    assert len(rows) > 40
    promises = "|".join(say(f"promise.{name}", "nb") for name in PROMISES)
    one = "|".join(say(f"classification.{name}", "nb") for name in (*CLASSES, "no_measure", "assess"))
    some = r"\d+ (av \d+ dekket|skal bare vurderes|under oppfølging|uten tiltak)"
    for row in rows:
        assert re.match(f"{some}|telles et annet sted|{one}", row["coverage"])
        assert re.match(rf"\d+ av \d+ krav|–|{promises}", row["own_words"])
    assert any("uten tiltak" in row["coverage"] for row in rows)
    ids = {row["id"] for row in rows}  # what demands nothing and is not linked would only lengthen the table
    assert {"coe-1", "coe-29", "coe-36", "coe-47"} & ids == {"coe-29"}


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
    answer = asked(mh, real_copy)
    seen = set()
    for row in answer["rows"]:
        marks = {name: mark(cell, lang) for name, cell in row["cells"].items()}
        assert [table[row["id"]][name] for name in answer["measures"]] == [
            marks.get(name, "") for name in answer["measures"]
        ]
        seen |= set(marks.values())
    assert {said[0] for said in seen} == set(LETTERS[lang].values())
    assert any("/" in said for said in seen)


@each("by", ["article", "provision"])
def test_a_page_says_of_each_row_which_measures_follow_it_up_and_how_far(
    mh: Mh, real_copy: Path, by: str
) -> None:
    """One sign says one thing: how far. What is covered in all has a column of its own."""
    out = mh("matrix", "--by", by, "--format", "markdown", cwd=real_copy).out
    told = [line.strip("| ").split(" | ") for line in out.splitlines() if line.startswith("| ")]
    told = [cells for cells in told if cells[0] not in ("Krav eller punkt", "---")]
    rows = asked(mh, real_copy, "--by", by)["rows"]
    for (called, measures, _covered), row in zip(told, rows, strict=True):
        number = re.match(r"coe-(\d+)", row["id"])
        assert not number or called.startswith(f"Artikkel {number[1]}"), row["id"]
        by_far: dict[str, list[str]] = {sign: [] for sign in SIGNS.values()}
        for measure, cell in row["cells"].items():
            far = cell["contribution"] if cell["answered"] else None
            by_far[SIGNS[far]].append(measure[1:].lstrip("0"))
        said = [f"{sign} {', '.join(some)}" for sign, some in by_far.items() if some]
        assert measures == (" · ".join(said) or "ingen tiltak"), row["id"]


@pytest.mark.thorough
@each("columns", some([50, 80, 100, 140], 4))
def test_the_text_fits_any_terminal(mh: Mh, real_copy: Path, columns: int) -> None:
    """Below the chapters in words, each row with its id, where it can be typed from."""
    out = mh("matrix", cwd=real_copy, columns=columns).out
    assert max(len(line) for line in out.splitlines()) <= columns
    ids = [row["id"] for row in asked(mh, real_copy)["rows"]]
    assert columns < 80 or re.findall(rf" ({'|'.join(map(re.escape, ids))})$", out, re.MULTILINE) == ids
    assert "Beskyttelse av ofrene (kapittel III)" in out


def test_one_instrument(mh: Mh, real_copy: Path) -> None:
    """Only its rows, in every format; of a body, those of all its instruments."""
    rows = asked(mh, real_copy, "--instrument", "osce")["rows"]
    assert [row["id"] for row in rows] == ["osce-data-tools", "osce-staff", "osce-technology"]
    found = "1 av 3 anbefalinger"  # of some measures it would be read as if of all
    assert found in mh("matrix", "--instrument", "osce", cwd=real_copy).out
    assert found not in mh("matrix", "--ministry", "HOD", cwd=real_copy).out
    out = mh("matrix", "--instrument", "OSCE", "--format", "csv", cwd=real_copy).out
    assert [line.split(",")[0] for line in out.splitlines()[1:]] == [row["id"] for row in rows]
    rows = asked(mh, real_copy, "--body", "greta")["rows"]
    assert {row["instrument"] for row in rows} == {"greta-r1", "greta-r2", "greta-r3", "greta-strategy"}


@pytest.mark.thorough
@each("status", some(["not_reported", "in_progress"], 2))
def test_filters_choose_columns_and_with_them_rows(mh: Mh, real_copy: Path, status: str) -> None:
    """Measures with a status, and the obligations that one of them is linked to."""
    answer = asked(mh, real_copy, "--status", status)
    wanted = [name for name, item in REAL.measures.items() if item["status"] == status]
    assert answer["measures"] == wanted
    linked = [row["id"] for row in asked(mh, real_copy)["rows"] if set(row["cells"]) & set(wanted)]
    assert [row["id"] for row in answer["rows"]] == linked


def test_a_focus_area_or_a_theme_filters_both_sides(mh: Mh, real_copy: Path) -> None:
    """Its measures against what they are linked to and what the strategy names for the area, or is on it."""
    themed = asked(mh, real_copy, "--theme", "return")
    assert {"T10"} <= {*themed["measures"]} < {*REAL.measures}
    assert {"coe-16", "greta-r2-recovery-period"} <= {row["id"] for row in themed["rows"]}
    answer = asked(mh, real_copy, "--area", "3")
    assert answer["measures"] == (measures := [n for n, x in REAL.measures.items() if x["focus_area"] == 3])
    (strategy,) = REAL.read("strategy/strategy.yaml").values()
    (area,) = [area for area in strategy["focus_areas"] if area["number"] == 3]
    named = {name if isinstance(name, str) else f"coe-{name}" for name in area["articles"]}
    rows = {row["id"] for row in answer["rows"]}
    assert named <= rows
    unlinked = {row["id"] for row in answer["rows"] if not row["cells"] and row["instrument"] == "coe"}
    assert unlinked <= named
    both = asked(mh, real_copy, "--area", "3", "--body", "coe")
    assert both["measures"] == measures
    assert {row["instrument"] for row in both["rows"]} == {"coe"}


def test_a_ministry_filters_both_sides(mh: Mh, real_copy: Path) -> None:
    """Its measures against what they are linked to and what it can follow up itself."""
    answer = asked(mh, real_copy, "--ministry", "hod")
    assert answer["measures"] == [n for n, item in REAL.measures.items() if "HOD" in item["responsible"]]
    owners = {owner["id"]: owner for owner in REAL.obligations.values()}
    for row in answer["rows"]:
        assert row["cells"] or "HOD" in (owners[row["id"]].get("follow_up") or [])


@each(
    ("asked", "said"),
    [
        ("list measures --ministry Utlendingsdirektoratet", "Aktøren «UDI» er ikke ansvarlig for noe"),
        ("gaps --ministry Nav", "Etter vår vurdering er det ingenting her som Nav kan følge opp."),
        ("gaps --ministry Navv", "Aktøren «Navv» finnes ikke."),
    ],
)
def test_a_body_without_anything_here_is_not_said_to_be_unknown(
    mh: Mh, real_copy: Path, asked: str, said: str
) -> None:
    answer = mh(*asked.split(), cwd=real_copy)
    assert (answer.code, said in answer.err) == (2, True)


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
