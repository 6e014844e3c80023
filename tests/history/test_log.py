"""``mh log`` and ``mh diff``: which events are told, in which form, and what is bookkeeping."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import cases
import example
from example import ARTICLE, ARTICLE_FILE, LAW, LAW_FILE, MEASURE_FILE, STRATEGY_FILE, changed, measure
from menneskehandel_cli.history.events import KINDS, TOPICS
from menneskehandel_cli.history.facts import held_apart
from menneskehandel_cli.language import LANGS, has
from menneskehandel_cli.models import FILES, Model
from repositories import Repo, Step, build, complaint, depot, events, git
from support import Mh, each, golden

CASES: dict[str, Any] = cases.listed("log")

SECOND = "data/measures/02-opplaring.yaml"
TWO = """\
id: T02
title: {nb: Lære opp dem som møter ofre, en: Train those who meet victims}
focus_area: 2
responsible: [AID]
source: {document: strategy, section: Tiltak 2}
goals:
  - {id: T02.G1, text: {nb: Alle kjenner tegnene., en: Everybody knows the signs.}}
tasks:
  - id: T02.1
    text: {nb: Lage et kurs., en: Make a course.}
    commitment: establish
    owners: [AID]
    due: 2026-06
    source: {document: strategy}
"""
REPORT_FILE = "data/reports/2026/AID.yaml"
REPORT = """\
year: 2026
actor: AID
kind: self
measures:
  - {measure: T02, status: in_progress}
"""
AREA = """\
  - number: 2
    title: {nb: Opplæring, en: Training}
    goal: {nb: Alle vet nok., en: Everybody knows enough.}
    goal_source: {document: strategy}
"""
ACCEPTED = "[{rule: MH309, reason: Budsjettet er ikke klart., decided_by: AID, date: 2026-04-01}]"
FIRST = {
    STRATEGY_FILE: example.STRATEGY.replace("reporting:\n", f"{AREA}reporting:\n")
    + "history: {baseline: 2025-12-31}\n"
}


def two(**changes: str) -> dict[str, str]:
    """The second measure with some keys changed."""
    return {SECOND: changed(TWO, **changes)}


def later(text: str, due: str) -> dict[str, str]:
    """The second measure with its deadline moved."""
    return {SECOND: text.replace("due: 2026-06", f"due: {due}")}


DONE = """
  - id: T02.1
    text: {nb: Lage et kurs., en: Make a course.}
    commitment: establish
    owners: [AID]
    status: completed
    completed: 2026-08-20
    due: 2027-01-31
    source: {document: strategy}"""

LIFE = [
    Step("2025-10-01", {**FIRST, SECOND: TWO}, "Fører inn strategien"),
    Step("2025-11-01", measure(title="Samordne alt arbeid"), "Retter tittel", "Per Hansen"),
    Step("2026-02-03", later(TWO, "2026-10"), "Ny frist for kurset", "Anne Åsen"),
    Step("2026-03-01", measure(title="Samordne arbeidet"), "Skrivefeil", trailer="Correction: yes"),
    Step("2026-03-20", {SECOND: "id: [\n"}, "Uhell"),
    Step("2026-04-02", later(changed(TWO, accepted=ACCEPTED), "2027-01-31"), "Utsetter kurset", "Anne Åsen"),
    Step(
        "2026-05-01",
        measure(responsible="[JD, AID]", addresses="[]"),
        "Forslag",
        "Ola (script)Berg",
        branch="forslag",
    ),
    Step("2026-05-20", {REPORT_FILE: REPORT}, "Rapport fra AID"),
    Step("2026-06-01", {}, "Fletter inn forslaget", merge="forslag"),
    Step(
        "2026-09-01",
        {
            SECOND: changed(TWO, tasks=DONE, status="completed", accepted=ACCEPTED),
            REPORT_FILE: f"{REPORT}approved: {{by: AID, date: 2026-08-25}}\n",
        },
        "Kurset er holdt, rapporten godkjent",
    ),
]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A year in the life of a small strategy: entered, moved, corrected, broken, merged, reported."""
    return build(tmp_path_factory.mktemp("liv") / "depot", LIFE)


def settled(text: str, repo: Repo) -> str:
    """A text in which each commit is called by its place in history, and no longer by its hash."""
    for place, commit in enumerate(repo.commits, 1):
        text = text.replace(commit, f"{place:040}").replace(commit[:10], f"{place:010}")
    assert not re.search(r"\b[0-9a-f]*[a-f][0-9a-f]{6,}\b", text)
    return text


