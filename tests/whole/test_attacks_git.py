"""Reading somebody else's repository is as safe as reading a text file, whatever was made of it.

Nothing of theirs is run, nothing outside is told, nothing is written, and the end is an answer or a
message: for every reading command, and for the writing ones on such a working tree.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

import histories
import hostile as hostility
from example import MEASURE, MEASURE_FILE, STRATEGY, STRATEGY_FILE
from hostile import Outside, commit, deep, forged_graph, harmless, outside, promised, setting, tree_of
from repositories import Link, Module, Repo, Step, build, complaint, depot, edition, listed
from support import Answer, Mh, each, process, python, wrote

pytestmark = pytest.mark.attack

SECOND = "data/measures/02-annet.yaml"
TWO = MEASURE.replace("T01", "T02")

READING: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("status", "--at", "HEAD", "--since", "HEAD~1"),
    ("list", "measures"),
    ("show", "T01", "--at", "2026-01-31"),
    ("check", "--fail-on", "never"),
    ("check", "--at", "HEAD~1", "--format", "json", "--fail-on", "never"),
    ("log",),
    ("diff", "HEAD~1"),
    ("diff", "HEAD~1", "HEAD", "--format", "json"),
    ("gaps",),
    ("matrix", "--at", "HEAD"),
    ("report", "yearly", "--year", "2026", "--format", "html"),
)
"""Every command that reads, on disk and in commits."""

WRITING: tuple[tuple[str, ...], ...] = (
    ("set", "T01", "title=Nytt navn"),
    ("fmt",),
    ("fix", "--yes"),
    ("edit", "T01"),
    ("new", "report", "--year", "2026", "--actor", "JD"),
    ("new", "measure", "--title", "Nytt", "--area", "1", "--responsible", "JD"),
    ("codeowners", "--org", "o", "-o", "CODEOWNERS"),
)
"""Every command that writes in the working tree."""

NEVER_RAW = frozenset("\x00\x07\x08\x1b\x7f\x9b\u202e")
"""What a terminal acts on, of all that is planted here."""


@pytest.fixture(autouse=True)
def quiet_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's editor changes nothing."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The repository before an attack."""
    return harmless(tmp_path_factory.mktemp("harmløs") / "depot")


@pytest.fixture
def hostile(pristine: Repo, tmp_path: Path) -> Repo:
    """A copy of it that an attack may change."""
    folder = Path(shutil.copytree(pristine.folder, tmp_path / "depot", symlinks=True))
    return Repo(folder, folder, pristine.commits)


@pytest.fixture
def out(tmp_path: Path) -> Outside:
    """What lies next to it."""
    return outside(tmp_path)


def sound(answer: Answer) -> None:
    """An answer, or one clear message and exit code 2; nothing that is secret or acts on a terminal."""
    assert answer.code in (0, 1, 2)
    said = answer.out + answer.err
    assert "Traceback" not in said
    assert hostility.SECRET not in said
    assert NEVER_RAW.isdisjoint(said)
    if answer.code == 2 and not answer.out:  # what mh verify cannot compare is an answer
        complaint(answer)


# Programs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", list(hostility.PROGRAMS))
def test_reading_runs_nothing_of_theirs(mh: Mh, hostile: Repo, out: Outside, attack: str) -> None:
    """Programs that the repository names are left alone by every reading command.

    Where git itself can be made to spring the trap without a terminal, it is shown to be laid well.
    """
    hostility.PROGRAMS[attack].lay(hostile, out)
    bait = hostility.PROGRAMS[attack].bait
    if bait is not None:
        hostile.git(*bait, check=False)
        assert out.sprung(), "the trap does not work"
        (hostile.folder / "data").touch()
    for command in READING:
        assert mh(*command, cwd=hostile.root).code == 0
        assert not out.sprung(), command


@pytest.mark.parametrize("remote", list(hostility.REMOTES))
def test_a_missing_object_is_not_fetched(mh: Mh, hostile: Repo, out: Outside, remote: str) -> None:
    """A partial clone names a remote, and with it a program; reading goes without the object."""
    promised(hostile)
    setting(*hostility.REMOTES[remote])(hostile, out)
    hostile.git("cat-file", "-p", f"HEAD:{MEASURE_FILE}", check=False)
    assert out.sprung(), "the trap does not work"
    for command in READING:
        sound(mh(*command, cwd=hostile.root))
        assert not out.sprung(), command


