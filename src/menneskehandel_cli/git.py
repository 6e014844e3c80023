"""Git plumbing: which commits there are, what they changed, and the bytes of their files.

Everything is read by a few ``git`` processes, whatever the number of commits or files: one
``git log --raw`` for the mainline, one ``git cat-file --batch`` for all blobs. GitPython's own walk
takes some thirty times as long over a long history; it is used to create repositories and to write.

A repository may come from anybody: none of its hooks, filters, pagers or configured programs is run, its
replacement objects are ignored, a revision can never become an option, nothing outside it is read, and
nothing is written.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Literal, NamedTuple

from menneskehandel_cli.git_trailers import is_correction
from menneskehandel_cli.git_trust import Distrust, distrusted
from menneskehandel_cli.language import is_day, last_day, read_day
from menneskehandel_cli.trees import FOLDERS, MAX_BYTES, ROOT_FILE, SUFFIXES, Unreadable, lies_in
from menneskehandel_cli.zones import UTC_ZONE, UnknownZone, day_in

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
    "linked",
    "not_ours",
    "locked",
    "failed",
]

SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    # A commit graph repeats parents and dates, and git trusts it.
    "core.commitGraph=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "advice.graftFileDeprecated=false",
    f"diff.orderFile={os.devnull}",
    "i18n.logOutputEncoding=UTF-8",
    "protocol.allow=never",
)
"""Settings under which git runs no program of a repository."""

ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone must not fetch what it lacks with a program named in its settings.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "MH_OFF": "false",  # what ``hooks_off`` sets hooks to
}
"""Environment variables to the same end."""

_THE_USERS_OWN = re.compile(
    r"GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_\d+))"
)
"""The git variables that are kept: whom the user trusts, and where git may look.

