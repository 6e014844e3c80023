"""Whatever lies in a folder, a command writes, truncates and deletes nothing outside it.

A path that the user names with ``-o`` is the user's own. What lies below a folder that is named is not:
a link there leads nowhere, a pipe is not waited for.
"""

import hashlib
import json
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from desks import Visitor, hidden
from reports import run
from support import FICTIONAL, THOROUGH, Answer, each, python
from workbooks import write

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as Unix has them"),
]

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
        what = path.read_bytes() if stat.S_ISREG(mode) else str(path.readlink()) if path.is_symlink() else ""
        found[path.relative_to(folder).as_posix()] = (mode, what)
    return found


@pytest.fixture(scope="module")
def site(vestlandia: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of an earlier commit, in English. No test changes it."""
    folder = tmp_path_factory.mktemp("site") / "out"
    assert make(vestlandia, folder, "HEAD~3").code == 0
    return folder


def make(root: Path, folder: Path, at: str = "HEAD") -> Answer:
    return mh("site", str(folder), "--root", str(root), "--at", at, "--lang", "en")


# A site --------------------------------------------------------------------------------------------


def manifest_of(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((folder / "manifest.json").read_bytes())
    return found


@pytest.mark.parametrize("what", ["index.html", "en", "en/T01.html", "en/data", "manifest.json"])
def test_a_site_is_not_written_through_a_link(
    vestlandia: Path, site: Path, tmp_path: Path, what: str
) -> None:
    out = Path(shutil.copytree(site, tmp_path / "out"))
    (tmp_path / "outside").mkdir()
    (out / what).rename(tmp_path / "outside/theirs")
    (out / what).symlink_to(tmp_path / "outside/theirs")
    outside, inside = state(tmp_path / "outside"), state(out)
    answer = make(vestlandia, out)
    assert answer.code == 2
    assert str(out / what) in answer.err
    assert (state(tmp_path / "outside"), state(out)) == (outside, inside)


def test_a_manifest_removes_nothing_that_mh_has_not_made(
    vestlandia: Path, site: Path, tmp_path: Path
) -> None:
    """A file in the way, and one that is only listed, stay as they are; what is left is told."""
    out = Path(shutil.copytree(site, tmp_path / "out"))
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "en/old.html").write_text("old", encoding="utf-8")
    told = manifest_of(out)
    told["files"]["mine.txt"] = "0" * 64
    told["files"]["en/old.html"] = hashlib.sha256(b"old").hexdigest()
    (out / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    answer = make(vestlandia, out)
    assert answer.code == 0
    assert str(out / "mine.txt") in answer.err
    assert (out / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not (out / "en/old.html").exists()
    (out / "en/T01.html").write_text("changed by hand", encoding="utf-8")
    before = state(out)
    answer = make(vestlandia, out)
    assert answer.code == 2
    assert str(out / "en/T01.html") in answer.err
    assert state(out) == before


FOREIGN = (".git-secret", "l/doc.txt", "en/../../doc.txt", "en//x", "en/.x", "my-letters/doc.txt")


@pytest.mark.parametrize("listed", FOREIGN)
def test_a_manifest_that_lists_what_no_site_has_is_none(
    vestlandia: Path, site: Path, tmp_path: Path, listed: str
) -> None:
    out = Path(shutil.copytree(site, tmp_path / "out"))
    (tmp_path / "doc.txt").write_text("mine", encoding="utf-8")
    (out / "l").symlink_to(tmp_path)
    (out / ".git-secret").write_text("mine", encoding="utf-8")
    (out / "my-letters").mkdir()  # no language, though "my" is Burmese
    (out / "my-letters/doc.txt").write_text("mine", encoding="utf-8")
    told = manifest_of(out)
    told["files"][listed] = hashlib.sha256(b"mine").hexdigest()
    (out / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    before = state(tmp_path)
    assert make(vestlandia, out).code == 2
    assert state(tmp_path) == before


@pytest.mark.parametrize("command", ["site", "verify"])
@pytest.mark.parametrize("manifest", ["pipe", "brackets", "folder"])
def test_a_manifest_that_is_none_is_told_in_words(
    vestlandia: Path, tmp_path: Path, manifest: str, command: str
) -> None:
    place = tmp_path / "manifest.json"
    if manifest == "pipe":
        os.mkfifo(place)
    elif manifest == "folder":
        place.mkdir()
    else:
        place.write_text("[" * 200_000, encoding="utf-8")
    answer = mh(command, str(tmp_path), "--root", str(vestlandia), "--lang", "en")
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
    vestlandia: Path, site: Path, tmp_path: Path, moment: int, before: str
) -> None:
    """Before its first file is in place, or its second, or far on; and by another commit."""
    out = tmp_path / "out"
    if before != "nothing":
        shutil.copytree(site, out)
    asked = ["site", str(out), "--root", str(vestlandia), "--lang", "en"]
    killed = python("-c", KILLED, str(moment), *asked, cwd=tmp_path)
    assert killed.code == 9, killed.err
    assert make(vestlandia, out, "HEAD~1").code == 0
    assert mh("verify", str(out), "--root", str(vestlandia)).code == 0
    assert list(out.rglob(".*")) == []


# Every command and request that writes ---------------------------------------------------------------

Act = Callable[[], object]


@dataclass(frozen=True)
class Writing:
    """Something that writes below a folder: ``begun`` in it, then done once its trap is laid."""

    base: str
    """Which folder it is done in, by ``PLACES``."""
    begun: Callable[[Path], Act]


def command(base: str, *words: str) -> Writing:
    """A command; a word ``{...}`` is a path beside the folder, ``.`` the folder itself."""

    def begun(root: Path) -> Act:
        beside = {"table": root.parent / "table.csv", "demo": root.parent / "demo"}
        arguments = [str(root) if word == "." else word.format(**beside) for word in words]
        within = () if {"--root", "."} & {*words[1:]} else ("--root", str(root))
        return lambda: mh(*arguments, *within)

    return Writing(base, begun)


def request(do: str, form: str, *, draft: bool = False) -> Writing:
    """What the form of a record, of the proposal or of workbooks sends."""

    def begun(root: Path) -> Act:
        visitor = Visitor(root)
        if form == "/workbook":
            book = root.parent / "RD-2024.xlsx"
            asked = ("new", "report", "--year", "2024", "--actor", "RD", "--format", "xlsx")
            mh(*asked, "-o", str(book), "--root", str(root), "--lang", "nb")
            write(book, {("Rapport", "T07.2", "Status"): "igangsatt"})
            given = visitor.token | {"do": "preview"}
            files = {"file": (book.name, book.read_bytes())}
            values = hidden(visitor.client.post(form, data=given, files=files).text)
        elif form == "/proposal":
            visitor.save("T01.1", **{"note.nb": "Først."})
            values = visitor.token
        else:
            values = visitor.values(form) | {"note.nb": "Nytt."}
            if do == "forget":
                visitor.client.post(f"/draft{form}", data=values)

        def act() -> None:
            with no_hang():
                path, data = f"/draft{form}" if draft else form, values | {"do": do}
                visitor.client.post(path, data=data, follow_redirects=False)

        return act

    return Writing("desk", begun)


NEW = ("--country", "IE", "--lang", "en", "--convention", "coe-197")
WRITING: dict[str, Writing] = {
    "set": command("strategy", "set", "T12.1", "status=completed"),
    "fmt": command("strategy", "fmt"),
    "fix": command("strategy", "fix", "--yes"),
    "new": command("strategy", "new", "report", "--actor", "RD", "--year", "2025"),
    "add": command("strategy", "add", "convention", "crc"),
    "schema": command("strategy", "schema", "-o", "."),
    "import": command("strategy", "import", "measures", "{table}"),
    "init": command("new", "init", ".", *NEW),
    "demo": command("new", "demo", "."),
    "site": command("site", "site", ".", "--root", "{demo}", "--lang", "en"),
    "draft": request("preview", "/record/T07.2", draft=True),
    "save": request("save", "/record/T07.2"),
    "forget": request("forget", "/record/T07.2"),
    "send": request("send", "/proposal"),
    "workbook": request("save", "/workbook"),
}
"""What writes below a folder that it is given. A new one is added here."""

PLACES = {
    "strategy": ("data", "data/measures", "data/measures/12-mottak.yaml", "measure.schema.json"),
    "new": ("data", "strategy/strategy.yaml", ".git"),
    "site": ("en", "en/T01.html", "index.html", "manifest.json"),
    "desk": (
        *("data/measures", "data/measures/07-etterforskning.yaml"),
        *(".git/mh-forslag", ".git/mh-forslag/drafts", ".git/mh-forslag/drafts/T07.2.json"),
        *(".git/objects", ".git/refs/heads/forslag", ".git/logs"),
    ),
}
"""Where a trap is laid."""
KINDS = ("file", "folder", "nothing", "pipe")
CASES = [
    (name, place, kind)
    for name, writing in WRITING.items()
    for place in PLACES[writing.base]
    for kind in KINDS
]


@pytest.fixture(scope="module")
def bases(site: Path, demonstration: Path) -> dict[str, Path | None]:
    """What each folder begins as. No test changes them."""
    return {"strategy": FICTIONAL, "new": None, "site": site, "desk": demonstration}


@contextmanager
def laid_out(base: Path | None, vestlandia: Path) -> Iterator[tuple[Path, Path]]:
    """A folder to write in, with what commands read beside it; and a place for what lies outside."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "root")
        root.mkdir()
        if base is not None:
            shutil.copytree(base, root, symlinks=True, dirs_exist_ok=True)
        Path(name, "demo").symlink_to(vestlandia)
        Path(name, "table.csv").write_text("id,title\nT12,Nytt navn\n", encoding="utf-8")
        yield root, Path(name, "outside")


@each("action", WRITING)
def test_each_of_them_writes_in_the_folder(
    bases: dict[str, Path | None], vestlandia: Path, action: str
) -> None:
    with laid_out(bases[WRITING[action].base], vestlandia) as (root, _):
        act = WRITING[action].begun(root)
        before = state(root)
        act()
        assert state(root) != before


@pytest.mark.thorough
@settings(max_examples=len(CASES) // 2 if THOROUGH else 10)
@given(case=some.sampled_from(CASES))
@example(case=("save", ".git/refs/heads/forslag", "pipe"))
def test_nothing_is_written_outside_the_folder(
    bases: dict[str, Path | None], vestlandia: Path, case: tuple[str, str, str]
) -> None:
    """Whatever is put in the place of a file or a folder: a link to outside, or a pipe."""
    action, place, kind = case
    with laid_out(bases[WRITING[action].base], vestlandia) as (root, outside):
        act = WRITING[action].begun(root)
        target = root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            target.rename(outside)
        else:
            shutil.copytree(FICTIONAL / "data/measures", outside)
        (outside / "12-mottak.yaml").touch()
        target.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(target)
        else:
            names = {"file": outside / "12-mottak.yaml", "folder": outside, "nothing": outside / "new"}
            target.symlink_to(names[kind])
        before = state(outside)
        act()
        assert state(outside) == before


# Meanwhile -------------------------------------------------------------------------------------------

SWAPPED = """
import os, sys
from menneskehandel_cli.cli import run
root, folder, kept, outside = sys.argv[1:]
file = os.path.join(root, "data/measures/12-mottak.yaml")
with open(file, "rb") as given:
    first = given.read()
left = 0
def swap(event, arguments):
    global left
    if left and (event == "open" or event.startswith("os.")):
        left -= 1
        if not left:
            os.rename(folder, kept)
            os.symlink(outside, folder)
sys.addaudithook(swap)
moment = 0
reached = True
while reached:
    left = moment
    print(run(["set", "T12.1", "status=completed", "--root", root]))
    moment += 1
    if os.path.islink(folder):
        os.unlink(folder)
        os.rename(kept, folder)
    reached, left = not left, 0
    with open(file, "wb") as again:
        again.write(first)
"""
"""Swaps a folder before a run's first operation on files, in the next run before its second …"""


@pytest.mark.parametrize("place", ["data", "data/measures"])
def test_nothing_is_written_through_a_folder_that_becomes_a_link_meanwhile(
    place: str, tmp_path: Path
) -> None:
    """At every moment: before each operation on files that a command does."""
    root, outside = Path(shutil.copytree(FICTIONAL, tmp_path / "root")), tmp_path / "outside"
    shutil.copytree(root / place, outside)
    for file in outside.rglob("12-*.yaml"):
        file.write_text(f"# Theirs.\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    before = state(outside)
    places = map(str, (root, root / place, tmp_path / "kept", outside))
    done = python("-c", SWAPPED, *places, cwd=tmp_path)
    assert done.code == 0, done.err
    codes = [line for line in done.out.splitlines() if line in ("0", "1", "2")]
    assert len(codes) > 20, "before hardly any operation"
    assert {"0", "2"} <= {*codes}, "the link was never met, or nothing else was"
    assert state(outside) == before
