"""Looking back with ``--at``, and what stands in the way of it."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

import cases
from example import MEASURE, MEASURE_FILE, STRATEGY, STRATEGY_FILE
from menneskehandel_cli.rules.example import BASE
from repositories import Link, Repo, Step, build, complaint, depot, edition, git, listed, title
from support import Mh, each, laid_out

CASES: dict[str, Any] = cases.listed("git")

SECOND = "data/measures/02-annet.yaml"
TWO = MEASURE.replace("T01", "T02")


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Four states: one before and two on New Year's Day in Oslo, one in March; a branch and two tags."""
    made = build(
        tmp_path_factory.mktemp("git") / "depot",
        [
            Step("2025-01-10", edition(0)),
            Step("2025-12-31T23:30:00Z", edition(1)),
            Step("2026-01-01T22:59:00Z", edition(2)),
            Step("2026-03-01", edition(3)),
            Step("2026-04-01", edition(4), branch="utkast/ny"),
        ],
    )
    made.git("tag", "lett", made.commits[0])
    made.git("tag", "-a", "v1", "-m", "Vedtatt", made.commits[1])
    return made


# What a revision may be --------------------------------------------------------------------------


@each(("wanted", "number"), CASES["revisions"])
def test_a_branch_a_tag_a_step_back_and_a_day_are_revisions(
    mh: Mh, repo: Repo, wanted: str, number: int
) -> None:
    """Whatever git calls a commit may follow ``--at``, and a day is the last commit of it in Oslo.

    23:30 UTC on New Year's Eve is next year in Norway; a month is its last day.
    """
    assert listed(mh, repo.root, "--at", wanted) == f"Utgave {number}"


@each("length", [40, 12, 7])
def test_a_hash_may_be_cut_short(mh: Mh, repo: Repo, length: int) -> None:
    """A commit is known by its hash, and by the beginning of it."""
    assert listed(mh, repo.root, "--at", repo.commits[2][:length]) == "Utgave 2"


READING: tuple[tuple[str, ...], ...] = (
    ("status",),
    *(("list", kind) for kind in ("measures", "obligations", "actors", "indicators", "reports")),
    ("show", "T01"),
    # The example's statement is dated after this commit: that is an error there, and told as one.
    ("check", "--fail-on", "never"),
    ("gaps",),
    ("matrix",),
    ("log",),
)


@each("command", READING)
def test_every_reading_command_can_look_back(mh: Mh, repo: Repo, command: tuple[str, ...]) -> None:
    """The answer says which commit it was read from; what is read from the disk claims none."""
    answer = mh(*command, "--at", "lett", "--format", "json", cwd=repo.root)
    assert answer.code == 0
    assert answer.json["revision"] == repo.commits[0]
    if command != ("log",):
        assert mh(*command, "--format", "json", cwd=repo.root).json["revision"] is None


def test_looking_back_judges_by_the_day_of_the_commit(mh: Mh, repo: Repo) -> None:
    """Nothing has passed yet that passed later, unless ``--as-of`` says so."""
    status = ("status", "--format", "json", "--at", "v1")
    assert mh(*status, cwd=repo.root).json["as_of"] == "2026-01-01"
    assert mh(*status, "--as-of", "2031-01-01", cwd=repo.root).json["as_of"] == "2031-01-01"


# Where the repository may be ---------------------------------------------------------------------


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files below a folder, git's own too, with their bytes and the time they were written."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture
def copy(repo: Repo, tmp_path: Path) -> Repo:
    """A copy of the repository that a test may change."""
    folder = Path(shutil.copytree(repo.folder, tmp_path / "kopi", symlinks=True))
    return Repo(folder, folder, repo.commits)


