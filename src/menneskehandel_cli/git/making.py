"""Make commits: on a branch of a repository, or all those of a new one.

``git fast-import`` takes commits as they are given, past the index, hooks, filters, signatures and the
user's settings, so that they are the same on every machine. It moves a branch last of all, so that a
commit is whole or not there.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from menneskehandel_cli.git.parsing import TreeEntry
from menneskehandel_cli.git.repository import Repository
from menneskehandel_cli.git.running import GitTrouble, failed, hooks_off, run_git, setting
from menneskehandel_cli.programs import RunResult

_NOBODYS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_TEMPLATE_DIR": "",
}
"""An environment without the user's settings."""

_IMPORT = ("fast-import", "--quiet", "--date-format=raw", "--done")
_DONE = b"done\n"
"""The end of what ``git fast-import`` is given, without which it makes nothing of it."""

Content = tuple[str, bytes] | TreeEntry | None
"""What a commit has at a path: mode and bytes, an entry of another commit, or nothing any more."""

Files = Mapping[str, Content]
"""What a commit changes, by the paths from the repository's top."""

PLAIN = "100644"
"""The mode of a file."""


Person = tuple[str, str]
"""Who a commit is by, as git names people: a name and an address."""


class Words(NamedTuple):
    """What a commit says of itself. ``when`` must have a time zone."""

    message: str
    author: Person
    when: datetime


def identity(folder: Path) -> Person | None:
    """Who the user is to git, by its environment and settings; ``None`` unless both parts are known."""
    name, email = (
        os.environ.get(f"GIT_AUTHOR_{part.upper()}") or setting(folder, f"user.{part}")
        for part in ("name", "email")
    )
    return (name, email) if name and email else None


def new_repository(folder: Path, branch: str, stream: Iterable[bytes]) -> str:
    """Make a repository in ``folder``, which is created if necessary, and check ``branch`` out.

    ``stream`` is what ``git fast-import`` is given. Returns the commit of ``branch``. Raises
    ``GitTrouble``.
    """
    try:
        from git.config import GitConfigParser
    except ImportError:  # GitPython raises this if it finds no git.
        raise GitTrouble("no_git") from None

    def made(*words: str, stdin: bytes = b"") -> str:
        done = run_git(folder, words, stdin=stdin, env=_NOBODYS)
        if done.code:
            raise failed(done.stderr)
        return done.text.strip()

    folder.mkdir(parents=True, exist_ok=True)
    made("init", "--quiet", f"--initial-branch={branch}")
    # Not by ``git.Repo``, which goes by the user's environment, such as GIT_WORK_TREE.
    with GitConfigParser(folder / ".git" / "config", read_only=False) as config:
        config.set_value("core", "autocrlf", "false")
    # As one pack: for loose objects it would run another git, which goes on writing when it is ended.
    made("-c", "fastimport.unpackLimit=1", *_IMPORT, stdin=b"".join(stream) + _DONE)
    made("reset", "--hard", "--quiet", branch)
    return made("rev-parse", "--verify", branch)


class Branches(NamedTuple):
    """The branches of a repository, to be written. ``held`` is the lock that this is done under."""

    repository: Repository
    held: int | None = None

    def git(self, *arguments: str, stdin: bytes = b"", check: bool = True) -> RunResult:
        """Run git in the repository's own folder. Raises ``GitTrouble`` if it fails."""
        common = self.repository.common
        words = (f"--git-dir={common}", *hooks_off(common), *arguments)
        done = run_git(common, words, stdin=stdin, held=self.held)
        if check and done.code:
            raise failed(done.stderr, common)
        return done

    def commit(
        self, branch: str, parents: Sequence[str], files: Files, words: Words, *, anew: bool = False
    ) -> None:
        """Make a commit on ``branch``, which is at the first of its ``parents``, or begins ``anew``.

        ``files`` change what the last parent has.
        """
        tree = f"{parents[-1]}^{{tree}}" if len(parents) > 1 else ""
        found = self.git("rev-parse", "--verify", tree).text.strip() if tree else ""
        stream = b"".join(commit(branch, files, words, parents, found))
        self.git(*_IMPORT, *["--force"] if anew else [], stdin=stream + _DONE)

    def move(self, branch: str, commit: str, before: str) -> None:
        """Move a branch from the commit ``before``, all zeros if it is to be made."""
        self.git("update-ref", "--create-reflog", f"refs/heads/{branch}", commit, before)

    def unlock(self, branch: str) -> None:
        """Take away the lock that a killed git has left on a branch. Only under the lock."""
        with suppress(FileNotFoundError, NotADirectoryError):  # A reftable has no such folder.
            (self.repository.common / f"refs/heads/{branch}.lock").unlink()

    def merged_text(self, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        """Three texts merged line by line, or ``None`` if lines next to each other were changed."""
        with tempfile.TemporaryDirectory() as folder:
            places = [Path(folder) / name for name in ("ours", "base", "theirs")]
            for place, data in zip(places, (ours, base, theirs), strict=True):
                place.write_bytes(data)
            done = self.git("merge-file", "-p", "--quiet", *map(str, places), check=False)
        return None if done.code else done.out


def commit(
    branch: str, files: Files, words: Words, parents: Sequence[str] = (), tree: str = "", mark: int = 0
) -> Iterator[bytes]:
    """A commit as ``git fast-import`` takes it. ``tree`` is what it begins with, if not its parent's.

    Commits after it can name it by its ``mark``, as ``:1``.
    """
    name, email = (re.sub(r"[<>\x00-\x1f\x7f]", "", text).strip() for text in words.author)
    who = f"{name} <{email}> {int(words.when.timestamp())} {words.when:%z}"
    message = words.message.replace("\0", "").strip() + "\n"
    named = [f"mark :{mark}"] if mark else []
    yield lines([f"commit refs/heads/{branch}", *named, f"author {who}", f"committer {who}"])
    yield _stream_data(message.encode("utf-8", "replace"))
    yield lines([f"{'merge' if place else 'from'} {parent}" for place, parent in enumerate(parents)])
    if tree:
        yield lines([f'M 040000 {tree} ""'])
    for path, content in sorted(files.items(), key=lambda item: item[1] is not None):  # what goes first
        if content is None:
            yield b"D %s\n" % _quoted(path)
        elif isinstance(content, TreeEntry):
            yield b"M %s %s %s\n" % (content.mode.encode(), content.id.encode(), _quoted(path))
        else:
            yield b"M %s inline %s\n%s" % (content[0].encode(), _quoted(path), _stream_data(content[1]))
    yield b"\n"


def _stream_data(content: bytes) -> bytes:
    """Content as a command of the stream has it."""
    return b"data %d\n%b\n" % (len(content), content)


def lines(words: Sequence[str]) -> bytes:
    """Commands of the stream, each a line."""
    return "".join(f"{line}\n" for line in words).encode()


def _quoted(path: str) -> bytes:
    """A path as git quotes it in C's way."""
    return b'"%s"' % os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