def test_editing_runs_nothing_of_theirs(mh: Mh, hostile: Repo, out: Outside) -> None:
    """All traps at once: what writes changes files, and starts nothing but the user's editor."""
    for attack in hostility.PROGRAMS.values():
        attack.lay(hostile, out)
    hostile.git("status", check=False)
    assert out.sprung(), "the traps do not work"
    for command in WRITING:
        answer = mh(*command, cwd=hostile.root)
        assert answer.code in (0, 1), (command, answer.err)
        assert not out.sprung(), command
    assert "title: Nytt navn" in (hostile.root / MEASURE_FILE).read_text(encoding="utf-8")


PROGRAM_NAMES = (
    *("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_ASKPASS", "GIT_PAGER"),
    *("PAGER", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "SSH_ASKPASS"),
)
VARIABLES: dict[str, Mapping[str, str]] = {
    "another repository": {
        "GIT_DIR": "{}/depot/.git",
        "GIT_WORK_TREE": "{}/depot",
        "GIT_COMMON_DIR": "{}/depot/.git",
        "GIT_INDEX_FILE": "{}/liste",
        "GIT_NAMESPACE": "x",
        "GIT_PREFIX": "privat/",
    },
    "other objects": {
        "GIT_OBJECT_DIRECTORY": "{}/depot/.git/objects",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{}/depot/.git/objects",
        "GIT_QUARANTINE_PATH": "{}",
    },
    "other history": {
        "GIT_GRAFT_FILE": "{}/liste",
        "GIT_SHALLOW_FILE": "{}/liste",
        "GIT_REPLACE_REF_BASE": "refs/heads/",
    },
    "programs": dict.fromkeys(PROGRAM_NAMES, "{trap}"),
    "git's own programs": {"GIT_EXEC_PATH": "{}", "GIT_TEMPLATE_DIR": "{}"},
    "settings": {"GIT_CONFIG": "{}/liste", "GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='{trap}'"},
    "settings of the user": {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": "{trap}",
        "GIT_CONFIG_KEY_1": "diff.external",
        "GIT_CONFIG_VALUE_1": "{trap}",
    },
    "what paths mean": {
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_ATTR_SOURCE": "HEAD~1",
        "GIT_DIFF_OPTS": "--unified=9",
        "GIT_DEFAULT_HASH": "sha256",
    },
    "traces": dict.fromkeys(("GIT_TRACE", "GIT_TRACE_SETUP", "GIT_TRACE2", "GIT_TRACE2_EVENT"), "{}/spor"),
    "traces to the terminal": {"GIT_TRACE": "1", "GIT_TRACE2": "1", "GIT_TRACE_SETUP": "2"},
}


@pytest.mark.parametrize("where", list(VARIABLES))
def test_variables_of_git_lead_nowhere_else(mh: Mh, hostile: Repo, out: Outside, where: str) -> None:
    """Also what a hook leaves in the environment: each answer is the same as without."""
    env = {
        name: value.replace("{trap}", str(out.trap)).replace("{}", str(out.private))
        for name, value in VARIABLES[where].items()
    }
    before = [mh(*command, cwd=hostile.root) for command in READING]
    state = out.state()
    assert [mh(*command, cwd=hostile.root, env=env) for command in READING] == before
    assert out.state() == state
    assert not out.sprung()


# What lies outside -------------------------------------------------------------------------------


@pytest.mark.parametrize("link", list(hostility.LINKS))
def test_a_link_tells_nothing_of_what_lies_outside_and_is_not_written_through(
    mh: Mh, hostile: Repo, out: Outside, link: str
) -> None:
    """A file or folder of the working tree that is somebody's private file: it is named and not read."""
    hostility.LINKS[link](hostile, out)
    for command in READING:
        answer = mh(*command, cwd=hostile.root)
        sound(answer)
        assert "root:" not in answer.out + answer.err
        assert "EDITOR=" not in answer.out + answer.err
    before = out.state()
    for command in WRITING:
        answer = mh(*command, cwd=hostile.root)
        assert answer.code in (0, 1, 2)
        assert "Traceback" not in answer.err
        assert hostility.SECRET not in answer.out + answer.err
    assert out.state() == before


