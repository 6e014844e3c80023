"""The same commands on Linux, macOS and Windows, and in a folder that somebody else has filled.

``POORER`` takes away, before ``mh`` is imported, what Windows does not have: signals, forking, file locks
and the system's time zones.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from menneskehandel_cli.edits.saving import write_whole
from repositories import CONFIGURATION
from support import CHECKOUT, Answer, Mh, each, process, python, some

MEASURE = "data/measures/12-mottak.yaml"

POORER = """
import os, signal, sys
for name in ("SIGKILL", "SIGHUP", "SIGALRM", "SIGPIPE", "setitimer"):
    delattr(signal, name)
for name in ("fork", "getuid", "geteuid", "mkfifo", "O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC"):
    delattr(os, name)
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[name] = None
import zoneinfo
zoneinfo.reset_tzpath(())
if os.environ.get("NO_ZONES"):
    sys.modules["tzdata"] = None
sys.argv[0] = "mh"
from menneskehandel_cli.cli import main
main()
"""

COMMANDS: list[tuple[str, ...]] = [
    ("--help",),
    ("status",),
    ("show", "T12"),
    ("list", "measures"),
    ("gaps",),
    ("matrix", "--format", "csv"),
    ("check", "--format", "json"),
    ("explain", "MH101"),
    ("schema", "measure"),
    ("set", "T12.1", "status=completed", "--dry-run"),
    ("fmt", "--check"),
]


def poorer(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Answer:
    """Run ``mh`` without what Windows lacks."""
    return python("-c", POORER, *arguments, cwd=cwd, env={**CONFIGURATION, **(env or {})})


# What a system may lack --------------------------------------------------------------------------


@pytest.mark.thorough
@each("command", some(COMMANDS, 3))
def test_without_posix_the_answer_is_the_same(command: tuple[str, ...], mh: Mh, fictional: Path) -> None:
    """No signal, fork, lock or zone that Windows lacks is needed to read or to judge."""
    answer = poorer(*command, cwd=fictional)
    assert "Traceback" not in answer.err
    expected = mh(*command, env=CONFIGURATION)
    assert (answer.code, answer.out) == (expected.code, expected.out)


def test_without_posix_a_change_is_written(fjellheim: Path) -> None:
    """Files are replaced without locks, and the new file is alone in its folder."""
    before = {path.name for path in (fjellheim / MEASURE).parent.iterdir()}
    answer = poorer("set", "T12.1", "status=completed", cwd=fjellheim)
    assert (answer.code, "Traceback" in answer.err) == (0, False)
    assert "    status: completed\n" in (fjellheim / MEASURE).read_text(encoding="utf-8")
    assert {path.name for path in (fjellheim / MEASURE).parent.iterdir()} == before


@pytest.mark.attack
def test_without_zone_data_only_history_is_missing(tmp_path: Path, mh: Mh) -> None:
    """Where no time zone is known, no commit has a day, and a message says what to install."""
    demo = tmp_path / "demo"
    assert mh("demo", str(demo), cwd=tmp_path).code == 0
    env = {"NO_ZONES": "1"}
    for command in (("log",), ("diff", "2023-01-01"), ("status", "--at", "2023-01-01")):
        answer = poorer(*command, cwd=demo, env=env)
        assert (answer.code, answer.out) == (2, ""), command
        assert "pip install tzdata" in answer.err
    for command in (("status",), ("check",), ("show", "T02"), ("gaps",)):
        answer = poorer(*command, cwd=demo, env=env)
        assert (answer.code, "Traceback" in answer.err) == (0, False), command
        assert answer.out


def test_a_pipe_gets_utf_8_with_plain_line_ends_whatever_the_locale(fictional: Path) -> None:
    """Windows would write cp1252 and CR LF; the bytes are the same on every system."""
    outs = {
        process("status", "--format", "json", cwd=fictional, env=locale).out
        for locale in (
            {"LC_ALL": "C.UTF-8", "MH_LANG": "nb"},
            {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "MH_LANG": "nb"},
        )
    }
    (out,) = outs
    assert "samordningsråd" in out
    assert "\r" not in out


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such zone")
def test_a_day_is_told_whatever_the_zone_of_the_machine(fictional: Path, tmp_path: Path) -> None:
    """Also where that is a day or more away, as Python takes none."""
    begin = ["init", str(tmp_path / "ny"), "--country", "IE", "--lang", "en", "--convention", "none"]
    for command in (["status"], begin):
        answer = process(*command, cwd=fictional, env={"TZ": "XYZ-25:61"})
        assert (answer.code, "Traceback" in answer.err) == (0, False), answer.err


def test_a_profiler_measures_a_command(fictional: Path) -> None:
    """Python's own profiler gets its turn when a command has ended."""
    answer = python("-m", "cProfile", "-m", "menneskehandel_cli", "status", cwd=fictional)
    assert answer.code == 0
    assert "T12" in answer.out
    assert "function calls" in answer.out