# What people read --------------------------------------------------------------------------------


@each("lang", ["nb", "en"])
def test_what_is_shown(mh: Mh, life: Repo, lang: str) -> None:
    """The log by commit, with bookkeeping in a line each below, and broken files at the end.

    The difference by record, with its title, and how much it is in all. Both also as a page: as a
    comment on a pull request.
    """
    for command in (("log",), ("diff", life.commits[0], "HEAD")):
        for form, ending in (("text", "txt"), ("markdown", "md")):
            answer = mh(*command, "--format", form, "--lang", lang, cwd=life.root)
            assert (answer.code, answer.err) == (0, "")
            assert form != "text" or all(len(line) <= 100 for line in answer.out.splitlines())
            golden(f"{command[0]}-{lang}.{ending}", settled(answer.out, life))


def test_the_answer_can_go_to_a_file(mh: Mh, life: Repo, tmp_path: Path) -> None:
    """What ``--output`` holds is what would have been printed, without colour."""
    for command in (
        ("log",),
        ("log", "--format", "json"),
        ("diff", "HEAD~1"),
        ("diff", "HEAD~1", "--format", "md"),
    ):
        shown = mh(*command, cwd=life.root)
        colour = {"FORCE_COLOR": "1"}
        written = mh(*command, "--output", str(tmp_path / "ut"), cwd=life.root, env=colour)
        assert (written.code, written.out) == (0, "")
        assert (tmp_path / "ut").read_text(encoding="utf-8") == shown.out


def test_every_kind_of_event_has_words_and_a_topic() -> None:
    """No key of the word list reaches a reader, and each can be found by a word."""
    assert [kind for kind in KINDS if not has(f"event_kind.{kind}")] == []
    assert {kind for several in TOPICS.values() for kind in several} == set(KINDS)


def told_fields(model: type[Model]) -> Iterator[str]:
    """The fields of a kind of record, and of its parts, that a log may say have changed."""
    for field, info in model.model_fields.items():
        if field in ("addresses", "relations", "accepted"):
            continue  # Told by what they reach, in events of their own kinds.
        if held_apart(model, field):
            parts = [part for part in get_args(info.annotation) if isinstance(part, type)]
            yield from (name for part in parts if issubclass(part, Model) for name in told_fields(part))
        elif field not in ("id", "format"):
            yield info.alias or field


@each("model", FILES.values())
def test_every_field_has_a_name_in_words(model: type[Model]) -> None:
    """What a key is called in the files is for those who write them."""
    assert [field for field in told_fields(model) if not has(f"changed.{field}")] == []


MISSING = "Loven sier ikke hvem som skal samordne."


@pytest.fixture
def law(tmp_path: Path) -> Repo:
    """Law that is read, read anew and confirmed, and a reservation that is taken back."""
    party, reserved = "data/law/coe/_party.yaml", "format: 2\nid: party-coe\ninstrument: coe\n"
    taken_back = "reservations: [{provision: coe-29.1, text: Ikke her., source: {document: strategy}}]\n"
    more = "  - {requirement: coe-29.2, extent: unread, judged: {by: editorial}}\n"
    full = LAW.replace("extent: part", "extent: full").replace(f"    missing: {MISSING}\n", "")
    full = full.replace("2026-01-20}", "2026-03-01}\n    confirmed: {by: JD, date: 2026-03-05}")
    return depot(
        tmp_path,
        {LAW_FILE: None},
        {LAW_FILE: LAW, party: reserved + taken_back},
        {LAW_FILE: full + more},
        {party: reserved},
    )


def test_law_is_told_in_words(mh: Mh, law: Repo) -> None:
    """What changed of which requirement, how far the law covers it, and when that was judged."""
    subject = "Lovlesningen for coe-29.1"
    # What goes on below an event stands further in.
    said = re.sub(r"\n {3,}", " ", mh("log", "--since", "2026-02-01", cwd=law.root).out)
    assert [line.strip(" ·") for line in said.splitlines() if line.startswith("  ")] == [
        "Lovlesningen for coe-29 er lagt til",
        "party-coe er lagt til",
        f"{subject} er endret: bekreftelsen av lesningen (dato: 5. mars 2026)",
        (f"{subject}: gjeldende rett er vurdert på nytt, fra «delvis» til «fullt ut» (dato: 1. mars 2026)"),
        f"{subject} er endret: hvem som har vurdert loven, og når",
        f"{subject} er endret: det som mangler i loven",
        "Lovlesningen for coe-29.2 er lagt til: gjeldende rett: ikke vurdert",
        "party-coe/coe-29.1 er fjernet: Ikke her.",
    ]