@pytest.mark.parametrize("there", [True, False])
def test_a_draft_that_was_laid_out_is_not_written_to(
    mh: Mh, hostile: Repo, out: Outside, there: bool
) -> None:
    """The name of a draft can be foretold; a link in its place is refused, wherever it leads."""
    digest = sha256((hostile.root / MEASURE_FILE).read_bytes()).hexdigest()[:8]
    draft = (hostile.root / MEASURE_FILE).with_name(f".01-samordning.{digest}.mh-edit.yaml")
    draft.symlink_to(out.private / ("liste" if there else "ny"))
    before = out.state()
    assert draft.name in complaint(mh("edit", "T01", cwd=hostile.root))
    assert out.state() == before


@pytest.mark.parametrize("place", list(hostility.GIT_PLACES))
def test_git_files_that_lead_outside_tell_nothing(mh: Mh, hostile: Repo, out: Outside, place: str) -> None:
    """Another repository's history is not taken for this one's, and no line of a file comes through.

    A link below ``.git`` is refused like one at its top: git would read references and objects elsewhere.
    """
    hostility.GIT_PLACES[place](hostile, out)
    for command in READING:
        sound(mh(*command, cwd=hostile.root))
    for command in (
        (("log",), ("diff", "HEAD~1"), ("status", "--at", "HEAD")) if place in hostility.REFUSED else ()
    ):
        assert "peker ut av mappen" in complaint(mh(*command, cwd=hostile.root))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as Unix has them")
@each("place", ["refs/heads/ny", "objects/00", "packed-refs", "HEAD", "config"])
def test_a_pipe_among_gits_files_is_told_and_not_waited_for(mh: Mh, hostile: Repo, place: str) -> None:
    """Nobody writes into it, so git would wait without end."""
    (hostile.folder / ".git" / place).unlink(missing_ok=True)
    os.mkfifo(hostile.folder / ".git" / place)
    assert "verken er en fil eller en mappe" in complaint(mh("log", cwd=hostile.root))


def test_links_within_git_are_followed(mh: Mh, hostile: Repo) -> None:
    """Old versions of git made HEAD a link to the branch, and some move branches aside."""
    before = mh("log", "--format", "json", cwd=hostile.root)
    own = hostile.folder / ".git"
    (own / "refs/heads").rename(own / "grener")
    (own / "refs/heads").symlink_to("../grener")
    (own / "HEAD").unlink()
    (own / "HEAD").symlink_to("refs/heads/main")
    (own / "hooks").mkdir(exist_ok=True)
    (own / "hooks/pre-commit").symlink_to("/bin/true")
    assert mh("log", "--format", "json", cwd=hostile.root) == before


def test_a_submodule_whose_common_folder_lies_elsewhere_is_refused(
    mh: Mh, hostile: Repo, out: Outside
) -> None:
    """Its own folder is where a submodule's belongs; what that names as common is not."""
    inner = hostile.folder / "inni"
    module = hostile.folder / ".git/modules/inni"
    shutil.copytree(hostile.folder / ".git", module)
    inner.mkdir()
    for folder in ("strategy", "data"):
        shutil.copytree(hostile.folder / folder, inner / folder)
    (inner / ".git").write_text(f"gitdir: {module}\n")
    assert mh("log", cwd=inner).code == 0
    (module / "commondir").write_text(f"{out.private}/depot/.git\n")
    assert "peker ut av mappen" in complaint(mh("log", cwd=inner))


@pytest.mark.parametrize(
    ("place", "cure"), [("a file for .git", "peker ut av mappen"), ("alternates", "git repack -a -d")]
)
def test_a_repository_that_leads_outside_is_told_with_the_cure(
    mh: Mh, hostile: Repo, out: Outside, place: str, cure: str
) -> None:
    """The disk is still read; ``check`` says which rules it left out."""
    hostility.GIT_PLACES[place](hostile, out)
    assert cure in complaint(mh("log", cwd=hostile.root))
    assert cure in mh("check", cwd=hostile.root).err
    assert mh("status", cwd=hostile.root).code == 0


