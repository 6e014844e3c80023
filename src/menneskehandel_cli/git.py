"""Git plumbing: which commits there are, what they changed, and the bytes of their files.

Everything is read by a few ``git`` processes, whatever the number of commits or files: one
``git log --raw`` for the mainline, one ``git cat-file --batch`` for all blobs. GitPython's own walk
takes some thirty times as long over a long history; it is used where repositories are made.

A repository may be somebody else's: no hook, filter, pager, replacement or configured program of it
is run, a revision can never become an option, nothing outside of it is read, and nothing is written.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Literal

from menneskehandel_cli.git_trailers import is_correction
from menneskehandel_cli.git_trust import Distrust, distrusted
from menneskehandel_cli.language import is_day, last_day
from menneskehandel_cli.trees import FOLDERS, MAX_BYTES, ROOT_FILE, SUFFIXES, Unreadable, lies_in

Trouble = Literal[
    Distrust,
    "no_git",
    "no_zone",
    "no_repository",
    "unsafe",
    "option",
    "unknown",
    "ambiguous",
    "too_early",
    "no_commits",
    "shallow",
    "partial",
    "not_on_mainline",
    "off_mainline",
    "failed",
]

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    # A graph repeats parents and dates, and git takes its word for them.
    "core.commitGraph=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "advice.graftFileDeprecated=false",
    f"diff.orderFile={os.devnull}",
    "i18n.logOutputEncoding=UTF-8",
    "protocol.allow=never",
)
_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone must not fetch what it lacks, by whatever program its settings name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_THE_USERS_OWN = re.compile(
    r"GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_\d+))"
)
"""What of git's variables is kept: whom the user trusts, and where git may look. All others of them lead
to other repositories, objects and programs, and mostly stem from a hook."""

_FIELDS = ("%H", "%ct", "%an", "%s", "%B")
_FORMAT = f"--format=tformat:{'%x00'.join(_FIELDS)}%x00"
"""The fields of a commit, each ended by NUL: nothing that people write can hold one."""


_RAW = (
    *("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
    "--ignore-submodules=none",  # without a word on it git reads .gitmodules, and refuses an odd one
)


class GitTrouble(Exception):
    """Why history cannot be read; ``about`` is the revision, day or message it is about."""

    def __init__(self, trouble: Trouble, about: str = "") -> None:
        super().__init__(trouble, about)
        self.trouble: Trouble = trouble
        self.about = about


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit touched; a blob is ``None`` where the file is not there."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Module:
    """A submodule that a commit put in a place (``there``), or took away from it."""

    path: str
    there: bool


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the mainline. ``day`` is its effective day in Europe/Oslo.

    Effective: never before the commit it follows, so that a wrong clock cannot turn time back.
    """

    id: str
    day: date
    author: str
    subject: str
    correction: bool
    changes: tuple[Change, ...] = ()
    modules: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a commit holds of data: the blobs of files by path, and the places of submodules."""

    blobs: dict[str, str]
    modules: frozenset[str]


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository a strategy lies in; ``prefix`` is the strategy's folder inside it."""

    folder: Path
    prefix: str
    shallow: bool

    def resolve(self, wanted: str, ref: str = "HEAD") -> str:
        """The commit that a revision, or the last one that a day, stands for.

        A day is counted along the mainline of ``ref``. Raises ``GitTrouble``.
        """
        if wanted.startswith("-"):
            raise GitTrouble("option", wanted)
        if wanted.startswith(":") or "{/" in wanted or "\0" in wanted:
            # What git would look for by a pattern, which may come from the data, and may take for ever.
            raise GitTrouble("unknown", wanted)
        if is_day(wanted):
            return self._on(wanted, ref)
        done = self._git("rev-parse", "--verify", "--end-of-options", f"{wanted}^{{commit}}", check=False)
        if "ambiguous" in done.stderr and not _CLEAR.fullmatch(wanted):
            raise GitTrouble("ambiguous", wanted)
        if done.returncode or not _HASH.fullmatch(done.stdout.strip()):
            if self.shallow and _HASH.fullmatch(wanted):
                raise GitTrouble("shallow")
            raise self._no_head(done.stderr) if wanted == "HEAD" else GitTrouble("unknown", wanted)
        return done.stdout.strip()

    def _no_head(self, said: str) -> GitTrouble:
        """Why HEAD is no commit: there is none yet, or it cannot be read."""
        named = self._git("rev-parse", "--verify", "--end-of-options", "HEAD", check=False)
        if named.returncode == 0:
            return GitTrouble("failed", f"HEAD {named.stdout.strip()}")
        begun = said.strip().endswith("Needed a single revision")
        return GitTrouble("no_commits") if begun else _failed(said)

    def _on(self, day: str, ref: str) -> str:
        try:
            last = last_day(day)
        except ValueError:
            raise GitTrouble("unknown", day) from None
        found = None
        for commit in self._dates(self.resolve(ref)):
            if commit.day > last:
                break
            found = commit.id
        if found is None:
            raise GitTrouble("shallow" if self.shallow else "too_early", day)
        return found

    def commit(self, commit: str) -> Commit:
        """One commit without its changes, its own day taken as it is."""
        done = self._git("log", "-1", "-z", _FORMAT, "--end-of-options", commit, "--")
        return next(_commits(iter(done.stdout.split("\0")), self.prefix))

    def _dates(self, tip: str) -> Iterator[Commit]:
        done = self._git("log", "-z", "--first-parent", "--reverse", _FORMAT, tip, "--")
        return _commits(iter(done.stdout.split("\0")), self.prefix)

    def mainline(self, tip: str) -> list[Commit]:
        """The first-parent chain up to ``tip``, oldest first, with what each changed in the data.

        A merge counts once, as what it brought to the mainline. Raises ``GitTrouble`` for a shallow
        clone, whose oldest commit would seem to have made everything.
        """
        if self.shallow:
            raise GitTrouble("shallow")
        done = self._git(
            *("log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--sparse"),
            *_RAW,
            *(_FORMAT, "--end-of-options", tip, "--"),
            *(f":(top,literal){self.prefix}{folder}" for folder in FOLDERS),
        )
        return list(_commits(iter(done.stdout.split("\0")), self.prefix))

    def listing(self, commit: str) -> Listing:
        """All data files in a commit, and its submodules, by their path from the strategy's root.

        A link's blob is left out: what it points at is not part of the commit.
        """
        folders = [f"{self.prefix}{folder}/" for folder in FOLDERS]
        done = self._git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *folders)
        found: dict[str, str] = {}
        modules: set[str] = set()
        for line in filter(None, done.stdout.split("\0")):
            meta, _, path = line.partition("\t")
            mode, kind, blob = meta.split(" ")
            path = path.removeprefix(self.prefix)
            if mode == _MODULE:
                modules.add(path)
            elif kind == "blob" and mode != _LINK and path.endswith(SUFFIXES):
                found[path] = blob
        return Listing(dict(sorted(found.items())), frozenset(modules))

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The bytes of blobs by their ids, read in one go. One that is too large is cut short.

        Raises ``GitTrouble`` where a partial clone lacks one; a damaged repository just has it not.
        """
        return dict(self.blobs_in_turn(ids))

    def blobs_in_turn(self, ids: Iterable[str]) -> Generator[tuple[str, bytes], None, None]:
        """The same, each as soon as git has it: git reads on while it is looked at."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return
        with TemporaryFile() as asked, TemporaryFile() as said:
            asked.write("".join(f"{blob}\n" for blob in wanted).encode())
            asked.seek(0)
            with subprocess.Popen(  # noqa: S603 - a fixed program with checked arguments
                self._command(("cat-file", "--batch")),
                bufsize=1 << 20,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=said,
                env=_environment(),
            ) as process:
                assert process.stdout is not None
                damaged = False
                for blob, data in _blobs(process.stdout, wanted):
                    if data is not None:
                        yield blob, data
                    elif not damaged and self._is_partial():
                        raise GitTrouble("partial")
                    else:
                        damaged = True
            if process.returncode:
                said.seek(0)
                raise self._failure(said.read().decode("utf-8", "replace"))

    def line(self, tip: str) -> list[Commit]:
        """The first-parent chain up to ``tip``, oldest first, without what its commits changed."""
        return list(self._dates(tip))

    def _git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = self._run(*arguments, check=check)
        return subprocess.CompletedProcess(
            done.args,
            done.returncode,
            done.stdout.decode("utf-8", "surrogateescape"),
            done.stderr.decode("utf-8", "replace"),
        )

    def _run(self, *arguments: str, check: bool) -> subprocess.CompletedProcess[bytes]:
        done = _call(self._command(arguments))
        if check and done.returncode:
            raise self._failure(done.stderr.decode("utf-8", "replace"))
        return done

    def _failure(self, said: str) -> GitTrouble:
        """Why git gave up: for want of what a partial clone lacks, or as it ``said``."""
        return GitTrouble("partial") if self._is_partial() else _failed(said)

    def _is_partial(self) -> bool:
        """Whether a remote has promised what is not here: gitrepository-layout calls that a promisor."""
        promises = r"^(remote\..*\.promisor|extensions\.partialclone)$"
        return bool(self._git("config", "--get-regexp", promises, check=False).stdout)

    def _command(self, arguments: Iterable[str]) -> list[str]:
        return _command(self.folder, arguments)


