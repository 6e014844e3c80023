"""Proposals: what an adviser changes is a branch of its own, and nothing else is touched or lost."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import ARTICLE_FILE, LAW_FILE, MEASURE, MEASURE_FILE, RECOMMENDATION_FILE, STRATEGY_FILE
from hostile import GIT_PLACES, HOOKS, OTHER, PROGRAMS, REFUSED, Outside, harmless, link, outside, setting
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.assignments import Edit, applied
from menneskehandel_cli.edits.change import FileChange, read_subject, rewritten
from menneskehandel_cli.edits.proposals.merging import Merge
from menneskehandel_cli.edits.proposals.proposal import Proposal, name_for
from menneskehandel_cli.edits.proposals.sending import Remote, opened_at
from menneskehandel_cli.edits.saving import ChangedMeanwhile, alone
from menneskehandel_cli.git import CommitTree, GitTrouble
from menneskehandel_cli.git.making import Words, identity
from menneskehandel_cli.git.running import run_git
from menneskehandel_cli.language import Refused, say
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register import load
from menneskehandel_cli.reports.log import difference
from menneskehandel_cli.rules.example import BASE
from repositories import Repo, Step, build, changed_lines, git
from support import contents, each, edit, refusal, some

KARI = ("Kari Nordmann", "kari@jd.example")
NOON = datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=2)))
NAME = "2026-06-01-mottak"
COMMENTED = MEASURE.replace("status: in_progress\n", "status: in_progress  # etter møtet\n", 1).replace(
    "tasks:\n", "# Oppgavene står i strategien.\ntasks:\n"
)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository with the small strategy, its measure commented, in a folder of its own."""
    return build(tmp_path / "arkiv", [Step("2026-01-10", {MEASURE_FILE: COMMENTED, "LES-MEG": "Les meg.\n"})])


def begin(repo: Repo, name: str = NAME) -> Proposal:
    return Proposal.begin(repo.root, name)


def changing(proposal: Proposal, path: str, old: str, new: str) -> FileChange:
    """A change of one text in a file, as it is in the proposal."""
    before = read(proposal, path)
    assert old in before.decode()
    return FileChange(path, before, before.decode().replace(old, new, 1).encode())


def save(proposal: Proposal, path: str, old: str, new: str, message: str = "Endre") -> str:
    return proposal.save([changing(proposal, path, old, new)], Words(message, KARI, NOON))


def completed(repo: Repo) -> Proposal:
    """A proposal with one change saved: the status of the measure."""
    proposal = begin(repo)
    save(proposal, MEASURE_FILE, "status: in_progress", "status: completed")
    return proposal


def advance(repo: Repo, path: str, old: str, new: str) -> str:
    """Somebody else's commit on ``main``."""
    edit(repo.root, path, old, new)
    return committed(repo)


def committed(repo: Repo) -> str:
    """All that stands in the user's files becomes a commit."""
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Noe annet")
    return repo.git("rev-parse", "HEAD")


def read(proposal: Proposal, path: str) -> bytes:
    """A file as the proposal has it."""
    data = proposal.repository.file(proposal.tip, path)
    assert data is not None
    return data


def paths(proposal: Proposal) -> set[str]:
    """The files that the proposal has."""
    return {*proposal.repository.entries(proposal.tip)}


def records(proposal: Proposal) -> list[str]:
    """The record of each thing that the proposal changes."""
    trees = [CommitTree.of(proposal.repository, commit) for commit in (proposal.fork, proposal.tip)]
    return [delta.record for delta in difference("", "", *map(load, trees)).deltas]


def catch_up(proposal: Proposal, **more: Any) -> Any:
    """The conflicts, whether it was begun anew, and the commit that was made, if any."""
    before = proposal.tip
    conflicts, anew = proposal.catch_up(Words("Ta inn det nye", KARI, NOON), **more)
    made = proposal.tip if proposal.tip != before else None
    return SimpleNamespace(conflicts=conflicts, anew=anew, commit=made)


# The user's own -----------------------------------------------------------------------------------


def test_the_users_files_index_and_branch_are_untouched(repo: Repo) -> None:
    """Also where they are in the middle of something: changed, staged and unknown files."""
    (repo.root / MEASURE_FILE).write_text("halvferdig", encoding="utf-8")
    (repo.root / STRATEGY_FILE).write_text("lagt til\n", encoding="utf-8")
    repo.git("add", STRATEGY_FILE)
    (repo.root / "notat.txt").write_text("mitt", encoding="utf-8")

    def state() -> tuple[object, ...]:
        own = [(repo.folder / ".git" / name).read_bytes() for name in ("index", "config", "HEAD")]
        return contents(repo.root), own, repo.git("rev-parse", "main")

    before = state()
    proposal = completed(repo)
    Proposal.open(repo.root, NAME)
    proposal.send()
    assert state() == before
    assert len(repo.git("worktree", "list").splitlines()) == 1


def test_a_commit_has_the_author_the_moment_and_the_message(repo: Repo) -> None:
    proposal = begin(repo)
    author = ("Åse <Ør>\n", "aase@jd.example")
    message = "Tiltak 1 er ferdig\n\nDet sto i rapporten.\n"
    proposal.save(
        [changing(proposal, MEASURE_FILE, "in_progress", "completed")], Words(message, author, NOON)
    )
    told = repo.git("log", "-1", "--format=%an|%ae|%aI|%cn|%B", proposal.branch)
    who = "Åse Ør|aase@jd.example|2026-06-01T12:00:00+02:00|Åse Ør|"
    assert told == f"{who}{message.strip()}"
    [commit] = proposal.commits()
    assert (commit.subject, commit.day) == ("Tiltak 1 er ferdig", date(2026, 6, 1))


def test_five_changed_records_are_one_branch(repo: Repo) -> None:
    proposal = begin(repo)
    for path, old, new in [
        (MEASURE_FILE, "Samordne arbeidet", "Samordne alt arbeid"),
        (ARTICLE_FILE, "title: Samordning", "title: Samordning av arbeidet"),
        (LAW_FILE, "extent: part", "extent: full"),
        (RECOMMENDATION_FILE, "Bedre samordning", "Mye bedre samordning"),
        (STRATEGY_FILE, "Alle vet hvem", "Alle vet nå hvem"),
    ]:
        save(proposal, path, old, new, f"Endre {path}")
    assert [commit.subject.split("/")[-1] for commit in proposal.commits()] == [
        *("01-samordning.yaml", "coe-29.yaml", "coe-29.yaml", "greta-r3-coordination.yaml"),
        "strategy.yaml",
    ]
    assert repo.git("branch", "--list", "forslag/*", "--format=%(refname:short)") == proposal.branch
    assert {*records(proposal)} == {*("T01", "coe-29", "law-coe-29", "greta-r3-coordination", "strategy")}


def test_a_strategy_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    repo = build(tmp_path / "arkiv", [Step("2026-01-10", {})], prefix="plan/strategi/")
    proposal = completed(repo)
    shown = repo.git("show", "--format=", "--name-only", proposal.branch)
    assert shown == f"plan/strategi/{MEASURE_FILE}"
    assert b"completed" in read(Proposal.open(repo.root, NAME), MEASURE_FILE)


