"""Whatever lies in a folder, a command writes, truncates and deletes nothing outside it.

A path that the user names with ``-o`` is the user's own. What lies below a folder that is named is not:
a link there leads nowhere, a pipe is not waited for.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from menneskehandel_cli import demo
from reports import run
from support import FICTIONAL, THOROUGH, Answer, environment

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as Unix has them")

PATIENCE = 60
"""In seconds: what takes longer hangs."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail where something is waited for that never comes."""

    def late(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def mh(*arguments: str) -> Answer:
    """Run ``mh`` in this process: a traceback would be raised, a hang fails."""
    with no_hang():
        answer = run(*arguments)
    assert answer.code in (0, 1, 2)
    return answer


def state(folder: Path) -> dict[str, object]:
    """Everything in a folder: the bytes of files, where links lead, what else there is."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        what = (
            path.read_bytes() if stat.S_ISREG(mode) else str(path.readlink()) if path.is_symlink() else ""
        )
        found[path.relative_to(folder).as_posix()] = (mode, what)
    return found


@pytest.fixture(scope="module")
def strategy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with its history. No test changes it."""
    root = tmp_path_factory.mktemp("demo") / "strategy"
    demo.make(root)
    return root


@pytest.fixture(scope="module")
def site(strategy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of an earlier commit, in English. No test changes it."""
    folder = tmp_path_factory.mktemp("site") / "out"
    assert make(strategy, folder, "HEAD~3").code == 0
    return folder


def make(root: Path, folder: Path, at: str = "HEAD") -> Answer:
    return mh("site", str(folder), "--root", str(root), "--at", at, "--lang", "en")


# A site --------------------------------------------------------------------------------------------


def manifest_of(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((folder / "manifest.json").read_bytes())
    return found


@pytest.mark.parametrize("what", ["index.html", "en", "en/T01.html", "en/data", "manifest.json"])
def test_a_site_is_not_written_through_a_link(
    strategy: Path, site: Path, tmp_path: Path, what: str
) -> None:
    out = Path(shutil.copytree(site, tmp_path / "out"))
    (tmp_path / "outside").mkdir()
    (out / what).rename(tmp_path / "outside/theirs")
    (out / what).symlink_to(tmp_path / "outside/theirs")
    outside, inside = state(tmp_path / "outside"), state(out)
    answer = make(strategy, out)
    assert answer.code == 2
    assert str(out / what) in answer.err
    assert (state(tmp_path / "outside"), state(out)) == (outside, inside)


def test_a_manifest_removes_nothing_that_mh_has_not_made(
    strategy: Path, site: Path, tmp_path: Path
) -> None:
    """A file in the way, and one that is only listed, stay as they are; what is left is told."""
    out = Path(shutil.copytree(site, tmp_path / "out"))
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "en/old.html").write_text("old", encoding="utf-8")
    told = manifest_of(out)
    told["files"]["mine.txt"] = "0" * 64
    told["files"]["en/old.html"] = hashlib.sha256(b"old").hexdigest()
    (out / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    answer = make(strategy, out)
    assert answer.code == 0
    assert str(out / "mine.txt") in answer.err
    assert (out / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not (out / "en/old.html").exists()
    (out / "en/T01.html").write_text("changed by hand", encoding="utf-8")
    before = state(out)
    answer = make(strategy, out)
    assert answer.code == 2
    assert str(out / "en/T01.html") in answer.err
    assert state(out) == before


@pytest.mark.parametrize("listed", [".git-secret", "l/doc.txt", "en/../../doc.txt", "en//x", "en/.x"])
def test_a_manifest_that_lists_what_no_site_has_is_none(
    strategy: Path, site: Path, tmp_path: Path, listed: str
) -> None:
    out = Path(shutil.copytree(site, tmp_path / "out"))
    (tmp_path / "doc.txt").write_text("mine", encoding="utf-8")
    (out / "l").symlink_to(tmp_path)
    (out / ".git-secret").write_text("mine", encoding="utf-8")
    told = manifest_of(out)
    told["files"][listed] = hashlib.sha256(b"mine").hexdigest()
    (out / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    before = state(tmp_path)
    assert make(strategy, out).code == 2
    assert state(tmp_path) == before


@pytest.mark.parametrize("command", ["site", "verify"])
@pytest.mark.parametrize("manifest", ["pipe", "brackets", "folder"])
def test_a_manifest_that_is_none_is_told_in_words(
    strategy: Path, tmp_path: Path, manifest: str, command: str
) -> None:
    place = tmp_path / "manifest.json"
    if manifest == "pipe":
        os.mkfifo(place)
    elif manifest == "folder":
        place.mkdir()
    else:
        place.write_text("[" * 200_000, encoding="utf-8")
    answer = mh(command, str(tmp_path), "--root", str(strategy), "--lang", "en")
    assert answer.code == 2
    assert str(tmp_path) in answer.err


KILLED = """
import os, sys
left = int(sys.argv[1])
def stop(event, arguments):
    global left
    left -= event == "os.rename"
    if left == 0:
        os._exit(9)
from menneskehandel_cli.cli import run
sys.addaudithook(stop)
run(sys.argv[2:])
"""


@pytest.mark.parametrize("before", ["nothing", "a site"])
@pytest.mark.parametrize("moment", [1, 2, 60])
def test_a_site_whose_run_was_killed_is_taken_up_again(
    strategy: Path, site: Path, tmp_path: Path, moment: int, before: str
) -> None:
    """Before its first file is in place, or its second, or far on; and by another commit."""
    out = tmp_path / "out"
    if before != "nothing":
        shutil.copytree(site, out)
    asked = ["site", str(out), "--root", str(strategy), "--lang", "en"]
    command = [sys.executable, "-c", KILLED, str(moment), *asked]
    done = subprocess.run(command, env=environment({}), capture_output=True, check=False)
    assert done.returncode == 9, done.stderr
    assert make(strategy, out, "HEAD~1").code == 0
    assert mh("verify", str(out), "--root", str(strategy)).code == 0
    assert list(out.rglob(".*")) == []


# Every command that writes --------------------------------------------------------------------------

ACTIONS: dict[str, tuple[str, ...]] = {
    "set": ("set", "T12.1", "status=completed"),
    "fmt": ("fmt",),
    "fix": ("fix", "--yes"),
    "new": ("new", "report", "--actor", "RD", "--year", "2025"),
    "add": ("add", "convention", "palermo"),
    "schema": ("schema", "-o", "."),
}
"""The commands that write below the folder of a strategy. A new one is added here."""

PLACES = ("data", "data/measures", "data/measures/12-mottak.yaml", "measure.schema.json")
KINDS = ("file", "folder", "nothing", "pipe")


@pytest.mark.thorough
@settings(max_examples=60 if THOROUGH else 15)
@given(
    action=some.sampled_from([*ACTIONS]), place=some.sampled_from(PLACES), kind=some.sampled_from(KINDS)
)
def test_no_command_writes_outside_its_folder(action: str, place: str, kind: str) -> None:
    """Whatever is put in the place of a file or a folder: a link to outside, or a pipe."""
    with tempfile.TemporaryDirectory() as name:
        root, outside = Path(name, "root"), Path(name, "outside")
        shutil.copytree(FICTIONAL, root)
        shutil.copytree(FICTIONAL / "data/measures", outside)
        target = root / place
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(target)
        else:
            names = {"file": outside / "12-mottak.yaml", "folder": outside, "nothing": outside / "new"}
            target.symlink_to(names[kind])
        before = state(outside)
        arguments = [str(root) if word == "." else word for word in ACTIONS[action]]
        mh(*arguments, "--root", str(root))
        assert state(outside) == before