def test_reading_history_touches_nothing(mh: Mh, copy: Repo) -> None:
    """A dirty working tree, the index and git's own files are byte for byte what they were."""
    (copy.root / MEASURE_FILE).write_text("ikke ferdig", encoding="utf-8")
    (copy.root / SECOND).write_text(TWO, encoding="utf-8")
    (copy.root / "utkast.txt").write_text("notat", encoding="utf-8")
    copy.git("add", SECOND)
    os.utime(copy.root / STRATEGY_FILE, (1, 1))  # git would want to refresh its index
    before = everything(copy.folder)
    assert listed(mh, copy.root, "--at", "HEAD~1") == "Utgave 2"
    for command in (
        ("status", "--at", "main", "--since", "lett"),
        ("check", "--fail-on", "never"),
        ("log",),
        ("diff", "lett"),
        ("show", "T02"),
    ):
        assert mh(*command, cwd=copy.root).code == 0
    assert everything(copy.folder) == before


def test_a_bare_repository_is_read(mh: Mh, repo: Repo, tmp_path: Path) -> None:
    """On a server there is no working tree; the commits are all there is."""
    bare = tmp_path / "depot.git"
    git(tmp_path, "clone", "-q", "--bare", str(repo.folder), str(bare))
    assert listed(mh, bare, "--at", "main") == "Utgave 3"
    assert listed(mh, tmp_path, "--root", "depot.git", "--at", "2025-12-31") == "Utgave 0"
    told = mh("log", "--at", "main", "--format", "json", "--kind", "renamed", cwd=bare).json["events"]
    assert [event["commit"] for event in told] == list(repo.commits[1:4])
    assert mh("diff", "lett", "main", "--format", "json", cwd=bare).json["to"] == repo.commits[3]
    assert mh("status", cwd=bare).code == 2


def test_a_worktree_is_read(mh: Mh, copy: Repo, tmp_path: Path) -> None:
    """Another working tree of the same repository sees the same commits."""
    copy.git("worktree", "add", "-q", str(tmp_path / "arbeid"), "utkast/ny")
    assert listed(mh, tmp_path / "arbeid") == "Utgave 4"
    assert listed(mh, tmp_path / "arbeid", "--at", "HEAD") == "Utgave 4"
    assert listed(mh, tmp_path / "arbeid", "--at", "main") == "Utgave 3"
    # Newer versions of git write the two ways from one to the other relative.
    entry = copy.folder / ".git/worktrees/arbeid"
    (entry / "gitdir").write_text(os.path.relpath(tmp_path / "arbeid/.git", entry) + "\n")
    (tmp_path / "arbeid/.git").write_text(f"gitdir: {os.path.relpath(entry, tmp_path / 'arbeid')}\n")
    assert listed(mh, tmp_path / "arbeid", "--at", "main") == "Utgave 3"
    (entry / "gitdir").write_text(f"{tmp_path}/annet/.git\n")
    assert "peker ut av mappen" in complaint(mh("log", cwd=tmp_path / "arbeid"))


def test_a_worktree_within_the_first_one_is_read(mh: Mh, copy: Repo) -> None:
    """Some keep all working trees in one folder; each has the files and the commit it was made for."""
    copy.git("worktree", "add", "-q", "arbeid", "utkast/ny")
    assert listed(mh, copy.folder / "arbeid", "--at", "HEAD") == "Utgave 4"
    assert mh("log", cwd=copy.folder / "arbeid/data").out.count("Utgave 4") == 1


def test_a_submodule_is_a_repository_of_its_own(mh: Mh, repo: Repo, tmp_path: Path) -> None:
    """A strategy within another repository has its own history, not that of the one around it."""
    outer = tmp_path / "ytre"
    build(outer, [Step("2026-05-01", {"LESMEG": "ytre"})], base={})
    allow = ("-c", "protocol.file.allow=always")
    git(outer, *allow, "submodule", "--quiet", "add", str(repo.folder), "strategien")
    assert git(outer / "strategien", "config", "core.worktree"), "git says where its files are"
    assert listed(mh, outer / "strategien", "--at", "HEAD~1") == "Utgave 2"
    assert len(mh("log", "--format", "json", "T01", cwd=outer / "strategien").json["events"]) == 4


def test_a_detached_head_is_read(mh: Mh, copy: Repo) -> None:
    """HEAD is the commit that is checked out, branch or not."""
    copy.git("checkout", "-q", "--detach", "HEAD~1")
    assert listed(mh, copy.root, "--at", "HEAD~1") == "Utgave 1"