def test_a_linked_working_tree_or_a_bare_repository_has_proposals(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", "-b", "annen", str(tmp_path / "lenket"))
    Proposal.begin(tmp_path / "lenket", "a")
    assert [proposal.name for proposal in Proposal.all(repo.root)] == ["a"]
    git(tmp_path, "clone", "-q", "--bare", str(repo.folder), "bart.git")
    bare = Proposal.begin(tmp_path / "bart.git", "b")
    save(bare, MEASURE_FILE, "in_progress", "completed")
    assert len(bare.commits()) == 1


def test_it_starts_from_the_mainline_that_the_strategy_names(tmp_path: Path) -> None:
    strategy = str(BASE[STRATEGY_FILE]) + "history: {ref: main}\n"
    repo = build(tmp_path / "arkiv", [Step("2026-01-10", {STRATEGY_FILE: strategy})])
    repo.git("checkout", "-q", "-b", "mitt")
    (repo.root / MEASURE_FILE).write_text("mitt", encoding="utf-8")
    committed(repo)
    proposal = begin(repo)
    assert (proposal.base, proposal.tip) == ("main", repo.git("rev-parse", "main"))


# Refused ------------------------------------------------------------------------------------------


def test_an_empty_change_is_refused(repo: Repo) -> None:
    proposal = begin(repo)
    for act in (lambda: save(proposal, MEASURE_FILE, "T01", "T01"), proposal.send):
        with refusal(r"proposal\.empty"):
            act()
    assert proposal.commits() == ()


@pytest.mark.parametrize(
    "path", ["../ute.yaml", ".git/config", "data/obligations/../x.yaml", "LES-MEG", "/etc/passwd", ""]
)
def test_only_files_of_records_can_be_saved(path: str, repo: Repo) -> None:
    proposal = begin(repo)
    with refusal("misplaced"):
        proposal.save([FileChange(path, None, b"x: 1\n")], Words("Ut", KARI, NOON))
    assert proposal.commits() == ()


def test_a_file_that_has_changed_meanwhile_is_not_overwritten(repo: Repo) -> None:
    """Two tabs have the same file open: the second to save is told."""
    proposal = begin(repo)
    one = changing(proposal, MEASURE_FILE, "in_progress", "completed")
    two = changing(proposal, MEASURE_FILE, "Samordne", "Styre")
    proposal.save([one], Words("En", KARI, NOON))
    with pytest.raises(ChangedMeanwhile):
        proposal.save([two], Words("To", KARI, NOON))
    assert read(proposal, MEASURE_FILE) == one.after
    assert len(proposal.commits()) == 1


@pytest.mark.parametrize("name", ["", "Mottak", "a/b", "../a", "-a", "a b", "å", "a.lock", "x" * 81])
def test_a_name_that_git_or_a_disk_might_misread_is_refused(name: str, repo: Repo) -> None:
    with refusal(r"proposal\.name"):
        begin(repo, name)
    with refusal(r"proposal\.unknown"):
        Proposal.open(repo.root, name)


def test_a_taken_name_is_refused_and_another_branch_is_not_ours(repo: Repo) -> None:
    begin(repo)
    with refusal(r"proposal\.taken"):
        begin(repo)
    repo.git("branch", "forslag/for-hand")
    assert [proposal.name for proposal in Proposal.all(repo.root)] == [NAME]
    with refusal(r"proposal\.unknown"):
        Proposal.open(repo.root, "for-hand")
    with refusal(r"proposal\.taken"):
        begin(repo, "for-hand")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Mottak", "2026-06-01-mottak"),
        ("Ny frist på tiltak 7!", "2026-06-01-ny-frist-pa-tiltak-7"),
        ("Ærlig øl", "2026-06-01-aerlig-ol"),
        ("čáhci", "2026-06-01-cahci"),
        ("…", "2026-06-01"),
    ],
)
def test_a_name_is_made_from_a_day_and_a_word_and_cannot_be_guessed(word: str, name: str, repo: Repo) -> None:
    made = name_for(date(2026, 6, 1), word)
    assert re.fullmatch(f"{name}-[0-9a-f]{{12}}", made)
    assert name_for(date(2026, 6, 1), word) != made
    assert begin(repo, made).name == made


# Interrupted --------------------------------------------------------------------------------------


def test_a_lock_on_the_branch_is_told_and_taken_away_by_opening_it_again(repo: Repo) -> None:
    """Another git may have it, or one that was killed has left it."""
    proposal = begin(repo)
    lock = repo.folder / f".git/refs/heads/forslag/{NAME}.lock"
    lock.write_bytes(b"")
    with pytest.raises(GitTrouble) as locked:
        save(proposal, MEASURE_FILE, "in_progress", "completed")
    assert (locked.value.trouble, locked.value.about) == ("locked", str(lock))
    save(Proposal.open(repo.root, NAME), MEASURE_FILE, "in_progress", "completed")


@pytest.mark.parametrize("carry", [Path.rename, shutil.copytree])
def test_a_repository_that_is_moved_or_copied_keeps_its_proposals(
    carry: Callable[[Path, Path], object], repo: Repo, tmp_path: Path
) -> None:
    save(begin(repo), MEASURE_FILE, "in_progress", "completed")
    carry(repo.folder, tmp_path / "flyttet")
    assert b"completed" in read(Proposal.open(tmp_path / "flyttet", NAME), MEASURE_FILE)


def test_many_at_once_lose_nothing(repo: Repo) -> None:
    """Ten threads save to one proposal, each reading again what it is too late for."""
    proposal = begin(repo)
    wrong: list[Exception] = []

    def work(number: int) -> None:
        path = f"data/measures/{number:02}-nytt.yaml"
        try:
            for round_ in range(3):
                own = Proposal.open(repo.root, NAME)
                before = read(own, path) if round_ else None
                text = MEASURE.replace("T01", f"T{number:02}") + f"note: Runde {round_}.\n"
                own.save([FileChange(path, before, text.encode())], Words(f"{number} {round_}", KARI, NOON))
        except Exception as error:  # noqa: BLE001 - told below
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    subjects = {commit.subject for commit in proposal.commits()}
    assert subjects == {f"{number} {round_}" for number in range(10, 20) for round_ in range(3)}
    assert all(b"Runde 2." in read(proposal, f"data/measures/{number}-nytt.yaml") for number in range(10, 20))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_the_lock_lasts_as_long_as_git_runs(tmp_path: Path) -> None:
    """A run may be killed while its git still writes: nobody else may begin before that has ended."""
    words = ["-c", "alias.vent=!touch begynt && sleep 1 && touch ferdig", "vent"]
    with alone(tmp_path, lambda: None) as held:
        copy = os.dup(held or 0)  # what git inherits; this process lets go of both
        worker = threading.Thread(target=lambda: run_git(tmp_path, words, held=copy))
        worker.start()
        while not (tmp_path / "begynt").exists():
            time.sleep(0.01)
        os.close(copy)
    with alone(tmp_path, lambda: None):
        assert (tmp_path / "ferdig").exists()
    worker.join()