@each("path", sorted((CHECKOUT / "tests").rglob("test_*.py")))
def test_what_windows_cannot_import_is_not_collected_there(path: Path) -> None:
    """A module of tests that needs a Unix module is on the list of ``conftest.py``."""
    text = path.read_text(encoding="utf-8")
    if re.search(r"^(import|from) (resource|pty|fcntl|termios|pwd|attacks|terminals)\b", text, re.MULTILINE):
        left_out = (CHECKOUT / "tests" / "conftest.py").read_text(encoding="utf-8")
        name = path.stem.removeprefix("test_")
        assert name.startswith("attacks_") or f'"test_{name}.py"' in left_out or f'"{name}"' in left_out


# In a folder of somebody else's ------------------------------------------------------------------

HOSTILE = "import os\nos.write(2, b'HOSTILE')\nos._exit(66)\n"

STRANGERS = (
    *("yaml", "typer", "click", "pydantic", "pydantic_core", "rich", "jinja2", "ruamel", "git"),
    *("openpyxl", "docx", "docxtpl", "lxml", "sitecustomize", "usercustomize", "json", "subprocess"),
    *("tempfile", "pathlib", "gc", "signal", "errno"),
)


def foreign(folder: Path, names: tuple[str, ...]) -> Path:
    """A folder with hostile modules of these names, each as a file and as a package."""
    for name in names:
        (folder / name).mkdir(parents=True)
        for module in (f"{name}.py", f"{name}/__init__.py", f"{name}/__main__.py"):
            (folder / module).write_text(HOSTILE, encoding="utf-8")
    return folder


STATUS = ("-m", "menneskehandel_cli", "status", "--root", str(CHECKOUT))


@pytest.mark.attack
def test_as_a_module_it_runs_no_library_of_the_folder_one_stands_in(tmp_path: Path) -> None:
    """Neither one that ``mh`` uses, nor one that Python looks for at its start."""
    answer = python(*STATUS, cwd=foreign(tmp_path / "foreign", STRANGERS))
    assert (answer.code, "HOSTILE" in answer.err) == (0, False)


@pytest.mark.attack
def test_with_a_safe_path_it_runs_nothing_at_all_of_that_folder(tmp_path: Path) -> None:
    """``python -P -m`` keeps out what Python would import before us: a package of our own name, too."""
    names = (*STRANGERS, "menneskehandel_cli", "contextlib", "collections", "types", "warnings")
    answer = python("-P", *STATUS, cwd=foreign(tmp_path / "foreign", names))
    assert (answer.code, "HOSTILE" in answer.err) == (0, False)


# What a killed run leaves ------------------------------------------------------------------------

KILLED = """
import os, sys
from pathlib import Path
from menneskehandel_cli.edits.saving import write_whole
os.fsync = lambda _: os._exit(9)
write_whole(Path(sys.argv[1]), b"half")
"""


def test_what_a_killed_run_leaves_is_ignored_by_git_and_swept_by_the_next_write(
    fjellheim: Path, mh: Mh
) -> None:
    """SIGKILL lets nobody clear up. The file it leaves is no data, no change to commit, and soon gone."""
    folder = (fjellheim / MEASURE).parent
    before = sorted(folder.iterdir())
    python("-c", KILLED, str(folder / "01-x.yaml"), cwd=folder)
    (left,) = set(folder.iterdir()) - set(before)
    shutil.copy(CHECKOUT / ".gitignore", fjellheim)
    subprocess.run(["git", "init", "--quiet"], cwd=fjellheim, check=True)
    ignored = subprocess.run(["git", "check-ignore", "--quiet", str(left)], cwd=fjellheim, check=False)
    assert ignored.returncode == 0
    assert mh("check", cwd=fjellheim).code == 0
    assert mh("set", "T12.1", "status=completed", cwd=fjellheim).code == 0
    assert sorted(folder.iterdir()) == before


def test_several_runs_write_into_one_folder_at_once(tmp_path: Path) -> None:
    """None sweeps away what another has just begun to write."""
    pytest.importorskip("fcntl")

    def write(name: str) -> None:
        for number in range(200):
            write_whole(tmp_path / name, f"{name} {number}".encode())

    names = ["a", "b", "c", "d"]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(write, names))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        name: f"{name} 199" for name in names
    }


def test_a_file_that_another_run_is_writing_is_not_swept(fjellheim: Path, mh: Mh) -> None:
    """Only what nobody holds any more is taken away."""
    fcntl = pytest.importorskip("fcntl")
    held = (fjellheim / MEASURE).parent / ".13-y.yaml.0123456789abcdef.mh-new"
    with held.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert mh("set", "T12.1", "status=completed", cwd=fjellheim).code == 0
        assert held.exists()