def test_borrowed_commits_are_read_once_they_are_fetched(mh: Mh, pristine: Repo, tmp_path: Path) -> None:
    """What the message advises works."""
    made = pristine.git("clone", "-q", "--shared", str(pristine.folder), str(tmp_path / "lånt"))
    assert made == ""
    borrower = Repo(tmp_path / "lånt", tmp_path / "lånt", pristine.commits)
    assert "git repack -a -d" in complaint(mh("log", cwd=borrower.root))
    borrower.git("repack", "-q", "-a", "-d")
    (borrower.folder / ".git/objects/info/alternates").unlink()
    assert mh("log", cwd=borrower.root).code == 0


@pytest.mark.parametrize("link", [SECOND, "data/indicators", "data/reports"])
def test_a_link_in_a_commit_leads_nowhere(mh: Mh, tmp_path: Path, link: str) -> None:
    """A file or folder that is a link to somebody's private files shows nothing of them."""
    outside = tmp_path / "privat"
    outside.mkdir()
    (outside / "hemmelig.yaml").write_text(hostility.SECRET_MEASURE, encoding="utf-8")
    target = outside / "hemmelig.yaml" if link == SECOND else outside
    passwords = "data/measures/03-passord.yaml"
    made = depot(tmp_path, edition(0), {link: Link(str(target)), passwords: Link("/etc/passwd")})
    assert (made.root / link).resolve() == target.resolve()
    for command in (*READING, ("list", "measures", "--at", "HEAD"), ("check", "--fail-on", "never")):
        answer = mh(*command, cwd=made.root)
        assert answer.code in (0, 1)
        assert hostility.SECRET not in answer.out + answer.err
        assert "root:" not in answer.out + answer.err


def test_a_file_that_becomes_a_link_is_told_as_gone(mh: Mh, tmp_path: Path) -> None:
    """What a link points at is not part of the commit; turned back into a file, the record is back."""
    made = depot(tmp_path, {SECOND: TWO}, {SECOND: Link("01-samordning.yaml")}, {SECOND: TWO})
    body = mh("log", "T02", "--format", "json", cwd=made.root).json
    kinds = ["measure_added", "measure_removed", "measure_added"]
    assert [(event["kind"], event["commit"]) for event in body["events"]] == list(
        zip(kinds, made.commits, strict=True)
    )


# Submodules --------------------------------------------------------------------------------------


AT = "data/measures/m"
OWN = "the repository's own"
MODULES = [
    *(
        (path, "1" * 40, f'[submodule "--upload-pack=x"]\n\tpath = "{path}"\n\turl = ext::touch\n')
        for path in (
            *("-u;touch kjørt", "data/measures/undermodul", "data/`touch kjørt`"),
            "strategy/--upload-pack=x",
        )
    ),
    # ``update = !…`` is an old attack; a log needs no submodules.
    *(
        (AT, "1" * 40, f'[submodule "{name}"]\n\tpath = {AT}\n\turl = -x\n\tupdate = {update}\n')
        for name in ("x", "../../x", "-u", "--upload-pack=x")
        for update in ("!touch kjørt", "tull")
    ),
    ("data/measures/00-modul.yaml", "1" * 40, ""),
    ("data/measures/00-modul.yaml", OWN, ""),
]


@pytest.mark.parametrize(("path", "commit", "listed_as"), MODULES)
def test_a_submodule_is_neither_fetched_nor_read_and_hides_nothing(
    mh: Mh, tmp_path: Path, path: str, commit: str, listed_as: str
) -> None:
    """Wherever it lies, whatever it is called, and though its commit lies in this very repository."""
    first = Step("2026-01-10", edition(0))
    own = build(tmp_path / "forrige", [first]).commits[0]
    module = Module(own if commit == OWN else commit)
    odd = {path: module, ".gitmodules": listed_as or None}
    made = build(tmp_path / "depot", [first, Step("2026-02-10", {**odd, **edition(1)})])
    assert listed(mh, made.root, "--at", "HEAD") == "Utgave 1"
    told = mh("log", "T01", "--format", "json", cwd=made.root).json["events"]
    assert [event["kind"] for event in told] == ["measure_added", "renamed"]
    assert not list(tmp_path.rglob("kjørt"))


