"""When the disk, the system or somebody at the keyboard lets mh down: a message, a code, nothing lost.

Each test breaks a real process in a real way. To root nothing is forbidden, so where the tests run as
root, ``mh`` runs as a root to whom the rights of files apply (``bound``).
"""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from menneskehandel_cli.trees import MAX_BYTES, DiskTree, Unreadable
from support import Answer, Mh, contents, environment, process, python

MEASURE = "data/measures/12-mottak.yaml"
SET = ("set", "T12.1", "status=completed")

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(sys.platform == "win32", reason="faults as Unix has them"),
]


def broken(*arguments: str, **how: Any) -> Answer:
    """Run ``mh`` in a process in which something is broken; there is no traceback."""
    answer = process(*arguments, **how)
    assert [line for line in answer.err.splitlines() if not line.startswith("mh: ")] == []
    return answer


def bound() -> None:
    """Let the rights of files apply to what is begun next, also as root."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _PAST_ALL_RIGHTS:
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


_PR_CAPBSET_DROP = 24
_PAST_ALL_RIGHTS = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def close(*streams: int) -> None:
    """Begin with some of stdin, stdout and stderr closed, as ``>&-`` does."""
    for number in streams:
        os.close(number)


# Full and forbidden ------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path, fjellheim: Path) -> Iterator[Path]:
    """The strategy on a disk that is full to the last block."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk of our own to be had")
    try:
        root = disk / "fjellheim"
        subprocess.run(["cp", "-r", str(fjellheim), str(root)], check=True)
        with (disk / "fyll").open("wb", buffering=0) as filler:
            while True:
                try:
                    filler.write(b"x" * 4096)
                except OSError:
                    break
        yield root
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_on_a_full_disk_the_old_file_stays(lang: str, small_disk: Path) -> None:
    """A change that cannot be written says so in words, and leaves neither half nor draft behind."""
    before = contents(small_disk)
    answer = broken(*SET, "--lang", lang, cwd=small_disk)
    assert answer.code == 2
    assert {"nb": "disken er full", "nn": "disken er full", "en": "the disk is full"}[lang] in answer.err
    assert "12-mottak.yaml: " in answer.err
    assert contents(small_disk) == before


@pytest.mark.parametrize(
    "command",
    [
        *(("status",), ("check",), ("show", "T12"), ("list", "measures"), ("matrix",), ("explain",)),
        *(("gaps", "--format", "html"), ("fmt", "--dry-run"), (*SET, "--dry-run")),
    ],
)
def test_on_a_full_disk_everything_can_be_read(command: tuple[str, ...], small_disk: Path) -> None:
    """Reading needs no room."""
    answer = broken(*command, cwd=small_disk)
    assert answer.code == 0
    assert answer.out


@pytest.mark.parametrize(
    ("command", "file"), [("gaps --format html", "old"), ("matrix --format xlsx", "new.xlsx")]
)
def test_an_answer_that_does_not_fit_is_told_of(command: str, file: str, small_disk: Path) -> None:
    """Written whole or not at all; and nothing of what a library says at its end comes through."""
    (small_disk / "old").touch()
    before = contents(small_disk)
    told = broken(*command.split(), "-o", file, cwd=small_disk)
    assert told.code == 2
    assert told.err.endswith(f"mh: {file}: disken er full. Frigjør plass og prøv igjen.\n")
    assert contents(small_disk) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_device_that_is_full_is_told_of(fjellheim: Path) -> None:
    """What is written to one fails at its end."""
    answer = broken("gaps", "-o", "/dev/full", cwd=fjellheim)
    assert answer.code == 2
    assert answer.err.endswith("mh: /dev/full: disken er full. Frigjør plass og prøv igjen.\n")


@pytest.mark.parametrize("handles", [5, 6, 7, 8, 9])
def test_where_no_more_files_may_be_opened_it_says_so(handles: int, fjellheim: Path) -> None:
    """Three are the streams; few are needed, and whoever has too few learns how to get more."""

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles))

    for command in (("status",), ("gaps", "-o", "gaps.txt"), SET):
        answer = broken(*command, cwd=fjellheim, before=few)
        assert answer.code in (0, 2)
        if answer.code:
            assert answer.err == (
                "mh: Systemet tillater ikke flere åpne filer. Hev grensen (ulimit -n), og prøv igjen.\n"
            )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="macOS does not bound memory")
def test_where_there_is_too_little_memory_it_says_so(mh: Mh, fjellheim: Path) -> None:
    """Whatever it was doing when there was no more."""
    assert mh("status", cwd=fjellheim).code == 0
    for file in range(400):
        text = f"title: {{nb: Et tiltak {file}, en: A measure}}\nsummary: {'x' * 90_000}\n"
        (fjellheim / f"data/measures/{file:03}-x.yaml").write_text(text, encoding="utf-8")

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (40 << 20, 40 << 20))

    answer = broken("check", cwd=fjellheim, before=little)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "mh: Det er ikke nok minne. Lukk andre programmer og prøv igjen.\n"


