"""The yearly report: its first screen, the table of all measures, and what follows.

Reporting periods that are no calendar years: every command takes one by its name.
"""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from desks import Visitor, proposed
from example import MEASURE_FILE, measure, periods, tasks, year
from menneskehandel_cli.formats.report_headline import MOST
from menneskehandel_cli.reports.headline import a_year_after
from reports import report, run, section
from repositories import Repo, Step, build, edition, git
from support import CHECKOUT, each, some

PASSED = "Frister som er passert"


def first_list(text: str, name: str) -> list[str]:
    """The items of a list of the first screen; empty if there is none."""
    under = section(text, "Kort sagt").partition(f"**{name}:**\n\n")[2].split("\n\n")[0]
    return [line.removeprefix("- ") for line in under.splitlines()]


def yearly(made: Repo, year: int = 2026) -> str:
    return run("report", "yearly", "--year", str(year), "--lang", "nb", "--root", str(made.root)).out


def told(made: Repo, year: int = 2026) -> Any:
    asked = ("report", "yearly", "--year", str(year), "--format", "json", "--root", str(made.root))
    return run(*asked).json


# The first screen --------------------------------------------------------------------------------


def test_the_first_screen_of_the_demonstration_names_what_a_minister_asks_about(
    places: dict[str, Path],
) -> None:
    """Which deadlines passed and how long ago, where the assessments differ, and then who is silent."""
    text = report(places, "demo", "yearly", "markdown")
    first = section(text, "Kort sagt")
    who = section(text, "Departementene")
    assert re.search(r"Næringsdepartementet i Vestlandia .*\| ikke registrert her \| 0 av \d \|", who)
    for said in (
        "915 dager senere enn den første",
        "- Doble antallet kontroller. Fristen (31. desember 2023) ble passert for 353 dager siden.",
        "HD rapporterer «Skaffe kunnskap om omfanget (oppdiktet)» som «gjennomført» for 2024, mens",
        "- Oppgaven «Ha helsepersonell på vakt i mottaket» (2. desember 2024; ",
        "31\\. desember 2024: Åpne mottaket (Hjelpedirektoratet i Vestlandia)",
    ):
        assert said in first


@pytest.mark.thorough
@each("place", ["demo", "real"])
@each("lang", some(["nb", "nn", "en"], 3))
def test_the_first_screen_says_nothing_of_what_there_is_none_of(
    places: dict[str, Path], place: str, lang: str
) -> None:
    """No item begins with a zero, and no list is empty."""
    text = report(places, place, "yearly", "markdown", lang)
    first = text.split("\n## ")[1]
    assert not re.search(r"^- 0 |:\*\*\n\n(?!- )", first, re.MULTILINE)
    assert not re.search(r"\b0 (?:er akseptert|are accepted|er aksepterte)", first)


def test_a_strategy_without_measures_has_no_responsible_ministries_to_count(tmp_path: Path) -> None:
    said = yearly(build(tmp_path / "depot", [Step("2026-03-01", {MEASURE_FILE: None})]))
    assert "Det er ikke registrert noe ansvarlig departement." in said
    assert "av de 0 " not in said


def test_what_was_completed_is_told_in_the_year_of_its_day(tmp_path: Path) -> None:
    """Whenever it is recorded; without a day, in the year in which it was recorded, and in no other."""
    done, undated = "status: completed, completed: ", "status: completed"
    before = ["status: in_progress"] * 3 + [f"{done}2026-02-15", undated]
    after = [f"{done}2026-12-20", f"{done}2027-02-20", undated, *before[3:]]
    steps = (("2027-02-10", before), ("2027-03-01", after))
    made = build(tmp_path / "depot", [Step(day, measure(tasks=tasks(*each))) for day, each in steps])
    for name, ids in ((2026, ["T01.1", "T01.4"]), (2027, ["T01.2", "T01.3"])):
        assert [one["task"]["id"] for one in told(made, name)["headline"]["tasks"]] == ids