@pytest.mark.parametrize("asked", ["coe-29", "coe-29.1"])
def test_law_is_told_of_the_article_it_is_held_against(mh: Mh, law: Repo, asked: str) -> None:
    """Who asks for an article or a requirement is told of the law on it."""
    told = mh("log", asked, "--kind", "extent_changed", "--format", "json", cwd=law.root).json["events"]
    assert [event["subject"] for event in told] == ["law-coe-29/coe-29.1"]


def test_law_that_moved_out_of_its_article_has_not_changed(mh: Mh, tmp_path: Path) -> None:
    """In the older format an article held it; the commit that moves it tells nothing of it."""
    existing = f"""\
existing:
  - law: Arbeidet skal samordnes.
    extent: part
    provisions: [coe-29.1]
    source: {{document: strategy, section: § 1}}
    judged_by: editorial
    note: {MISSING}
"""
    old = {ARTICLE_FILE: ARTICLE.replace("format: 2\n", "") + existing, LAW_FILE: None}
    law = LAW.replace(", date: 2026-01-20", "").replace(", read: 2026-01-15", "")
    made = depot(tmp_path, old, {ARTICLE_FILE: ARTICLE, LAW_FILE: law})
    found = events(mh, made)
    assert ("law_added", "law-coe-29") in [(event["kind"], event["subject"]) for event in found]
    assert [event for event in found if event["commit"] == made.commits[1]] == []
    assert mh("diff", "HEAD~1", "HEAD", "--format", "json", cwd=made.root).json["events"] == []


def test_a_link_that_only_names_is_told_without_how_far_it_answers(mh: Mh, tmp_path: Path) -> None:
    """Whose it is stands there all the same."""
    area = measure(addresses="[{obligation: coe-29, basis: area}]")
    made = depot(tmp_path, measure(addresses="[]"), area)
    lines = mh("log", cwd=made.root, columns=200).out.splitlines()
    assert [line.strip(" ·") for line in lines if "kobling" in line] == [
        "T01: kobling til coe-29 er lagt til (strategien nevner temaet under innsatsområdet)"
    ]


def test_a_text_that_changed_in_another_language_alone_is_not_reworded(mh: Mh, tmp_path: Path) -> None:
    """The text in the strategy's own language is as it was. An area is called by its number."""
    task = "[{{id: T01.1, text: {}, commitment: establish, source: {{document: strategy}}}}]"
    texts = ("{nb: Møtes hver måned.}", "{nb: Møtes hver måned., nn: Møtast kvar månad.}")
    one, two = (measure(tasks=task.format(text)) for text in texts)
    made = depot(tmp_path, FIRST | one, two | {STRATEGY_FILE: FIRST[STRATEGY_FILE].replace(" nok", "")})
    for said in ("T01.1: teksten på nynorsk er endret", "· Innsatsområde 2 er endret: målet"):
        assert said in mh("log", cwd=made.root, columns=200).out


@pytest.mark.parametrize(("lang", "after", "said"), CASES["a moved deadline is told by how many days"])
def test_a_moved_deadline_is_told_by_how_many_days(
    mh: Mh, tmp_path: Path, lang: str, after: str, said: str
) -> None:
    """From the last day that each can mean; a month that becomes its last day has not moved."""
    made = depot(tmp_path, later(TWO, "2026-05"), later(TWO, after))
    assert said in mh("log", "--lang", lang, cwd=made.root, columns=200).out