The others point to other repositories, objects and programs, and are mostly set by a hook.
"""

_FIELDS = ("%H", "%ct", "%an", "%s", "%B")
_FORMAT = f"--format=tformat:{'%x00'.join(_FIELDS)}%x00"
"""The fields of a commit, each ended by NUL, which no text in a commit can contain."""


_RAW = (
    *("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
    "--ignore-submodules=none",  # otherwise git reads .gitmodules, and stops at an invalid one
)


class GitTrouble(Exception):
    """Why history cannot be read; ``about`` is the revision, day or message concerned."""

    def __init__(self, trouble: Trouble, about: str = "") -> None:
        super().__init__(trouble, about)
        self.trouble: Trouble = trouble
        self.about = about


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit changed; a blob is ``None`` if the file is not there."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Module:
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
    changes: tuple[Change, ...] = ()
    modules: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The data in a commit: the blobs of files by path, and the paths of submodules and of links."""

    blobs: dict[str, str]
    modules: frozenset[str]
    links: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A file, link or submodule in a commit: its mode as git writes it, and its object."""

    mode: str
    id: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository a strategy lies in; ``prefix`` is the strategy's folder inside it.

    ``common`` is git's folder, that of all its working trees. ``zone`` is the time zone in which the days
    of commits are counted.
    """

    folder: Path
    prefix: str
    shallow: bool
    common: Path
    zone: str = UTC_ZONE

    def counting_in(self, zone: str) -> Repository:
        """The same repository, with days counted in a time zone."""
        return replace(self, zone=zone)

    def resolve(self, wanted: str, ref: str = "HEAD") -> str:
        """The commit of a revision, or the last one up to a day or month, in ISO form or as written.

        A day is looked up on the mainline of ``ref``. Raises ``GitTrouble``.
        """
        if wanted.startswith("-"):
            raise GitTrouble("option", wanted)
        if wanted.startswith(":") or "{/" in wanted or "\0" in wanted:
            # git would search by a pattern, which may come from the data and never end.
            raise GitTrouble("unknown", wanted)
        if is_day(wanted):
            return self._on(wanted, ref)
        done = self._git("rev-parse", "--verify", "--end-of-options", f"{wanted}^{{commit}}", check=False)
        if "ambiguous" in done.stderr and not _CLEAR.fullmatch(wanted):
            raise GitTrouble("ambiguous", wanted)
        if done.returncode or not _HASH.fullmatch(done.stdout.strip()):
            if is_day(day := read_day(wanted)):  # As people write it. A tag of that name comes first.
                return self._on(day, ref)
            if self.shallow and _HASH.fullmatch(wanted):
                raise GitTrouble("shallow")
            raise self._no_head(done.stderr) if wanted == "HEAD" else GitTrouble("unknown", wanted)
        return done.stdout.strip()

    def _no_head(self, said: str) -> GitTrouble:
        """Why HEAD is not a commit: there is none yet, or it cannot be read."""
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

    def _dates(self, *tips: str) -> Iterator[Commit]:
        done = self._git("log", "-z", "--first-parent", "--reverse", _FORMAT, *tips, "--")
        return _commits(iter(done.stdout.split("\0")), self.prefix, self.zone)

    def mainline(self, tip: str) -> list[Commit]:
        """The first-parent chain up to ``tip``, oldest first, with the changes of each in the data.

        A merge is one commit with all that it brought in. Raises ``GitTrouble`` for a shallow clone,
        whose oldest commit would seem to have added everything.
        """
        if self.shallow:
            raise GitTrouble("shallow")
        done = self._git(
            *("log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--sparse"),
            *_RAW,
            *(_FORMAT, "--end-of-options", tip, "--"),
            *(f":(top,literal){self.prefix}{folder}" for folder in FOLDERS),
        )
        return list(_commits(iter(done.stdout.split("\0")), self.prefix, self.zone))

    def listing(self, commit: str) -> Listing:
        """All data files in a commit, and its submodules, by their path from the strategy's root.

        A link is no file: its target is not part of the commit.
        """
        folders = [f"{self.prefix}{folder}" for folder in FOLDERS]
        done = self._git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *folders)
        found: dict[str, str] = {}
        modules: set[str] = set()
        links: list[str] = []
        for line in filter(None, done.stdout.split("\0")):
            meta, _, path = line.partition("\t")
            mode, kind, blob = meta.split(" ")
            path = path.removeprefix(self.prefix)
            if mode == _MODULE:
                modules.add(path)
            elif mode == _LINK:
                links.append(path)
            elif kind == "blob" and path.endswith(SUFFIXES):
                found[path] = blob
        return Listing(dict(sorted(found.items())), frozenset(modules), tuple(links))

    def tracked(self) -> dict[str, bool]:
        """The data files that the index or the last commit lists, by their path from the strategy's root.

        The value says whether the index leaves the file out of the working tree (a sparse checkout).
        """
        words = ("ls-files", "-z", "-t", "--", *FOLDERS)
        done = self._git(words[0], "--with-tree=HEAD", *words[1:], check=False)
        if done.returncode:  # There is no commit yet.
            done = self._git(*words)
        lines = (line.partition(" ") for line in done.stdout.split("\0"))
        return {path: tag == _LEFT_OUT for tag, _, path in lines if path}

    def is_at_work(self) -> bool:
        """Whether git is changing the working tree, or was stopped while it did."""
        lock = self._git("rev-parse", "--git-path", "index.lock").stdout.removesuffix("\n")
        return os.path.lexists(self.folder / lock)

    def file(self, commit: str, path: str) -> bytes | None:
        """The bytes of any one file in a commit, by its path from the strategy's root.

        ``None`` if there is no such file; a link is none. One that is too large is cut.
        """
        whole = f"{self.prefix}{path}"
        done = self._git("ls-tree", "-z", "--full-tree", "--end-of-options", commit, whole)
        for line in filter(None, done.stdout.split("\0")):
            meta, _, name = line.partition("\t")
            mode, kind, blob = meta.split(" ")
            if name == whole and kind == "blob" and mode != _LINK:
                return self.blobs([blob]).get(blob)
        return None

    def entries(self, commit: str) -> dict[str, Entry]:
        """Everything in a commit by its path from the repository's top, links and submodules too."""
        done = self._git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)
        found: dict[str, Entry] = {}
        for line in filter(None, done.stdout.split("\0")):
            meta, _, path = line.partition("\t")
            mode, _, blob = meta.split(" ")
            found[path] = Entry(mode, blob)
        return found

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit at which two commits part; ``None`` if they have none in common."""
        done = self._git("merge-base", "--end-of-options", one, other, check=False)
        return done.stdout.strip() or None

    def branches(self) -> frozenset[str]:
        """The names of the branches."""
        done = self._git("for-each-ref", "--format=%(refname)", "refs/heads/")
        return frozenset(name.removeprefix("refs/heads/") for name in done.stdout.splitlines())

    def branch(self) -> str | None:
        """The name of the branch that is checked out; ``None`` if a commit is."""
        done = self._git("symbolic-ref", "--quiet", "--short", "HEAD", check=False)
        return done.stdout.strip() or None

    def remotes(self) -> list[str]:
        """The names of the remotes."""
        return self._git("remote").stdout.splitlines()

    def setting(self, name: str) -> str | None:
        """The value of a setting of git, or ``None``."""
        done = self._git("config", "--get", name, check=False)
        return done.stdout.removesuffix("\n") if done.returncode == 0 else None

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The bytes of blobs by their ids, read by one process. One that is too large is cut.

        Raises ``GitTrouble`` if a partial clone lacks one. In a damaged repository it is left out.
        """
        return dict(self.blobs_in_turn(ids))

    def blobs_in_turn(self, ids: Iterable[str]) -> Generator[tuple[str, bytes], None, None]:
        """As ``blobs``, but each is yielded as soon as git has read it; git continues meanwhile."""
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

    def line(self, tip: str, after: str | None = None) -> list[Commit]:
        """The first-parent chain up to ``tip``, oldest first, without what its commits changed.

        Those that the commit ``after`` has in its history are left out.
        """
        return list(self._dates(tip, *(() if after is None else (f"^{after}",))))

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
        """Why git failed: something that a partial clone lacks, or what it ``said``."""
        return GitTrouble("partial") if self._is_partial() else _failed(said)

    def _is_partial(self) -> bool:
        """Whether this is a partial clone: a remote is a promisor (gitrepository-layout)."""
        promises = r"^(remote\..*\.promisor|extensions\.partialclone)$"
        return bool(self._git("config", "--get-regexp", promises, check=False).stdout)

    def _command(self, arguments: Iterable[str]) -> list[str]:
        return command(self.folder, arguments)


