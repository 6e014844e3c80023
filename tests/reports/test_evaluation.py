"""The evaluation: its summary, what was done by the deadline, the goals, and the series of figures."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from example import REPORT, changed, measure, periods, tasks, year
from menneskehandel_cli.formats.charts.bars import Point, drawable, series_over_time
from reports import report, run, section
from repositories import Repo, Step, build
from support import each


def evaluation(made: Repo, start: str, end: str, form: str = "markdown") -> Any:
    asked = ("report", "evaluation", "--from", start, "--to", end, "--format", form, "--lang", "nb")
    answer = run(*asked, "--root", str(made.root))
    return answer.json if form == "json" else answer.out


# The summary -------------------------------------------------------------------------------------


def test_the_summary_says_what_moved_what_is_delivered_and_what_stands_still(places: dict[str, Path]) -> None:
    """By name, in numbers with their base, and without what there is none of."""
    first = section(report(places, "demo", "evaluation", "markdown"), "Kort sagt")
    assert first.startswith("6 av 8 tiltak har en annen status enn ved starten av perioden. ")
    assert (
        "- Tiltak 7: Styrke etterforskningen (oppdiktet) (én oppgave er ikke registrert som gjennomført)"
        in first
    )
    assert "Flyttet 3 ganger. Fristen er nå 915 dager senere enn den første." in first
    assert "Det er ikke registrert noen endring" not in first


def test_a_period_in_which_nothing_moved_says_so_without_noughts(places: dict[str, Path]) -> None:
    """All measures stand still, so they are not listed."""
    first = section(report(places, "real", "evaluation", "markdown"), "Kort sagt")
    assert first.startswith("Ingen tiltak er registrert med en annen status enn ved starten av perioden")
    assert "Det er ikke registrert noen endring i 18 åpne tiltak." in first
    assert "Tiltaket T01" not in first


def test_a_measure_stands_still_if_it_is_open_and_nothing_is_recorded_as_changed(tmp_path: Path) -> None:
    """A moved deadline is a change; a measure that is completed has arrived."""
    files = measure(status="in_progress", tasks=tasks("due: 2027"))
    changes = {
        "still": {"README.md": "Mer.\n"},
        "moved": measure(status="in_progress", tasks=tasks("due: 2028")),
        "done": measure(status="completed", tasks=tasks("due: 2027")),
    }
    for name, change in changes.items():
        made = build(tmp_path / name, [Step("2026-01-10", files), Step("2026-06-10", change)])
        view = evaluation(made, "2026-01-31", "2026-12-31", "json")
        assert [item["id"] for item in view["standing_still"]] == (["T01"] if name == "still" else [])


# By the deadline ---------------------------------------------------------------------------------

DONE = "status: completed, completed"
CASES: tuple[tuple[str, str, str | None], ...] = (
    ("2026-03-31", f"{DONE}: 2026-03-31", "on_time"),
    ("2026-03-31", f"{DONE}: 2026-04-01", "late"),
    ("2026-03", f"{DONE}: 2026-03-31", "on_time"),
    ("2026-03-15", f"{DONE}: 2026-03", "day_unknown"),  # The month does not say on which side.
    ("2026-03-15", "status: completed", "day_unknown"),
    ("2026-03-31", "status: in_progress", "open"),
    ("2026-03-31", "status: discontinued", "ended"),
    ("2026-01-01", "status: in_progress", "open"),  # The first day of the period counts,
    ("2026-06-10", "status: in_progress", "open"),  # and so does the closing day.
    ("2025-12-31", "status: in_progress", None),
    ("2026-06-11", "status: in_progress", None),  # The deadline has not come.
)


@pytest.mark.parametrize(("due", "state", "outcome"), CASES)
def test_each_task_with_a_deadline_in_the_period_counts_once(
    tmp_path: Path, due: str, state: str, outcome: str | None
) -> None:
    """The base is every task whose deadline has passed in the period, and the outcomes add up to it."""
    files = measure(tasks=tasks(f"due: {due}, {state}"))
    made = build(tmp_path / "depot", [Step("2025-12-01", files), Step("2026-06-10", {"R.md": "A."})])
    found: dict[str, int] = evaluation(made, "2026-01-01", "2026-12-31", "json")["tasks_on_time"]
    base = found.pop("base")
    assert base == sum(found.values()) == (outcome is not None)
    assert outcome is None or found[outcome] == 1


def test_the_rate_is_told_with_its_base(places: dict[str, Path]) -> None:
    """A rate without the number it is of says nothing, and of nothing there is no rate."""
    heading = "Registrert som gjennomført innen fristen"
    told = section(report(places, "demo", "evaluation", "markdown"), heading)
    assert "Oppgaver: 6 av 11 med frist i perioden er registrert som gjennomført innen fristen" in told
    assert " 41 av 45 med frist i perioden er registrert som godkjent innen fristen; 4 er " in told
    real = section(report(places, "real", "evaluation", "markdown"), heading)
    neither = "Verken oppgaver eller rapporter hadde frist i perioden."
    assert real == f"{neither}\n\nDet er ikke registrert at noen frist er flyttet i perioden.\n"


@pytest.mark.parametrize(
    ("approved", "outcome"), [("2027-01-25", "on_time"), ("2027-02-01", "late"), (None, "open")]
)
def test_a_report_on_a_measure_is_in_time_by_its_day_of_approval(
    tmp_path: Path, approved: str | None, outcome: str
) -> None:
    """A draft is no report."""
    seal = f"{{by: JD, date: {approved}}}" if approved else "null"
    told = {"data/reports/2026/JD.yaml": changed(REPORT, approved=seal, submitted="2027-01-01")}
    files = {**periods(year(2026, "due: 2027-01-31")), **told}
    made = build(tmp_path / "depot", [Step("2026-01-10", files), Step("2027-03-01", {"R.md": "A."})])
    found = evaluation(made, "2026-02-01", "2027-12-31", "json")["reports_on_time"]
    assert (found["base"], found[outcome]) == (1, 1)


# The goals ---------------------------------------------------------------------------------------


def test_goals_stand_against_years_and_who_assessed_them(places: dict[str, Path]) -> None:
    """A table for each year; if nobody has assessed them, they are listed, and that is said."""
    title = "Målene, og hva som er rapportert om dem"
    goals = section(report(places, "demo", "evaluation", "markdown"), title)
    assert "| Tiltak | Mål | Evalueringsbyraet | HD | RD | SD |\n" in goals
    assert "oppdaget (oppdiktet). | ikke nådd | ikke nådd | – | ikke nådd |" in goals
    assert goals.count("(vår vurdering): Antatte ofre") == 2, "once each, and not for every year"
    goals = section(report(places, "real", "evaluation", "markdown"), title)
    assert "Det er ikke registrert noen rapport om måloppnåelsen." in goals
    assert len(re.findall(r"^\| 14\\?\. .*; 17\\?\. .*: Anmeldte saker", goals, re.MULTILINE)) == 1


def test_what_was_discontinued_has_its_reason(tmp_path: Path) -> None:
    """The note on the measure, in the table and in its course."""
    steps = [
        Step("2026-01-10", measure(status="in_progress")),
        Step("2026-06-10", measure(status="discontinued", note="Loven løste det.")),
    ]
    text = evaluation(build(tmp_path / "depot", steps), "2026-01-31", "2026-12-31")
    assert "| avsluttet uten gjennomføring: Loven løste det |" in text
    assert "Merknad: Loven løste det." in text


# Series ------------------------------------------------------------------------------------------


def indicator(*observations: str) -> dict[str, str]:
    lines = "".join(f"  - {{{item}}}\n" for item in observations)
    return {
        "data/indicators/saker.yaml": "id: saker\ntitle: Saker\nunit: saker\ncounts: Saker i året.\n"
        f"source: {{document: strategy}}\nobservations:\n{lines}"
    }


SERIES: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("year: 2021, value: 3", "year: 2022, value: 4", "year: 2023, value: 5"), True),
    (("year: 2021, value: 3", "year: 2022, value: 4"), False),
    # A change, a sum over years and a figure without a time cannot be compared with those of years.
    (("year: 2021, value: 3", "year: 2022, value: 4", "from: 2019, to: 2021, value: 9"), False),
    (("year: 2021, value: 3", "year: 2022, value: 4", "value: 9"), False),
    (("year: 2021, value: 3", "year: 2022, value: 4", "year: 2023, change_percent: 9"), False),
    (("year: 2021, value: 3", "year: 2022, approx: 4", "year: 2023, range: [1, 7]"), True),
    (("as_of: 2021-01-31, value: 3", "as_of: 2021-02, value: 4", "as_of: 2021-03, value: 0"), True),
    (("year: 2021, value: 3", "year: 2021, value: 4", "year: 2021, value: 5"), False),
    (("year: 2021, value: -3", "year: 2022, value: 4", "year: 2023, value: 5"), False),
    (("year: 0, value: 3", "year: 99999, value: 4", "year: 2023, value: 5"), False),
)


@pytest.mark.parametrize(("observations", "drawn"), SERIES)
@pytest.mark.parametrize("kind", ["evaluation", "yearly"])
def test_a_series_is_drawn_from_three_comparable_figures_on(
    tmp_path: Path, observations: tuple[str, ...], drawn: bool, kind: str
) -> None:
    """Drawn or not, every figure stands in the table, with what it counts and its source."""
    files = indicator(*observations)
    made = build(tmp_path / "depot", [Step("2026-01-10", files), Step("2026-06-10", {"R.md": "A."})])
    days = ("--from", "2026-01-31", "--to", "2026-12-31")
    asked = days if kind == "evaluation" else ("--year", "2026")
    answer = run("report", kind, *asked, "--format", "html", "--lang", "nb", "--root", str(made.root))
    assert (answer.code, answer.err) == (0, "")
    assert ("<figcaption>Saker</figcaption>" in answer.out) is drawn
    assert "Saker i året." in answer.out


def test_a_change_says_whether_the_figure_rose_or_fell(tmp_path: Path) -> None:
    changes = (f"change_percent: {n}, compared_with: 2019" for n in (25, -8))
    made = build(tmp_path / "depot", [Step("2026-01-10", indicator(*changes))])
    told = run("show", "saker", "--lang", "en", "--root", str(made.root)).out
    assert "increase of 25 per cent from 2019" in told
    assert "decrease of 8 per cent from 2019" in told


def points(*values: float, exact: bool = True) -> list[Point]:
    return [
        Point(date(2020 + n, 1, 1), date(2020 + n, 12, 31), value, value, str(value), str(2020 + n), exact)
        for n, value in enumerate(values)
    ]


def test_the_numbers_of_a_series_stand_in_its_table_in_order() -> None:
    """The picture shows them too, and its description says how many there are."""
    found: Any = series_over_time("Ofre", "personer", points(31, 27, 35)[::-1], "nb")
    assert found.numbers.rows == (("2020", "31"), ("2021", "27"), ("2022", "35"))
    assert found.markup.count(">31</span>") == 1
    assert "3 tall over tid." in found.markup


def test_a_figure_that_is_not_exact_is_striped_and_says_so() -> None:
    """A reader must not take "about 40" for a count."""
    assert "ikke oppgir nøyaktig" in series_over_time("T", "e", points(1, 2, 3, exact=False), "nb").markup
    assert "ikke oppgir nøyaktig" not in series_over_time("T", "e", points(1, 2, 3), "nb").markup


@each("values", [(0, 0, 0), (1e15, 0, 1), (0.5, 0.25, 0.75), tuple(range(40))])
def test_any_figures_from_zero_up_make_a_picture(values: tuple[float, ...]) -> None:
    """Nothing is drawn outside it, and nothing fails."""
    assert drawable(points(*values))
    assert "nan" not in series_over_time("T", "e", points(*values), "en").markup


@each("value", [-1, 1e16, float("inf"), float("nan")])
def test_figures_below_zero_or_beyond_all_bounds_are_not_drawn(value: float) -> None:
    """They stand in the table."""
    assert not drawable(points(value, 1, 2))
