"""How far each requirement is met (design, section 4): each value from a few lines of YAML."""

import re
from pathlib import Path
from typing import Any

import example
from cases import listed
from example import changed, demand, instrument, tasks
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.register import coverage as covering
from menneskehandel_cli.rules.demands import promise_of
from menneskehandel_cli.rules.example import BASE, with_example
from support import Files, Mh, each, errors, laid_out

CASES: dict[str, Any] = listed("coverage")

QUIET: Files = demand()
"""The recommendation speaks to no article, so it disputes nothing."""

UNNAMED: Files = {example.STRATEGY_FILE: example.STRATEGY.replace("articles: [29]", "articles: []")}
"""The strategy names no article for its focus area."""

SECOND = "  - {id: coe-29.2, force: shall, bearer: state, text: Det andre leddet.}\n"
TWO: Files = {example.ARTICLE_FILE: example.ARTICLE + SECOND}
"""The article has two requirements, so that a link to the whole names both."""


def link(
    to: str = "coe-29.1", contribution: str | None = "full", by: str = "", basis: str = "strategy"
) -> str:
    """A link as a measure writes it."""
    said = f", contribution: {contribution}" if contribution else ""
    said += f", by: {by}" if by else ""
    return f"[{{obligation: {to}, basis: {basis}{said}, note: Fordi.}}]"


def measure(
    number: int = 1,
    *,
    to: str = "coe-29.1",
    contribution: str | None = "full",
    status: str = "not_reported",
    basis: str = "strategy",
) -> Files:
    """A measure of a given status with one link; the first one takes the example's place."""
    text = changed(
        example.MEASURE.replace("T01", f"T{number:02}"),
        status=status,
        addresses=link(to, contribution, basis=basis),
    )
    return {example.MEASURE_FILE if number == 1 else f"data/measures/{number:02}-tiltak.yaml": text}


def law(extent: str) -> Files:
    """What the law covers of the article's requirement."""
    return {example.LAW_FILE: example.LAW.replace("extent: part", f"extent: {extent}")}


def register_of(files: Files) -> Register:
    tree = with_example(files)
    assert not set(errors(tree)) - {"MH115", "MH118", "MH119", "MH121"}
    return load(tree)


def requirement(files: Files, name: str = "coe-29.1", *, judgements: bool = True) -> covering.Requirement:
    return covering.coverage(register_of(files), judgements=judgements).by_id[name]


def promise(files: Files, name: str = "coe-29.1") -> covering.Promise:
    return requirement(files, name).promise


UNLINKED = UNNAMED | measure(to="greta-r3-coordination", contribution="partial")
PART_DONE = measure(status="completed", contribution="partial")
FORMER: Files = {
    example.ARTICLE_FILE: example.ARTICLE.replace(
        "id: coe-29.1", "id: coe-29.1\n    former_ids: [coe-29.1.a, coe-29.1.b]"
    )
}


# The two values and what follows from them -------------------------------------------------------


@each(("law", "promised", "in_part", "partly", "outstanding", "expected"), CASES["classification"])
def test_the_classification_follows_from_law_and_promise(
    law: covering.LawValue | None,
    promised: covering.Promise,
    in_part: bool,
    partly: bool,
    outstanding: covering.Promise,
    expected: covering.Classification,
) -> None:
    """The whole table of the design; recommendations (no law) go by the promise alone."""
    found = covering.classify(law, promised, in_part=in_part, partly=partly, outstanding=outstanding)
    assert found == expected


@each(("extent", "contribution", "status", "gap", "in_hand"), CASES["gap"])
def test_a_gap_is_what_nothing_unfinished_promises_more_for(
    extent: str, contribution: str | None, status: str, gap: str | None, in_hand: bool
) -> None:
    """Unanswered is a major gap; partly covered, with nothing promised for the rest, a minor one."""
    linked = measure(status=status, contribution=contribution) if contribution else UNLINKED
    found = requirement(QUIET | linked | law(extent))
    assert (found.gap, found.in_hand) == (gap, in_hand)


