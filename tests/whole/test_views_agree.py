"""One count of each thing: every view that shows a number shows the one that ``mh gaps`` lists.

On the demonstration, on the real data, and on a plan of its own with four bodies, two conventions that
share their numbers, five ministries on one measure, and two reporting periods that have passed; and on
the same plan where some of it is marked as context only.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import listed
from menneskehandel_cli.app import reporter
from menneskehandel_cli.app.making import frame, read_tip
from menneskehandel_cli.formats.charts.asked import followers_picture, thread_picture
from menneskehandel_cli.formats.charts.when import when_picture, when_small
from menneskehandel_cli.formats.matrix import sums, worst
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import day, say
from menneskehandel_cli.reports.asked import theme_view, thread_view
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gaps import SECTIONS
from menneskehandel_cli.reports.matrix import PARTS, MatrixFilter, matrix_view
from menneskehandel_cli.reports.when import when_view
from reports import run
from repositories import Step, build
from support import each, some

pytestmark = pytest.mark.thorough

CLASSIFICATIONS = ("covered", "planned", "partly", "pending", "unknown", "unanswered")
SHOWN = (*CLASSIFICATIONS[:3], "unclear", *CLASSIFICATIONS[3:])
VALUES = ("total", *CLASSIFICATIONS)
PROMISED = ("to_assess", "planned", "under_way", "delivered")
SOURCE = "{document: strategy}"
LEVELS = "[{id: urges, title: ber innstendig, weight: 3}]"
MINISTRIES = ("JD", "AID", "BFD", "HOD", "KUD")
BODIES = {"alfa": "ALFA", "beta": "BETA", "gamma": "GAMMA", "delta": "DELTA"}
YEARS = {"demo": "2024", "real": "2026", "plan": "2026", "marked": "2026", "without": "2026"}
SILENT = "T04"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


PLAN: dict[str, Any] = listed("plan_of_views")


def plan() -> dict[str, dict[str, Any]]:
    """Two conventions with the same numbers, two bodies that recommend, and five measures."""
    texts = {"strategy/strategy.yaml": PLAN["strategy"], "data/law/alfa/alfa-1.yaml": PLAN["law"]}
    kinds = dict.fromkeys(MINISTRIES, "ministry") | dict.fromkeys(BODIES.values(), "international")
    texts["strategy/actors.yaml"] = "actors:\n" + "".join(
        f"  - {{id: {name}, name: {name}{'-departementet' * (kind == 'ministry')}, kind: {kind}, "
        f"source: {SOURCE}}}\n"
        for name, kind in kinds.items()
    )
    for name, body in BODIES.items():
        convention = name in ("alfa", "beta")
        folder = f"data/obligations/{name}"
        texts[f"{folder}/_instrument.yaml"] = (
            f"id: {name}\nbody: {body}\ntitle: {name.capitalize()}s tekst\nsource: {SOURCE}\n"
        ) + ("kind: convention\n" if convention else f"kind: recommendations\nlevels: {LEVELS}\n")
        for number in (1, 2, 3):
            one = article(name, number) if convention else recommendation(name, number)
            texts[f"{folder}/{name}-{number}.yaml"] = one
    texts["data/obligations/delta/delta-3.yaml"] += "restates: [gamma-3]\n"
    texts |= {f"data/measures/0{number}.yaml": measure(number) for number in PLAN["links"]}
    return {path: yaml.safe_load(text) for path, text in texts.items()}


def article(name: str, number: int) -> str:
    provisions = "".join(
        f"  - {{id: {name}-{number}.{n}, force: shall, bearer: state, text: Staten skal.}}\n" for n in (1, 2)
    )
    return (
        f"id: {name}-{number}\narticle: {number}\nchapter: I\nrole: duty\n"
        f"title: Artikkel {number}\ntitle_basis: official\nsource: {SOURCE}\nprovisions:\n{provisions}"
    )


def recommendation(name: str, number: int) -> str:
    parts = [f"{{id: {name}-{number}.{letter}, text: Del.}}" for letter in "ab" if number == 2]
    return (
        f"id: {name}-{number}\nlevel: urges\ntitle: Anbefaling {number}\ntext: Landet bør gjøre det.\n"
        f"parts: [{', '.join(parts)}]\narticles: []\nsource: {SOURCE}\n"
    )


def measure(number: int) -> str:
    """T04 is the five ministries', and two of its tasks are late; the others link here and there."""
    name = f"T0{number}"
    silent = name == SILENT
    days = ["2030-01", "2026-01", "2026-01"] if silent else ["2030-01"] * 3
    tasks = "".join(
        f"  - {{id: {name}.{n}, text: Gjøre noe., commitment: establish, owners: [JD], "
        f'status: in_progress, due: "{day}", source: {SOURCE}}}\n'
        for n, day in enumerate(days, 1)
    )
    return (
        f"id: {name}\ntitle: Tiltak {number}\nfocus_area: 1\n"
        f"responsible: [{', '.join(MINISTRIES) if silent else 'JD'}]\nlead: JD\nsource: {SOURCE}\n"
        'status: in_progress\nstatus_source: {by: JD, date: "2026-01-15"}\n'
        f"tasks:\n{tasks}addresses: [{', '.join(PLAN['links'][number])}]\n"
    ) + (PLAN["accepted"] if silent else "")


