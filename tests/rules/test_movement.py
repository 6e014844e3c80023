"""What became of each gap between two states: each kind of change moves it in exactly one way."""

import re
from pathlib import Path
from typing import Any

import pytest

import example
from cases import listed
from example import ARTICLE, ARTICLE_FILE, LAW_FILE, MEASURE, MEASURE_FILE, STRATEGY, changed, measure
from menneskehandel_cli.rules.example import BASE
from reports import run
from repositories import Module, Repo, Step, build

CASES: dict[str, Any] = listed("movement")
BEFORE, AFTER = "2027-03-01", "2028-02-01"


def task(
    status: str = "in_progress",
    due: str = "2026-06",
    more: str = "",
    name: str = "T01.1",
    to: str = "establish",
) -> str:
    """The tasks of the example measure: one, called ``name``, which is ``to`` do something."""
    return (
        f"\n  - {{id: {name}, text: Opprette en gruppe., commitment: {to}, owners: [JD], "
        f"status: {status}, due: {due}, source: {{document: strategy}}{more}}}"
    )


def state(given: dict[str, Any] | None) -> dict[str, Any]:
    """The measure with other keys, and a task as is said of it; or none of it."""
    if given is None:
        return {MEASURE_FILE: None}
    keys = dict(given)
    if "task" in keys:
        keys["tasks"] = task(**keys.pop("task"))
    return measure(**keys)


def strategy(**changes: str) -> dict[str, Any]:
    return {example.STRATEGY_FILE: changed(STRATEGY, **changes)}


def reporting(due: str | None) -> dict[str, Any]:
    """The strategy with a period for 2026."""
    period = f"\n    2026: {{from: 2026-01-01, to: 2026-12-31{f', due: {due}' if due else ''}}}"
    return strategy(reporting=f"\n  duty: Rapport.\n  source: {{document: strategy}}\n  periods:{period}")


def report(measures: str = "[{measure: T01, status: in_progress}]", **changes: str) -> dict[str, Any]:
    text = "year: 2026\nactor: JD\nkind: self\napproved: {by: JD, date: 2027-04-01}\n"
    return {"data/reports/2026/JD.yaml": changed(f"{text}measures: {measures}\n", **changes)}


NO_ADDRESSES = "[{obligation: coe-29, basis: area}]"
LAW_FULL = example.LAW.replace("extent: part", "extent: full").replace(
    "    missing: Loven sier ikke hvem som skal samordne.\n", ""
)
LAW_NONE = example.LAW.replace("extent: part", "extent: none_found")
UNDISPUTED = {example.RECOMMENDATION_FILE: changed(example.RECOMMENDATION, articles="[]")}
UNANSWERED = {**measure(addresses=NO_ADDRESSES), **UNDISPUTED}
"""A measure that only names article 29: its duty and the recommendation are gaps."""


def moved(tmp_path: Path, before: dict[str, Any], *after: dict[str, Any] | Step) -> dict[str, str]:
    """How each gap moved from ``before`` to the last of the steps: ``move, reason: what is said``."""
    steps = [Step(BEFORE, before)]
    for number, files in enumerate(after):
        step = files if isinstance(files, Step) else Step(f"2028-01-{number + 1:02}", files)
        steps.append(step)
    repo = build(tmp_path / "depot", steps)
    return told(repo)


def told(repo: Repo) -> dict[str, str]:
    """Each gap that moved, as the evaluation from the first commit to the last tells it."""
    asked = ("report", "evaluation", "--from", BEFORE, "--to", "2029-01-01", "--format", "json")
    answer = run(*asked, "--lang", "nb", "--root", str(repo.root))
    assert (answer.code, answer.err) == (0, "")
    gaps = answer.json["gaps"]
    found = {}
    for way in ("new", "closed", "ended", "corrected", "newly_accepted", "accepted_no_longer"):
        for item in gaps[way]:
            assert item["key"] not in found
            why = item["closure"] or {"reason": way, "said": item["finding"]["message"]}
            move = way if why["reason"] == way else f"{way}, {why['reason']}"
            found[item["key"]] = f"{move}: {why['said'].strip()}"
    for item in gaps["cannot_be_judged"]:
        assert item["key"] not in found
        file = item["closure"]["said"].split(": ")[1].removesuffix(" kan ikke leses i sin helhet.")
        found[item["key"]] = f"cannot_be_judged: {file}"
    for way in ("open", "accepted"):
        for item in gaps[way]:
            found.setdefault(item["key"], way)
    return found