@pytest.fixture(scope="module")
def deadlines(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A plan read on 10 December 2026, with deadlines on and beside that day and a year later."""
    folder = tmp_path_factory.mktemp("deadlines") / "depot"
    days = ["2026-12-09", "2026-12-10", "2026-12-11", "2027-12-10", "2027-12-11", "2026-11", "2026"]
    files = measure(tasks=tasks(*(f"due: {day}" for day in days)))
    return build(folder, [Step("2025-12-10", files), Step("2026-12-10", {"README.md": "Mer.\n"})])


def test_a_task_is_late_from_the_day_after_its_deadline(deadlines: Repo) -> None:
    """The latest first; a month is over when its last day is. Without an owner, it is the measure's."""
    late = told(deadlines)["headline"]["late"]
    assert [(item["line"]["task"]["id"], item["days"]) for item in late] == [("T01.6", 10), ("T01.1", 1)]
    assert all("Ansvar for tiltaket: " in line for line in first_list(yearly(deadlines), PASSED))


def test_what_is_due_within_a_year_is_coming_up_to_the_very_day(deadlines: Repo) -> None:
    """From the day of the report to the same day a year later, both counted, in order."""
    coming = told(deadlines)["headline"]["coming"]
    assert [item["about"] for item in coming] == ["T01.2", "T01.3", "T01.7", "T01.4"]


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_a_year_after_a_day_is_the_same_day_or_the_one_before(day: date) -> None:
    """29 February becomes the 28th; a year after the last one is the last day that git can write."""
    after = a_year_after(day)
    assert a_year_after(date(9999, 3, 1)) == date.max
    assert after.year == day.year + 1
    if (day.month, day.day) == (2, 29):
        assert (after.month, after.day) == (2, 28)
    else:
        assert (after.month, after.day) == (day.month, day.day)
        assert after - day in (timedelta(365), timedelta(366))


@pytest.mark.parametrize("number", [MOST, MOST + 1, MOST + 2])
def test_a_long_list_is_shown_whole_further_down(tmp_path: Path, number: int) -> None:
    """One more than the first screen shows is shown at once; of more, the rest is counted."""
    many = tasks(*(f"due: 2026-0{2 + n % 8}-01" for n in range(number)))
    text = yearly(build(tmp_path / "depot", [Step("2026-12-10", measure(tasks=many))]))
    late = first_list(text, PASSED)
    whole = text.partition("## Hele lister")[2].count(" ble passert for ")
    if number > MOST + 1:
        assert late[-1].startswith(f"… og {number - MOST} til.")
        assert (len(late), whole) == (MOST + 1, number)
    else:
        assert (len(late), whole) == (number, 0)


def test_the_next_deadline_is_the_one_that_passes_first(tmp_path: Path) -> None:
    """A year without a day passes on its last day, after every month of it."""
    files = measure(tasks=tasks("due: 2027", "due: 2027-11-30", "due: 2028-01"))
    made = build(tmp_path / "depot", [Step("2026-03-10", files)])
    (row,) = re.findall(r"^\| 1\. .*", section(yearly(made), "Alle tiltakene"), re.MULTILINE)
    assert row.endswith("| 30. november 2027 |")


# All measures, and those with something to tell ----------------------------------------------------


@each("place", ["demo", "real"])
def test_each_measure_has_one_row_and_only_those_with_news_a_chapter(
    places: dict[str, Path], place: str
) -> None:
    """A measure that nobody reported on, and that did not change, is told of in the table alone."""
    text = report(places, place, "yearly", "markdown")
    view = json.loads(report(places, place, "yearly", "json"))
    rows = re.findall(
        r"^\| (\d+)\. ",
        section(text, "Alle tiltakene").split("**Status for tiltakene over tid**")[0],
        re.MULTILINE,
    )
    chapters = [chapter for area in view["areas"] for chapter in area["measures"]]
    assert [int(row) for row in rows] == [int(chapter["measure"]["id"][1:]) for chapter in chapters]
    news = [int(c["measure"]["id"][1:]) for c in chapters if c["told"] or c["changes"]]
    assert [int(number) for number in re.findall(r"^### Tiltak (\d+):", text, re.MULTILINE)] == news


def test_a_course_is_drawn_from_three_points_on(tmp_path: Path) -> None:
    """Two points are in the words already."""
    files = {**edition(1), **measure(status="not_started")}
    steps = [Step("2026-01-10", files), Step("2026-02-10", measure(status="in_progress"))]
    named = "Status for tiltakene over tid"
    assert named not in yearly(build(tmp_path / "two", steps))
    steps.append(Step("2026-03-10", measure(status="completed")))
    assert named in yearly(build(tmp_path / "three", steps))


# Words and money of those who report ---------------------------------------------------------------


def test_own_words_are_shown_as_the_reporters(places: dict[str, Path]) -> None:
    """With the body and the day of approval; and what each side says, side by side, with its day."""
    text = report(places, "demo", "yearly", "markdown")
    words = section(text, "Rettsdepartementet i Vestlandia om hele året")
    assert "Teksten er fra rapporten som Rettsdepartementet i Vestlandia godkjente 9. desember 2024." in words
    assert "**Samlet vurdering:** To av åtte tiltak er gjennomført." in words
    heard = section(text, "Vurderinger fra andre")
    assert "delvis gjennomført (Rettsdepartementet i Vestlandia, 5. desember 2024): " in heard


def test_money_adds_up_and_a_reworded_provision_is_no_change_of_status(places: dict[str, Path]) -> None:
    """What was reported as spent in the year, and the funds that the strategy names."""
    asked = ("report", "yearly", "--year", "2023", "--root", str(places["demo"]))
    view, text = run(*asked, "--format", "json").json, run(*asked, "--lang", "nb").out
    assert "artikkel 9 nr. 1: teksten er endret" in section(text, "Forpliktelser")
    assert sum(spent["amount"] for _, _, spent in view["spending"]) == 9_800_000
    money = section(text, "Midler")
    assert "| I alt |  | 9 800 000 kroner |  |" in money
    assert "12 millioner kroner (varig fra 2021)" in money


# A year that is not over -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "preliminary"), [("2026-12-30", True), ("2026-12-31", False), ("2027-01-01", False)]
)
def test_a_year_that_is_not_over_is_called_preliminary(tmp_path: Path, day: str, preliminary: bool) -> None:
    """In the title, with the day up to which it tells; the last day of the year ends it."""
    steps = [Step("2025-12-10", edition(1)), Step("2026-06-01", {"README.md": "Noe."})]
    made = build(tmp_path / "depot", [*steps, Step(day, {"README.md": "Mer."})])
    head = yearly(made).split("\n## ")[0]
    assert ("# Årsrapport 2026 (foreløpig)" in head) is preliminary
    assert ("det som er registrert til og med 30. desember 2026" in head) is preliminary