MARKED = (
    ("data/measures/03.yaml", "", 0),
    ("data/measures/04.yaml", "", 0),
    ("data/obligations/alfa/alfa-2.yaml", "provisions", 1),
    ("data/obligations/gamma/gamma-1.yaml", "", 0),
    ("data/obligations/delta/delta-2.yaml", "parts", 0),
)
"""What is context only in the marked plan: a file, or the part of it at a key and a place."""


def marked(*, left_out: bool = False) -> dict[str, dict[str, Any]]:
    """The plan with some of it marked as context only; or without it, and the links to it."""
    files = plan()
    for path, key, place in MARKED:
        if not left_out:
            (files[path][key][place] if key else files[path])["normative"] = False
        elif key:
            del files[path][key][place]
        else:
            del files[path]
    if left_out:
        del files["data/measures/01.yaml"]["addresses"][1]  # to gamma-1
    return files


def make_plan(folder: Path, plan: dict[str, dict[str, Any]]) -> Path:
    """A repository of the plan: data entry, then two years in which little happens."""
    files = {path: json.dumps(value, ensure_ascii=False) for path, value in plan.items()}
    told = [{"measure": "T01", "status": "in_progress"}, {"measure": SILENT, "status": "not_reported"}]
    report = {"year": 2026, "actor": "JD", "kind": "self", "measures": told}
    approved = report | {"approved": {"by": "JD", "date": "2027-01-20"}}
    steps = [
        Step("2025-12-01", files),
        Step("2027-01-21", {"data/reports/2026/JD.yaml": json.dumps(approved)}),
        Step("2027-03-01", {"LESMEG": "Ingenting.\n"}),
    ]
    return build(folder, steps, base={}).root