@pytest.mark.parametrize("prefix", ["strategi/", "a b/[x]*/æ/", "-strategi/", ":strategi/", "strategi\t2/"])
def test_a_strategy_may_lie_in_a_folder_of_the_repository(mh: Mh, tmp_path: Path, prefix: str) -> None:
    """Its paths are its own, whatever the folder is called; files outside it are none of its."""
    made = depot(tmp_path, edition(0), edition(1), prefix=prefix)
    (made.folder / "data/measures").mkdir(parents=True)
    (made.folder / SECOND).write_text(TWO, encoding="utf-8")
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "Ved siden av")
    assert listed(mh, made.root, "--at", "HEAD~2") == "Utgave 0"
    assert listed(mh, made.root / "data", "--at", "HEAD") == "Utgave 1"
    told = mh("log", "--format", "json", "--kind", "renamed", cwd=made.root).json["events"]
    assert [(event["commit"], event["subject"]) for event in told] == [(made.commits[1], "T01")]


def test_a_commit_without_the_strategy_is_told_as_such(mh: Mh, tmp_path: Path) -> None:
    """A revision from before the strategy is no strategy without measures."""
    nothing = dict.fromkeys(BASE)
    made = build(
        tmp_path / "depot", [Step("2025-01-10", {**nothing, "a": "b"}), Step("2026-01-10", {**edition(1)})]
    )
    made.git("checkout", "-q", "-B", "hele", made.commits[0])
    assert complaint(mh("status", "--at", "HEAD", "--lang", "nb", cwd=made.root)) == (
        "Utgaven HEAD inneholder ikke strategy/strategy.yaml."
    )


def test_a_strategy_that_is_gone_from_the_disk_can_be_read_from_a_commit(mh: Mh, copy: Repo) -> None:
    """Another branch may hold no strategy at all; its folder is where the command is given."""
    shutil.rmtree(copy.root / "strategy")
    shutil.rmtree(copy.root / "data")
    assert listed(mh, copy.root, "--at", "HEAD") == "Utgave 3"


def test_the_environment_of_a_hook_does_not_lead_astray(mh: Mh, repo: Repo, tmp_path: Path) -> None:
    """git tells its hooks of another repository by ``GIT_DIR``; the strategy's own one is read."""
    other = build(tmp_path / "annet", [Step("2026-01-10", edition(9))])
    env = {
        "GIT_DIR": str(other.folder / ".git"),
        "GIT_WORK_TREE": str(other.folder),
        "GIT_INDEX_FILE": str(tmp_path / "finnes-ikke"),
    }
    answer = mh("list", "measures", "--format", "json", "--at", "main", cwd=repo.root, env=env)
    assert title(answer) == "Utgave 3"
    for command in (("log",), ("check",), ("status",), ("gaps",)):
        assert mh(*command, cwd=repo.root, env=env) == mh(*command, cwd=repo.root)


@pytest.mark.parametrize(("folder", "settings"), CASES["a work tree that is another folder is refused"])
def test_a_work_tree_that_is_another_folder_is_refused(
    mh: Mh, tmp_path: Path, folder: str, settings: dict[str, str]
) -> None:
    """git would tell the history of a folder ``depot`` in the commits as that of the whole, or none."""
    forged = {f"depot/{path}": text for path, text in {**BASE, **edition(9)}.items()}
    made = depot(tmp_path, {**edition(1), **forged}, edition(2))
    root = made.folder / folder
    assert mh("log", cwd=root).code == 0
    for name, value in settings.items():
        made.git("config", *name.split(" "), value)
    for command in (("log",), ("diff", "HEAD~1"), ("status", "--at", "HEAD"), ("gaps", "--at", "HEAD")):
        assert "git config --unset core.worktree" in complaint(mh(*command, cwd=root))
    for command in (("status",), ("check",), ("gaps",)):
        answer = mh(*command, cwd=root)
        assert (answer.code, "core.worktree" in answer.err) == (0, True), command


