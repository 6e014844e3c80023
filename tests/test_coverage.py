"""How far each obligation is met (design, section 4): each value from a few lines of YAML."""

from __future__ import annotations

import pytest

from menneskehandel_cli.register import Register, load
from menneskehandel_cli.register.coverage import Leaf, Value, coverage, is_open
from menneskehandel_cli.rules.example import (
    ARTICLE,
    ARTICLE_FILE,
    BASE,
    MEASURE,
    MEASURE_FILE,
    RECOMMENDATION,
    RECOMMENDATION_FILE,
    changed,
    with_example,
)
from support import Files, errors

QUIET: Files = {RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]")}
"""The recommendation speaks to no article, so it disputes nothing."""


def measure(
    number: int = 1, *, to: str = "coe-29.1", contribution: str = "full", status: str = "not_reported"
) -> Files:
    """A measure of a given status with one link; the first one takes the example's place."""
    text = changed(
        MEASURE.replace("T01", f"T{number:02}"),
        status=status,
        addresses=f"[{{obligation: {to}, basis: strategy, contribution: {contribution}}}]",
    )
    return {MEASURE_FILE if number == 1 else f"data/measures/{number:02}-tiltak.yaml": text}


def law(extent: str, provisions: str = "[]") -> Files:
    """An article that existing law meets."""
    existing = (
        f"existing: [{{law: Loven, extent: {extent}, provisions: {provisions}, judged_by: editorial, "
        "note: Ordlyden dekker kravet., source: {document: strategy}}]\n"
    )
    return {ARTICLE_FILE: ARTICLE + existing}


def register_of(files: Files) -> Register:
    tree = with_example(files)
    assert not set(errors(tree)) - {"MH115"}
    return load(tree)


def leaf(files: Files, name: str = "coe-29.1") -> Leaf:
    return coverage(register_of(files)).by_id[name]


def value(files: Files, name: str = "coe-29.1") -> Value:
    return leaf(files, name).value


UNLINKED = measure(to="greta-r3-coordination", contribution="partial")


# The five values ---------------------------------------------------------------------------------


def test_nothing_answers_an_uncovered_demand() -> None:
    """No measure and no law: uncovered."""
    assert value(QUIET | UNLINKED) == "uncovered"


@pytest.mark.parametrize("status", ["not_reported", "not_started"])
@pytest.mark.parametrize("contribution", ["full", "partial", "assess"])
def test_a_promise_alone_is_planned(status: str, contribution: str) -> None:
    """A measure that has not begun, or says nothing, is a plan, however much it will give."""
    assert value(QUIET | measure(status=status, contribution=contribution)) == "planned"


@pytest.mark.parametrize("contribution", ["full", "partial", "assess"])
def test_a_measure_in_progress_is_under_way(contribution: str) -> None:
    """Something happens."""
    assert value(QUIET | measure(status="in_progress", contribution=contribution)) == "under_way"


def test_a_full_contribution_completed_is_delivered() -> None:
    """Only this is delivered."""
    assert value(QUIET | measure(status="completed", contribution="full")) == "delivered"


@pytest.mark.parametrize("contribution", ["partial", "assess"])
def test_completing_a_part_or_an_assessment_delivers_nothing(contribution: str) -> None:
    """Assessed is not delivered, and half is not whole."""
    assert value(QUIET | measure(status="completed", contribution=contribution)) == "under_way"


def test_a_discontinued_measure_answers_nothing() -> None:
    """What was given up counts as if it were not linked."""
    assert value(QUIET | measure(status="discontinued")) == "uncovered"


def test_law_that_meets_the_whole_is_existing() -> None:
    """Nobody needs to promise what the law already gives."""
    assert value(QUIET | UNLINKED | law("full")) == "existing"


def test_law_that_meets_a_part_is_planned() -> None:
    """Something is there and something is missing."""
    assert value(QUIET | UNLINKED | law("partial")) == "planned"


