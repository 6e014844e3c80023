"""The parts of a story: steps, each a commit, and the changes that a step makes to the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

Files = dict[str, str]
"""Texts by their path from the strategy's root."""

MAIN = "main"

_TEXTS = Path(__file__).resolve().parent / "files"


class Change(Protocol):
    """A change to the files. Raises ``ValueError`` if it does not fit them."""

    def apply(self, files: Files) -> None:
        """Change ``files``."""
        ...


@dataclass(frozen=True, slots=True)
class Author:
    """An author of commits. All names are fictional."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Step:
    """A commit. ``when`` includes its UTC offset, so that it does not depend on the local time zone.

    A branch starts from the state of the mainline at the branch's first step.
    """

    when: str
    author: Author
    message: str
    changes: tuple[Change, ...] = ()
    branch: str = MAIN
    merges: str | None = None
    """The branch that this step merges into the mainline; its changes are applied again there."""
    tag: str | None = None

    @property
    def time(self) -> datetime:
        """The moment, with its offset."""
        return datetime.fromisoformat(self.when)


@dataclass(frozen=True, slots=True)
class Wording:
    """How the story is told: what is written for a message, for the files of a state, and for a name.

    Names are those of branches and tags. Without any it is told as it stands.
    """

    message: Callable[[str], str] = str
    files: Callable[[Files], Files] = dict
    name: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Add:
    """Add files, with their texts from ``files/``. A path to a folder adds all files in it."""

    path: str

    def apply(self, files: Files) -> None:
        """Add them."""
        found = {path: text for path, text in texts().items() if f"{path}/".startswith(f"{self.path}/")}
        if not found or files.keys() & found.keys():
            raise ValueError(self.path)
        files.update(found)


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete a file."""

    path: str

    def apply(self, files: Files) -> None:
        """Delete it."""
        _text(files, self.path)
        del files[self.path]


@dataclass(frozen=True, slots=True)
class Move:
    """Rename a file; ``renaming`` are words replaced everywhere in it."""

    path: str
    to: str
    renaming: tuple[str, str] | None = None

    def apply(self, files: Files) -> None:
        """Move it."""
        text = _text(files, self.path)
        if self.to in files or (self.renaming and self.renaming[0] not in text):
            raise ValueError(self.to)
        del files[self.path]
        files[self.to] = text.replace(*self.renaming) if self.renaming else text


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``old`` by ``new``: the first one after ``after``, or the only one if that is empty."""

    path: str
    old: str
    new: str
    after: str = ""

    def apply(self, files: Files) -> None:
        """Edit the file."""
        text = _text(files, self.path)
        if text.count(self.after or self.old) != 1:
            raise ValueError(f"{self.path}: {self.after or self.old}")
        head, mark, tail = text.partition(self.after) if self.after else ("", "", text)
        if self.old not in tail:
            raise ValueError(f"{self.path}: {self.old}")
        files[self.path] = head + mark + tail.replace(self.old, self.new, 1)


@dataclass(frozen=True, slots=True)
class Append:
    """``new`` is added at the end of a file."""

    path: str
    new: str

    def apply(self, files: Files) -> None:
        """Add it."""
        files[self.path] = _text(files, self.path) + self.new


@dataclass(frozen=True, slots=True)
class Stated:
    """The coordinator states the status of a measure. ``by`` is left out if the source is unknown."""

    path: str
    status: str
    on: str = ""
    nb: str = ""
    en: str = ""
    by: str | None = field(default="RD", kw_only=True)

    def apply(self, files: Files) -> None:
        """Put the status, and the statement it rests on, between ``status`` and ``ongoing``."""
        text = _text(files, self.path)
        start, end = text.index("\nstatus: ") + 1, text.index("\nongoing: ") + 1
        said = f"status: {self.status}\n"
        if self.by is not None:
            said += f"status_source:\n  by: {self.by}\n  date: {self.on}\n"
            said += f"  text:\n    nb: {self.nb}\n    en: {self.en}\n"
        files[self.path] = text[:start] + said + text[end:]


@cache
def texts() -> Files:
    """Every text in ``files/``."""
    return {
        path.relative_to(_TEXTS).as_posix(): path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        for path in sorted(_TEXTS.rglob("*"))
        if path.is_file()
    }


def _text(files: Files, path: str) -> str:
    if path not in files:
        raise ValueError(path)
    return files[path]