# Bare repositories within others -----------------------------------------------------------------


@pytest.mark.parametrize("trusted", ["all", "explicit"])
def test_a_bare_repository_that_comes_with_a_clone_runs_nothing(
    mh: Mh, hostile: Repo, out: Outside, trusted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files can be committed that look like a bare repository, with a configuration of its own."""
    (out.folder / "bruker").write_text(f"[safe]\n\tbareRepository = {trusted}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(out.folder / "bruker"))
    within = hostile.folder / "inni"
    shutil.copytree(hostile.folder / ".git", within)
    for folder in ("strategy", "data"):
        shutil.copytree(hostile.folder / folder, within / folder)
    settings = [f"{name} = {out.trap}\n" for name in ("fsmonitor", "pager", "sshCommand", "hooksPath")]
    (within / "config").write_text(f"[core]\nbare = true\n{''.join(settings)}")
    for command in READING:
        sound(mh(*command, cwd=within))
        assert not out.sprung(), command


# Revisions ---------------------------------------------------------------------------------------

REVISIONS = [
    *("-n", "--output=x", "--exec=x", "-", "--", "@{u}", "@{-1}", "HEAD@{999999}", "@{upstream}"),
    *(":/Utgave", ":/", ":/!-x", "HEAD^{/Endring}", "HEAD^{tree}", "HEAD:strategy", ":strategy"),
    *("..", "HEAD..", "...", "^HEAD", "*", "refs/*", "HEAD^99", "HEAD~99999999999999999999", "HEAD^{}x"),
    *("HEAD\n", "HEAD\nHEAD", "\n", "a\0b", "\0", "\x1b]0;x\x07", "\x1b[31mHEAD", "\u202eDAEH"),
    "\x9b31m",
    *("$(touch kjørt)", "`touch kjørt`", "HEAD;touch kjørt", "ext::touch kjørt", "%s", "{0.__class__}"),
    *("a" * 100_000, "HEAD" + "^" * 5000, ":/" + "(" * 5000, ":/(a{1,250}){1,250}", "æ" * 300, " "),
    "HEAD ",
    *("9999-99", "0000-00", "0000-00-00", "9999-12-31", "2026-02-30", "{}", "[link](x)", "/etc/passwd"),
]


@pytest.mark.parametrize("revision", REVISIONS, ids=range(len(REVISIONS)))
def test_a_revision_is_never_more_than_a_name(mh: Mh, hostile: Repo, tmp_path: Path, revision: str) -> None:
    """Option, pattern, program, escape or no text: it names a commit, or is said not to."""
    for command in (
        ("status", f"--at={revision}"),
        ("log", f"--at={revision}"),
        ("status", f"--since={revision}"),
        ("diff", "--", revision),
        ("diff", "--", "HEAD", revision),
    ):
        sound(mh(*command, cwd=hostile.root))
    assert not list(tmp_path.rglob("kjørt"))
    assert sorted(path.name for path in hostile.root.iterdir()) == sorted(
        (".git", ".gitattributes", "data", "strategy")
    )


@pytest.mark.parametrize("key", ["ref", "baseline"])
@pytest.mark.parametrize(
    "value", ["--output=x", "-n", ":/(a{1,250}){1,250}", "HEAD^{/x}", "HEAD\\nHEAD", "@{u}", "a b", "%x00"]
)
def test_a_revision_in_the_data_is_never_more_than_a_name(
    mh: Mh, tmp_path: Path, key: str, value: str
) -> None:
    """What the strategy calls its mainline and its baseline comes from its maker."""
    strategy = f'{STRATEGY}history: {{{key}: "{value}"}}\n'
    made = depot(tmp_path, {STRATEGY_FILE: strategy, **edition(0)})
    for command in (*READING, ("log", "--at", "2026-01-31")):
        sound(mh(*command, cwd=made.root))
    assert not (made.root / "x").exists()


@pytest.mark.parametrize(
    "name", ["opening", "closing", "version", "templates", "report", "lang", "format", "arguments"]
)
def test_a_stamp_is_never_more_than_names(mh: Mh, hostile: Repo, tmp_path: Path, name: str) -> None:
    """A report to be verified comes from anybody, and with it what it says it was made from."""
    file = tmp_path / "rapport.json"
    report = ("report", "yearly", "--year", "2026", "--format", "json", "-o", str(file))
    assert mh(*report, cwd=hostile.root).code == 0
    made = json.loads(file.read_text(encoding="utf-8"))
    for value in ("--output=x", "a\0b", "HEAD\x1b[31m", ":/(((", "\ud800", 3, None, "HEAD"):
        made["stamp"][name] = value
        file.write_text(json.dumps(made), encoding="utf-8")
        sound(mh("verify", str(file), cwd=hostile.root))
        assert not (hostile.root / "x").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_report_without_an_end_is_not_read_to_it(mh: Mh, hostile: Repo) -> None:
    """A link called like a report may lead to a device."""
    (hostile.root / "rapport.html").symlink_to("/dev/zero")
    assert "for stor" in complaint(mh("verify", "rapport.html", cwd=hostile.root))


ODD_BRANCHES = [
    *("--output=x", "-n", "HEAD", "2026-01-31", "2026-01", "main~1", "x\x1b[31m", "a b", "%x00", "@"),
    "æ",
    *("refs/heads/main", "-", "x" * 200),
]


@pytest.mark.parametrize("name", ODD_BRANCHES)
def test_a_branch_may_be_called_anything(mh: Mh, hostile: Repo, name: str) -> None:
    """A branch called like an option, a day or HEAD itself changes no answer."""
    commands = (("log",), ("diff", "HEAD~1"), ("show", "T01", "--at", "2026-01-31"))
    before = [mh(*command, cwd=hostile.root) for command in commands]
    place = hostile.folder / ".git/refs/heads" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{hostile.commits[0]}\n")
    assert [mh(*command, cwd=hostile.root) for command in commands] == before
    sound(mh("status", f"--at={name}", cwd=hostile.root))


def test_a_branch_called_like_a_commit_does_not_stand_in_for_it(mh: Mh, hostile: Repo) -> None:
    """A whole hash is that commit; the beginning of one may be either, and is asked for again."""
    first, last = hostile.commits
    for name in (last, last[:10]):
        (hostile.folder / ".git/refs/heads" / name).write_text(f"{first}\n")
    assert listed(mh, hostile.root, "--at", last) == "Utgave 1"
    assert "Skriv flere tegn" in complaint(mh("status", "--at", last[:10], cwd=hostile.root))


# Commits, trees and objects that git would not make ----------------------------------------------


@pytest.mark.parametrize("odd", list(hostility.ODD_COMMITS))
def test_an_odd_commit_is_told_or_refused(mh: Mh, hostile: Repo, odd: str) -> None:
    """Absurd dates, nobody as author, control characters, no parents or many: no command breaks."""
    hostility.ODD_COMMITS[odd](hostile)
    for command in (*READING, ("log", "--format", "markdown"), ("log", "--format", "json")):
        sound(mh(*command, cwd=hostile.root))


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("99999999999999", "9999-12-31"),
        ("253402300800", "9999-12-31"),
        ("1772000000", "2026-02-25"),
        ("-99999999999", "2026-02-10"),
        ("", "2026-02-10"),
    ],
)
def test_a_day_beyond_all_calendars_is_the_last_or_that_before(
    mh: Mh, hostile: Repo, seconds: str, day: str
) -> None:
    """Time never turns back, and no calendar has a year 10 000."""
    commit(hostile, date=f"{seconds} +0000".encode())
    told = mh("report", "obligations", "--body", "greta", "--format", "json", cwd=hostile.root)
    assert told.json["ends"]["closing_day"] == day


@pytest.mark.parametrize("odd", list(hostility.ODD_TREES))
def test_an_odd_tree_is_read_or_refused(mh: Mh, hostile: Repo, odd: str) -> None:
    """Names that lead up, hold line breaks or are no names: nothing of them leads anywhere."""
    tree_of(hostile, hostility.ODD_TREES[odd])
    for command in READING:
        sound(run_on(mh, odd)(*command, cwd=hostile.root))


NAMED = {
    "HEAD, gone": "git kunne ikke lese arkivet: HEAD",
    "HEAD:data, gone": "unable to read tree",
    "a newer format": "found 99",
}


@pytest.mark.parametrize("damage", list(hostility.DAMAGE))
def test_a_damaged_repository_is_told(mh: Mh, hostile: Repo, damage: str) -> None:
    """Where git gives up, the message says so; what needs no history is read as ever.

    It is not told as one without commits, nor as none at all.
    """
    hostility.DAMAGE[damage](hostile)
    for command in READING:
        sound(mh(*command, cwd=hostile.root))
    assert mh("status", cwd=hostile.root).code == 0
    if damage in NAMED:
        assert NAMED[damage] in complaint(mh("log", cwd=hostile.root))


@pytest.mark.parametrize("place", [".git/refs/heads", "data/measures"])
def test_folders_within_folders_have_an_end(mh: Mh, hostile: Repo, place: str) -> None:
    """Fifteen hundred of them: whoever walks down turns back in time."""
    top = hostile.folder / place
    try:
        deep(top)
        for command in (("status",), ("log",), ("check", "--fail-on", "never"), ("fmt", "--dry-run")):
            assert mh(*command, cwd=hostile.root).code == 0
    finally:
        # Python's own way down is not long enough either.
        subprocess.run(["rm", "-rf", str(top / "d")], check=True)


MEASURING = """
import resource, sys
from menneskehandel_cli.cli import run
code = run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss, used.ru_utime, file=sys.stderr)
sys.exit(code)
"""


def used(folder: Path, *arguments: str) -> tuple[int, float]:
    """The peak memory of a command in kilobytes, and its processor time in seconds."""
    answer = python("-c", MEASURING, *arguments, cwd=folder)
    assert answer.code == 0, answer.err
    memory, seconds = answer.err.split()[-2:]
    return int(memory), float(seconds)


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
def test_a_huge_blob_is_not_held_in_memory(pristine: Repo, tmp_path: Path) -> None:
    """A hundred million spaces take little room in a repository; reading them takes no more."""

    huge = depot(tmp_path, edition(0), {SECOND: b" " * 100_000_000}, checkout=False)
    words = ("log", "--at", "HEAD", "--format", "json")
    assert used(huge.root, *words)[0] < used(pristine.root, *words)[0] + 30_000


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
@pytest.mark.parametrize("command", ["status", "log"])
def test_renames_cost_no_more_than_the_rest_of_a_history(tmp_path: Path, command: str) -> None:
    """A file that only got another name has nothing new to read: at most twice as much in all."""
    histories.build(tmp_path / "uten", 100, 300)
    histories.build(tmp_path / "med", 100, 300, renames=8)
    (memory, seconds), most = used(tmp_path / "uten", command), used(tmp_path / "med", command)
    assert most[0] < memory * 2
    assert most[1] < seconds * 2


# History as it was committed ---------------------------------------------------------------------


def test_replaced_commits_and_grafts_do_not_change_history(mh: Mh, hostile: Repo) -> None:
    """What git is told to show in place of a commit is not what was committed."""
    before = mh("log", "--format", "json", cwd=hostile.root)
    assert len(before.json["events"]) > 1
    first, second = hostile.commits
    hostile.git("replace", second, first)
    (hostile.folder / ".git/info").mkdir(exist_ok=True)
    (hostile.folder / ".git/info/grafts").write_text(f"{second}\n")
    assert len(hostile.git("log", "--format=%H").split()) == 1, "git itself would believe it"
    assert mh("log", "--format", "json", cwd=hostile.root) == before
    assert listed(mh, hostile.root, "--at", second) == "Utgave 1"


def test_a_forged_commit_graph_does_not_change_history(mh: Mh, tmp_path: Path) -> None:
    """It repeats parents and dates to save git time, and git believes it; the commits say otherwise."""
    steps = [Step(f"2026-0{number}-10", edition(number)) for number in range(1, 5)]
    made = build(tmp_path / "depot", steps)
    questions = (
        ("log", "--format", "json"),
        ("status", "--format", "json"),
        ("status", "--at", "2026-03-31"),
        ("diff", "HEAD~1"),
    )
    before = [mh(*question, cwd=made.root) for question in questions]
    assert len(before[0].json["events"]) > len(steps)
    forged_graph(made)
    assert len(made.git("log", "--format=%H").split()) == 2, "git itself would believe it"
    assert [mh(*question, cwd=made.root) for question in questions] == before


# Names -------------------------------------------------------------------------------------------

ODD_NAMES = [
    *("02-a\nb", '02-"a"', "02-a'b", "02-😀", "02-a\\b", "02-a\tb", "02-\udcff", "02-e\u0301", "02-:a"),
    "02-a\x1eb",
]


def run_on(mh: Mh, name: str) -> Mh | Callable[..., Answer]:
    """``mh`` in this process, or in its own where pytest could not catch bytes that are no text."""
    return process if "\udcff" in name or "no text" in name else mh


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_file_name_is_read(mh: Mh, tmp_path: Path, name: str) -> None:
    """A newline, a quote, an emoji or bytes that are no text: the record is read like any other."""
    made = depot(
        tmp_path,
        {f"data/measures/{name}.yaml": TWO},
        {f"data/measures/{name}.yaml": TWO.replace("title: Samordne", "title: Ny")},
    )
    run = run_on(mh, name)
    at = run("list", "measures", "--format", "json", "--at", "HEAD", cwd=made.root)
    assert [measure["id"] for measure in at.json["measures"]] == ["T01", "T02"]
    told = run("log", "T02", "--format", "json", cwd=made.root)
    assert [event["kind"] for event in told.json["events"]] == ["measure_added", "renamed"]
    rows = run("status", "--format", "json", cwd=made.root).json["focus_areas"][0]["measures"]
    assert [row["last_change"] for row in rows] == ["2026-01-10", "2026-02-10"]


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
@pytest.mark.parametrize("name", ["02-a\nb", "02-\x1b[31m", "02-\udcff"])
def test_a_broken_file_with_an_odd_name_is_named_harmlessly(
    mh: Mh, tmp_path: Path, format: str, name: str
) -> None:
    """What a terminal would act on is written out, and a file that is no text is no traceback.

    ``--output`` is UTF-8, whatever the names in the repository are.
    """
    made = depot(tmp_path, {f"data/measures/{name}.yaml": "id: [\n"})
    answer = run_on(mh, name)("log", "--format", format, cwd=made.root)
    assert (answer.code, answer.err) == (0, "")
    assert "data/measures/02-" in answer.out
    assert "\x1b" not in answer.out
    assert "\nb" not in answer.out
    file = tmp_path / "ut"
    answer = run_on(mh, name)("log", "--format", format, "-o", str(file), cwd=made.root)
    assert (answer.code, answer.err) == (0, wrote(file))
    assert "data/measures/02-" in file.read_text(encoding="utf-8")


SUBJECTS = [
    "Med \x1b[31mrødt\x07",
    "<script>alert(1)</script> | `x` [a](b)",
    "{{ 7 * 7 }} {% raw %}",
    *("a\x1fb", "a\x1eb", "a\u2028b", "a\u0085b", "a\x0cb", "a\x1cb"),
]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("where", ["subject", "author"])
def test_any_subject_and_author_is_told_harmlessly(mh: Mh, tmp_path: Path, subject: str, where: str) -> None:
    """Whatever somebody called a commit, or himself, reads as text in one line."""
    if where == "author" and ("<" in subject or "\x1b" in subject):
        subject = subject.replace("<", "(").replace(">", ")")
    last = Step("2026-02-10", edition(1), **{where: f"x {subject}"})
    made = build(tmp_path / "depot", [Step("2026-01-10", edition(0)), last])
    text = mh("log", cwd=made.root)
    assert text.code == 0
    assert "\x1b" not in text.out
    assert "\x07" not in text.out
    page = mh("log", "--format", "markdown", cwd=made.root)
    assert "<script>" not in page.out
    assert "x 49" not in page.out
    events = mh("log", "--format", "json", "--kind", "renamed", cwd=made.root).json["events"]
    assert [event["commit"] for event in events] == [made.commits[1]]
    assert listed(mh, made.root, "--at", "2026-01-31") == "Utgave 0"
    assert mh("status", "--at", "HEAD", cwd=made.root).code == 0
