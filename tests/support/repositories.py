"""Real git repositories for tests: commits given as steps of files, with fixed dates and authors.

They are made by ``git fast-import``, so that any state, date, author and file name can be had, also
those that ``git commit`` would not make, and so that the same steps give the same hashes.
"""

import os
import subprocess
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest

from example import measure
from menneskehandel_cli.git import Commit, FileChange
from menneskehandel_cli.rules.example import BASE
from support import Answer, Mh

CONFIGURATION = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Kari Nordmann",
    "GIT_AUTHOR_EMAIL": "kari@jd.example",
    "GIT_COMMITTER_NAME": "Kari Nordmann",
    "GIT_COMMITTER_EMAIL": "kari@jd.example",
    "GIT_COMMITTER_DATE": "2026-01-01T12:00:00Z",
    "GIT_AUTHOR_DATE": "2026-01-01T12:00:00Z",
}
"""What git is to know: nothing of the machine's own habits."""


@dataclass(frozen=True)
class Link:
    """A symbolic link in a commit."""

    target: str


@dataclass(frozen=True)
class Module:
    """A submodule in a commit, at the commit named by its full hash."""

    commit: str


Content = str | bytes | Link | Module | None
"""What a file holds; ``None`` takes it away."""

Files = Mapping[str, Content]


@dataclass(frozen=True)
class Step:
    """A commit: the day (at noon UTC, or a moment ``…T23:30:00Z``) and the files it writes.

    A branch starts where ``main`` stands when it is first named. ``merge`` brings in what a branch has
    changed since then.
    """

    day: str
    files: Any = None
    subject: str = "Endring"
    author: str = "Kari Nordmann"
    branch: str = "main"
    merge: str | None = None
    trailer: str = ""

    @property
    def seconds(self) -> int:
        """The moment, as git counts it."""
        moment = self.day if "T" in self.day else f"{self.day}T12:00:00Z"
        return int(datetime.fromisoformat(moment).timestamp())


@dataclass(frozen=True)
class Repo:
    """A repository with its working tree, the strategy's folder in it, and its commits in order."""

    folder: Path
    root: Path
    commits: tuple[str, ...]

    def git(self, *arguments: str, check: bool = True) -> str:
        """What git answers, run as its owner would run it."""
        return git(self.folder, *arguments, check=check)


def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing of this machine's configuration, also where ``mh`` runs it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        monkeypatch.setenv(name, CONFIGURATION[name])


