"""Accepted gaps: somebody answers for them until a day. Standing, ending, expired, needless."""

from datetime import date
from pathlib import Path

import pytest

import example
from cases import listed
from example import ARTICLE, ARTICLE_FILE, LAW, RECOMMENDATION, STRATEGY, STRATEGY_FILE, changed, measure
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import coverage
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.rules.example import EXAMPLE_DAY, examine, with_example
from support import Files, Mh, each, found_in, laid_out

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


# Standing ----------------------------------------------------------------------------------------


ANOTHER: Files = {
    **UNANSWERED,
    "data/obligations/coe/coe-30.yaml": ARTICLE.replace("29", "30"),
    "data/law/coe/coe-30.yaml": LAW.replace("coe-29", "coe-30"),
}
"""A gap of the same rule at another article."""


def test_an_acceptance_keeps_the_finding_and_says_who_answers_for_it() -> None:
    """Shown as accepted with reason, decider and day; nothing is hidden."""
    (finding,) = found(accepting(acceptance("2029-12-31")))
    assert (finding.rule.code, finding.severity) == ("MH201", "gap")
    told = finding.accepted
    assert told is not None
    assert (told.decided_by, told.date, told.reason.pick("nb")) == ("JD", "2026-01-15", "Avklart.")


TWO: Files = {
    **UNANSWERED,
    ARTICLE_FILE: ARTICLE + "  - {id: coe-29.2, force: shall, bearer: state, text: Det andre leddet.}\n",
    example.RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]"),
    example.LAW_FILE: LAW + LAW[LAW.index("  - requirement") :].replace("coe-29.1", "coe-29.2"),
}
"""An article with two provisions, and a gap at each."""


@each(
    ("files", "left", "accepted"),
    [
        (UNANSWERED, ["MH201"], []),
        # Without a day an acceptance stands until it is removed: no end, no reminder.
        (accepting(acceptance()), [], ["MH201"]),
        # It silences only its rule (the focus area names article 29: MH204 too), and only its record.
        (accepting(acceptance(), files={**UNANSWERED, STRATEGY_FILE: STRATEGY}), ["MH204"], ["MH201"]),
        (accepting(acceptance(), files=ANOTHER), ["MH201"], ["MH201"]),
        # And it covers the one provision that it is about; without ``about`` it is about the record
        # itself, and there is no finding about that.
        (accepting(acceptance(about="coe-29.1"), files=TWO), ["MH201"], ["MH201"]),
        (accepting(acceptance(about=""), files=TWO), ["MH201", "MH321", "MH201"], []),
    ],
)
def test_an_acceptance_silences_what_it_is_about_and_nothing_else(
    files: Files, left: list[str], accepted: list[str]
) -> None:
    assert sorted(open_codes(files)) == sorted(left)
    assert [finding.rule.code for finding in found(files) if finding.accepted] == accepted


"""An article with two provisions, and a gap at each."""


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


def test_a_gap_made_an_error_by_the_strategy_cannot_be_accepted() -> None:
    """What a strategy calls an error it does not wave through."""
    strict = str(UNANSWERED[STRATEGY_FILE]) + "check: {severity: {MH201: error}}\n"
    assert "MH201" in open_codes(accepting(acceptance(), files={**UNANSWERED, STRATEGY_FILE: strict}))


@each(
    ("old", "new", "codes"),
    [
        *(
            (part, "", ["MH005", "MH201"])
            for part in ("reason: Avklart., ", "decided_by: JD, ", ", date: 2026-01-15")
        ),
        ("JD", "XYZZY", ["MH103"]),
        ("MH201", "MH999", ["MH116", "MH201"]),
    ],
)
def test_an_acceptance_needs_reason_decider_day_and_rule(old: str, new: str, codes: list[str]) -> None:
    """Nobody accepts anything anonymously or without saying why; who decides and what are known."""
    assert old in acceptance()
    assert sorted(open_codes(accepting(acceptance().replace(old, new)))) == codes


# Ending ------------------------------------------------------------------------------------------


@each(("until", "codes"), listed("acceptances")["days"])
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
    assert note.message("en") == "The gap found by MH201 is accepted until 30 April 2027."


@each("first", ["2027-01-01", "2027-03-15"])
def test_an_acceptance_renewed_below_the_old_one_stands(first: str) -> None:
    """«La noen svare for den på nytt»: the old entry stays as history, the new one holds."""
    assert open_codes(accepting(acceptance(first), acceptance("2029-12-31", reason="Forlenget."))) == []


# Needless ----------------------------------------------------------------------------------------


def test_an_acceptance_that_silences_nothing_is_a_note() -> None:
    """Left lying it would hide a new gap later."""
    (note,) = found(measure(accepted=f"[{acceptance(rule='MH203')}]"))
    assert (note.rule.code, note.severity) == ("MH321", "note")
    assert note.diagnostic.subject == "T01"


@each(
    ("files", "needless"),
    [
        # With the gap gone the acceptance is told, not the gap; when it ends no longer matters.
        (accepting(acceptance(), files={**measure(), STRATEGY_FILE: STRATEGY}), True),
        (accepting(acceptance("2027-04-01"), files=measure()), True),
        # With a file that cannot be read nobody knows whether the gap is there.
        ({**accepting(acceptance()), example.RECOMMENDATION_FILE: "id: [\n"}, False),
        # Where history is not read, its rules are skipped, and so is what depends on them.
        *((measure(accepted=f"[{acceptance(rule=f'MH33{number}')}]"), False) for number in (1, 2, 3, 4)),
    ],
)
def test_an_acceptance_is_needless_if_its_gap_is_known_to_be_gone(files: Files, needless: bool) -> None:
    codes = open_codes(files)
    assert [code for code in codes if code[:4] in ("MH32", "MH20")] == ["MH321"] * needless


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
    return laid_out(tmp_path, with_example(accepting(acceptance("2029-12-31"))).files)


def test_the_check_counts_them_in_words(mh: Mh, accepted: Path) -> None:
    """A last line says how many were accepted, so that silence is no surprise."""
    assert mh("check", *DAY, cwd=accepted).out.endswith("Ett funn er akseptert.\n")
    assert mh("check", *DAY, "--lang", "en", cwd=accepted).out.endswith("1 finding is accepted.\n")


@pytest.mark.parametrize("command", ["check", "gaps"])
def test_as_of_decides_whether_it_has_expired(mh: Mh, accepted: Path, command: str) -> None:
    """The day asked for, not the day of the machine."""
    answer = mh(command, "--as-of", "2030-01-01", "--format", "json", cwd=accepted).json
    assert answer["accepted"] == []
    listed = answer["diagnostics" if command == "check" else "gaps"]
    assert "MH201" in {item["code"] for item in listed}
