"""A plan under another convention, in Norwegian: the convention is data, and all is counted twice.

The data and their sources are in ``tests/fixtures/istanbul``. Fjordvik does not exist.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counting import CLASSES, Count
from repositories import Step, build
from support import CHECKOUT, Mh, each

DAY = date(2026, 11, 26)
"""The deadline of T03.1, which has not passed on the day itself."""


@pytest.fixture(scope="module")
def fjordvik(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan in a repository: nothing is reported in 2025, and in 2026 something is."""
    folder = tmp_path_factory.mktemp("istanbul")
    source = shutil.copytree(CHECKOUT / "tests" / "fixtures" / "istanbul", folder / "draft")
    now = {
        path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.yaml"))
    }
    before = {path: _silent(text) for path, text in now.items() if path.startswith("data/measures/")}
    steps = (Step("2025-03-01", now | before), Step("2026-04-15", now))
    return build(folder / "plan", steps, base={}).root


def _silent(text: str) -> str:
    """The text of a measure before anybody told of it."""
    text = re.sub(r"status: \w+", "status: not_reported", text)
    return re.sub(r"(?m)^ *(status_source|completed): .*\n", "", text)


@pytest.fixture(scope="module")
def count(fjordvik: Path) -> Count:
    return Count(fjordvik)


def said(mh: Mh, root: Path, *arguments: str) -> Any:
    """The JSON of a command."""
    answer = mh(*arguments, "--format", "json", cwd=root)
    assert answer.code == 0, answer.err
    return answer.json


def test_the_plan_has_no_error(mh: Mh, fjordvik: Path) -> None:
    assert mh("check", "--as-of", DAY.isoformat(), cwd=fjordvik).code == 0


def test_the_convention_is_named_as_its_file_names_it(mh: Mh, fjordvik: Path) -> None:
    """Nothing of the convention against trafficking is left over."""
    for command in (("status",), ("gaps",), ("matrix",), ("report", "yearly", "--year", "2026")):
        out = mh(*command, cwd=fjordvik).out
        assert "Istanbulkonvensjonen" in out or "istanbul-13" in out
        assert "menneskehandel" not in out.casefold()
        assert "CETS 197" not in out
        assert "coe-" not in out


def test_status_counts_the_same(mh: Mh, fjordvik: Path, count: Count) -> None:
    status = said(mh, fjordvik, "status", "--as-of", DAY.isoformat())
    assert status["status_counts"] == count.statuses
    rows = {row["id"]: row for area in status["focus_areas"] for row in area["measures"]}
    done = [row["tasks"]["completed"] for row in rows.values()]
    assert sum(done) == count.task_statuses["completed"] == 2
    assert sum(row["tasks"]["total"] for row in rows.values()) == len(count.tasks)


@each(
    ("day", "passed"),
    [
        ("2026-06-30", []),
        ("2026-07-01", ["T02.1"]),
        ("2026-11-26", ["T02.1"]),
        ("2026-11-27", ["T02.1", "T03.1"]),
        ("2027-12-31", ["T02.1", "T03.1"]),
        ("2028-01-01", ["T02.1", "T02.2", "T03.1"]),
    ],
)
def test_deadlines_pass_on_the_same_day(
    mh: Mh, fjordvik: Path, count: Count, day: str, passed: list[str]
) -> None:
    """A month on the day after its last one, and a year likewise. What is completed is never late."""
    assert count.passed(date.fromisoformat(day)) == passed
    found = said(mh, fjordvik, "gaps", "--as-of", day)["gaps"]
    assert [gap["subject"] for gap in found if gap["code"] == "MH301"] == passed


def test_gaps_count_the_same(mh: Mh, fjordvik: Path, count: Count) -> None:
    gaps = said(mh, fjordvik, "gaps", "--as-of", DAY.isoformat())
    held = gaps["coverage"]["istanbul"]
    assert held["total"] == len(count.requirements("istanbul")) == 8
    assert held["promise"] == count.promises("istanbul")
    assert {name: held[name] for name in CLASSES} == count.classifications("istanbul")
    asked = {gap["subject"]: gap["classification"] for gap in gaps["gaps"] if gap["obligation"]}
    assert asked == count.open()


def test_the_matrix_has_the_same_links(mh: Mh, fjordvik: Path, count: Count) -> None:
    rows = said(mh, fjordvik, "matrix")["rows"]
    cells = {row["id"]: {name: c["answered"] for name, c in row["cells"].items()} for row in rows}
    assert {name: row for name, row in cells.items() if row} == count.cells()


def test_the_yearly_report_counts_the_same(mh: Mh, fjordvik: Path, count: Count) -> None:
    report = said(mh, fjordvik, "report", "yearly", "--year", "2026")
    shown = {item["measure"]["id"]: item for area in report["areas"] for item in area["measures"]}
    assert {name: item["measure"]["status"] for name, item in shown.items()} == {
        measure["id"]: measure["status"] for measure in count.measures
    }
    assert {item["status_before"] for item in shown.values()} == {"not_reported"}
    owed = {item["actor"]: item["measures"] for item in report["reports"]}
    assert owed == {
        who: sum(who in measure["responsible"] for measure in count.measures) for who in ("HD", "LD")
    }
