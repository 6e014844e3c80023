"""What must hold of any two states: every gap moves once, the sums add up, and nothing unmet is met."""

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example import ARTICLE_FILE, MEASURE_FILE, RECOMMENDATION_FILE, STRATEGY_FILE
from menneskehandel_cli.documents import parse
from menneskehandel_cli.history import EntryEnd, trace
from menneskehandel_cli.register import load
from menneskehandel_cli.rules import Finding, RuleContext, findings, gaps
from menneskehandel_cli.rules.example import BASE
from menneskehandel_cli.rules.movement import Moved, Movements, movements
from menneskehandel_cli.trees import DictTree
from reports import run
from repositories import Step, build, commits_through
from support import THOROUGH

pytestmark = pytest.mark.thorough

EXAMPLES = 25 if THOROUGH else 6

few = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])


# A plan that is edited ----------------------------------------------------------------------------

SOURCE = {"document": "strategy"}
STATUSES = ("not_reported", "not_started", "in_progress", "completed", "discontinued")
ACTORS_FILE, COE, GRETA = "strategy/actors.yaml", "data/obligations/coe", "data/obligations/greta-r3"


@dataclass
class Plan:
    """What a small plan says, file by file, and which of its files are spoilt."""

    files: dict[str, dict[str, Any]]
    spoilt: dict[str, str] = field(default_factory=dict)

    def written(self) -> dict[str, bytes]:
        """The files as they lie there: JSON is YAML."""
        found = {}
        for path, value in self.files.items():
            how = self.spoilt.get(path)
            text = json.dumps(value | ({"xyzzy": 1} if how == "damaged" else {}), ensure_ascii=False)
            found[path] = ("id: [\n" if how == "unread" else text).encode()
        return found


def task(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "text": "Gjøre noe.",
        "commitment": "establish",
        "status": "in_progress",
        "due": "2026-01",
        "source": SOURCE,
    }


def record(path: str) -> dict[str, Any]:
    """What a file of the rules' base example says."""
    said: dict[str, Any] = parse("", str(BASE[path]).encode()).value
    return {**said, "format": 2}


def measure(number: int) -> dict[str, Any]:
    name = f"T0{number}"
    empty: dict[str, Any] = {key: [] for key in ("former_ids", "goals", "addresses", "evidence", "accepted")}
    changes = {"id": name, "responsible": ["JD", "AID"], "lead": "JD", "status_source": None}
    return {**record(MEASURE_FILE), **empty, **changes, "tasks": [task(f"{name}.{n}") for n in (1, 2)]}


def article(number: int) -> dict[str, Any]:
    name = f"coe-{number}"
    duties = [{"id": f"{name}.{n}", "force": "shall", "bearer": "state", "text": "Skal."} for n in (1, 2)]
    return {**record(ARTICLE_FILE), "id": name, "article": number, "accepted": [], "provisions": duties}


def plan() -> Plan:
    """The base example with more in it.

    Three measures, two articles, a recommendation with two parts, law on one of the articles.
    """
    strategy, actors, coe = record(STRATEGY_FILE), record(ACTORS_FILE), record(f"{COE}/_instrument.yaml")
    strategy["focus_areas"][0]["articles"] = [1, 2]
    year = {"from": "2026-01-01", "to": "2026-12-31", "due": "2026-02-01"}
    strategy["reporting"]["periods"] = {"2026": year}
    strategy["check"] = {"severity": {}}
    actors["actors"].append({"id": "NIM", "name": "NIM", "kind": "rapporteur", "source": SOURCE})
    coe["events"] = [{"kind": "reply", "due": "2026-01-15", "source": SOURCE}]
    parts = [{"id": f"greta-r3-a.{letter}", "text": "Del."} for letter in "ab"]
    asked = {"id": "greta-r3-a", "articles": [], "parts": parts, "accepted": []}
    return Plan(
        {
            STRATEGY_FILE: strategy,
            ACTORS_FILE: actors,
            f"{COE}/_instrument.yaml": coe,
            f"{GRETA}/_instrument.yaml": record(f"{GRETA}/_instrument.yaml"),
            f"{GRETA}/greta-r3-a.yaml": {**record(RECOMMENDATION_FILE), **asked},
            "data/law/coe/coe-1.yaml": {
                "id": "law-coe-1",
                "obligation": "coe-1",
                "requirements": [law("coe-1.1", "none_found"), law("coe-1.2", "part")],
            },
            **{f"{COE}/coe-{number}.yaml": article(number) for number in (1, 2)},
            **{f"data/measures/0{number}.yaml": measure(number) for number in (1, 2, 3)},
        }
    )