@each(("outcome", "gap"), [("{decision: no_change}", "major"), ("{decision: pending}", None)])
def test_a_decision_to_change_nothing_promises_nothing_more(outcome: str, gap: str | None) -> None:
    """The assessment is shown, and the requirement is as open as before."""
    found = requirement(assessed(outcome) | law("none_found"))
    assert (found.promise, found.gap) == ("to_assess", gap)


def test_the_law_is_what_the_record_says_and_unread_without_one() -> None:
    """Not recorded is not the same as none found; recommendations have no law value."""
    for extent in ("none_found", "part", "full"):
        assert requirement(UNLINKED | QUIET | law(extent)).law == extent
    found = requirement(
        UNLINKED | QUIET | {example.LAW_FILE: example.LAW.replace("coe-29.1", "coe-29.2"), **TWO}
    )
    assert (found.law, found.classification) == ("unread", "unknown")
    assert requirement({}, "greta-r3-coordination").law is None


EXISTING = "existing: [{law: Loven, extent: full, judged_by: editorial, source: {document: strategy}}]\n"


@each(("number", "law"), [("29", "part"), ("30", "full")])
def test_law_in_an_article_of_format_1_counts_unless_a_file_of_its_own_replaces_it(
    number: str, law: str
) -> None:
    text = f"format: 1\n{example.ARTICLE}{EXISTING}".replace("29", number)
    files = QUIET | {f"data/obligations/coe/coe-{number}.yaml": text}
    assert requirement(files, f"coe-{number}.1").law == law


# Promises ----------------------------------------------------------------------------------------


@each(
    ("files", "expected"),
    [
        # Nobody speaks of it.
        (UNLINKED, "none"),
        # A measure that has not begun is a plan, and so is one that says nothing.
        (measure(status="not_reported"), "planned"),
        (measure(status="not_started"), "planned"),
        # What was given up counts as if it were not linked: it answers nothing and names nothing.
        (UNNAMED | measure(status="discontinued"), "none"),
        (UNNAMED | TWO | measure(to="coe-29", contribution=None, status="discontinued"), "none"),
        # Where a whole has only one requirement, it is clear which is meant.
        (measure(to="coe-29"), "planned"),
        # A file in the older format may carry a contribution on a link that only names.
        (UNNAMED | TWO | measure(to="coe-29", contribution="full"), "named"),
        # The strategy names the articles for a whole area: that answers none of them.
        (measure(basis="area", contribution=None), "named"),
        # Two alternatives that became one demand: old links still answer it.
        (FORMER | measure(to="coe-29.1.b"), "planned"),
        # What another measure adds to what is delivered may still go on, or be given up.
        (measure(status="completed") | measure(2, status="not_started"), "delivered"),
        (measure(status="completed") | measure(2, status="in_progress", contribution="partial"), "delivered"),
        (measure(status="completed") | measure(2, status="discontinued"), "delivered"),
    ],
)
def test_what_is_promised_follows_from_links_and_status(files: Files, expected: covering.Promise) -> None:
    """Only what names the requirement itself answers it."""
    assert promise(QUIET | files) == expected


@each(
    ("files", "value", "in_part", "classification"),
    [
        # The whole, once it is done.
        (measure(status="in_progress"), "under_way", False, "planned"),
        (measure(status="completed"), "delivered", False, "covered"),
        # Half is not whole: it is in part however far it has come, and two halves make no whole.
        (measure(status="not_started", contribution="partial"), "planned", True, "pending"),
        (measure(status="in_progress", contribution="partial"), "under_way", True, "pending"),
        (measure(status="completed", contribution="partial"), "under_way", True, "partly"),
        (PART_DONE | measure(2, status="completed", contribution="partial"), "under_way", True, "partly"),
        # A full plan beside a part under way: the whole is promised, and some of it has begun.
        (measure(status="in_progress", contribution="partial") | measure(2), "under_way", False, "planned"),
        # Assessed is not delivered, nor under way.
        (measure(status="not_started", contribution="assess"), "to_assess", False, "pending"),
        (measure(status="in_progress", contribution="assess"), "to_assess", False, "pending"),
        (measure(status="completed", contribution="assess"), "to_assess", False, "pending"),
    ],
)
def test_how_far_a_contribution_goes_decides_what_is_promised_and_covered(
    files: Files, value: str, in_part: bool, classification: str
) -> None:
    found = requirement(QUIET | files | law("none_found"))
    assert (found.promise, found.in_part, found.classification) == (value, in_part, classification)
    # Where nothing more is to come, what was promised is told as delivered.
    assert ("delivered" in promise_of(found).key) is (classification in ("covered", "partly"))