def open_repository(root: Path) -> Repository:
    """The repository that ``root`` lies in, bare or not. Raises ``GitTrouble``."""
    questions = ("--git-dir", "--git-common-dir", "--show-cdup", "--show-prefix")
    done = _call(command(root, ("rev-parse", *questions)))
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace")
        if "dubious ownership" in message:
            raise GitTrouble("unsafe", str(root))
        if "not a git repository" in message:
            raise GitTrouble("no_repository", str(root))
        if "cannot chdir" in message:
            raise GitTrouble("worktree", str(root))  # It names a folder that is not there.
        raise _failed(message)
    own, common, rest = done.stdout.decode("utf-8", "surrogateescape").split("\n", 2)
    # Without a working tree, git answers only that there is no prefix.
    up, prefix = rest.split("\n", 1) if rest != "\n" else ("", "")
    distrust = distrusted(root, root / own, root / common, root / up)
    if distrust is not None:
        raise GitTrouble(distrust, str(root))
    shared = Path(os.path.realpath(root / common))
    return Repository(root, prefix.strip("\n"), (shared / "shallow").is_file(), shared)


@dataclass(frozen=True)
class CommitTree:
    """The files of one commit. A submodule is listed as a path that cannot be read."""

    repository: Repository
    commit: str
    _listing: Listing
    _read: dict[str, bytes | None]
    """The bytes read so far by blob; ``None`` for a missing one."""

    @classmethod
    def of(cls, repository: Repository, commit: str) -> CommitTree:
        """The tree of ``commit``. All its data is read by one process on first use."""
        return cls(repository, commit, repository.listing(commit), {})

    @classmethod
    def if_there(cls, repository: Repository, commit: str) -> CommitTree | None:
        """The tree of ``commit``, or ``None`` if the commit is not in the repository."""
        try:
            return cls.of(repository, repository.resolve(commit))
        except GitTrouble:
            return None

    def paths(self) -> list[str]:
        """All YAML files and submodules, in a fixed order."""
        return sorted((*self._listing.blobs, *self._listing.modules))

    def links(self) -> tuple[str, ...]:
        """The links below the strategy's folders, which are not read."""
        return self._listing.links

    def blob(self, path: str) -> str:
        """The id of a file's blob; empty if it is not a file."""
        return self._listing.blobs.get(path, "")

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ``Unreadable``, and ``GitTrouble`` in a partial clone."""
        blob = self.blob(path)
        if not blob:
            inside = any(lies_in(path, module) for module in self._listing.modules)
            raise Unreadable("submodule" if inside else "missing")
        if blob not in self._read:
            # The strategy's own record is often all that is needed.
            wanted = [blob] if path == ROOT_FILE else list(self._listing.blobs.values())
            self._read.update(dict.fromkeys(wanted) | self.repository.blobs(wanted))
        data = self._read[blob]
        if data is None:
            raise Unreadable("missing")
        if len(data) > MAX_BYTES:
            raise Unreadable("too_large", len(data))
        return data


def command(folder: Path, arguments: Iterable[str]) -> list[str]:
    """The words that run git in ``folder`` with ``SETTINGS``; to be run with ``ENVIRONMENT``."""
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return ["git", "-C", str(folder), "--no-pager", *settings, *arguments]


HOOKS = r"^hook\..*\.event$"
"""The settings that make a program a hook (git-config, ``hook.<name>.event``), since git 2.54."""


def hooks_off(common: Path) -> list[str]:
    """Options that turn off the hooks that the settings of the repository ``common`` name.

    ``core.hooksPath`` says nothing of them. Nor is there a switch for all: that of an event,
    ``hook.<event>.enabled``, is none if a hook is called like the event. A name may hold any sign, so it
    is not given by ``-c``, which ends it at the first equals sign. Raises ``GitTrouble``.
    """
    asked = (f"--git-dir={common}", "config", "-z", "--name-only", "--get-regexp", HOOKS)
    done = _call(command(common, asked))
    if done.returncode > 1:  # It is 1 if there are none.
        raise _failed(done.stderr.decode("utf-8", "replace"))
    names = set(os.fsdecode(done.stdout).split("\0")) - {""}
    return [f"--config-env={name.removesuffix('event')}enabled=MH_OFF" for name in sorted(names)]


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _THE_USERS_OWN.fullmatch(name)
    }
    return kept | ENVIRONMENT


def _call(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program with checked arguments
            command, stdin=subprocess.DEVNULL, capture_output=True, env=_environment(), check=False
        )
    except FileNotFoundError:
        raise GitTrouble("no_git") from None


def _failed(said: str) -> GitTrouble:
    """The error message of git on one line."""
    return GitTrouble("failed", " ".join(said.split()))


def _blobs(stream: IO[bytes], wanted: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
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


def _day(seconds: int, zone: str) -> date:
    """The day in ``zone``. Raises ``GitTrouble`` if the system has no data on it."""
    try:
        return day_in(zone, seconds)
    except UnknownZone:
        raise GitTrouble("no_zone", zone) from None


_HASH = re.compile(r"[0-9a-f]{40,64}")
_CLEAR = re.compile(r"HEAD([~^@].*)?|[0-9a-f]{40}|[0-9a-f]{64}")
"""Revisions that git never reads as the name of a branch."""

_META = re.compile(r"\n?:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")


def _commits(words: Iterator[str], prefix: str, zone: str) -> Iterator[Commit]:
    """Parse commits from git's output for ``_FORMAT`` with ``-z``, each with its raw changes.

    Their days are effective ones if the output is oldest first.
    """
    latest = 0
    word = next(words, "")
    while word := word.lstrip("\n"):
        commit, seconds, author, subject, message = (word, *islice(words, len(_FIELDS) - 1))
        next(words, None)  # the end of the format
        latest = max(latest, int(seconds or 0))  # a malformed commit may have no date
        changes: list[Change] = []
        modules: list[Module] = []
        for word in words:
            meta = _META.fullmatch(word)
            if meta is None:
                break
            _take(meta, next(words, "").removeprefix(prefix), changes, modules)
        else:
            word = ""
        day, correction = _day(latest, zone), is_correction(message)
        yield Commit(commit, day, author, subject, correction, tuple(changes), tuple(modules))


def _take(meta: re.Match[str], path: str, changes: list[Change], modules: list[Module]) -> None:
    """Add the change in one line of git's raw output: a file or submodule added, changed or removed."""
    was, mode, before, after = meta.groups()
    if _MODULE in (was, mode):
        modules.append(Module(path, there=mode == _MODULE))
    if path.endswith(SUFFIXES):
        old = None if was in _NO_FILES else before
        changes.append(Change(path, old, None if mode in _NO_FILES else after))


_LINK = "120000"
_MODULE = "160000"
_LEFT_OUT = "S"
"""How ``git ls-files -t`` marks a file with the skip-worktree bit."""

_NO_FILES = ("000000", _LINK, _MODULE)
"""Modes that are not files: absent, a link (whose target may be anywhere), a submodule."""
