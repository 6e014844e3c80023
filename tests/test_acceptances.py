"""Accepted gaps: somebody answers for them until a day. Standing, ending, expired, needless."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from example import (
    ARTICLE,
    ARTICLE_FILE,
    LAW,
    LAW_FILE,
    RECOMMENDATION,
    RECOMMENDATION_FILE,
    STRATEGY,
    STRATEGY_FILE,
    changed,
    measure,
)
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import coverage
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.rules.example import EXAMPLE_DAY, with_example
from menneskehandel_cli.rules.trial import examine
from support import Files, Mh, each, found_in

UNANSWERED: Files = {
    **measure(addresses="[{obligation: greta-r3-coordination, basis: strategy, contribution: full}]"),
    STRATEGY_FILE: STRATEGY.replace("[29]", "[]"),
}
"""The example with one gap: nothing answers article 29 (MH201)."""


def acceptance(
    until: str | None = None, rule: str = "MH201", reason: str = "Avklart.", about: str | None = None
) -> str:
    end = f", until: {until}" if until else ""
    about = about if about is not None else "coe-29.1" if rule == "MH201" else ""
    which = f", about: {about}" if about else ""
    return f"{{rule: {rule}{which}, reason: {reason}, decided_by: JD, date: 2026-01-15{end}}}"


def accepting(*acceptances: str, files: Files = UNANSWERED) -> Files:
    """The files with acceptances in the article."""
    article = files.get(ARTICLE_FILE, ARTICLE)
    assert isinstance(article, str)
    return {**files, ARTICLE_FILE: changed(article, accepted=f"[{', '.join(acceptances)}]")}


def found(files: Files, day: date = EXAMPLE_DAY) -> list[Finding]:
    return found_in(with_example(files), day)


def open_codes(files: Files, day: date = EXAMPLE_DAY) -> list[str]:
    """The codes of what nobody has accepted."""
    return [finding.rule.code for finding in found(files, day) if finding.accepted is None]


def accepted_codes(files: Files, day: date = EXAMPLE_DAY) -> list[str]:
    return [finding.rule.code for finding in found(files, day) if finding.accepted is not None]


def on_disk(files: Files, root: Path) -> Path:
    for path, data in with_example(files).files.items():
        assert isinstance(data, bytes)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


# Standing ----------------------------------------------------------------------------------------


def test_without_an_acceptance_the_gap_stands() -> None:
    """The context that all the others stand on."""
    assert open_codes(UNANSWERED) == ["MH201"]
    assert accepted_codes(UNANSWERED) == []


def test_an_acceptance_keeps_the_finding_and_says_who_answers_for_it() -> None:
    """Shown as accepted with reason, decider and day; nothing is hidden."""
    (finding,) = found(accepting(acceptance("2029-12-31")))
    assert finding.rule.code == "MH201"
    assert finding.severity == "gap"
    assert finding.accepted is not None
    assert finding.accepted.decided_by == "JD"
    assert finding.accepted.date == "2026-01-15"
    assert finding.accepted.reason.pick("nb") == "Avklart."


def test_an_acceptance_without_a_day_stands_until_it_is_removed() -> None:
    """No end, no reminder."""
    assert accepted_codes(accepting(acceptance())) == ["MH201"]
    assert "MH201" not in open_codes(accepting(acceptance()), date(2030, 1, 1))


def test_an_acceptance_silences_only_its_rule() -> None:
    """Other gaps of the same record stay."""
    named = {**UNANSWERED, STRATEGY_FILE: STRATEGY}  # the focus area names article 29: MH204 too
    assert open_codes(accepting(acceptance(), files=named)) == ["MH204"]


def test_an_acceptance_silences_only_its_record() -> None:
    """The same rule on another article stays a gap."""
    other = ARTICLE.replace("coe-29", "coe-30").replace("article: 29", "article: 30")
    files: Files = {
        **UNANSWERED,
        "data/obligations/coe/coe-30.yaml": other,
        "data/law/coe/coe-30.yaml": LAW.replace("coe-29", "coe-30"),
    }
    assert open_codes(accepting(acceptance(), files=files)) == ["MH201"]


TWO: Files = {
    **UNANSWERED,
    ARTICLE_FILE: ARTICLE + "  - {id: coe-29.2, force: shall, bearer: state, text: Det andre leddet.}\n",
    RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]"),
    LAW_FILE: LAW + LAW[LAW.index("  - requirement") :].replace("coe-29.1", "coe-29.2"),
}
"""An article with two provisions, and a gap at each."""


def test_an_acceptance_covers_the_one_provision_that_it_is_about() -> None:
    """The other one of the same rule in the same file stands open."""
    about = acceptance(about="coe-29.1")
    assert accepted_codes(accepting(about, files=TWO)) == ["MH201"]
    assert open_codes(accepting(about, files=TWO)) == ["MH201"]


def test_without_about_an_acceptance_covers_no_provision_of_the_record() -> None:
    """It is about the record itself, and there is no finding about that."""
    whole = acceptance(about="")
    assert accepted_codes(accepting(whole, files=TWO)) == []
    assert open_codes(accepting(whole, files=TWO)).count("MH201") == 2


def test_coverage_is_not_bettered_by_accepting() -> None:
    """A gap that somebody answers for is still a gap."""
    register = load(with_example(accepting(acceptance())))
    assert coverage(register).by_id["coe-29.1"].classification == "partly"


def test_an_error_cannot_be_accepted() -> None:
    """Wrong data stays wrong, whoever would answer for it."""
    wrong = measure(
        responsible="[JD, XYZZY]",
        accepted=f"[{acceptance(rule='MH103')}]",
        status_source="{by: JD, date: 2026}",
    )
    assert "MH103" in open_codes(wrong)
    assert accepted_codes(wrong) == []


def test_a_gap_made_an_error_by_the_strategy_cannot_be_accepted() -> None:
    """What a strategy calls an error it does not wave through."""
    strict = str(UNANSWERED[STRATEGY_FILE]) + "check: {severity: {MH201: error}}\n"
    assert "MH201" in open_codes(accepting(acceptance(), files={**UNANSWERED, STRATEGY_FILE: strict}))


@each("missing", ["reason: Avklart., ", "decided_by: JD, ", ", date: 2026-01-15"])
def test_an_acceptance_needs_reason_decider_and_day(missing: str) -> None:
    """Nobody accepts anything anonymously or without saying why."""
    assert missing in acceptance()
    assert "MH005" in open_codes(accepting(acceptance().replace(missing, "")))


def test_an_acceptance_by_nobody_known_is_an_error() -> None:
    """Who decided is an actor of the strategy."""
    assert "MH103" in open_codes(accepting(acceptance().replace("JD", "XYZZY")))


def test_an_acceptance_of_an_unknown_rule_is_an_error_and_no_note() -> None:
    """A misspelt code is said once."""
    assert open_codes(accepting(acceptance(rule="MH999"))) == ["MH201", "MH116"]


# Ending ------------------------------------------------------------------------------------------


@each(
    ("until", "codes"),
    [
        ("2027-02-28", ["MH201"]),  # yesterday: a gap again
        ("2027-03-01", ["MH320"]),  # today is its last day
        ("2027-05-30", ["MH320"]),  # in ninety days
        ("2027-05-31", []),  # in ninety-one
        ("2027-02", ["MH201"]),  # February is over
        ("2027-03", ["MH320"]),  # March is not
        ("2026", ["MH201"]),
        ("2027", []),  # until the last day of the year
    ],
)
def test_an_acceptance_holds_to_the_end_of_its_day(until: str, codes: list[str]) -> None:
    """A note for the last ninety days, a gap from the day after; a month lasts to its last day."""
    assert date(2027, 3, 1) == EXAMPLE_DAY
    assert sorted(open_codes(accepting(acceptance(until)))) == codes


def test_the_note_points_at_the_day_and_names_the_rule() -> None:
    """Whoever has to decide finds the line."""
    files = accepting(acceptance("2027-04-30"))
    (note,) = [finding for finding in found(files) if finding.rule.code == "MH320"]
    text = str(files[ARTICLE_FILE]).splitlines()[note.span.line - 1]
    assert text[note.span.column - 1 : note.span.end_column - 1] == "2027-04-30"
    assert note.severity == "note"
    assert note.message("en") == "The acceptance of MH201 holds until 30 April 2027."


def test_an_expired_acceptance_is_no_needless_one() -> None:
    """The gap is there: it is the acceptance that is over."""
    assert "MH321" not in open_codes(accepting(acceptance("2026-06-01")))


def test_time_alone_turns_an_acceptance_into_a_gap() -> None:
    """The same files, three days: accepted, ending, a gap."""
    files = accepting(acceptance("2027-12-31"))
    assert open_codes(files, date(2027, 9, 30)) == []
    assert open_codes(files, date(2027, 10, 2)) == ["MH320"]
    assert open_codes(files, date(2028, 1, 1)) == ["MH201"]


@each(
    "first",
    [
        "2027-01-01",
        "2027-03-15",
    ],
)
def test_an_acceptance_renewed_below_the_old_one_stands(first: str) -> None:
    """«La noen svare for den på nytt»: the old entry stays as history, the new one holds."""
    files = accepting(acceptance(first), acceptance("2029-12-31", reason="Forlenget."))
    assert open_codes(files) == []


# Needless ----------------------------------------------------------------------------------------


def test_an_acceptance_that_silences_nothing_is_a_note() -> None:
    """Left lying it would hide a new gap later."""
    (note,) = found(measure(accepted=f"[{acceptance(rule='MH203')}]"))
    assert (note.rule.code, note.severity) == ("MH321", "note")
    assert note.diagnostic.subject == "T01"


def test_a_gap_that_is_closed_leaves_its_acceptance_needless() -> None:
    """With the gap gone the acceptance is told, not the gap."""
    files: Files = {**measure(), STRATEGY_FILE: STRATEGY}
    assert open_codes(accepting(acceptance(), files=files)) == ["MH321"]


def test_a_needless_acceptance_that_ends_soon_is_told_once() -> None:
    """It covers nothing; when it ends no longer matters."""
    assert open_codes(accepting(acceptance("2027-04-01"), files=measure())) == ["MH321"]


def test_where_rules_on_coverage_wait_no_acceptance_is_called_needless() -> None:
    """With a file that cannot be read nobody knows whether the gap is there."""
    files: Files = {**accepting(acceptance()), RECOMMENDATION_FILE: "id: [\n"}
    assert "MH321" not in open_codes(files)


@each("rule", ["MH331", "MH332", "MH333", "MH334"])
def test_where_history_is_not_read_its_acceptances_are_not_called_needless(rule: str) -> None:
    """In a shallow clone the rules on history are skipped, and so is what depends on them."""
    assert open_codes(measure(accepted=f"[{acceptance(rule=rule)}]")) == []


def test_where_history_is_read_an_acceptance_of_its_findings_is_used() -> None:
    past = (("2025-01-10", measure(summary="Samordne arbeidet bedre.")),)
    files = measure(summary="Samordne arbeidet bedre.", accepted=f"[{acceptance(rule='MH332')}]")
    assert [finding.rule.code for finding in examine(files, past)] == []


@each("setting", ["off", "gap"])
@each(
    ("rule", "files"),
    [
        ("MH320", accepting(acceptance("2027-04-30"))),
        ("MH321", measure(accepted=f"[{acceptance(rule='MH203')}]")),
    ],
)
def test_notes_on_acceptances_heed_the_strategys_settings(rule: str, files: Files, setting: str) -> None:
    """As grave as the strategy says, like every other rule that is no error."""
    strategy = str(files.get(STRATEGY_FILE, STRATEGY)) + f"check: {{severity: {{{rule}: {setting}}}}}\n"
    told = {item.severity for item in found({**files, STRATEGY_FILE: strategy}) if item.rule.code == rule}
    assert told == (set() if setting == "off" else {setting})


# On the command line -----------------------------------------------------------------------------

DAY = ("--as-of", EXAMPLE_DAY.isoformat())


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    return on_disk(accepting(acceptance("2029-12-31")), tmp_path)


def told(mh: Mh, root: Path, command: str) -> Any:
    return mh(command, *DAY, "--format", "json", cwd=root).json


def test_the_check_lists_accepted_gaps_apart(mh: Mh, accepted: Path) -> None:
    """Neither counted nor failing, but there."""
    answer = told(mh, accepted, "check")
    assert answer["diagnostics"] == []
    assert answer["summary"] == {"error": 0, "gap": 0, "note": 0}
    (item,) = answer["accepted"]
    assert (item["code"], item["accepted"]["until"]) == ("MH201", "2029-12-31")
    assert mh("check", *DAY, "--fail-on", "note", cwd=accepted).code == 0


def test_the_check_counts_them_in_words(mh: Mh, accepted: Path) -> None:
    """A last line says how many were accepted, so that silence is no surprise."""
    assert mh("check", *DAY, cwd=accepted).out.endswith("1 funn er godkjent.\n")
    assert mh("check", *DAY, "--lang", "en", cwd=accepted).out.endswith("1 finding is accepted.\n")


def test_the_gaps_list_them_apart(mh: Mh, accepted: Path) -> None:
    """An accepted gap is no gap, and is counted."""
    answer = told(mh, accepted, "gaps")
    assert answer["gaps"] == []
    assert [gap["subject"] for gap in answer["accepted"]] == ["coe-29.1"]
    assert answer["summary"][-1].endswith("1 er godkjent.")


def test_the_gaps_tell_until_when(mh: Mh, accepted: Path) -> None:
    """Rule, record, reason, decider and both days in a line."""
    out = " ".join(mh("gaps", *DAY, cwd=accepted).out.split())
    for said in ("coe-29.1", "Avklart.", "JD, 15. januar 2026", "til 31. desember 2029"):
        assert said in out


@pytest.mark.parametrize("command", ["check", "gaps"])
def test_as_of_decides_whether_it_has_expired(mh: Mh, accepted: Path, command: str) -> None:
    """The day asked for, not the day of the machine."""
    answer = mh(command, "--as-of", "2030-01-01", "--format", "json", cwd=accepted).json
    assert answer["accepted"] == []
    listed = answer["diagnostics" if command == "check" else "gaps"]
    assert "MH201" in {item["code"] for item in listed}
