"""From commits to events: what counts as a change, on which day, and as what."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cases
from example import (
    ARTICLE,
    ARTICLE_FILE,
    LAW,
    LAW_FILE,
    MEASURE,
    MEASURE_FILE,
    REPORT_FILE,
    STRATEGY,
    STRATEGY_FILE,
    changed,
    measure,
)
from menneskehandel_cli.history.events import KINDS
from menneskehandel_cli.rules.example import BASE, top_level
from repositories import Files, Module, Repo, Step, build, complaint, depot, events, listed, told
from support import Mh

EVENTS: dict[str, list[Any]] = cases.listed("events")
SECOND = "data/measures/02-annet.yaml"
TWO = MEASURE.replace("T01", "T02")
ACTORS_FILE = "strategy/actors.yaml"
REPORT = """\
year: 2026
actor: JD
kind: self
measures:
  - {measure: T01, status: in_progress}
"""
APPROVED = f"{REPORT}approved: {{by: JD, date: 2026-01-20}}\n"
YEAR_FILE = "data/reports/2026/JD-halvaar.yaml"

INDICATOR_FILE = "data/indicators/dommer.yaml"
INDICATOR = """\
id: dommer
title: Dommer
unit: dommer
counts: Dommer i tingretten.
source: {document: strategy}
observations: [{year: 2025, value: 3}]
"""
BROKEN = f"{MEASURE}\t- x\n"
PARTY_FILE = "data/law/coe/_party.yaml"
PARTY = """\
format: 2
id: party-coe
instrument: coe
reservations: [{provision: coe-29.1, text: Ikke oss, source: {document: strategy}}]
"""
SPEAKING = {INDICATOR_FILE: f"{INDICATOR}goals: [FA1.G1]\n"}


def task(name: str = "T01.1", **more: object) -> dict[str, object]:
    """A task of the measure."""
    known = {"id": name, "text": "Opprette en gruppe.", "commitment": "establish"}
    return {**known, "source": {"document": "strategy"}, **more}


def tasks(*wanted: dict[str, object]) -> Files:
    """The measure with these tasks and nothing that leans on them. JSON is YAML."""
    return own(tasks=wanted, addresses=[])


def own(**changes: object) -> Files:
    """The measure with some keys changed."""
    return dict(measure(**{key: json.dumps(value) for key, value in changes.items()}))  # type: ignore[arg-type]


SOURCED = {"source": {"document": "strategy"}}
GAP = {"id": "T01.K1", "text": "Omfanget.", **SOURCED}
GROUP = {"id": "T01.B1", "title": "Politiet", **SOURCED}
GOAL: dict[str, Any] = {"id": "T01.G1", "text": "Alle vet.", **SOURCED}
LINK = {"obligation": "coe-29.1", "basis": "strategy", "contribution": "partial"}
RELATION = {"type": "builds_on", "target": "T02", "basis": "strategy"}
ACCEPTED = {"rule": "MH309", "reason": "Vi venter.", "decided_by": "JD", "date": "2026-01-20"}
SEVEN = MEASURE.replace("T01", "T07").replace("id: T07\n", "id: T07\nformer_ids: [T01]\n", 1)
UNREAD = "  - {requirement: coe-29.2, extent: unread, judged: {by: editorial}}\n"


@dataclass(frozen=True)
class Case:
    """Two states of some files, and the one event between them: its kind, subject and field."""

    what: str
    before: object
    after: object
    old: Files
    new: Files

    @property
    def told(self) -> tuple[object, ...]:
        """The event as the log tells it."""
        kind, subject, field = f"{self.what} ".split(" ")[:3]
        return (kind, subject, field, self.before, self.after)


def both(what: str, value: object, old: Files, new: Files) -> list[Case]:
    """Something that comes, and the same that goes; a slash divides the two kinds."""
    kinds, _, about = what.partition(" ")
    come, go = kinds.split("/")
    return [Case(f"{come} {about}", None, value, old, new), Case(f"{go} {about}", value, None, new, old)]


def came(kind: str, subject: str, title: object, path: str, text: str) -> list[Case]:
    """A file that is added, and the same taken away."""
    return both(f"{kind}_added/{kind}_removed {subject}", title, {path: None}, {path: text})


def in_part(what: str, before: object, after: object, key: str, part: dict[str, Any], **changes: str) -> Case:
    """Something of the only part below a key of the measure changed."""
    return Case(what, before, after, own(**{key: [part]}), own(**{key: [{**part, **changes}]}))


def in_file(what: str, before: object, after: object, path: str, old: str, new: str) -> Case:
    """Some words of a file changed."""
    text = str({**BASE, REPORT_FILE: REPORT, PARTY_FILE: PARTY}[path])
    return Case(what, before, after, {path: text}, {path: text.replace(old, new)})


def nb(text: str) -> dict[str, str]:
    """A text in bokmål, as JSON has it."""
    return {"nb": text}


YES = True
ONE_TASK, ASSESS = tasks(task()), {"commitment": "assess"}
ON_LINK, ON_RELATION = "T01 link:coe-29.1", "T01 relation:builds_on:T02"
LINKED = {**LINK, "by": []}
DECIDED = {**ACCEPTED, "reason": nb("Vi venter.")}
ON_TASK = {"rule": "MH301", "about": "T01.1"}

CASES = [
    *came("measure", "T02", nb("Samordne arbeidet"), SECOND, TWO),
    *came("obligation", "coe-29", nb("Samordning"), ARTICLE_FILE, ARTICLE),
    *came("actors", "actors", YES, ACTORS_FILE, str(BASE[ACTORS_FILE])),
    came("strategy", "strategy", nb("Prøvestrategien (oppdiktet)"), STRATEGY_FILE, STRATEGY)[0],
    # Without a strategy nothing says in which language a plain text is: it counts as English.
    came("strategy", "strategy", {"en": "Prøvestrategien (oppdiktet)"}, STRATEGY_FILE, STRATEGY)[1],
    *came("report", "2026-JD", "draft", REPORT_FILE, REPORT),
    *came("report", "2026-JD", "approved", REPORT_FILE, APPROVED),
    *came("record", "dommer", nb("Dommer"), INDICATOR_FILE, INDICATOR),
    *came("law", "law-coe-29", YES, LAW_FILE, LAW),
    *came("record", "party-coe", YES, PARTY_FILE, PARTY),
    *both(
        "part_added/part_removed coe-29.2",
        nb("Staten kan mer."),
        {ARTICLE_FILE: ARTICLE},
        {ARTICLE_FILE: ARTICLE + "  - {id: coe-29.2, force: may, bearer: state, text: Staten kan mer.}\n"},
    ),
    *both("part_added/part_removed law-coe-29/coe-29.2", "unread", {LAW_FILE: LAW}, {LAW_FILE: LAW + UNREAD}),
    # A gap in what is known and a heading over tasks are no tasks.
    *both("part_added/part_removed T01.K1", nb("Omfanget."), own(), own(knowledge_gaps=[GAP])),
    *both("part_added/part_removed T01.B1", nb("Politiet"), own(), own(groups=[GROUP])),
    *both("task_added/task_removed T01.2", nb("Opprette en gruppe."), ONE_TASK, tasks(task(), task("T01.2"))),
    *both("goal_added/goal_removed T01.G1", nb("Alle vet."), own(goals=[]), own(goals=[GOAL])),
    *both(f"link_added/link_removed {ON_LINK}", LINKED, own(addresses=[]), own(addresses=[LINK])),
    in_part(
        f"link_changed {ON_LINK}",
        LINKED,
        {**LINKED, "contribution": "full"},
        "addresses",
        LINK,
        contribution="full",
    ),
    *both(f"relation_added/relation_removed {ON_RELATION}", RELATION, own(), own(relations=[RELATION])),
    in_part(
        f"relation_changed {ON_RELATION}",
        RELATION,
        {**RELATION, "note": nb("Se der.")},
        "relations",
        RELATION,
        note="Se der.",
    ),
    *both("gap_accepted/acceptance_ended T01 accepted:MH309", DECIDED, own(), own(accepted=[ACCEPTED])),
    in_part(
        "acceptance_changed T01 accepted:MH309",
        DECIDED,
        {**DECIDED, "until": "2027"},
        "accepted",
        ACCEPTED,
        until="2027",
    ),
    Case(
        "gap_accepted T01 accepted:MH301:T01.1",
        None,
        {**DECIDED, **ON_TASK},
        own(accepted=[{**ACCEPTED, "rule": "MH301"}]),
        own(accepted=[{**ACCEPTED, "rule": "MH301"}, {**ACCEPTED, **ON_TASK}]),
    ),
    *both("deadline_set/deadline_removed T01.1 due", "2027-05", ONE_TASK, tasks(task(due="2027-05"))),
    Case(
        "deadline_moved T01.1 due",
        "2027-05",
        "2027-06-15",
        tasks(task(due="2027-05")),
        tasks(task(due="2027-06-15")),
    ),
    Case(
        "outcome_changed T01.1 outcome",
        None,
        {"decision": "no_change", "leads_to": []},
        tasks(task(**ASSESS)),
        tasks(task(**ASSESS, outcome={"decision": "no_change"})),
    ),
    in_part("goal_reworded T01.G1 text", nb("Alle vet."), nb("Noen vet."), "goals", GOAL, text="Noen vet."),
    Case(
        "renumbered T07 former_ids", None, ["T01"], {}, {MEASURE_FILE: None, "data/measures/07-x.yaml": SEVEN}
    ),
    Case("changed dommer goals", None, ["FA1.G1"], {INDICATOR_FILE: INDICATOR}, SPEAKING),
    Case(
        "report_approved 2026-JD approved",
        None,
        {"by": "JD", "date": "2026-01-20"},
        {REPORT_FILE: REPORT},
        {REPORT_FILE: APPROVED},
    ),
    Case(
        "approval_withdrawn 2026-JD approved",
        {"by": "JD", "date": "2026-01-20"},
        None,
        {REPORT_FILE: APPROVED},
        {REPORT_FILE: REPORT},
    ),
    *(Case(what, old, new, own(), own(**changes)) for what, old, new, changes in EVENTS["in the measure"]),
    *(
        Case(what, old, new, ONE_TASK, tasks(task(**changes)))
        for what, old, new, changes in EVENTS["in its task"]
    ),
    *(in_file(*row) for row in EVENTS["in a file"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what.replace(" ", "-"))
def test_each_change_is_an_event_of_its_own_kind(mh: Mh, tmp_path: Path, case: Case) -> None:
    """One thing changed in the files is one event: which, about what, from what to what."""
    made = depot(tmp_path, case.old, case.new)
    found = [event for event in events(mh, made, "--root", ".") if event["commit"] == made.commits[1]]
    assert [
        (event["kind"], event["subject"], event["field"], event["before"], event["after"]) for event in found
    ] == [case.told]
    assert [event["date"] for event in found] == ["2026-02-10"]


def test_every_kind_of_event_is_shown_above() -> None:
    """A new kind needs a case that makes it."""
    assert {case.told[0] for case in CASES} == set(KINDS)


# Deadlines ---------------------------------------------------------------------------------------


def due(day: str | None) -> Files:
    """The measure with a task that is due on a day."""
    return tasks(task(due=day)) if day else tasks(task())


def test_a_moved_deadline_is_counted_in_days_and_times(mh: Mh, tmp_path: Path) -> None:
    """Later is positive, earlier negative; a month is its last day; each move is numbered."""
    days = ["2026-05", "2026-05-31", "2026-06-01", "2026", "2026-11-30", None, "2027-01-31", "2027-02-28"]
    steps = [Step(f"2026-01-{10 + place}", due(day)) for place, day in enumerate(days)]
    made = build(tmp_path / "depot", steps)
    found = [(event["kind"], event["days"], event["times"]) for event in events(mh, made, "T01.1")]
    assert found == [
        ("deadline_moved", 0, 1),  # "31 May" says more than "May", and moves nothing
        ("deadline_moved", 1, 2),
        ("deadline_moved", 213, 3),
        ("deadline_moved", -31, 4),
        ("deadline_removed", None, None),
        ("deadline_set", None, None),
        ("deadline_moved", 28, 5),
    ]


# What is no event --------------------------------------------------------------------------------


UNCHANGED = {
    "keys in another order": "".join(reversed(top_level(MEASURE))),
    "a comment": f"# Ført av Kari\n{MEASURE.replace('status: in', 'status: in', 1)}# slutt\n",
    "blank lines": MEASURE.replace("\n", "\n\n"),
    "other indents": MEASURE.replace("  - {id: T01.G1", "      - {id: T01.G1"),
    "Windows line ends": MEASURE.replace("\n", "\r\n"),
    "quotes": MEASURE.replace("Samordne arbeidet\n", "'Samordne arbeidet'\n"),
    "bokmål by name": MEASURE.replace("title: Samordne arbeidet", "title: {nb: Samordne arbeidet}"),
    "what holds anyway": f"format: 1\n{MEASURE}ongoing: false\nlead: null\nformer_ids: []\n",
    "a folded text": MEASURE.replace("title: Samordne arbeidet", "title:\n  Samordne\n  arbeidet"),
}


@pytest.mark.parametrize("how", list(UNCHANGED))
def test_another_way_to_write_the_same_is_no_event(mh: Mh, tmp_path: Path, how: str) -> None:
    """Order of keys, comments and layout are no facts."""
    assert UNCHANGED[how] != MEASURE
    made = depot(tmp_path, {MEASURE_FILE: MEASURE}, {MEASURE_FILE: UNCHANGED[how]})
    assert told(mh, made) == []
    assert mh("log", "--format", "json", cwd=made.root).json["broken"] == []
    assert mh("diff", "HEAD~1", "--format", "json", cwd=made.root).json["events"] == []


OTHER_NAME, THIRD = "data/measures/01-nytt-navn.yaml", "data/measures/03-nytt.yaml"
OSCE, OSCE_30 = "data/obligations/osce/_instrument.yaml", "data/obligations/osce/coe-30.yaml"
ODD = {"LESMEG.md": "x", "data/annet.yaml": "id: T05\n", "data/measures/tall.csv": "1", "x.yaml": MEASURE}

COURSES: dict[str, tuple[list[Files], list[tuple[str, str]]]] = {
    "the order of tasks is no event": ([tasks(task(), task("T01.2")), tasks(task("T01.2"), task())], []),
    "a record is known by its id, whatever its file is called": (
        [{}, {MEASURE_FILE: None, OTHER_NAME: MEASURE}, {OTHER_NAME: None, **own(title="Ny")}],
        [("renamed", "T01")],
    ),
    "two files that change names are no event": (
        [
            {SECOND: TWO},
            {SECOND: MEASURE, MEASURE_FILE: TWO},
            {SECOND: TWO, MEASURE_FILE: changed(MEASURE, title="Ny")},
        ],
        [("renamed", "T01")],
    ),
    "other files are no events": ([{}, ODD], []),
    # A slip of the pen in one task is no decision to give it up.
    **{
        f"a task with a wrong {what} is not told as dropped": (
            [tasks(task()), tasks(task(**wrong)), tasks(task())],
            [],
        )
        for what, wrong in {
            "day": {"due": "2027-13"},
            "value": {"status": "ferdig"},
            "key": {"frist": "2027-05"},
        }.items()
    },
    "a file broken while it is renamed takes no record away": (
        [{}, {MEASURE_FILE: None, OTHER_NAME: BROKEN}, {OTHER_NAME: MEASURE}],
        [],
    ),
    # Only a file that went while another came, in the same folder with the same number, was renamed.
    "a broken file with another number keeps no record": (
        [{SECOND: TWO}, {SECOND: None, THIRD: BROKEN}],
        [("measure_removed", "T02")],
    ),
    "a broken file in another folder keeps no record": (
        [{SECOND: TWO}, {SECOND: None, "data/indicators/02-nytt.yaml": BROKEN}],
        [("measure_removed", "T02")],
    ),
    "a broken file beside the record keeps none": (
        [{SECOND: TWO}, {SECOND: changed(TWO, title="Ny"), "data/measures/02-nytt.yaml": BROKEN}],
        [("renamed", "T02")],
    ),
    # The folder and the name of a file say what its bytes are: first nothing, then a record.
    "a measure in a wrong folder is read when it is in the right one": (
        [{"data/indicators/02-tiltak.yaml": TWO}, {"data/indicators/02-tiltak.yaml": None, SECOND: TWO}],
        [("measure_added", "T02")],
    ),
    "an article called like an instrument is read when it gets its name": (
        [{OSCE: ARTICLE.replace("29", "30")}, {OSCE: None, OSCE_30: ARTICLE.replace("29", "30")}],
        [("obligation_added", "coe-30")],
    ),
    "a file that became a submodule takes no record away": (
        [{SECOND: TWO}, {SECOND: Module("1" * 40), **own(title="Ny")}, {SECOND: TWO}],
        [("renamed", "T01")],
    ),
}
"""States that follow each other, and what is told after the first."""


@pytest.mark.parametrize("course", COURSES)
def test_what_is_told_of_files_that_follow_each_other(mh: Mh, tmp_path: Path, course: str) -> None:
    states, expected = COURSES[course]
    assert told(mh, depot(tmp_path, *states)) == expected


# Commits -----------------------------------------------------------------------------------------


def test_what_changed_in_one_commit_is_told_by_subject_and_field(mh: Mh, tmp_path: Path) -> None:
    """In the order of their numbers, two before ten, whichever stands first in a file."""
    ten_file, ten = "data/measures/10-ti.yaml", MEASURE.replace("T01", "T10")
    later = {
        **own(status="completed"),
        SECOND: changed(TWO, title="Ny", status="completed"),
        ten_file: changed(ten, title="Ny"),
    }
    first = Step("2026-01-10", {SECOND: TWO, ten_file: ten})
    made = build(tmp_path / "depot", [first, Step("2026-02-10", later, author="Per Hansen")])
    assert told(mh, made) == [
        ("status_changed", "T01"),
        ("status_changed", "T02"),
        ("renamed", "T02"),
        ("renamed", "T10"),
    ]
    assert {event["author"] for event in events(mh, made)[-4:]} == {"Per Hansen"}


def test_a_merged_branch_counts_once_on_the_day_of_the_merge(mh: Mh, tmp_path: Path) -> None:
    """What a pull request tried out on the way is not told, only what it brought to the mainline."""
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", {}),
            Step("2026-02-01", own(status="discontinued"), branch="forslag"),
            Step("2026-02-02", own(status="completed"), branch="forslag"),
            Step("2026-02-20", {SECOND: TWO}),
            Step("2026-03-05", {}, "Flett forslag", merge="forslag"),
            Step("2026-03-06", own(status="not_started")),
        ],
    )
    assert len(made.git("rev-list", "--merges", "main").split()) == 1
    found = [(e["date"], e["commit"], e["kind"], e["before"], e["after"]) for e in events(mh, made, "T01")]
    assert found[1:] == [
        ("2026-03-05", made.commits[4], "status_changed", "in_progress", "completed"),
        ("2026-03-06", made.commits[5], "status_changed", "completed", "not_started"),
    ]
    assert [event["commit"] for event in events(mh, made, "T02")] == [made.commits[3]]


def test_history_may_follow_another_line_than_head(mh: Mh, tmp_path: Path) -> None:
    """With ``history.ref``, a side branch that is checked out changes nothing in the log, nor a day."""
    strategy = {STRATEGY_FILE: f"{STRATEGY}history: {{ref: main}}\n"}
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", strategy),
            Step("2026-02-10", own(title="På hovedlinjen")),
            Step("2026-03-10", own(title="På siden"), branch="utkast"),
        ],
    )
    made.git("checkout", "-q", "utkast")
    assert [event["after"] for event in events(mh, made, "--kind", "renamed")] == [nb("På hovedlinjen")]
    assert len(events(mh, made, "--kind", "renamed", "--at", "utkast")) == 2
    assert listed(mh, made.root, "--at", "2026-04-01") == "På hovedlinjen"


def test_a_deleted_and_restored_record_is_told_twice(mh: Mh, tmp_path: Path) -> None:
    """It was gone for a while; its tasks go and come with it, without a word of their own."""
    made = depot(tmp_path, {}, {MEASURE_FILE: None}, own(title="Tilbake"))
    found = [(event["kind"], event["date"], event["after"]) for event in events(mh, made, "T01")]
    assert found == [
        ("measure_added", "2026-01-10", nb("Samordne arbeidet")),
        ("measure_removed", "2026-02-10", None),
        ("measure_added", "2026-03-10", nb("Tilbake")),
    ]


def test_a_commit_that_cannot_be_read_is_named_and_skipped(mh: Mh, tmp_path: Path) -> None:
    """The last readable state is kept, and the next event says between which commits it happened."""
    made = depot(
        tmp_path,
        {},
        {MEASURE_FILE: BROKEN, SECOND: TWO},
        {SECOND: changed(TWO, title="Ny")},
        own(title="Rettet"),
        own(title="Rettet", status="completed"),
    )
    body = mh("log", "--format", "json", cwd=made.root).json
    assert body["broken"] == [{"commit": made.commits[1], "date": "2026-02-10", "path": MEASURE_FILE}]
    found = [(event["kind"], event["subject"], event["since"]) for event in body["events"]]
    assert found[-4:] == [
        ("measure_added", "T02", None),
        ("renamed", "T02", None),
        ("renamed", "T01", made.commits[1]),
        ("status_changed", "T01", None),
    ]
    said = " ".join(mh("log", "T01", cwd=made.root).out.split())
    since, until = made.commits[1][:10], made.commits[3][:10]
    assert f"(mellom {since} og {until}; i mellomtiden kunne filen ikke leses)" in said
    assert f"{MEASURE_FILE} kan ikke leses i {made.commits[1][:10]}." in mh("log", cwd=made.root).out


@pytest.mark.parametrize(
    "text",
    [BROKEN, "", "\udcff", f"{MEASURE}id: T01\n", "[1, 2]", MEASURE.replace("responsible: [JD]\n", "")],
    ids=["syntax", "empty", "no text", "key twice", "a list", "key missing"],
)
def test_a_file_that_is_broken_and_mended_makes_no_event(mh: Mh, tmp_path: Path, text: str) -> None:
    """Whatever made it unreadable: when it reads as before, nothing has happened."""
    made = depot(
        tmp_path, {}, {MEASURE_FILE: text.encode("utf-8", "surrogateescape")}, {MEASURE_FILE: MEASURE}
    )
    assert told(mh, made) == []
    assert [item["commit"] for item in mh("log", "--format", "json", cwd=made.root).json["broken"]] == [
        made.commits[1]
    ]


# Submodules --------------------------------------------------------------------------------------

AWAY = {MEASURE_FILE: None, SECOND: None, "data/measures": Module("1" * 40)}
BACK = {"data/measures": None}


def test_a_folder_that_became_a_submodule_takes_no_record_away(mh: Mh, tmp_path: Path) -> None:
    """Nobody can say what became of its records; what they are when they are back is what counts."""
    made = depot(
        tmp_path,
        {SECOND: TWO},
        AWAY,
        {"data/measures": Module("2" * 40)},
        {**BACK, **own(title="Ny"), SECOND: TWO},
    )
    _, away, _, back = made.commits
    body = mh("log", "--format", "json", cwd=made.root).json
    [renamed] = [event for event in body["events"] if event["commit"] != made.commits[0]]
    assert (renamed["kind"], renamed["commit"], renamed["since"]) == ("renamed", back, away)
    assert [(item["commit"], item["path"]) for item in body["broken"]] == [(away, "data/measures")]


def test_what_did_not_come_back_from_a_submodule_is_told_as_gone(mh: Mh, tmp_path: Path) -> None:
    """When its folder is one of ours again, it is known what is in it."""
    made = depot(tmp_path, {SECOND: TWO}, AWAY, {**BACK, SECOND: TWO})
    [gone] = [event for event in events(mh, made) if event["commit"] != made.commits[0]]
    assert (gone["kind"], gone["subject"]) == ("measure_removed", "T01")
    assert (gone["commit"], gone["since"]) == (made.commits[2], made.commits[1])


@pytest.mark.parametrize("sides", [("HEAD~1", "HEAD"), ("HEAD", "HEAD~1"), ("HEAD~1",)])
def test_a_submodule_is_told_beside_the_difference(mh: Mh, tmp_path: Path, sides: tuple[str, ...]) -> None:
    """Its records are neither added nor removed, between commits and on disk."""
    made = depot(tmp_path, {SECOND: TWO}, AWAY)
    (made.root / "data/measures/.git").write_text("gitdir: ../../.git/modules/m\n")
    body = mh("diff", *sides, "--format", "json", cwd=made.root).json
    assert (body["events"], body["broken"]) == ([], ["data/measures"])


def test_a_commit_names_its_submodules(mh: Mh, tmp_path: Path) -> None:
    """As the disk does: one finding at the folder, and no gap that it may answer."""
    made = build(tmp_path / "depot", [Step("2026-01-10"), Step("2026-02-10", AWAY)])
    found = mh("check", "--at", "HEAD", "--format", "json", cwd=made.root).json["diagnostics"]
    assert [(item["code"], item["path"]) for item in found if item["severity"] == "error"] == [
        ("MH012", "data/measures")
    ]
    assert "undermodul" in next(item["message"] for item in found if item["code"] == "MH012")
    assert "MH201" not in [item["code"] for item in found]


# Two files with one id ---------------------------------------------------------------------------

TWIN = "data/measures/01-tvilling.yaml"


@pytest.mark.parametrize("first", [MEASURE_FILE, TWIN])
def test_of_two_files_with_one_id_the_first_by_path_is_told(mh: Mh, tmp_path: Path, first: str) -> None:
    """Whichever came first, and whichever was changed last."""
    named = {MEASURE_FILE: "Den ene", TWIN: "Den andre"}
    text = {path: MEASURE.replace("Samordne arbeidet", title) for path, title in named.items()}
    second = TWIN if first == MEASURE_FILE else MEASURE_FILE
    made = depot(
        tmp_path,
        {MEASURE_FILE: None, first: text[first]},
        {second: text[second]},
        {TWIN: text[TWIN].replace("andre", "tredje")},
        {MEASURE_FILE: None},
    )
    told = [
        (event["commit"], event["before"]["nb"], event["after"]["nb"])
        for event in events(mh, made)
        if event["kind"] == "renamed"
    ]
    came = [] if first == MEASURE_FILE else [(made.commits[1], "Den andre", "Den ene")]
    assert told == [*came, (made.commits[3], "Den ene", "Den tredje")]
    assert mh("diff", "HEAD~3", "HEAD~1", "--format", "json", cwd=made.root).json["events"] == [
        event | {"before": {"nb": named[first]}, "after": {"nb": "Den ene"}}
        for event in mh("diff", "HEAD~3", "HEAD~2", "--format", "json", cwd=made.root).json["events"]
    ]


def test_a_wrong_clock_does_not_turn_time_back(mh: Mh, tmp_path: Path) -> None:
    """A commit's day is never before that of the commit it follows, whoever asks."""
    made = build(
        tmp_path / "depot",
        [
            Step("2026-03-10", {}),
            Step("2020-01-01", own(title="Feil klokke")),
            Step("2026-03-01", own(title="Fortsatt feil")),
            Step("2026-04-01", own(title="Rett klokke")),
        ],
    )
    found = [event["date"] for event in events(mh, made, "--kind", "renamed")]
    assert found == ["2026-03-10", "2026-03-10", "2026-04-01"]
    assert events(mh, made, "--until", "2026-03-09") == []
    within = ("--since", "2026-03-10", "--until", "2026-03-31")
    assert len(events(mh, made, "--kind", "renamed", *within)) == 2
    assert rows(mh, made, "--at", "HEAD~1")[0]["last_change"] == "2026-03-10"
    for day in ("2026-03-10", "2026-03-31"):
        assert listed(mh, made.root, "--at", day) == "Fortsatt feil"
    assert "2020-06-01" in complaint(mh("status", "--at", "2020-06-01", cwd=made.root))


