"""Who has reported and who is silent; what each side says, and where they disagree; drafts."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import example
from example import changed, measure, periods, year
from menneskehandel_cli.register import load
from menneskehandel_cli.register.assessments import latest_assessments
from menneskehandel_cli.register.reporting import asked
from menneskehandel_cli.reports.promised import Heard, promised_view
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.rules.example import BASE, with_example
from support import Files, Mh, each, found_in, golden, laid_out

ACTORS_FILE = "strategy/actors.yaml"
DAY_AFTER = date(2027, 2, 2)
LINKS = "addresses: [{obligation: coe-29, basis: area, contribution: partial}]\n"


SHARED: Files = {
    **measure(responsible="[JD, AID]", lead="JD"),
    "data/measures/02-opplaring.yaml": changed(
        example.MEASURE.replace("T01", "T02"), responsible="[AID]", tasks="[]", addresses=LINKS[11:].strip()
    ),
}
"""Two measures: T01 of JD and AID, T02 of AID alone."""

DUE: Files = periods(year(2026, "due: 2027-02-01"))
RAPPORTEUR: Files = {
    ACTORS_FILE: str(BASE[ACTORS_FILE])
    + "  - {id: NIM, name: NIM, kind: rapporteur, source: {document: strategy}}\n"
}


def report(actor: str = "JD", *measures: str, year: int = 2026, **changes: str) -> Files:
    """A report, approved unless ``changes`` say otherwise."""
    told = "".join(f"\n  - {{measure: {name}, status: in_progress}}" for name in measures)
    text = (
        f"year: {year}\nactor: {actor}\nkind: self\napproved: {{by: {actor}, date: {year + 1}-01-25}}\n"
        f"measures:{told or ' []'}\n"
    )
    return {f"data/reports/{year}/{actor}.yaml": changed(text, **changes)}


def found(files: Files, day: date = DAY_AFTER) -> list[Finding]:
    return found_in(with_example(files), day)


def silent(files: Files, day: date = DAY_AFTER) -> set[tuple[str, str, str]]:
    """Who is silent, on which measure, for which year."""
    return {
        (str(params["actor"]), str(params["name"]), str(params["year"]))
        for finding in found(files, day)
        if finding.rule.code == "MH302"
        for params in [finding.diagnostic.params]
    }


EVERYBODY = {("JD", "T01", "2026"), ("AID", "T01", "2026"), ("AID", "T02", "2026")}


# Silence -----------------------------------------------------------------------------------------


@each(
    ("due", "day", "late"),
    [
        ("due: 2027-02-01", date(2026, 12, 31), False),
        ("due: 2027-02-01", date(2027, 2, 1), False),  # on the day itself there is still time
        ("due: 2027-02-01", date(2027, 2, 2), True),
        ("due: 2027-02", date(2027, 2, 28), False),  # a month has passed when it is over
        ("due: 2027-02", date(2027, 3, 1), True),
        ("due: null", date(2099, 1, 1), False),  # the strategy sets none, and none is made up
        ("", date(2099, 1, 1), False),
    ],
)
def test_after_the_day_each_ministry_is_silent_on_each_of_its_measures(
    due: str, day: date, late: bool
) -> None:
    """A shared measure needs a report from every one of its ministries."""
    assert silent({**SHARED, **periods(year(2026, due))}, day) == (EVERYBODY if late else set())
    assert silent(SHARED, date(2099, 1, 1)) == set()


def test_a_report_on_no_measure_is_handed_in_if_it_is_approved() -> None:
    """Nobody is told that a ministry has sent nothing when it has."""
    for handed_in, n in ((report("JD"), 1), (report("JD", approved="null"), 0)):
        register = load(with_example({**SHARED, **DUE, **handed_in}))
        assert promised_view(register, DAY_AFTER).heard == Heard("2026", n, 2, 2)
        assert asked(register, "2026") == ["JD", "AID"][n:]


def test_a_responsible_rapporteur_is_asked_and_one_that_closed_its_reporting_is_not() -> None:
    """Workbooks, letters and counts have the same bodies; that one owes no report is another matter."""
    files = RAPPORTEUR | measure(responsible="[JD, NIM]", lead="JD") | DUE
    for beside, left in (({}, ["JD", "NIM"]), (report("JD", year=2025, measures=CLOSING), ["NIM"])):
        register = load(with_example(files | beside))
        assert asked(register, "2026") == left
        assert promised_view(register, DAY_AFTER).heard == Heard("2026", 0, 2, 1)


def test_bodies_that_report_are_called_ministries_only_where_all_are(mh: Mh, tmp_path: Path) -> None:
    """The police and other bodies are counted too, and called what they are."""
    actors = str(BASE[ACTORS_FILE])
    files = {**BASE, **SHARED, **DUE}
    for kind, said in (("ministry", "the two ministries"), ("agency", "the two reporting bodies")):
        old = "name: Arbeidsdepartementet, kind: ministry"
        named = actors.replace(old, f"name: Etaten, kind: {kind}")
        root = laid_out(tmp_path, files | {ACTORS_FILE: named})
        assert said in " ".join(mh("status", "--lang", "en", cwd=root).out.split())


SECOND_FILE = {"data/reports/2026/AID-mer.yaml": "".join(map(str, report("AID", "T02").values()))}
CLOSING = "\n  - {measure: T01, status: completed, reporting_closed: {closed: true, reason: Ferdig.}}"


@each(
    ("files", "told"),
    [
        # On what it tells of and for its own ministry, in how many files so ever.
        (report("AID", "T02"), {("AID", "T02", "2026")}),
        (report("JD", "T01"), {("JD", "T01", "2026")}),
        (report("JD", "T01") | report("AID", "T01", "T02"), EVERYBODY),
        (report("AID", "T01") | SECOND_FILE, {("AID", "T01", "2026"), ("AID", "T02", "2026")}),
        # A draft has not been given; what others say is not the ministry's; each year has its own.
        (report("JD", "T01", approved="null"), set()),
        (report("JD", "T01", kind="independent"), set()),
        (report("JD", "T01", kind="evaluation"), set()),
        (report("JD", "T01", year=2025), set()),
        # Once the reporting was closed, with its reason, later years ask for nothing.
        (report("JD", year=2025, measures=CLOSING), {("JD", "T01", "2026")}),
    ],
)
def test_an_approved_report_ends_the_silence_on_what_it_tells_of(
    files: Files, told: set[tuple[str, str, str]]
) -> None:
    assert silent(SHARED | DUE | files) == EVERYBODY - told


def test_each_year_has_a_silence_of_its_own() -> None:
    """Last year's report answers for last year."""
    both = periods(year(2025, "due: 2026-02-01"), year(2026, "due: 2027-02-01"))
    before = {(actor, name, "2025") for actor, name, _ in EVERYBODY}
    told = silent({**SHARED, **both, **report("JD", "T01", year=2025)})
    assert told == EVERYBODY | before - {("JD", "T01", "2025")}


