"""Remembered answers: what comes out is always what would be worked out, whatever has changed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from menneskehandel_cli.cli import _run
from menneskehandel_cli.cli.answers import answer
from menneskehandel_cli.cli.inputs import InDoubt, Inputs
from repositories import git, machine
from support import CHECKOUT, Answer, Mh, environment

DAY = ("--as-of", "2026-06-30")
MEASURE = "data/measures/01-samordning.yaml"

NOTHING: Mapping[str, str] = MappingProxyType({})


@pytest.fixture(autouse=True)
def remembering(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Answers are remembered, in a folder of the test's own, and git knows no habits."""
    machine(monkeypatch)
    monkeypatch.delenv("MH_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def root(fjellheim: Path) -> Path:
    """A small strategy under git."""
    git(fjellheim, "init", "-q", "--template=", "-b", "main")
    commit(fjellheim)
    return fjellheim


def commit(root: Path) -> None:
    """Commit all that is there."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "Endring")


def kept(cache: Path) -> list[Path]:
    """The answers that are kept."""
    return sorted((cache / "cache" / "mh").glob("*.answer"))


def process(
    *arguments: str, cwd: Path, env: Mapping[str, str] = NOTHING, before: Callable[[], None] | None = None
) -> Answer:
    """``mh`` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "menneskehandel_cli", *arguments],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        check=False,
        preexec_fn=before,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


# What is remembered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        ["--help"],
        ["status", "--help"],
        ["--version"],
        ["status"],
        ["status", "--format", "json", *DAY],
        ["list", "measures"],
        ["show", "T01", "T02"],
        ["gaps"],
        ["matrix", "--by=provision"],
        ["check"],
        ["log"],
        ["diff", "HEAD"],
        ["explain", "MH101"],
        ["report", "obligations", "--body", "coe", "--editorial"],
        ["status", "--at", "HEAD"],
        ["--lang", "en", "status"],
    ],
)
def test_the_second_answer_is_the_first(mh: Mh, root: Path, tmp_path: Path, asked: list[str]) -> None:
    """Text, messages and exit code are the same, and the same as without remembering."""
    first = mh(*asked, cwd=root)
    assert len(kept(tmp_path)) == 1
    assert mh(*asked, cwd=root) == first
    assert mh(*asked, cwd=root, env={"MH_NO_CACHE": "1"}) == first
    assert len(kept(tmp_path)) == 1