# Renumbered --------------------------------------------------------------------------------------


@pytest.fixture
def renumbered(tmp_path: Path) -> Repo:
    """A measure that got another number, and changed before and after."""
    links = {"tasks": "[]", "goals": "[]", "addresses": "[]"}
    one, seven = changed(MEASURE, **links), changed(SEVEN, **links)
    return depot(
        tmp_path,
        {MEASURE_FILE: one},
        {MEASURE_FILE: changed(one, title="Ny")},
        {MEASURE_FILE: None, "data/measures/07-x.yaml": changed(seven, title="Ny")},
        {"data/measures/07-x.yaml": changed(seven, title="Ny", status="completed")},
    )


def test_a_renumbered_measure_is_one_record(mh: Mh, renumbered: Repo) -> None:
    """It is neither taken away nor added; its new number says whose place it takes."""
    assert told(mh, renumbered) == [("renamed", "T01"), ("renumbered", "T07"), ("status_changed", "T07")]
    changes = mh("diff", "HEAD~2", "--format", "json", cwd=renumbered.root).json["events"]
    assert changes[0]["kind"] == "renumbered"
    # Asked for by its present number, it tells what happened under the former one.
    assert [event["kind"] for event in events(mh, renumbered, "T07")] == [
        *("measure_added", "renamed", "renumbered", "status_changed")
    ]