@each(
    ("files", "late"),
    [
        (SHARED | measure(responsible="[JD, AID]", lead="JD", partners="[NIM, GRETA]"), {"JD", "AID"}),
        (measure(responsible="[JD, NIM]", lead="JD"), {"JD"}),  # also where a measure is its own
    ],
)
def test_independent_bodies_owe_nobody_a_report(files: Files, late: set[str]) -> None:
    """The rapporteur, the treaty body and the partners are never silent."""
    assert {actor for actor, _, _ in silent(DUE | RAPPORTEUR | files)} == late


def test_the_finding_says_not_recorded_and_points_at_the_ministry() -> None:
    """Recorded is not the same as happened: the words do not claim that nothing was sent."""
    files = SHARED | DUE
    (finding,) = [
        item
        for item in found(files)
        if item.rule.code == "MH302" and item.diagnostic.params["name"] == "T01"
        if item.diagnostic.params["actor"] == "AID"
    ]
    assert "Det er ikke registrert noen godkjent rapport fra AID" in finding.message("nb")
    assert "is recorded here" in finding.message("en")
    line = str(files[finding.path]).splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == "AID"


def with_due(root: Path, day: str) -> Path:
    file = root / example.STRATEGY_FILE
    text = file.read_text(encoding="utf-8")
    assert "due: null, closes: null" in text
    file.write_text(text.replace("due: null, closes: null", f"due: {day}", 1), encoding="utf-8")
    return root