def law(requirement: str, extent: str) -> dict[str, Any]:
    return {"requirement": requirement, "extent": extent, "judged": {"by": "editorial"}}


REQUIREMENTS = (
    *("coe-1.1", "coe-1.2", "coe-2.1", "coe-2.2", "greta-r3-a.a", "greta-r3-a.b", "coe-1", "greta-r3-a"),
)


@st.composite
def edited(draw: st.DrawFn, before: Plan) -> Plan:
    """The plan after a commit that changes a thing or two in it."""
    now = Plan(deepcopy(before.files), dict(before.spoilt))
    for _ in range(draw(st.integers(2, 6))):
        draw(st.sampled_from(EDITS))(draw, now)
    return now


def records(now: Plan, folder: str) -> list[dict[str, Any]]:
    return [value for path, value in now.files.items() if path.startswith(folder)]


def any_measure(draw: st.DrawFn, now: Plan) -> dict[str, Any] | None:
    known = records(now, "data/measures/")
    return draw(st.sampled_from(known)) if known else None


def change_measure(draw: st.DrawFn, now: Plan) -> None:
    found = any_measure(draw, now)
    if found is not None:
        change_one(draw, found, OF_A_MEASURE)


OF_A_MEASURE: dict[str, list[Any]] = {
    "status": list(STATUSES),
    "status_source": [None, {"by": "JD", "date": "2026-01-01", "text": "Sagt."}],
    "responsible": [["JD"], ["JD", "AID"], ["AID", "NIM"]],
    "evidence": [[], [{"title": "Vist"}]],
    "focus_area": [1, 2],
    "title": ["Samordne arbeidet", "Et annet tiltak"],
}
OF_A_TASK: dict[str, list[Any]] = {
    "status": list(STATUSES),
    "due": [None, "2025-12-31", "2026-01", "2026-06-15", "2027", "2030-01-01"],
    "commitment": ["establish", "assess"],
    "outcome": [None, {"decision": "no_change"}, {"decision": "change"}],
    "note": [None, "Derfor."],
}


def change_one(draw: st.DrawFn, record: dict[str, Any], values: dict[str, list[Any]]) -> None:
    """Another value for one of the keys, perhaps the one that it has."""
    key = draw(st.sampled_from(sorted(values)))
    record[key] = draw(st.sampled_from(values[key]))


def change_task(draw: st.DrawFn, now: Plan) -> None:
    found = any_measure(draw, now)
    if found is None:
        return
    tasks = found["tasks"]
    if not tasks or draw(st.integers(0, 7)) == 0:
        number = draw(st.integers(1, 3))
        kept = [item for item in tasks if item["id"] != f"{found['id']}.{number}"]
        found["tasks"] = kept if len(kept) < len(tasks) else [*tasks, task(f"{found['id']}.{number}")]
        return
    change_one(draw, draw(st.sampled_from(tasks)), OF_A_TASK)


def change_links(draw: st.DrawFn, now: Plan) -> None:
    found = any_measure(draw, now)
    if found is None:
        return
    target = draw(st.sampled_from(REQUIREMENTS))
    kept = [item for item in found["addresses"] if item["obligation"] != target]
    if len(kept) == len(found["addresses"]) or draw(st.booleans()):
        contribution = draw(st.sampled_from(["full", "partial", "assess"]))
        basis = draw(st.sampled_from(["strategy", "editorial"]))
        by = [item["id"] for item in found["tasks"] if draw(st.booleans())]
        link = {"obligation": target, "basis": basis, "contribution": contribution, "by": by}
        kept.append({**link, "note": "Fordi."})
    found["addresses"] = kept


def change_acceptance(draw: st.DrawFn, now: Plan) -> None:
    found = draw(st.sampled_from([*records(now, "data/measures/"), *records(now, "data/obligations/")]))
    if "accepted" not in found:
        return
    name = found["id"]
    rule, about = draw(
        st.sampled_from(
            [
                ("MH301", f"{name}.1"),
                ("MH302", "JD 2026"),
                ("MH312", None),
                ("MH201", f"{name}.1"),
                ("MH202", f"{name}.a"),
                ("MH203", None),
            ]
        )
    )
    given = {"rule": rule, "about": about, "reason": "Avklart.", "decided_by": "JD", "date": "2026-01-01"}
    given["until"] = draw(st.sampled_from([None, "2026-04", "2029-01-01"]))
    found["accepted"] = draw(st.sampled_from([[], [given]]))