# An answer names the requirement -----------------------------------------------------------------


def test_a_link_to_several_requirements_only_names_them() -> None:
    """Whoever answers the article in general has answered none of its paragraphs."""
    files = QUIET | UNNAMED | TWO | measure(to="coe-29", contribution=None)
    for name in ("coe-29.1", "coe-29.2"):
        found = requirement(files, name)
        assert (found.promise, found.answers) == ("named", ())
        assert [mention.by for mention in found.named_by] == ["T01"]


def test_an_article_that_the_strategy_names_for_an_area_is_named() -> None:
    """Also without a link in any measure."""
    files = QUIET | measure(to="greta-r3-coordination")
    assert [mention.kind for mention in requirement(files).named_by] == ["focus_area"]


@each(("holder", "kind", "given"), CASES["principles and funding name and never answer"])
def test_principles_and_funding_name_and_never_answer(holder: str, kind: str, given: str) -> None:
    """Money and principles are no measures."""
    names = "names: [{obligation: coe-29.1, basis: strategy}], source: {document: strategy}"
    strategy = changed(str(UNNAMED[example.STRATEGY_FILE]), **{holder: f"[{{{given}, {names}}}]"})
    found = requirement(QUIET | UNLINKED | {example.STRATEGY_FILE: strategy})
    assert (found.promise, [mention.kind for mention in found.named_by]) == ("named", [kind])


# Tasks and assessments ---------------------------------------------------------------------------


@each(("first", "second", "by", "expected"), CASES["tasks"])
def test_a_link_that_names_tasks_follows_them(
    first: str, second: str, by: str, expected: covering.Promise
) -> None:
    """Where a link names the tasks that do it, their progress counts, else the measure's own."""
    given = tasks(f"status: {first}", f"status: {second}")
    text = changed(example.MEASURE, status="not_started", tasks=given, addresses=link(by=by))
    assert promise(QUIET | UNNAMED | {example.MEASURE_FILE: text}) == expected


ASSESSING = """
  - id: T01.1
    text: Vurdere en ordning.
    commitment: assess
    status: {status}
    outcome: {outcome}
    source: {{document: strategy}}
  - id: T01.2
    text: Innføre ordningen.
    commitment: establish
    status: {follow}
    source: {{document: strategy}}"""


def assessed(
    outcome: str, follow: str = "not_started", status: str = "completed", contribution: str = "assess"
) -> Files:
    tasks = ASSESSING.format(status=status, outcome=outcome, follow=follow)
    text = changed(example.MEASURE, tasks=tasks, addresses=link(contribution=contribution, by="[T01.1]"))
    return QUIET | {example.MEASURE_FILE: text}


CHANGE = "{decision: change, leads_to: [T01.2]}"


@each(
    ("files", "value", "in_part"),
    [
        # Also where it decided that nothing is to change: the demand is still not answered.
        (assessed("null"), "to_assess", False),
        (assessed("{decision: pending}"), "to_assess", False),
        (assessed("{decision: no_change}"), "to_assess", False),
        # Whatever the link claims: a task that only assesses promises no more.
        (assessed("{decision: no_change}", contribution="full"), "to_assess", False),
        (assessed("{decision: no_change}", contribution="partial"), "to_assess", False),
        # A decision to change hands over to the tasks it leads to, in part: nobody has said that they
        # are the whole answer.
        (assessed(CHANGE, "not_started"), "planned", True),
        (assessed(CHANGE, "in_progress"), "under_way", True),
        (assessed(CHANGE, "completed"), "under_way", True),
        # Tasks that were dropped leave nothing that carries the decision out.
        (assessed(CHANGE, "discontinued"), "to_assess", False),
    ],
)
def test_an_assessment_promises_what_it_decided(files: Files, value: str, in_part: bool) -> None:
    found = requirement(files)
    assert (found.promise, found.in_part) == (value, in_part)