def test_the_tasks_of_a_renumbered_measure_are_the_same_tasks(mh: Mh, tmp_path: Path) -> None:
    """T01.1 becomes T07.1: no task was dropped, and a moved deadline keeps its count."""
    made = depot(
        tmp_path,
        {},
        {MEASURE_FILE: MEASURE.replace("2030-06", "2030-07")},
        {MEASURE_FILE: None, "data/measures/07-x.yaml": SEVEN.replace("2030-06", "2030-07")},
        {"data/measures/07-x.yaml": SEVEN.replace("2030-06", "2030-08")},
    )
    kinds = {event["kind"] for event in events(mh, made)}
    assert not kinds & {"task_removed", "task_added", "goal_removed", "goal_added"}
    assert events(mh, made, "--kind", "deadline_moved")[-1]["times"] == 2


def test_a_measure_that_takes_in_another_keeps_its_own_past(mh: Mh, tmp_path: Path) -> None:
    """Two measures made one: the one that stays is compared with itself."""
    two = changed(TWO, title="Et annet tiltak", status="completed")
    made = depot(tmp_path, {SECOND: two}, {SECOND: changed(two, former_ids="[T01]"), MEASURE_FILE: None})
    assert told(mh, made) == [("measure_removed", "T01"), ("renumbered", "T02")]