def test_law_counts_only_for_the_provisions_it_names() -> None:
    """A law on one paragraph leaves the other one bare."""
    article = ARTICLE + "  - {id: coe-29.2, force: shall, bearer: state, text: Det andre leddet.}\n"
    existing = law("full", "[coe-29.2]")[ARTICLE_FILE]
    assert isinstance(existing, str)
    files = QUIET | UNLINKED | {ARTICLE_FILE: article + existing.removeprefix(ARTICLE)}
    assert value(files, "coe-29.1") == "uncovered"
    assert value(files, "coe-29.2") == "existing"


def test_work_in_progress_is_told_before_existing_law() -> None:
    """The first value that fits holds, in the order delivered, under way, existing, planned."""
    assert value(QUIET | law("full") | measure(status="in_progress")) == "under_way"
    assert value(QUIET | law("full") | measure(status="not_started")) == "existing"


# Several answers ---------------------------------------------------------------------------------


def test_every_full_contribution_must_be_completed() -> None:
    """One done and one not: under way."""
    files = QUIET | measure(status="completed") | measure(2, status="not_started")
    assert value(files) == "under_way"
    assert value(files | measure(2, status="completed")) == "delivered"


def test_a_part_that_lags_behind_does_not_undo_a_full_delivery() -> None:
    """Where the whole is completed, a further partial measure may go on."""
    files = QUIET | measure(status="completed")
    assert value(files | measure(2, status="in_progress", contribution="partial")) == "delivered"


def test_two_parts_make_no_whole() -> None:
    """Two partial contributions completed are under way."""
    files = QUIET | measure(status="completed", contribution="partial")
    assert value(files | measure(2, status="completed", contribution="partial")) == "under_way"


def test_a_discontinued_measure_does_not_hold_back_the_others() -> None:
    """What was given up is out of the count."""
    files = QUIET | measure(status="completed") | measure(2, status="discontinued")
    assert value(files) == "delivered"


# Tasks -------------------------------------------------------------------------------------------

TWO_TASKS = """
  - {id: T01.1, text: Den første., commitment: establish, status: %s, source: {document: strategy}}
  - {id: T01.2, text: Den andre., commitment: establish, status: %s, source: {document: strategy}}"""


def by_tasks(first: str, second: str, by: str) -> Files:
    text = changed(
        MEASURE,
        status="not_started",
        tasks=TWO_TASKS % (first, second),
        addresses=f"[{{obligation: coe-29.1, basis: strategy, contribution: full, by: {by}}}]",
    )
    return QUIET | {MEASURE_FILE: text}


@pytest.mark.parametrize(
    ("first", "second", "by", "expected"),
    [
        ("completed", "not_started", "[T01.1]", "delivered"),
        ("completed", "not_started", "[T01.2]", "planned"),
        ("completed", "not_started", "[T01.1, T01.2]", "under_way"),
        ("completed", "completed", "[T01.1, T01.2]", "delivered"),
        ("in_progress", "not_reported", "[T01.1, T01.2]", "under_way"),
        ("not_reported", "not_reported", "[T01.1, T01.2]", "planned"),
        ("in_progress", "completed", "[]", "planned"),
    ],
)
def test_a_link_that_names_tasks_follows_them(first: str, second: str, by: str, expected: Value) -> None:
    """Where a link names the tasks that do it, their progress counts, else the measure's own."""
    assert value(by_tasks(first, second, by)) == expected


# Recommendations against it ----------------------------------------------------------------------


def disputing(assessments: str = "[]") -> Files:
    return {RECOMMENDATION_FILE: changed(RECOMMENDATION, assessments=assessments)}


OPEN = disputing()
CLOSED = disputing("[{by: GRETA, value: implemented, date: 2029-01, source: {document: strategy}}]")


def test_an_open_recommendation_overrides_what_is_delivered() -> None:
    """As long as GRETA asks for it, it is not met."""
    assert value(measure(status="completed") | OPEN) == "under_way"
    assert value(measure(status="completed") | CLOSED) == "delivered"


def test_an_open_recommendation_overrides_existing_law() -> None:
    """Law whose use is disputed is only a part of an answer."""
    assert value(UNLINKED | law("full") | OPEN) == "planned"
    assert value(UNLINKED | law("full") | CLOSED) == "existing"


def test_the_verdict_keeps_who_disputes_it() -> None:
    """A reader can ask why."""
    disputed = leaf(measure(status="completed") | OPEN)
    assert [owner.id for owner in disputed.disputed_by] == ["greta-r3-coordination"]