@each(("outcome", "status", "value", "classification"), CASES["consider"])
def test_a_duty_to_consider_is_delivered_by_a_decided_assessment(
    outcome: str, status: str, value: str, classification: str
) -> None:
    """To consider is what it asks for: any decision will do, but there must be one."""
    article = {example.ARTICLE_FILE: example.ARTICLE.replace("force: shall", "force: shall_consider")}
    found = requirement(assessed(outcome, status=status) | article | law("none_found"))
    assert (found.promise, found.classification) == (value, classification)


# Our judgements ----------------------------------------------------------------------------------


def test_the_strategy_s_own_words_leave_out_links_that_we_drew() -> None:
    """The same requirement, counted both ways."""
    files = QUIET | UNNAMED | measure(basis="editorial")
    assert requirement(files).promise == "planned"
    assert requirement(files, judgements=False).promise == "none"


def test_the_strategy_s_own_words_have_no_law_value() -> None:
    """They only promise; also where a lawyer has confirmed the reading."""
    confirmed = str(law("full")[example.LAW_FILE]) + "    confirmed: {by: JD, date: 2026-02-01}\n"
    files = QUIET | UNLINKED | {example.LAW_FILE: confirmed}
    own = requirement(files, judgements=False)
    assert (own.law, own.law_record, requirement(files).law) == (None, None, "full")


def test_an_article_that_we_linked_to_a_recommendation_is_left_out_alone() -> None:
    """The articles that the recommendation itself names still count, wherever they stand in its list."""
    named = "[{id: coe-30, basis: editorial, note: Fordi.}, {id: coe-29.1, basis: source}]"
    files: Files = {
        **demand(articles=named),
        "data/obligations/coe/coe-30.yaml": example.ARTICLE.replace("29", "30"),
    }
    ours, own = (covering.coverage(register_of(files), judgements=flag).by_id for flag in (True, False))
    asked = ("greta-r3-coordination",)
    assert (ours["coe-30.1"].disputed_by, own["coe-30.1"].disputed_by) == (asked, ())
    assert (ours["coe-29.1"].disputed_by, own["coe-29.1"].disputed_by) == (asked, asked)


# Recommendations against it ----------------------------------------------------------------------


def disputing(assessments: str = "[]", article: str = "coe-29.1") -> Files:
    return demand(assessments=assessments, articles=f"[{{id: {article}, basis: source}}]")


OPEN = disputing()
CLOSED = disputing("[{by: GRETA, value: implemented, date: 2029-01, source: {document: strategy}}]")


@each("answer", [UNLINKED | law("full"), measure(status="completed")])
def test_what_is_covered_and_named_by_an_open_recommendation_is_marked(answer: Files) -> None:
    """It counts as covered; that the body asks for more is said beside it."""
    found = requirement(answer | OPEN)
    assert (found.classification, found.gap, found.disputed) == ("covered", None, True)
    assert found.disputed_by == ("greta-r3-coordination",)
    assert not requirement(answer | CLOSED).disputed
    assert not requirement(UNLINKED | law("part") | OPEN).disputed


def test_a_reference_to_a_whole_article_disputes_none_of_its_requirements() -> None:
    """Which of them is meant is not said."""
    files = TWO | UNLINKED | law("full") | disputing(article="coe-29")
    assert (requirement(files).law, requirement(files).disputed_by) == ("full", ())
    assert promise(files | measure(status="completed")) == "delivered"


def test_a_round_that_a_later_one_has_taken_up_disputes_no_more() -> None:
    """The later round speaks for itself."""
    files = rounds(("greta-r4", "greta-r3")) | UNLINKED | law("full") | OPEN
    assert requirement(files).law == "full"
    (path,) = (name for name in files if name.endswith("greta-r4-coordination.yaml"))
    files[path] = changed(str(files[path]), articles="[{id: coe-29.1, basis: source}]")
    assert requirement(files).disputed_by == ("greta-r4-coordination",)


@each(("verdicts", "still_open"), CASES["the latest verdict decides whether a recommendation is open"])
def test_the_latest_verdict_decides_whether_a_recommendation_is_open(
    verdicts: list[tuple[str, str]], still_open: bool
) -> None:
    """Verdicts count by their date, not by their order in the file."""
    items = ", ".join(
        f"{{by: GRETA, value: {said}, date: {date}, source: {{document: strategy}}}}"
        for said, date in verdicts
    )
    owner = register_of(disputing(f"[{items}]")).obligations["greta-r3-coordination"]
    assert isinstance(owner, Recommendation)
    assert owner.is_open is still_open