def git(folder: Path, *arguments: str, check: bool = True, stdin: bytes | None = None) -> str:
    """Run git in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=stdin or b"",
        env=kept | CONFIGURATION,
        capture_output=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode(errors="surrogateescape").strip()


def changed_lines(folder: Path, *revisions: str) -> list[str]:
    """The lines that git sees going and coming, with - and + before them."""
    lines = git(folder, "diff", "--unified=0", *revisions).splitlines()
    return [line for line in lines if line[:1] in ("-", "+") and line[:4] not in ("--- ", "+++ ")]


def build(
    folder: Path,
    steps: Sequence[Step],
    *,
    base: Files = BASE,  # type: ignore[assignment]  # no example of it is unreadable
    prefix: str = "",
    checkout: bool = True,
    options: tuple[str, ...] = (),
) -> Repo:
    """A repository of ``steps``; the first one adds its files to ``base``.

    ``prefix`` is the strategy's folder inside the repository, ending in a slash.
    """
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "--template=", "-b", "main", *options)
    marks = folder / ".git" / "marks"
    git(folder, "fast-import", "--quiet", f"--export-marks={marks}", stdin=_stream(steps, base, prefix))
    ids = dict(line.split(" ") for line in marks.read_text().splitlines())
    marks.unlink()
    if checkout:
        git(folder, "reset", "-q", "--hard", "main")
    return Repo(folder, folder / prefix, tuple(ids[f":{place}"] for place in range(1, len(steps) + 1)))


def depot(folder: Path, *states: Any, **more: Any) -> Repo:
    """The repository ``depot`` in a folder: a commit of each state, on the 10th of each month of 2026."""
    steps = [Step(f"2026-{month:02}-10", files) for month, files in enumerate(states, 1)]
    return build(folder / "depot", steps, **more)


Blobs = Callable[[Iterable[str]], Generator[tuple[str, bytes], None, None]]
"""Gives the bytes of blobs, in the order asked for."""


def commits_through(
    states: Sequence[Mapping[str, bytes]], days: Sequence[date], corrections: Sequence[bool] = ()
) -> tuple[list[Commit], Blobs]:
    """Commits that lead through states of files, without a repository, and how their blobs are read."""
    known: dict[str, bytes] = {}
    commits: list[Commit] = []
    held: dict[str, str] = {}
    for number, (state, day) in enumerate(zip(states, days, strict=True)):
        now = {path: sha1(data, usedforsecurity=False).hexdigest() for path, data in state.items()}
        known |= {now[path]: data for path, data in state.items()}
        touched = sorted(path for path in held.keys() | now.keys() if held.get(path) != now.get(path))
        changes = tuple(FileChange(path, held.get(path), now.get(path)) for path in touched)
        correction = bool(corrections) and corrections[number]
        commits.append(
            Commit(f"{number:040}", day, "Kari", "Endring", correction=correction, changes=changes)
        )
        held = now

    def blobs(wanted: Iterable[str]) -> Generator[tuple[str, bytes], None, None]:
        yield from ((blob, known[blob]) for blob in wanted)

    return commits, blobs


def _stream(steps: Sequence[Step], base: Files, prefix: str) -> bytes:
    trees: dict[str, dict[str, Content]] = {"main": dict(base)}
    forks: dict[str, dict[str, Content]] = {}
    tips: dict[str, int] = {}
    out: list[bytes] = []
    for mark, step in enumerate(steps, 1):
        if step.branch not in trees:
            trees[step.branch] = dict(trees["main"])
            forks[step.branch] = dict(trees["main"])
            tips[step.branch] = tips["main"]
        tree = trees[step.branch]
        if step.merge is not None:
            theirs, start = trees[step.merge], forks[step.merge]
            for path in theirs.keys() | start.keys():
                if theirs.get(path) != start.get(path):
                    tree[path] = theirs.get(path)
        tree.update(step.files or {})
        message = f"{step.subject}\n" + (f"\nTekst.\n\n{step.trailer}\n" if step.trailer else "")
        who = f"{step.author} <{step.author.split()[0].lower()}@jd.example> {step.seconds} +0000"
        out.append(f"commit refs/heads/{step.branch}\nmark :{mark}\n".encode())
        out.append(f"author {who}\ncommitter {who}\n".encode())
        out.append(_data(message.encode("utf-8", "surrogateescape")))
        if step.branch in tips:
            out.append(f"from :{tips[step.branch]}\n".encode())
        if step.merge is not None:
            out.append(f"merge :{tips[step.merge]}\n".encode())
        out.append(b"deleteall\n")
        for path, content in tree.items():
            if content is not None:
                out.append(_file(prefix + path, content))
        out.append(b"\n")
        tips[step.branch] = mark
    return b"".join(out)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _file(path: str, content: Content) -> bytes:
    name = b'"' + b"".join(_letter(byte) for byte in os.fsencode(path)) + b'"'
    if isinstance(content, Module):
        return b"M 160000 %s %s\n" % (content.commit.encode(), name)
    if isinstance(content, Link):
        return b"M 120000 inline %s\n%s" % (name, _data(content.target.encode()))
    data = content.encode() if isinstance(content, str) else content or b""
    return b"M 100644 inline %s\n%s" % (name, _data(data))


def _letter(byte: int) -> bytes:
    return bytes([byte]) if 0x20 <= byte < 0x7F and byte not in b'"\\' else b"\\%03o" % byte


def edition(number: int) -> dict[str, str]:
    """The measure under a title that tells which state is read."""
    return {str(path): str(text) for path, text in measure(title=f"Utgave {number}").items()}


def title(answer: Answer) -> str:
    """The title of the one measure that was listed."""
    assert answer.code == 0, answer.err
    [listed] = answer.json["measures"]
    found: str = listed["title"]["nb"]
    return found


def listed(mh: Mh, cwd: Path, *arguments: str) -> str:
    """The title that ``mh list measures`` reads."""
    return title(mh("list", "measures", "--format", "json", *arguments, cwd=cwd))


def events(mh: Mh, repo: Repo, *arguments: str) -> list[dict[str, Any]]:
    """The events that ``mh log`` tells as JSON, oldest first."""
    answer = mh("log", "--format", "json", *arguments, cwd=repo.root)
    assert (answer.code, answer.err) == (0, "")
    found: list[dict[str, Any]] = answer.json["events"]
    return found


def told(mh: Mh, repo: Repo, *arguments: str) -> list[tuple[str, str]]:
    """Kind and subject of each event after the first commit, oldest first."""
    return [
        (event["kind"], event["subject"])
        for event in events(mh, repo, *arguments)
        if event["commit"] != repo.commits[0]
    ]


def complaint(answer: Answer) -> str:
    """The one message of a command that could not be carried out; it said nothing else."""
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("mh: ")
    assert answer.err.count("\n") == 1
    return answer.err.removeprefix("mh: ").strip()