def test_two_acceptances_of_one_rule_are_two(mh: Mh, tmp_path: Path) -> None:
    """Each is told with what it is about, and found by that."""
    one = "{rule: MH301, about: T01.1, reason: Vi venter., decided_by: JD, date: 2026-02-01}"
    two = "{rule: MH301, about: T01.2, reason: Vi venter., decided_by: JD, date: 2026-03-01}"
    made = depot(
        tmp_path,
        measure(),
        measure(accepted=f"[{one}]"),
        measure(accepted=f"[{two}, {one}]"),
        measure(accepted=f"[{two}]"),
    )
    found = [(e["kind"], e["field"], e["happened"]) for e in events(mh, made) if "accept" in e["kind"]]
    assert found == [
        ("gap_accepted", "accepted:MH301:T01.1", "2026-02-01"),
        ("gap_accepted", "accepted:MH301:T01.2", "2026-03-01"),
        ("acceptance_ended", "accepted:MH301:T01.1", None),
    ]
    said = mh("log", cwd=made.root, columns=200).out
    assert "JD har akseptert at mangelen MH301 (T01.2) står åpen: Vi venter." in said


# What machines read ------------------------------------------------------------------------------

EVENT = [
    *("commit", "date", "author", "subject", "record", "kind", "field", "before", "after"),
    *("happened", "days", "times", "since", "classification"),
]


def test_the_log_in_json(mh: Mh, life: Repo) -> None:
    """One object: schema, revision, events oldest first, and the commits that broke a file."""
    body = mh("log", "--format", "json", cwd=life.root).json
    assert list(body) == ["schema", "revision", "events", "broken"]
    assert (body["schema"], body["revision"]) == ("mh/log/2", life.commits[-1])
    assert body["broken"] == [{"commit": life.commits[4], "date": "2026-03-20", "path": SECOND}]
    assert all(sorted(event) == sorted(EVENT) for event in body["events"])
    dates = [event["date"] for event in body["events"]]
    assert dates == sorted(dates)
    places = [life.commits.index(event["commit"]) for event in body["events"]]
    assert places == sorted(places)
    moved = [event for event in body["events"] if event["kind"] == "deadline_moved"]
    assert moved[0] == {
        "commit": life.commits[2],
        "date": "2026-02-03",
        "author": "Anne Åsen",
        "subject": "T02.1",
        "record": "T02",
        "kind": "deadline_moved",
        "field": "due",
        "before": "2026-06",
        "after": "2026-10",
        "happened": None,
        "days": 123,
        "times": 1,
        "since": None,
        "classification": "policy",
    }
    assert (moved[1]["days"], moved[1]["times"], moved[1]["since"]) == (92, 2, life.commits[4])


def test_json_is_the_same_in_every_language_and_width(mh: Mh, life: Repo) -> None:
    """Ids, kinds and values do not depend on who asks."""
    for command in (("log",), ("diff", "HEAD~2", "HEAD")):
        answers = {
            mh(*command, "--format", "json", "--lang", lang, cwd=life.root, columns=columns).out
            for lang in LANGS
            for columns in (40, 200)
        }
        assert len(answers) == 1


def test_the_difference_in_json(mh: Mh, life: Repo) -> None:
    """Both ends by their hashes; ``to`` is empty for the disk."""
    body = mh("diff", "HEAD~1", "HEAD", "--format", "json", cwd=life.root).json
    assert list(body) == ["schema", "from", "to", "events", "broken"]
    assert (body["schema"], body["from"], body["to"]) == ("mh/diff/1", life.commits[8], life.commits[9])
    assert all(
        {"subject", "record", "kind", "field", "before", "after"} <= set(event) for event in body["events"]
    )
    assert [event["kind"] for event in body["events"]] == [
        *("status_changed", "task_completed", "task_status_changed", "report_approved")
    ]
    assert mh("diff", "HEAD~1", "--format", "json", cwd=life.root).json == {**body, "to": None}


# Filters -----------------------------------------------------------------------------------------


def kinds(found: list[dict[str, Any]]) -> list[str]:
    """The kinds of events, oldest first."""
    return [event["kind"] for event in found]