# When it happened --------------------------------------------------------------------------------


def test_the_day_it_happened_is_told_beside_the_day_it_was_recorded(mh: Mh, tmp_path: Path) -> None:
    """git knows when it was written down; the data says when it was done."""
    done = tasks(task(status="completed", completed="2026-01-20"))[MEASURE_FILE]
    told = {
        "status": "completed",
        "status_source": "{by: JD, date: 2026-02-01}",
        "accepted": json.dumps([ACCEPTED]),
    }
    made = depot(
        tmp_path,
        {**tasks(task()), REPORT_FILE: REPORT, YEAR_FILE: REPORT},
        {MEASURE_FILE: changed(str(done), **told), REPORT_FILE: APPROVED, YEAR_FILE: APPROVED},
        {"data/reports/2026/AID.yaml": f"{REPORT}submitted: 2026-01-20\n".replace("JD", "AID")},
    )
    happened = {(event["subject"], event["kind"]): event["happened"] for event in events(mh, made)}
    assert happened["T01", "status_changed"] == "2026-02-01"
    for subject, kind in (
        ("T01.1", "task_status_changed"),
        ("T01.1", "task_completed"),
        ("T01", "gap_accepted"),
        ("2026-JD", "report_approved"),
        ("2026-JD-halvaar", "report_approved"),  # an actor may hand in several in a year
        ("2026-AID", "report_added"),  # when it was handed in
    ):
        assert happened[subject, kind] == "2026-01-20"
    assert "(dato: 1. februar 2026)" in mh("log", "--kind", "status_changed", cwd=made.root).out


