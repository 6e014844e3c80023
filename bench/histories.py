"""Made-up histories for the benchmark: a corpus entered in one commit, then changed commit by commit.

Each further commit changes one or a few fields of one record, as a ministry or the coordinator would:
deadlines move, tasks are done, reports are approved, recommendations are judged, figures come in. The
commits are spread evenly over the years that the corpus reports on. The same numbers give the same
hashes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import corpus

FIRST = datetime(2022, 1, 3, 11, tzinfo=UTC)
LAST = datetime(2026, 6, 26, 11, tzinfo=UTC)

_TURNS = (
    *("measure", "measure", "report", "measure", "measure", "article"),
    *("measure", "indicator", "measure", "recommendation"),
)
"""The kinds of records that are changed, in turn."""

MOST = 50
"""How often a record changes before it is as it was entered again: files stay short in long histories."""

_STRIDE = 7
"""The distance between records of a kind changed one after the other: prime, so that all change."""

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C",
}
"""Git's environment, without the settings of the machine."""


def build(folder: Path, size: int, commits: int, renames: int = 0) -> None:
    """Make a repository of ``size`` records and ``commits`` commits, checked out, packed like a clone.

    ``renames`` is how many measures each commit gives another file name, in turn.
    """
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "--template=", "-b", "main")
    with subprocess.Popen(
        _command(folder, "fast-import", "--quiet"), stdin=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stdin is not None
        for block in _stream(size, commits, renames):
            process.stdin.write(block)
    if process.returncode:
        raise SystemExit("git fast-import failed")
    git(folder, "gc", "--quiet")
    git(folder, "reset", "-q", "--hard", "main")


def enter(folder: Path, write: Callable[[Path], object]) -> None:
    """Make a repository with what ``write`` puts in a folder, in one commit."""
    folder.mkdir(parents=True)
    write(folder)
    git(folder, "init", "-q", "--template=", "-b", "main")
    git(folder, "add", "-A")
    who = ("-c", "user.name=Kari Nordmann", "-c", "user.email=kari@jd.example")
    git(folder, *who, "commit", "-q", "-m", "Innlagt")


def git(folder: Path, *arguments: str) -> bytes:
    """Run git in ``folder`` and return its output."""
    return subprocess.run(
        _command(folder, *arguments), env=_environment(), stdout=subprocess.PIPE, check=True
    ).stdout


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), *arguments]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | ENVIRONMENT


def _stream(size: int, commits: int, renames: int) -> Iterator[bytes]:
    entered = datetime.fromisoformat(f"{corpus.ENTERED}T11:00:00+00:00")
    records = corpus.records(size)
    yield _commit(entered, "Første innlegging", {record.path: record.text(()) for record in records})
    kinds: dict[str, list[corpus.Record]] = {}
    for record in records:
        kinds.setdefault(record.kind, []).append(record)
    changed: dict[str, int] = dict.fromkeys(kinds, 0)
    days: dict[str, list[str]] = {}
    called = {record.path: record.path for record in kinds["measure"]}
    turn = cycle(called)
    for place in range(1, commits):
        when = FIRST + (LAST - FIRST) * place / commits
        kind = _TURNS[place % len(_TURNS)]
        record = kinds[kind][changed[kind] * _STRIDE % len(kinds[kind])]
        changed[kind] += 1
        past = days.setdefault(record.path, [])
        if len(past) == MOST:
            past.clear()
        past.append(when.date().isoformat())
        yield _commit(
            when,
            f"Endring {place}: {Path(record.path).stem}",
            {called.get(record.path, record.path): record.text(past)},
            [_renamed(called, next(turn), place) for _ in range(renames)],
        )


def _renamed(called: dict[str, str], path: str, place: int) -> tuple[str, str]:
    """The name that a file is called by now, and the new one that it is given."""
    was, called[path] = called[path], f"{path.removesuffix('.yaml')}-{place}.yaml"
    return was, called[path]


def _commit(
    when: datetime, subject: str, files: Mapping[str, str], renames: Sequence[tuple[str, str]] = ()
) -> bytes:
    who = f"Kari Nordmann <kari@jd.example> {int(when.timestamp())} +0000"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode()
    changes = (b"M 100644 inline %s\n%s" % (path.encode(), _data(text)) for path, text in files.items())
    moves = (b"R %s %s\n" % (was.encode(), now.encode()) for was, now in renames)
    return b"".join((head, _data(subject), *changes, *moves, b"\n"))


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)
