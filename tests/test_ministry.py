"""The ministry's report: a letter that says what is outstanding, and annexes with the details."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from example import MEASURE, REPORT, STRATEGY, STRATEGY_FILE, changed, measure
from menneskehandel_cli.formats.report_pages.ministry import MOST_MEASURES, MOST_TASKS
from reports import report, run
from repositories import Repo, Step, build, edition


def ministry(root: Path, actor: str = "JD", year: str = "2026", form: str = "markdown") -> str:
    asked = ("report", "ministry", actor, "--year", year, "--format", form, "--lang", "nb")
    answer = run(*asked, "--root", str(root))
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def view(root: Path, actor: str = "JD", year: str = "2026") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ministry(root, actor, year, "json"))
    return found


def letter(text: str) -> str:
    """What stands before the annexes."""
    return text.split("\n## Vedlegg 1", maxsplit=1)[0]


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"## {heading}\n\n")[1].split("\n## ", maxsplit=1)[0]


def made(folder: Path, due: str | None, *, tasks: str = "", files: dict[str, str] | None = None) -> Repo:
    """A plan on which JD reports by ``due``, read on 10 February 2027."""
    period = "2026: {from: 2026-01-01, to: 2026-12-31%s}" % (f", due: {due}" if due else "")
    reporting = f"\n  duty: Rapport.\n  source: {{document: strategy}}\n  periods:\n    {period}"
    change = measure(tasks=tasks) if tasks else {}
    first = {**edition(1), **change, STRATEGY_FILE: changed(STRATEGY, reporting=reporting)}
    steps = [Step("2026-01-10", {**first, **(files or {})}), Step("2027-02-10", {"README.md": "Mer.\n"})]
    return build(folder / "depot", steps)


# The letter --------------------------------------------------------------------------------------


def test_the_letter_says_who_writes_to_whom_and_what_is_outstanding(places: dict[str, Path]) -> None:
    """To the ministry, from the coordinator, in the order a reader acts on."""
    text = ministry(places["demo"], "ND", "2023")
    assert text.startswith("# Næringsdepartementet i Vestlandia: dette gjenstår for 2023\n")
    first = letter(text)
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
        ("2027-01-31", 10, "10 dager"),
        ("2027-02-10", None, "Fristen for rapportene er 10. februar 2027."),
        ("2027-03-01", None, "Fristen for rapportene er 1. mars 2027."),
        (None, None, "Ingen kilde fastsetter en dag for rapporteringen"),
    ],
)
def test_a_report_is_late_from_the_day_after_it_is_due(
    tmp_path: Path, due: str | None, late: int | None, said: str
) -> None:
    """And the letter says by how many days, or when it is due."""
    root = made(tmp_path, due).root
    assert view(root)["days_late"] == late
    assert said in section(ministry(root), "Rapporter som gjenstår")


def test_who_has_reported_owes_nothing(tmp_path: Path) -> None:
    """Then the list of measures and the deadline are gone."""
    root = made(tmp_path, "2027-01-31", files={"data/reports/2026/JD.yaml": REPORT}).root
    found = view(root)
    assert (found["unreported"], found["days_late"]) == ([], None)
    assert "godkjent rapport om dette" not in letter(ministry(root))


def test_many_measures_are_named_by_number_and_listed_in_the_annex(places: dict[str, Path]) -> None:
    """So that the letter keeps to a page."""
    text = report(places, "real", "ministry", "markdown")
    missing = json.loads(report(places, "real", "ministry", "json"))["unreported"]
    assert len(missing) > MOST_MEASURES
    assert "T01, T02, T03" in letter(text)
    assert "- T01 Utvikle" not in letter(text)
    assert "- T01 Utvikle" in text


TASKS = "".join(
    f"\n  - {{id: T01.{n}, text: Gjøre det., commitment: establish, {more}, "
    "source: {document: strategy}}"
    for n, more in enumerate(
        (
            "due: 2027-06-01",
            "due: 2027-02-09",
            "due: 2026-12",
            "due: 2026-01-01, status: completed",
            "owners: [AID], due: 2026-01-01",
            "owners: [JD]",
        ),
        1,
    )
)


def test_open_tasks_with_a_deadline_stand_with_the_latest_first(tmp_path: Path) -> None:
    """Those it owns, and those of its measures that nobody owns; others are only counted."""
    root = made(tmp_path, None, tasks=TASKS).root
    found = view(root)
    assert [(item["task"]["id"], item["days_late"]) for item in found["due_tasks"]] == [
        ("T01.3", 41),
        ("T01.2", 1),
        ("T01.1", None),
    ]
    assert found["undated"] == 1
    said = section(ministry(root), "Åpne oppgaver")
    assert (
        "T01.3 Gjøre det. Fristen desember 2026 er passert for 41 dager siden. Om oppgaven er gjort"
        in said
    )
    assert "T01.1 Gjøre det (frist 1. juni 2027)" in said
    assert "1 åpen oppgave har ingen frist." in said


@pytest.mark.parametrize("number", [MOST_TASKS + 1, MOST_TASKS + 2])
def test_a_long_list_of_tasks_is_cut_and_counted(tmp_path: Path, number: int) -> None:
    """One more than the letter names is named all the same."""
    tasks = "".join(
        f"\n  - {{id: T01.{n}, text: Gjøre det., commitment: establish, owners: [JD], due: 2028, "
        "source: {document: strategy}}"
        for n in range(1, number + 1)
    )
    said = section(ministry(made(tmp_path, None, tasks=tasks).root), "Åpne oppgaver")
    named = said.count("(frist 2028)")
    assert named == (number if number == MOST_TASKS + 1 else MOST_TASKS)
    assert ("… og 2 linjer til i vedleggene." in said) is (number > MOST_TASKS + 1)


def test_gaps_add_up_and_those_told_above_are_not_told_again(places: dict[str, Path]) -> None:
    """A late task and a missing report have their own sections."""
    found = view(places["demo"], "ND", "2023")
    total = sum(section["number"] for section in found["gaps"])
    said = section(ministry(places["demo"], "ND", "2023"), "Åpne mangler")
    assert said.startswith(f"{total} åpne mangler gjelder departementet")
    assert "T08" in said
    assert "Fristen for T05.1" not in said


# The annexes -------------------------------------------------------------------------------------


def test_only_measures_with_news_have_a_card(tmp_path: Path, places: dict[str, Path]) -> None:
    """Where nothing is reported and nothing has changed, one sentence says so."""
    text = report(places, "real", "ministry", "markdown")
    assert "Det er ikke rapportert noe om tiltakene til departementet" in text
    assert "### Tiltak 1:" not in text
    root = made(tmp_path, None, files={"data/reports/2026/JD.yaml": REPORT}).root
    assert "### Tiltak 1:" in ministry(root)


def test_the_end_of_reporting_is_called_what_the_storting_calls_it(tmp_path: Path) -> None:
    """Rapporteringen avsluttes."""
    closed = "      reporting_closed: {closed: true, reason: Målet er nådd.}\n"
    told = REPORT.replace(
        "  - {measure: T01, status: in_progress, goal_attainment: {T01.G1: {level: partly}}}\n",
        f"  - measure: T01\n    status: completed\n{closed[2:]}",
    )
    root = made(tmp_path, None, files={"data/reports/2026/JD.yaml": told}).root
    assert "**Rapporteringen avsluttes:** Målet er nådd." in ministry(root)


def test_a_discontinued_measure_has_its_reason_in_the_yearly_table(tmp_path: Path) -> None:
    """Also when it has no news, and so no card."""
    files = {**edition(1), **measure(status="discontinued", note="Loven løste det.")}
    assert MEASURE not in files.values()
    repo = build(tmp_path / "depot", [Step("2025-12-10", files), Step("2026-06-10", {"R.md": "A."})])
    asked = ("report", "yearly", "--year", "2026", "--lang", "nb", "--root", str(repo.root))
    assert "| avsluttet uten gjennomføring: Loven løste det |" in run(*asked).out