def test_what_was_recorded_the_same_day_needs_no_second_day(mh: Mh, tmp_path: Path) -> None:
    """The sentence names another day only where there is one."""
    new = own(status="completed", status_source={"by": "JD", "date": "2026-02-10"})
    made = depot(tmp_path, {}, new)
    said = mh("log", "--kind", "status_changed", cwd=made.root).out
    assert "gjennomført" in said
    assert "skjedde" not in said


def test_an_old_statement_does_not_date_a_new_status(mh: Mh, tmp_path: Path) -> None:
    """Where only the status was changed, nobody has said when it happened."""
    made = depot(tmp_path, {}, own(status="completed"))
    [event] = events(mh, made, "--kind", "status_changed")
    assert event["happened"] is None


# The history of one record -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A measure that is linked, completed and unlinked again."""
    no_links, one_link = own(addresses=[]), own(addresses=[LINK])
    return build(
        tmp_path_factory.mktemp("lenket") / "depot",
        [
            Step("2026-01-10", no_links),
            Step("2026-02-10", one_link),
            Step("2026-03-10", own(addresses=[LINK], status="completed"), trailer="Correction: yes"),
            Step("2026-04-10", own(addresses=[], status="completed")),
        ],
    )


def test_show_tells_the_history_of_a_record(mh: Mh, linked: Repo) -> None:
    """As the log tells it: oldest first in JSON, the newest decisions first for a reader."""
    [record] = mh("show", "T01", "--format", "json", cwd=linked.root).json["records"]
    assert record["history"] == events(mh, linked, "T01")
    assert [event["kind"] for event in record["history"]] == [
        *("measure_added", "link_added", "status_changed", "link_removed")
    ]
    said = mh("show", "T01", cwd=linked.root).out
    head = said.index("Historikk")
    assert said.index("10. februar 2026") > said.index("10. april 2026") > head
    assert "· 10. april 2026: T01: koblingen til coe-29.1 er fjernet" in said