def change_law(draw: st.DrawFn, now: Plan) -> None:
    number = draw(st.sampled_from([1, 2]))
    path = f"data/law/coe/coe-{number}.yaml"
    if path in now.files and draw(st.integers(0, 3)) == 0:
        del now.files[path]
        return
    extents = st.sampled_from(["unread", "none_found", "part", "full"])
    requirements = [law(f"coe-{number}.{n}", draw(extents)) for n in (1, 2)]
    now.files[path] = {"id": f"law-coe-{number}", "obligation": f"coe-{number}", "requirements": requirements}


def change_obligation(draw: st.DrawFn, now: Plan) -> None:
    known = [item for item in records(now, "data/obligations/") if "provisions" in item or "parts" in item]
    if not known:
        return
    found = draw(st.sampled_from(known))
    parts = found.get("provisions") or found.get("parts") or []
    what = draw(st.sampled_from(["force", "remove", "merge", "articles"]))
    if what == "force" and "provisions" in found and parts:
        draw(st.sampled_from(parts))["force"] = draw(st.sampled_from(["shall", "shall_consider", "may"]))
    elif what == "remove" and len(parts) > 1:
        parts.remove(draw(st.sampled_from(parts)))
    elif what == "merge" and len(parts) > 1:
        gone = parts.pop()
        parts[0]["former_ids"] = [*parts[0].get("former_ids", []), gone["id"]]
    elif what == "articles" and "parts" in found:
        found["articles"] = draw(st.sampled_from([[], [{"id": "coe-1.1", "basis": "source"}]]))


def change_report(draw: st.DrawFn, now: Plan) -> None:
    actor = draw(st.sampled_from(["JD", "AID"]))
    path = f"data/reports/2026/{actor}.yaml"
    if path in now.files and draw(st.booleans()):
        del now.files[path]
        return
    names = [item["id"] for item in records(now, "data/measures/")]
    now.files[path] = {
        "year": 2026,
        "actor": actor,
        "kind": draw(st.sampled_from(["self", "self", "independent"])),
        "approved": draw(st.sampled_from([None, {"by": actor, "date": "2026-03-01"}])),
        "measures": [
            {"measure": name, "status": draw(st.sampled_from(STATUSES))}
            for name in names
            if draw(st.booleans())
        ],
    }


def change_strategy(draw: st.DrawFn, now: Plan) -> None:
    strategy = now.files[STRATEGY_FILE]
    what = draw(st.sampled_from(["due", "severity", "articles", "event"]))
    if what == "due":
        periods = strategy["reporting"]["periods"]
        periods["2026"]["due"] = draw(st.sampled_from([None, "2026-02-01", "2026-05-01", "2030-01-01"]))
    elif what == "severity":
        rule = draw(st.sampled_from(["MH301", "MH302", "MH201", "MH309", "MH308", "MH332"]))
        strategy["check"]["severity"][rule] = draw(st.sampled_from(["gap", "note", "off"]))
    elif what == "articles":
        strategy["focus_areas"][0]["articles"] = draw(st.sampled_from([[], [1], [1, 2]]))
    else:
        event = {"kind": "reply", "source": SOURCE} | draw(
            st.sampled_from(
                [
                    {"due": "2026-01-15"},
                    {"due": "2026-01-15", "date": "2026-02-01"},
                    {"due": "2026-06-01"},
                    {"date": "2026-03-01"},
                ]
            )
        )
        now.files[f"{COE}/_instrument.yaml"]["events"] = draw(st.sampled_from([[], [event]]))


def remove_or_add(draw: st.DrawFn, now: Plan) -> None:
    """A file taken out, or one of those that the plan began with put in again."""
    fresh = plan().files
    path = draw(st.sampled_from(sorted(path for path in fresh if not path.startswith("strategy/"))))
    if path in now.files and not path.endswith("_instrument.yaml"):
        del now.files[path]
    elif path not in now.files:
        taken = {item["id"] for item in now.files.values() if "id" in item}
        if fresh[path]["id"] not in taken:
            now.files[path] = fresh[path]