def test_a_remembered_answer_loads_nothing(root: Path) -> None:
    """Neither Typer nor anything else that takes time is needed to give an answer again."""
    program = (
        "import sys\n"
        "from menneskehandel_cli.cli import run\n"
        "code = run(['check'])\n"
        "heavy = {'typer', 'pydantic', 'yaml', 'pathlib', 're', 'typing', 'json', 'dataclasses'}\n"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-S", "-c", program],
            cwd=root,
            env=environment({"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}),
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(2)
    ]
    assert said[0].stdout == said[1].stdout != ""
    assert "pydantic" in said[0].stderr
    assert said[1].stderr.splitlines()[-1] == "0 []"


@pytest.mark.parametrize(
    "asked",
    [
        ["set", "T01", "status=completed", "--dry-run"],
        ["fmt", "--check"],
        ["fix", "--dry-run"],
        ["schema", "measure"],
        ["codeowners", "--org", "O"],
        ["check", "data/measures"],
        ["gaps", "-o", "ut.txt"],
        ["gaps", "--output=ut.txt"],
        ["status", "--nope"],
        ["show", "T99"],
        ["status", "--at", "HEAD@{0}"],
        [],
    ],
)
def test_other_commands_are_not_remembered(mh: Mh, root: Path, tmp_path: Path, asked: list[str]) -> None:
    """What writes, reaches for other files or fails is done anew each time."""
    first = mh(*asked, cwd=root)
    if asked:
        assert kept(tmp_path) == []
    assert mh(*asked, cwd=root) == first


def test_a_file_is_written_each_time(mh: Mh, root: Path) -> None:
    """An answer that goes to a file is there again after the file has gone."""
    for _ in range(2):
        assert mh("gaps", "-o", "ut.txt", cwd=root).code == 0
        assert (root / "ut.txt").read_text(encoding="utf-8")
        (root / "ut.txt").unlink()


def test_it_can_be_turned_off(mh: Mh, root: Path, tmp_path: Path) -> None:
    """``MH_NO_CACHE`` neither reads nor writes."""
    for _ in range(2):
        mh("status", cwd=root, env={"MH_NO_CACHE": "1"})
    assert not (tmp_path / "cache").exists()


def test_messages_keep_their_place(mh: Mh, root: Path, tmp_path: Path) -> None:
    """What was said on stderr is said there again, after what came before it."""
    (root / MEASURE).write_text("id: [\n", encoding="utf-8")
    commit(root)
    asked = ("list", "measures")
    first = mh(*asked, cwd=root)
    assert first.err
    assert first.out
    assert len(kept(tmp_path)) == 1
    assert mh(*asked, cwd=root) == first


# Nothing stale -----------------------------------------------------------------------------------

Deed = tuple[str, int, int]
"""Something that happens between two questions: what, and two numbers that say where and how."""

deeds = st.tuples(
    st.sampled_from(
        [
            *("byte", "byte back in time", "rename", "copy", "delete", "folder", "commit", "checkout"),
            *(
                "branch",
                "nothing",
                "borrow",
                "question",
                "width",
                "language",
                "colour",
                "place",
                "ignored",
            ),
        ]
    ),
    st.integers(0, 10_000),
    st.integers(0, 255),
)

QUESTIONS = (
    ("status",),
    ("status", *DAY),
    ("show", "T01"),
    ("check",),
    ("check", "--format", "json"),
    ("list", "measures", "--format", "csv"),
    ("log",),
    ("gaps", "--severity", "gap", "--area", "1"),
    ("gaps", "--area", "1", "--severity", "gap"),
    ("diff", "HEAD"),
    ("status", "--at", "HEAD"),
    ("show", "T02", "--at", "HEAD~1"),
)


class World:
    """A strategy that things happen to, and somebody who asks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked: tuple[str, ...] = ("status",)
        self.env: dict[str, str] = {}
        self.columns = 100
        self.cwd = root

    def files(self) -> list[Path]:
        """All data files. A folder may be called like one."""
        return sorted(
            path
            for name in ("strategy", "data")
            for path in (self.root / name).rglob("*.yaml")
            if path.is_file()
        )

    def happens(self, deed: Deed) -> None:
        """Let something happen."""
        what, where, how = deed
        files = self.files()
        path = files[where % len(files)] if files else self.root / MEASURE
        match what:
            case "byte" | "byte back in time" if path.exists():
                before, status = path.read_bytes(), path.stat()
                place = where % max(len(before), 1)
                path.write_bytes(before[:place] + bytes([how]) + before[place + 1 :])
                if what == "byte back in time":
                    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
            case "rename" if (
                path.exists() and not (new := path.with_name(f"{how:02}-{path.name}")).exists()
            ):
                path.rename(new)
            case "copy" if path.exists() and not (copy := path.with_name(f"{how:02}-kopi.yaml")).exists():
                shutil.copyfile(path, copy)
            case "delete" if path.exists() and path.name != "strategy.yaml":
                path.unlink()
            case "folder" if not (path.parent / f"{how}.yaml").exists():
                (path.parent / f"{how}.yaml").mkdir()
            case "commit":
                commit(self.root)
            case "checkout":
                git(
                    self.root,
                    "checkout",
                    "-q",
                    "-f",
                    "--detach",
                    "HEAD~1" if how % 2 else "main",
                    check=False,
                )
            case "branch":
                git(self.root, "branch", "-f", f"gren-{how % 3}")
            case "borrow":
                lent = self.root / ".git" / "objects" / "info" / "alternates"
                lent.parent.mkdir(exist_ok=True)
                if lent.exists():
                    lent.unlink()
                else:
                    lent.write_bytes(b"")
            case "question":
                self.asked = QUESTIONS[where % len(QUESTIONS)]
            case "width":
                self.columns = 60 + how
            case "language":
                self.env["MH_LANG"] = ("nb", "nn", "en")[how % 3]
            case "colour":
                self.env["FORCE_COLOR"] = ("1", "")[how % 2]
            case "place":
                self.cwd = (self.root, self.root / "data", self.root / "data" / "measures")[how % 3]
            case "ignored":
                (self.root / "notat.txt").write_bytes(bytes([how]))


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(deeds, min_size=1, max_size=8))
def test_an_answer_is_never_stale(mh: Mh, root: Path, story: list[Deed]) -> None:
    """Whatever happens between two questions, the answer is the one that would be worked out."""
    with TemporaryDirectory(dir=root.parent) as folder:
        world = World(Path(shutil.copytree(root, folder, dirs_exist_ok=True)))
        for deed in [("nothing", 0, 0), *story]:
            world.happens(deed)
            remembered = mh(*world.asked, env=world.env, cwd=world.cwd, columns=world.columns)
            env = {**world.env, "MH_NO_CACHE": "1"}
            worked_out = mh(*world.asked, env=env, cwd=world.cwd, columns=world.columns)
            assert remembered == worked_out


def test_a_change_that_hides_its_time_is_seen(mh: Mh, root: Path) -> None:
    """A file of the same size and with its old time is another file still."""
    path = root / MEASURE
    before, status = mh("show", "T01", cwd=root), path.stat()
    path.write_bytes(path.read_bytes().replace(b"Opprette", b"Avskaffe", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert mh("show", "T01", cwd=root) != before


def test_a_commit_is_seen(mh: Mh, root: Path) -> None:
    """History is asked anew when there is more of it."""
    before = mh("log", cwd=root)
    path = root / MEASURE
    path.write_text(path.read_text(encoding="utf-8").replace("Opprette", "Avskaffe", 1), encoding="utf-8")
    commit(root)
    assert mh("log", cwd=root) != before


def test_another_day_is_another_question(root: Path) -> None:
    """What has passed today had not passed yesterday. These two places never have the same day."""
    days = ({"TZ": "Pacific/Kiritimati"}, {"TZ": "Etc/GMT+12"})
    said = [process("status", cwd=root, env=env) for env in (*days, *days)]
    assert said[:2] == said[2:]
    assert said[0].out != said[1].out
    assert said[0] == process("status", cwd=root, env={**days[0], "MH_NO_CACHE": "1"})


def test_another_strategy_is_another_question(mh: Mh, root: Path, tmp_path: Path) -> None:
    """The same files in another folder have their own answers."""
    other = tmp_path / "annet"
    shutil.copytree(root, other)
    mh("log", "--format", "json", cwd=root)
    shutil.rmtree(other / ".git")
    assert mh("log", cwd=other).code == 2
    assert mh("log", "--root", str(root), cwd=other) == mh("log", cwd=root)


def test_another_program_is_another_question(root: Path, tmp_path: Path) -> None:
    """An edited checkout never gives an answer of the program before the edit."""
    shutil.copytree(
        CHECKOUT / "src" / "menneskehandel_cli",
        tmp_path / "src" / "menneskehandel_cli",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    env = {"PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1", "MH_LANG": "nb"}
    first = process("--help", cwd=root, env=env)
    assert "Hele strategien på ett blikk." in first.out
    words = tmp_path / "src" / "menneskehandel_cli" / "language" / "words.py"
    text, status = words.read_text(encoding="utf-8"), words.stat()
    words.write_text(
        text.replace("Hele strategien på ett blikk.", "Hele strategien på to blikk."), encoding="utf-8"
    )
    os.utime(words, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "Hele strategien på to blikk." in process("--help", cwd=root, env=env).out


@pytest.mark.parametrize("back", [False, True])
def test_an_answer_over_moving_ground_is_not_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    """A file that changes while the answer is worked out leaves nothing behind, even if it goes back."""
    monkeypatch.chdir(root)
    path = root / MEASURE
    before = path.read_bytes()
    asked = 0

    def work_out(_: list[str]) -> int:
        nonlocal asked
        asked += 1
        path.write_bytes(b"id: T01\n")
        if back:
            path.write_bytes(before)
        return 0

    for _ in range(2):
        answer(["status"], work_out)
        path.write_bytes(before)
    assert asked == 2


@pytest.mark.parametrize("asked", [["status"], ["check"], ["log"], ["show", "T01"], ["--help"]])
def test_what_is_looked_up_in_the_environment_is_part_of_the_question(
    root: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    """Every variable that the program or a library of it asks for makes another question."""
    elsewhere = {
        # Where answers are kept, whether they are, and the folder of the program that is found.
        *("XDG_CACHE_HOME", "MH_NO_CACHE", "LOCALAPPDATA", "PATH", "SHELL"),
        # Completion is never remembered.
        "_MH_COMPLETE",
    }
    wanted: set[str] = set()
    look_up = type(os.environ).__getitem__

    def noted(self: os._Environ[str], name: str) -> str:
        caller = sys._getframe(1)
        while (
            caller.f_code.co_name in ("get", "getenv", "items", "__iter__", "__contains__")
            and caller.f_back
        ):
            caller = caller.f_back
        # Handing all on to git looks nothing up.
        if "git.py" not in caller.f_code.co_filename:
            wanted.add(name)
        return look_up(self, name)

    monkeypatch.chdir(root)
    with monkeypatch.context() as patch:
        patch.setattr(type(os.environ), "__getitem__", noted)
        patch.setenv("MH_NO_CACHE", "1")
        _run(asked)
    assert "MH_LANG" in wanted
    before = Inputs(asked).key
    for name in sorted(wanted - elsewhere):
        with monkeypatch.context() as patch:
            patch.setenv(name, "1")
            try:
                assert Inputs(asked).key != before, name
            except InDoubt:
                continue


# Nothing foreign ---------------------------------------------------------------------------------


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data())
def test_a_damaged_answer_is_not_used(mh: Mh, root: Path, tmp_path: Path, data: st.DataObject) -> None:
    """A byte changed, cut off or added anywhere: the answer is worked out, and kept anew."""
    whole = mh("list", "actors", cwd=root)
    (path,) = kept(tmp_path)
    sound = path.read_bytes()
    place = data.draw(st.integers(0, len(sound) - 1))
    damage = data.draw(st.sampled_from(["change", "cut", "add", "empty"]))
    path.write_bytes(
        {
            "change": sound[:place]
            + bytes([sound[place] ^ data.draw(st.integers(1, 255))])
            + sound[place + 1 :],
            "cut": sound[:place],
            "add": sound + b"x",
            "empty": b"",
        }[damage]
    )
    assert mh("list", "actors", cwd=root) == whole
    assert path.read_bytes() == sound


def test_the_answer_to_another_question_is_not_used(mh: Mh, root: Path, tmp_path: Path) -> None:
    """An answer that is put in another's place does not pass for it."""
    mh("list", "actors", cwd=root)
    (actors,) = kept(tmp_path)
    measures = mh("list", "measures", cwd=root)
    (other,) = (path for path in kept(tmp_path) if path != actors)
    other.write_bytes(actors.read_bytes())
    assert mh("list", "measures", cwd=root) == measures


def test_a_link_or_pipe_in_an_answers_place_is_not_followed(mh: Mh, root: Path, tmp_path: Path) -> None:
    """Only a plain file is an answer."""
    whole = mh("list", "actors", cwd=root)
    (path,) = kept(tmp_path)
    aside = path.rename(tmp_path / "aside")
    path.symlink_to(aside)
    assert mh("list", "actors", cwd=root) == whole
    path.unlink()
    os.mkfifo(path)
    assert mh("list", "actors", cwd=root) == whole


def test_answers_are_the_users_own(mh: Mh, root: Path, tmp_path: Path) -> None:
    """Nobody else can read them."""
    mh("status", cwd=root)
    (path,) = kept(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def _link(place: Path, tmp_path: Path) -> None:
    (tmp_path / "annen").mkdir(mode=0o700)
    place.symlink_to(tmp_path / "annen")


def _open_to_others(place: Path, _: Path) -> None:
    place.mkdir()
    place.chmod(0o755)


def _file(place: Path, _: Path) -> None:
    place.write_bytes(b"")


def _someone_elses(place: Path, _: Path) -> None:
    place.mkdir(mode=0o700)
    try:
        os.chown(place, 12345, 12345)
    except PermissionError:
        pytest.skip("only root can give a folder away")


@pytest.mark.parametrize("make", [_link, _open_to_others, _file, _someone_elses])
def test_a_folder_that_is_not_the_users_own_is_not_used(
    mh: Mh, root: Path, tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    """Nothing is read from it or written to it, and nothing is said about it."""
    place = tmp_path / "cache" / "mh"
    place.parent.mkdir()
    make(place, tmp_path)
    first = mh("list", "actors", cwd=root)
    assert (first.code, first.err) == (0, "")
    assert mh("list", "actors", cwd=root) == first
    assert not list(tmp_path.rglob("*.answer"))


def test_answers_planted_in_a_linked_folder_are_not_used(mh: Mh, root: Path, tmp_path: Path) -> None:
    """A folder that is moved away and linked to is no longer the user's own."""
    mh("list", "actors", cwd=root)
    place = tmp_path / "cache" / "mh"
    place.rename(tmp_path / "flyttet")
    place.symlink_to(tmp_path / "flyttet")
    (planted,) = (tmp_path / "flyttet").iterdir()
    before = planted.stat().st_atime_ns, planted.read_bytes()
    mh("list", "actors", cwd=root)
    assert planted.read_bytes() == before[1]


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_without_rights_is_passed_by(mh: Mh, root: Path, tmp_path: Path, mode: int) -> None:
    """Where nothing can be kept, the answer is given all the same, without a word about it."""
    place = tmp_path / "cache" / "mh"
    place.mkdir(parents=True)
    place.chmod(mode)
    for _ in range(2):
        told = mh("list", "actors", cwd=root)
        assert (told.code, told.err) == (0, "")
    place.chmod(0o700)


def test_a_full_disk_is_passed_by(root: Path, tmp_path: Path) -> None:
    """Where an answer cannot be written in full, nothing of it stays."""
    resource = pytest.importorskip("resource")
    told = process(
        "list", "actors", cwd=root, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    )
    assert (told.code, told.err) == (0, "")
    assert told.out
    assert list((tmp_path / "cache" / "mh").iterdir()) == []


def test_nothing_is_kept_inside_the_strategy(mh: Mh, root: Path) -> None:
    """Not even where the user's cache folder is set to be there."""
    for _ in range(2):
        assert mh("list", "actors", cwd=root, env={"XDG_CACHE_HOME": str(root / "cache")}).code == 0
    assert git(root, "status", "--porcelain") == ""


def test_an_answer_that_nobody_heard_to_its_end_is_not_kept(root: Path, tmp_path: Path) -> None:
    """``mh … | head`` leaves nothing behind that could be taken for an answer."""
    with subprocess.Popen(
        [sys.executable, "-m", "menneskehandel_cli", "list", "actors"],
        cwd=root,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
    assert kept(tmp_path) == []


def test_a_reader_that_goes_away_from_a_remembered_answer_is_no_error(root: Path) -> None:
    """As for one that is worked out."""
    process("list", "actors", cwd=root)
    with subprocess.Popen(
        [sys.executable, "-m", "menneskehandel_cli", "list", "actors"],
        cwd=root,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_remembered_answer_that_cannot_be_written_says_so(root: Path) -> None:
    """A full disk behind ``>`` is a message and exit code 2, as for one that is worked out."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    said = []
    process("list", "actors", cwd=root)
    for env in ({}, {"MH_NO_CACHE": "1"}):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            done = subprocess.run(
                [sys.executable, "-m", "menneskehandel_cli", "list", "actors"],
                cwd=root,
                env=environment(env),
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        said.append((done.returncode, done.stderr))
    assert said[0] == said[1]
    assert said[0][0] == 2


def test_many_at_once_give_the_same_answer(root: Path, tmp_path: Path) -> None:
    """Runs that keep the same answer at the same time do not get in each other's way."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "menneskehandel_cli", "list", "actors"],
            cwd=root,
            env=environment({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(4)
    ]
    said = {one.communicate()[0] for one in running}
    assert len(said) == 1
    assert len(list((tmp_path / "cache" / "mh").iterdir())) == 1


def test_the_oldest_answers_are_swept_out(mh: Mh, root: Path, tmp_path: Path) -> None:
    """The folder does not grow for ever, and what is not ours stays."""
    place = tmp_path / "cache" / "mh"
    mh("status", cwd=root)
    for number in range(300):
        old = place / f"{number:064x}.answer"
        old.write_bytes(b"x")
        os.utime(old, (number, number))
    (place / "notat.txt").write_bytes(b"")
    mh("list", "actors", cwd=root)
    assert len(kept(tmp_path)) < 200
    assert not (place / f"{0:064x}.answer").exists()
    assert (place / "notat.txt").exists()