def test_show_tells_of_an_obligation_who_was_linked_to_it(mh: Mh, linked: Repo) -> None:
    """A link is part of the history of both its ends; looking back, history ends there."""
    for at, kinds in (("HEAD", ["link_added", "link_removed"]), ("2026-02-28", ["link_added"])):
        asked = ("show", "coe-29.1", "--at", at, "--format", "json")
        [record] = mh(*asked, cwd=linked.root).json["records"]
        links = [event for event in record["history"] if event["record"] == "T01"]
        assert [event["kind"] for event in links] == kinds


# Status ------------------------------------------------------------------------------------------


def rows(mh: Mh, repo: Repo, *arguments: str) -> list[dict[str, Any]]:
    """The measures in ``mh status``."""
    areas = mh("status", "--format", "json", *arguments, cwd=repo.root).json["focus_areas"]
    return [row for area in areas for row in area["measures"]]


def test_data_entry_and_corrections_are_no_last_change(mh: Mh, tmp_path: Path) -> None:
    """Who copied the strategy into files, when, and what was set right, is no change of the strategy."""
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", {SECOND: TWO}),
            Step("2026-02-10", own(summary="Ført inn.")),
            Step("2026-02-11", {STRATEGY_FILE: f"{STRATEGY}history: {{baseline: 2026-02-10}}\n"}),
            Step("2026-03-10", {SECOND: changed(TWO, title="Ny")}),
            Step("2026-04-10", {SECOND: changed(TWO, title="Rett")}, trailer="Correction: yes"),
        ],
    )
    assert [(row["id"], row["last_change"]) for row in rows(mh, made)] == [
        ("T01", None),
        ("T02", "2026-03-10"),
    ]
    assert "endret 10. mars 2026" in mh("status", cwd=made.root).out
    assert "10. februar 2026" not in mh("status", cwd=made.root).out


