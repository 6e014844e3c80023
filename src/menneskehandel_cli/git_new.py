"""Make a new repository, all its commits in one stream.

``git fast-import`` takes commits as given, unaffected by the user's hooks, signatures, line-end
settings and name, so that they are the same on every machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

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


def new_repository(folder: Path, branch: str, stream: Iterable[bytes]) -> str:
    """Make a repository in ``folder``, which is created if necessary, and check ``branch`` out.

    ``stream`` is what ``git fast-import`` is given. Returns the commit of ``branch``. Raises
    ``GitTrouble``.
    """
    with _own_environment():
        try:
            import git
        except ImportError:  # GitPython raises this if it finds no git.
            raise GitTrouble("no_git") from None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _wait(git.Git(folder).init("--quiet", initial_branch=branch, as_process=True))
            return _filled(git.Repo(folder), branch, stream)
        except git.GitCommandNotFound:
            raise GitTrouble("no_git") from None
        except git.GitCommandError as error:
            raise GitTrouble("failed", str(error.stderr).strip()) from None


def first_commit(
    branch: str, files: Mapping[str, bytes], message: str, who: tuple[str, str], when: datetime
) -> Iterator[bytes]:
    """The stream of one commit. ``who`` is a name and an address; ``when`` must have a time zone."""
    name, address = ("".join(sign for sign in word if sign not in "<>\n\0") for word in who)
    person = f"{name} <{address}> {int(when.timestamp())} {when:%z}"
    yield lines([f"commit refs/heads/{branch}", f"author {person}", f"committer {person}"])
    yield data(f"{message}\n".encode())
    for path, content in sorted(files.items()):
        yield f"M 100644 inline {path}\n".encode() + data(content)
    yield b"\n"


def _filled(repo: git.Repo, branch: str, stream: Iterable[bytes]) -> str:
    with repo, tempfile.TemporaryFile() as file:
        with repo.config_writer() as config:
            config.set_value("core", "autocrlf", "false")
        file.writelines(stream)
        file.seek(0)
        _wait(repo.git.fast_import("--quiet", "--date-format=raw", istream=file, as_process=True))
        _wait(repo.git.reset("--hard", "--quiet", branch, as_process=True))
        return repo.head.commit.hexsha


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


def data(content: bytes) -> bytes:
    """Content as a command of the stream has it."""
    return b"data %d\n%b\n" % (len(content), content)


def lines(words: Sequence[str]) -> bytes:
    """Commands of the stream, each a line."""
    return "".join(f"{line}\n" for line in words).encode()