@pytest.mark.parametrize(
    ("verdicts", "still_open"),
    [
        ([], True),
        ([("implemented", "2027")], False),
        ([("partly", "2027")], True),
        ([("not_implemented", "2027"), ("implemented", "2029-03")], False),
        ([("implemented", "2029-03"), ("not_implemented", "2027")], False),
        ([("implemented", "2027"), ("partly", "2029")], True),
    ],
)
def test_the_latest_verdict_decides_whether_a_recommendation_is_open(
    verdicts: list[tuple[str, str]], still_open: bool
) -> None:
    """Verdicts count by their date, not by their order in the file."""
    items = ", ".join(
        f"{{by: GRETA, value: {said}, date: {date}, source: {{document: strategy}}}}"
        for said, date in verdicts
    )
    owner = register_of(disputing(f"[{items}]")).obligations["greta-r3-coordination"]
    assert is_open(owner) is still_open  # type: ignore[arg-type]


# What counts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("force", "bearer", "counts"),
    [
        ("shall", "state", True),
        ("shall_qualified", "state", True),
        ("shall_consider", "state", True),
        ("may", "state", False),
        ("none", "state", False),
        ("shall", "monitoring_body", False),
    ],
)
def test_only_what_the_state_must_do_counts(force: str, bearer: str, counts: bool) -> None:
    """Options, savings and the duties of others ask nothing of Norway."""
    text = ARTICLE.replace("force: shall", f"force: {force}").replace("state", bearer, 1)
    leaves = coverage(register_of({ARTICLE_FILE: text})).by_id
    assert ("coe-29.1" in leaves) is counts


@pytest.mark.parametrize("role", ["framework", "monitoring", "final"])
def test_only_articles_with_duties_count(role: str) -> None:
    """Definitions and final clauses are not met or unmet."""
    text = changed(ARTICLE, role=role)
    assert "coe-29.1" not in coverage(register_of({ARTICLE_FILE: text})).by_id


def test_a_recommendation_counts_by_its_parts() -> None:
    """With parts each part is a demand, without them the recommendation is."""
    parts = "\n  - {id: greta-r3-coordination.a, text: A.}\n  - {id: greta-r3-coordination.b, text: B.}"
    files = QUIET | {RECOMMENDATION_FILE: changed(RECOMMENDATION, parts=parts)}
    found = coverage(register_of(files))
    assert [piece.id for piece in found.by_owner["greta-r3-coordination"]] == [
        "greta-r3-coordination.a",
        "greta-r3-coordination.b",
    ]
    assert found.totals["greta-r3"]["total"] == 2


def test_a_link_to_the_whole_reaches_every_part_and_is_marked_as_general() -> None:
    """Whoever answers the article answers its paragraphs, in general."""
    text = ARTICLE + "  - {id: coe-29.2, force: shall, bearer: state, text: Det andre leddet.}\n"
    files = QUIET | {ARTICLE_FILE: text} | measure(to="coe-29")
    found = coverage(register_of(files)).by_id
    assert [found[name].value for name in ("coe-29.1", "coe-29.2")] == ["planned", "planned"]
    assert all(answer.general for name in ("coe-29.1", "coe-29.2") for answer in found[name].answers)
    exact = leaf(QUIET | {ARTICLE_FILE: text} | measure(to="coe-29.2"), "coe-29.2")
    assert [answer.general for answer in exact.answers] == [False]


def test_totals_add_up() -> None:
    """The counts of each value sum to the number of demands, instrument by instrument."""
    totals = coverage(register_of({})).totals
    assert set(totals) == {"coe", "greta-r3"}
    assert all(sum(counts.values()) == 2 * counts["total"] for counts in totals.values())


# Restated and repeated demands -------------------------------------------------------------------

SUMMARY_FILE = "data/obligations/greta-sum/greta-sum-coordination.yaml"
SUMMARY: Files = {
    "data/obligations/greta-sum/_instrument.yaml": str(
        BASE["data/obligations/greta-r3/_instrument.yaml"]
    ).replace("greta-r3", "greta-sum"),
    SUMMARY_FILE: changed(
        RECOMMENDATION, id="greta-sum-coordination", articles="[]", restates="[greta-r3-coordination]"
    ),
}