FILTERS: list[tuple[list[str], Callable[[dict[str, Any]], bool]]] = [
    (["T02"], lambda e: e["record"] in ("T02", "2026-AID")),
    (["t02"], lambda e: e["record"] in ("T02", "2026-AID")),
    (["T02.1"], lambda e: e["subject"] == "T02.1"),
    (["T01", "T02"], lambda e: e["record"] in ("T01", "T02", "2026-AID")),
    (["2026-AID"], lambda e: e["record"] == "2026-AID"),
    (
        ["greta-r3-coordination"],
        lambda e: e["record"] == "greta-r3-coordination" or e["field"] == "link:greta-r3-coordination",
    ),
    (["--since", "2026-02-03"], lambda e: e["date"] >= "2026-02-03"),
    (["--since", "2026-03"], lambda e: e["date"] >= "2026-03-01"),
    (["--until", "2026-03"], lambda e: e["date"] <= "2026-03-31"),
    (["--until", "2026-02-03"], lambda e: e["date"] <= "2026-02-03"),
    (["--since", "2026-02-04", "--until", "2026-06-01"], lambda e: "2026-02-04" <= e["date"] <= "2026-06-01"),
    (["--kind", "deadline_moved"], lambda e: e["kind"] == "deadline_moved"),
    (["--kind", "renamed", "--kind", "link_removed"], lambda e: e["kind"] in ("renamed", "link_removed")),
    (["--area", "2"], lambda e: e["record"] in ("T02", "2026-AID")),
    (["--area", "1", "--kind", "renamed"], lambda e: e["record"] == "T01" and e["kind"] == "renamed"),
    (["--ministry", "AID"], lambda e: e["record"] in ("T01", "T02", "2026-AID")),
    (["--ministry", "jd"], lambda e: e["record"] == "T01"),
    (["T02", "--kind", "deadline_moved", "--since", "2026-03-01"], lambda e: e["after"] == "2027-01-31"),
]


@each(("arguments", "holds"), FILTERS)
def test_filters_tell_what_was_asked_for(
    mh: Mh, life: Repo, arguments: list[str], holds: Callable[[dict[str, Any]], bool]
) -> None:
    """Of all events, exactly those that fit, in the same order; both days count as within.

    A measure's events are also the reports that tell of it; a month is taken whole.
    """
    everything = events(mh, life)
    wanted = [event for event in everything if holds(event)]
    assert 0 < len(wanted) < len(everything)
    assert events(mh, life, *arguments) == wanted


def test_a_filter_by_ministry_tells_what_a_report_says_of_its_measures(mh: Mh, tmp_path: Path) -> None:
    """What was reported on a measure belongs to those who answer for it."""
    told_later = REPORT.replace("in_progress", "completed")
    made = depot(tmp_path, {**FIRST, SECOND: TWO, REPORT_FILE: REPORT}, {REPORT_FILE: told_later})
    assert events(mh, made, "--ministry", "AID")[-1]["subject"] == "2026-AID/T02"
    assert all(event["record"] == "T01" for event in events(mh, made, "--ministry", "JD"))


def test_a_measure_that_a_report_tells_of_later_is_told(mh: Mh, tmp_path: Path) -> None:
    """As the form writes it: the report is there, and gets an entry on one more measure."""
    more = f"{REPORT}  - {{measure: T01, status: completed}}\n"
    steps = [Step("2026-01-10", {**FIRST, SECOND: TWO, REPORT_FILE: REPORT})]
    made = build(tmp_path / "depot", [*steps, Step("2026-02-10", {REPORT_FILE: more})])
    for command in (("log",), ("diff", "HEAD~1", "HEAD")):
        assert "2026-AID/T01 er lagt til" in mh(*command, cwd=made.root).out