KILLED = """
import os, random, signal, sys, time, traceback
from datetime import UTC, datetime
from pathlib import Path
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import FileChange
from menneskehandel_cli.edits.proposals.proposal import Proposal
from menneskehandel_cli.git.making import Words

root, path, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
random.seed(16)
when = datetime(2026, 6, 1, 12, tzinfo=UTC)
log = Path(sys.argv[4])

def work():
    proposal = Proposal.open(root, "drept")
    while True:
        data = proposal.repository.file(proposal.tip, path)
        assert parse(path, data).readable
        number = int(data.rsplit(b" ", 1)[1]) + 1
        after = data.rsplit(b" ", 1)[0] + b" %d\\n" % number
        proposal.save([FileChange(path, data, after)], Words(f"nummer {number}", ("K", "k@x"), when))
        with log.open("ab", buffering=0) as file:
            file.write(b"%d\\n" % number)

pace = 0.0
for number in range(kills):
    saved = log.read_bytes().count(b"\\n")
    child = os.fork()
    os.setpgid(child, child or os.getpid())  # by both, whichever is first
    if child == 0:
        try:
            work()
        finally:
            traceback.print_exc()
            os._exit(1)
    try:
        if number % 4 == 0:  # some saves are told of, also on a busy machine
            begun, wanted = time.monotonic(), 1 if number else 4
            while log.read_bytes().count(b"\\n") < saved + wanted:
                assert time.monotonic() < begun + 120, "it saves nothing"
                time.sleep(0.01)
            pace = (time.monotonic() - begun) / wanted
        time.sleep(min(random.random() * 3 * pace, 0.3))  # busy once is not always busy
    finally:  # at times git is killed with it, at times it is left to end alone
        (os.killpg if number % 2 else os.kill)(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"
"""