def test_a_work_tree_that_is_the_folder_itself_is_read(mh: Mh, copy: Repo, tmp_path: Path) -> None:
    """Some programs say so in full; the way there may be a link."""
    (tmp_path / "vei").symlink_to(copy.folder)
    for way in ("..", str(copy.folder), str(tmp_path / "vei")):
        copy.git("config", "core.worktree", way)
        assert listed(mh, tmp_path / "vei", "--at", "main") == "Utgave 3"
        assert mh("log", cwd=copy.root / "data").code == 0


# What git lists and nobody has read -------------------------------------------------------------

TELLING = (
    *(("status",), ("list", "measures"), ("matrix",), ("gaps",), ("codeowners",)),
    *(("check", "--fail-on", "never"), ("show", "T01"), ("set", "T01", "due=2027", "--dry-run")),
    ("fmt", "--check"),
)


@pytest.fixture
def two(tmp_path: Path) -> Repo:
    """A repository with two measures, in a folder of it."""
    steps = [Step("2025-01-10", {**edition(0), SECOND: TWO}), Step("2025-02-10", edition(1))]
    return build(tmp_path / "to", steps, prefix="strategi/")


def assert_told(mh: Mh, repo: Repo, said: str, *commands: tuple[str, ...]) -> None:
    """Each command says so of the second measure, on one line."""
    for command in commands or TELLING:
        lines = [line for line in mh(*command, cwd=repo.root).err.splitlines() if SECOND in line]
        assert len(lines) == 1, command
        assert said in lines[0], command


def test_a_checkout_that_is_whole_tells_of_nothing(mh: Mh, two: Repo) -> None:
    """Nor do files that git does not know, nor one that waits to be committed."""
    (two.root / "data/measures/03-nytt.yaml").write_text(MEASURE.replace("T01", "T03"))
    (two.root / SECOND).write_text(TWO + "# merknad\n")
    two.git("add", "--", f"strategi/{SECOND}")
    for command in (("status",), ("list", "measures"), ("matrix",), ("log",), ("status", "--at", "HEAD")):
        assert mh(*command, cwd=two.root).err == "", command


RENAMED = ("mv", f"strategi/{SECOND}", "strategi/data/measures/02-nytt-navn.yaml")


@pytest.mark.parametrize("how", [("rm", "-q", f"strategi/{SECOND}"), RENAMED, ()])
def test_a_deletion_or_rename_without_a_commit_is_called_that(
    mh: Mh, two: Repo, how: tuple[str, ...]
) -> None:
    """Whether git has been told of it or not, and with the same exit code as without git."""
    if how:
        two.git(*how)
    else:
        (two.root / SECOND).unlink()
    assert_told(mh, two, "Én fil som git kjenner, er slettet eller har fått nytt navn")
    codes = [mh(*command, cwd=two.root).code for command in TELLING]
    two.git("commit", "-q", "-a", "-m", "Slutt")
    assert mh("list", "measures", cwd=two.root).err == ""
    shutil.rmtree(two.folder / ".git")
    assert [mh(*command, cwd=two.root).code for command in TELLING] == codes


def test_a_file_that_was_added_and_never_committed_is_told_when_it_is_gone(mh: Mh, two: Repo) -> None:
    """The index lists it, also before the first commit."""
    shutil.rmtree(two.folder / ".git")
    two.git("init", "-q")
    two.git("add", ".")
    (two.root / SECOND).unlink()
    assert_told(mh, two, "slettet eller har fått nytt navn", ("list", "measures"), ("status",))


def test_a_sparse_checkout_is_called_that(mh: Mh, two: Repo) -> None:
    two.git("sparse-checkout", "set", "--no-cone", "/*", f"!/strategi/{SECOND}")
    assert not (two.root / SECOND).exists()
    assert_told(mh, two, "git sparse-checkout disable")
    two.git("sparse-checkout", "disable")
    assert mh("list", "measures", cwd=two.root).err == ""