def test_a_restated_demand_counts_once() -> None:
    """Two wordings of one demand are one demand, counted where it was first made."""
    found = coverage(register_of(QUIET | SUMMARY))
    assert "greta-r3-coordination" in found.by_id
    assert "greta-sum-coordination" not in found.by_id
    assert "greta-sum" not in found.totals


@pytest.mark.parametrize("wording", ["greta-r3-coordination", "greta-sum-coordination"])
def test_a_link_to_either_wording_answers_both(wording: str) -> None:
    """Whichever wording a measure names, the demand is answered."""
    files = QUIET | SUMMARY | measure(to=wording, status="in_progress")
    assert value(files, "greta-r3-coordination") == "under_way"


def test_a_restatement_of_nothing_is_counted_itself() -> None:
    """If the demand it restates cannot be read, the summary stands for itself."""
    files = QUIET | SUMMARY | {RECOMMENDATION_FILE: b"\xff"}
    found = coverage(load(with_example(files)))
    assert "greta-sum-coordination" in found.by_id


def test_a_part_may_restate_a_part() -> None:
    """Only the parts that say the same are counted once."""
    two = "\n  - {id: greta-r3-coordination.a, text: A.}\n  - {id: greta-r3-coordination.b, text: B.}"
    again = (
        "\n  - {id: greta-sum-coordination.a, text: A., restates: [greta-r3-coordination.b]}"
        "\n  - {id: greta-sum-coordination.b, text: C.}"
    )
    files = QUIET | {
        **SUMMARY,
        RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]", parts=two),
        SUMMARY_FILE: changed(RECOMMENDATION, id="greta-sum-coordination", articles="[]", parts=again),
    }
    assert set(coverage(register_of(files)).by_id) - {"coe-29.1"} == {
        "greta-r3-coordination.a",
        "greta-r3-coordination.b",
        "greta-sum-coordination.b",
    }


def rounds(*repeats: tuple[str, str]) -> Files:
    """Later rounds that each repeat an earlier recommendation."""
    files: Files = {}
    for instrument, earlier in repeats:
        folder = f"data/obligations/{instrument}"
        base = str(BASE["data/obligations/greta-r3/_instrument.yaml"])
        files[f"{folder}/_instrument.yaml"] = base.replace("greta-r3", instrument)
        files[f"{folder}/{instrument}-coordination.yaml"] = changed(
            RECOMMENDATION, id=f"{instrument}-coordination", articles="[]", repeats=f"[{earlier}]"
        )
    return files


def test_each_earlier_round_adds_weight() -> None:
    """What has been asked three times weighs more than what was asked once."""
    files = QUIET | rounds(("greta-r4", "greta-r3-coordination"), ("greta-r5", "greta-r4-coordination"))
    found = coverage(register_of(files)).by_id
    names = ("greta-r3-coordination", "greta-r4-coordination", "greta-r5-coordination")
    assert [found[name].rounds for name in names] == [1, 2, 3]
    assert [found[name].weight for name in names] == [3, 4, 5]


def test_rounds_that_repeat_each_other_end() -> None:
    """A circle in the data is counted once around."""
    files = rounds(("greta-r4", "greta-r5-coordination"), ("greta-r5", "greta-r4-coordination"))
    assert leaf(QUIET | files, "greta-r5-coordination").rounds == 2


@pytest.mark.parametrize(("level", "weight"), [("urges", 3), ("invites", 1), ("null", 0)])
def test_the_level_decides_the_weight(level: str, weight: int) -> None:
    """How urgently a body speaks; where no source says so, nothing is assumed."""
    files: Files = {RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]", level=level)}
    assert leaf(files, "greta-r3-coordination").weight == weight


@pytest.mark.parametrize(
    ("force", "weight"), [("shall", 3), ("shall_qualified", 2), ("shall_consider", 1)]
)
def test_the_force_decides_the_weight(force: str, weight: int) -> None:
    """``shall`` weighs more than ``shall consider``."""
    files: Files = {ARTICLE_FILE: ARTICLE.replace("force: shall", f"force: {force}")}
    assert leaf(files).weight == weight