@pytest.fixture(scope="module")
def places(places: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("views")
    return {
        **places,
        "plan": make_plan(base / "plan", plan()),
        "marked": make_plan(base / "marked", marked()),
        "without": make_plan(base / "without", marked(left_out=True)),
    }


@pytest.fixture
def place(request: pytest.FixtureRequest, places: dict[str, Path]) -> Place:
    return Place(request.param, places[request.param])


every_place = pytest.mark.parametrize("place", some(["demo", "real", "plan", "marked"], 2), indirect=True)


answered = cache(run)
"""What a command says of a repository that no test changes, asked once."""


class Place:
    """A strategy in git, and what ``mh gaps`` lists of it: what every other view is held against."""

    def __init__(self, name: str, root: Path) -> None:
        self.name, self.root = name, root
        self.listed = self.json("gaps")
        self.unclear: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.listed["unknown"]:
            if one["classification"] == "partly" or one["law"] == "unclear":
                self.unclear[one["instrument"]][one["classification"]] += 1

    def run(self, *arguments: str, at: bool = True) -> str:
        """What a command says of the newest commit, in bokmål."""
        more = ("--at", "HEAD") if at else ()
        answer = answered(*arguments, *more, "--lang", "nb", "--root", str(self.root))
        assert answer.code == 0, answer.err
        return answer.out

    def json(self, *arguments: str, at: bool = True) -> Any:
        return json.loads(self.run(*arguments, "--format", "json", at=at))

    def gaps(self, way: str) -> list[dict[str, Any]]:
        """The open gaps or the accepted ones, without the notes."""
        return [gap for gap in self.listed[way] if gap["severity"] == "gap"]

    @property
    def open(self) -> set[str]:
        """The keys of the open gaps."""
        return {gap["key"] for gap in self.gaps("gaps")}

    @property
    def accepted(self) -> set[str]:
        """The keys of the gaps that somebody answers for."""
        return {gap["key"] for gap in self.gaps("accepted")}

    @property
    def coverage(self) -> dict[str, Any]:
        """The counts of every instrument."""
        found: dict[str, Any] = self.listed["coverage"]
        return found

    @property
    def yearly(self) -> Any:
        return self.json("report", "yearly", "--year", YEARS[self.name])


def keys(items: list[dict[str, Any]]) -> set[str]:
    found = [item["key"] for item in items]
    assert len(set(found)) == len(found)
    return set(found)


def headings() -> list[str]:
    """How the headings of the groups of open gaps end, after the bodies that ask."""
    return [say(f"gaps.section.{name}", "nb", bodies="#").split("#")[-1].strip(": ") for name in SECTIONS]


def own_words(own: dict[str, Any]) -> str:
    """How the sentence on the strategy's own words begins, the same in every view."""
    promise = own["promise"]
    if own["total"] == 1:
        return next(say(f"promise.{name}", "nb") for name, number in promise.items() if number)
    return f"{own['total'] - promise['none'] - promise['named']} av {own['total']} "


# What the reference itself must hold --------------------------------------------------------------


@every_place
def test_the_list_holds_each_gap_once_and_agrees_with_its_counts(place: Place) -> None:
    """The classifications add up; what is counted as open, in hand or not assessed is listed."""
    assert len(place.gaps("gaps")) == len(place.open) > 0
    assert not place.open & place.accepted
    listed = Counter(
        (gap["instrument"], gap["size"])
        for way in ("gaps", "accepted")
        for gap in place.gaps(way)
        if gap["classification"] is not None
    )
    unknown = [item for item in place.listed["unknown"] if item["classification"] == "unknown"]
    apart = {
        kind: Counter(item["instrument"] for item in items)
        for kind, items in (("in_hand", place.listed["in_hand"]), ("unknown", unknown))
    }
    for name, counts in place.coverage.items():
        for told in (counts, counts["strategy"]):
            assert sum(told["promise"].values()) == told["total"]
        assert sum(counts[key] for key in CLASSIFICATIONS) == counts["total"]
        assert sum(counts["law"].values()) in (0, counts["total"])
        for size, number in counts["gaps"].items():
            assert listed[name, size] == number, (name, size)
        assert {kind: counted[name] for kind, counted in apart.items()} == {
            kind: counts[kind] for kind in apart
        }


def test_five_silent_ministries_are_five_and_two_late_tasks_are_two(places: dict[str, Path]) -> None:
    """In each of two periods, and one of the tasks is answered for."""
    place = Place("plan", places["plan"])
    for year in ("2025", "2026"):
        silent = {key for key in place.open if key.startswith(f"MH302:{SILENT}:") and key.endswith(year)}
        assert silent == {f"MH302:{SILENT}:{actor}:{year}" for actor in MINISTRIES}
    assert {key for key in place.open | place.accepted if key.startswith("MH301")} == {
        f"MH301:{SILENT}:{SILENT}.2",
        f"MH301:{SILENT}:{SILENT}.3",
    }
    assert place.accepted == {f"MH301:{SILENT}:{SILENT}.2"}
    assert f"MH302:{SILENT}:JD:2026" in place.open  # what JD wrote of it says nothing


# Every other view against it ----------------------------------------------------------------------


@every_place
def test_pictures(place: Place) -> None:
    """A square for each task and each requirement, with the marks of what is counted elsewhere."""
    page = place.run("report", "yearly", "--year", YEARS[place.name], "--format", "html", at=False)
    tasks, *demanded = (
        "".join(figure.split("<details>")[0].split('<ul class="rows">')[1:])
        for figure in page.split('<figure class="picture">')
        if 'class="rows"' in figure
    )
    status = place.json("status")
    counts, marks = status["promised"], drawn(tasks)
    kinds = {"go": "go", "assess": "assess", "completed": "tick", "under_way": "way", "passed": "late"}
    assert {key: marks[kind] for key, kind in kinds.items()} == {key: counts[key] for key in kinds}
    measures = [one for area in status["focus_areas"] for one in area["measures"] if one["normative"]]
    rows = [drawn(row) for row in tasks.split("<li>")[1:]]
    assert [(sum(row[kind] for kind in ("do", "go", "assess")), row["tick"]) for row in rows] == [
        (one["tasks"]["total"], one["tasks"]["completed"]) for one in measures
    ]
    assert marks["late"] == sum(x.startswith("MH301") for x in place.open | place.accepted)
    counted = {name: one for name, one in place.coverage.items() if sum(one["law"].values())}
    sure = {str(one["unquestioned"]) for one in counted.values() if one["unquestioned"] < one["covered"]}
    assert {*re.findall(r"(\d+) dekket uten ", page)} == sure
    for figure, (name, counts) in zip(demanded, counted.items(), strict=True):
        marks, unclear = drawn(re.sub('<g class="own">.*?</g>', "", figure)), place.unclear[name]
        assert marks["unclear"] == unclear.total()
        assert [marks[x] + unclear[x] for x in CLASSIFICATIONS] == [counts[x] for x in CLASSIFICATIONS]
        assert (marks["open"], marks["slot"]) == (counts["disputed"], counts["uncertain"])
        own = drawn("".join(re.findall('<g class="own">.*?</g>', figure)))
        own["do"] -= own["way"] + own["tick"]
        assert [own[key] for key in ("nothing", "named", "assess", "do", "way", "tick")] == [
            *counts["strategy"]["promise"].values()
        ]


def drawn(markup: str) -> Counter[str]:
    """How many marks there are of each kind."""
    return Counter(re.findall(r'<(?:path|circle) class="(\w+)"', markup))


@every_place
def test_status(place: Place) -> None:
    """In figures and in words."""
    told = place.json("status")
    assert told["findings"]["gap"] == len(place.open)
    assert told["coverage"] == place.coverage
    text = " ".join(place.run("status").split())
    assert f"{place.listed['open']} mangler" in text
    kinds = {x["instrument"]: x["type"] for x in place.json("list", "obligations")["obligations"]}
    points: Counter[str] = Counter()
    for name, counts in place.coverage.items():
        if kinds[name] == "recommendation":
            points.update({key: counts[key] for key in CLASSIFICATIONS})
            continue
        assert _classes(counts, place.unclear[name]) in text
        own = counts["strategy"]
        key = "coverage.own.one" if own["total"] == 1 else "coverage.own"
        assert say(key, "nb", promised=own_words(own)).removesuffix(".") in text
    assert f"{points.total()} punkter: {_classes(points).replace('svar', 'tiltak')}." in text


def _classes(counts: Mapping[str, int], unclear: Counter[str] | None = None) -> str:
    apart = unclear or Counter()
    shown = {x: counts[x] - apart[x] for x in CLASSIFICATIONS} | {"unclear": apart.total()}
    return ", ".join(say(f"classification.count.{x}", "nb", n=shown[x]) for x in SHOWN if shown[x])


@every_place
def test_gaps_in_other_forms(place: Place) -> None:
    """Row by row, and in the sentence at the top."""
    rows = list(csv.DictReader(io.StringIO(place.run("gaps", "--severity", "gap", "--format", "csv"))))
    assert {row["key"] for row in rows if not row["accepted"]} == place.open
    assert {row["key"] for row in rows if row["accepted"]} == place.accepted
    assert len(rows) == len(place.open) + len(place.accepted)
    top = place.run("gaps", "--severity", "gap", "--format", "markdown").split("\n## ")[0]
    lines = Counter(gap["section"] for gap in place.gaps("gaps") if not gap["same_as"])
    for name in SECTIONS[:4]:
        start, *_ = say(f"gaps.tile.{name}", "nb", n=lines[name], bodies="#").split("#")
        assert (f"\n- {lines[name]} {start}" in top) == bool(lines[name])
    assert sum(place.listed["open_in"].values()) == place.listed["open"]
    assert sum(lines[x] for x in SECTIONS[:4]) == place.listed["open"] == place.json("status")["gaps"]


@every_place
@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check(place: Place, form: str) -> None:
    """What a program reads of the findings."""
    if form == "json":
        told = place.json("check", "--fail-on", "never")
        assert told["summary"]["gap"] == len(place.open)
        policy = [item for item in told["diagnostics"] if item["severity"] == "gap"]
        assert keys(policy) == place.open
        assert keys([item for item in told["accepted"] if item["severity"] == "gap"]) == place.accepted
        return
    (made,) = json.loads(place.run("check", "--fail-on", "never", "--format", "sarif"))["runs"]
    told = {
        state: [
            item["partialFingerprints"]["mhKey/v1"]
            for item in made["results"]
            if item["level"] == "warning" and bool(item.get("suppressions")) == state
        ]
        for state in (False, True)
    }
    assert Counter(told[False]) == Counter(place.open)
    assert Counter(told[True]) == Counter(place.accepted)


@every_place
def test_the_yearly_report(place: Place) -> None:
    """Its lists, its coverage, and the line in which its numbers end."""
    told = place.yearly
    assert keys(told["gaps"]["open"]) == place.open
    assert keys(told["gaps"]["accepted"]) == place.accepted
    assert {row["instrument"]: row["after"] for row in told["coverage"]} == place.coverage
    text = place.run("report", "yearly", "--year", YEARS[place.name], "--format", "markdown")
    closing = say("status.as_of", "nb", day=day(told["ends"]["closing_day"], "nb"))
    sums = f"| {closing} | {len(place.open)} | {len(place.accepted)} |"
    lists = {way: found for way, found in told["gaps"].items() if isinstance(found, list)}
    moved = any(found for way, found in lists.items() if way not in ("open", "accepted"))
    assert (sums in text) == (told["compares"] and moved)
    accepted = say("report.sum.gaps.accepted", "nb", n=len(place.accepted)) if place.accepted else ""
    assert (say("report.sum.gaps", "nb", n=len(place.open), accepted=accepted) in text) == told["compares"]
    status = " ".join(place.run("status").split())
    assert all(x in status for x in re.findall(r"\d+ av \d+ åpne oppgaver som trenger en [^.]*\.", text))
    unowned = place.json("status")["promised"]["without_owner"]
    assert re.findall(r"(\d+) av \d+ åpne oppgaver har ingen", text) == ([str(unowned)] if unowned else [])
    measures = [row for row in place.json("list", "measures")["measures"] if row["normative"]]
    for line in told["reports"]:
        mine = [row for row in measures if line["actor"] in row["responsible"]]
        tasks = sum(x["status"] not in ("completed", "discontinued") for row in mine for x in row["tasks"])
        of = f"{line['told']} av {len(mine)}"
        state = say(f"report.state.{line['state']}", "nb")
        # It stands above the table, where it is the same for all.
        said = of if f": {state}**" in text else rf"{state} \| {of}"
        said = rf" {said} \|" if any(one["state"] == "approved" for one in told["reports"]) else ""
        row = rf"\({line['actor']}\) \| {len(mine)} \| {tasks} \|(?: \d+ \|){{0,3}}{said}\n"
        assert re.search(row, text), line["actor"]
    listed = text.partition("## Vedlegg: Mangler, etter vår vurdering\n")[2].partition("\n## ")[0]
    sections = {
        kind: sum(map(int, re.findall(rf"^### .*(?:{begin}) \((\d+)[^)]*\)$", listed, re.MULTILINE)))
        for kind, begin in (
            ("open", "|".join(map(re.escape, [*headings(), "Andre mangler"]))),
            ("accepted", re.escape(say("gaps.section.accepted", "nb"))),
        )
    }
    # Deadlines, silence and open tasks are told before the annexes.
    silent = [key for key in place.open if key.startswith("MH302") and key.endswith(YEARS[place.name])]
    apart = [key for key in place.open if key.startswith(("MH301", "MH303", "MH331"))] + silent
    twice = sum(gap["same_as"] is not None for gap in place.gaps("gaps"))
    assert sections == {"open": len(place.open) - len(apart) - twice, "accepted": len(place.accepted)}
    points = [row for row in told["coverage"] if not row["after"]["law"]]
    table = text.partition("følger opp punktene fra overvåkingsorganene**")[2].split("\n\n")[1]
    head, _, *lines = ([cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines())
    assert len(lines) == len(points) + 1
    summed: Counter[str] = Counter()
    for row, (title, *cells) in zip(points, lines, strict=False):
        promise = row["after"]["promise"]
        kinds = {"Punkter": row["after"]["total"], "Ingen tiltak": promise["none"] + promise["named"]}
        kinds |= {capital(say(f"promise.{way}", "nb")): promise[way] for way in ("to_assess", "delivered")}
        shown = dict(zip(head[1:], (int(cell.split("→")[-1]) for cell in cells), strict=True))
        assert title == row["title"]["nb"]
        assert {name: shown.get(name, 0) for name in kinds} == kinds
        summed.update(shown)
    assert [str(summed[name]) for name in head[1:]] == [n.split(" ")[-1] for n in lines[-1][1:]]


@every_place
def test_the_yearly_report_at_its_other_end(place: Place) -> None:
    """What it begins with is what ``mh gaps`` lists there, and each gap gets from there to here."""
    told = place.yearly
    opening = run(
        *("gaps", "--severity", "gap", "--format", "json", "--at", told["ends"]["opening"]),
        *("--root", str(place.root)),
    ).json
    gaps = told["gaps"]
    assert gaps["open_before"] == len(opening["gaps"])
    assert gaps["accepted_before"] == len(opening["accepted"])
    moved = [item for way, items in gaps.items() if isinstance(items, list) for item in items]
    every = {item["key"]: item for item in moved}.values()
    for state, before, after in (
        ("open", gaps["open_before"], gaps["open"]),
        ("accepted", gaps["accepted_before"], gaps["accepted"]),
    ):
        assert sum(item["before"] == state for item in every) == before
        assert sum(item["after"] == state for item in every) == len(after)


@every_place
def test_the_evaluation(place: Place) -> None:
    days = ("--from", "2020-01-01", "--to", "2029-12-31")
    told = place.json("report", "evaluation", *days)
    assert keys(told["gaps"]["open"]) == place.open
    assert keys(told["gaps"]["accepted"]) == place.accepted
    assert {row["instrument"]: row["after"] for row in told["coverage"]} == place.coverage


@every_place
def test_what_a_ministry_owes(place: Place) -> None:
    """Each measure that it is late with, in the report and in the list; and on how many it has told."""
    year = YEARS[place.name]
    _coordinator, *others = place.yearly["reports"]
    yearly = place.run("report", "yearly", "--year", year, "--format", "markdown")
    for line in some(others, 3):
        told = place.json("report", "ministry", line["actor"], "--year", year)
        letter = place.run("report", "ministry", line["actor"], "--year", year)
        if len(told["unreported"]) < len(told["lines"]):  # A column of one value is said above instead.
            assert letter.count(" | mangler |\n") == len(told["unreported"])
        assert len(told["lines"]) == line["measures"]
        silent = {
            key.split(":")[1]
            for key in place.open | place.accepted
            if key.startswith("MH302:") and key.split(":")[2:] == [line["actor"], year]
        }
        assert set(told["late"]) == silent
        assert len(told["unreported"]) == line["measures"] - line["told"]
        if "underliggende virksomheter) | Uten navngitt ansvarlig |" in yearly:  # nothing that others own
            shares = (told[key] for key in ("tasks_of_measures", "own_tasks", "nobodys_tasks"))
            row = " | ".join(map(str, (len(told["lines"]), *shares)))
            assert f"({line['actor']}) | {row} |" in yearly


def test_an_entry_that_says_nothing_is_no_report_on_its_measure(places: dict[str, Path]) -> None:
    """One of five, wherever it is told."""
    place = Place("plan", places["plan"])
    (line,) = [line for line in place.yearly["reports"] if line["actor"] == "JD"]
    assert (line["told"], line["measures"]) == (1, 5)
    assert "1 av 2" in place.run("list", "reports")


@every_place
@each("editorial", [False, True])
def test_the_answer_to_the_bodies(place: Place, editorial: bool) -> None:
    """Requirement by requirement it adds up to the counts: with our judgements, or without them."""
    bodies = [word for name in place.coverage for word in ("--instrument", name)]
    more = () if editorial else ("--no-editorial",)
    told = place.json("report", "obligations", *bodies, *more)
    for instrument in told["instruments"]:
        counts = place.coverage[instrument["id"]]
        assert instrument["coverage"] == counts
        wanted = counts if editorial else counts["strategy"]
        counted = [
            item
            for chapter in instrument["chapters"]
            for item in chapter["requirements"]
            if item["counted_at"] == item["id"]
        ]
        assert len(counted) == wanted["total"]
        for key in ("promise", "law") if editorial else ("promise",):
            found = Counter(item[key] for item in counted if item[key] is not None)
            assert {value: found[value] for value in wanted[key]} == wanted[key]
        if editorial:
            found = Counter(item["classification"] for item in counted)
            assert {x: found[x] for x in CLASSIFICATIONS} == {x: wanted[x] for x in CLASSIFICATIONS}
            assert all(chapter["left_out"] == 0 for chapter in instrument["chapters"])
    if editorial:
        text = place.run("report", "obligations", *bodies).partition("\n## Vedlegg: Loven\n")[0]
        elsewhere = re.findall(r"\*\*Besvares andre steder:\*\*\n\n((?:- .+\n)+)", text)
        here = [item for instrument in told["instruments"] for item in instrument["chapters"]]
        done = text.count("\n### 0\\. Registrert som gjennomført")  # Beside what is asked for.
        assert text.count("\n### ") + "".join(elsewhere).count("\n") == len(here) + done
        assert text.count("\nUtfylt av: ") == text.count("\n### ")
        rows = re.findall(r"^\| (.+) \| .+ \| (\d+) \| .+ \| .+ \|$", text, re.MULTILINE)
        context = framed(place.root).closing.context
        demands = thread_view(context)
        assert sum(int(points) for _, points in rows) == len(demands.demands)
        n, none = len(demands.demands), sum(not one.followed_up for one in demands.demands)
        known: dict[str, object] = {"n": n, "proposed": n - none, "left": none}
        known |= dict.fromkeys(("body", "by", "far", "numbers", "named"), "@")
        said = say("report.reply.proposed", "nb", **known)
        assert re.search(re.escape(said).replace("@", ".*"), text)
        headings = iter(re.findall(r"\n### (.+)", text.replace("\\. ", ". ")))
        assert all(title in headings for title, _ in rows), "in the document's order"
        points = {title: int(n) for title, n in rows}
        for one in told["instruments"]:
            of = re.search(rf"\n## (.*: )?{re.escape(one['instrument']['title']['nb'])}\n", text)
            under = text[of.end() :].partition("\n## ")[0].replace("\\. ", ". ") if of else ""
            asked = [points[x] for x in re.findall(r"(?m)^### (.+)", under) if x in points]
            assert not asked or sum(asked) == one["coverage"]["total"], "as in the yearly report"


@every_place
def test_the_answer_says_what_it_leaves_out(place: Place) -> None:
    """At each demand, as many links of ours as are there when they are asked for."""
    bodies = [word for name in place.coverage for word in ("--instrument", name)]
    without = place.json("report", "obligations", *bodies, "--no-editorial")
    every = place.json("report", "obligations", *bodies)
    for left, right in zip(without["instruments"], every["instruments"], strict=True):
        for chapter, whole in zip(left["chapters"], right["chapters"], strict=True):
            ours = [link for link in whole["links"] if link["address"]["basis"] == "editorial"]
            assert chapter["left_out"] == len(ours)
            assert all(set(link) == {"measure", "address"} for link in whole["links"])


@every_place
@each("by", ["article", "provision"])
def test_the_matrix(place: Place, by: str) -> None:
    """Its rows add up to the counts; one that counts nothing says where its demand is counted."""
    found: dict[str, Counter[str]] = {}
    for row in place.json("matrix", "--by", by)["rows"]:
        counts = row["coverage"]
        assert counts["total"] or row["counted_at"]
        found.setdefault(row["instrument"], Counter()).update({key: counts[key] for key in VALUES})
    counted = {name: {key: total[key] for key in VALUES} for name, total in found.items()}
    assert {name: counts for name, counts in counted.items() if counts["total"]} == {
        name: {key: counts[key] for key in VALUES} for name, counts in place.coverage.items()
    }


@every_place
def test_the_matrix_says_how_far_as_the_requirement_does(place: Place) -> None:
    """What a decision to change has led to counts, and not the assessment that the link names."""
    known = framed(place.root).closing.context.coverage.by_id
    for row in place.json("matrix", "--by", "provision")["rows"]:
        counted = known[row["id"]].answers
        for measure, cell in row["cells"].items():
            found = {(a.link.address.basis, a.contribution) for a in counted if a.link.measure.id == measure}
            assert (cell["basis"], cell["contribution"]) in found or (not found and not cell["answered"])
    covered = [one for one in known.values() if one.counts and one.classification == "covered"]
    against = Counter((x.instrument, bool(x.disputed_by), bool(x.doubts)) for x in covered)
    kinds = ((False, False), (True, False), (False, True), (True, True))
    for name, one in place.coverage.items():
        apart = [one["unquestioned"], *one["questioned"].values()]
        assert apart == [against[name, *kind] for kind in kinds]
        assert sum(apart) == one["covered"]


@every_place
def test_the_list_of_obligations(place: Place) -> None:
    """What stands at each adds up to what is counted of all."""
    rows = csv.DictReader(io.StringIO(place.run("list", "obligations", "--format", "csv")))
    counted: Counter[str] = Counter()
    one = {say(f"classification.{n}", "nb"): n for n in CLASSIFICATIONS}
    one |= {"uten tiltak": "unanswered", "uavklart": "partly", "ikke vurdert": "partly"}
    many = {
        "partly": r"(\d+) (?:delvis dekket|uavklart|ikke vurdert)",
        "unanswered": r"(\d+) uten (?:svar|tiltak)",
    }
    for row in rows:
        if row["coverage"] in one:
            counted[one[row["coverage"]]] += 1
        for name, pattern in many.items():
            counted[name] += sum(map(int, re.findall(pattern, row["coverage"])))
    for name in many:
        of = (name, "unknown") if name == "partly" else (name,)
        assert counted[name] == sum(counts[one] for counts in place.coverage.values() for one in of)


# The pictures -------------------------------------------------------------------------------------


@cache
def framed(root: Path) -> Frame:
    """The newest state of a repository, as the site and the reports have it."""
    return frame(read_tip(root, "nb", "HEAD", reporter.SILENT))


def numbers_in(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


@every_place
def test_the_picture_of_who_follows_up_what(place: Place) -> None:
    """Rows, marks and sums are the matrix's; what has no measure first. Each requirement is in one part."""
    context = framed(place.root).closing.context
    view = matrix_view(context, "article", MatrixFilter())
    picture = followers_picture(view, context.register, "nb")
    rows = [row for row in place.json("matrix")["rows"] if row["coverage"]["total"]]
    ways = {row["id"]: way_of(row) for row in rows}
    articles = [row["id"] for row in rows if row["coverage"]["law"]]
    left = [name for name, way in ways.items() if way == "none"]
    gaps = place.json("gaps")
    unclear = {one["id"] for one in gaps["unknown"]}
    parts, bare = defaultdict[str, list[str]](list), list[str]()
    for row in place.json("matrix", "--by", "provision")["rows"]:
        name, of, way = row["id"], row["coverage"], way_of(row)
        if of["total"] and of["law"]:
            bare_of = "law" if of["covered"] else "unclear" if name in unclear else "open"
            parts[bare_of if way == "none" else way].append(name)
        elif of["total"] and way == "none":
            bare.append(name)
    told = [(part, n) for part, n, _ in sums(view, "nb")]
    assert told == [(part, len(parts[part])) for part in PARTS if parts[part]]
    assert [int(line.split()[0]) for line in worst(view, "nb")] == [n for _, n in told]
    assert {*parts["open"]} <= {one["subject"] for one in (*gaps["gaps"], *gaps["accepted"])}
    marks, lists = picture.markup.split('class="pick"')
    heads = [int(n) for n in re.findall(r"scope=rowgroup[^>]*>[^<]*\((\d+)\)<", marks)]
    kinds = ([name for name in ways if (name in articles) == law] for law in (True, False))
    found = [sum(ways[x] == part for x in some) for some in kinds for part in ("none", "assess", "more")]
    assert heads == [n for n in found if n]
    assert numbers_in(picture.title)[0] == len([x for x in left if x in articles or not articles])
    holes = {x.split(".")[0] for x in (*parts["open"], *bare)} - ({*left} - {*articles})
    assert marks.count('class="hole') == len(holes)
    table = csv.DictReader(io.StringIO(place.run("matrix", "--format", "csv")))
    said = {row["id"]: row["coverage"] for row in table}
    shown = [f"{all_of}, {rest}" for all_of, rest in re.findall(r"<td><b>(.*?)</b> ?(.*)\n", marks)]
    for text in sorted((said[x] for x in articles), key=len, reverse=True):
        covered, _, rest = map(re.escape, text.partition(", "))
        told_of = (
            rf"{covered}(?:, (?:én|\d+) av dem med forbehold)?(?:, {rest})?\b" if rest else rf"{covered}\b"
        )
        shown.remove(next(cell for cell in shown if re.match(told_of, cell)))
    cells = [cell for row in rows for cell in row["cells"].values()]
    columns = sum(int(n or 1) for n in re.findall(r'<td(?: class="?\w+"?)?(?: colspan="?(\d+)"?)?>', marks))
    signs = Counter((cell["contribution"] if cell["answered"] else None) or "named" for cell in cells)
    totals = [n for n in (signs["full"] + signs["partial"], signs["assess"]) if n]  # no row of zeros
    assert columns - 2 == (len(rows) + len(totals)) * (len(place.json("matrix")["measures"]) + 1)
    foot = marks.partition("</tfoot>")[0].split("<tr><th")[-len(totals) :]
    assert [sum(map(int, re.findall(r"(?<=>)\d+", x))) for x in foot] == totals
    drawn_signs = Counter(re.findall(r'<i class="?(\w+)"?>[^<]', marks))
    assert all(drawn_signs[kind] == n for kind, n in signs.items() if kind != "named")
    assert lists.partition('class="note"')[0].count("<li") == len(left) + len(cells)
    assert len(re.findall(r'class="?(?:hole )?none\b', marks)) == len(left)


def way_of(row: dict[str, Any]) -> str:
    """Whether no measure follows up a row, all that they do is to assess something, or more."""
    found = {cell["contribution"] for cell in row["cells"].values() if cell["answered"]}
    return "none" if not found else "assess" if found == {"assess"} else "more"


@every_place
def test_the_picture_of_what_has_been_asked_for(place: Place) -> None:
    """A row for each point that is counted; what nothing follows up is as much as in the gaps, and in
    their order, the strongest of it."""
    context = framed(place.root).closing.context
    view = thread_view(context)
    picture = thread_picture(view, context.register, "nb")
    first = [gap for gap in place.json("gaps")["gaps"] if gap["section"] in ("asked", "further")]
    most = [gap["subject"] for gap in first if gap["level"] == first[0]["level"]]
    assert most == [x for one in view.demands if (x := one.requirement.id) in most]
    asked = [counts for counts in place.coverage.values() if not counts["law"]]
    left = sum(counts["promise"]["none"] + counts["promise"]["named"] for counts in asked)
    total = sum(counts["total"] for counts in asked)
    all_points, *far = numbers_in(picture.title)
    rows = picture.markup.partition("<tbody>")[2]
    assert all_points == total == sum(far) == rows.count("<tr")
    assert not left or far[-1] == left
    assert picture.markup.count('class="none"') == left
    asked_for = sum(len(one.by_round) for one in thread_view(context).demands)
    assert rows.count('class="dot ') == asked_for >= total


@every_place
def test_the_picture_of_when(place: Place) -> None:
    """Whole and in small: each year, and a mark or a cell for each task with a deadline and each report."""
    made, year, reports = framed(place.root), YEARS[place.name], place.yearly["reports"]
    view, register, period = when_view(made), made.closing.register, made.strategy.period
    tasks = [x for y in place.json("list", "measures")["measures"] if y["normative"] for x in y["tasks"]]
    undated = [x for x in tasks if x["due"] is None]
    still = [x for x in undated if x["status"] not in ("completed", "discontinued")]
    lack = sum(not x["recurrence"] and x["commitment"] not in ("continue", "recurring") for x in still)
    for picture in (when_small(view, register, "nb"), when_picture(view, register, "nb")):
        key, _, rows = picture.markup.partition('class="row axis"')
        marks = Counter(re.findall(r'class="dia (\w+)" style', rows))
        assert sum(marks[kind] for kind in ("passed", "coming", "done", "ended")) == len(tasks) - len(undated)
        assert marks["passed"] == sum(name.startswith("MH301") for name in place.open | place.accepted)
        assert all(marks[kind] == int(n) for kind, n in re.findall(r'"dia (\w+)"[^:]*?: (\d+)<', key))
        assert re.findall(r'class="free">(\d+) ', rows) == [str(len(undated))] * bool(undated)
        years = {*map(int, re.findall(r"%\">(\d{4})<", rows))}
        assert years >= {*range(period.from_, period.to + 1)}
        assert not lack or {lack, len(still) - lack} <= {0, *numbers_in(picture.title)}
    assert all(marks[kind] < 2 or marks[kind] in numbers_in(picture.title) for kind in ("passed", "coming"))
    assert rows.count('"state later" style') == len(reports) * sum(x > view.as_of.year for x in years)
    assert not any(row[-1] == "–" for row in picture.numbers.rows if row[0].startswith("Rapport for"))
    told = {row[2] for row in picture.numbers.rows if row[0].startswith(f"Rapport for {year}: ")}
    for line in (one for one in reports if one["state"] == "approved"):
        assert f"godkjent rapport om {line['told']} av {line['measures']} tiltak" in told


# What is context only ------------------------------------------------------------------------------


@every_place
def test_themes(place: Place) -> None:
    """The tasks and requirements of a theme are those that the lists give with ``--theme``."""
    context = framed(place.root).closing.context
    for name, theme in context.register.themes.items():
        view, about = theme_view(context, theme), ("--theme", name)
        tasks = [
            task["id"]
            for measure in place.json("list", "measures", *about)["measures"]
            for task in measure["tasks"]
            if name in (*measure["themes"], *task["themes"])
        ]
        shown = [one.task.id for area in view.promised.areas for m in area.measures for one in m.tasks]
        assert sorted(shown) == sorted(tasks), name
        rows = (row for area in place.json("status", *about)["focus_areas"] for row in area["measures"])
        assert sum(row["tasks"]["total"] for row in rows if row["normative"]) == len(tasks), name
        owners = {item["id"] for item in place.json("list", "obligations", *about)["obligations"]}
        articles = {one.article.id for d in view.demanded for _, given in d.chapters for one in given}
        assert articles | {demand.requirement.owner.id for demand in view.thread.demands} <= owners, name


def test_what_is_context_only_counts_as_if_it_were_not_there(places: dict[str, Path]) -> None:
    """No gap, no silence, no late task and no requirement: the same as where it was never written."""
    told, wanted = (Place(name, places[name]) for name in ("marked", "without"))
    assert told.open == wanted.open
    assert told.accepted == wanted.accepted == set()
    for name, counts in wanted.coverage.items():
        for key in VALUES:
            assert told.coverage[name][key] == counts[key], (name, key)
        ours, theirs = (place[name]["strategy"]["promise"] for place in (told.coverage, wanted.coverage))
        assert [ours[key] for key in PROMISED] == [theirs[key] for key in PROMISED], name
    left, right = (place.json("status") for place in (told, wanted))
    for key in ("measures_shown", "measures_total", "status_counts", "attention"):
        assert left[key] == right[key], key
    left, right = told.yearly, wanted.yearly
    assert left["headline"]["late"] == right["headline"]["late"] == []
    reports = {line["actor"]: line for line in right["reports"]}
    for line in left["reports"]:
        assert (line["told"], line["measures"]) == (
            reports[line["actor"]]["told"],
            reports[line["actor"]]["measures"],
        )


def test_what_is_context_only_is_shown_and_marked(places: dict[str, Path]) -> None:
    """With the same words in every view, and how many they are where measures are counted."""
    place, mark = Place("marked", places["marked"]), say("context_only.mark", "nb")
    status = place.run("status")
    assert f"3 tiltak · {say('context_only', 'nb', n=2)}" in status
    assert place.json("status")["context_only"] == 2
    rows = {
        row["number"]: row
        for row in csv.DictReader(io.StringIO(place.run("list", "measures", "--format", "csv")))
    }
    assert {name for name, row in rows.items() if row["status"] == mark} == {"T03", "T04"}
    assert "T04" not in place.run("list", "measures", "--status", "in_progress", "--format", "csv")
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(place.run("list", "obligations", "--format", "csv")))
    }
    assert {name for name, row in rows.items() if row["coverage"] == mark} == {"gamma-1"}
    for name in ("T04", "alfa-2", "gamma-1", "delta-2"):
        assert place.run("show", name).casefold().count(mark) == 1, name
    yearly = place.run("report", "yearly", "--year", "2026", "--format", "markdown")
    assert "I tillegg er 2 tiltak bare bakgrunn." in yearly
    (line,) = re.findall(r"^\| 4\. Tiltak 4 \|.*$", yearly, re.MULTILINE)
    assert mark in line


def test_a_gap_ends_because_it_is_marked_as_context_only(tmp_path: Path) -> None:
    """It is neither closed nor lost, and the report says why it is no longer there."""
    before, after = (
        {path: json.dumps(value, ensure_ascii=False) for path, value in files.items()}
        for files in (plan(), marked())
    )
    root = build(tmp_path / "repo", [Step("2025-12-01", before), Step("2026-06-01", after)], base={}).root
    told = Place("marking", root).json("report", "yearly", "--year", "2026")["gaps"]
    ended = {item["key"]: item["closure"]["said"] for item in told["ended"]}
    assert ended["MH202:delta-2:delta-2.a"] == say("closure.context_only", "nb", name="delta-2.a")
    assert not told["closed"]
