"""An approval covers what was approved: what is written later has been approved by nobody."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desks import Visitor, proposed
from repositories import Step, build, git
from support import THOROUGH, Mh
from workbooks import sent

JD = "data/reports/2026/JD.yaml"
DRAFT = "year: 2026\nactor: JD\nkind: self\nmeasures:\n  - {measure: T01, status: in_progress}\n"
APPROVED = f"{DRAFT}approved: {{by: JD, date: 2027-01-25}}\n"
MORE = "foreword: Dette kom til senere.\n"
AGAIN = APPROVED.replace("2027-01-25", "2027-02-01")


def on_main(*texts: str | None) -> list[Step]:
    return [Step(f"2027-02-{day:02}", {JD: text}) for day, text in enumerate(texts, 1)]


def approvals(mh: Mh, root: Path, *arguments: str) -> list[tuple[str, bool]]:
    """Every report that is listed, and whether it counts as approved."""
    answer = mh("list", "reports", "--format", "json", *arguments, cwd=root)
    assert answer.code == 0, answer.err
    return [(row["id"], row["approved"] is not None) for row in answer.json["reports"]]


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        (on_main(APPROVED), True),
        (on_main(DRAFT, APPROVED), True),
        (on_main(DRAFT + MORE, APPROVED + MORE), True),
        (on_main(APPROVED, APPROVED + MORE), False),
        (on_main(APPROVED, APPROVED + MORE, APPROVED), True),  # it says again what was approved
        (on_main(APPROVED, APPROVED + MORE, AGAIN + MORE), True),
        (on_main(APPROVED, DRAFT + MORE, APPROVED + MORE), True),  # taken away, and given again
        (on_main(APPROVED, f"# a comment\n{APPROVED}".replace("{by: JD, d", "{ by: 'JD', d")), True),
        (on_main(APPROVED, "year: [", APPROVED + MORE), False),
    ],
)
def test_an_approval_is_of_what_was_written_when_it_was_given(
    steps: list[Step], counts: bool, mh: Mh, tmp_path: Path
) -> None:
    repo = build(tmp_path, steps)
    assert approvals(mh, repo.root) == [("2026-JD", counts)]
    assert approvals(mh, repo.root, "--at", "HEAD") == [("2026-JD", counts)]


def merged(*steps: Step) -> list[Step]:
    """``steps`` on the branch ``them`` and on main, merged on main."""
    return [*on_main(DRAFT), *steps, Step("2027-02-20", merge="them")]


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        (merged(Step("2027-02-03", {JD: APPROVED}, branch="them")), True),
        # Somebody writes on main while the approval waits to be merged: nobody has approved both.
        (
            [
                *on_main(DRAFT),
                Step("2027-02-03", {JD: APPROVED}, branch="them"),
                Step("2027-02-04", {JD: DRAFT + MORE}),
                Step("2027-02-20", {JD: APPROVED + MORE}, merge="them"),
            ],
            False,
        ),
        # The approval is given on main to what a branch goes on with.
        (
            [
                *on_main(DRAFT),
                Step("2027-02-03", {JD: DRAFT + MORE}, branch="them"),
                Step("2027-02-04", {JD: APPROVED}),
                Step("2027-02-20", {JD: APPROVED + MORE}, merge="them"),
            ],
            False,
        ),
        # What a merge takes over as it was approved is approved.
        (
            [
                *on_main(DRAFT + MORE),
                Step("2027-02-03", {JD: APPROVED + MORE}, branch="them"),
                Step("2027-02-04", {"data/measures/README.yaml": None}),
                Step("2027-02-20", merge="them"),
            ],
            True,
        ),
    ],
)
def test_a_merge_approves_only_what_one_side_had_approved_whole(
    steps: list[Step], counts: bool, mh: Mh, tmp_path: Path
) -> None:
    assert approvals(mh, build(tmp_path, steps).root) == [("2026-JD", counts)]


def test_a_report_under_another_name_is_not_approved_anew(mh: Mh, tmp_path: Path) -> None:
    other = "data/reports/2026/AID.yaml"
    renamed = {JD: None, other: (APPROVED + MORE).replace("actor: JD", "actor: AID")}
    repo = build(tmp_path, [*on_main(APPROVED), Step("2027-02-09", renamed)])
    assert approvals(mh, repo.root) == [("2026-AID", False)]


@pytest.mark.parametrize(
    ("text", "counts"), [(APPROVED, True), (APPROVED + MORE, False), (AGAIN + MORE, True)]
)
def test_what_is_not_committed_is_judged_by_what_is(text: str, counts: bool, mh: Mh, tmp_path: Path) -> None:
    repo = build(tmp_path, on_main(APPROVED))
    (repo.root / JD).write_text(text)
    assert approvals(mh, repo.root) == [("2026-JD", counts)]


def test_a_first_approval_counts_before_it_is_committed(mh: Mh, tmp_path: Path) -> None:
    repo = build(tmp_path, on_main(DRAFT))
    (repo.root / JD).write_text(APPROVED + MORE)
    assert approvals(mh, repo.root) == [("2026-JD", True)]


def test_the_check_says_who_approved_what_has_been_changed(mh: Mh, tmp_path: Path) -> None:
    repo = build(tmp_path, on_main(APPROVED, APPROVED + MORE))
    answer = mh("check", "--lang", "en", "--as-of", "2027-03-01", cwd=repo.root)
    assert answer.code == 1
    assert f"{JD}:6:1  error MH315" in answer.out
    told = "2026-JD has been changed since JD approved it (25 January 2027)."
    assert told in answer.out
    assert "1 report has been" in mh("report", "yearly", "--year=2026", "--lang=en", cwd=repo.root).out
    (repo.root / JD).write_text(DRAFT + MORE)  # The same approval as before, of other words.
    assert told in mh("set", "2026-JD", "approved={by: JD, date: 2027-01-25}", "--lang=en", cwd=repo.root).out
    assert (repo.root / JD).read_text() == DRAFT + MORE


def test_a_shallow_clone_says_that_it_cannot_judge(mh: Mh, tmp_path: Path) -> None:
    repo = build(tmp_path / "whole", on_main(APPROVED, APPROVED + MORE))
    git(tmp_path, "clone", "-q", "--depth=1", repo.folder.as_uri(), "shallow")
    answer = mh("list", "reports", "--lang", "en", cwd=tmp_path / "shallow")
    assert (
        "It is not known whether the approved reports have been changed since they were approved."
        in answer.err
    )
    assert answer.code == 0


# Every way to change a report ------------------------------------------------------------------------

RD = "data/reports/2024/RD.yaml"


def rd_approved(text: str) -> str:
    """The line with the approval of the report of RD, if it has one."""
    return next((line for line in text.splitlines() if line.startswith("approved:")), "")


def on_disk(root: Path, path: str = RD) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_a_field_that_is_set_takes_the_approval_away_and_says_so(root: Path, mh: Mh) -> None:
    assert rd_approved(on_disk(root))
    answer = mh("set", "2024-RD", "foreword=Et nytt forord.", "--dry-run", cwd=root)
    assert "Rapporten 2024-RD er ikke lenger godkjent" in answer.err
    assert rd_approved(on_disk(root))
    mh("set", "2024-RD", "foreword=Et nytt forord.", cwd=root)
    assert not rd_approved(on_disk(root))


def test_who_approves_what_is_written_at_the_same_time_does_approve_it(root: Path, mh: Mh) -> None:
    answer = mh("set", "2024-RD", "foreword=Et nytt forord.", "approved.date=2025-03-01", cwd=root)
    assert "ikke lenger godkjent" not in answer.err
    assert rd_approved(on_disk(root)) == "approved: {by: RD, date: 2025-03-01}"
    assert ("2024-RD", True) in approvals(mh, root)


def test_the_form_says_what_a_change_of_an_approved_report_does(visitor: Visitor, root: Path) -> None:
    address = "/report/2024/RD"
    assert "RD har godkjent denne rapporten (9. desember 2024)." in visitor.page(address)
    page = visitor.fill(address, {"measures.T01.next.nb": "Vi går videre."}, "preview")
    assert "Rapporten 2024-RD er ikke lenger godkjent" in page
    visitor.fill(address, {"measures.T01.next.nb": "Vi går videre."}, "save", 303)
    assert not rd_approved(proposed(root, RD))
    assert "RD har godkjent denne rapporten (9. desember 2024)." not in visitor.page(address)


def test_form_and_workbook_say_of_what_has_been_changed_that_it_must_be_approved_again(
    root: Path, mh: Mh
) -> None:
    (root / RD).write_text(f"{on_disk(root)}note: Lagt til.\n", encoding="utf-8")
    git(root, "commit", "-qam", "Noe mer")
    told = "Denne rapporten er endret etter at RD godkjente den (9. desember 2024)."
    assert told in Visitor(root).page("/report/2024/RD")
    book = load_workbook(sent(mh, root))
    assert any(told in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def test_two_proposals_merge_to_a_draft_if_one_writes_what_the_other_approved(
    visitor: Visitor, root: Path
) -> None:
    """The form takes in what others have changed, field by field: an approval is of the whole."""
    text = on_disk(root).replace(rd_approved(on_disk(root)) + "\n", "")
    (root / RD).write_text(text, encoding="utf-8")
    git(root, "commit", "-qam", "Et utkast")
    approval = {"approved.by": "RD", "approved.date": "12. desember 2024"}
    visitor.fill("/report/2024/RD", approval, "save", 303)
    assert rd_approved(proposed(root, RD))
    (root / RD).write_text(f"{text}note: Lagt til av en annen.\n", encoding="utf-8")
    git(root, "commit", "-qam", "Noe mer")
    visitor.hand_in()
    assert "Lagt til av en annen." in proposed(root, RD)
    assert not rd_approved(proposed(root, RD))


FIELDS = ("foreword", "assessment", "next")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(FIELDS), st.integers(0, 2)),
        st.tuples(st.just("set"), st.sampled_from(FIELDS), st.integers(0, 2)),
        st.tuples(st.just("branch"), st.sampled_from(FIELDS), st.integers(0, 2)),
        st.tuples(st.sampled_from(["approve", "merge", "approve on the branch"])),
    ),
    max_size=8,
)


def lines_of(text: str) -> dict[str, str]:
    """The lines of a report by their keys."""
    return {line.partition(":")[0]: line for line in text.splitlines()}


@settings(
    max_examples=40 if THOROUGH else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_whatever_is_done_no_text_is_approved_that_nobody_approved(
    steps: list[tuple[str, ...]], mh: Mh, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Written in files, set by command, on branches and merged: only what was approved whole counts."""
    keys = [f"{key}: {{nb: tom}}\n# {key}\n#\n#\n" for key in FIELDS]
    root = build(tmp_path_factory.mktemp("r"), on_main(DRAFT + "".join(keys))).root
    git(root, "branch", "them")
    approved: list[dict[str, str]] = []

    def commit(text: str, branch: str) -> None:
        git(root, "checkout", "-q", branch)
        (root / JD).write_text(text, encoding="utf-8")
        git(root, "commit", "-q", "--allow-empty", "-am", "Noe")
        git(root, "checkout", "-q", "main")

    for number, (what, *how) in enumerate(steps, 1):
        branch = "them" if what in ("branch", "approve on the branch") else "main"
        text = git(root, "show", f"{branch}:{JD}") + "\n"
        if what == "merge":
            git(root, "merge", "-q", "-m", "Flett", "them", check=False)
            git(root, "merge", "--abort", check=False)
        elif what == "set":
            assert mh("set", "2026-JD", f"{how[0]}=verdi {how[1]}", cwd=root).code == 0
            git(root, "commit", "-q", "--allow-empty", "-am", "Satt")
        elif how:
            line = f"{how[0]}: {{nb: verdi {how[1]}}}"
            commit(text.replace(lines_of(text)[how[0]], line), branch)
        else:
            line = f"approved: {{by: JD, date: {date(2027, 1, number)}}}\n"
            kept = [old for old in text.splitlines(keepends=True) if not old.startswith("approved:")]
            commit("".join(kept) + line, branch)
            approved.append(lines_of(git(root, "show", f"{branch}:{JD}")))
        [(_, counts)] = approvals(mh, root)
        assert not counts or lines_of(on_disk(root, JD)) in approved