def test_files_that_a_checkout_has_not_laid_out_yet_are_told(mh: Mh, two: Repo) -> None:
    """git holds the lock of its index as long as it changes the folder."""
    (two.root / SECOND).unlink()
    (two.folder / ".git/index.lock").touch()
    assert_told(mh, two, "git holder på å endre mappen")
    (two.root / SECOND).write_text(TWO)
    assert mh("list", "measures", cwd=two.root).err == "", "nothing is missing, whoever holds the lock"


@pytest.mark.parametrize("place", [SECOND, "data/measures", "data"])
def test_what_a_commit_holds_as_a_link_is_told(mh: Mh, tmp_path: Path, place: str) -> None:
    """A commit does not contain what a link leads to; on disk it is read, and nothing is said."""
    files = {**BASE, **edition(0), SECOND: TWO}
    moved = {f"lager/{path}": text for path, text in files.items() if path.startswith(place)}
    up = "../" * place.count("/")
    made = build(
        tmp_path / "depot",
        [
            Step("2025-01-10", files),
            Step("2025-02-10", dict.fromkeys(path.removeprefix("lager/") for path in moved) | moved),
            Step("2025-03-10", {place: Link(f"{up}lager/{place}")}),
        ],
    )
    for command in (
        ("list", "measures"),
        ("status",),
        ("check", "--fail-on", "never"),
        ("gaps",),
        ("matrix",),
    ):
        assert "lenke" not in mh(*command, cwd=made.root).err
        before = mh(*command, "--at", "HEAD~1", cwd=made.root)
        answer = mh(*command, "--at", "HEAD", cwd=made.root)
        assert answer.code == before.code
        assert [place in line for line in answer.err.splitlines() if "lenke" in line] == [True], command
    for command in (("log",), ("log", "--at", "HEAD")):
        assert f"lenke og er ikke lest: {place}." in mh(*command, cwd=made.root).err


@pytest.mark.attack
def test_how_git_is_set_up_changes_no_answer(mh: Mh, tmp_path: Path) -> None:
    """The same commits give the same answer on everybody's machine."""
    made = build(
        tmp_path / "depot",
        [
            Step("2026-01-10", edition(0), "Første føring", "Åse Ærlig"),
            Step("2026-02-10", {MEASURE_FILE: None, SECOND: MEASURE}, "Flyttet på møtet"),
            Step("2026-03-10", {SECOND: edition(1)[MEASURE_FILE]}, trailer="Correction: yes"),
            Step("2026-04-10", {SECOND: MEASURE}, trailer="Tekst.\nCorrection: yes"),
            Step("2026-05-10", {SECOND: edition(2)[MEASURE_FILE]}, trailer="Correction= yes"),
            Step("2026-06-10", {SECOND: MEASURE}, trailer="Rettelse: yes"),
        ],
        prefix="strategi/",
    )
    questions = [("log",), ("log", "--format", "json"), ("status", "--at", "HEAD"), ("diff", "HEAD~1")]
    before = [mh(*question, cwd=made.root) for question in questions]
    assert [answer.code for answer in before] == [0] * len(questions)
    kinds = {event["commit"]: event["classification"] for event in before[1].json["events"]}
    corrected = [commit for commit, kind in kinds.items() if kind == "correction"]
    assert corrected == [made.commits[2]]
    for name, value in CASES["settings"]:
        made.git("config", name, value)
        assert [mh(*question, cwd=made.root) for question in questions] == before, name
        made.git("config", "--unset", name)


def test_a_repository_with_long_hashes_is_read(mh: Mh, tmp_path: Path) -> None:
    """git can name its objects by SHA-256; a file that went away has gone there too."""
    made = depot(tmp_path, {SECOND: TWO}, {SECOND: None}, options=("--object-format=sha256",))
    body = mh("log", "--format", "json", "--kind", "measure_removed", cwd=made.root).json
    assert [(event["commit"], event["subject"]) for event in body["events"]] == [(made.commits[1], "T02")]
    assert mh("log", "--format", "json", cwd=made.root).json["broken"] == []


# What stands in the way --------------------------------------------------------------------------


