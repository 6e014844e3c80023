"""Plans of others, counted by another program as well: Ireland's, and one under another convention.

Ireland's goes from a table to a yearly report in English; Fjordvik, which does not exist, writes in
Norwegian. The data and their sources are in ``tests/fixtures/ireland`` and ``tests/fixtures/istanbul``.
"""

import json
import re
import shutil
from collections import Counter
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import every_command
from counting import CLASSES, Count
from menneskehandel_cli.cli import run as run_mh
from menneskehandel_cli.rules import all_rules
from menneskehandel_cli.rules.example import BASE, examples
from norwegian import norwegian
from repositories import Step, build
from sites import files_of, read
from support import CHECKOUT, Mh, each

IRELAND = CHECKOUT / "tests" / "fixtures" / "ireland"
NAMES = ("Norwegian Bokmål", "Norwegian Nynorsk", "Bokmål", "Nynorsk", "Norwegian register of legal entities")

pytestmark = pytest.mark.attack
"""What an English text of the program may name: two of its languages, and a register."""

SHELTER = (
    "https://www.olaireland.ie/justice/"
    "press-release-ireland-remains-at-tier-2-in-important-2024-trafficking-in-persons-report/"
)
ANSWER = "https://www.kildarestreet.com/wrans/?id=2025-04-30a.351.r"


def begin(root: Path) -> None:
    """The plan of Ireland under the convention, in English, from its tables of bodies and measures."""
    convention = ("--country", "IE", "--lang", "en", "--convention", "coe-197")
    coordinator = ("--coordinator", "Department of Justice", "--from", "2023", "--to", "2027")
    tables = ("--actors", str(IRELAND / "actors.csv"), "--measures", str(IRELAND / "measures.csv"))
    done(root.parent, "init", str(root), *convention, *coordinator, *tables)


def fill(root: Path) -> None:
    """What was left to be filled in, then the recommendations and the links."""
    shutil.copy(IRELAND / "strategy.yaml", root / "strategy" / "strategy.yaml")
    shutil.copytree(IRELAND / "greta-ie3", root / "data" / "obligations" / "greta-ie3")
    done(root, "import", "recommendations", str(IRELAND / "recommendations.csv"))
    link(root)


def link(root: Path) -> None:
    """Write in each measure what it answers, as an adviser does by hand or in the form."""
    for measure in json.loads((IRELAND / "links.json").read_text(encoding="utf-8"))["measures"]:
        (path,) = (root / "data" / "measures").glob(f"{measure['id'][1:]}-*.yaml")
        links = yaml.safe_dump({"addresses": measure["addresses"]}, allow_unicode=True, sort_keys=False)
        path.write_text(path.read_text(encoding="utf-8") + links, encoding="utf-8")
    done(root, "fmt")


def done(root: Path, *arguments: str) -> None:
    """Run ``mh`` in a folder; it succeeds."""
    with chdir(root):
        assert run_mh([*arguments]) == 0, arguments


