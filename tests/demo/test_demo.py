"""The demonstration: the same everywhere, right in itself, and nowhere in anybody's way."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cases import listed
from menneskehandel_cli import demo
from menneskehandel_cli.demo.making import MAIN, Files, Step, phrases, story
from menneskehandel_cli.models import Text
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.register.coverage import coverage
from menneskehandel_cli.samples import patched
from menneskehandel_cli.trees import DiskTree
from support import FICTIONAL, Answer, Mh, each

CASES: dict[str, Any] = listed("demo")

# The story's newest commit. Whoever changes a word of the story puts the new one here.
HEAD = "c78923da3bdbee5e94a6190d656b80377404ae94"
# And in English.
ENGLISH_HEAD = "c4562c718e1146b12c4e6a62234618ae92996329"


@pytest.fixture(scope="module")
def register(vestlandia: Path) -> Register:
    return load(DiskTree(vestlandia))


def git(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, env=env, check=True
    )
    return done.stdout.strip()


def events(mh: Mh, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    answer = mh("log", *arguments, "--format", "json", cwd=folder)
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = answer.json["events"]
    return found


def findings(mh: Mh, folder: Path) -> list[dict[str, Any]]:
    answer = mh("check", "--at", "HEAD", "--format", "json", "--lang", "en", cwd=folder)
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = answer.json["diagnostics"]
    return found


# The same everywhere.


def hostile(home: Path) -> dict[str, str]:
    """An environment in which everything about git is set to something else."""
    home.mkdir()
    hook = home / "templates" / "hooks" / "post-checkout"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    (home / "attributes").write_text("* text eol=crlf\n")
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Somebody Else\n\temail = else@example.invalid\n"
        "[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = false\n"
        f"[core]\n\tautocrlf = true\n\thooksPath = {hook.parent}\n\tattributesFile = {home}/attributes\n"
        f"[init]\n\tdefaultBranch = trunk\n\ttemplateDir = {home}/templates\n"
        "\tdefaultObjectFormat = sha256\n"
    )
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "GIT_DIR": str(home / "nowhere.git"),
        "GIT_WORK_TREE": str(home),
        "GIT_INDEX_FILE": str(home / "index"),
        "GIT_OBJECT_DIRECTORY": str(home / "objects"),
        "GIT_AUTHOR_NAME": "Somebody Else",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_TEMPLATE_DIR": str(home / "templates"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.autocrlf",
        "GIT_CONFIG_VALUE_0": "true",
    }


def test_commits_are_the_same_on_every_machine(vestlandia: Path, tmp_path: Path) -> None:
    environment = hostile(tmp_path / "home")
    folder = tmp_path / "somewhere" / "else"
    subprocess.run(
        [sys.executable, "-m", "menneskehandel_cli", "demo", "--lang", "nb", str(folder)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
        umask=0o077,
    )
    assert git(folder, "rev-parse", "HEAD") == git(vestlandia, "rev-parse", "HEAD") == HEAD
    assert git(folder, "for-each-ref") == git(vestlandia, "for-each-ref")
    calm = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
    assert git(folder, "status", "--porcelain", env=calm) == ""
    assert b"\r" not in (folder / "strategy" / "strategy.yaml").read_bytes()
    assert not (folder / ".git" / "hooks").exists()


def test_making_it_leaves_the_environment_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    before = dict(os.environ)
    demo.make(tmp_path / "demo")
    assert dict(os.environ) == before


def test_repository_is_sound_and_clean(vestlandia: Path) -> None:
    git(vestlandia, "fsck", "--strict")
    assert git(vestlandia, "status", "--porcelain") == ""
    assert git(vestlandia, "branch", "--format", "%(refname:short)") == "forslag-mottak\nmain"
    assert git(vestlandia, "tag").split() == ["rapport-2021", "rapport-2022", "rapport-2023"]
    assert {line.split()[0] for line in git(vestlandia, "ls-tree", "-r", "HEAD").splitlines()} == {"100644"}


def test_steps_follow_each_other_and_nobody_is_real(vestlandia: Path) -> None:
    assert all(before.time < after.time for before, after in pairwise(story()))
    assert {step.time.year for step in story()} == {2021, 2022, 2023, 2024}
    authors = set(git(vestlandia, "log", "--all", "--format=%ae").split())
    assert len(authors) > 3
    assert all(author.endswith("@example.invalid") for author in authors)


@each("change", CASES["steps"])
def test_a_step_that_does_not_fit_the_files_is_a_mistake(change: dict[str, Any]) -> None:
    files: Files = {}
    step: dict[str, Any] = {"time": story()[0].time, "author": "", "nb": "", "en": ""}
    Step(**step, add=["README.md"]).change(files)
    with pytest.raises((ValueError, KeyError)):
        Step(**step, **change).change(files)


@pytest.mark.parametrize(("patch", "after"), CASES["a patch is read as a diff"])
def test_a_patch_is_read_as_a_diff(patch: str, after: str) -> None:
    assert patched("one\ntwo: a\none more\ntwo: b\n", patch) == after


# Right in itself.


def test_the_files_are_laid_out_as_the_project_does_it(mh: Mh, vestlandia: Path) -> None:
    """Whoever learns from the demonstration sees the layout that ``mh fmt`` gives."""
    assert mh("fmt", "--check", cwd=vestlandia).code == 0


def test_nothing_is_wrong_and_most_rules_are_at_work(mh: Mh, vestlandia: Path) -> None:
    assert mh("check", cwd=vestlandia).code == 0
    found = findings(mh, vestlandia)
    assert "error" not in {finding["severity"] for finding in found}
    seen = {finding["code"] for finding in found}
    # MH304 is accepted.
    assert seen >= {f"MH{number}" for number in (*range(201, 207), 301, 302, 303, *range(305, 313))}
    assert seen >= {"MH320", "MH321", "MH331", "MH332", "MH333", "MH334"}


def test_one_ministry_is_silent_and_accepted_gaps_stand_end_soon_and_have_ended(
    mh: Mh, vestlandia: Path
) -> None:
    answer = mh("check", "--at", "HEAD", "--format", "json", cwd=vestlandia)
    codes = {(finding["code"], finding["subject"]) for finding in answer.json["diagnostics"]}
    assert {subject for code, subject in codes if code == "MH302"} == {"T01", "T04", "T05", "T08"}
    assert {item["code"] for item in answer.json["accepted"]} == {"MH201", "MH304"}
    assert ("MH201", "nordhav-5.3") in codes  # answered for until the end of 2023
    assert ("MH201", "nordhav-6.1.c") not in codes
    assert ("MH320", "T07") in codes


def test_every_value_of_law_and_most_of_the_promise_are_there(register: Register) -> None:
    found = coverage(register)
    treaty = found.counts["nordhav"]
    assert {name for name, number in treaty.law.items() if not number} == {"unclear"}
    assert all(treaty.classification.values()), treaty.classification
    promised = {name for counts in found.counts.values() for name, n in counts.promise.items() if n}
    assert promised == {"none", "named", "planned", "under_way", "delivered"}
    assert any(item.in_part for item in found.by_id.values())


def test_every_title_says_that_it_is_fictional(register: Register) -> None:
    assert register.strategy is not None
    assert register.strategy.fictional
    parts = (
        *register.strategy.focus_areas,
        *register.strategy.documents,
        *register.strategy.evaluations,
        *(entry.record for entry in register.entries),
    )
    titles = list(filter(None, (getattr(part, "title", None) for part in parts)))
    assert len(titles) > 50
    for title in titles:
        if isinstance(title, Text):
            assert "(oppdiktet)" in str(title.nb)
            assert "(fictional)" in str(title.en)
        else:
            assert "(oppdiktet / fictional)" in title


# The history.


def test_the_story_has_all_that_history_tells_of(mh: Mh, vestlandia: Path) -> None:
    """Data entry and corrections apart from decisions; a file that is broken for two days.

    A measure with a new number, a record that comes back, a deadline that moves again and again, and a
    branch that counts when it is merged.
    """
    log = mh("log", "--format", "json", cwd=vestlandia).json
    days: dict[str, set[str]] = {}
    for event in log["events"]:
        days.setdefault(event["classification"], set()).add(event["date"])
    assert {day[:7] for day in days["data_entry"]} == {"2021-01"}
    assert days["correction"] == {"2022-04-20", "2023-03-27"}
    assert [item["path"] for item in log["broken"]] == ["data/measures/05-arbeidsliv.yaml"]
    told = {(event["kind"], event["subject"], event["date"], event["since"]) for event in log["events"]}
    assert ("deadline_moved", "T05.1", "2022-09-07", log["broken"][0]["commit"]) in told
    assert ("task_added", "T06.3", "2022-12-05", None) in told
    moves = [event for event in log["events"] if event["kind"] == "deadline_moved"]
    assert [event["times"] for event in moves if event["subject"] == "T02.1"] == [1, 2, 3]
    assert [subject for kind, subject, *_ in told if kind == "renumbered"] == ["T08"]
    assert not [subject for kind, subject, *_ in told if kind == "measure_removed"]
    back = [event["kind"] for event in log["events"] if event["subject"] == "kontroller"]
    assert back == ["record_added", "record_removed", "record_added", "changed"]


def test_what_changes_no_fact_makes_no_event(mh: Mh, vestlandia: Path) -> None:
    told = {event["date"] for event in events(mh, vestlandia)}
    days = {step.time.date().isoformat() for step in story() if step.branch == MAIN}
    # A comment, a file that got another name, keys in another order, a file that could not be read,
    # and questions to answer, which are no data.
    assert days - told == {"2021-08-30", "2022-06-07", "2023-03-20", "2022-09-05", "2024-12-02"}


def test_an_open_proposal_can_be_looked_at(mh: Mh, vestlandia: Path) -> None:
    answer = mh("diff", "main", "forslag-mottak", "--format", "json", cwd=vestlandia)
    kinds = [event["kind"] for event in answer.json["events"]]
    assert sorted(kinds) == ["deadline_moved", "link_added", "task_added"]


# Where it may be made, and what is said.


@pytest.mark.parametrize(
    ("locale", "words", "head"),
    [("nb_NO.UTF-8", "oppdiktet strategi", HEAD), ("C.UTF-8", "fictional strategy", ENGLISH_HEAD)],
)
def test_says_what_was_made_and_what_to_try(
    mh: Mh, tmp_path: Path, locale: str, words: str, head: str
) -> None:
    """In the language that ``mh`` speaks there: the strategy too, so that the commands go on in it."""
    answer = mh("demo", "my demo", cwd=tmp_path, env={"LANG": locale})
    assert (answer.code, answer.err) == (0, "")
    assert words in answer.out
    for command in ("cd 'my demo'", "mh status", "mh log", "mh gaps"):
        assert f"  {command}" in answer.out
    assert git(tmp_path / "my demo", "rev-parse", "HEAD") == head
    assert [path.name for path in tmp_path.iterdir()] == ["my demo"]


def test_folders_on_the_way_are_made(mh: Mh, tmp_path: Path) -> None:
    """Another repository around them, without a strategy, is no hindrance."""
    git(tmp_path, "init", "--quiet")
    assert mh("demo", "a/b/c", cwd=tmp_path).code == 0
    assert mh("status", cwd=tmp_path / "a" / "b" / "c").code == 0


def test_the_empty_folder_one_stands_in_will_do(mh: Mh, tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    assert mh("demo", ".", cwd=tmp_path).code == 0
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(".git", ".gitattributes", "README.md", "data", "questionnaires", "strategy")
    ]
    assert git(tmp_path, "status", "--porcelain") == ""


def refused(answer: Answer, words: str) -> bool:
    return answer.code == 2 and answer.out == "" and words in answer.err


@pytest.mark.parametrize("place", ["mine", "mine/notes.txt"])
def test_nothing_is_written_over(mh: Mh, tmp_path: Path, place: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert refused(mh("demo", place, "--lang", "en", cwd=tmp_path), "not an empty folder")
    assert {path.name: path.read_text() for path in (tmp_path / "mine").iterdir()} == {"notes.txt": "mine"}


def test_no_strategy_gets_another_one_inside(mh: Mh, fjellheim: Path, tmp_path: Path) -> None:
    """Nor by a link that leads into it."""
    before = sorted(fjellheim.rglob("*"))
    (tmp_path / "link").symlink_to(fjellheim / "data" / "demo")
    for place in (fjellheim / "data" / "demo", tmp_path / "link"):
        assert refused(
            mh("demo", str(place), "--lang", "en", cwd=tmp_path), "is inside the folder of the strategy"
        )
    assert sorted(fjellheim.rglob("*")) == before


@pytest.mark.parametrize("inside", [".", "nested"])
def test_a_strategy_that_only_git_holds_is_one_too(mh: Mh, tmp_path: Path, inside: str) -> None:
    home = tmp_path / inside
    demo.make(home)
    (home / "strategy" / "strategy.yaml").unlink()
    answer = mh("demo", "new/demo", "--lang", "en", cwd=home)
    assert refused(answer, "is inside the folder of the strategy")
    assert str(home.resolve()) in answer.err
    assert not (home / "new").exists()


@pytest.mark.parametrize("place", ["demo", "a/b/demo", "."])
def test_what_fails_leaves_nothing(
    mh: Mh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def stop(folder: Path, **_asked: bool) -> None:
        folder.mkdir()
        (folder / "half").write_text("made")
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "make", stop)
    assert mh("demo", place, cwd=tmp_path).code == 130
    assert list(tmp_path.iterdir()) == []


def test_without_git_it_says_so(mh: Mh, tmp_path: Path) -> None:
    answer = mh("demo", "demo", "--lang", "en", cwd=tmp_path, env={"PATH": ""})
    assert refused(answer, "Install git")
    assert list(tmp_path.iterdir()) == []


def test_the_folder_must_be_named(mh: Mh) -> None:
    assert mh("demo", cwd=FICTIONAL).code == 2


# In English.

PROPER_NAMES = frozenset({"Sjøby", "Vestlandia", "Fjellvik", "Sandvik", "Kari", "Ingrid", "Bakke", "Ola"})
"""Names of places and people, which are the same in every language."""

NORWEGIAN = re.compile(
    r"\w*[æøåÆØÅ]\w*|\b(?:og|ikke|er|som|det|til|av|med|på|skal|den|et|ei|fra|har|ble|blir|eller|om|nb|nn|"
    r"tiltak\w*|oppdikt\w*|strategi|rapport|mottak\w*|\w*departement\w*|\w*direktorat\w*|\w*loven|"
    r"nordhav\w*|NHK|RD|SD|HD|ND|barn|straff\w*|artikkel|avsnitt|runde|frist\w*|mangel|mangler|kurs\w*|"
    r"ministeri\w*|politi\w*|ombud\w+et|samordning\w*|oppl\w+ring|kommun\w*ene|arbeids\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english") / "vestlandia"
    demo.make(folder, english=True)
    return folder


def norwegian(text: str) -> set[str]:
    """The Norwegian words in a text, without proper names."""
    return {found[0] for found in NORWEGIAN.finditer(text)} - PROPER_NAMES


def test_the_english_one_has_no_norwegian_word_in_any_state(english: Path) -> None:
    """In a file, the name of a file, a message, a branch or a tag, from the first commit to the last."""
    told = git(english, "log", "--all", "--decorate=full", "-p", "--unified=0", "--no-color")
    assert "reception-centre" in told
    assert norwegian(told) == set()


@each("command", CASES["english"])
def test_what_mh_says_of_the_english_one_is_english(mh: Mh, english: Path, command: tuple[str, ...]) -> None:
    answer = mh(*command, "--lang", "en", cwd=english)
    assert (answer.code, answer.err) == (0, "")
    assert norwegian(answer.out) == set()


def test_the_english_one_tells_the_same_story(mh: Mh, vestlandia: Path, english: Path) -> None:
    """The same findings at the same places, the same events on the same days; only the names differ."""

    def told(folder: Path) -> list[tuple[str, ...]]:
        found = [(item["code"], item["severity"]) for item in findings(mh, folder)]
        happened = [(event["kind"], event["date"]) for event in events(mh, folder)]
        return sorted(found) + sorted(happened)

    assert told(english) == told(vestlandia)
    assert git(english, "rev-list", "--count", "--all") == git(vestlandia, "rev-list", "--count", "--all")
    assert mh("fmt", "--check", cwd=english).code == 0


def test_every_translation_of_the_english_one_is_of_use(vestlandia: Path) -> None:
    """Nothing is left in ``english.yaml`` of a word that the Norwegian one has no more."""
    told = git(vestlandia, "log", "--all", "--decorate=full", "-p", "--no-color")
    assert [words for words in phrases() if words not in told] == []