def test_a_year_without_a_commit_of_its_own_is_called_preliminary(tmp_path: Path) -> None:
    """The data were entered later, and cannot tell how the year went; the title and the head say so."""
    made = build(tmp_path / "depot", [Step("2026-11-25", edition(1)), Step("2026-11-26", {"R.md": "A."})])
    head = yearly(made, 2025).split("\n## ")[0]
    assert "2025 (foreløpig)" in head.splitlines()[0]
    assert "Ingen lagrede endringer er fra 2025: Den første er fra 25. november 2026." in head


def test_a_year_that_a_commit_closes_is_final(tmp_path: Path) -> None:
    """Whoever closes it says that it is, also before the last day."""
    steps = [
        Step("2025-12-10", periods(year(2026, "closes: slutt"))),
        Step("2026-12-01", {"README.md": "Mer."}),
    ]
    made = build(tmp_path / "depot", steps)
    git(made.root, "tag", "slutt")
    assert "foreløpig" not in yearly(made)


def test_the_first_page_says_what_is_missing_and_since_when_there_is_a_record(
    places: dict[str, Path],
) -> None:
    """With no event and no deadline of reports; each thing once, and what is ours is marked there."""
    text = report(places, "real", "yearly", "markdown")
    assert "noen rapporteringsfrist" not in text
    assert ". Rapporten viser derfor ikke alt som er gjort i 2026, bare det som " in text
    once = (
        "(vår vurdering). I innsatsområde 4, Straffeforfølgning, går 34 av 37 oppgaver bare ut på å ",
        "Vi har delt de 18 tiltakene i strategien i oppgaver, 132 i alt.\n",
        "121 av 122 åpne oppgaver som trenger en frist, mangler den; 9 til skal videreføres eller gjentas. D",
        "målet er at de gjennomføres gradvis (strategien: Gjennomføring av strategiarbeidet, avsnitt 2).\n",
        "\n- GRETA, runde 4: Ifølge strategien skulle Norge evalueres i 2024–2025, men vi har ikke funnet ",
        "\n- Strategien lover evalueringer uten dato: Delrapport fra ",
        "oversikten over strategien («vi»)",
        "**Merknad 1:**",
    )
    assert [text.count(said) for said in once] == [1] * len(once)
    assert (text.count("(november 2025)"), text.count("merket V"), text.count(r"\*")) == (1, 0, 0)
    first = text.partition("\n## Departementene")[0]
    assert "Dette er ikke en rapport fra regjeringen" in text.partition("\n## ")[0]
    assert "40 punkter fra Europarådets ekspertgruppe mot menneskehandel (GRETA) og Organ" in first
    assert (
        "11 følges ikke opp av noe tiltak (vår vurdering). Ingen av rapportene fra GRETA er lest i " in first
    )
    why = "fordi det ikke er lovet noe mer.\n- For"
    assert f"Av de 21 delvis dekkede kravene står 11 i listene ovenfor, {why}" in text
    more = text.partition("### Delvis dekket, men mer er lovet eller skal vurderes (10)\n")[2]
    assert more.partition("\n## ")[0].count("\n| Artikkel ") == 10
    assert "Delvis oppfølging er planlagt (tiltak 7 og 9; bare vurdering: 15 og 17) |" in more
    goals = section(text, "Vedlegg: Målene for tiltakene")
    assert (goals.count("\n| 1"), text.count(" HOD | 5 av 7 |\n")) == (12, 1), "no column of goals assessed"
    sources = section(text, "Vedlegg: Kilder og metode")
    assert ("GRETA(2022)07" in sources.replace("\\", ""), "loven" in sources) == (True, False)
    assert "At punktene hos NIM er fra runde 3, er vår slutning." in sources
    assert ("Bidrar til å dekke" in text, "er 20 dekket uten forbehold, 63 " in text) == (False, True)
    assert section(text, "Midler som strategien nevner").count("uten at en egen del er satt av") == 1
    assert text.count("Se merknad 1.") > 1


