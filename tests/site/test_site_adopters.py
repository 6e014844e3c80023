"""What an adviser of another country reads: a plan from a table, without goals or indicators."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from reports import run
from repositories import git
from sites import PLACES, Made, make, read
from support import CHECKOUT, Mh, each

PLAN = """\
No,Title,title.ga,Focus area,Action no.,Action,Responsible,Partners,Due date,Status,Articles,Cost
1,Train,Oiliúint,Prevention,1.1,Train all,AGS,DoJ,2026,Completed,"10(1), 12(1)(a), 12(1)",1200000
1,Train,Oiliúint,Prevention,1.2,Train more,DoJ,HSE,2025,In progress,10(1),1200000
2,Prosecute,Ionchúiseamh,Prosecution,2.1,Set up a unit,AGS,DoJ,2025,,10(2),75000
3,Élan,Éalú,Prosecution,,,AGS,,,,,
"""
BODIES = """Short form,Name,name.ga,Kind
DoJ,Department of Justice,An Roinn Dlí agus Cirt,ministry
AGS,An Garda Síochána,An Garda Síochána,police
"""


@pytest.fixture(scope="module")
def ireland(tmp_path_factory: pytest.TempPathFactory) -> Made:
    base = tmp_path_factory.mktemp("adopters")
    for name, text in (("plan.csv", PLAN), ("actors.csv", BODIES)):
        (base / name).write_text(text, encoding="utf-8")
    pack = str(CHECKOUT / "packs" / "coe-197.yaml")
    options = {"country": "IE", "lang": "en,ga", "convention": pack, "from": "2023", "to": "2027"}
    options |= {"title": "The plan", "coordinator": "DoJ=Department of Justice"}
    options |= {"measures": str(base / "plan.csv"), "actors": str(base / "actors.csv")}
    words = [word for key, value in options.items() for word in (f"--{key}", value)]
    for value in ("link.basis=strategy", "link.contribution=partial", "task.commitment=establish"):
        words += ["--value", value]
    assert run("init", str(base / "plan"), *words).code == 0
    make(base / "plan", base / "site")
    return Made(base / "plan", base / "site")


def words(site: Made, page: str) -> str:
    return " ".join(read(site.folder, f"en/{page}.html").words.split())


def test_an_amount_has_the_currency_of_the_strategy(mh: Mh, ireland: Made) -> None:
    """On the page of the measure, on that of the funding and on a terminal."""
    assert "Cost EUR 1,200,000" in words(ireland, "T01")
    assert "Train EUR 1,200,000 Prosecute EUR 75,000" in words(ireland, "money")
    assert "EUR 75,000" in mh("show", "T02", "--lang", "en", cwd=ireland.root).out


def test_a_page_with_nothing_on_it_is_not_made_and_nothing_leads_there(ireland: Made) -> None:
    ways = {way for page in ireland.pages().values() for way in page.ways}
    for name in ("asked", "goals", "indicators", "principles", "themes"):
        assert not (ireland.folder / "en" / f"{name}.html").exists()
        assert f"en/{name}.html" not in ways
    assert "en/money.html" in ways


def test_nothing_is_our_judgement_where_every_link_is_the_strategys(mh: Mh, ireland: Made) -> None:
    for page in ("index", "gaps", "obligations", "matrix", "T01", "DoJ"):
        said = words(ireland, page).lower()
        assert "in our judgement, " not in said.replace("that, in our judgement, the article", "")
        assert "own judgement" not in said
    told = mh("report", "yearly", "--year", "2024", "--lang", "en", cwd=ireland.root).out
    assert "in our judgement" not in told
    assert "reading of the law" not in told


def test_those_who_report_are_no_ministries_and_one_task_is_no_tasks(mh: Mh, ireland: Made) -> None:
    """Nor has a name an article of two languages before it."""
    told = mh("report", "yearly", "--year", "2024", "--lang", "ga", cwd=ireland.root).out
    assert "ministr" not in told.lower()
    assert "the An Roinn" not in told
    assert "## Responsible bodies" in told
    assert "0 of 1 task recorded" in words(ireland, "T02")
    assert "1 of 2 tasks recorded" in words(ireland, "T01")
    assert "No tasks are recorded" in words(ireland, "T03")
    assert ">É</h2>" not in (ireland.folder / "en/a-z-2.html").read_text(encoding="utf-8")


def test_a_body_that_is_responsible_is_not_a_partner_as_well(mh: Mh, ireland: Made) -> None:
    """Also where both are recorded."""
    assert mh("set", "T01", "partners=[DoJ, HSE]", cwd=ireland.root).code == 0
    shown = mh("show", "T01", "--lang", "en", cwd=ireland.root).out
    assert "Department" not in shown.split("Partners ")[1]
    told = mh("show", "DoJ", "--lang", "en", cwd=ireland.root).out.partition("Partner in")[2]
    assert ("Prosecute" in told, "Train" in told) == (True, False)


def test_what_is_named_whole_may_be_a_paragraph(ireland: Made) -> None:
    assert "All of it is named here. Parts of it are followed up" in words(ireland, "T01")


@each("place", PLACES)
def test_a_link_is_counted_as_the_table_of_links_has_it(place: str, sites: dict[str, Made]) -> None:
    """Those with a contribution, of measures that are not discontinued."""
    folder = sites[place].folder / "en/data"
    files = {name: (folder / f"{name}.csv").read_text("utf-8") for name in ("links", "measures")}
    table = {name: list(csv.DictReader(StringIO(text))) for name, text in files.items()}
    given_up = {row["number"] for row in table["measures"] if row["status"] == "discontinued"}
    links = [x for x in table["links"] if x["contribution"] and x["measure"] not in given_up]
    own = sum(link["basis"] != "our judgement" for link in links)
    said = f"The strategy itself makes {own} of the {len(links)} links that follow something up."
    assert said in words(sites[place], "matrix")


def test_a_period_that_goes_on_lacks_no_report(mh: Mh, ireland: Made) -> None:
    periods = "{2023: {from: 2023-01-01, to: 2023-12-31}, 2024: {from: 2024-01-01, to: 2199-12-31}}"
    assert mh("set", "strategy", f"reporting.periods={periods}", cwd=ireland.root).code == 0
    git(ireland.root, "commit", "--all", "--quiet", "--message", "Periods")
    site = Made(ireland.root, ireland.folder.parent / "periods")
    make(site.root, site.folder)
    front = words(site, "index")
    assert "The reports for 2024 are to cover the period to 31 December 2199" in front
    assert "2023: no report recorded here 2024: the period has not ended" in front
    assert "to be done, not recorded as begun: 1" in front