@pytest.mark.attack
def test_killed_again_and_again_nothing_saved_is_lost(repo: Repo, tmp_path: Path) -> None:
    """Saves, killed at no moment of our choosing: every save that was told of is in the branch."""
    path, kills = "data/measures/02-teller.yaml", 60
    proposal = begin(repo, "drept")
    text = MEASURE.replace("T01", "T02") + "note: Runde 0\n"
    proposal.save([FileChange(path, None, text.encode())], Words("nummer 0", KARI, NOON))
    log = tmp_path / "logg"
    log.touch()
    script = [sys.executable, "-c", KILLED, str(repo.root), path, str(kills), str(log)]
    done = subprocess.run(script, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    told = [int(line) for line in log.read_text().split()]
    opened = Proposal.open(repo.root, "drept")
    numbers = [int(commit.subject.split()[1]) for commit in opened.commits()]
    assert numbers == list(range(len(numbers)))
    assert set(told) <= set(numbers)
    assert len(told) > kills / 4
    assert read(opened, path).endswith(b" %d\n" % numbers[-1])
    assert repo.git("fsck", "--strict", "--no-dangling") == ""
    assert {*records(opened)} == {"T02"}


# Undoing ------------------------------------------------------------------------------------------

_TYPED: dict[str, list[Any]] = {
    "status": ["completed", "not_started"],
    "title.nb": ["Samordne alt", "Samarbeide: mer #1"],
    "summary.nb": ["Kort.", "Lang " * 40],
    "tasks.T01.1.due": ["2030-09", "2031"],
    "tasks.T01.1.evidence": [[{"title": "Vedtak", "url": "https://a.no"}], [{"title": "Møte"}]],
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A repository in which proposal after proposal is begun."""
    return build(tmp_path_factory.mktemp("kontor"), [Step("2026-01-10", {MEASURE_FILE: COMMENTED})])


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_what_is_undone_is_as_if_it_had_never_been_saved(office: Repo, data: st.DataObject) -> None:
    """In any order, and only a later change of the same field stands in the way."""
    proposal = begin(office, f"p-{secrets.token_hex(8)}")
    saves = st.tuples(st.sampled_from([*_TYPED]), st.integers(0, 1))
    edits = [Edit(name, _TYPED[name][n]) for name, n in data.draw(st.lists(saves, min_size=1, max_size=4))]
    standing: dict[str, tuple[Edit, bytes]] = {}
    for number, edit in enumerate(edits):
        subject = read_subject(CommitTree.of(proposal.repository, proposal.tip), MEASURE_FILE)
        change = rewritten(subject, applied(subject, [edit], "nb")[0])
        if change is not None:
            proposal.save([change], Words(f"T01: {number}\n\nNr. {number}.", KARI, NOON))
            standing[proposal.tip] = (edit, subject.data)
    newest_first = True
    while standing:
        made, names = [*standing], [edit.field for edit, _ in standing.values()]
        place = data.draw(st.integers(0, len(made) - 1))
        if names[place] in names[place + 1 :]:
            with refusal("Undo this later change first"):
                proposal.undo(made[place], Words("Angret", KARI, NOON))
            place = len(made) - 1
        proposal.undo(made[place], Words("Angret", KARI, NOON))
        newest_first = newest_first and place == len(made) - 1
        _, before = standing.pop(made[place])
        assert [one.id for one in proposal.changes()] == [*standing]
        fork = read_subject(CommitTree.of(proposal.repository, proposal.fork), MEASURE_FILE)
        left = applied(fork, [edit for edit, _ in standing.values()], "nb")[0]
        assert parse("", read(proposal, MEASURE_FILE)).value == left
        assert read(proposal, MEASURE_FILE) == before or not newest_first
    assert read(proposal, MEASURE_FILE) == COMMENTED.encode()


def test_only_later_changes_of_the_same_field_are_undone_first(repo: Repo) -> None:
    """Also one that has set it back, so that undoing the change would seem to do nothing."""
    proposal, new = begin(repo), "data/measures/02-nytt.yaml"
    made = FileChange(new, None, MEASURE.replace("T01", "T02").encode())
    added = proposal.save([made], Words("Nytt", KARI, NOON))
    for old, now in pairwise(("in_progress", "completed", "not_started", "completed")):
        save(proposal, MEASURE_FILE, f"status: {old}", f"status: {now}")
    with refusal("Undo this later change first"):
        proposal.undo(proposal.changes()[2].id, Words("Angret", KARI, NOON))
    proposal.undo(added, Words("Angret", KARI, NOON))
    assert new not in paths(proposal)


def test_what_others_have_changed_since_is_not_undone_with_it(repo: Repo) -> None:
    proposal = completed(repo)
    advance(repo, MEASURE_FILE, "title: Samordne arbeidet", "title: Samordne alt")
    catch_up(proposal)
    before = proposal.tip
    with refusal("Others have since changed"):
        proposal.undo(proposal.changes()[0].id, Words("Angret", KARI, NOON))
    assert proposal.tip == before


# Catching up --------------------------------------------------------------------------------------


def test_a_base_that_has_moved_is_merged_record_by_record(repo: Repo) -> None:
    """Neighbouring lines of one record: git would call it a conflict, the values are none."""
    proposal = begin(repo)
    save(proposal, MEASURE_FILE, "focus_area: 1\n", "focus_area: 1\nsummary: Alle samarbeider.\n")
    theirs = advance(repo, MEASURE_FILE, "title: Samordne arbeidet", "title: Samordne alt  # nytt navn")
    tip = proposal.tip
    caught = catch_up(proposal)
    assert caught.conflicts == []
    assert repo.git("show", "-s", "--format=%P", caught.commit) == f"{tip} {theirs}"
    text = read(proposal, MEASURE_FILE).decode()
    assert "title: Samordne alt  # nytt navn" in text
    assert "summary: Alle samarbeider." in text
    assert "# etter møtet" in text
    assert changed_lines(repo.folder, theirs, proposal.tip) == ["+summary: Alle samarbeider."]
    assert [commit.subject for commit in proposal.commits()] == ["Endre", "Ta inn det nye"]
    assert catch_up(proposal).commit is None


def test_comments_of_both_sides_are_kept(repo: Repo) -> None:
    proposal = begin(repo)
    save(proposal, MEASURE_FILE, "status: in_progress  # etter møtet", "status: completed  # sagt i mai")
    advance(repo, MEASURE_FILE, "    due: 2030-06\n", "    due: 2030-09  # utsatt\n")
    assert catch_up(proposal).commit
    text = read(proposal, MEASURE_FILE).decode()
    assert "status: completed  # sagt i mai\n" in text
    assert "    due: 2030-09  # utsatt\n" in text


def test_new_files_of_the_base_come_in_and_its_other_files_too(repo: Repo) -> None:
    proposal = completed(repo)
    (repo.root / "data/measures/02-annet.yaml").write_text(MEASURE.replace("T01", "T02"), encoding="utf-8")
    (repo.root / "LES-MEG").write_text("Les mer.\n", encoding="utf-8")
    (repo.root / RECOMMENDATION_FILE).unlink()
    committed(repo)
    assert catch_up(proposal).commit
    assert "data/measures/02-annet.yaml" in paths(proposal)
    assert RECOMMENDATION_FILE not in paths(proposal)
    assert repo.git("show", f"{proposal.branch}:LES-MEG") == "Les mer."
    assert repo.git("diff", "--name-only", "main", proposal.branch) == MEASURE_FILE


@pytest.mark.parametrize(("side", "status"), [("ours", "completed"), ("theirs", "discontinued")])
def test_a_conflict_is_shown_and_resolved_by_a_choice(side: str, status: str, repo: Repo) -> None:
    """Nothing is written before."""
    proposal = completed(repo)
    save(proposal, MEASURE_FILE, "due: 2030-06", "due: 2030-09")
    advance(repo, MEASURE_FILE, "status: in_progress  #", "status: discontinued  #")
    before = proposal.tip
    [conflict] = catch_up(proposal).conflicts
    assert (conflict.record, conflict.field) == ("T01", "status")
    assert (conflict.base, conflict.ours, conflict.theirs) == ("in_progress", "completed", "discontinued")
    assert proposal.tip == before
    caught = catch_up(proposal, chosen={conflict.token: side})
    assert caught.commit == proposal.tip
    value = parse("", read(proposal, MEASURE_FILE)).value
    assert (value["status"], value["tasks"][0]["due"]) == (status, "2030-09")


def test_a_choice_holds_only_for_the_conflict_that_was_shown(repo: Repo) -> None:
    """The other side has changed it once more: it is asked again."""
    proposal = completed(repo)
    advance(repo, MEASURE_FILE, "status: in_progress  #", "status: discontinued  #")
    [first] = catch_up(proposal).conflicts
    advance(repo, MEASURE_FILE, "status: discontinued  #", "status: not_started  #")
    [second] = catch_up(proposal, chosen={first.token: "ours"}).conflicts
    assert second.theirs == "not_started"


COMPLETED = ("status: in_progress  #", "status: completed  #")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        # Two fields of one task.
        (("due: 2030-06", "due: 2030-09"), ("text: Opprette en", "text: Lage en"), []),
        # A statement is never put together from both sides.
        (("date: 2026-01-15", "date: 2026-05-30"), ("{by: JD, d", "{by: AID, d"), ["status_source"]),
        # The source of a status is about that status.
        (COMPLETED, ("date: 2026-01-15", "date: 2026-02-01"), ["status", "status_source"]),
        # The same change on both sides.
        (COMPLETED, COMPLETED, []),
        # A link is one statement, another link another.
        (
            ("contribution: full\n", "contribution: part\n"),
            ("basis: strategy, contribution", "basis: editorial, contribution"),
            [],
        ),
        (
            ("note: Gruppen samordner", "note: Gruppa samordner"),
            ("basis: editorial", "basis: strategy"),
            ["addresses:coe-29.1"],
        ),
    ],
)
def test_what_is_one_statement_is_not_merged_by_halves(
    ours: tuple[str, str], theirs: tuple[str, str], expected: list[str], repo: Repo
) -> None:
    proposal = begin(repo)
    save(proposal, MEASURE_FILE, *ours)
    advance(repo, MEASURE_FILE, *theirs)
    assert [conflict.field for conflict in catch_up(proposal).conflicts] == expected


def test_a_record_deleted_on_one_side_and_changed_on_the_other(repo: Repo) -> None:
    proposal = completed(repo)
    (repo.root / MEASURE_FILE).unlink()
    committed(repo)
    [conflict] = catch_up(proposal).conflicts
    assert (conflict.record, conflict.field, conflict.theirs) == ("T01", "", None)
    assert catch_up(proposal, chosen={conflict.token: "ours"}).commit
    assert MEASURE_FILE in paths(proposal)


def test_a_renamed_file_is_still_the_same_record(repo: Repo) -> None:
    moved = "data/measures/01-samarbeid.yaml"
    proposal = begin(repo)
    save(proposal, MEASURE_FILE, "Samordne arbeidet", "Samordne alt")
    (repo.root / MEASURE_FILE).rename(repo.root / moved)
    committed(repo)
    assert catch_up(proposal).commit
    assert MEASURE_FILE not in paths(proposal)
    assert b"Samordne alt" in read(proposal, moved)


def test_a_file_that_cannot_be_read_is_a_conflict_as_a_whole(repo: Repo) -> None:
    proposal = completed(repo)
    advance(repo, MEASURE_FILE, "focus_area: 1", "focus_area: [1")
    [conflict] = catch_up(proposal).conflicts
    assert (conflict.record, conflict.field) == ("T01", "")
    assert "focus_area: [1" in str(conflict.theirs)


_TEXTS = st.sampled_from(["en", "to", "tre"])
_FIELDS = ("summary", "note", "title", "focus_area")


@given(
    ours=st.dictionaries(st.sampled_from(_FIELDS), _TEXTS),
    theirs=st.dictionaries(st.sampled_from(_FIELDS), _TEXTS),
    tasks=st.tuples(*[st.sets(st.sampled_from(["T01.2", "T01.3", "T01.4"]))] * 2),
)
def test_fields_that_do_not_overlap_are_all_kept(
    ours: dict[str, str], theirs: dict[str, str], tasks: tuple[set[str], set[str]]
) -> None:
    """What one side changed is in the merge, what both changed is a conflict, and nothing else is."""
    base = parse("", MEASURE.encode()).value
    sides = []
    for changed, new in zip((ours, theirs), tasks, strict=True):
        more = [{"id": name, "text": name} for name in sorted(new)]
        sides.append(base | changed | {"tasks": [*base["tasks"], *more]})
    merge = Merge("x", {})
    made = merge.record("T01", [base, *sides], Measure)
    both = {key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]}
    assert {conflict.field for conflict in merge.conflicts} == both
    for key, value in {**ours, **theirs}.items():
        assert key in both or made[key] == value
    assert {task["id"] for task in made["tasks"]} == {"T01.1"} | tasks[0] | tasks[1]
    assert {**made, "tasks": 0} == {**base, **ours, **theirs, "tasks": 0}


_EVIDENCE = st.fixed_dictionaries({"url": st.sampled_from(["a", "b", "c"]), "date": st.integers(1, 3)})
_SIDES: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "title": st.fixed_dictionaries({"nb": _TEXTS, "en": _TEXTS}),
        "summary": _TEXTS,
        "status": st.sampled_from(["completed", "in_progress", "not_started"]),
        "lead": _TEXTS,
        "responsible": st.lists(_TEXTS, unique=True),
        "evidence": st.lists(_EVIDENCE, unique_by=lambda one: one["url"]),
    }
)


@given(sides=st.tuples(_SIDES, _SIDES, _SIDES), side=st.sampled_from(["ours", "both"]))
def test_choosing_mine_or_both_loses_no_entry_that_a_colleague_added(sides: Any, side: Any) -> None:
    """Of a list of words or of records; a text, a date or a status is the one that was chosen."""
    base, ours, theirs = sides
    asked = Merge("x", {})
    asked.record("T01", sides, Measure)
    chosen = {conflict.token: side for conflict in asked.conflicts}
    made = Merge("x", chosen).record("T01", sides, Measure)
    for key in ("title", "summary", "status", "lead"):
        mine = ours[key] != base[key] and (side == "ours" or theirs[key] == base[key])
        assert made[key] == (ours if mine else theirs)[key]
    for key, name in (("responsible", str), ("evidence", lambda one: one["url"])):
        was, mine, other, now = ({*map(name, one.get(key, ()))} for one in (base, ours, theirs, made))
        assert (mine | other) - was <= now
        for kept in (ours, theirs) if side == "both" else (ours,):
            assert all(one in made[key] for one in kept[key] if name(one) not in was)


# Sending ------------------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are laid, by this process and by those that it starts."""
    place = tmp_path / "midlertidig"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place


@pytest.fixture
def remote(repo: Repo, tmp_path: Path) -> Path:
    """A bare repository that the strategy's own knows as ``origin``."""
    git(tmp_path, "clone", "-q", "--bare", str(repo.folder), "fjern.git")
    repo.git("remote", "add", "origin", str(tmp_path / "fjern.git"))
    return tmp_path / "fjern.git"


def test_a_branch_is_pushed_and_then_counts_as_sent(repo: Repo, remote: Path) -> None:
    proposal = completed(repo)
    sent = proposal.send()
    assert (sent.remote, sent.address, sent.page, sent.bundle) == ("origin", str(remote), None, None)
    assert git(remote, "rev-parse", proposal.branch) == proposal.tip
    save(proposal, MEASURE_FILE, "Samordne", "Styre")
    assert not proposal.is_sent
    proposal.send()
    assert git(remote, "rev-parse", proposal.branch) == proposal.tip


def test_a_branch_that_somebody_else_has_changed_is_not_overwritten(repo: Repo, remote: Path) -> None:
    proposal = completed(repo)
    proposal.send()
    theirs = git(remote, "commit-tree", "-p", proposal.tip, "-m", "Annet", f"{proposal.tip}^{{tree}}")
    git(remote, "update-ref", f"refs/heads/{proposal.branch}", theirs)
    save(proposal, MEASURE_FILE, "Samordne", "Styre")
    sent = proposal.send()
    assert git(remote, "rev-parse", proposal.branch) == theirs
    assert sent.branch != proposal.branch
    assert git(remote, "rev-parse", sent.branch) == proposal.tip


def test_a_remote_branch_called_as_the_folder_is_in_nobodys_way(repo: Repo, remote: Path) -> None:
    git(remote, "branch", "forslag", "main")
    proposal = completed(repo)
    assert git(remote, "rev-parse", proposal.send().branch) == proposal.tip


def test_without_a_remote_a_file_is_made_for_the_coordinator(repo: Repo, tmp_path: Path) -> None:
    proposal = completed(repo)
    sent = proposal.send()
    assert (sent.remote, sent.page) == (None, None)
    git(tmp_path, "clone", "-q", str(repo.folder), "annen")
    other = tmp_path / "annen"
    git(other, "fetch", "-q", str(sent.bundle), proposal.branch)
    assert git(other, "rev-parse", "FETCH_HEAD") == proposal.tip


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("{}/finnes-ikke.git", "proposal.no_remote_there"),
        ("ext::sh -c {}", "proposal.protocol"),
        ("http://127.0.0.1:9/x.git", "proposal.protocol"),
        ("git://127.0.0.1:9/x.git", "proposal.protocol"),
        ("https://ola:hemmelig@127.0.0.1:9/x.git", "proposal.unreachable"),
    ],
)
def test_what_cannot_be_sent_is_told_in_words(address: str, key: str, repo: Repo, tmp_path: Path) -> None:
    repo.git("remote", "add", "origin", address.format(tmp_path))
    proposal = completed(repo)
    for act in (proposal.fetch, proposal.send):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.key == key, refused.value.params
        assert "hemmelig" not in say(f"failure.{key}", "nb", **refused.value.params)
    assert not proposal.is_sent