def open_repository(root: Path) -> Repository:
    """The repository that ``root`` lies in, bare or not. Raises ``GitTrouble``."""
    questions = ("--git-dir", "--git-common-dir", "--show-prefix")
    done = _call(_command(root, ("rev-parse", *questions)))
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace")
        if "dubious ownership" in message:
            raise GitTrouble("unsafe", str(root))
        if "not a git repository" in message:
            raise GitTrouble("no_repository", str(root))
        raise _failed(message)
    own, common, prefix = done.stdout.decode("utf-8", "surrogateescape").split("\n", 2)
    distrust = distrusted(root, root / own, root / common)
    if distrust is not None:
        raise GitTrouble(distrust, str(root))
    return Repository(root, prefix.strip("\n"), (root / common / "shallow").is_file())


@dataclass(frozen=True)
class CommitTree:
    """The files of one commit. A submodule is listed as what cannot be read."""

    repository: Repository
    commit: str
    _listing: Listing
    _read: dict[str, bytes | None]
    """What has been read by its blob; ``None`` for one that is not there."""

    @classmethod
    def of(cls, repository: Repository, commit: str) -> CommitTree:
        """The tree of ``commit``. Its data is read in one go when it is first asked for."""
        return cls(repository, commit, repository.listing(commit), {})

    def paths(self) -> list[str]:
        """All YAML files and submodules, in a fixed order."""
        return sorted((*self._listing.blobs, *self._listing.modules))

    def blob(self, path: str) -> str:
        """The id of the bytes of a file; empty for what is no file."""
        return self._listing.blobs.get(path, "")

    def read(self, path: str) -> bytes:
        """Hand out the bytes of a file. Raises ``Unreadable``, and ``GitTrouble`` in a partial clone."""
        blob = self.blob(path)
        if not blob:
            inside = any(lies_in(path, module) for module in self._listing.modules)
            raise Unreadable("submodule" if inside else "missing")
        if blob not in self._read:
            # The strategy's own record is often all that is asked for.
            wanted = [blob] if path == ROOT_FILE else list(self._listing.blobs.values())
            self._read.update(dict.fromkeys(wanted) | self.repository.blobs(wanted))
        data = self._read[blob]
        if data is None:
            raise Unreadable("missing")
        if len(data) > MAX_BYTES:
            raise Unreadable("too_large", len(data))
        return data