def way(told: str) -> str:
    """How a gap moved, without why."""
    return re.split("[,:]", told)[0]


OVERDUE = "MH301:T01:T01.1"
SILENT = "MH302:T01:JD:2026"


@pytest.mark.parametrize(("after", "said"), CASES["an overdue task"])
def test_an_overdue_task(tmp_path: Path, after: dict[str, str], said: str) -> None:
    """Done is met; another day, no day, dropped or taken out is not. Another that has passed is late."""
    found = moved(tmp_path, measure(tasks=task()), measure(tasks=task(**after)))
    assert found[OVERDUE] == said
    undated = "completed: " not in after.get("more", "")
    assert ("MH316:T01:T01.1" in found) is (after.get("status") == "completed" and undated)


def test_gaps_that_moved_alike_stand_by_what_they_are_about(tmp_path: Path) -> None:
    """Not by their lines, which may be those of different states of a file."""
    before = measure(tasks=task(name="T01.2") + task(name="T01.1"))
    day = ", completed: 2027-05-01"
    done = measure(tasks="".join(task("completed", more=day, name=f"T01.{n}") for n in (2, 1)))
    found = [item for item in moved(tmp_path, before, done).items() if item[0].startswith("MH301")]
    assert [key for key, said in found if way(said) == "closed"] == ["MH301:T01:T01.1", "MH301:T01:T01.2"]


def test_a_task_whose_day_has_passed_since_is_new(tmp_path: Path) -> None:
    """Though nothing was written about it."""
    assert way(moved(tmp_path, measure(tasks=task(due="2027-06")), {"README.md": "x"})[OVERDUE]) == "new"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (report(), "closed: JD har rapportert om T01 for 2026 (2026-JD, godkjent 1. april 2027)."),
        (report(approved="null"), "open"),
        (report("[{measure: T01, status: not_reported}]"), "open"),
        (report(kind="evaluation"), "open"),
        (
            reporting("2028-12-01"),
            (
                "ended, deadline_moved: Fristen for rapportene for 2026 er flyttet "
                "fra 1. februar 2027 til 1. desember 2028."
            ),
        ),
        (
            reporting(None),
            ("ended, deadline_moved: Fristen for rapportene for 2026 er fjernet. Den var 1. februar 2027."),
        ),
        (measure(responsible="[AID]"), "ended, reclassified: JD er ikke lenger ansvarlig for T01."),
        (
            {"strategy/actors.yaml": str(BASE["strategy/actors.yaml"]).replace("ministry", "rapporteur", 1)},
            "ended, reclassified: JD er uavhengig og har ikke plikt til å rapportere om T01.",
        ),
        ({MEASURE_FILE: None}, "ended, removed: T01 er fjernet."),
    ],
)
def test_a_silent_ministry(tmp_path: Path, after: dict[str, Any], said: str) -> None:
    """Only an approved report that says something meets it; who no longer answers has not reported."""
    assert moved(tmp_path, reporting("2027-02-01"), after)[SILENT] == said


def test_reporting_that_was_closed_is_met(tmp_path: Path) -> None:
    """A report for an earlier year that closes the reporting on the measure."""
    closing = "[{measure: T01, status: completed, reporting_closed: {closed: true, reason: Ferdig.}}]"
    (text,) = report(closing, year="2025").values()
    found = moved(tmp_path, reporting("2027-02-01"), {"data/reports/2025/JD.yaml": text})
    assert found[SILENT] == "closed: JD avsluttet rapporteringen om T01 med rapporten for 2025."


