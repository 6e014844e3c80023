"""The letter to a ministry: what it is asked to report, by when and to whom, then an annex."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from example import (
    LAW,
    LAW_FILE,
    MEASURE,
    REPORT,
    STRATEGY_FILE,
    changed,
    demand,
    measure,
    periods,
    tasks,
    year,
)
from menneskehandel_cli.formats.report_pages.ministry import MOST_TASKS
from menneskehandel_cli.rules.example import BASE
from reports import run, section
from repositories import Step, build, complaint
from support import Mh


def ministry(root: Path, actor: str = "AID", year: str = "2026", form: str = "markdown") -> str:
    asked = ("report", "ministry", actor, "--year", year, "--format", form, "--lang", "nb")
    answer = run(*asked, "--root", str(root))
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def view(root: Path, actor: str = "AID", year: str = "2026") -> Any:
    return json.loads(ministry(root, actor, year, "json"))


def made(folder: Path, due: str, files: Mapping[str, Any] = MappingProxyType({})) -> Path:
    """A plan on which AID reports as ``due`` says, read on 10 February 2027."""
    first = {**measure(responsible="[AID]"), **periods(year(2026, due)), **files}
    steps = [Step("2026-01-10", first), Step("2027-02-10", {"README.md": "Mer.\n"})]
    return build(folder / "depot", steps).root


# The letter --------------------------------------------------------------------------------------


def test_the_letter_says_who_writes_to_whom_what_by_when_and_how(places: dict[str, Path]) -> None:
    """In the order a reader acts on; no gap, no file, no id of a commit before the comment at the end."""
    text = ministry(places["demo"], "ND", "2023")
    assert text.startswith("# Anmodning om rapport for 2023\n")
    letter = text.partition("\n<!-- mh-report ")[0]
    for said in (
        "- **Til:** Næringsdepartementet i Vestlandia",
        "- **Fra:** Rettsdepartementet i Vestlandia (RD), som koordinerer strategien",
        "3 dager",
        "\n## 2\\. Fylle ut arbeidsboken\n",
        "og sende arbeidsboken til \\_",
        "- **Vår ref.:** \\_",
        "- **Kontaktperson:** \\_",
        "der vi blir enige om hvem som er ansvarlig for hver oppgave og rapporterer om den",
        "Fristen (31. desember 2023) ble passert for 64 dager siden. Status: igangsatt.",
        "Fristen (desember 2023) er passert. Om oppgaven er gjort, er ikke registrert.",
        "| 2022: ",
    ):
        assert said in letter
    assert not re.search(
        r"data/|\.yaml|MH\d|[0-9a-f]{10}|[Mm]ang(el|ler)\b(?! \|| for|»? i tabellen|\*\*)", letter
    )


def test_the_coordinator_writes_to_others_only(places: dict[str, Path], tmp_path: Path) -> None:
    """It says so, and what to read instead; to others, how the workbook that is enclosed is made."""
    letter = ("-o", str(tmp_path / "brev.md"))
    own = ("--year", "2024", "--lang", "nb", "--root", str(places["demo"]), *letter)
    said = complaint(run("report", "ministry", "RD", *own))
    assert ("brevet er fra RD til de andre" in said, "mh gaps --ministry RD" in said) == (True, True)
    told = run("report", "ministry", "SD", *own).err
    assert f"mh new report --year 2024 --actor SD --root {places['demo']} --format xlsx" in told


@pytest.mark.parametrize(
    ("due", "late", "said"),
    [
        ("due: 2027-01-31", 10, "10 dager"),
        ("due: 2027-02-10", None, "Fristen for rapportene er 10. februar 2027."),
        ("due: 2027-03-01", None, "Fristen for rapportene er 1. mars 2027."),
        ("", None, "Vi ber om svar innen \\_"),
    ],
)
def test_a_report_is_late_from_the_day_after_it_is_due(
    tmp_path: Path, due: str, late: int | None, said: str
) -> None:
    """And the letter says by how many days, or when it is due."""
    root = made(tmp_path, due)
    assert " Vi ber om rapport for 2026 om tiltaket dere har ansvar for (se vedlegget), med" in ministry(root)
    assert view(root)["days_late"] == late
    assert said in ministry(root).split("\n## ")[0]


def test_a_record_that_the_government_keeps_is_not_said_not_to_be_theirs(tmp_path: Path) -> None:
    base = str(periods(year(2026, "due: 2027-01-31"))[STRATEGY_FILE])
    own = {STRATEGY_FILE: changed(base, publication="{official: true, publisher: JD}")}
    for name, files, theirs in (("ours", {}, False), ("own", own, True)):
        text = ministry(made(tmp_path / name, "due: 2027-01-31", files))
        assert ("uavhengig av oss" in text, "ikke en rapport fra regjeringen" in text) == (not theirs,) * 2


def test_who_has_reported_is_asked_for_nothing(tmp_path: Path) -> None:
    """Then the request is gone, and the table has what it last said."""
    told = {"data/reports/2026/AID.yaml": changed(REPORT, actor="AID")}
    root = made(tmp_path, "due: 2027-01-31", told)
    found = view(root)
    assert (found["unreported"], found["days_late"]) == ([], None)
    text = ministry(root)
    assert "arbeidsbok" not in text
    assert "\n\nMed hilsen\n\n" in text
    assert re.search(r"^\| 1\\?\. .* \| 2026: .* \| godkjent \|$", text, re.MULTILINE)


def test_the_counts_of_the_letter_are_those_of_its_rows(places: dict[str, Path]) -> None:
    """So many measures, so many without a report, so many open tasks."""
    for place, actor, year in (("real", "HOD", "2026"), ("demo", "HD", "2023"), ("demo", "ND", "2023")):
        found, text = view(places[place], actor, year), ministry(places[place], actor, year)
        rows = re.findall(r"^\| \d+\\?\. .*\|$", text, re.MULTILINE)
        assert len(rows) == len(found["lines"])
        inside = [task for line in found["lines"] for task in line["chapter"]["measure"]["tasks"]]
        still = [task for task in inside if task["status"] not in ("completed", "discontinued")]
        assert found["tasks_of_measures"] == len(still)
        assert sum(int(row.split(" | ")[2]) for row in rows) == len(still)
        missing = sum(row.endswith(" ikke registrert her |") for row in rows)
        assert missing in (0, len(found["unreported"])), "who is first asked is not reproached"
        assert found["nobodys_tasks"] <= sum(not task["owners"] for task in still)
        lacking = re.search(r"oppgi en frist (?:for|eller svare)", text)
        assert bool(lacking) is (found["without_due"] > 0)
        due = re.findall(r"\n- (?!\*)", "\n" + section(text, "Oppgi frister for oppgavene"))
        assert len(due) == len(found["due_tasks"]) > 0
        owned = text.partition("**Oppgaver for departementet og")[2].partition("\n## ")[0]
        assert owned.count("\n| ") == (len(found["tasks"]) + 2 if found["tasks"] else 0)


def test_the_letter_asks_what_only_the_ministry_can_answer(places: dict[str, Path]) -> None:
    """Whether it is responsible, and what it does about each point without a measure."""
    text = ministry(places["real"], "BFD")
    assert "| JD, AID, HOD, UD | 9 | 3 |" in text.partition("\n## Vedlegg: ")[2]
    assert "fører oversikten, mener at dette mangler i lov" in (law := ministry(places["real"], "UD"))
    assert ("\n| Ingen er navngitt | 61 | Den som møtet" in law, "De mener også" in law) == (True, False)
    for said in (
        "gjennomføres gradvis. De ansvarlige departementene rapporterer årlig om tiltakene og om i ",
        "med status per 31. desember 2026.",
        "for hver av 67 oppgaver (se tabellen).",
        "| I alt | 84 |  |\n",
        "(1) avklare hvem som svarer for oppgavene, (2) fylle ut arbeidsboken, (3) oppgi frister for",
        "| Ingen er navngitt | 66 | Den som møtet blir enig om, i arbeidsboken |\n| Departementet eller",
        "Vi ber dere bekrefte at dere er blant de ansvarlige for tiltak 5.",
        "\n| Vi (JD), Sekretariatet",
        "JD, AID, HOD, UD (lagt til grunn) | 10 | 10 |",
        "i hvilken grad hvert av de 17 målene for tiltakene er nådd",
        "Vi vet ikke om organet har gjentatt punktene fra 2013 og 2017 siden.",
        "ofre for menneskehandel (Barne-, ungdoms- og familiedirektoratet)",
        "GRETA 2013: Barnevernets regler om plassering. I 2013",
        "fra omsorg (gjengitt i strategien; også spurt: JD). GRETA",
    ):
        assert said in text
    assert "\n- Artikkel 16 nr. 7: Retur av barn (også spurt: JD). «Bortsett fra" in text
    points = section(text, "Svare på punkter som ingen tiltak følger opp").partition("Med hilsen")[0]
    assert "De som fører oversikten, mener" in points
    assert points.count("\n- GRETA") == len(re.findall(r"\n- GRETA[^\n]*\. [^\n]*\bGRETA ", points)) == 3
    assert "rapportert status" not in text.partition("**Oppgaver for dep")[0]
    assert "Vedlegg: Tiltakene som departementet har ansvar for; arbeidsbok" in text


def test_the_letter_counts_only_what_there_is(tmp_path: Path) -> None:
    """No 0 of anything, no plural for one, and what is no ministry by its name."""
    cases = {
        tasks("owners: [AID]", "due: 2028"): "| Ingen er navngitt | 1 | Dere, i arbeidsboken |",
        tasks("owners: [GRETA]"): "| 1 | Vi, som innhenter status selv (ikke i",
        "[]": "Vi ber om rapport for 2026",
        "[ ]": "Tiltakene som GRETA har ansvar for",
    }
    for number, (given, said) in enumerate(cases.items()):
        who, root = "GRETA" if "GRETA" in said else "AID", tmp_path / str(number)
        whole = ministry(made(root, "", measure(tasks=given, responsible=f"[{who}]")), who)
        assert said in whole
        assert not re.search(r"\b0 |alene og", whole.split("\n## ")[0])


def test_open_tasks_with_a_deadline_stand_with_the_latest_first(tmp_path: Path) -> None:
    """Those it owns, and those of its measures that nobody owns; others are only counted."""
    given = tasks(
        "due: 2027-06-01",
        "due: 2027-02-09",
        "due: 2026-12",
        "due: 2026-01-01, status: completed",
        "owners: [JD], due: 2026-01-01",
        "owners: [AID]",
    )
    root = made(tmp_path, "", measure(tasks=given, responsible="[AID]"))
    found = view(root)
    late = [(item["task"]["id"], item["days_late"]) for item in found["due_tasks"]]
    assert found["without_due"] == 1
    assert late == [("T01.3", 41), ("T01.2", 1), ("T01.1", None)]
    said = section(ministry(root), "Oppgi frister for oppgavene")
    assert "Gjøre det. Fristen (desember 2026) er passert. Om oppgaven" in said
    assert "Gjøre det (frist 1. juni 2027)" in said
    assert "Vi ber dere for hver av disse oppgavene oppgi om den er gjort, " in said
    assert "Vi ber dere oppgi en frist for den ene oppgaven i arbeidsboken som mangler frist" in said


POLICE_AT = "  - {id: POD, parent: AID, name: Politiet, kind: police, source: {document: strategy}}\n"
POLICE = {"strategy/actors.yaml": str(BASE["strategy/actors.yaml"]) + POLICE_AT}


def test_one_body_alone_is_asked_for_a_task(tmp_path: Path) -> None:
    """A body below the ministry that is responsible itself; others who own a task are named."""
    own = changed(MEASURE.replace("T01", "T02"), responsible="[POD]", goals="[]", addresses="[]")
    own = changed(own, tasks=tasks("owners: [POD], due: 2027-06").replace("T01", "T02"))
    given = measure(responsible="[AID, JD]", tasks=tasks("owners: [AID, JD], due: 2028", "owners: [AID]"))
    root = made(tmp_path, "", {**POLICE, "data/measures/02-politi.yaml": own, **given})
    letter, theirs = ministry(root), ministry(root, "POD")
    assert "Siden Politiet (POD) selv har ansvar for tiltak, spør vi dem direkte om oppgavene" in letter
    assert ("Tiltak 2" in letter, "- Tiltak 2: Gjøre det (frist juni 2027)" in theirs) == (False, True)
    assert "- Tiltak 1 (sammen med JD): Gjøre det (frist 2028)" in letter


@pytest.mark.parametrize("kind", ["recurring", "continue"])
def test_what_is_repeated_or_continued_is_not_asked_for_a_deadline(tmp_path: Path, kind: str) -> None:
    """Neither in the letter nor in the yearly report; and the check does not note that it has none."""
    repeated, one = tasks("owners: [AID]", "owners: [AID]").split("\n")[1:]
    repeated, yearly = repeated.replace("establish", kind), "report yearly --year 2026 --lang nb --root"
    root = made(tmp_path / "alone", "", measure(tasks=f"\n{repeated}", responsible="[AID]"))
    assert "oppgi en frist" not in ministry(root)
    assert "MH309" not in run("check", "--root", str(root), "--lang", "nb").out
    assert not re.search("En frist for|trenger en frist", run(*yearly.split(), str(root)).out)
    root = made(tmp_path / "both", "", measure(tasks=f"\n{repeated}\n{one}", responsible="[AID]"))
    assert "oppgi en frist for den ene oppgaven i arbeidsboken som" in ministry(root)
    said = "1 av 1 åpne oppgaver som trenger en frist, mangler den; 1 til skal videreføres eller gjentas."
    assert said in run(*yearly.split(), str(root)).out


def test_one_ministry_gives_all_deadlines_and_confirms_what_we_inferred(tmp_path: Path) -> None:
    """Also those of tasks that nobody owns; it is not said to share what it may have alone."""
    inferred = {"responsible_basis": "inferred", "responsible_note": "Vi tror det."}
    given = tasks("owners: [AID]", "owners: []")
    root = made(tmp_path, "", measure(tasks=given, responsible="[AID]", **inferred))
    text = ministry(root)
    assert "Vi ber dere oppgi en frist for hver av de 2 oppgavene i arbeidsboken" in text
    assert "Vi ber dere bekrefte at dere er blant de ansvarlige for tiltak 1." in text
    asked = ("report", "yearly", "--year", "2026", "--lang", "nb", "--root", str(root))
    assert "\n- Tiltak 1: Vi tror det." in run(*asked).out


@pytest.mark.parametrize("number", [MOST_TASKS + 1, MOST_TASKS + 2])
def test_a_long_list_of_tasks_is_cut_and_counted(tmp_path: Path, number: int) -> None:
    """One more than the letter names is named all the same."""
    many = tasks(*["owners: [AID], due: 2028"] * number)
    letter = ministry(made(tmp_path, "", measure(tasks=many, responsible="[AID]")))
    said = section(letter, "Oppgi frister for oppgavene")
    named = said.count("(frist 2028)")
    assert named == (number if number == MOST_TASKS + 1 else MOST_TASKS)
    assert ("… og 2 til, i arbeidsboken." in said) is (number > MOST_TASKS + 1)


def test_the_yearly_report_sums_what_measures_cost(tmp_path: Path) -> None:
    root = made(tmp_path, "", measure(cost="{amount: 1500000, currency: EUR}"))
    text = run("report", "yearly", "--year", "2026", "--lang", "nb", "--root", str(root)).out
    assert re.search(r"\n- Beløpet som er oppgitt for 1 tiltak: 1.500.000.EUR\n", text)


def test_a_discontinued_measure_has_its_reason_in_the_yearly_table(tmp_path: Path) -> None:
    """Also when it has no news, and so no card."""
    root = made(tmp_path, "", measure(status="discontinued", note="Loven løste det."))
    asked = ("report", "yearly", "--year", "2026", "--lang", "nb", "--root", str(root))
    assert "| avsluttet uten gjennomføring: Loven løste det |" in run(*asked).out


@pytest.mark.parametrize(("section", "called"), [("2.1", "2.1"), ("Kapittel 2.1", "1")])
def test_reports_call_a_measure_what_the_plan_calls_it(tmp_path: Path, section: str, called: str) -> None:
    """A reference that is a number and only one measure's; any other place is no name."""
    place = f"{{document: strategy, section: '{section}'}}"
    root = made(tmp_path, "", measure(responsible="[AID]", source=place, tasks=tasks("due: 2028")))
    yearly = run("report", "yearly", "--year", "2026", "--lang", "en", "--root", str(root)).out
    assert f"\n| {called}. " in yearly
    assert f"\n- Tiltak {called}" in ministry(root)