def test_silent_ministries_stand_among_the_gaps(mh: Mh, fjellheim: Path) -> None:
    """``mh gaps`` names each, and says that only the silent one could act."""
    with_due(fjellheim, "2027-02-01")
    asked = ("gaps", "--as-of", "2027-03-01", "--format", "json")
    told: list[dict[str, Any]] = mh(*asked, cwd=fjellheim).json["gaps"]
    mine = {(gap["subject"], *gap["who"]) for gap in told if gap["code"] == "MH302"}
    owners = {
        (record["id"], actor)
        for path in (fjellheim / "data/measures").glob("*.yaml")
        for record in [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
        for actor in record["responsible"]
    }
    assert mine == owners
    only = mh(*asked, "--ministry", "RD", cwd=fjellheim).json["gaps"]
    assert {gap["subject"] for gap in only if gap["code"] == "MH302"} == {
        subject for subject, actor in owners if actor == "RD"
    }


# Voices ------------------------------------------------------------------------------------------

SUBJECT = "greta-r3-coordination"


def assessed(*verdicts: tuple[str, str]) -> Files:
    """The recommendation with GRETA's verdicts, each with its day."""
    items = ", ".join(
        f"{{by: GRETA, value: {value}, date: {day}, source: {{document: strategy}}}}"
        for value, day in verdicts
    )
    return {example.RECOMMENDATION_FILE: changed(example.RECOMMENDATION, assessments=f"[{items}]")}


def says(
    actor: str, verdict: str, day: str, *, kind: str = "self", year: int = 2026, approved: bool = True
) -> Files:
    """A report with one statement on the recommendation."""
    finding = f"\n  - {{subject: {SUBJECT}, assessment: {verdict}, text: Slik ser vi det.}}"
    changes = {"kind": kind, "submitted": day, "findings": finding}
    if not approved:
        changes["approved"] = "null"
    return report(actor, year=year, **changes)


def heard(files: Files) -> dict[str, tuple[str, str, str]]:
    """What each side last said: by whom, when, what."""
    said = latest_assessments(load(with_example(files))).get(SUBJECT, ())
    return {assessment.side: (assessment.by, assessment.date, assessment.verdict) for assessment in said}


def disagreements(files: Files) -> list[Finding]:
    return [finding for finding in found(files) if finding.rule.code == "MH206"]


def test_each_side_has_its_own_voice() -> None:
    """The ministry, the rapporteur, the evaluator and the treaty body, in that order."""
    files = (
        RAPPORTEUR
        | assessed(("partly", "2024-06"))
        | says("JD", "implemented", "2027-01-10")
        | says("NIM", "not_implemented", "2027-01-11", kind="independent")
        | says("AID", "partly", "2027-01-12", kind="evaluation")
    )
    assert list(heard(files).items()) == [
        ("ministry", ("JD", "2027-01-10", "implemented")),
        ("rapporteur", ("NIM", "2027-01-11", "not_implemented")),
        ("evaluator", ("AID", "2027-01-12", "partly")),
        ("treaty_body", ("GRETA", "2024-06", "partly")),
    ]


@each("swapped", [False, True])
def test_the_latest_statement_of_a_side_counts(swapped: bool) -> None:
    """By its date, wherever it stands."""
    verdicts = [("not_implemented", "2017-06"), ("partly", "2022-06")]
    files = assessed(*(reversed(verdicts) if swapped else verdicts))
    assert heard(files)["treaty_body"] == ("GRETA", "2022-06", "partly")


def test_a_ministrys_later_report_replaces_its_earlier_one() -> None:
    """What it said last year is history."""
    files = says("JD", "not_implemented", "2026-01-10", year=2025) | says("JD", "implemented", "2027-01-10")
    assert heard(files)["ministry"] == ("JD", "2027-01-10", "implemented")


def test_a_draft_is_nobodys_voice() -> None:
    """It has not been said."""
    files = assessed(("partly", "2024-06")) | says("JD", "implemented", "2027-01-10", approved=False)
    assert set(heard(files)) == {"treaty_body"}


@each(
    "files",
    [
        assessed(("partly", "2024-06")) | says("JD", "partly", "2027-01-10"),  # they agree
        assessed(("partly", "2024-06")) | says("JD", "implemented", "2027-01-10", approved=False),
        # A side that comes round ends it: only the latest statements are compared.
        assessed(("partly", "2024-06"), ("implemented", "2027-01-20"))
        | says("JD", "implemented", "2027-01-10"),
        # GRETA may change its mind from round to round.
        assessed(("not_implemented", "2017"), ("partly", "2022")),
    ],
)
def test_what_is_no_disagreement(files: Files) -> None:
    assert disagreements(files) == []


def test_two_sides_that_differ_are_told() -> None:
    """Both are named with what they said, in words; nothing is merged."""
    files = assessed(("partly", "2024-06")) | says("JD", "implemented", "2027-01-10")
    (finding,) = disagreements(files)
    assert finding.severity == "note"
    assert "JD: implemented" in finding.message("en")
    assert "GRETA: partly implemented" in finding.message("en")


def test_disagreement_may_concern_an_article() -> None:
    """A rapporteur speaks on the convention too."""
    subject = says("JD", "implemented", "2027-01-10") | says(
        "NIM", "not_implemented", "2027-01-11", kind="independent"
    )
    files = RAPPORTEUR | {path: str(text).replace(SUBJECT, "coe-29") for path, text in subject.items()}
    (finding,) = disagreements(files)
    assert finding.diagnostic.subject == "coe-29"
    assert finding.path == "data/obligations/coe/coe-29.yaml"


# Reports against measures ------------------------------------------------------------------------


def test_a_report_and_the_coordinators_status_may_differ_and_neither_is_changed() -> None:
    """Both are shown (MH310); the measure keeps the coordinator's status."""
    files = report("JD", "T01", measures="\n  - {measure: T01, status: completed}")
    assert "MH310" in {finding.rule.code for finding in found(files)}
    (kept,) = load(with_example(files)).measures
    assert kept.status == "in_progress"


def test_only_the_latest_report_is_held_against_the_status() -> None:
    """A contradiction that was cleared up is not told for ever."""
    old = report("JD", year=2025, measures="\n  - {measure: T01, status: completed}")
    assert "MH310" in {finding.rule.code for finding in found(old)}
    assert "MH310" not in {finding.rule.code for finding in found(old | report("JD", "T01"))}


@each(
    ("path", "told"),
    [
        ("data/reports/2024/JD.yaml", True),
        ("data/reports/2025/JD-mer.yaml", True),
        ("data/reports/2026/JD.yaml", False),
        ("data/reports/2026/JD-mer.yaml", False),
        ("data/reports/2026/AID.yaml", True),
        ("data/measures/02-annet.yaml", True),
    ],
)
def test_a_later_report_that_cannot_be_read_may_have_cleared_it_up(path: str, told: bool) -> None:
    files = report("JD", year=2025, measures="\n  - {measure: T01, status: completed}")
    assert ("MH310" in [finding.rule.code for finding in found({**files, path: "year: [\n"})]) == told


# Drafts ------------------------------------------------------------------------------------------

NEW = ("new", "report", "--year", "2026", "--actor")


def draft(mh: Mh, root: Path, actor: str = "OD", year: int = 2026) -> str:
    answer = mh("new", "report", "--year", str(year), "--actor", actor, cwd=root)
    assert answer.code == 0
    return (root / f"data/reports/{year}/{actor}.yaml").read_text(encoding="utf-8")


def test_a_draft_letter_for_letter(mh: Mh, fjellheim: Path) -> None:
    """What an adviser opens."""
    golden("new-report.yaml", draft(mh, fjellheim))


def test_a_draft_is_written_where_it_belongs_and_told(mh: Mh, fjellheim: Path) -> None:
    """stdout stays empty; stderr says which file and what to do."""
    answer = mh(*NEW, "OD", cwd=fjellheim)
    assert (answer.code, answer.out) == (0, "")
    assert "data/reports/2026/OD.yaml" in answer.err
    assert "approved" in answer.err
    assert [path.name for path in (fjellheim / "data/reports/2026").iterdir()] == ["OD.yaml"]


def test_a_draft_lists_every_measure_of_the_actor_with_its_goals(mh: Mh, fjellheim: Path) -> None:
    """Nobody has to look up what to report on; shared goals are there too."""
    text = draft(mh, fjellheim, "RD")
    listed = [item["measure"] for item in yaml.load(text, Loader=yaml.CSafeLoader)["measures"]]
    assert listed == ["T01", "T12", "T13"]
    for goal in ("T01.G1", "T12.G1", "FA2.G1"):
        assert f"#   {goal}: " in text
    for words in ("Opprette et samordningsråd", "Rådet møtes hvert kvartal.", "Ingen ofre blir straffet."):
        assert f"# {words}\n" in text


def test_a_draft_is_valid_and_counts_for_nobody(mh: Mh, fjellheim: Path) -> None:
    """Untouched it breaks no rule, changes no figure and ends no silence."""
    with_due(fjellheim, "2027-02-01")
    asked = ("check", "--as-of", "2027-03-01", "--format", "json")
    before = mh(*asked, cwd=fjellheim).json
    draft(mh, fjellheim)
    after = mh(*asked, cwd=fjellheim).json
    assert after == before
    assert "MH302" in {item["code"] for item in after["diagnostics"]}


def test_a_draft_filled_in_is_valid_and_counts(mh: Mh, fjellheim: Path) -> None:
    """With the comments of the form taken away and approved, it ends the silence of its ministry."""
    with_due(fjellheim, "2027-02-01")
    text = draft(mh, fjellheim)
    filled = re.sub(r"(?m)^(    )?# ?(submitted|approved|done|goal_attainment|obstacles|next)", r"\1\2", text)
    filled = re.sub(r"(?m)^    #   (nb: |(?:T|FA)\d)", r"      \1", filled)
    filled = filled.replace("not_reported", "in_progress").replace("2026-12-31", "2027-01-20")
    assert "# done" not in filled
    laid_out(fjellheim, {"data/reports/2026/OD.yaml": filled})
    answer = mh("check", "--as-of", "2027-03-01", "--format", "json", cwd=fjellheim).json
    assert answer["summary"]["error"] == 0
    assert "MH307" not in {item["code"] for item in answer["diagnostics"]}
    late = [item["message"] for item in answer["diagnostics"] if item["code"] == "MH302"]
    assert late
    assert all(" fra RD om " in message for message in late)


def test_a_draft_recalls_what_was_said_last_year(mh: Mh, fjellheim: Path) -> None:
    """As comments, from the latest approved report of the same actor, and no draft's words."""
    told = (
        "year: {year}\nactor: {actor}\nkind: self\n{approved}measures:\n"
        "  - {{measure: T12, status: in_progress, done: '{done}', next: Flere senger.}}\n"
    )
    approved = "approved: {by: OD, date: 2027-01-20}\n"
    for year, actor, done, seal in (
        (2025, "OD", "Mottaket er planlagt.", approved),
        (2026, "OD", "Mottaket er åpnet.\n\n    Det har åtte senger.", approved),
        (2027, "OD", "Dette er et utkast.", ""),
        (2026, "RD", "Dette sier et annet departement.", approved),
    ):
        text = told.format(year=year, actor=actor, done=done, approved=seal)
        laid_out(fjellheim, {f"data/reports/{year}/{actor}.yaml": text})
    text = draft(mh, fjellheim, year=2028)
    assert "    # I rapporten for 2026: in_progress (igangsatt)\n" in text
    assert "    #   Mottaket er åpnet. Det har åtte senger.\n" in text
    assert "    #   Flere senger.\n" in text
    for other in ("planlagt.", "utkast.", "annet departement"):
        assert other not in text.split("measures:")[1]


def test_a_draft_never_overwrites(mh: Mh, fjellheim: Path) -> None:
    """What somebody has written stays to the letter."""
    laid_out(fjellheim, {"data/reports/2026/OD.yaml": "# mitt\n"})
    answer = mh(*NEW, "OD", cwd=fjellheim)
    assert (answer.code, answer.out) == (2, "")
    assert "data/reports/2026/OD.yaml" in answer.err
    assert (fjellheim / "data/reports/2026/OD.yaml").read_text(encoding="utf-8") == "# mitt\n"


@pytest.mark.parametrize("actor", ["XYZZY", "GRETA", "../RD"])
def test_a_draft_for_nobody_responsible_is_wrong_use(mh: Mh, fjellheim: Path, actor: str) -> None:
    """Those who answer for no measure or task have nothing to report; nothing is written."""
    answer = mh(*NEW, actor, cwd=fjellheim)
    assert (answer.code, answer.out) == (2, "")
    assert actor in answer.err
    assert not (fjellheim / "data/reports").exists()


def test_the_actor_is_found_without_regard_to_capitals(mh: Mh, fjellheim: Path) -> None:
    """The file bears the id as the strategy writes it."""
    assert mh(*NEW, "od", cwd=fjellheim).code == 0
    assert (fjellheim / "data/reports/2026/OD.yaml").exists()


@pytest.mark.parametrize("year", ["20266", "-5", "0"])
def test_a_year_that_no_report_can_have_is_wrong_use(mh: Mh, fjellheim: Path, year: str) -> None:
    """A slip of the finger makes no file that every check complains about."""
    answer = mh("new", "report", "--year", year, "--actor", "OD", cwd=fjellheim)
    assert answer.code == 2
    assert not (fjellheim / "data/reports").exists()


def test_reports_are_listed_with_drafts_marked(mh: Mh, fjellheim: Path) -> None:
    """Whoever coordinates sees what has come in and what only lies there."""
    draft(mh, fjellheim)
    approved = "submitted: 2027-01-20\napproved: {by: RD, date: 2027-01-21}\n"
    handed_in = f"year: 2026\nactor: RD\nkind: self\n{approved}"
    laid_out(fjellheim, {"data/reports/2026/RD.yaml": handed_in})
    out = mh("list", "reports", "--lang", "en", cwd=fjellheim).out
    lines = {line.split()[1]: line for line in out.splitlines() if line.startswith("  2026")}
    assert "draft" in lines["OD"]
    assert "draft" not in lines["RD"]
    assert "2 reports" in out


PUNISHED = "greta-r3-non-punishment"


def test_a_reply_from_before_a_recommendation_is_no_answer_to_it(mh: Mh, real_copy: Path) -> None:
    """What Norway answered in 2020 is told of the round, and not of what GRETA asked for in 2022."""
    asked = {name: mh("show", name, "--lang", "en", cwd=real_copy).out for name in ("greta-r3", PUNISHED)}
    assert [name for name, said in asked.items() if "15 September 2020" in said] == ["greta-r3"]