def test_a_change_of_comments_or_layout_is_not_the_last_change(mh: Mh, tmp_path: Path) -> None:
    """They say nothing of the strategy; a line of a text may look like a comment."""
    commented = "# Til redigering\n\n" + MEASURE.replace("\nstatus:", "\n  # hvor det står\nstatus:")
    texts = [f"summary: |\n  Først.\n  # {word}\n" for word in ("en", "to")]
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", {SECOND: TWO}),
            Step("2026-01-20", {SECOND: TWO + texts[0]}),
            Step("2026-02-10", {SECOND: TWO + texts[1]}),
            Step("2026-02-20", {MEASURE_FILE: commented}),
            Step("2026-03-10", {MEASURE_FILE: f"# Mer\n{commented}", SECOND: f"# Mer\n{TWO}{texts[1]}"}),
            Step("2026-03-11", {MEASURE_FILE: MEASURE.replace("owners: [JD]", "owners:\n      - JD")}),
        ],
    )
    assert [(row["id"], row["last_change"]) for row in rows(mh, made)] == [
        ("T01", "2026-01-10"),
        ("T02", "2026-02-10"),
    ]
    assert [event["date"] for event in events(mh, made)][-1] == "2026-02-10"


def test_a_change_on_the_day_of_the_baseline_is_shown(mh: Mh, tmp_path: Path) -> None:
    """A commit is a point on the line: what came after it that day was no data entry."""
    first = Step("2026-01-10T08:00:00Z", {})
    entered = build(tmp_path / "forrige", [first]).commits[0]
    made = build(
        tmp_path / "depot",
        [
            first,
            Step("2026-01-10T12:00:00Z", own(status="completed")),
            Step("2026-02-11", {STRATEGY_FILE: f"{STRATEGY}history: {{baseline: '{entered}'}}\n"}),
        ],
    )
    assert [event["classification"] for event in events(mh, made, "--kind", "status_changed")] == ["policy"]
    assert rows(mh, made)[0]["last_change"] == "2026-01-10"


def test_status_since_an_earlier_day_tells_what_has_moved(mh: Mh, tmp_path: Path) -> None:
    """Measures whose status differs, new ones, and how many tasks were recorded as done."""
    made = depot(
        tmp_path,
        tasks(task(), task("T01.2")),
        {**tasks(task(status="completed"), task("T01.2")), SECOND: TWO},
        {MEASURE_FILE: changed(str(tasks(task(status="completed"))[MEASURE_FILE]), status="completed")},
    )
    trend = mh("status", "--since", "2026-01-31", "--format", "json", cwd=made.root).json["trend"]
    assert trend == {
        "since": made.commits[0],
        "day": "2026-01-10",
        "shifts": [
            {"id": "T01", "before": "in_progress", "after": "completed"},
            {"id": "T02", "before": None, "after": "in_progress"},
        ],
        "tasks_before": {"total": 2, "completed": 0},
        "tasks_after": {"total": 2, "completed": 1},
    }
    said = mh("status", "--since", made.commits[0], cwd=made.root).out
    assert f"Siden 10. januar 2026 ({made.commits[0][:10]})" in said
    assert "T01: igangsatt → ● gjennomført" in said
    assert "Oppgaver registrert som gjennomført: 0 → 1 av 2." in said
    same = mh("status", "--since", "HEAD", "--at", "HEAD", "--format", "json", cwd=made.root).json
    assert same["trend"]["shifts"] == []

    assert mh("status", "--format", "json", cwd=made.root).json["trend"] is None


def test_status_since_knows_a_renumbered_measure(mh: Mh, renumbered: Repo) -> None:
    """Its status is compared with that under its former number."""
    body = mh("status", "--since", "2026-01-31", "--format", "json", cwd=renumbered.root).json
    assert body["trend"]["shifts"] == [{"id": "T07", "before": "in_progress", "after": "completed"}]


def test_the_status_of_a_commit_is_the_status_of_its_checkout(mh: Mh, tmp_path: Path) -> None:
    """Looked back at or checked out, the answer is the same but for ``revision``."""
    settled = {STRATEGY_FILE: f"{STRATEGY}history: {{baseline: 2026-01-31}}\n"}
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", {**settled, SECOND: TWO}),
            Step("2026-02-10", own(status="completed")),
            Step("2026-02-11", {MEASURE_FILE: BROKEN}),
            Step("2026-02-20", tasks(task(due="2026-02", status="in_progress"))),
            Step("2026-03-01", {SECOND: None, REPORT_FILE: APPROVED}),
            Step("2026-03-02", own(status="discontinued"), branch="forslag"),
            Step("2026-03-03", {SECOND: changed(TWO, title="Ny")}),
            Step("2026-03-05", {}, merge="forslag"),
        ],
    )
    for commit in made.commits:
        made.git("checkout", "-q", "--detach", commit)
        day = ("--as-of", "2026-03-04")
        looked = mh("status", "--format", "json", "--at", commit, *day, cwd=made.root).json
        disk = mh("status", "--format", "json", *day, cwd=made.root).json
        assert (looked.pop("revision"), disk.pop("revision")) == (commit, None)
        assert looked == disk