@pytest.mark.parametrize("arguments", [("--area", "2"), ("--ministry", "AID")])
def test_a_measure_that_is_gone_is_found_by_filters(
    mh: Mh, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """That a ministry's measure was taken away is what it will be asked about."""
    three = {"data/measures/03-annet.yaml": TWO.replace("T02", "T03")}
    made = depot(tmp_path, {**FIRST, **three, SECOND: TWO}, {SECOND: None})
    assert "measure_removed" in kinds(events(mh, made, *arguments))


@each("word", ["frist", "Deadline", "FRIST"])
def test_a_topic_is_what_people_call_it(mh: Mh, life: Repo, word: str) -> None:
    """All kinds of events on deadlines, in any language of the program."""
    found = events(mh, life, "--kind", word)
    assert kinds(found)
    assert kinds(found) == [kind for kind in kinds(events(mh, life)) if kind.startswith("deadline_")]


@each(("written", "iso"), CASES["days"])
def test_a_day_is_read_as_people_write_it(
    mh: Mh, life: Repo, written: tuple[str, str], iso: tuple[str, str]
) -> None:
    """As ``mh set`` reads it."""
    exact = mh("log", *iso, cwd=life.root)
    assert exact.code == 0
    assert mh("log", *written, cwd=life.root) == exact


def test_a_broken_file_is_named_in_its_time(mh: Mh, life: Repo) -> None:
    """Who asks about the summer is not told of a slip in March."""
    assert mh("log", "--since", "2026-06-01", "--format", "json", cwd=life.root).json["broken"] == []


def test_nothing_to_tell_is_said(mh: Mh, life: Repo) -> None:
    """Days without a commit are an empty log and no error."""
    arguments = ["--since", "2030-01-01"]
    answer = mh("log", *arguments, "--lang", "en", cwd=life.root)
    assert answer.code == 0
    assert "No policy changes to show here." in answer.out
    assert events(mh, life, *arguments) == []
    assert "Ingen endringer i politikken" in mh("log", *arguments, "--format", "md", cwd=life.root).out


@each(("arguments", "said"), CASES["refused"])
def test_a_filter_that_fits_nothing_known_is_refused(
    mh: Mh, life: Repo, arguments: list[str], said: str
) -> None:
    """A slip of the pen is no empty answer."""
    assert said in complaint(mh("log", *arguments, cwd=life.root))


# Bookkeeping -------------------------------------------------------------------------------------


def classifications(mh: Mh, repo: Repo) -> list[str]:
    """The classification of what each commit changed."""
    found = {event["commit"]: event["classification"] for event in events(mh, repo)}
    return [found[commit] for commit in repo.commits if commit in found]


def titled(number: int) -> dict[str, Any]:
    """The measure under some title."""
    return dict(measure(title=f"Utgave {number}"))


@pytest.mark.parametrize("baseline", ["2026-02-28", "2026-02", "commit", "short", "tag"])
def test_everything_up_to_the_baseline_is_data_entry(mh: Mh, tmp_path: Path, baseline: str) -> None:
    """The baseline is a day or a commit, itself included; data entry is never told as policy."""
    steps = [Step(f"2026-0{n}-10", titled(n), f"Nr. {n}") for n in range(1, 5)]
    second = build(tmp_path / "forrige", steps).commits[1]
    name = {"commit": second, "short": second[:10], "tag": "ferdig-ført"}.get(baseline, baseline)
    setting = {STRATEGY_FILE: f"{example.STRATEGY}history: {{baseline: '{name}'}}\n"}
    made = build(tmp_path / "depot", [*steps, Step("2026-05-10", setting)])
    made.git("tag", "ferdig-ført", second)
    assert classifications(mh, made) == ["data_entry", "data_entry", "policy", "policy", "policy"]
    told, bookkeeping = mh("log", cwd=made.root).out.split("Dataregistrering og rettelser (ikke vedtak)")
    assert "Utgave 3" in told
    assert "Nr. 2" not in told
    assert f"10. februar 2026 {second[:10]} dataregistrering: Nr. 2 (1 endring)" in bookkeeping
    assert "Utgave 2" not in bookkeeping


@pytest.mark.parametrize(("trailer", "classification"), CASES["a trailer marks a correction"])
def test_a_trailer_marks_a_correction(mh: Mh, tmp_path: Path, trailer: str, classification: str) -> None:
    """``Correction: yes`` at the end of the message, without regard to capitals."""
    made = build(
        tmp_path / "depot", [Step("2026-01-10", titled(1)), Step("2026-02-10", titled(2), trailer=trailer)]
    )
    assert classifications(mh, made) == ["policy", classification]


def test_a_merge_is_a_correction_where_it_says_so_itself(mh: Mh, tmp_path: Path) -> None:
    """The pull request counts as one: what its commits say of themselves is not asked."""
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", titled(1)),
            Step("2026-02-10", titled(2), branch="a", trailer="Correction: yes"),
            Step("2026-02-20", {}, merge="a"),
            Step("2026-03-10", titled(3), branch="b"),
            Step("2026-03-20", {"LESMEG": "x"}),
            Step("2026-04-20", {**titled(3)}, merge="b", trailer="Correction: yes"),
        ],
    )
    found = [(event["date"], event["classification"]) for event in events(mh, made, "--kind", "renamed")]
    assert found == [("2026-02-20", "policy"), ("2026-04-20", "correction")]


# The difference between two states ---------------------------------------------------------------