DUTY, ASKED = "MH201:coe-29:coe-29.1", "MH202:greta-r3-coordination"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (measure(), "closed: Strategien lover alt coe-29.1 går ut på: i gang (T01)."),
        ({LAW_FILE: LAW_FULL}, "closed: coe-29.1 er dekket av loven: prøvestrategien § 1."),
        ({LAW_FILE: None}, "ended, reclassified: coe-29.1 er nå: ikke vurdert."),
        (
            {ARTICLE_FILE: ARTICLE.replace("force: shall", "force: may")},
            "ended, reclassified: coe-29.1 stiller ikke lenger noe krav som strategien må følge opp.",
        ),
        ({ARTICLE_FILE: ARTICLE.replace("coe-29.1", "coe-29.2")}, "ended, removed: coe-29.1 er fjernet."),
        ({ARTICLE_FILE: None}, "ended, removed: coe-29.1 er fjernet."),
        (
            measure(addresses="[{obligation: coe-29.1, basis: strategy, contribution: assess}]"),
            "ended, reclassified: coe-29.1 er nå: delvis dekket.",
        ),
    ],
)
def test_a_duty_that_was_not_covered(tmp_path: Path, after: dict[str, Any], said: str) -> None:
    """Closed by a promise or by law, and told with what closed it; what is in hand or not asked ends."""
    assert moved(tmp_path, UNANSWERED, after)[DUTY] == said


def test_a_recommendation_that_is_removed_is_not_met(tmp_path: Path) -> None:
    """``git rm`` of a demand meets nothing."""
    found = moved(tmp_path, UNANSWERED, {example.RECOMMENDATION_FILE: None})
    assert found[ASKED] == "ended, removed: greta-r3-coordination er fjernet."


def test_a_measure_that_is_removed_leaves_what_it_answered_open(tmp_path: Path) -> None:
    """Its own gaps end; what it answered is missing from now on."""
    found = moved(
        tmp_path,
        measure(tasks=task(), addresses="[{obligation: coe-29.1, basis: strategy, contribution: full}]"),
        {MEASURE_FILE: None},
    )
    assert found[OVERDUE].startswith("ended, removed: ")
    assert way(found[DUTY]) == "new"


# Corrections --------------------------------------------------------------------------------------


def correction(files: dict[str, Any], day: str = "2028-01-01") -> Step:
    return Step(day, files, trailer="Correction: yes")


def test_law_that_was_there_all_along_is_corrected(tmp_path: Path) -> None:
    """Recorded by a commit that says so, it met nothing this year."""
    found = moved(tmp_path, UNANSWERED, correction({LAW_FILE: LAW_FULL}))
    assert way(found[DUTY]) == "corrected"
    assert way(found[ASKED]) == "open"


def test_law_on_a_wider_provision_is_corrected_in_the_narrower_too(tmp_path: Path) -> None:
    """Whatever else was decided meanwhile."""
    head = "id: crc\nkind: convention\nbody: Europaradet\ntitle: CRC\nsource: {document: strategy}\n"
    wider = "    narrower_than: [{id: coe-29.1, basis: editorial, note: Fordi.}]\n"
    article = {"data/obligations/crc/crc-29.yaml": ARTICLE.replace("coe-29", "crc-29") + wider}
    before = {**UNANSWERED, **article, "data/obligations/crc/_instrument.yaml": head}
    other = {"data/measures/02.yaml": changed(MEASURE.replace("T01", "T02"), addresses="[]")}
    found = moved(tmp_path, before, Step("2027-05-01", other), correction({LAW_FILE: LAW_FULL}))
    assert way(found["MH201:crc-29:crc-29.1"]) == way(found[DUTY]) == "corrected"


def test_a_link_that_claimed_too_much_and_is_taken_out_is_corrected(tmp_path: Path) -> None:
    """What it left open was open all along, and is no new gap of this year."""
    found = moved(tmp_path, measure(), correction(measure(addresses=NO_ADDRESSES)))
    assert {way(found[DUTY]), way(found[ASKED])} == {"corrected"}
    assert "coe-29.1" in found[DUTY]


def test_a_decision_counts_though_bookkeeping_touched_the_same_measure(tmp_path: Path) -> None:
    """A link drawn as a decision meets; a title corrected in the same file changes nothing in that."""
    linked = measure(title="Samordne alt arbeid")
    found = moved(tmp_path, UNANSWERED, Step("2027-05-01", measure()), correction(linked))
    assert way(found[DUTY]) == "closed"


def test_a_correction_counts_though_a_decision_touched_the_same_measure(tmp_path: Path) -> None:
    """A status reported in the same year meets no duty that a corrected link does."""
    reported = measure(addresses=NO_ADDRESSES, status="completed", evidence="[{title: Mandatet}]")
    both = measure(status="completed", evidence="[{title: Mandatet}]")
    found = moved(tmp_path, UNANSWERED, Step("2027-05-01", reported), correction(both))
    assert way(found[DUTY]) == "corrected"


