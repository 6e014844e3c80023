"""The ministry's report: a letter that says what is outstanding, and annexes with the details."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from example import REPORT, changed, measure, periods, tasks, year
from menneskehandel_cli.formats.report_pages.ministry import MOST_MEASURES, MOST_TASKS
from reports import report, run, section
from repositories import Step, build


def ministry(root: Path, actor: str = "JD", year: str = "2026", form: str = "markdown") -> str:
    asked = ("report", "ministry", actor, "--year", year, "--format", form, "--lang", "nb")
    answer = run(*asked, "--root", str(root))
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def view(root: Path, actor: str = "JD", year: str = "2026") -> Any:
    return json.loads(ministry(root, actor, year, "json"))


def made(folder: Path, due: str, files: Mapping[str, Any] = MappingProxyType({})) -> Path:
    """A plan on which JD reports as ``due`` says, read on 10 February 2027."""
    first = {**periods(year(2026, due)), **files}
    steps = [Step("2026-01-10", first), Step("2027-02-10", {"README.md": "Mer.\n"})]
    return build(folder / "depot", steps).root


ANNEX = "\n## Vedlegg 1"
"""What ends the letter."""


# The letter --------------------------------------------------------------------------------------


def test_the_letter_says_who_writes_to_whom_and_what_is_outstanding(places: dict[str, Path]) -> None:
    """To the ministry, from the coordinator, in the order a reader acts on."""
    text = ministry(places["demo"], "ND", "2023")
    assert text.startswith("# Næringsdepartementet i Vestlandia: dette gjenstår for 2023\n")
    first = text.partition(ANNEX)[0]
    assert "- **Til:** Næringsdepartementet i Vestlandia" in first
    assert "- **Fra:** Rettsdepartementet i Vestlandia, som koordinerer strategien" in first
    headings = [line for line in first.splitlines() if line.startswith("## ")]
    assert headings == [
        "## Rapporter som gjenstår",
        "## Åpne oppgaver",
        "## Åpne mangler",
        "## Hva som skjer med det som sendes inn",
    ]
    assert "3 dager" in first
    assert "data/reports/2023/ND.yaml" in first


@pytest.mark.parametrize(
    ("due", "late", "said"),
    [
        ("due: 2027-01-31", 10, "10 dager"),
        ("due: 2027-02-10", None, "Fristen for rapportene er 10. februar 2027."),
        ("due: 2027-03-01", None, "Fristen for rapportene er 1. mars 2027."),
        ("", None, "Det er ikke registrert noen frist for rapporteringen"),
    ],
)
def test_a_report_is_late_from_the_day_after_it_is_due(
    tmp_path: Path, due: str, late: int | None, said: str
) -> None:
    """And the letter says by how many days, or when it is due."""
    root = made(tmp_path, due)
    assert view(root)["days_late"] == late
    assert said in section(ministry(root), "Rapporter som gjenstår")


def test_who_has_reported_owes_nothing(tmp_path: Path) -> None:
    """Then the list of measures and the deadline are gone; its own measures have their cards."""
    root = made(tmp_path, "due: 2027-01-31", {"data/reports/2026/JD.yaml": REPORT})
    found = view(root)
    assert (found["unreported"], found["days_late"]) == ([], None)
    letter, _, annexes = ministry(root).partition(ANNEX)
    assert "godkjent rapport om dette" not in letter
    assert "### Tiltak 1:" in annexes


def test_many_measures_are_named_by_number_and_listed_in_the_annex(places: dict[str, Path]) -> None:
    """So that the letter keeps to a page; a measure has a card only where there is news of it."""
    letter, _, annexes = report(places, "real", "ministry", "markdown").partition(ANNEX)
    missing = json.loads(report(places, "real", "ministry", "json"))["unreported"]
    assert len(missing) > MOST_MEASURES
    assert "T01, T02, T03" in letter
    assert "- T01 Utvikle" not in letter
    assert "- T01 Utvikle" in annexes
    assert "registrert noen rapport om departementets tiltak" in annexes
    assert "### Tiltak 1:" not in annexes


def test_open_tasks_with_a_deadline_stand_with_the_latest_first(tmp_path: Path) -> None:
    """Those it owns, and those of its measures that nobody owns; others are only counted."""
    given = tasks(
        "due: 2027-06-01",
        "due: 2027-02-09",
        "due: 2026-12",
        "due: 2026-01-01, status: completed",
        "owners: [AID], due: 2026-01-01",
        "owners: [JD]",
    )
    root = made(tmp_path, "", measure(tasks=given))
    found = view(root)
    late = [(item["task"]["id"], item["days_late"]) for item in found["due_tasks"]]
    assert late == [("T01.3", 41), ("T01.2", 1), ("T01.1", None)]
    assert found["undated"] == 1
    said = section(ministry(root), "Åpne oppgaver")
    assert "T01.3 Gjøre det. Fristen (desember 2026) er passert. Om oppgaven" in said
    assert "T01.1 Gjøre det (frist 1. juni 2027)" in said
    assert "1 åpen oppgave har ingen frist." in said


@pytest.mark.parametrize("number", [MOST_TASKS + 1, MOST_TASKS + 2])
def test_a_long_list_of_tasks_is_cut_and_counted(tmp_path: Path, number: int) -> None:
    """One more than the letter names is named all the same."""
    many = tasks(*["owners: [JD], due: 2028"] * number)
    said = section(ministry(made(tmp_path, "", measure(tasks=many))), "Åpne oppgaver")
    named = said.count("(frist 2028)")
    assert named == (number if number == MOST_TASKS + 1 else MOST_TASKS)
    assert ("… og 2 linjer til, i vedleggene." in said) is (number > MOST_TASKS + 1)


def test_gaps_add_up_and_those_told_above_are_not_told_again(places: dict[str, Path]) -> None:
    """A late task and a missing report have their own sections."""
    found = view(places["demo"], "ND", "2023")
    total = sum(section["number"] for section in found["gaps"])
    said = section(ministry(places["demo"], "ND", "2023"), "Åpne mangler")
    assert said.startswith(f"{total} åpne mangler gjelder departementet")
    assert "T08" in said
    assert "Fristen for T05.1" not in said


# The annexes -------------------------------------------------------------------------------------


def test_the_end_of_reporting_is_called_what_the_storting_calls_it(tmp_path: Path) -> None:
    """Rapporteringen avsluttes."""
    closed = "reporting_closed: {closed: true, reason: Målet er nådd.}"
    told = changed(REPORT, measures=f"[{{measure: T01, status: completed, {closed}}}]")
    root = made(tmp_path, "", {"data/reports/2026/JD.yaml": told})
    assert "**Rapporteringen avsluttes:** Målet er nådd." in ministry(root)


def test_a_discontinued_measure_has_its_reason_in_the_yearly_table(tmp_path: Path) -> None:
    """Also when it has no news, and so no card."""
    root = made(tmp_path, "", measure(status="discontinued", note="Loven løste det."))
    asked = ("report", "yearly", "--year", "2027", "--lang", "nb", "--root", str(root))
    assert "| avsluttet uten gjennomføring: Loven løste det |" in run(*asked).out