def test_figures_are_of_the_country_and_a_total_stands_before_its_parts(places: dict[str, Path]) -> None:
    """The newest year is named where it is not the report's."""
    figures = section(report(places, "real", "yearly", "markdown"), "Vedlegg: Tall som kildene oppgir")
    assert "Ingen av tallene gjelder 2026. De nyeste gjelder 2024." in figures
    assert "verden" not in figures
    assert re.findall(r"\| (\d+) i alt \|", figures) == ["55", "43", "16", "11", "1"]
    assert figures.count("2003 til 31. desember 2024") == figures.casefold().count("per år 2022–2024") == 1


def test_what_is_asked_for_is_what_is_missing(places: dict[str, Path]) -> None:
    """As many as the first screen counts, and the same points as the table counts."""
    text = report(places, "real", "yearly", "markdown")
    asked = text.partition("**Dette trenger vi fra departementene:**")[2].partition("**")[0]
    for said in (
        "116 av de 121 åpne oppgavene som mangler frist, eller beskjed om at ingen er satt. De andre (5) lig",
        "de 78 åpne oppgavene",
        "de 11 punktene fra overvåkingsorganene som ingen tiltak følger opp (se vedlegget om mangler), ",
        "Rapportene for 2026 fra alle de fem departementene, og en frist for dem.",
    ):
        assert said in asked
    assert asked.count("\n- ") == 4, "what is asked of the coordinator or of lawyers is not asked here"
    lists = re.findall(r"\n### (?:GRETA|Mangler|Etter).* \((\d+)[,)].*\n", text)
    assert lists == ["5", "10", "6"], "and 1 beside the first, which is one gap with a point of it"
    assert re.search(r"\| Delvis oppfølging er planlagt \|[^#]*\| I alt \| 40 \| 17 \| 12 \| 11 \|", text)


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
            Step("2025-10-01", measure(tasks=tasks("due: 2027"))),
            Step("2025-10-02", measure(tasks=tasks("due: 2030-06"))),
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
    page = run("report", "yearly", "--year", "2025-26", "--lang", "en", *root).out
    assert "Moved 2 times, to the same day as the first deadline." in page


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
    assert "\n# submitted: 2025-03-31\n# approved: {by: JD, date: 2025-03-31}\n" in made
    assert "2024-25-JD" not in run("check", "--root", str(copy)).out  # sound as it is
    back = run("import", str(book), "--root", str(copy), "--dry-run")
    assert back.code == 0, back.err


def test_a_period_that_is_not_recorded_is_refused_with_those_that_are(fiscal: Repo) -> None:
    for command in (("report", "yearly"), ("new", "report", "--actor", "JD")):
        answer = run(*command, "--year", "2025-27", "--lang", "en", "--root", str(fiscal.root))
        assert answer.code == 2
        assert "“2025-27” is not a reporting period of the strategy. Write 2024-25 or 2025-26" in answer.err


def test_a_year_is_one_of_those_recorded_or_of_the_strategy(tmp_path: Path) -> None:
    """Where the periods are no calendar years, only those; what no report can hold is refused at once."""
    fiscal = '"2025-26": {from: 2025-04-01, to: 2026-03-31}'
    made = build(tmp_path / "depot", [Step("2026-03-01", periods(fiscal))])
    none = build(tmp_path / "none", [Step("2026-03-01")])
    for root, asked, said in (
        (made.root, "2027", "“2027” is not a reporting period of the strategy. Write 2025-26, or add"),
        (none.root, "1950", "“1950” is not a year"),
        (none.root, "2024", "The strategy applies to 2025–2030, not 2024."),
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
