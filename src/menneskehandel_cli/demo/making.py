"""Make a repository from the story, all commits in one stream.

``git fast-import`` takes commits as given, unaffected by the user's hooks, signatures, line-end
settings and name, so that they are the same on every machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from menneskehandel_cli.demo.english import ENGLISH
from menneskehandel_cli.demo.steps import MAIN, Change, Files, Step, Wording
from menneskehandel_cli.demo.story import STORY
from menneskehandel_cli.git import GitTrouble

if TYPE_CHECKING:
    import git

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_TEMPLATE_DIR": "",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_KEPT = ("GIT_EXEC_PATH", "GIT_PYTHON_")
"""The location of git's own programs, and GitPython's settings to find git."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the newest commit, the number of commits on all branches, the first and last day."""

    head: str
    commits: int
    first: date
    last: date


def make(folder: Path, story: Sequence[Step] = STORY, *, english: bool = False) -> Made:
    """Make the repository in ``folder``, which is created if necessary. Raises ``GitTrouble``.

    Its texts are in Norwegian and English, and its ids Norwegian; or all is ``english``.
    """
    with _own_environment():
        try:
            import git
        except ImportError:  # GitPython raises this if it finds no git.
            raise GitTrouble("no_git") from None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _wait(git.Git(folder).init("--quiet", initial_branch=MAIN, as_process=True))
            return _make(git.Repo(folder), story, ENGLISH if english else Wording())
        except git.GitCommandNotFound:
            raise GitTrouble("no_git") from None
        except git.GitCommandError as error:
            raise GitTrouble("failed", str(error.stderr).strip()) from None


def _make(repo: git.Repo, story: Sequence[Step], wording: Wording) -> Made:
    with repo, tempfile.TemporaryFile() as stream:
        with repo.config_writer() as config:
            config.set_value("core", "autocrlf", "false")
        stream.writelines(_stream(story, wording))
        stream.seek(0)
        _wait(repo.git.fast_import("--quiet", "--date-format=raw", istream=stream, as_process=True))
        _wait(repo.git.reset("--hard", "--quiet", MAIN, as_process=True))
        mainline = [step.time.date() for step in story if step.branch == MAIN]
        return Made(repo.head.commit.hexsha, len(story), mainline[0], mainline[-1])


def _wait(process: git.Git.AutoInterrupt) -> None:
    """Wait for git, and kill it on an exception: it must not keep writing to a folder being removed."""
    try:
        process.wait()
    except BaseException:
        if process.proc is not None:
            process.proc.kill()
            process.proc.wait()
        raise


@contextmanager
def _own_environment() -> Iterator[None]:
    """Ignore the user's git settings meanwhile, from files and from environment variables."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("GIT_") and not name.startswith(_KEPT):
            del os.environ[name]
    os.environ.update(_ENVIRONMENT)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _stream(story: Sequence[Step], wording: Wording) -> Iterator[bytes]:
    """The story as input for ``git fast-import``. The mark of a commit is its position, from 1."""
    tips: dict[str, int] = {}
    states: dict[str, Files] = {MAIN: {}}
    for mark, step in enumerate(story, 1):
        before = states.get(step.branch, states[MAIN])
        after = dict(before)
        for change in _changes(step, story):
            change.apply(after)
        parents = [tips.get(step.branch, tips.get(MAIN))]
        if step.merges is not None:
            parents.append(tips[step.merges])
        message = wording.message(step.message)
        yield _commit(mark, step, message, [parent for parent in parents if parent is not None])
        yield from _differences(wording.files(before), wording.files(after))
        tips[step.branch], states[step.branch] = mark, after
        if step.tag is not None:
            yield _reference(f"tags/{wording.name(step.tag)}", mark)
    # Only branches that were not merged are kept.
    merged = {step.merges for step in story}
    for branch, tip in tips.items():
        if branch not in merged:
            yield _reference(f"heads/{wording.name(branch)}", tip)


def _changes(step: Step, story: Sequence[Step]) -> Iterator[Change]:
    for earlier in story if step.merges is not None else ():
        if earlier.branch == step.merges:
            yield from earlier.changes
    yield from step.changes


def _commit(mark: int, step: Step, message: str, parents: Sequence[int]) -> bytes:
    """A commit without its files. All commits go to one reference; branches are set at the end."""
    who = f"{step.author.name} <{step.author.email}> {int(step.time.timestamp())} {step.time:%z}"
    lines = [f"commit refs/heads/{MAIN}", f"mark :{mark}", f"author {who}", f"committer {who}"]
    words = f"{message}\n".encode()
    joins = [f"{word} :{parent}" for word, parent in zip(("from", "merge"), parents, strict=False)]
    return _lines(lines) + _data(words) + _lines(joins)


def _differences(before: Files, after: Files) -> Iterator[bytes]:
    for path in sorted(before.keys() - after.keys()):
        yield f"D {path}\n".encode()
    for path, text in sorted(after.items()):
        if before.get(path) != text:
            yield f"M 100644 inline {path}\n".encode() + _data(text.encode())
    yield b"\n"


def _reference(name: str, mark: int) -> bytes:
    return _lines([f"reset refs/{name}", f"from :{mark}", ""])


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _lines(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