def test_a_partner_has_no_letter_and_it_is_said_whom_to_ask(mh: Mh, tmp_path: Path) -> None:
    """Those who are responsible, or the coordinator itself; one that owns a task may report on that too."""
    letter = ("report", "ministry", "POD", "--year", "2026", "--lang", "nb")
    for responsible, answer in (("[JD, AID]", "«mh report ministry AID» lager"), ("[JD]", "JD koordinerer")):
        files = {**POLICE, **measure(responsible=responsible, partners="[POD]")}
        words = complaint(mh(*letter, cwd=made(tmp_path / responsible, "", files)))
        assert (words.startswith("POD deltar i T01, "), answer in words, "new report" in words) == (1, 1, 0)
    files = {**POLICE, **measure(responsible="[AID]", tasks=tasks("owners: [POD]"))}
    root = made(tmp_path / "own", "", files)
    sheet = ("new", "report", "--actor", "POD", "--year", "2026", "--format", "xlsx")
    assert f"«mh {' '.join(sheet)}»" in complaint(mh(*letter, cwd=root))
    assert mh(*sheet, "-o", "POD.xlsx", cwd=root).code == 0


# What cannot be read, or is not known ------------------------------------------------------------


@pytest.mark.parametrize("gone", ["", "coe", "greta-r3"])
def test_no_view_stops_at_a_body_or_a_round_that_is_not_known(mh: Mh, tmp_path: Path, gone: str) -> None:
    """One that can follow something up, owns tasks or coordinates; a round without a file of its own."""
    files = {**demand("more", follow_up="[XX, AID, JD]"), **measure(responsible="[AID, XX]")}
    without = {f"data/obligations/{gone}/_instrument.yaml": None, LAW_FILE: LAW} if gone else {}
    repo = build(tmp_path / "depot", [Step("2026-01-10", {**files, **without})])
    for view in (
        *(("gaps",), ("gaps", "--format", "json"), ("show", "greta-r3-more"), ("site", "{tmp_path}/site")),
        *(("report", "yearly", "--year", "2026"), ("report", "ministry", "AID", "--year", "2026")),
        *(("report", "obligations", "--instrument", name) for name in ("coe", "greta-r3")),
    ):
        answer = mh(*(word.format(tmp_path=tmp_path) for word in view), cwd=repo.root)
        assert answer.code == (2 if gone and view[-1] == gone else 0), (view, answer.err)


def test_the_document_of_the_strategy_is_known_by_its_source(mh: Mh, tmp_path: Path) -> None:
    """Whatever its id is: what it retells, and what it is called, is told in the same way."""
    texts = {**BASE, **demand("more", source="{document: strategy, section: Tiltak 1, heading: Om}")}
    shown = []
    for name in ("strategy", "plan"):
        named = {
            path: re.sub(r"((?:document|id): )strategy\b", rf"\1{name}", str(texts[path])) for path in texts
        }
        repo = build(tmp_path / name, [Step("2026-01-10", {**named})])
        shown.append(mh("show", "greta-r3-more", "--lang", "en", cwd=repo.root).out)
    assert "The strategy restates the recommendation" in shown[0]
    assert shown[1] == shown[0]