# What counts -------------------------------------------------------------------------------------


@each(("force", "bearer", "counts"), CASES["counts"])
def test_only_what_the_state_must_do_counts(force: str, bearer: str, counts: bool) -> None:
    """Options, savings and the duties of the monitoring body ask nothing of Norway."""
    text = example.ARTICLE.replace("force: shall", f"force: {force}").replace("state", bearer, 1)
    assert ("coe-29.1" in covering.coverage(register_of({example.ARTICLE_FILE: text})).by_id) is counts


@each("role", ["framework", "monitoring", "final"])
def test_only_articles_with_duties_count(role: str) -> None:
    """Definitions and final clauses are not met or unmet."""
    text = changed(example.ARTICLE, role=role)
    assert "coe-29.1" not in covering.coverage(register_of({example.ARTICLE_FILE: text})).by_id


def test_a_recommendation_counts_by_its_parts() -> None:
    """With parts each part is a demand, without them the recommendation is."""
    found = covering.coverage(register_of(IN_PARTS))
    assert [item.id for item in found.by_owner["greta-r3-coordination"]] == [
        "greta-r3-coordination.a",
        "greta-r3-coordination.b",
    ]
    assert found.counts["greta-r3"].total == 2


def test_the_counts_tell_how_many_have_each_value() -> None:
    """By classification, by law where there is any, and by promise."""
    counts = covering.coverage(register_of(UNLINKED | QUIET | law("part"))).counts
    found = {name: (one.total, one.classification, one.law, one.promise) for name, one in counts.items()}
    assert found == {
        "coe": (
            1,
            dict.fromkeys(covering.CLASSIFICATIONS, 0) | {"partly": 1},
            dict.fromkeys(covering.LAW_VALUES, 0) | {"part": 1},
            dict.fromkeys(covering.PROMISES, 0) | {"none": 1},
        ),
        "greta-r3": (
            1,
            dict.fromkeys(covering.CLASSIFICATIONS, 0) | {"pending": 1},
            {},
            dict.fromkeys(covering.PROMISES, 0) | {"planned": 1},
        ),
    }


# Restated and repeated demands -------------------------------------------------------------------


SUMMARY: Files = instrument("greta-sum") | demand(of="greta-sum", restates="[greta-r3-coordination]")


def test_a_restated_demand_counts_at_the_heaviest_level() -> None:
    """Where one wording is stronger, that is the demand."""
    found = covering.coverage(register_of(SUMMARY | demand(level="invites"))).by_id
    assert found["greta-r3-coordination"].counted_at == "greta-sum-coordination"
    assert found["greta-sum-coordination"].weight == 3


@each("wording", ["greta-r3-coordination", "greta-sum-coordination"])
def test_a_link_to_either_wording_answers_both(wording: str) -> None:
    """Whichever wording a measure names, the demand is answered."""
    files = QUIET | SUMMARY | measure(to=wording, status="in_progress")
    assert promise(files, "greta-r3-coordination") == "under_way"
    assert promise(files, "greta-sum-coordination") == "under_way"


def test_links_of_two_bases_to_one_demand_are_told_apart(mh: Mh, tmp_path: Path) -> None:
    """The strategy's own link is not ours, though the demand is counted once."""
    own, ours = link("greta-r3-coordination"), link("greta-sum-coordination", basis="editorial")
    both = example.measure(addresses=f"[{own[1:-1]}, {ours[1:-1]}]")
    shown = mh("show", "T01", "--lang", "en", cwd=laid_out(tmp_path, {**BASE, **SUMMARY, **both})).out
    assert "judgement" not in shown.partition("What the strategy promises")[0]
    found = re.split("itself refers to|have linked the measure to|Notes and sources", shown)[1:3]
    assert [re.findall("greta-(.*)-coordination", part) for part in found] == [["r3"], ["sum"]]