def renumber(draw: st.DrawFn, now: Plan) -> None:
    """A measure and its tasks under a new number, in a new file; reports keep the old one."""
    path = draw(st.sampled_from(sorted(now.files)))
    old = str(now.files[path].get("id"))
    new = f"T1{old[-1]}"
    taken = {item.get("id") for item in now.files.values()}
    if not path.startswith("data/measures/") or old.startswith("T1") or new in taken:
        return
    text = json.dumps(now.files.pop(path)).replace(f'"{old}', f'"{new}')
    value = json.loads(text)
    value["former_ids"] = [old]
    now.files[f"data/measures/{new[1:]}.yaml"] = value


def spoil(draw: st.DrawFn, now: Plan) -> None:
    """A file that can no longer be read, in part or at all; or can be again."""
    path = draw(st.sampled_from(sorted(now.files)))
    if path != STRATEGY_FILE:
        how = draw(st.sampled_from(["unread", "damaged", ""]))
        now.spoilt = {**now.spoilt, path: how} if how else {}


EDITS = (
    *(change_measure, change_task, change_task, change_links, change_links, change_acceptance),
    *(change_law, change_obligation, change_report, change_strategy, remove_or_add, renumber, spoil),
)


@dataclass(frozen=True)
class Course:
    """States of a plan, and how each but the first was recorded."""

    plans: tuple[Plan, ...]
    corrections: tuple[bool, ...]
    days: tuple[date, ...]


@st.composite
def courses(draw: st.DrawFn, length: int = 4, corrections: bool | None = None) -> Course:
    plans = [plan()]
    # Begin with something else than what the plan begins with.
    plans[0] = draw(edited(draw(edited(draw(edited(plans[0]))))))
    for _ in range(length - 1):
        plans.append(draw(edited(plans[-1])))
    kinds = st.booleans() if corrections is None else st.just(corrections)
    months = sorted(draw(st.lists(st.integers(1, 12), min_size=length, max_size=length)))
    days = tuple(date(2026, month, 20) for month in months)
    return Course(tuple(plans), (False, *(draw(kinds) for _ in range(length - 1))), days)


@dataclass(frozen=True)
class Told:
    """Two states of a course and what became of the gaps from the one to the other."""

    before: list[Finding]
    after: list[Finding]
    grounds: tuple[RuleContext, RuleContext]
    found: Movements


def compared(course: Course) -> Iterator[Told]:
    """Each state with the next one, and the first with the last."""
    states_of = [state.written() for state in course.plans]
    commits, blobs = commits_through(states_of, course.days, course.corrections)
    history = trace(commits, blobs, EntryEnd())
    states = []
    for number, commit in enumerate(commits):
        tree = DictTree(dict(states_of[number]))
        context = RuleContext(load(tree), commit.day, history.until(commit.id))
        states.append((context, findings(context, tree.read)))
    last = len(states) - 1
    for first, second in [*((place, place + 1) for place in range(last)), (0, last)]:
        inside = {commit.id for commit in commits[first + 1 : second + 1]}
        events = [event for event in history.events if event.commit.id in inside]
        found = movements(states[first], states[second], events)
        yield Told(
            gaps(states[first][1]), gaps(states[second][1]), (states[first][0], states[second][0]), found
        )


def counted(found: list[Finding]) -> Counter[str]:
    return Counter("open" if item.accepted is None else "accepted" for item in found)


STANDINGS = {
    "new": ({"absent"}, {"open"}),
    "still_open": ({"open"}, {"open"}),
    "closed": ({"open", "accepted"}, {"absent"}),
    "ended": ({"open", "accepted"}, {"absent"}),
    "corrected": ({"open", "accepted", "absent"}, {"absent", "open"}),
    "newly_accepted": ({"open", "absent"}, {"accepted"}),
    "still_accepted": ({"accepted"}, {"accepted"}),
    "accepted_no_longer": ({"accepted"}, {"open"}),
    "cannot_be_judged": ({"open", "accepted", "absent", "unknown"}, {"open", "accepted", "unknown"}),
}