def test_a_promise_that_was_written_wrongly_is_corrected(tmp_path: Path) -> None:
    """What the task behind a link promises decides, whatever else was decided that year."""
    rejected = ", outcome: {decision: no_change}"
    assessing = measure(tasks=task("completed", more=rejected, to="assess"))
    decided = Step("2027-05-01", strategy(purpose="Et annet formål."))
    found = moved(tmp_path, {**assessing, **UNDISPUTED}, decided, correction(measure(tasks=task())))
    assert way(found[DUTY]) == "corrected"


def test_what_was_corrected_and_then_decided_is_decided(tmp_path: Path) -> None:
    """Policy had the last word on the same task."""
    steps = (correction(measure(tasks=task(due="2026-07")), "2027-05-01"), measure(tasks=task("completed")))
    assert way(moved(tmp_path, measure(tasks=task()), *steps)[OVERDUE]) == "closed"


def test_a_deadline_that_was_written_wrongly_is_corrected(tmp_path: Path) -> None:
    """Neither moved nor met."""
    found = moved(tmp_path, measure(tasks=task()), correction(measure(tasks=task(due="2029-06"))))
    assert way(found[OVERDUE]) == "corrected"


# What cannot be judged ----------------------------------------------------------------------------

BROKEN = "id: T01\ntitle: [\n"


@pytest.mark.parametrize(
    "broken",
    [BROKEN, measure(tasks=task("completed"), statuss="x")[MEASURE_FILE], "a" * 1_000_001],
    ids=["syntax", "a key nobody knows", "too large"],
)
def test_a_file_that_cannot_be_read_in_full_meets_nothing(tmp_path: Path, broken: str) -> None:
    """Nor does what rests on it become a new gap."""
    before = measure(tasks=task(), addresses="[{obligation: coe-29.1, basis: strategy, contribution: full}]")
    found = moved(tmp_path, before, {MEASURE_FILE: broken})
    assert found[OVERDUE] == f"cannot_be_judged: {MEASURE_FILE}"
    assert way(found.get(DUTY, "cannot_be_judged")) == "cannot_be_judged"


def test_a_file_that_can_be_read_again_meets_nothing_either(tmp_path: Path) -> None:
    """What it promised may have stood there all the while."""
    found = moved(tmp_path, {MEASURE_FILE: BROKEN}, measure(tasks=task()))
    assert found[DUTY] == f"cannot_be_judged: {MEASURE_FILE}"
    assert found[OVERDUE] == f"cannot_be_judged: {MEASURE_FILE}"


def test_a_file_that_can_be_read_under_another_name_meets_nothing_either(tmp_path: Path) -> None:
    """It was broken before it was renamed."""
    former = "data/measures/01-annet.yaml"
    found = moved(tmp_path, {MEASURE_FILE: None, former: BROKEN}, {**measure(tasks=task()), former: None})
    assert found[DUTY] == f"cannot_be_judged: {former}"
    assert found[OVERDUE] == f"cannot_be_judged: {former}"


def test_a_file_that_cannot_be_read_at_either_end_is_silent(tmp_path: Path) -> None:
    """Nothing of its own is told; what it may answer stays open."""
    found = moved(tmp_path, {MEASURE_FILE: BROKEN}, {MEASURE_FILE: BROKEN + "x\n"})
    assert found == {DUTY: "open", ASKED: "open", "MH204:coe-29:FA1": "open"}


def test_other_files_are_judged_though_one_is_damaged(tmp_path: Path) -> None:
    """A wrong date in one measure hides nothing of another."""
    other = changed(MEASURE.replace("T01", "T02"), tasks=task(name="T02.1"))
    damaged = measure(tasks=task(), evidence="[{title: Mandatet, date: 31.12.2026}]")
    second = {"data/measures/02-andre.yaml": other}
    done = {
        "data/measures/02-andre.yaml": other.replace("status: in_progress, due", "status: completed, due")
    }
    found = moved(tmp_path, {**measure(tasks=task()), **second}, {**damaged, **done})
    assert way(found["MH301:T02:T02.1"]) == "closed"
    assert way(found[OVERDUE]) == "open"  # the task itself could be read, and is as late as before