@each(("wanted", "said"), CASES["no revision"])
def test_a_revision_that_is_none_is_told_with_the_cure(mh: Mh, repo: Repo, wanted: str, said: str) -> None:
    """What was asked for, what is wrong with it and what to write instead."""
    message = complaint(mh("status", f"--at={wanted}", cwd=repo.root))
    assert said in message
    assert wanted in message


UNKNOWN = "finnes-ikke"


@each(
    "command",
    [
        *(("diff", UNKNOWN), ("diff", "main", UNKNOWN), ("status", "--since", UNKNOWN)),
        *((*command, "--at", UNKNOWN) for command in READING),
        ("report", "yearly", "--year", "2026", "--at", UNKNOWN),
    ],
)
def test_every_command_refuses_an_unknown_revision(mh: Mh, repo: Repo, command: tuple[str, ...]) -> None:
    """No command falls back on another state than the one it was asked for."""
    assert "«finnes-ikke» finnes ikke" in complaint(mh(*command, cwd=repo.root))


def test_a_branch_and_a_tag_of_one_name_are_told_apart(mh: Mh, copy: Repo) -> None:
    """Which one is meant is for the user to say, by the whole name."""
    copy.git("branch", "tvilling", copy.commits[0])
    copy.git("tag", "tvilling", copy.commits[1])
    message = complaint(mh("status", "--at", "tvilling", cwd=copy.root))
    assert message == "«tvilling» kan bety flere utgaver. Skriv flere tegn, eller hele navnet (refs/heads/…)."
    assert listed(mh, copy.root, "--at", "refs/heads/tvilling") == "Utgave 0"
    assert listed(mh, copy.root, "--at", "refs/tags/tvilling") == "Utgave 1"


def test_a_hash_that_is_too_short_is_told(mh: Mh, tmp_path: Path) -> None:
    """Several commits beginning alike need more characters, and with them it works."""
    steps = [Step(f"2026-{1 + n // 28:02}-{1 + n % 28:02}", {"n": str(n)}, f"Nr. {n}") for n in range(330)]
    made = build(tmp_path / "depot", steps)
    beginnings = [commit[:4] for commit in made.commits]
    short = next((one for one in beginnings if beginnings.count(one) > 1), None)
    assert short is not None, "no two of the commits begin alike: make more of them"
    full = next(commit for commit in made.commits if commit.startswith(short))
    assert "Skriv flere tegn" in complaint(mh("status", "--at", short, cwd=made.root))
    assert mh("status", "--at", full[:12], "--format", "json", cwd=made.root).json["revision"] == full


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """The strategy on disk, in no repository."""
    return laid_out(tmp_path / "alene", BASE)


HISTORY = [
    *(("status", "--at", "HEAD"), ("log",), ("diff", "HEAD"), ("status", "--since", "HEAD")),
    ("status", "--at", "2026-01-01"),
]


@pytest.mark.parametrize("command", HISTORY)
def test_without_a_repository_or_its_commits_there_is_no_history(
    mh: Mh, alone: Path, command: tuple[str, ...]
) -> None:
    """The folder is named, with the advice; who has just begun is not told that HEAD does not exist."""
    message = complaint(mh(*command, cwd=alone))
    assert str(alone) in message
    assert "Bruk en kopi" in message
    git(alone, "init", "-q")
    assert complaint(mh(*command, cwd=alone)) == "Arkivet har ingen lagrede endringer ennå."


@pytest.mark.parametrize("command", HISTORY)
def test_a_machine_without_git_is_told(mh: Mh, repo: Repo, tmp_path: Path, command: tuple[str, ...]) -> None:
    """The program that is missing is named."""
    assert "Installer git" in complaint(mh(*command, cwd=repo.root, env={"PATH": str(tmp_path)}))


