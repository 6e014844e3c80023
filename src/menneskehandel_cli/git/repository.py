"""Read a repository: which commits there are, what they changed, and the bytes of their files.

Everything is read by a few ``git`` processes, whatever the number of commits or files: one
``git log --raw`` for the mainline, one ``git cat-file --batch`` for all blobs. GitPython's own walk
takes some thirty times as long over a long history; it is used to create repositories.

A revision can never become an option, nothing outside the repository is read, and nothing is written.
"""

import os
import re
import subprocess
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile

from menneskehandel_cli.git import parsing
from menneskehandel_cli.git.running import GitTrouble, failed, git_command, git_environment, run_git
from menneskehandel_cli.git.trust import distrusted, would_wait
from menneskehandel_cli.language.days import is_day, last_day, read_day
from menneskehandel_cli.programs import RunResult
from menneskehandel_cli.trees import PLAN_FOLDER, PLANS, ROOT_FILE, folders, inside, plan_of, whole
from menneskehandel_cli.zones import UTC_ZONE

_RAW = (
    *("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
    "--ignore-submodules=none",  # otherwise git reads .gitmodules, and stops at an invalid one
)


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

    def counting_in(self, zone: str) -> "Repository":
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
        if "ambiguous" in done.stderr and not _CLEAR.fullmatch(wanted):
            raise GitTrouble("ambiguous", wanted)
        if done.code or not _COMMIT_ID.fullmatch(done.text.strip()):
            if is_day(day := read_day(wanted)):  # As people write it. A tag of that name comes first.
                return self._on(day, ref)
            if self.shallow and _COMMIT_ID.fullmatch(wanted):
                raise GitTrouble("shallow")
            raise self._no_head(done.stderr) if wanted == "HEAD" else GitTrouble("unknown", wanted)
        return done.text.strip()

    def if_there(self, revision: str | None) -> str | None:
        """The commit of a revision; ``None`` if it is not in the repository."""
        try:
            return self.resolve(revision) if revision else None
        except GitTrouble:
            return None

    def _no_head(self, message: str) -> GitTrouble:
        """Why HEAD is not a commit: there is none yet, or it cannot be read."""
        named = self.git("rev-parse", "--verify", "--end-of-options", "HEAD", check=False)
        if named.code == 0:
            return GitTrouble("failed", f"HEAD {named.text.strip()}")
        begun = message.strip().endswith("Needed a single revision")
        return GitTrouble("no_commits") if begun else failed(message)

    def _on(self, day: str, ref: str) -> str:
        try:
            last = last_day(day)
        except ValueError:
            raise GitTrouble("unknown", day) from None
        there = [commit.id for commit in self.line(self.resolve(ref)) if commit.day <= last]
        if not there:
            raise GitTrouble("shallow" if self.shallow else "too_early", day)
        return there[-1]

    def _log(self, *words: str) -> Iterator[parsing.Commit]:
        """The commits that git tells of."""
        done = self.git("log", "-z", parsing.FORMAT, *words)
        return parsing.commits_in(iter(done.text.split("\0")), self.zone)

    def mainline(self, tip: str) -> list[parsing.Commit]:
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
            ways = (self.inside, self.before) if now else (self.inside if moved else self.before,)
            commits[place] = self._own(commit, ways)
            moved = moved or now
        return commits

    def before(self, place: str) -> str | None:
        """The path of a file as ``inside`` gives it, before the plan was moved to its folder."""
        path = place.removeprefix(self.top)
        return None if path.startswith(f"{PLANS}/") else path

    def _own(self, commit: parsing.Commit, ways: Sequence[Callable[[str], str | None]]) -> parsing.Commit:
        """A commit with the paths from the strategy's root; what is not in it is left out.

        A file that the commit moved to the plan's folder is changed, if at all.
        """
        changes: dict[str, parsing.FileChange] = {}
        for one in commit.changes:
            path = next(filter(None, (way(one.path) for way in ways)), None)
            if path is not None:
                known = changes.get(path, parsing.FileChange(path, None, None))
                changes[path] = parsing.FileChange(path, known.before or one.before, known.after or one.after)
        modules = (
            parsing.Module(path, one.there)
            for one in commit.modules
            if (path := next(filter(None, (way(one.path) for way in ways)), None)) is not None
        )
        kept = tuple(one for one in changes.values() if one.before != one.after)
        return replace(commit, changes=kept, modules=tuple(modules))

    def versions(self, tip: str, folder: str) -> Iterator[parsing.FileVersion]:
        """All that commits up to ``tip`` made of the files below a folder, on any branch; parents first.

        What a merge took over from one of its sides is no version. Raises ``GitTrouble`` for a shallow
        clone, whose oldest commit would seem to have made everything.
        """
        if self.shallow:
            raise GitTrouble("shallow")
        # A plan may have been elsewhere: what was approved there is approved here.
        places = (f"{self.top}{folder}", *((f"{self.top}{PLANS}",) if self.plan else ()))
        done = self.git(
            *("log", "--full-history", "--topo-order", "--reverse", "-c", *_RAW, "--format=tformat:%H"),
            *("--end-of-options", tip, "--", *(f":(top,literal){place}" for place in places)),
        )
        words = iter(word.lstrip("\n") for word in done.text.split("\0"))
        made: list[parsing.FileVersion] = []
        removed: list[str] = []
        for word in words:
            if _COMMIT_ID.fullmatch(word):
                yield from parsing.with_sources(made, removed)
                made, removed = [], []
            elif word:
                place = next(words)
                path = re.sub(PLAN_FOLDER, "", place.removeprefix(self.top))
                *modes_and_blobs, _ = word.lstrip(":").split(" ")
                half = len(modes_and_blobs) // 2
                pairs = zip(modes_and_blobs[:half], modes_and_blobs[half:], strict=True)
                *sources, after = [None if mode in parsing.NO_FILES else blob for mode, blob in pairs]
                there = tuple(blob for blob in sources if blob is not None)
                if after is None:
                    removed += there
                else:
                    made.append(parsing.FileVersion(path, after, there))
        yield from parsing.with_sources(made, removed)

    def tracked(self) -> dict[str, bool]:
        """The data files that the index or the last commit lists, by their path from the strategy's root.

        The value says whether the index leaves the file out of the working tree (a sparse checkout).
        """
        words = ("ls-files", "-z", "-t", "--full-name", "--", *self._folders())
        done = self.git(words[0], "--with-tree=HEAD", *words[1:], check=False)
        if done.code:  # There is no commit yet.
            done = self.git(*words)
        lines = (line.partition(" ") for line in done.text.split("\0"))
        # S is a file with the skip-worktree bit.
        return {path: tag == "S" for tag, _, place in lines if (path := self.inside(place))}

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

    def content(self, entry: parsing.TreeEntry | None) -> bytes | None:
        """The bytes of a file in a commit; ``None`` for nothing, and for a link."""
        return None if entry is None or entry.mode in parsing.LINKS else self.blobs([entry.id]).get(entry.id)

    def entries(self, commit: str, *paths: str) -> dict[str, parsing.TreeEntry]:
        """Everything in a commit, or below ``paths`` in it: files, links and submodules.

        All paths are from the repository's top.
        """
        words = ("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)
        only = [f":(top,literal){path}" for path in paths]
        lines = (line.partition("\t") for line in self.git(*words, *only).text.split("\0") if line)
        split = ((meta.split(" "), path) for meta, _, path in lines)
        return {path: parsing.TreeEntry(mode, blob) for (mode, _, blob), path in split}

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit at which two commits part; ``None`` if they have none in common."""
        return self.git("merge-base", "--end-of-options", one, other, check=False).text.strip() or None

    def branches(self) -> frozenset[str]:
        """The names of the branches."""
        done = self.git("for-each-ref", "--format=%(refname)", "refs/heads/")
        return frozenset(name.removeprefix("refs/heads/") for name in done.text.splitlines())

    def branch(self) -> str | None:
        """The name of the branch that is checked out; ``None`` if a commit is."""
        return self.git("symbolic-ref", "--quiet", "--short", "HEAD", check=False).text.strip() or None

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
        with TemporaryFile() as requests, TemporaryFile() as errors:
            requests.write("".join(f"{blob}\n" for blob in wanted).encode())
            requests.seek(0)
            with subprocess.Popen(  # noqa: S603 - a fixed program with checked arguments
                git_command(self.folder, ("cat-file", "--batch")),
                bufsize=1 << 20,
                stdin=requests,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=git_environment(),
            ) as process:
                assert process.stdout is not None
                damaged = False
                for blob, data in parsing.blobs_in(process.stdout, wanted):
                    if data is not None:
                        yield blob, data
                    elif not damaged and self._is_partial():
                        raise GitTrouble("partial")
                    else:
                        damaged = True
            if process.returncode:
                errors.seek(0)
                raise self._failure(errors.read().decode("utf-8", "replace"))

    def line(self, tip: str, after: str | None = None, *, merges: bool = True) -> list[parsing.Commit]:
        """The first-parent chain up to ``tip``, oldest first, without what its commits changed.

        Those that the commit ``after`` has in its history are left out, and ``merges`` unless wanted.
        """
        only = [] if merges else ["--no-merges"]
        tips = [tip] if after is None else [tip, f"^{after}"]
        return list(self._log("--first-parent", "--reverse", *only, *tips, "--"))

    def last_change(self, path: str, tip: str) -> parsing.Commit | None:
        """The last commit up to ``tip``, on any branch but no merge, that changed a file."""
        words = ("-1", "--no-merges", "--end-of-options", tip, "--")
        return next(self._log(*words, f":(top,literal){self.whole(path)}"), None)

    def git(self, *arguments: str, check: bool = True) -> RunResult:
        """Run git here, to read. Raises ``GitTrouble`` if it fails and that is to be checked."""
        done = run_git(self.folder, arguments)
        if check and done.code:
            raise self._failure(done.stderr)
        return done

    def _failure(self, message: str) -> GitTrouble:
        """Why git failed: something that a partial clone lacks, or its own ``message``."""
        return GitTrouble("partial") if self._is_partial() else failed(message)

    def _is_partial(self) -> bool:
        """Whether this is a partial clone: a remote is a promisor (gitrepository-layout)."""
        promises = r"^(remote\..*\.promisor|extensions\.partialclone)$"
        return bool(self.git("config", "--get-regexp", promises, check=False).text)


def open_repository(root: Path) -> Repository:
    """The repository that ``root`` is in, bare or not. Raises ``GitTrouble``.

    The folder of a plan need not be there, if it is in commits.
    """
    top, plan = plan_of(root.absolute())
    if plan and not root.exists():
        found = open_repository(top)
        return _with_plan(replace(found, prefix=f"{found.prefix}{plan}"), plan)
    if would_wait(root):
        raise GitTrouble("special", str(root))
    done = run_git(root, ("rev-parse", "--git-dir", "--git-common-dir", "--show-cdup", "--show-prefix"))
    if done.code:
        if "dubious ownership" in done.stderr:
            raise GitTrouble("unsafe", str(root))
        if "not a git repository" in done.stderr:
            raise GitTrouble("no_repository", str(root))
        if "cannot chdir" in done.stderr:
            raise GitTrouble("worktree", str(root))  # It names a folder that is not there.
        raise failed(done.stderr)
    own, common, rest = done.text.split("\n", 2)
    # Without a working tree, git answers only that there is no prefix.
    up, prefix = rest.split("\n", 1) if rest != "\n" else ("", "")
    distrust = distrusted(root, root / own, root / common, root / up)
    if distrust is not None:
        raise GitTrouble(distrust, str(root))
    shared = Path(os.path.realpath(root / common))
    prefix = prefix.strip("\n")
    found = Repository(root, prefix, (shared / "shallow").is_file(), shared)
    return _with_plan(found, plan) if plan and prefix.endswith(plan) else found


def _with_plan(repository: Repository, plan: str) -> Repository:
    """The repository of one of several plans, with whether a commit moved the plan to its folder."""
    own = replace(repository, plan=plan)
    root = f"{own.prefix}{ROOT_FILE}"
    words = ("log", "-1", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--no-patch")
    goal = ("--end-of-options", "HEAD", "--", f":(top,literal){root}")
    begun = own.git(*words, "--diff-filter=A", "--format=%H", *goal, check=False)
    at, gone = begun.text.strip(), f"{own.top}{ROOT_FILE}"
    if not at:  # It is being moved now, where the one at the top is in the last commit alone.
        top = plan_of(own.folder.absolute())[0]
        known = own.git("cat-file", "-e", f"HEAD:{gone}", check=False)
        return replace(own, moved=not known.code and not (top / ROOT_FILE).exists())
    sides = [own.git("cat-file", "-e", f"{commit}:{gone}", check=False) for commit in (f"{at}^", at)]
    return replace(own, moved=not sides[0].code and bool(sides[1].code))


_COMMIT_ID = re.compile(r"[0-9a-f]{40,64}")
_CLEAR = re.compile(r"HEAD([~^@].*)?|[0-9a-f]{40}|[0-9a-f]{64}")
"""Revisions that git never reads as the name of a branch."""