def test_a_broken_file_that_names_an_article_may_follow_it_up(tmp_path: Path) -> None:
    """Nothing is told to have met what the file may have met."""
    path = "data/measures/02-annet.yaml"
    unlinked = {**measure(addresses="[]"), **UNDISPUTED}
    found = moved(tmp_path, unlinked, {path: BROKEN.replace("T01", "T02") + "# coe-29\n"})
    for key in (DUTY, "MH204:coe-29:FA1"):
        assert found[key] == f"cannot_be_judged: {path}"


def test_a_measure_that_was_read_is_not_sought_in_other_files(tmp_path: Path) -> None:
    """The name of a broken file would fit it too."""
    found = moved(tmp_path, UNANSWERED, {**measure(), "data/measures/01-annet.yaml": BROKEN})
    assert way(found[DUTY]) == "closed"


def test_a_report_that_cannot_be_read_accuses_nobody(tmp_path: Path) -> None:
    found = moved(tmp_path, reporting("2027-02-01"), {"data/reports/2026/JD.yaml": "year: [\n"})
    assert found[SILENT] == "cannot_be_judged: data/reports/2026/JD.yaml"


@pytest.mark.parametrize("folder", ["data/measures", "data"])
def test_a_folder_that_became_a_submodule_meets_nothing_and_removes_nothing(
    tmp_path: Path, folder: str
) -> None:
    """What lies in it cannot be read here, and may be as it was."""
    module: dict[str, Any] = {path: None for path in BASE if path.startswith(f"{folder}/")}
    module[folder] = Module("1" * 40)
    found = moved(tmp_path, {**UNANSWERED, **measure(tasks=task(), addresses=NO_ADDRESSES)}, module)
    assert set(found) == {OVERDUE, DUTY, ASKED}
    assert set(found.values()) == {f"cannot_be_judged: {folder}"}


# Names --------------------------------------------------------------------------------------------


def renumbered(**changes: str) -> str:
    """The example measure as T05, which was T01."""
    return changed(MEASURE.replace("T01", "T05"), former_ids="[T01]", **changes)


def test_a_measure_that_got_a_new_number_keeps_its_gaps(tmp_path: Path) -> None:
    """Its tasks too; and what met one of them is told by its present name."""
    before = measure(tasks=task() + task(name="T01.2"))
    now = task(name="T05.1") + task("completed", more=", completed: 2027-05", name="T05.2")
    after = {MEASURE_FILE: None, "data/measures/05-samordning.yaml": renumbered(tasks=now)}
    found = moved(tmp_path, before, after)
    assert way(found["MH301:T05:T05.1"]) == "open"
    assert found["MH301:T05:T05.2"] == "closed: T05.2 er registrert som gjennomført (mai 2027)."
    assert len(found) == 2


def test_a_renumbered_measure_whose_file_could_not_be_read_before(tmp_path: Path) -> None:
    """It is found by what it was called."""
    damaged = measure(tasks="[{id: T01.1}]")
    after = {MEASURE_FILE: None, "data/measures/05-samordning.yaml": renumbered(tasks=task(name="T05.1"))}
    assert way(moved(tmp_path, damaged, after)["MH301:T05:T05.1"]) == "cannot_be_judged"


def test_two_demands_that_become_one_are_two_and_then_one(tmp_path: Path) -> None:
    """The one goes on; of the other it is told that it has become one with it."""
    two = ARTICLE + ARTICLE[ARTICLE.index("  - id: coe-29.1") :].replace("29.1", "29.2")
    one = ARTICLE.replace("coe-29.1\n", "coe-29.1\n    former_ids: [coe-29.2]\n")
    found = moved(
        tmp_path,
        {
            **UNANSWERED,
            ARTICLE_FILE: two,
            LAW_FILE: LAW_NONE + LAW_NONE[LAW_NONE.index("  - req") :].replace("29.1", "29.2"),
        },
        {ARTICLE_FILE: one, LAW_FILE: LAW_NONE},
    )
    assert way(found[DUTY]) == "open"
    assert found["MH201:coe-29:coe-29.2"] == "ended, reclassified: coe-29.2 er slått sammen med coe-29.1."


# Acceptance, and what the strategy counts ---------------------------------------------------------