@pytest.mark.parametrize(
    "command", [SET, ("fmt",), ("edit", "T12"), ("gaps", "--format", "html", "-o", "gaps.html")]
)
def test_in_a_folder_that_may_only_be_read_nothing_is_written(
    command: tuple[str, ...], fjellheim: Path
) -> None:
    """The message names the file and what is missing; what may be read still can be."""
    file = fjellheim / MEASURE
    file.write_bytes(file.read_bytes().replace(b"id: T12\n", b"id:   T12\n", 1))
    folders = [fjellheim, *(path for path in fjellheim.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    before = contents(fjellheim)
    try:
        answer = broken(*command, cwd=fjellheim, before=bound, env={"EDITOR": "true"})
        assert answer.code == 2
        assert "du har ikke tilgang" in answer.err
        assert broken("status", cwd=fjellheim, before=bound).code == 0
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert contents(fjellheim) == before


def test_a_file_that_may_not_be_read_is_told_of(fjellheim: Path) -> None:
    """The rest is read."""
    (fjellheim / MEASURE).chmod(0o000)
    answer = broken("check", cwd=fjellheim, before=bound)
    assert answer.code == 1
    assert f"{MEASURE}:1:1  feil MH012" in answer.out
    assert "du har ikke tilgang til å lese den" in answer.out
    assert "T01" in broken("status", cwd=fjellheim, before=bound).out


def test_a_folder_that_may_not_be_looked_into_is_told_of(fjellheim: Path) -> None:
    """A strategy without its measures would be a lie; and nobody can say what is unanswered."""
    folder = fjellheim / "data/measures"
    folder.chmod(0o000)
    try:
        answer = broken("check", cwd=fjellheim, before=bound)
        warned = broken("status", cwd=fjellheim, before=bound)
    finally:
        folder.chmod(0o755)
    assert answer.code == 1
    assert "data/measures:1:1  feil MH012" in answer.out
    assert "MH2" not in answer.out
    assert warned.code == 0
    assert "data/measures kan ikke leses" in warned.out


def test_a_home_that_cannot_be_read_is_not_needed(fjellheim: Path, tmp_path: Path) -> None:
    """Nothing of the user's is needed to read or to change a strategy."""
    home = tmp_path / "home"
    home.mkdir(mode=0o000)
    env = {"HOME": str(home), "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}
    for command in (("status",), ("check",), ("log",), (*SET, "--dry-run")):
        answer = broken(*command, cwd=fjellheim, before=bound, env=env)
        assert answer.code == (2 if command == ("log",) else 0)
    home.chmod(0o755)
    assert list(home.iterdir()) == []


def test_without_git_all_but_history_works(fjellheim: Path) -> None:
    """What needs git says so and how to get it; what does not, works."""
    env = {"PATH": "/ingen"}
    others: list[tuple[str, ...]] = [
        *(("status",), ("check",), ("show", "T12"), ("gaps",), ("matrix",), ("list", "measures")),
        *(("fmt", "--dry-run"), ("fix", "--dry-run"), ("explain",), ("schema", "measure"), SET),
    ]
    for command in others:
        assert broken(*command, cwd=fjellheim, env=env).code == 0
    historic: list[tuple[str, ...]] = [("log",), ("diff", "HEAD"), ("status", "--at", "HEAD")]
    for command in historic:
        answer = broken(*command, cwd=fjellheim, env=env)
        assert (answer.code, answer.out) == (2, "")
        assert "Installer git" in answer.err


# What is no file, or is gone ---------------------------------------------------------------------


def test_pipes_sockets_and_devices_are_no_files(fjellheim: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them is waited for, and each is told of."""
    monkeypatch.chdir(fjellheim / "data/measures")
    os.mkfifo("91-x.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("92-x.yaml")
        listening.listen()
        Path("93-x.yaml").symlink_to("/dev/zero")
        Path("94-x.yaml").mkdir()
        answer = broken("check", cwd=fjellheim)
    for number in (91, 92, 94):
        assert f"data/measures/{number}-x.yaml:1:1  feil MH012" in answer.out
    assert answer.out.count("ikke er en vanlig fil") == 3
    assert "data/measures/93-x.yaml:1:1  feil MH012" in answer.out


def test_a_file_that_vanishes_after_it_was_listed_is_told_of(fjellheim: Path) -> None:
    """Somebody switches branches while mh reads."""
    tree = DiskTree(fjellheim)
    listed = tree.paths()
    (fjellheim / MEASURE).unlink()
    assert MEASURE in listed
    with pytest.raises(Unreadable) as refused:
        tree.read(MEASURE)
    assert refused.value.reason == "missing"


def test_reading_while_all_is_being_replaced_ends_well(fjellheim: Path) -> None:
    """Files and folders come and go all the while: findings or none, but an end."""
    churn = (
        "import os, shutil, sys\n"
        "while True:\n"
        "    os.rename('data/measures', 'data/x'); os.rename('data/x', 'data/measures')\n"
        f"    os.rename({MEASURE!r}, '12'); os.rename('12', {MEASURE!r})\n"
    )
    child = subprocess.Popen([sys.executable, "-c", churn], cwd=fjellheim)
    try:
        for command in (("check",), ("status",), ("check", "--format", "json"), ("gaps",)) * 2:
            answer = broken(*command, cwd=fjellheim)
            assert answer.code in (0, 1)
            assert answer.out
    finally:
        child.kill()
        child.wait()


def test_a_file_that_grows_while_it_is_read_is_read_so_far_and_no_further(tmp_path: Path) -> None:
    """Its size when it was opened says nothing of what comes out of it."""
    (tmp_path / "data/measures").mkdir(parents=True)
    file = tmp_path / MEASURE
    file.write_bytes(b"#\n")
    grow = (
        "import sys\n"
        f"with open({str(file)!r}, 'ab', buffering=0) as file:\n"
        f"    while file.tell() < {8 * MAX_BYTES}: file.write(b'#' * 4096)\n"
    )

    child = subprocess.Popen([sys.executable, "-c", grow])
    tree = DiskTree(tmp_path)
    try:
        sizes: list[int] = []
        with pytest.raises(Unreadable) as refused:
            sizes.extend(len(tree.read(MEASURE)) for _ in count())
        assert all(size <= MAX_BYTES for size in sizes)
    finally:
        child.kill()
        child.wait()
    assert refused.value.reason == "too_large"


def test_where_the_folder_one_is_in_is_gone_a_way_out_is_told(fjellheim: Path, tmp_path: Path) -> None:
    """The shell still shows it."""
    gone = tmp_path / "borte"
    gone.mkdir()
    answer = broken("status", cwd=gone, before=gone.rmdir)
    assert answer.code == 2
    assert "is gone" in answer.err
    gone.mkdir()
    assert broken("status", "--root", str(fjellheim), cwd=gone, before=gone.rmdir).code == 0


# Streams -----------------------------------------------------------------------------------------

ANSWERS = [("status",), ("check", "--format", "json"), ("explain", "MH101"), ("--help",), ("--version",)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("command", ANSWERS, ids=" ".join)
def test_an_answer_that_cannot_be_printed_is_no_answer(command: tuple[str, ...], fjellheim: Path) -> None:
    """A full disk behind ``>`` and a closed stdout are told of, with code 2."""
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        answer = broken(*command, cwd=fjellheim, stdout=full)
    finally:
        os.close(full)
    assert answer.code == 2
    assert answer.err.endswith(
        "mh: Resultatet kan ikke skrives ut: disken er full. Frigjør plass og prøv igjen.\n"
    )
    closed = broken(*command, cwd=fjellheim, before=partial(close, 1))
    assert (closed.code, closed.out) == (2, "")
    assert closed.err.endswith("mh: Resultatet kan ikke skrives ut: utdatastrømmen er lukket.\n")


def test_a_change_that_cannot_be_shown_is_not_made(fjellheim: Path) -> None:
    """Nobody has seen it; and no file comes to stand where the closed stream was."""
    before = contents(fjellheim)
    for streams in ((1,), (0, 1), (0, 1, 2)):
        answer = broken(*SET, cwd=fjellheim, before=partial(close, *streams))
        assert answer.code == 2
        assert contents(fjellheim) == before


def test_without_stderr_and_stdin_the_answer_is_the_same(fjellheim: Path) -> None:
    """A message that nobody can read stops nothing."""
    answer = broken("check", "--format", "json", cwd=fjellheim, before=partial(close, 0, 2))
    assert answer.code == 0
    assert answer.json["diagnostics"]
    assert broken(*SET, cwd=fjellheim, before=partial(close, 2)).code == 0
    assert "completed" in (fjellheim / MEASURE).read_text(encoding="utf-8")


@contextmanager
def unread() -> Iterator[int]:
    """A pipe whose reader has left."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


def test_a_reader_that_leaves_early_changes_no_exit_code(fjellheim: Path) -> None:
    """``mh check | head`` in a script still tells that there are errors."""
    (fjellheim / MEASURE).write_text("id: [\n", encoding="utf-8")
    for command in (("check", "--format", "json"), ("check",)):
        assert broken(*command, cwd=fjellheim).code == 1
        with unread() as writer:
            assert broken(*command, cwd=fjellheim, stdout=writer).code == 1


def test_a_change_is_made_though_its_diff_is_not_read_to_the_end(fjellheim: Path) -> None:
    """``mh set … | head -1`` ends with 0, so the change is there."""
    with unread() as writer:
        answer = broken(*SET, cwd=fjellheim, stdout=writer)
    assert answer.code == 0
    assert "status: completed" in (fjellheim / MEASURE).read_text(encoding="utf-8")


# Somebody ends it --------------------------------------------------------------------------------

READY = """
import sys
import menneskehandel_cli.cli as cli
sys.argv[0] = "mh"
print("klar", file=sys.stderr, flush=True)
cli.main()
"""
"""Tells when mh's own work begins: before that, Python itself would answer."""


def ended(number: int, wait: float, *arguments: str, cwd: Path, ignoring: bool = False) -> Answer:
    """Run ``mh`` and send it a signal some time after its work has begun."""
    ignore = f"import signal; signal.signal({int(number)}, signal.SIG_IGN)\n" if ignoring else ""
    child = subprocess.Popen(
        [sys.executable, "-c", ignore + READY, *arguments],
        cwd=cwd,
        env=environment({}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stderr is not None
    assert child.stderr.readline() == b"klar\n"
    try:
        child.wait(wait)
    except subprocess.TimeoutExpired:
        child.send_signal(number)
    out, err = child.communicate()
    return Answer(child.returncode, out.decode(), err.decode())


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_in_words_at_whatever_moment(number: int, code: int, fjellheim: Path) -> None:
    """Ctrl-C and its like: the code that shells know, one line, and never a traceback.

    A file that is changed is the old one or the new one, and there is none next to it.
    """
    chance = Random(number)
    files = contents(fjellheim)
    values = ("completed", "in_progress")
    cut = 0
    for attempt in range(20):
        change = ("set", "T12.1", f"status={values[attempt % 2]}")
        command = (("status",), change, change, ("gaps", "--format", "json"))[attempt % 4]
        answer = ended(number, chance.uniform(0, 0.5), *command, cwd=fjellheim)
        assert answer.code in (0, code), answer.err
        assert all(line.startswith("mh: ") for line in answer.err.splitlines()), answer.err
        if answer.code:
            cut += 1
            assert answer.err.splitlines()[-1] == "mh: Avbrutt."
        now = contents(fjellheim)
        assert now.keys() == files.keys()
        assert {name for name in now if now[name] != files[name]} <= {MEASURE}
        assert now[MEASURE].count(b"T12.1") == files[MEASURE].count(b"T12.1")
        if command == change and answer.code == 0:
            assert f"    status: {values[attempt % 2]}\n" in now[MEASURE].decode()
    assert cut


@pytest.mark.parametrize(
    "error", ["ValueError(words)", "OSError(5, words)", "BrokenPipeError(32, words)", "MemoryError()"]
)
def test_a_signal_that_a_library_turns_into_its_own_error_is_still_the_signal(
    fjellheim: Path, error: str
) -> None:
    """Pydantic raises an error of its own, with no cause, for what interrupts it in a schema.

    A pipe to git breaks where the same signal has ended git.
    """
    turned = f"""
import signal, menneskehandel_cli.cli.app as app
def build(lang):
    try:
        signal.raise_signal(signal.SIGTERM)
    except BaseException as ended:
        words = str(ended)
    raise {error}
app.build = build
"""
    answer = python("-c", turned + READY, "status", cwd=fjellheim)
    assert (answer.code, answer.err) == (143, "klar\nmh: Avbrutt.\n")


NEW = ("--country", "IE", "--lang", "en", "--convention", "coe-197")


@pytest.mark.parametrize(("command", "options", "longest"), [("demo", (), 0.5), ("init", NEW, 2)])
def test_ending_a_new_strategy_leaves_all_of_it_or_none(
    command: str, options: tuple[str, ...], longest: float, tmp_path: Path
) -> None:
    """It is made next to its place, and what was begun is taken away."""
    chance = Random(9)
    cut = 0
    for attempt in range(6):
        target = tmp_path / f"plan-{attempt}"
        moment = chance.uniform(0, longest)
        answer = ended(signal.SIGTERM, moment, command, str(target), *options, cwd=tmp_path)
        assert answer.code in (0, 143), answer.err
        cut += answer.code != 0
        assert target.exists() or answer.code
        if target.exists():
            assert broken("check", "--fail-on", "error", cwd=target).code == 0
            assert broken("log", cwd=target).code == 0
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert cut


def test_a_signal_that_is_ignored_stays_ignored(fjellheim: Path) -> None:
    """What ``nohup`` began goes on when the terminal is closed."""
    answer = ended(signal.SIGHUP, 0.05, "status", cwd=fjellheim, ignoring=True)
    assert answer.code == 0
    assert answer.out