def state(root: Path) -> dict[str, bytes]:
    """The plan's files as they are now."""
    paths = sorted(path for top in ("strategy", "data") for path in (root / top).rglob("*.yaml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def ireland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan with its history: the launch, and two statements about measures."""
    draft = tmp_path_factory.mktemp("ireland") / "draft"
    begin(draft)
    fill(draft)
    launch = state(draft)
    told("T05", draft, "IHREC", "2024-06", SHELTER)
    shelter = state(draft)
    told("T01", draft, "DoJ", "2025-04-30", ANSWER)
    answer = state(draft)
    steps = (
        Step("2023-11-06", launch, "Enter the plan"),
        Step("2024-06-28", shelter, "Record the first specialised shelter"),
        Step("2025-04-30", answer, "Record the answer on the mechanism"),
    )
    return build(draft.parent / "plan", steps, base={}).root


def told(measure: str, root: Path, by: str, day: str, url: str) -> None:
    """Record that somebody has told of work on a measure."""
    source = (f"status_source.by={by}", f"status_source.date={day}", f"status_source.url={url}")
    done(root, "set", measure, "status=in_progress", *source)


@pytest.fixture(scope="module")
def fjordvik(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan in a repository: nothing is reported in 2025, and in 2026 something is."""
    source = CHECKOUT / "tests" / "fixtures" / "istanbul"
    now = {
        path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.yaml"))
    }
    before = {path: _silent(text) for path, text in now.items() if path.startswith("data/measures/")}
    steps = (Step("2025-03-01", now | before), Step("2026-04-15", now))
    return build(tmp_path_factory.mktemp("istanbul") / "plan", steps, base={}).root


def _silent(text: str) -> str:
    """The text of a measure before anybody told of it."""
    text = re.sub(r"status: \w+", "status: not_reported", text)
    return re.sub(r"(?m)^ *(status_source|completed): .*\n", "", text)


# The same numbers -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """A plan to be counted twice: on a day, of its instruments, in the year of a report."""

    root: Path
    count: Count
    day: str
    instruments: tuple[str, ...]
    year: str
    reporting: tuple[str, ...]
    moved: list[str]

    def said(self, mh: Mh, *arguments: str) -> Any:
        """The JSON of a command."""
        answer = mh(*arguments, "--format", "json", cwd=self.root)
        assert answer.code == 0, answer.err
        return answer.json


@pytest.fixture(scope="module", params=["ireland", "fjordvik"])
def plan(request: pytest.FixtureRequest) -> Plan:
    """Each of the two."""
    root = request.getfixturevalue(request.param)
    count = Count(root)
    if request.param == "ireland":
        return Plan(root, count, "2025-12-31", ("coe", "greta-ie3"), "2025", ("DoJ", "HSE"), ["T01"])
    told = [measure["id"] for measure in count.measures if measure["status"] != "not_reported"]
    return Plan(root, count, "2026-11-26", ("istanbul",), "2026", ("HD", "LD"), told)


def test_the_plan_has_no_error(mh: Mh, plan: Plan) -> None:
    assert mh("check", "--as-of", plan.day, cwd=plan.root).code == 0


def test_the_table_became_ten_measures(ireland: Path) -> None:
    count = Count(ireland)
    assert [measure["id"] for measure in count.measures] == [f"T{number:02}" for number in range(1, 11)]
    assert count.statuses == {"not_reported": 8, "in_progress": 2}
    assert len(count.tasks) == 14
    sourced = [*count.measures, *count.tasks]
    assert all(item["source"]["reading"] == "excerpt" for item in sourced)


def test_the_convention_asks_of_ireland_what_it_asks_of_any_state(mh: Mh, ireland: Path) -> None:
    """As many requirements as in this repository, in 47 articles."""
    count = Count(ireland)
    assert len(count.obligations["coe"]) == 47
    here = mh("gaps", "--instrument", "coe", "--format", "json", cwd=CHECKOUT).json
    assert here["coverage"]["coe"]["total"] == len(count.requirements("coe")) == 114


def test_the_convention_is_named_as_its_file_names_it(mh: Mh, fjordvik: Path) -> None:
    """Nothing of the convention against trafficking is left over."""
    for command in (("status",), ("gaps",), ("matrix",), ("report", "yearly", "--year", "2026")):
        out = mh(*command, cwd=fjordvik).out
        assert "Istanbulkonvensjonen" in out or "istanbul-13" in out
        assert "menneskehandel" not in out.casefold()
        assert "CETS 197" not in out
        assert "coe-" not in out


def test_status_counts_the_same(mh: Mh, plan: Plan) -> None:
    status, count = plan.said(mh, "status", "--as-of", plan.day), plan.count
    assert status["status_counts"] == count.statuses
    rows = {row["id"]: row for area in status["focus_areas"] for row in area["measures"]}
    for measure in count.measures:
        states = [task["status"] for task in measure.get("tasks", ())]
        told = {"total": len(states), "completed": states.count("completed")}
        assert rows[measure["id"]]["tasks"] == told
        assert rows[measure["id"]]["responsible"] == measure["responsible"]
    for area in status["focus_areas"]:
        inside = [m["id"] for m in count.measures if m["focus_area"] == str(area["number"])]
        assert [row["id"] for row in area["measures"]] == inside
    passed = [item["subject"] for item in status["attention"] if item["kind"] == "deadline_passed"]
    assert passed == count.passed(date.fromisoformat(plan.day))


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
def test_deadlines_pass_on_the_same_day(mh: Mh, fjordvik: Path, day: str, passed: list[str]) -> None:
    """A month on the day after its last one, and a year likewise. What is completed is never late."""
    assert Count(fjordvik).passed(date.fromisoformat(day)) == passed
    found = mh("gaps", "--as-of", day, "--format", "json", cwd=fjordvik).json["gaps"]
    assert [gap["subject"] for gap in found if gap["code"] == "MH301"] == passed


def test_gaps_count_the_same(mh: Mh, plan: Plan) -> None:
    """How far each demand is answered, which are open, and the measures without a link."""
    told, count = plan.said(mh, "gaps", "--as-of", plan.day), plan.count
    for instrument in plan.instruments:
        held = told["coverage"][instrument]
        assert held["total"] == len(count.requirements(instrument))
        assert held["promise"] == count.promises(instrument)
        assert {name: held[name] for name in CLASSES} == count.classifications(instrument)
    gaps = told["gaps"]
    asked = {gap["subject"]: gap["classification"] for gap in gaps if gap["obligation"] is not None}
    assert asked == count.open()
    assert [gap["subject"] for gap in gaps if gap["code"] == "MH203"] == count.unlinked()
    undated = {gap["subject"] for gap in gaps if gap["code"] == "MH309"}
    again = ("continue", "recurring")  # What is to be continued or repeated needs no deadline.
    once = {m["id"]: [t for t in m.get("tasks", ()) if t["commitment"] not in again] for m in count.measures}
    assert undated == {name for name, tasks in once.items() if tasks and not any("due" in t for t in tasks)}


def test_the_matrix_has_the_same_links(mh: Mh, plan: Plan) -> None:
    rows = plan.said(mh, "matrix")["rows"]
    cells = {row["id"]: {name: c["answered"] for name, c in row["cells"].items()} for row in rows}
    assert {name: row for name, row in cells.items() if row} == plan.count.cells()


def test_the_yearly_report_counts_the_same(mh: Mh, plan: Plan) -> None:
    report, count = plan.said(mh, "report", "yearly", "--year", plan.year), plan.count
    shown = {item["measure"]["id"]: item for area in report["areas"] for item in area["measures"]}
    assert sorted(shown) == [measure["id"] for measure in count.measures]
    for measure in count.measures:
        item = shown[measure["id"]]["measure"]
        assert item["status"] == measure["status"]
        assert [task["id"] for task in item["tasks"]] == [t["id"] for t in measure.get("tasks", ())]
    assert sorted(moved(report)) == plan.moved
    owed = {item["actor"]: item["measures"] for item in report["reports"]}
    assert owed == {
        who: sum(who in measure["responsible"] for measure in count.measures) for who in plan.reporting
    }


def moved(report: Any) -> list[str]:
    """The measures whose status changed in the year."""
    shown = [item for area in report["areas"] for item in area["measures"]]
    return [i["measure"]["id"] for i in shown if i["status_before"] != i["measure"]["status"]]


def test_the_year_before_has_its_own_change(mh: Mh, ireland: Path) -> None:
    asked = ("report", "yearly", "--year", "2024", "--at", "2024-12-31", "--format", "json")
    assert moved(mh(*asked, cwd=ireland).json) == ["T05"]


# In English -------------------------------------------------------------------------------------------

READING = (
    ("status",),
    ("status", "--since", "2023-11-06"),
    *(("list", kind) for kind in ("measures", "obligations", "actors", "indicators", "reports")),
    *(("show", name) for name in ("T01", "T02.1", "coe-10", "coe-7.1", "greta-ie3-nrm", "DoJ", "GRETA")),
    ("check",),
    ("explain",),
    ("gaps",),
    ("matrix",),
    ("matrix", "--by", "provision"),
    ("log",),
    ("diff", "HEAD~2", "HEAD"),
    ("report", "yearly", "--year", "2025"),
    ("report", "yearly", "--year", "2025", "--format", "html"),
    ("report", "ministry", "HSE", "--year", "2025"),
    ("report", "obligations", "--instrument", "coe"),
    ("report", "obligations", "--body", "GRETA", "--editorial"),
    ("report", "since", "--body", "GRETA"),
    ("report", "evaluation", "--from", "2024-01-01", "--to", "2025-12-31"),
    *(("schema", kind) for kind in ("measure", "strategy", "article", "recommendation", "actors")),
    ("codeowners", "--org", "example"),
)


@each("lang", ["nb", "nn"])
@each("command", [("status",), ("check",), ("gaps",), ("log",), ("--help",)])
def test_the_word_list_finds_norwegian(mh: Mh, ireland: Path, command: tuple[str, ...], lang: str) -> None:
    """In both written forms, of what is Norwegian in an output whose data are English."""
    assert len(norwegian(mh(*command, env={"MH_LANG": lang}, cwd=ireland).out)) > 5


@each("command", READING)
def test_no_norwegian_in_what_is_read(mh: Mh, ireland: Path, command: tuple[str, ...]) -> None:
    answer = mh(*command, "--lang", "en", cwd=ireland)
    assert answer.code == 0, answer.err
    assert norwegian(answer.out + answer.err, NAMES) == []


ABOUT_NORWEGIAN = {"MH402", "MH403"}
"""Rules that judge only text in Norwegian: letters that text recognition lost, and long words."""


@each("form", ["text", "markdown"])
@each("code", all_rules())
def test_no_norwegian_in_the_explanation_of_a_rule(mh: Mh, code: str, form: str) -> None:
    """Its examples, their ids and file names, and what is said of them, are English too."""
    answer = mh("explain", code, "--format", form, "--lang", "en")
    assert answer.code == 0
    assert bool(norwegian(answer.out, NAMES)) is (code in ABOUT_NORWEGIAN)


def test_only_a_rule_about_norwegian_has_examples_in_norwegian_alone() -> None:
    alone = {code for code, rule in all_rules().items() if examples(rule, "en")[0].base == BASE}
    assert alone == ABOUT_NORWEGIAN


def test_no_norwegian_in_the_help(mh: Mh) -> None:
    for command in every_command():
        answer = mh(*command, "--help", env={"MH_LANG": "en"})
        assert (command, answer.code) == (command, 0)
        assert (command, norwegian(" ".join(answer.out.split()), NAMES)) == (command, [])


# The site -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in two languages that the program does not speak, with two made-up measures."""
    folder = tmp_path_factory.mktemp("finland")
    table = "No,Title,Responsible\n1,Poliisi koulutetaan,Sisäministeriö\n2,Turvakoti avataan,SM\n"
    (folder / "plan.csv").write_text(table, encoding="utf-8")
    convention = ("--country", "FI", "--lang", "fi,sv", "--convention", "coe-197")
    coordinator = ("--coordinator", "SM=Sisäministeriö", "--title", "Toimintasuunnitelma")
    years = ("--from", "2023", "--to", "2026")
    done(folder, "init", "plan", *convention, *coordinator, *years, "--measures", "plan.csv")
    return folder / "plan"


@pytest.fixture(scope="module", params=["ireland", "finland"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public site of each plan."""
    folder = tmp_path_factory.mktemp("site") / str(request.param)
    done(request.getfixturevalue(request.param), "site", str(folder))
    return folder


def test_the_site_is_in_english_and_in_the_languages_of_the_strategy(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert len(pages) > 150
    own = {"ireland": {"en"}, "finland": {"fi", "sv"}}
    assert {page.parent.name for page in pages} == {site.name, "en"} | own[site.name]


def test_no_norwegian_on_any_page_feed_or_data_of_the_site(site: Path) -> None:
    """Finnish has the letter å only in Swedish names, of which there are none here."""
    found: dict[str, list[str]] = {}
    for path in files_of(site):
        if path.endswith((".html", ".atom", ".ics", ".json", ".csv")) or path == "search-en.js":
            text = (site / path).read_text(encoding="utf-8")
            words = norwegian(read(site, path).words if path.endswith(".html") else text, NAMES)
            found |= {path: words} if words else {}
    assert found == {}


def test_what_is_not_in_english_is_marked(finland: Path, tmp_path: Path) -> None:
    """Each text in Finnish stands in an element that says so; a page's title and a choice cannot."""
    done(finland, "site", str(tmp_path / "site"))
    for name in ("index", "T01", "SM", "changes", "gaps"):
        text = (tmp_path / "site" / "en" / f"{name}.html").read_text(encoding="utf-8")
        body = re.sub("<option.*", "", text.partition("</title>")[2])
        finnish = re.findall(r">([^<>]*(?:Poliisi|Sisäministeriö|Toimintasuunnitelma)[^<>]*)<", body)
        marked = re.findall(r"<[^<>]* lang=\"fi\"[^<>]*>([^<>]*)<", body)
        assert "other 0" not in body, name
        assert Counter() < Counter(finnish) <= Counter(marked), name