def _command(folder: Path, arguments: Iterable[str]) -> list[str]:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    return ["git", "-C", str(folder), "--no-pager", *settings, *arguments]


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _THE_USERS_OWN.fullmatch(name)
    }
    return kept | _ENVIRONMENT


def _call(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program with checked arguments
            command, stdin=subprocess.DEVNULL, capture_output=True, env=_environment(), check=False
        )
    except FileNotFoundError:
        raise GitTrouble("no_git") from None


def _failed(said: str) -> GitTrouble:
    """What git said of its failure, in one line."""
    return GitTrouble("failed", " ".join(said.split()))


def _blobs(stream: IO[bytes], wanted: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """The blobs in ``git cat-file --batch``'s answer; ``None`` for one that is missing.

    No more of one is held than a file may hold.
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


def _oslo(seconds: int) -> date:
    """The day in Oslo. Raises ``GitTrouble`` where the system has no zone data."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    known = min(max(seconds, _FIRST), _LAST)
    try:
        return datetime.fromtimestamp(known, ZoneInfo("Europe/Oslo")).date()
    except ZoneInfoNotFoundError:
        raise GitTrouble("no_zone") from None


_FIRST, _LAST = -62_135_510_400, 253_402_214_400
"""The second day of the year 1 and the last of 9999, in seconds: a commit may claim any other moment."""


_HASH = re.compile(r"[0-9a-f]{40,64}")
_CLEAR = re.compile(r"HEAD([~^@].*)?|[0-9a-f]{40}|[0-9a-f]{64}")
"""Revisions that mean one thing to git, whatever a branch is called."""

_META = re.compile(r"\n?:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")


def _commits(words: Iterator[str], prefix: str) -> Iterator[Commit]:
    """Commits out of git's answer to ``_FORMAT`` with ``-z``, each with its raw changes.

    Their days are effective ones where the answer is oldest first.
    """
    latest = 0
    word = next(words, "")
    while word := word.lstrip("\n"):
        commit, seconds, author, subject, message = (word, *islice(words, len(_FIELDS) - 1))
        next(words, None)  # the end of the format
        latest = max(latest, int(seconds or 0))  # a commit that is not well made may have no date
        changes: list[Change] = []
        modules: list[Module] = []
        for word in words:
            meta = _META.fullmatch(word)
            if meta is None:
                break
            _take(meta, next(words, "").removeprefix(prefix), changes, modules)
        else:
            word = ""
        correction = is_correction(message)
        yield Commit(commit, _oslo(latest), author, subject, correction, tuple(changes), tuple(modules))


def _take(meta: re.Match[str], path: str, changes: list[Change], modules: list[Module]) -> None:
    """Take in one line of git's raw answer: a file or submodule that came, changed or went."""
    was, mode, before, after = meta.groups()
    if _MODULE in (was, mode):
        modules.append(Module(path, there=mode == _MODULE))
    if path.endswith(SUFFIXES):
        old = None if was in _NO_FILES else before
        changes.append(Change(path, old, None if mode in _NO_FILES else after))


_LINK = "120000"
_MODULE = "160000"
_NO_FILES = ("000000", _LINK, _MODULE)
"""Modes of what is no file of the commit: nothing, a link, whose target may lie anywhere, a submodule."""
