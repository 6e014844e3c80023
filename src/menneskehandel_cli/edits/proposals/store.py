"""What proposals write to a repository: commits, branches and working trees of their own.

Git is run by GitPython, with the settings of ``git.py``, so that no program of the repository runs.
Commits are made by ``git fast-import``: it takes the files as they are given, past the index, hooks,
filters and signatures, and moves the branch last of all, so that a commit is whole or not there.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from menneskehandel_cli.edits.programs import Done
from menneskehandel_cli.git import ENVIRONMENT, Entry, GitTrouble, Repository, command

Content = tuple[str, bytes] | Entry | None
"""What a commit has at a path: mode and bytes, an entry of another commit, or nothing any more."""

PLAIN = "100644"
"""The mode of a file."""

LINKS = ("120000", "160000")
"""The modes of links and submodules."""


class Person(NamedTuple):
    """Who a commit is by, as git names people."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a commit says of itself. ``when`` must have a time zone."""

    message: str
    author: Person
    when: datetime


def run(
    folder: Path,
    words: list[str],
    env: Mapping[str, str],
    *,
    stdin: bytes = b"",
    held: int | None = None,
) -> Done:
    """Run git in ``folder`` by GitPython.

    ``held`` is a lock that git inherits: if this process is killed, the lock ends with git. Raises
    ``GitTrouble`` if there is no git.
    """
    try:
        import git
    except ImportError:  # GitPython raises this if it finds no git.
        raise GitTrouble("no_git") from None
    more = {} if held is None else {"pass_fds": (held,)}
    with tempfile.TemporaryFile() as stream:
        stream.write(stdin)
        stream.seek(0)
        try:
            code, out, said = git.Git(folder).execute(  # type: ignore[call-overload]
                words,
                istream=stream,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                env=dict(env),
                **more,
            )
        except git.GitCommandNotFound:
            raise GitTrouble("no_git") from None
    return Done(code, out, said)


@dataclass(frozen=True, slots=True)
class Store:
    """The repository as proposals write to it. ``held`` is the lock that they are written under."""

    repository: Repository
    held: int | None = None

    def git(self, *arguments: str, stdin: bytes = b"", check: bool = True) -> Done:
        """Run git in the repository's own folder. Raises ``GitTrouble`` if it fails."""
        common = self.repository.common
        # What a hook may have set would lead git to other files.
        env = {
            **ENVIRONMENT,
            "GIT_DIR": str(common),
            "GIT_COMMON_DIR": str(common),
            "GIT_OBJECT_DIRECTORY": str(common / "objects"),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
            "GIT_INDEX_FILE": str(common / "index"),
            "GIT_NAMESPACE": "",
            "GIT_CONFIG_PARAMETERS": "",
        }
        done = run(common, command(common, arguments), env, stdin=stdin, held=self.held)
        if check and done.code:
            raise GitTrouble("failed", " ".join(done.said.split()))
        return done

    def commit(
        self,
        branch: str,
        parents: list[str],
        files: Mapping[str, Content],
        words: Words,
    ) -> None:
        """Make a commit on ``branch``, which is at the first of its ``parents``.

        ``files`` are by their path from the repository's top, and change what the last parent has.
        """
        tree = None
        if len(parents) > 1:
            tree = self.git("rev-parse", "--verify", f"{parents[-1]}^{{tree}}").out.decode().strip()
        stream = b"".join(_commit(branch, parents, tree, files, words))
        self.git("fast-import", "--quiet", "--date-format=raw", stdin=stream)

    def add_branch(self, branch: str, commit: str) -> None:
        """Make a branch, which may not be there yet, at a commit."""
        self.git("update-ref", "--create-reflog", f"refs/heads/{branch}", commit, "0" * len(commit))

    def remove_branch(self, branch: str, commit: str) -> None:
        """Take away a branch that is at a commit."""
        self.git("update-ref", "-d", f"refs/heads/{branch}", commit)

    def unlock(self, branch: str) -> None:
        """Take away the lock that a killed git has left on a branch. Only under the lock of proposals."""
        (self.repository.common / f"refs/heads/{branch}.lock").unlink(missing_ok=True)

    def add_tree(self, branch: str, place: Path) -> None:
        """Make a linked working tree of a branch, without its files."""
        self.git("worktree", "add", "-f", "-f", "--no-checkout", "--quiet", str(place), branch)

    def holder(self, branch: str, place: Path) -> str | None:
        """The working tree other than ``place`` in which a branch is checked out."""
        done = self.git("worktree", "list", "--porcelain", "-z")
        folder = ""
        for line in done.out.decode("utf-8", "surrogateescape").split("\0"):
            if line.startswith("worktree "):
                folder = line.removeprefix("worktree ")
            elif line == f"branch refs/heads/{branch}" and Path(folder) != place and self._has(folder):
                return folder
        return None

    def _has(self, folder: str) -> bool:
        """Whether a working tree that git lists is there, and this repository's: it may be a copy."""
        link = Path(folder) / ".git"
        try:
            if not link.is_file():
                return link.resolve() == self.repository.common
            named = Path(link.read_text(encoding="utf-8").removeprefix("gitdir: ").strip())
        except (OSError, UnicodeDecodeError):
            return False
        return named.parent == self.repository.common / "worktrees"

    def remove_tree(self, place: Path) -> None:
        """Have git forget a linked working tree whose folder is gone."""
        self.git("worktree", "remove", "-f", "-f", str(place), check=False)

    def merged_text(self, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        """Three texts merged line by line, or ``None`` if lines next to each other were changed."""
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for name, data in (("ours", ours), ("base", base), ("theirs", theirs)):
                place = Path(folder) / name
                place.write_bytes(data)
                names.append(str(place))
            done = self.git("merge-file", "-p", "--quiet", *names, check=False)
        return None if done.code else done.out


def _commit(
    branch: str,
    parents: list[str],
    tree: str | None,
    files: Mapping[str, Content],
    words: Words,
) -> Iterator[bytes]:
    """A commit as ``git fast-import`` takes it. ``tree`` is what it begins with, if not its parent's."""
    name, email = (re.sub(r"[<>\x00-\x1f\x7f]", "", text).strip() for text in words.author)
    who = f"{name} <{email}> {int(words.when.timestamp())} {words.when:%z}"
    message = words.message.replace("\0", "").strip() + "\n"
    yield f"feature done\ncommit refs/heads/{branch}\nauthor {who}\ncommitter {who}\n".encode()
    yield _data(message.encode("utf-8", "replace"))
    for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
        yield f"{word} {parent}\n".encode()
    if tree is not None:
        yield f'M 040000 {tree} ""\n'.encode()
    for path, content in files.items():
        if content is None:
            yield b"D %s\n" % _quoted(path)
    for path, content in files.items():
        if isinstance(content, Entry):
            yield b"M %s %s %s\n" % (content.mode.encode(), content.id.encode(), _quoted(path))
        elif content is not None:
            mode, data = content
            yield b"M %s inline %s\n%s" % (mode.encode(), _quoted(path), _data(data))
    yield b"\ndone\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    """A path as git quotes it in C's way, every byte that is no plain letter by its number."""
    plain = range(0x20, 0x7F)
    letters = (
        bytes([byte]) if byte in plain and byte not in b'"\\' else b"\\%03o" % byte
        for byte in os.fsencode(path)
    )
    return b'"%s"' % b"".join(letters)
