"""What proposals write to a repository: commits on branches of their own.

Git is run by GitPython, with the settings of ``git.py``, so that no program of the repository runs.
Commits are made by ``git fast-import``: it takes the files as they are given, past the index, hooks,
filters and signatures, and moves the branch last of all, so that a commit is whole or not there.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from menneskehandel_cli.edits.programs import Done
from menneskehandel_cli.git import ENVIRONMENT, Entry, GitTrouble, Repository, command, hooks_off

Content = tuple[str, bytes] | Entry | None
"""What a commit has at a path: mode and bytes, an entry of another commit, or nothing any more."""

PLAIN = "100644"
"""The mode of a file."""

LINKS = ("120000", "160000")
"""The modes of links and submodules."""

_LOCKED = re.compile(r"Unable to create '(.+?\.lock)': File exists|cannot lock references")
"""What git says of a lock that another git has, or has left; that of a reftable is not named."""


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
        words = command(common, (*hooks_off(common), *arguments))
        done = run(common, words, env, stdin=stdin, held=self.held)
        if check and done.code:
            raise self._trouble(done.said)
        return done

    def _trouble(self, said: str) -> GitTrouble:
        """Why git failed: a lock that is in its way, or what it ``said``."""
        lock = _LOCKED.search(said)
        if lock is None:
            return GitTrouble("failed", " ".join(said.split()))
        return GitTrouble("locked", lock[1] or str(self.repository.common / "reftable/tables.list.lock"))

    def commit(
        self,
        branch: str,
        parents: list[str],
        files: Mapping[str, Content],
        words: Words,
        *,
        anew: bool = False,
    ) -> None:
        """Make a commit on ``branch``, which is at the first of its ``parents``, or else begins ``anew``.

        ``files`` are by their path from the repository's top, and change what the last parent has.
        """
        tree = None
        if len(parents) > 1:
            tree = self.git("rev-parse", "--verify", f"{parents[-1]}^{{tree}}").out.decode().strip()
        stream = b"".join(_commit(branch, parents, tree, files, words))
        options = ["--force"] if anew else []
        self.git("fast-import", "--quiet", "--date-format=raw", *options, stdin=stream)

    def move(self, branch: str, commit: str, before: str) -> None:
        """Move a branch from the commit ``before``, all zeros if it is to be made."""
        self.git("update-ref", "--create-reflog", f"refs/heads/{branch}", commit, before)

    def unlock(self, branch: str) -> None:
        """Take away the lock that a killed git has left on a branch. Only under the lock of proposals."""
        with suppress(FileNotFoundError, NotADirectoryError):  # A reftable has no such folder.
            (self.repository.common / f"refs/heads/{branch}.lock").unlink()

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