def test_nothing_of_substance_is_said_plainly(mh: Mh, tmp_path: Path) -> None:
    """A pull request that only tidies up can be merged without a meeting."""
    said = "Ingen endringer av betydning."
    made = depot(tmp_path, {}, {MEASURE_FILE: f"# ryddet\n{example.MEASURE}", "LESMEG.md": "x"})
    for ends in (["HEAD~1"], ["HEAD~1", "HEAD"], ["HEAD", "HEAD"]):
        assert mh("diff", *ends, cwd=made.root).out.splitlines()[1:] == [said]
        page = mh("diff", *ends, "--format", "markdown", cwd=made.root).out
        assert said in page
        assert "###" not in page
        assert mh("diff", *ends, "--format", "json", cwd=made.root).json["events"] == []


def test_the_disk_is_compared_with_what_is_not_yet_committed(mh: Mh, tmp_path: Path) -> None:
    """Before committing, one sees what it will mean."""
    made = depot(tmp_path, {})
    assert mh("diff", "HEAD", "--format", "json", cwd=made.root).json["events"] == []
    (made.root / MEASURE_FILE).write_text(str(measure(title="Ny")[MEASURE_FILE]), encoding="utf-8")
    (made.root / SECOND).write_text(TWO, encoding="utf-8")
    found = mh("diff", "HEAD", "--format", "json", cwd=made.root).json["events"]
    assert [(event["kind"], event["record"]) for event in found] == [
        ("renamed", "T01"),
        ("measure_added", "T02"),
    ]
    assert "2 endringer i 2 oppføringer." in mh("diff", "HEAD", cwd=made.root).out


@pytest.mark.parametrize("ends", [["HEAD~1"], ["HEAD~1", "HEAD"]])
def test_a_file_that_cannot_be_read_is_no_measure_taken_away(mh: Mh, tmp_path: Path, ends: list[str]) -> None:
    """The comment on a pull request with a syntax error must not say that a measure was dropped.

    Nor is it taken for whole: stderr says what is left out.
    """
    made = depot(tmp_path, {}, {MEASURE_FILE: f"{example.MEASURE}\t- x\n"})
    answer = mh("diff", *ends, "--format", "json", cwd=made.root)
    assert (kinds(answer.json["events"]), answer.json["broken"]) == ([], [MEASURE_FILE])
    answer = mh("diff", *ends, cwd=made.root)
    assert answer.code == 0
    assert "«mh check» viser hvorfor" in answer.err


def test_a_slip_in_a_task_is_no_task_taken_away(mh: Mh, tmp_path: Path) -> None:
    """A misspelt status makes a task unreadable; a comment must neither drop it nor find all well."""
    slip = {MEASURE_FILE: example.MEASURE.replace("    status: in_progress", "    status: in_progres")}
    assert slip[MEASURE_FILE] != example.MEASURE
    made = depot(tmp_path, {}, slip)
    page = mh("diff", "HEAD~1", "HEAD", "--format", "md", cwd=made.root).out
    assert "###" not in page
    assert "Endringen kan ikke tolkes" in page
    assert f"Ikke med: {MEASURE_FILE}." in page


PLANTED = "<img src=x onerror=alert(1)> | **fet** `kode` [lenke](javascript:x) # {{ 7*7 }}"


def test_markdown_shows_planted_signs_as_text(mh: Mh, tmp_path: Path) -> None:
    """A title or a subject cannot draw pictures, make links or change the page around it."""
    made = build(
        tmp_path / "depot",
        [Step("2026-01-10", {}), Step("2026-02-10", measure(title=f"'{PLANTED}'"), PLANTED)],
    )
    for command in (("log", "T01", "--format", "markdown"), ("diff", "HEAD~1", "--format", "markdown")):
        page = mh(*command, cwd=made.root).out
        assert "onerror" in page
        assert not re.search(r"(?<!\\)<img|(?<!\\)\*\*fet|(?<!\\)`kode|(?<!\\)\[lenke|49", page)
        assert all(line.count("|") == line.count("\\|") for line in page.splitlines())


def test_two_commands_need_a_repository_of_their_own(mh: Mh, life: Repo, tmp_path: Path) -> None:
    """``--root`` points at the strategy, wherever the command is given."""
    git(tmp_path, "init", "-q")
    root = ("--root", str(life.root))
    assert mh("log", *root, cwd=tmp_path) == mh("log", cwd=life.root)
    assert mh("diff", "HEAD~1", *root, cwd=tmp_path) == mh("diff", "HEAD~1", cwd=life.root)