@few
@given(courses())
def test_every_gap_moves_once_and_the_sums_add_up(course: Course) -> None:
    """What was open before and what is open after are told to the last one, each by its own key."""
    for told in compared(course):
        every = told.found.every
        assert len({item.key for item in every}) == len(every)
        before = Counter(item.before for item in every)
        after = Counter(item.after for item in every)
        for state in ("open", "accepted"):
            assert before[state] == counted(told.before)[state]
            assert after[state] == counted(told.after)[state]
        assert {item.key for item in every if item.after in ("open", "accepted")} == {
            item.key for item in told.after
        }
        assert sum(told.found.counts.values()) == len(every)
        for item in every:
            assert item.before in STANDINGS[item.move][0], item
            assert item.after in STANDINGS[item.move][1], item


@few
@given(courses())
def test_what_is_gone_is_told_with_what_it_was(course: Course) -> None:
    """Met only where something is there that meets it; each is told in words, in every language."""
    for told in compared(course):
        later = told.grounds[1].register
        for item in told.found.every:
            if item.after in ("absent", "unknown"):
                assert item.closure is not None
                assert item.finding.key not in {finding.key for finding in told.after}
                for lang in ("nb", "nn", "en"):
                    said = item.closure.said.say(lang)
                    assert said.strip()
                    assert "{" not in said
                assert (item.closure.reason == "closed") >= (item.move == "closed")
                assert (item.closure.reason == "unread") == (item.move == "cannot_be_judged")
            if item.move == "closed":
                _is_met(item, later)


def _is_met(item: Moved, later: Any) -> None:
    """What a gap that was met is about is there, and is neither dropped nor put off."""
    about = item.finding.diagnostic.about
    assert about is not None
    assert later.current_id(about.record) in later.by_id
    found = later.tasks.get(later.current_id(about.part))
    if item.finding.rule.code == "MH301":
        assert found is not None
        assert found[1].status == "completed"
    if item.finding.rule.code == "MH302":
        record = later.current_id(about.record)
        assert (about.actor, record, about.period) in later.report_keys


@few
@given(courses())
def test_only_what_cannot_be_read_cannot_be_judged(course: Course) -> None:
    """Where every file could be read at both ends, every gap is judged."""
    for told in compared(course):
        if not any(context.register.unjudged for context in told.grounds):
            assert told.found.having("cannot_be_judged") == ()


@few
@given(courses())
def test_nothing_moves_between_a_state_and_itself(course: Course) -> None:
    for number, state in enumerate(course.plans):
        tree = DictTree(state.written())
        context = RuleContext(load(tree), course.days[number])
        found = findings(context, tree.read)
        moved = {item.move for item in movements((context, found), (context, found), ()).every}
        assert moved <= {"still_open", "still_accepted"}


@few
@given(courses(corrections=True))
def test_corrections_alone_neither_meet_nor_miss_anything(course: Course) -> None:
    """Only a day that passes makes new gaps: every other change is told as corrected."""
    for told in compared(course):
        assert told.found.having("closed", "ended") == ()
        for item in told.found.having("new"):
            assert item.finding.rule.code in ("MH301", "MH302", "MH311", "MH332")


@settings(max_examples=6 if THOROUGH else 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=courses())
def test_reports_and_gaps_tell_the_same_of_real_commits(course: Course) -> None:
    """The evaluation between two commits adds up to what ``mh gaps`` lists at each of them."""
    with TemporaryDirectory() as folder:
        steps, held = [], set[str]()
        for number, state in enumerate(course.plans):
            files: dict[str, Any] = state.written()
            trailer = "Correction: yes" if course.corrections[number] else ""
            gone = dict.fromkeys(held - files.keys())
            # Days apart, so that each commit can be asked for by its day.
            day = date(2026, course.days[number].month, 10 + number)
            steps.append(Step(day.isoformat(), files | gone, trailer=trailer))
            held = set(files)
        repo = build(Path(folder) / "depot", steps, base={})
        asked = ("report", "evaluation", "--from", steps[0].day, "--to", "2027-01-01", "--format", "json")
        report = run(*asked, "--root", str(repo.root)).json["gaps"]
        ends = [
            run("gaps", "--format", "json", "--at", commit, "--root", str(repo.root)).json
            for commit in (repo.commits[0], repo.commits[-1])
        ]
        listed = [
            [{gap["key"] for gap in end[way] if gap["severity"] == "gap"} for way in ("gaps", "accepted")]
            for end in ends
        ]
        assert [report["open_before"], report["accepted_before"]] == [len(keys) for keys in listed[0]]
        assert [{item["key"] for item in report[way]} for way in ("open", "accepted")] == listed[1]
