"""Reporting periods that are no calendar years: every command takes one by its name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator

from desks import Visitor, proposed
from example import measure, periods, tasks, year
from reports import run
from repositories import Repo, Step, build, git
from support import CHECKOUT

FISCAL = (
    "2024-25: {from: 2024-04-01, to: 2025-03-31, due: 2025-05-01}",
    "2025-26: {from: 2025-04-01, to: 2026-03-31, due: 2026-05-01}",
)
"""Two fiscal years, each with its day."""
REPORT = """\
year: 2025-26
actor: JD
kind: self
approved: {by: JD, date: 2026-04-20}
measures:
  - {measure: T01, status: in_progress}
"""


@pytest.fixture(scope="module")
def fiscal(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The example with two fiscal years; a report on the second, and a commit after both."""
    return build(
        tmp_path_factory.mktemp("fiscal") / "depot",
        [
            Step("2025-03-30", periods(*FISCAL)),
            Step("2025-10-01", {"README.md": "In the second year."}),
            Step("2026-04-20", {"data/reports/2025-26/JD.yaml": REPORT}),
            Step("2026-06-01", {"README.md": "Later."}),
        ],
    )


def test_a_period_by_name_is_recorded_checked_listed_and_reported_on(fiscal: Repo) -> None:
    """It is compared with the period that ends on the day before it, and late by its own day."""
    root = ("--root", str(fiscal.root))
    found = run("check", "--format", "json", *root).json
    assert [item["code"] for item in found["diagnostics"] if item["severity"] == "error"] == []
    silences = [item["message"] for item in found["diagnostics"] if item["code"] == "MH302"]
    assert len(silences) == 1  # the second has been reported on
    assert "2024-25" in silences[0]
    (listed,) = run("list", "reports", "--format", "json", *root).json["reports"]
    assert (listed["id"], listed["year"]) == ("2025-26-JD", "2025-26")
    told = run("report", "yearly", "--year", "2025-26", "--format", "json", *root).json
    assert (told["year"], told["incomplete"], told["due"]) == ("2025-26", None, "2026-05-01")
    assert told["reports"] == [{"actor": "JD", "state": "approved", "told": 1, "measures": 1}]
    assert told["ends"]["opening_day"] == "2025-03-30"


def test_a_report_on_a_period_is_as_its_schema_says(tmp_path: Path) -> None:
    """The name of a period that is no calendar year is a text."""
    files = periods(*FISCAL) | measure(responsible="[JD, AID]")
    root = build(tmp_path / "depot", [Step("2025-10-01", files)]).root
    for kind in (("yearly",), ("ministry", "AID")):
        made = run("report", *kind, "--year", "2025-26", "--format", "json", "--root", str(root)).json
        path = CHECKOUT / "schemas" / "outputs" / f"report-{kind[0]}.schema.json"
        Draft202012Validator(json.loads(path.read_text("utf-8"))).validate(made)


def test_a_draft_and_a_workbook_are_made_for_a_period(fiscal: Repo, tmp_path: Path) -> None:
    """The file and the folder have the name of the period, and the workbook comes back to it."""
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", str(fiscal.root), str(copy))
    asked = ("--year", "2024-25", "--actor", "JD", "--root", str(copy))
    book = tmp_path / "JD.xlsx"
    assert run("new", "report", "--format", "xlsx", "-o", str(book), *asked).code == 0
    assert run("new", "report", *asked).code == 0
    made = (copy / "data" / "reports" / "2024-25" / "JD.yaml").read_text("utf-8")
    assert "\nyear: 2024-25\n" in made
    assert "2024-25-JD" not in run("check", "--root", str(copy)).out  # sound as it is
    back = run("import", str(book), "--root", str(copy), "--dry-run")
    assert back.code == 0, back.err


def test_a_period_that_is_not_recorded_is_refused_with_those_that_are(fiscal: Repo) -> None:
    for command in (("report", "yearly"), ("new", "report", "--actor", "JD")):
        answer = run(*command, "--year", "2025-27", "--lang", "en", "--root", str(fiscal.root))
        assert answer.code == 2
        assert (
            "“2025-27” is not a reporting period of the strategy. Write 2024-25 or 2025-26" in answer.err
        )


def test_a_year_is_one_of_those_recorded_or_of_the_strategy(tmp_path: Path) -> None:
    """Where the periods are no calendar years, only those; what no report can hold is refused at once."""
    fiscal = '"2025-26": {from: 2025-04-01, to: 2026-03-31}'
    made = build(tmp_path / "depot", [Step("2026-03-01", periods(fiscal))])
    none = build(tmp_path / "none", [Step("2026-03-01")])
    for root, asked, said in (
        (made.root, "2027", "“2027” is not a reporting period of the strategy. Write 2025-26, or add"),
        (none.root, "1950", "“1950” is not a year"),
        (none.root, "2024", "The strategy covers 2025–2030, not 2024."),
    ):
        for command in (("report", "yearly"), ("new", "report", "--actor", "JD")):
            answer = run(*command, "--year", asked, "--lang", "en", "--root", str(root))
            assert (answer.code, said in answer.err) == (2, True), answer.err