def accepted(until: str = "2030-01-01") -> str:
    given = "rule: MH301, about: T01.1, reason: Avklart., decided_by: JD, date: 2027-01-15"
    return f"[{{{given}, until: {until}}}]"


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        (measure(tasks=task()), measure(tasks=task(), accepted=accepted()), "newly_accepted"),
        (measure(tasks=task(), accepted=accepted()), {"README.md": "x"}, "accepted"),
        (measure(tasks=task(), accepted=accepted()), measure(tasks=task()), "accepted_no_longer"),
        (measure(tasks=task(), accepted=accepted("2027-06")), {"README.md": "x"}, "accepted_no_longer"),
        (
            measure(tasks=task(), accepted=accepted()),
            measure(tasks=task("completed"), accepted=accepted()),
            "closed",
        ),
        (measure(tasks=task(due="2029")), measure(tasks=task(), accepted=accepted()), "newly_accepted"),
    ],
)
def test_accepting_a_gap_is_not_meeting_it(
    tmp_path: Path, before: dict[str, Any], after: dict[str, Any], how: str
) -> None:
    """Accepted, until its day; and met though it was accepted."""
    assert way(moved(tmp_path, before, after)[OVERDUE]) == how


@pytest.mark.parametrize("severity", ["note", "off"])
def test_what_the_strategy_no_longer_counts_is_not_met(tmp_path: Path, severity: str) -> None:
    """The task is as late as before."""
    settings = strategy(check=f"{{severity: {{MH301: {severity}}}}}")
    said = moved(tmp_path, measure(tasks=task()), settings)[OVERDUE]
    assert said == "ended, reclassified: Strategien regner ikke lenger MH301 som en mangel (T01.1)."


# The other rules ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "before", "after", "said"), CASES["each rule"])
def test_each_rule_tells_met_from_ended(
    tmp_path: Path, key: str, before: dict[str, Any], after: dict[str, Any] | None, said: str
) -> None:
    """And says what met it, never what was missing."""
    assert moved(tmp_path, state(before), state(after))[key] == said


def test_a_focus_area_that_no_longer_names_an_article_asks_for_no_link(tmp_path: Path) -> None:
    linked = measure(addresses="[{obligation: greta-r3-coordination, basis: strategy}]")
    found = moved(tmp_path, linked, {example.STRATEGY_FILE: STRATEGY.replace("[29]", "[]")})
    why = "Strategien nevner ikke lenger coe-29 under innsatsområde 1."
    assert found["MH204:coe-29:FA1"] == f"ended, reclassified: {why}"


INSTRUMENT_FILE = "data/obligations/greta-r3/_instrument.yaml"


def events(text: str) -> dict[str, Any]:
    return {INSTRUMENT_FILE: f"{BASE[INSTRUMENT_FILE]!s}events: [{text}]\n"}


REPLY = "{{kind: reply, {}, source: {{document: strategy}}}}"


@pytest.mark.parametrize(
    ("after", "how"),
    [
        ("due: 2026-12-01, date: 2027-06-01", "closed"),
        ("date: 2027-06-01", "closed"),
        ("due: 2025-12-01, date: 2027-06-01", "ended, removed"),  # that was another reply
        ("due: 2029-12-01", "ended, deadline_moved"),
        (None, "ended, removed"),
    ],
)
def test_a_reply_that_was_due(tmp_path: Path, after: str | None, how: str) -> None:
    """Sent, put off or no longer spoken of."""
    now = events(REPLY.format(after) if after else "")
    found = moved(tmp_path, events(REPLY.format("due: 2026-12-01")), now)
    assert found["MH311:greta-r3:reply 2026-12-01"].startswith(f"{how}: ")


@pytest.mark.parametrize(
    ("after", "how"),
    [
        (task("completed", due="2030-12"), "closed: "),
        (task("discontinued", due="2030-12", more=", note: Nei."), "ended, discontinued: "),
        (task(due="null"), "ended, deadline_moved: "),
        (task(due="2031-12"), "open"),
    ],
)
def test_a_deadline_that_moved_again_and_again(tmp_path: Path, after: str, how: str) -> None:
    """Only what is done meets it. It is found also below a task whose deadline never moved."""
    days = ("2025-12-01", "2026-01-01", "2026-02-01", BEFORE)
    dues = ("2029-12", "2031-12", "2032-12", "2030-12")
    first = task(name="T01.2", due="2030-12")
    steps = [Step(day, measure(tasks=first + task(due=due))) for day, due in zip(days, dues, strict=True)]
    repo = build(tmp_path / "depot", [*steps, Step(AFTER, measure(tasks=first + after))])
    assert told(repo)["MH331:T01:T01.1"].startswith(how)