# What is new at the remote


@pytest.fixture
def colleague(remote: Path, tmp_path: Path) -> Callable[..., str]:
    """Somebody else, who changes the text of a file on ``main`` in a clone and pushes the commit."""

    def change(path: str, old: str, new: str) -> str:
        clone = tmp_path / "kollega"
        if not clone.exists():
            git(tmp_path, "clone", "-q", str(remote), str(clone))
        text = (clone / path).read_text(encoding="utf-8")
        assert old in text
        (clone / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        git(clone, "commit", "-q", "-a", "-m", "Fra en kollega")
        git(clone, "push", "-q", "origin", "main")
        return git(clone, "rev-parse", "main")

    return change


def test_what_is_new_at_the_remote_is_taken_in(repo: Repo, colleague: Callable[..., str]) -> None:
    """And the user's own branches, also those that follow the remote, stay where they were."""

    def refs() -> list[str]:
        return [line for line in repo.git("show-ref").splitlines() if "/forslag/" not in line]

    repo.git("fetch", "-q", "origin")
    before = refs()
    (repo.folder / ".git/FETCH_HEAD").write_text("mitt\n")
    proposal = completed(repo)
    new = colleague(MEASURE_FILE, "Samordne", "Styre")
    proposal.fetch()
    assert catch_up(proposal).commit == proposal.tip
    assert repo.git("merge-base", "--is-ancestor", new, proposal.tip, check=False) == ""
    text = read(proposal, MEASURE_FILE).decode()
    assert "Styre" in text
    assert "status: completed" in text
    # What a colleague has changed is no change of the proposal.
    assert proposal.fork == new
    assert records(proposal) == ["T01"]
    assert len(proposal.commits()) == 2
    assert refs() == before
    assert (repo.folder / ".git/FETCH_HEAD").read_text() == "mitt\n"
    # The next time there is nothing new, also if the user has taken it in by git meanwhile.
    repo.git("pull", "-q", "--ff-only", "origin", "main")
    proposal = Proposal.open(repo.root, NAME)
    proposal.fetch()
    assert catch_up(proposal).commit is None
    assert proposal.fork == new


def test_only_what_is_missing_is_fetched(
    repo: Repo, remote: Path, colleague: Callable[..., str], temporary: Path, tmp_path: Path
) -> None:
    def objects() -> int:
        told = repo.git("count-objects", "-v").splitlines()
        return sum(int(line.split()[1]) for line in told if line.startswith(("count", "in-pack")))

    proposal = completed(repo)
    colleague(MEASURE_FILE, "Samordne", "Styre")
    before = objects()
    proposal.fetch()
    assert objects() - before == 5  # a commit, three folders and a file
    proposal.fetch()
    assert objects() - before == 5
    assert [*temporary.iterdir()] == []
    # A clone without its history goes on from where it begins.
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{remote}", "grunn")
    proposal = Proposal.begin(tmp_path / "grunn", NAME)
    save(proposal, MEASURE_FILE, "status: in_progress", "status: completed")
    colleague(MEASURE_FILE, "Styre", "Lede")
    proposal.fetch()
    assert catch_up(proposal).commit
    proposal.send()
    assert git(remote, "rev-parse", proposal.branch) == proposal.tip


def test_what_the_user_has_not_pushed_is_not_taken_in(repo: Repo, colleague: Callable[..., str]) -> None:
    """The request is made against the branch at the remote."""
    proposal = completed(repo)
    own = advance(repo, "LES-MEG", "Les", "Les ikke")
    proposal.fetch()
    assert catch_up(proposal).commit is None
    new = colleague(MEASURE_FILE, "Samordne", "Styre")
    proposal.fetch()
    assert catch_up(proposal).commit
    assert proposal.fork == new
    assert own not in repo.git("rev-list", proposal.tip)


def test_a_base_with_another_name_at_its_remote(
    repo: Repo, remote: Path, colleague: Callable[..., str]
) -> None:
    new = colleague(MEASURE_FILE, "Samordne", "Styre")
    git(remote, "branch", "-m", "main", "hoved")
    for name, value in (("remote", "origin"), ("merge", "refs/heads/hoved")):
        repo.git("config", f"branch.main.{name}", value)
    # It is fetched from where it comes from, also if the user sends to a repository of their own.
    git(remote.parent, "init", "-q", "--bare", "egen.git")
    repo.git("remote", "add", "egen", str(remote.parent / "egen.git"))
    repo.git("config", "remote.pushDefault", "egen")
    proposal = completed(repo)
    proposal.fetch()
    assert catch_up(proposal).commit
    assert proposal.fork == new
    assert proposal.send().remote == "egen"


@pytest.mark.parametrize("base", ["bare her", "et lagret punkt", "uten fjernarkiv"])
def test_a_base_that_is_not_at_the_remote_is_the_one_here(base: str, repo: Repo, remote: Path) -> None:
    if base == "bare her":
        git(remote, "update-ref", "-d", "refs/heads/main")
    elif base == "et lagret punkt":
        repo.git("checkout", "-q", "--detach")
    else:
        repo.git("remote", "remove", "origin")
    proposal = completed(repo)
    proposal.fetch()
    assert catch_up(proposal).commit is None
    assert proposal.fork == repo.git("rev-parse", "main")


# A remote that does not answer


@dataclass
class Silent:
    """A server that takes connections and says nothing."""

    address: str
    taken: list[socket.socket]

    def gone(self) -> bool:
        """Whether all who were connected have ended."""
        for each in self.taken:
            each.settimeout(10)
            with suppress(ConnectionError):
                while each.recv(1 << 16):
                    pass
        return bool(self.taken)


@pytest.fixture
def silent() -> Iterator[Silent]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = Silent(f"https://127.0.0.1:{server.getsockname()[1]}/strategi.git", [])

        def take() -> None:
            with suppress(OSError):
                while True:
                    made.taken.append(server.accept()[0])

        threading.Thread(target=take, daemon=True).start()
        yield made
        server.shutdown(socket.SHUT_RDWR)
        for each in made.taken:
            each.close()


@pytest.mark.parametrize("what", ["fetch", "send"])
def test_a_remote_that_does_not_answer_is_not_waited_for(
    what: str, repo: Repo, silent: Silent, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git and what it has started are ended, and nothing of theirs is left."""
    monkeypatch.setattr("menneskehandel_cli.edits.proposals.sending.PATIENCE", 1)
    repo.git("remote", "add", "origin", silent.address)
    proposal = begin(repo)
    tip = save(proposal, MEASURE_FILE, "in_progress", "completed")
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        getattr(proposal, what)()
    assert refused.value.key == "proposal.no_answer"
    assert "127.0.0.1" in say("failure.proposal.no_answer", "nb", **refused.value.params)
    assert time.monotonic() - began < 10
    assert silent.gone()
    assert (proposal.tip, proposal.is_sent) == (tip, False)
    assert [*temporary.iterdir()] == []


SENDING = """\
import sys
from pathlib import Path
from menneskehandel_cli.edits.proposals.proposal import Proposal
Proposal.open(Path(sys.argv[1]), sys.argv[2]).send()
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_a_run_that_is_killed_while_it_sends_is_in_nobodys_way(
    repo: Repo, remote: Path, silent: Silent, temporary: Path
) -> None:
    """What it leaves, which its git may still use, is for the user alone and not in the repository."""
    repo.git("remote", "set-url", "origin", silent.address)
    proposal = completed(repo)
    before = {path.name for path in (repo.folder / ".git/mh-forslag").iterdir()}
    process = subprocess.Popen([sys.executable, "-c", SENDING, str(repo.root), NAME])
    while not silent.taken:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    [left] = temporary.iterdir()
    assert left.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in (repo.folder / ".git/mh-forslag").iterdir()} == before
    repo.git("remote", "set-url", "origin", str(remote))
    assert proposal.send().remote == "origin"
    assert [*temporary.iterdir()] == [left]


def test_which_remote_must_be_clear(repo: Repo, tmp_path: Path) -> None:
    repo.git("remote", "add", "en", str(tmp_path))
    repo.git("remote", "add", "to", str(tmp_path))
    proposal = completed(repo)
    with pytest.raises(Refused) as refused:
        proposal.send()
    assert (refused.value.key, refused.value.params["known"]) == ("proposal.which_remote", ("en", "to"))


@each(
    ("address", "page"),
    [
        ("git@github.com:etat/strategi.git", "etat/strategi"),
        ("https://github.com/etat/strategi", "etat/strategi"),
        ("https://x:hemmelig@github.com/etat/strategi.git/", "etat/strategi"),
        ("ssh://git@github.com/etat/strategi.git", "etat/strategi"),
    ],
)
def test_on_github_the_page_that_compares_is_told(address: str, page: str) -> None:
    told = opened_at(Remote("origin", address, address), "forslag/a", "main", "")
    assert told == f"https://github.com/{page}/compare/main...forslag/a?expand=1"


GITLAB = """\
remote:
remote: View merge request for forslag/a:
remote:   https://{}/etat/strategi/-/merge_requests/7
remote:
"""


def test_what_a_remote_says_counts_only_for_its_own_host() -> None:
    gitlab = Remote("origin", "git@gitlab.etat.no:etat/strategi.git", "")
    page = "https://gitlab.etat.no/etat/strategi/-/merge_requests/7"
    assert gitlab.forge == "gitlab"
    assert opened_at(gitlab, "forslag/a", "main", GITLAB.format("gitlab.etat.no")) == page
    assert opened_at(gitlab, "forslag/a", "main", GITLAB.format("ond.example")) is None
    assert opened_at(gitlab, "forslag/a", "main", "remote: https://[x/y") is None  # no address at all
    assert opened_at(Remote("o", "/x/github.com/a.git", "/x"), "a", "main", GITLAB) is None
    assert Remote("o", "https://gitlab.example.ond.no/x", "").forge == "gitlab"
    assert Remote("o", "ssh://git@gitlab.etat.no:2222/a.git", "").place == ("gitlab.etat.no", "a")
    assert Remote("o", "https://github.com.ond.no/x/y", "").forge is None
    assert Remote("o", "ssh://[x/y", "").forge is None


@pytest.fixture
def gitlab(repo: Repo, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's ssh leads to a repository here, whose hook does what GitLab does with push options."""
    ssh, hook = tmp_path / "ssh.sh", remote / "hooks/post-receive"
    ssh.write_text(f'#!/bin/sh\nexec git-receive-pack "{remote}"\n')
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        '#!/bin/sh\necho "$GIT_PUSH_OPTION_COUNT $GIT_PUSH_OPTION_0 $GIT_PUSH_OPTION_1" > valg\n'
        "[ $GIT_PUSH_OPTION_COUNT -gt 0 ] || exit 0\n"
        "echo View merge request for forslag/a:\n"
        "echo '  https://gitlab.com/etat/strategi/-/merge_requests/7'\n"
    )
    for script in (ssh, hook):
        script.chmod(0o755)
    git(remote, "config", "receive.advertisePushOptions", "true")
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    repo.git("remote", "set-url", "origin", "git@gitlab.com:etat/strategi.git")
    return remote


def test_on_gitlab_the_request_is_opened_by_push_options(repo: Repo, gitlab: Path) -> None:
    proposal = completed(repo)
    assert proposal.send().page == "https://gitlab.com/etat/strategi/-/merge_requests/7"
    assert (gitlab / "valg").read_text() == "2 merge_request.create merge_request.target=main\n"
    # One that takes no options gets the branch all the same.
    git(gitlab, "config", "receive.advertisePushOptions", "false")
    save(proposal, MEASURE_FILE, "Samordne", "Styre")
    assert proposal.send().page is None
    assert git(gitlab, "rev-parse", proposal.branch) == proposal.tip


def test_a_base_that_is_no_branch_is_not_asked_for_as_one(repo: Repo, gitlab: Path) -> None:
    """GitLab takes a branch only; without one it takes its own default."""
    repo.git("checkout", "-q", "--detach")
    completed(repo).send()
    assert (gitlab / "valg").read_text() == "1 merge_request.create \n"


def test_on_github_the_branch_is_pushed_and_the_page_told(
    repo: Repo, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's own settings may lead the address elsewhere; the page is that of the address."""
    settings = tmp_path / "innstillinger"
    settings.write_text(f'[url "file://{remote}"]\n\tinsteadOf = git@github.com:etat/strategi.git\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    repo.git("remote", "set-url", "origin", "git@github.com:etat/strategi.git")
    proposal = completed(repo)
    page = f"https://github.com/etat/strategi/compare/main...{proposal.branch}?expand=1"
    assert proposal.send().page == page
    assert git(remote, "rev-parse", proposal.branch) == proposal.tip


@pytest.mark.usefixtures("remote")
def test_what_the_users_git_forbids_stays_forbidden(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "innstillinger"
    settings.write_text('[protocol "file"]\n\tallow = never\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    proposal = completed(repo)
    with refusal(r"proposal\.protocol"):
        proposal.send()


# Who ----------------------------------------------------------------------------------------------


def test_who_one_is_comes_from_git_or_is_not_known(repo: Repo) -> None:
    assert identity(repo.root) is None
    repo.git("config", "user.name", "Åse Ør")
    assert identity(repo.root) is None
    repo.git("config", "user.email", "aase@jd.example")
    assert identity(repo.root) == ("Åse Ør", "aase@jd.example")


# Hostile ------------------------------------------------------------------------------------------


@pytest.fixture
def out(tmp_path: Path) -> Outside:
    return outside(tmp_path / "ute")


@pytest.fixture
def theirs(tmp_path: Path) -> Repo:
    """The repository that is made hostile, with no remote."""
    made = harmless(tmp_path / "arkiv")
    made.git("remote", "remove", "origin")
    return made


@pytest.mark.thorough
@pytest.mark.parametrize("attack", some(PROGRAMS, 6))
def test_no_program_of_a_repository_is_run(attack: str, out: Outside, theirs: Repo, tmp_path: Path) -> None:
    repo = theirs
    git(tmp_path, "clone", "-q", "--bare", str(repo.folder), "fjern.git")
    repo.git("config", "remote.origin.url", str(tmp_path / "fjern.git"))
    PROGRAMS[attack].lay(repo, out)
    # What they may bring as a remote is theirs as well.
    (tmp_path / "fjern.git/hooks").mkdir(exist_ok=True)
    for name in HOOKS:
        shutil.copy(out.trap, tmp_path / "fjern.git/hooks" / name)
    git(tmp_path / "fjern.git", "config", "core.alternateRefsCommand", str(out.trap))
    git(tmp_path / "fjern.git", "config", "core.fsmonitor", str(out.trap))
    out.sprung()
    before = out.state()
    proposal = completed(repo)
    Proposal.open(repo.root, NAME).changes()
    quiet = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
    advanced = repo.git(*quiet, "commit-tree", "-p", "main", "-m", "Nytt", "main~1^{tree}")
    git(tmp_path / "fjern.git", *quiet, "fetch", "-q", str(repo.folder), f"+{advanced}:main")
    out.sprung()
    proposal.fetch()
    assert catch_up(proposal).commit
    assert proposal.send().remote == "origin"
    assert not out.sprung()
    assert out.state() == before


HOOKS_OF_SETTINGS = r"""
import os, subprocess, sys
words = sys.argv[1:]
writing = ("update-ref", "fast-import", "receive-pack")
at = next((at for at, word in enumerate(words) if word in writing), 0)
if at:
    there = ["-C", words[-1]] if words[at] == "receive-pack" else []
    def ask(*asked):
        command = [GIT, *words[:at], *there, "config", *asked]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip("\n\0")
    for name in filter(None, ask("-z", "--name-only", "--get-regexp", r"^hook\..*\.event$").split("\0")):
        hook = name.removesuffix(".event")
        if ask("--type=bool", "--get", f"{hook}.enabled") != "false":
            subprocess.run(ask("--get", f"{hook}.command"), shell=True)
os.execv(GIT, [GIT, *words])
"""
"""Runs hooks as git has done since 2.54 (git-config, ``hook.<name>``), when it writes a ref."""


def test_no_hook_that_settings_name_is_run(
    repo: Repo, remote: Path, out: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the repository, and at a remote on this machine; one is called like an event."""
    for place in (repo.folder / ".git", remote):
        with (place / "config").open("a", encoding="utf-8") as settings:
            settings.write('[hook "reference-transaction"]\n\tcommand = false\n')
            for name in ("felle", "a=b * 'c"):
                settings.write(f'[hook "{name}"]\n\tevent = reference-transaction\n')
                settings.write(f"\tcommand = {out.trap}\n")
    if tuple(map(int, re.findall(r"\d+", git(tmp_path, "version"))[:2])) < (2, 54):
        newer = tmp_path / "git-2.54/git"
        newer.parent.mkdir()
        newer.write_text(f"#!{sys.executable}\nGIT = {shutil.which('git')!r}\n{HOOKS_OF_SETTINGS}")
        newer.chmod(0o755)
        monkeypatch.setenv("PATH", str(newer.parent), prepend=os.pathsep)
        monkeypatch.setenv("GIT_EXEC_PATH", str(newer.parent))
    for place in (repo.folder, remote):
        git(place, "update-ref", "refs/heads/x", "main")
        assert out.sprung(), "the trap does not work"
    proposal = completed(repo)
    assert not out.sprung()
    proposal.fetch()
    proposal.send()
    assert not out.sprung()
    assert git(remote, "for-each-ref", f"--points-at={proposal.tip}")


@pytest.mark.attack
@pytest.mark.parametrize(
    "settings",
    [
        ("remote.origin.url=ext::{}", "protocol.ext.allow=always"),
        ("remote.origin.url=ssh://127.0.0.1:9/y", "core.sshCommand={}"),
        ("remote.origin.url=https://127.0.0.1:9/y", "credential.helper={}", "core.askPass={}"),
        ("remote.origin.url=.", "remote.origin.receivepack={}", "remote.origin.uploadpack={}"),
        ("remote.origin.url=.", "remote.origin.promisor=true", "uploadpack.packObjectsHook={}"),
        ("remote.origin.url=a:b", "url.ext::{} .insteadOf=a:b", "protocol.ext.allow=always"),
        ("remote.origin.url=x", "remote.origin.vcs=felle"),
    ],
)
def test_sending_runs_no_program_that_the_repository_names(
    settings: tuple[str, ...], out: Outside, theirs: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH", "false")  # no ssh to anywhere
    proposal = completed(theirs)
    setting(*settings)(theirs, out)
    if settings[0] != "remote.origin.url=.":
        for act in (proposal.fetch, proposal.send):
            with pytest.raises(Refused):
                act()
    else:
        proposal.fetch()
        proposal.send()
    assert not out.sprung()


@pytest.mark.attack
@pytest.mark.parametrize(
    ("address", "tree"),
    [("{}", "own"), ("file://{}", "own"), ("../{0.name}", "own"), ("kort:fjern", "own"), ("{}", "linked")],
)
def test_a_local_remote_that_updates_its_files_runs_no_filter_and_gets_the_branch(
    address: str, tree: str, repo: Repo, out: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its HEAD is on the branch that is sent, here or in a working tree linked to it."""
    there = tmp_path / "fjern"
    git(tmp_path, "clone", "-q", str(repo.folder), str(there))
    git(there, "config", "receive.denyCurrentBranch", "updateInstead")
    git(there, "config", "filter.felle.smudge", str(out.trap))
    (there / ".git/info").mkdir(exist_ok=True)
    (there / ".git/info/attributes").write_text("*.yaml filter=felle\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "innstillinger"))
    (tmp_path / "innstillinger").write_text(f'[url "{there}"]\n\tinsteadOf = kort:fjern\n')
    repo.git("remote", "add", "origin", address.format(there))
    proposal = begin(repo)
    if tree == "linked":
        git(there, "worktree", "add", "-q", "-b", proposal.branch, str(tmp_path / "lenket"))
    else:
        git(there, "checkout", "-q", "-b", proposal.branch)
    save(proposal, MEASURE_FILE, "in_progress", "completed")
    before = contents(there) | contents(tmp_path / "lenket")
    out.sprung()
    with suppress(Refused):
        proposal.send()
    assert not out.sprung()
    assert contents(there) | contents(tmp_path / "lenket") == before
    assert git(there, "for-each-ref", f"--points-at={proposal.tip}")


@pytest.mark.thorough
@pytest.mark.parametrize("place", some(REFUSED, 8))
def test_a_repository_that_leads_out_gets_no_proposal(place: str, out: Outside, theirs: Repo) -> None:
    GIT_PLACES[place](theirs, out)
    before = out.state()
    with pytest.raises(GitTrouble):
        begin(theirs)
    assert out.state() == before


@pytest.mark.thorough
@pytest.mark.parametrize("place", some(sorted(GIT_PLACES.keys() - set(REFUSED)), 5))
def test_nothing_is_written_outside(place: str, out: Outside, theirs: Repo) -> None:
    GIT_PLACES[place](theirs, out)
    before = out.state()
    with suppress(GitTrouble, Refused):
        proposal = completed(theirs)
        Proposal.open(theirs.root, NAME).changes()
        proposal.send()
    assert out.state() == before


@pytest.mark.attack
@pytest.mark.parametrize(
    ("path", "target"), [("", "{}"), (f"/{NAME}.json", "{}/liste"), (f"/{NAME}.bundle", "{}/liste")]
)
def test_a_link_among_the_files_of_proposals_leads_nowhere(
    path: str, target: str, out: Outside, theirs: Repo
) -> None:
    """A repository may come with proposals that somebody has laid a link in."""
    completed(theirs)
    link(f".git/mh-forslag{path}", target)(theirs, out)
    before = out.state()
    with suppress(GitTrouble, Refused, OSError):
        proposal = Proposal.open(theirs.root, NAME)
        save(proposal, MEASURE_FILE, "Utgave", "Bind")
        proposal.send()
    with suppress(GitTrouble, Refused):
        begin(theirs, "en-til")
    assert out.state() == before


def test_a_link_in_a_commit_is_not_followed(out: Outside, theirs: Repo) -> None:
    link(OTHER, "{}/02-hemmelig.yaml")(theirs, out)
    committed(theirs)
    proposal = begin(theirs)
    before = out.state()
    with pytest.raises((ChangedMeanwhile, Refused)):
        proposal.save([FileChange(OTHER, b"x", b"y: 1\n")], Words("Ut", KARI, NOON))
    assert out.state() == before


def test_what_a_hook_has_set_does_not_lead_git_elsewhere(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = build(tmp_path / "annet", [Step("2026-01-10", {})])
    for name, value in {
        "GIT_DIR": other.folder / ".git",
        "GIT_WORK_TREE": other.folder,
        "GIT_INDEX_FILE": other.folder / ".git/index",
        "GIT_OBJECT_DIRECTORY": other.folder / ".git/objects",
    }.items():
        monkeypatch.setenv(name, str(value))
    proposal = completed(repo)
    proposal.send()
    assert repo.git("rev-parse", proposal.branch) == proposal.tip
    assert other.git("branch", "--list", "forslag/*") == ""
    assert proposal.base == "main"