def test_a_restatement_of_nothing_is_counted_itself() -> None:
    """If the demand it restates cannot be read, the summary stands for itself."""
    files = QUIET | SUMMARY | {example.RECOMMENDATION_FILE: b"\xff"}
    assert covering.coverage(load(with_example(files))).by_id["greta-sum-coordination"].counts


def rounds(*repeats: tuple[str, str]) -> Files:
    """Later rounds that each repeat an earlier recommendation."""
    files = QUIET.copy()
    for name, earlier in repeats:
        files |= instrument(name) | demand(of=name, repeats=f"[{earlier}-coordination]")
    return files


PARTS = "\n  - {id: greta-r3-coordination.a, text: A.}\n  - {id: greta-r3-coordination.b, text: B.}"
IN_PARTS: Files = demand(parts=PARTS)
OF_A_PART = (
    "\n  - {id: greta-sum-coordination.a, text: A., restates: [greta-r3-coordination.b]}"
    "\n  - {id: greta-sum-coordination.b, text: C.}"
)


@each(
    ("files", "counted"),
    [
        # Two wordings are one demand, counted where it was first made; so is a circle of them.
        (QUIET | SUMMARY, {"r3-coordination"}),
        (SUMMARY | demand(restates="[greta-sum-coordination]"), {"r3-coordination"}),
        # Which part of a whole is restated is not said: both are counted, and a rule says so.
        (SUMMARY | IN_PARTS, {"r3-coordination.a", "r3-coordination.b", "sum-coordination"}),
        # Only the parts that say the same are counted once.
        (
            SUMMARY | IN_PARTS | demand(of="greta-sum", parts=OF_A_PART),
            {"r3-coordination.a", "r3-coordination.b", "sum-coordination.b"},
        ),
        # Asked three times, it is one demand, counted with the latest round.
        (rounds(("greta-r4", "greta-r3"), ("greta-r5", "greta-r4")), {"r5-coordination"}),
        # A circle of rounds is counted once around, and neither demand is lost.
        (
            rounds(("greta-r4", "greta-r5"), ("greta-r5", "greta-r4")),
            {"r3-coordination", "r4-coordination", "r5-coordination"},
        ),
    ],
)
def test_a_demand_counts_once_however_often_it_is_made(files: Files, counted: set[str]) -> None:
    found = [item.id for item in covering.coverage(register_of(files)).requirements if item.law is None]
    assert sorted(found) == sorted(f"greta-{name}" for name in counted)


def test_each_earlier_round_adds_weight() -> None:
    """What has been asked three times weighs more than what was asked once; a circle ends."""
    files = rounds(("greta-r4", "greta-r3"), ("greta-r5", "greta-r4"))
    found = covering.coverage(register_of(files)).by_id
    names = ("greta-r3-coordination", "greta-r4-coordination", "greta-r5-coordination")
    assert [found[name].rounds for name in names] == [1, 2, 3]
    assert [found[name].weight for name in names] == [3, 4, 5]
    assert {found[name].counted_at for name in names} == {"greta-r5-coordination"}
    circle = rounds(("greta-r4", "greta-r5"), ("greta-r5", "greta-r4"))
    assert covering.coverage(register_of(circle)).by_id["greta-r5-coordination"].rounds == 2


def test_an_answer_flows_from_the_later_demand_to_the_earlier_and_never_back() -> None:
    """Whoever answers what is asked now has answered what was asked then, but not the reverse."""
    files = rounds(("greta-r4", "greta-r3"))
    later = files | measure(to="greta-r4-coordination")
    assert promise(later, "greta-r3-coordination") == "planned"
    earlier = files | measure(to="greta-r3-coordination")
    assert promise(earlier, "greta-r3-coordination") == "planned"
    assert promise(earlier, "greta-r4-coordination") == "none"


def test_the_level_or_the_force_decides_the_weight() -> None:
    """How urgently a body speaks; where no source says so, nothing is assumed."""
    for level, weight in (("urges", 3), ("invites", 1), ("null", 0)):
        assert requirement(demand(level=level), "greta-r3-coordination").weight == weight
    for force, weight in (("shall", 3), ("shall_qualified", 2), ("shall_consider", 1)):
        text = example.ARTICLE.replace("force: shall", f"force: {force}")
        assert requirement({example.ARTICLE_FILE: text}).weight == weight