def test_the_status_of_a_checkout_knows_nothing_of_later_commits(mh: Mh, tmp_path: Path) -> None:
    """The same where ``history.ref`` names the mainline: an old checkout is an old state."""
    made = depot(
        tmp_path,
        {STRATEGY_FILE: f"{STRATEGY}history: {{ref: main}}\n"},
        own(status="completed"),
        own(status="not_started"),
    )
    made.git("checkout", "-q", "--detach", "HEAD~1")
    for at in ((), ("--at", "HEAD")):
        assert rows(mh, made, *at)[0]["last_change"] == "2026-02-10"


# The rules on history ----------------------------------------------------------------------------

JUDGED = ("--as-of", "2026-06-30", "--fail-on", "never", "--rules", "MH33", "--format", "json")


def findings(mh: Mh, repo: Repo, *arguments: str) -> list[tuple[str, str]]:
    """What the rules on history find, in words."""
    answer = mh("check", *JUDGED, "--lang", "en", *arguments, cwd=repo.root)
    assert answer.err == ""
    return [(item["code"], item["message"]) for item in answer.json["diagnostics"]]


def test_corrections_are_no_moves(mh: Mh, tmp_path: Path) -> None:
    """A date that was typed wrong and put right is not held against anybody."""
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", due("2027-05")),
            Step("2026-02-10", due("2072-05"), trailer="Correction: yes"),
            Step("2026-03-10", due("2027-05"), trailer="Correction: yes"),
            Step("2026-04-10", due("2027-06")),
        ],
    )
    assert findings(mh, made) == []
    found = [
        (event["classification"], event["times"]) for event in events(mh, made, "--kind", "deadline_moved")
    ]
    assert found == [("correction", None), ("correction", None), ("policy", 1)]


def entered(until: str) -> Files:
    """The strategy, whose data entry ends on a day."""
    return {STRATEGY_FILE: f"{STRATEGY}history: {{baseline: {until}}}\n"}


def corrected(files: Files) -> Step:
    return Step("2026-02-10", files, trailer="Correction: yes")


BEGUN, COMPLETED = own(status="in_progress"), own(status="completed")
OVER = {**COMPLETED, SECOND: changed(TWO, status="discontinued")}

JUDGED_COURSES: dict[str, tuple[list[Files | Step], list[str]]] = {
    "data entry moves no deadline": (
        [{**entered("2026-04-30"), **due(day)} for day in ("2027-05", "2027-08", "2028")],
        [],
    ),
    "what is done is done, however late": (
        [
            *map(due, ("2026-01", "2026-02", "2026-03")),
            tasks(task(due="2026-03", status="completed", completed="2026-04-01")),
        ],
        [],
    ),
    "a measure that is over may rest": ([Step("2020-01-10", OVER)], []),
    "a status went back": ([COMPLETED, BEGUN], ["MH333"]),
    "a status went back and on again": ([COMPLETED, BEGUN, COMPLETED], []),
    "a wrong status that is corrected has not gone back": ([COMPLETED, corrected(BEGUN)], []),
    "before the baseline nothing goes back": ([{**entered("2026-04-30"), **COMPLETED}, BEGUN], []),
    "a file renamed and broken in the data entry keeps its status": (
        [
            {**entered("2026-02"), **COMPLETED},
            {MEASURE_FILE: None, OTHER_NAME: BROKEN},
            {OTHER_NAME: BEGUN[MEASURE_FILE]},
        ],
        ["MH333"],
    ),
    # Also if that one has not changed since the data entry, and whatever number it is named by.
    **{
        f"of two files with one id the first by path is judged, {number} or 01": (
            [{**entered("2026-01"), f"data/measures/{number}-annet.yaml": twin, **COMPLETED}, BEGUN],
            found,
        )
        for twin in COMPLETED.values()
        for number, found in (("00", []), ("02", ["MH333"]))
    },
    "a misprint that is fixed changes no obligation": (
        [
            own(addresses=[LINK]),
            corrected({ARTICLE_FILE: ARTICLE.replace("samordne arbeidet", "samordne alt")}),
        ],
        [],
    ),
}
"""States that follow each other, and the rules that find something at the end."""


@pytest.mark.parametrize("course", JUDGED_COURSES)
def test_what_the_rules_find_after_states_that_follow_each_other(mh: Mh, tmp_path: Path, course: str) -> None:
    states, expected = JUDGED_COURSES[course]
    steps = [
        state if isinstance(state, Step) else Step(f"2026-{month:02}-10", state)
        for month, state in enumerate(states, 1)
    ]
    found = findings(mh, build(tmp_path / "depot", steps))
    assert [code for code, _ in found] == expected


def test_a_measure_unchanged_for_a_year_is_found(mh: Mh, tmp_path: Path) -> None:
    """MH332 counts from the last event of the measure; other measures and comments do not count."""
    made = build(
        tmp_path / "depot",
        [
            Step("2025-01-10", {SECOND: TWO}),
            Step("2025-06-29", own(title="Ny")),
            Step("2026-05-10", {MEASURE_FILE: f"# hei\n{own(title='Ny')[MEASURE_FILE]!s}"}),
            Step("2026-05-11", {SECOND: changed(TWO, title="Ny")}),
        ],
    )
    assert findings(mh, made) == [("MH332", "Nothing new has been recorded about T01 since 29 June 2025.")]
    assert findings(mh, made, "--as-of", "2026-06-29") == []
    assert findings(mh, made, "--as-of", "0001-01-01") == []
