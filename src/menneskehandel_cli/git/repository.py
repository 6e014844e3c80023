"""Read a repository: which commits there are, what they changed, and the bytes of their files.

Everything is read by a few ``git`` processes, whatever the number of commits or files: one
``git log --raw`` for the mainline, one ``git cat-file --batch`` for all blobs. GitPython's own walk
takes some thirty times as long over a long history; it is used to create repositories.

A revision can never become an option, nothing outside the repository is read, and nothing is written.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from menneskehandel_cli.git.running import GitTrouble, command, environment, failed, run, setting
from menneskehandel_cli.git.trailers import is_correction
from menneskehandel_cli.git.trust import distrusted, would_wait
from menneskehandel_cli.language.days import is_day, last_day, read_day
from menneskehandel_cli.programs import Done
from menneskehandel_cli.trees import (
    MAX_BYTES,
    PLANS,
    ROOT_FILE,
    Tree,
    Unreadable,
    folders,
    inside,
    is_yaml,
    lies_in,
    plan_of,
    whole,
)
from menneskehandel_cli.zones import UTC_ZONE, UnknownZone, day_in

_FIELDS = ("%H", "%ct", "%an", "%s", "%B")
_FORMAT = f"--format=tformat:{'%x00'.join(_FIELDS)}%x00"
"""The fields of a commit, each ended by NUL, which no text in a commit can contain."""

_RAW = (
    *("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
    "--ignore-submodules=none",  # otherwise git reads .gitmodules, and stops at an invalid one
)


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
    changes: tuple[Change, ...] = field(default=(), hash=False)  # there may be thousands
    modules: tuple[Module, ...] = ()
    message: str = ""


class Entry(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository a strategy is in; ``prefix`` is the strategy's folder inside it.

    ``common`` is git's folder, that of all its working trees. ``zone`` is the time zone in which the days
    of commits are counted.
    """

    folder: Path
    prefix: str
    shallow: bool
    common: Path
    zone: str = UTC_ZONE
    plan: str = ""
    """The end of ``prefix`` that is the folder of one of several plans, as ``plan_of`` has it."""

    moved: bool = False
    """Whether the plan was in ``top`` before: a commit moved it. What was there until then is its own."""

    @property
    def top(self) -> str:
        """The folder inside the repository with what plans share; the prefix if nothing is shared."""
        return self.prefix.removesuffix(self.plan)

    def whole(self, path: str) -> str:
        """Where a file is from the repository's top, by its path from the strategy's root."""
        return f"{self.top}{whole(self.plan, path)}"

    def inside(self, place: str) -> str | None:
        """The path of a file from the strategy's root; ``None`` for the file of another plan."""
        return inside(self.plan, place.removeprefix(self.top))

    def _folders(self) -> list[str]:
        """The folders of the strategy's files, as git is asked for them."""
        return [f":(top,literal){self.top}{folder}" for folder in folders(self.plan)]

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
        done = self.git("rev-parse", "--verify", "--end-of-options", f"{wanted}^{{commit}}", check=False)
        if "ambiguous" in done.said and not _CLEAR.fullmatch(wanted):
            raise GitTrouble("ambiguous", wanted)
        if done.code or not _HASH.fullmatch(done.text.strip()):
            if is_day(day := read_day(wanted)):  # As people write it. A tag of that name comes first.
                return self._on(day, ref)
            if self.shallow and _HASH.fullmatch(wanted):
                raise GitTrouble("shallow")
            raise self._no_head(done.said) if wanted == "HEAD" else GitTrouble("unknown", wanted)
        return done.text.strip()

    def if_there(self, revision: str | None) -> str | None:
        """The commit of a revision; ``None`` if it is not in the repository."""
        try:
            return self.resolve(revision) if revision else None
        except GitTrouble:
            return None

    def _no_head(self, said: str) -> GitTrouble:
        """Why HEAD is not a commit: there is none yet, or it cannot be read."""
        named = self.git("rev-parse", "--verify", "--end-of-options", "HEAD", check=False)
        if named.code == 0:
            return GitTrouble("failed", f"HEAD {named.text.strip()}")
        begun = said.strip().endswith("Needed a single revision")
        return GitTrouble("no_commits") if begun else failed(said)

    def _on(self, day: str, ref: str) -> str:
        try:
            last = last_day(day)
        except ValueError:
            raise GitTrouble("unknown", day) from None
        there = [commit.id for commit in self.line(self.resolve(ref)) if commit.day <= last]
        if not there:
            raise GitTrouble("shallow" if self.shallow else "too_early", day)
        return there[-1]

    def _log(self, *words: str) -> Iterator[Commit]:
        """The commits that git tells of."""
        done = self.git("log", "-z", _FORMAT, *words)
        return _commits(iter(done.text.split("\0")), self.zone)

    def mainline(self, tip: str) -> list[Commit]:
        """The first-parent chain up to ``tip``, oldest first, with the changes of each in the data.

        A merge is one commit with all that it brought in. Raises ``GitTrouble`` for a shallow clone,
        whose oldest commit would seem to have added everything.
        """
        if self.shallow:
            raise GitTrouble("shallow")
        words = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--sparse", *_RAW)
        commits = list(self._log(*words, "--end-of-options", tip, "--", *self._folders()))
        if not self.prefix:  # The paths are from the strategy's root as they are.
            return commits
        root, moved = f"{self.prefix}{ROOT_FILE}", not self.moved
        for place, commit in enumerate(commits):
            now = not moved and any(one.path == root and one.after for one in commit.changes)
            commits[place] = self._own(commit, (self.inside,) if moved else (self.before,))
            if now:
                commits[place] = self._own(commit, (self.inside, self.before))
            moved = moved or now
        return commits

    def before(self, place: str) -> str | None:
        """The path of a file as ``inside`` gives it, before the plan was moved to its folder."""
        path = place.removeprefix(self.top)
        return None if path.startswith(f"{PLANS}/") else path

    def _own(self, commit: Commit, ways: Sequence[Callable[[str], str | None]]) -> Commit:
        """A commit with the paths from the strategy's root; what is not in it is left out.

        A file that the commit moved to the plan's folder is changed, if at all.
        """
        changes: dict[str, Change] = {}
        for one in commit.changes:
            path = next(filter(None, (way(one.path) for way in ways)), None)
            if path is not None:
                known = changes.get(path, Change(path, None, None))
                changes[path] = Change(path, known.before or one.before, known.after or one.after)
        modules = (
            Module(path, one.there)
            for one in commit.modules
            if (path := next(filter(None, (way(one.path) for way in ways)), None)) is not None
        )
        kept = tuple(one for one in changes.values() if one.before != one.after)
        return replace(commit, changes=kept, modules=tuple(modules))

    def versions(self, tip: str, folder: str) -> Iterator[FileVersion]:
        """All that commits up to ``tip`` made of the files below a folder, on any branch; parents first.

        What a merge took over from one of its sides is no version. Raises ``GitTrouble`` for a shallow
        clone, whose oldest commit would seem to have made everything.
        """
        if self.shallow:
            raise GitTrouble("shallow")
        places = (self.whole(folder), *((f"{self.top}{folder}",) if self.moved else ()))
        done = self.git(
            *("log", "--full-history", "--topo-order", "--reverse", "-c", *_RAW, "--format=tformat:%H"),
            *("--end-of-options", tip, "--", *(f":(top,literal){place}" for place in places)),
        )
        said = iter(word.lstrip("\n") for word in done.text.split("\0"))
        made: list[FileVersion] = []
        removed: list[str] = []
        for word in said:
            if _HASH.fullmatch(word):
                yield from _with_sources(made, removed)
                made, removed = [], []
            elif word:
                place = next(said)
                path = self.inside(place) or self.before(place) or ""
                *modes_and_blobs, _ = word.lstrip(":").split(" ")
                half = len(modes_and_blobs) // 2
                pairs = zip(modes_and_blobs[:half], modes_and_blobs[half:], strict=True)
                *sources, after = [None if mode in _NO_FILES else blob for mode, blob in pairs]
                there = tuple(blob for blob in sources if blob is not None)
                if after is None:
                    removed += there
                else:
                    made.append(FileVersion(path, after, there))
        yield from _with_sources(made, removed)

    def tracked(self) -> dict[str, bool]:
        """The data files that the index or the last commit lists, by their path from the strategy's root.

        The value says whether the index leaves the file out of the working tree (a sparse checkout).
        """
        words = ("ls-files", "-z", "-t", "--full-name", "--", *self._folders())
        done = self.git(words[0], "--with-tree=HEAD", *words[1:], check=False)
        if done.code:  # There is no commit yet.
            done = self.git(*words)
        lines = (line.partition(" ") for line in done.text.split("\0"))
        return {path: tag == _LEFT_OUT for tag, _, place in lines if (path := self.inside(place))}

    def is_at_work(self) -> bool:
        """Whether git is changing the working tree, or was stopped while it did."""
        lock = self.git("rev-parse", "--git-path", "index.lock").text.removesuffix("\n")
        return os.path.lexists(self.folder / lock)

    def file(self, commit: str, path: str) -> bytes | None:
        """The bytes of any one file in a commit, by its path from the strategy's root.

        ``None`` if there is no such file; a link is none. One that is too large is cut.
        """
        place = self.whole(path)
        return self.content(self.entries(commit, place).get(place))

    def content(self, entry: Entry | None) -> bytes | None:
        """The bytes of a file in a commit; ``None`` for nothing, and for a link."""
        if entry is None or entry.mode in LINKS:
            return None
        return self.blobs([entry.id]).get(entry.id)

    def entries(self, commit: str, *paths: str) -> dict[str, Entry]:
        """Everything in a commit, or below ``paths`` in it: files, links and submodules.

        All paths are from the repository's top.
        """
        words = ("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)
        only = [f":(top,literal){path}" for path in paths]
        lines = (line.partition("\t") for line in self.git(*words, *only).text.split("\0") if line)
        split = ((meta.split(" "), path) for meta, _, path in lines)
        return {path: Entry(mode, blob) for (mode, _, blob), path in split}

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit at which two commits part; ``None`` if they have none in common."""
        done = self.git("merge-base", "--end-of-options", one, other, check=False)
        return done.text.strip() or None

    def branches(self) -> frozenset[str]:
        """The names of the branches."""
        done = self.git("for-each-ref", "--format=%(refname)", "refs/heads/")
        return frozenset(name.removeprefix("refs/heads/") for name in done.text.splitlines())

    def branch(self) -> str | None:
        """The name of the branch that is checked out; ``None`` if a commit is."""
        done = self.git("symbolic-ref", "--quiet", "--short", "HEAD", check=False)
        return done.text.strip() or None

    def remotes(self) -> list[str]:
        """The names of the remotes."""
        return self.git("remote").text.splitlines()

    def setting(self, name: str) -> str | None:
        """The value of a setting of git, or ``None``."""
        return setting(self.folder, name)

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The bytes of blobs by their ids, read by one process. One that is too large is cut.

        Raises ``GitTrouble`` if a partial clone lacks one. In a damaged repository it is left out.
        """
        return dict(self.blobs_in_turn(ids))

    def blobs_in_turn(self, ids: Iterable[str]) -> Generator[tuple[str, bytes], None, None]:
        """As ``blobs``, but each is yielded as soon as git has read it; git continues in the meantime."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return
        with TemporaryFile() as asked, TemporaryFile() as said:
            asked.write("".join(f"{blob}\n" for blob in wanted).encode())
            asked.seek(0)
            with subprocess.Popen(  # noqa: S603 - a fixed program with checked arguments
                command(self.folder, ("cat-file", "--batch")),
                bufsize=1 << 20,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=said,
                env=environment(),
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

    def line(self, tip: str, after: str | None = None, *, merges: bool = True) -> list[Commit]:
        """The first-parent chain up to ``tip``, oldest first, without what its commits changed.

        Those that the commit ``after`` has in its history are left out, and ``merges`` unless wanted.
        """
        only = [] if merges else ["--no-merges"]
        tips = [tip] if after is None else [tip, f"^{after}"]
        return list(self._log("--first-parent", "--reverse", *only, *tips, "--"))

    def last_change(self, path: str, tip: str) -> Commit | None:
        """The last commit up to ``tip``, on any branch but no merge, that changed a file."""
        words = ("-1", "--no-merges", "--end-of-options", tip, "--")
        return next(self._log(*words, f":(top,literal){self.whole(path)}"), None)

    def git(self, *arguments: str, check: bool = True) -> Done:
        """Run git here, to read. Raises ``GitTrouble`` if it fails and that is to be checked."""
        done = run(self.folder, arguments)
        if check and done.code:
            raise self._failure(done.said)
        return done

    def _failure(self, said: str) -> GitTrouble:
        """Why git failed: something that a partial clone lacks, or what it ``said``."""
        return GitTrouble("partial") if self._is_partial() else failed(said)

    def _is_partial(self) -> bool:
        """Whether this is a partial clone: a remote is a promisor (gitrepository-layout)."""
        promises = r"^(remote\..*\.promisor|extensions\.partialclone)$"
        return bool(self.git("config", "--get-regexp", promises, check=False).text)


def open_repository(root: Path) -> Repository:
    """The repository that ``root`` is in, bare or not. Raises ``GitTrouble``."""
    if would_wait(root):
        raise GitTrouble("special", str(root))
    questions = ("--git-dir", "--git-common-dir", "--show-cdup", "--show-prefix")
    done = run(root, ("rev-parse", *questions))
    if done.code:
        if "dubious ownership" in done.said:
            raise GitTrouble("unsafe", str(root))
        if "not a git repository" in done.said:
            raise GitTrouble("no_repository", str(root))
        if "cannot chdir" in done.said:
            raise GitTrouble("worktree", str(root))  # It names a folder that is not there.
        raise failed(done.said)
    own, common, rest = done.text.split("\n", 2)
    # Without a working tree, git answers only that there is no prefix.
    up, prefix = rest.split("\n", 1) if rest != "\n" else ("", "")
    distrust = distrusted(root, root / own, root / common, root / up)
    if distrust is not None:
        raise GitTrouble(distrust, str(root))
    shared = Path(os.path.realpath(root / common))
    prefix, (_, plan) = prefix.strip("\n"), plan_of(root.absolute())
    found = Repository(root, prefix, (shared / "shallow").is_file(), shared)
    return _with_plan(found, plan) if plan and prefix.endswith(plan) else found


def _with_plan(repository: Repository, plan: str) -> Repository:
    """The repository of one of several plans, with whether a commit moved the plan to its folder."""
    own = replace(repository, plan=plan)
    root = f"{own.prefix}{ROOT_FILE}"
    words = (
        "--diff-merges=first-parent",
        "--no-renames",
        "--no-patch",
        "--diff-filter=A",
        "--format=%H",
        "--end-of-options",
        "HEAD",
    )
    begun = own.git("log", "-1", "--first-parent", *words, "--", f":(top,literal){root}", check=False)
    at, gone = begun.text.strip(), f"{own.top}{ROOT_FILE}"
    sides = [own.git("cat-file", "-e", f"{commit}:{gone}", check=False) for commit in (f"{at}^", at)]
    return replace(own, moved=bool(at) and not sides[0].code and bool(sides[1].code))


@dataclass(frozen=True)
class CommitTree:
    """The files of one commit. A submodule is listed as a path that cannot be read.

    A link is not a file: its target is not part of the commit. All paths are from the strategy's root.
    """

    repository: Repository
    commit: str
    blobs: Mapping[str, str]
    """The blob of each data file, in the order of the paths."""
    modules: frozenset[str]
    links: tuple[str, ...]
    """The links below the strategy's folders, which are not read."""
    _read: dict[str, bytes | None] = field(default_factory=dict)
    """The bytes read so far by blob; ``None`` for a missing one."""

    @classmethod
    def of(cls, repository: Repository, commit: str) -> CommitTree:
        """The tree of ``commit``. All its data is read by one process on first use."""
        places = repository.entries(
            commit, *(f"{repository.top}{one}" for one in folders(repository.plan))
        )
        moved = repository.moved and f"{repository.prefix}{ROOT_FILE}" not in places
        inside = repository.before if moved else repository.inside
        paths = ((inside(place), entry) for place, entry in places.items())
        found = dict(sorted((path, entry) for path, entry in paths if path is not None))
        files = {path: entry.id for path, entry in found.items() if entry.mode not in LINKS}
        return cls(
            repository,
            commit,
            {path: blob for path, blob in files.items() if is_yaml(path)},
            frozenset(path for path, entry in found.items() if entry.mode == _MODULE),
            tuple(path for path, entry in found.items() if entry.mode == _LINK),
        )

    @classmethod
    def if_there(cls, repository: Repository, commit: str) -> CommitTree | None:
        """The tree of ``commit``, or ``None`` if the commit is not in the repository."""
        try:
            return cls.of(repository, repository.resolve(commit))
        except GitTrouble:
            return None

    def paths(self) -> list[str]:
        """All YAML files and submodules, in a fixed order."""
        return sorted((*self.blobs, *self.modules))

    @property
    def plan(self) -> str:
        """The id of the plan: the name of its folder."""
        return self.repository.plan.removeprefix(f"{PLANS}/").rstrip("/")

    def beside(self) -> Mapping[str, Tree]:
        """The other plans in the commit by their ids; that of the one above ``plans`` is empty."""
        repository, top = self.repository, self.repository.top
        places = repository.entries(self.commit, f"{top}{PLANS}", f"{top}{ROOT_FILE}")
        roots = (_ROOT_OF.fullmatch(place.removeprefix(top)) for place in places)
        return {
            root["name"] or "": CommitTree.of(
                replace(repository, prefix=f"{top}{root['plan']}", plan=root["plan"]), self.commit
            )
            for root in roots
            if root is not None and root["plan"] != repository.plan
        }

    def blob(self, path: str) -> str:
        """The id of a file's blob; empty if it is not a file."""
        return self.blobs.get(path, "")

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ``Unreadable``, and ``GitTrouble`` in a partial clone."""
        blob = self.blob(path)
        if not blob:
            inside = any(lies_in(path, module) for module in self.modules)
            raise Unreadable("submodule" if inside else "missing")
        if blob not in self._read:
            # The strategy's own record is often all that is needed.
            wanted = [blob] if path == ROOT_FILE else list(self.blobs.values())
            self._read.update(dict.fromkeys(wanted) | self.repository.blobs(wanted))
        data = self._read[blob]
        if data is None:
            raise Unreadable("missing")
        if len(data) > MAX_BYTES:
            raise Unreadable("too_large", len(data))
        return data


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


def _with_sources(made: list[FileVersion], removed: list[str]) -> Iterator[FileVersion]:
    """What one commit made, with what it ``removed`` as the sources of files that have none."""
    for version in made:
        yield version if version.sources else version._replace(sources=tuple(removed))


def _day(seconds: int, zone: str) -> date:
    """The day in ``zone``. Raises ``GitTrouble`` if the system has no data on it."""
    try:
        return day_in(zone, seconds)
    except UnknownZone:
        raise GitTrouble("no_zone", zone) from None


_ROOT_OF = re.compile(rf"(?P<plan>(?:{PLANS}/(?P<name>[^/]+)/)?){re.escape(ROOT_FILE)}")
"""Where the strategy's own file of a plan is."""

_HASH = re.compile(r"[0-9a-f]{40,64}")
_CLEAR = re.compile(r"HEAD([~^@].*)?|[0-9a-f]{40}|[0-9a-f]{64}")
"""Revisions that git never reads as the name of a branch."""

_META = re.compile(r"\n?:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")


def _commits(words: Iterator[str], zone: str) -> Iterator[Commit]:
    """Parse commits from git's output for ``_FORMAT`` with ``-z``, each with its raw changes.

    Their paths are from the repository's top.

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
            _take(meta, next(words, ""), changes, modules)
        else:
            word = ""
        day, correction = _day(latest, zone), is_correction(message)
        yield Commit(commit, day, author, subject, correction, tuple(changes), tuple(modules), message)


def _take(meta: re.Match[str], path: str, changes: list[Change], modules: list[Module]) -> None:
    """Add the change in one line of git's raw output: a file or submodule added, changed or removed."""
    was, mode, before, after = meta.groups()
    if _MODULE in (was, mode):
        modules.append(Module(path, there=mode == _MODULE))
    if is_yaml(path):
        old = None if was in _NO_FILES else before
        changes.append(Change(path, old, None if mode in _NO_FILES else after))


_LINK = "120000"
_MODULE = "160000"
_LEFT_OUT = "S"
"""How ``git ls-files -t`` marks a file with the skip-worktree bit."""

LINKS = (_LINK, _MODULE)
"""The modes of links, whose target may be anywhere, and of submodules."""

_NO_FILES = ("000000", *LINKS)
"""Modes that are not files: absent, a link, a submodule."""
