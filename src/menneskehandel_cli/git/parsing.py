"""What git's output says: commits with what they changed, and the bytes of blobs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import IO, NamedTuple

from menneskehandel_cli.git.running import GitTrouble
from menneskehandel_cli.git.trailers import is_correction
from menneskehandel_cli.trees import MAX_BYTES, is_yaml
from menneskehandel_cli.zones import UnknownZone, day_in

_FIELDS = ("%H", "%ct", "%an", "%s", "%B")
FORMAT = f"--format=tformat:{'%x00'.join(_FIELDS)}%x00"
"""The fields of a commit, each ended by NUL, which no text in a commit can contain."""


class FileChange(NamedTuple):
    """A file that a commit changed; a blob is ``None`` if the file is not there."""

    path: str
    before: str | None
    after: str | None


class Module(NamedTuple):
    """A submodule that a commit added at a path (``there``) or removed from it."""

    path: str
    there: bool


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the mainline. ``day`` is its effective day in the repository's ``zone``.

    Effective: never before that of its parent, so that days increase even if a clock was wrong.
    """

    id: str
    day: date
    author: str
    subject: str
    correction: bool
    changes: tuple[FileChange, ...] = field(default=(), hash=False)  # there may be thousands
    modules: tuple[Module, ...] = ()
    message: str = ""


class TreeEntry(NamedTuple):
    """A file, link or submodule in a commit: its mode as git writes it, and its object."""

    mode: str
    id: str


class FileVersion(NamedTuple):
    """What a commit made of a file: its blob, and those that it was made from.

    A commit has a source in each parent that has the file. A file that is new is made from those that the
    commit removed: it may be one of them by another name.
    """

    path: str
    blob: str
    sources: tuple[str, ...]


def blobs_in(stream: IO[bytes], wanted: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """The blobs in the output of ``git cat-file --batch``; ``None`` for a missing one.

    Of each, no more than the size limit of a file is kept in memory.
    """
    for blob in wanted:
        head = stream.readline().split()
        if head[1:] == [b"missing"]:
            yield blob, None
        if len(head) < 3:  # noqa: PLR2004 - "<id> missing" has two words
            continue
        size = int(head[2])
        data = stream.read(min(size, MAX_BYTES + 1))
        rest = size - len(data) + 1
        while rest > 0 and (block := stream.read(min(rest, 1 << 16))):
            rest -= len(block)
        if head[1] == b"blob":
            yield blob, data


def with_sources(made: list[FileVersion], removed: list[str]) -> Iterator[FileVersion]:
    """What one commit made, with what it ``removed`` as the sources of files that have none."""
    for version in made:
        yield version if version.sources else version._replace(sources=tuple(removed))


def _day_in_zone(seconds: int, zone: str) -> date:
    """The day in ``zone``. Raises ``GitTrouble`` if the system has no data on it."""
    try:
        return day_in(zone, seconds)
    except UnknownZone:
        raise GitTrouble("no_zone", zone) from None


_META = re.compile(r"\n?:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")


def commits_in(words: Iterator[str], zone: str) -> Iterator[Commit]:
    """Parse commits from git's output for ``FORMAT`` with ``-z``, each with its raw changes.

    Their paths are from the repository's top.

    Their days are effective ones if the output is oldest first.
    """
    latest = 0
    word = next(words, "")
    while word := word.lstrip("\n"):
        commit, seconds, author, subject, message = (word, *islice(words, len(_FIELDS) - 1))
        next(words, None)  # the end of the format
        latest = max(latest, int(seconds or 0))  # a malformed commit may have no date
        changes: list[FileChange] = []
        modules: list[Module] = []
        for word in words:
            meta = _META.fullmatch(word)
            if meta is None:
                break
            (was, mode, blob, now), path = meta.groups(), next(words, "")
            if MODULE in (was, mode):
                modules.append(Module(path, there=mode == MODULE))
            if is_yaml(path):
                old = None if was in NO_FILES else blob
                changes.append(FileChange(path, old, None if mode in NO_FILES else now))
        else:
            word = ""
        day, correction = _day_in_zone(latest, zone), is_correction(message)
        yield Commit(commit, day, author, subject, correction, tuple(changes), tuple(modules), message)


LINK = "120000"
"""The mode of a link."""
MODULE = "160000"
"""The mode of a submodule."""
LINKS = (LINK, MODULE)
"""The modes of links, whose target may be anywhere, and of submodules."""

NO_FILES = ("000000", *LINKS)
"""Modes that are not files: absent, a link, a submodule."""