def test_a_period_has_the_name_of_a_year_and_no_other_line(tmp_path: Path) -> None:
    """That is told at the name, with what would do."""
    wrong = ["2025/26", "1950", "2025-26-3", "Første"]
    made = periods(*(f'"{name}": {{from: 2025-04-01, to: 2026-03-31}}' for name in wrong))
    root = build(tmp_path / "depot", [Step("2026-03-01", made)]).root
    found = run("check", "--lang", "en", "--format", "json", "--root", str(root)).json["diagnostics"]
    told = [item["message"] for item in found if item["code"] == "MH007"]
    assert told == [f"“periods” cannot be “{name}”." for name in wrong]
    assert "or the name of another reporting period, such as 2025-26." in found[0]["help"]


def test_a_report_whose_year_is_a_text_is_still_an_error(fiscal: Repo, tmp_path: Path) -> None:
    """Only what is the name of another period is a text: a calendar year is a number."""
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", str(fiscal.root), str(copy))
    path = copy / "data" / "reports" / "2025-26" / "JD.yaml"
    for year in ('"2026"', "2026-", "26-27"):
        path.write_text(REPORT.replace("2025-26", year), "utf-8")
        assert "MH006" in run("check", "--root", str(copy)).out, year


def test_the_form_reports_on_a_period_that_has_begun(fiscal: Repo, tmp_path: Path) -> None:
    """It is December 2024 at the desk: the second fiscal year has not begun."""
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", str(fiscal.root), str(copy))
    git(copy, "config", "user.name", "Kari")
    git(copy, "config", "user.email", "kari@example.no")
    visitor = Visitor(copy)
    assert re.findall(r'href="(/report/[^"]+)"', visitor.page("/owes/JD")) == ["/report/2024-25/JD"]
    visitor.fill("/report/2024-25/JD", {"measures.T01.status": "in_progress"}, "save", 303)
    assert "\nyear: 2024-25\n" in proposed(copy, "data/reports/2024-25/JD.yaml")
    assert 'href="/report/2024-25/JD"' in visitor.page("/proposal")  # to be opened again


def test_before_the_first_period_the_coordinator_is_told_that_none_has_begun(tmp_path: Path) -> None:
    """The newest commit is in December 2024, with or without a period that begins in 2025."""
    for name, files in (("named", periods(FISCAL[1])), ("none", {})):
        made = build(tmp_path / name, [Step("2024-12-01", files)])
        assert "Ingen rapporteringsperiode har begynt ennå." in Visitor(made.root).page("/coordinator")


def test_the_site_has_a_page_for_each_period_that_has_begun(fiscal: Repo, tmp_path: Path) -> None:
    answer = run("site", str(tmp_path / "site"), "--root", str(fiscal.root), "--lang", "nb")
    assert answer.code == 0, answer.err
    assert "2025-26" in (tmp_path / "site" / "nb" / "2025-26.html").read_text("utf-8")
    assert (tmp_path / "site" / "nb" / "2025-26-JD.html").is_file()
    when = (tmp_path / "site" / "nb" / "deadlines.html").read_text("utf-8")
    assert re.findall(r"(2\d{3}-\d\d): (?:ingen|godkjent) ", when) == ["2024-25", "2025-26"]
    places = re.findall(r'class="state[^"]*" style="left:([0-9.]+)%;width:calc\(([0-9.]+)% - 6px\)', when)
    (one, wide), (other, as_wide) = (map(float, place) for place in places)
    assert wide == pytest.approx(as_wide, abs=0.5)
    assert one + wide == pytest.approx(other, abs=0.5)  # each begins where the one before it ends


def test_a_period_has_a_name_that_a_report_can_have(tmp_path: Path) -> None:
    """Its folder has that name: no year is in it otherwise than first, and no sign but the hyphen."""
    named = "26/27: {from: 2026-01-01, to: 2027-12-31}"
    repo = build(tmp_path / "depot", [Step("2026-03-30", periods(named))])
    (found,) = run("check", "--rules", "MH007", "--format", "json", "--root", str(repo.root)).json[
        "diagnostics"
    ]
    assert found["message"] == "«periods» kan ikke være «26/27»."


def test_a_period_may_last_until_the_last_day_of_all(tmp_path: Path) -> None:
    """No period can begin on the day after it."""
    endless = "2026-on: {from: 2026-01-01, to: 9999-12-31}"
    repo = build(tmp_path / "depot", [Step("2026-03-30", periods(endless))])
    told = run("report", "yearly", "--year", "2026-on", "--format", "json", "--root", str(repo.root))
    assert told.json["year"] == "2026-on"


@pytest.mark.parametrize(("said", "unknown"), [("due: 2027", True), ("status: completed", False)])
def test_a_task_that_is_recorded_as_done_is_not_followed_by_a_doubt(
    tmp_path: Path, said: str, unknown: bool
) -> None:
    """Nobody has reported, but what is done is recorded of the task."""
    files = measure(status="not_reported", tasks=tasks(said)) | periods(year(2026))
    root = build(tmp_path, [Step("2026-02-10", files)]).root
    told = run("show", "T01", "--as-of", "2027-02-01", "--root", str(root)).out
    assert ("Om noe er gjort, er ikke registrert" in " ".join(told.split())) is unknown