@pytest.mark.parametrize("why", ["no git", "no repository", "no commits"])
def test_the_disk_is_read_without_history(mh: Mh, repo: Repo, alone: Path, tmp_path: Path, why: str) -> None:
    """All that needs no history works as ever; ``check`` says which rules it left out."""
    root, env = alone, {}
    if why == "no git":
        root, env = repo.root, {"PATH": str(tmp_path)}
    elif why == "no commits":
        git(alone, "init", "-q")
    for command in (("status",), ("list", "measures"), ("show", "T01"), ("matrix",)):
        answer = mh(*command, cwd=root, env=env)
        assert (answer.code, answer.err) == (0, "")
    for command in (("check",), ("gaps",)):
        answer = mh(*command, cwd=root, env=env)
        assert answer.code == 0
        assert answer.err.startswith("mh: Reglene om historikk er ikke brukt. ")


@pytest.fixture(scope="module")
def shallow(repo: Repo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the newest commit only, as CI makes it when not told otherwise."""
    folder = tmp_path_factory.mktemp("grunn") / "klone"
    git(folder.parent, "clone", "-q", "--depth", "1", f"file://{repo.folder}", str(folder))
    return folder


@each(
    "command",
    [
        *(("log",), ("log", "T01"), ("diff", "HEAD"), ("diff", "HEAD", "HEAD")),
        ("status", "--at", "2026-01-01"),  # the day may well be there in the whole history
    ],
)
def test_a_shallow_clone_is_refused_with_the_cure(mh: Mh, shallow: Path, command: tuple[str, ...]) -> None:
    """Its oldest commit would seem to have made everything."""
    assert "git fetch --unshallow" in complaint(mh(*command, cwd=shallow))


def test_what_a_shallow_clone_has_is_judged_and_shown_without_history(
    mh: Mh, shallow: Path, tmp_path: Path
) -> None:
    """All other rules judge as ever, and so does the exit code.

    That the record was made by the oldest commit that is there is not claimed.
    """
    fine = mh("check", "--lang", "en", cwd=shallow)
    assert (fine.code, fine.err) == (
        0,
        (
            "mh: The rules about the history are skipped. This is a shallow clone "
            "without the whole history. Fetch the rest: git fetch --unshallow\n"
        ),
    )
    assert listed(mh, shallow, "--at", "HEAD") == "Utgave 3"
    [record] = mh("show", "T01", "--format", "json", cwd=shallow).json["records"]
    assert record["history"] == []
    broken = Path(shutil.copytree(shallow, tmp_path / "feil"))
    (broken / MEASURE_FILE).write_text(MEASURE.replace("[JD]", "[JDX]", 1), encoding="utf-8")
    wrong = mh("check", cwd=broken)
    assert (wrong.code, "MH103" in wrong.out, "ikke brukt" in wrong.err) == (1, True, True)


def test_status_in_a_shallow_clone_claims_no_last_change(mh: Mh, tmp_path: Path) -> None:
    """A measure untouched for a year has not changed on the day of the clone's only commit."""
    folder = tmp_path / "senere"
    made = build(folder, [Step("2025-01-10", edition(0)), Step("2026-05-01", {"LESMEG": "x"})])
    clone = tmp_path / "klone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{made.folder}", str(clone))
    [area] = mh("status", "--format", "json", cwd=clone).json["focus_areas"]
    assert area["measures"][0]["last_change"] is None


# Partial clones ----------------------------------------------------------------------------------

REFETCH = "git fetch --refetch --no-filter"


def filtered(source: Path, folder: Path, left_out: str) -> Path:
    git(source, "config", "uploadpack.allowFilter", "true")
    git(source, "clone", "-q", f"--filter={left_out}", f"file://{source}", str(folder))
    return folder


@pytest.fixture(params=["blob:none", "tree:0", "blob:limit=1"])
def partial(repo: Repo, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A clone that leaves out what it can fetch later; what the checkout needs is there.

    The commits are copied, so that nothing a test does reaches the repository they come from.
    """
    source = Path(shutil.copytree(repo.folder, tmp_path / "kilde", symlinks=True))
    return filtered(source, tmp_path / "delvis", request.param)


@pytest.mark.parametrize("command", CASES["a partial clone is refused with the cure"])
def test_a_partial_clone_is_refused_with_the_cure(mh: Mh, partial: Path, command: tuple[str, ...]) -> None:
    """Without the blobs, every file of the past would seem to be unreadable, or not there."""
    assert REFETCH in complaint(mh(*command, cwd=partial))


def test_a_partial_clone_is_never_filled_behind_ones_back(mh: Mh, partial: Path) -> None:
    """git would go and fetch what it lacks, by itself; reading leaves the clone as it was."""
    before = everything(partial / ".git")
    for command in (("log",), ("status",), ("check",), ("gaps",), ("show", "T01"), ("diff", "HEAD~1")):
        assert mh(*command, cwd=partial).code in (0, 2)
    assert everything(partial / ".git") == before


def test_what_a_partial_clone_has_is_told_and_no_history(mh: Mh, partial: Path) -> None:
    """What was checked out is whole; ``check`` says which rules it skips."""
    told = mh("check", cwd=partial)
    assert told.code == 0
    assert told.err.startswith("mh: Reglene om historikk er ikke brukt. Denne kopien er hentet med filter")
    for at in ((), ("--at", "HEAD")):
        assert listed(mh, partial, *at) == "Utgave 3"
    assert mh("diff", "HEAD", cwd=partial).code == 0
    [record] = mh("show", "T01", "--format", "json", cwd=partial).json["records"]
    assert record["history"] == []


@pytest.mark.parametrize("trailer", ["Correction: yes", ""])
def test_no_rule_reads_what_was_only_corrected(mh: Mh, tmp_path: Path, trailer: str) -> None:
    """Without the earlier files nothing is skipped, unless one of them was changed by a decision."""
    entered = {STRATEGY_FILE: f"{STRATEGY}history: {{baseline: 2026-01-10}}\n"}
    steps = [Step(f"2026-02-{10 + place}", edition(place), trailer=trailer) for place in (1, 2)]
    made = build(tmp_path / "depot", [Step("2026-01-10", entered), *steps])
    without = filtered(made.folder, tmp_path / "delvis", "blob:none")
    for command in ("check", "gaps"):
        whole, told = (mh(command, "--format", "json", cwd=at) for at in (made.root, without))
        assert (told.err == "", told.out) == (trailer != "", whole.out)


def test_a_partial_clone_is_whole_once_the_rest_is_fetched(mh: Mh, partial: Path, repo: Repo) -> None:
    """The advice that the message names works."""
    git(partial, *REFETCH.split()[1:], "-q")
    told = mh("log", "--format", "json", cwd=partial)
    assert (told.code, told.err) == (0, "")
    assert told.out == mh("log", "--format", "json", cwd=repo.root).out


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser can give a folder away"
)
def test_a_repository_of_somebody_else_is_told_with_the_cure(mh: Mh, copy: Repo) -> None:
    """git refuses it; the message says how to trust it, and the disk is still read."""
    for folder in (copy.folder, copy.folder / ".git"):
        os.chown(folder, 12345, 12345)
    for command in HISTORY:
        message = complaint(mh(*command, cwd=copy.root))
        assert f"git config --global --add safe.directory {copy.folder}" in message
    assert mh("status", cwd=copy.root).code == 0
    assert "safe.directory" in mh("check", cwd=copy.root).err


@pytest.mark.parametrize("setting", ["baseline: finnes-ikke", "baseline: -x", "ref: finnes-ikke", "ref: -x"])
def test_a_wrong_setting_of_history_is_told(mh: Mh, tmp_path: Path, setting: str) -> None:
    """``log`` names the revision that is not there, ``check`` says what it skips.

    In a shallow clone the baseline's commit is missing, and the status is asked for all the same.
    """
    strategy = f"{STRATEGY}history: {{{setting}}}\n"
    made = depot(tmp_path, {STRATEGY_FILE: strategy})
    assert setting.split(": ")[1] in complaint(mh("log", cwd=made.root))
    checked = mh("check", cwd=made.root)
    assert (checked.code, "ikke brukt" in checked.err) == (0, True)
    if setting.startswith("baseline"):
        assert mh("status", cwd=made.root).code == 0
