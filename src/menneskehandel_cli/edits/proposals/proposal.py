"""A proposal: a branch ``forslag/…`` in a working tree of its own, below the repository's git folder.

The user's own files, index and branch are never touched. The branch is the truth, and the working tree
shows it: a save makes the commit first and writes the files after. So a run killed at any moment has
saved all of a change or nothing, and whoever opens the proposal next finds its files as they were saved.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha1, sha256
from pathlib import Path

from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.proposals.joining import Joined
from menneskehandel_cli.edits.proposals.merging import Conflict, Side
from menneskehandel_cli.edits.proposals.private import Private
from menneskehandel_cli.edits.proposals.sending import PATIENCE, branch_at, choose, fetch, push
from menneskehandel_cli.edits.proposals.store import LINKS, PLAIN, Content, Person, Store, Words
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.saving import ChangedMeanwhile, alone, write_whole
from menneskehandel_cli.git import Commit, CommitTree, Entry, GitTrouble, Repository, open_repository
from menneskehandel_cli.register import load_both
from menneskehandel_cli.register.layout import file_id, kind_of, letter_in
from menneskehandel_cli.register.loading import load_strategy
from menneskehandel_cli.reports.log import DiffView, difference
from menneskehandel_cli.trees import ROOT_FILE

FOLDER = "forslag"
"""The folder of the branches of proposals."""

_NOTE, _BUNDLE = ".json", ".bundle"

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n"})


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a proposal changes: its path, the id of its record, and its bytes if it is there."""

    path: str
    record: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """How catching up ended: with conflicts and nothing written, or with the commit of the merge.

    ``commit`` is ``None`` too if the base had nothing new.
    """

    conflicts: tuple[Conflict, ...] = ()
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a proposal is now.

    With a remote: its name and address, and the page on which the request is opened, if known. Without
    one: ``bundle`` is the file to send, and ``to`` the actor that coordinates the strategy, if it names
    one. Who has the file takes it in with ``git fetch <file> <branch>``.
    """

    remote: str | None = None
    address: str | None = None
    page: str | None = None
    bundle: Path | None = None
    to: str | None = None


def name_for(day: date, word: str) -> str:
    """The name of a proposal from a day and a short word, such as ``2026-06-01-mottak``."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_FOLDED))
    short = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())[:40].strip("-")
    return f"{day.isoformat()}-{short}" if short else day.isoformat()


def identity(root: Path) -> Person | None:
    """Who the user is, by git's ``user.name`` and ``user.email``; ``None`` unless both are set.

    Raises ``GitTrouble`` if ``root`` is in no repository.
    """
    repository = open_repository(root)
    name, email = (repository.setting(f"user.{key}") for key in ("name", "email"))
    return Person(name, email) if name and email else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. ``base`` is the revision it starts from, as it was named.

    Every method raises ``GitTrouble`` if git cannot do it.
    """

    repository: Repository
    name: str
    base: str

    # Finding ------------------------------------------------------------------------------------

    @classmethod
    def begin(cls, root: Path, name: str, base: str | None = None) -> Proposal:
        """Begin a proposal for the strategy in the folder ``root``.

        ``base`` is a branch; without it, the mainline that the strategy names, or what is checked out.
        Raises ``Refused`` for a name that is taken or no name.
        """
        repository = open_repository(root)
        if not _NAME.fullmatch(name):
            raise Refused("proposal.name", given=name)
        base = base or _usual_base(repository)
        commit = repository.resolve(base)
        made = cls(repository, name, base)
        with made._alone() as store:
            if made.branch in repository.branches(FOLDER):
                raise Refused("proposal.taken", name=name)
            store.unlock(made.branch)
            # First the note: a branch without one is not a proposal of ours.
            made._note({"base": base})
            store.add_branch(made.branch, commit)
            made._restore(store)
        return made

    @classmethod
    def open(cls, root: Path, name: str) -> Proposal:
        """Open a proposal; what is not committed in its working tree is undone.

        Raises ``Refused`` if there is none, or if its branch is checked out elsewhere.
        """
        repository = open_repository(root)
        noted = _noted(repository, name) if _NAME.fullmatch(name) else None
        if noted is None:
            raise Refused("proposal.unknown", given=name)
        made = cls(repository, name, noted["base"])
        with made._alone() as store:
            if made.branch not in repository.branches(FOLDER):
                raise Refused("proposal.unknown", given=name)
            made._restore(store)
        return made

    @classmethod
    def all(cls, root: Path) -> list[Proposal]:
        """All proposals in the repository, by name. Only ``open`` restores their files."""
        repository = open_repository(root)
        names = [branch.removeprefix(f"{FOLDER}/") for branch in repository.branches(FOLDER)]
        notes = {name: _noted(repository, name) for name in names if _NAME.fullmatch(name)}
        return [cls(repository, name, note["base"]) for name, note in notes.items() if note is not None]

    @property
    def branch(self) -> str:
        """The name of the branch."""
        return f"{FOLDER}/{self.name}"

    @property
    def folder(self) -> Path:
        """The strategy's folder with the files of the proposal."""
        return self._place / self.repository.prefix

    @property
    def tip(self) -> str:
        """The last commit of the proposal."""
        return self.repository.resolve(f"refs/heads/{self.branch}")

    @property
    def fork(self) -> str:
        """The commit of the base that the proposal has last taken in: what it is compared with."""
        tip = self.tip
        here, there = self._fork(tip, self.repository.resolve(self.base)), self._fetched()
        if there is None:
            return here
        taken = self.repository.merge_base(tip, there)
        older = taken is None or self.repository.merge_base(here, taken) == taken
        return here if older or taken is None else taken

    # Saving -------------------------------------------------------------------------------------

    def save(self, changes: list[Change], message: str, author: tuple[str, str], when: datetime) -> str:
        """Save changes as one commit, and give its id.

        ``when`` has a time zone. Raises ``Refused`` if nothing is changed or a path is no record's, and
        ``ChangedMeanwhile`` if a file is no longer as it was before the change.
        """
        with self._alone() as store:
            tip = self.tip
            files: dict[str, Content] = {}
            there = self.repository.entries(tip)
            saved = self._bytes(there, [change.origin for change in changes])
            for change in changes:
                if kind_of(change.path) is None or {".", "..", ".git"} & {*change.path.split("/")}:
                    raise Refused("edit.misplaced", path=change.path)
                moved_onto = change.moved_from is not None and self._whole(change.path) in there
                if moved_onto or saved.get(change.origin) != change.before:
                    raise ChangedMeanwhile(self.folder / change.path)
                if change.moved_from is not None:
                    files[self._whole(change.moved_from)] = None
                if change.moved_from is not None or change.before != change.after:
                    mode = there.get(self._whole(change.origin), Entry(PLAIN, "")).mode
                    files[self._whole(change.path)] = (mode, change.after)
            if not files:
                raise Refused("proposal.empty")
            store.commit(self.branch, [tip], files, Words(message, Person(*author), when))
            self._write(files)
            return self.tip

    def commits(self) -> tuple[Commit, ...]:
        """What has been saved, oldest first, the merges of ``catch_up`` too."""
        known = {commit.id for commit in self.repository.line(self.repository.resolve(self.base))}
        return tuple(commit for commit in self.repository.line(self.tip) if commit.id not in known)

    def changed(self) -> tuple[Touched, ...]:
        """The files of records that the proposal changes, against the base that it has taken in."""
        before, after = (self.repository.listing(commit).blobs for commit in (self.fork, self.tip))
        paths = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
        blobs = [side[path] for side in (before, after) for path in paths if path in side]
        data = self.repository.blobs(blobs)
        letter = letter_in(self.repository.file(self.tip, ROOT_FILE) or b"")
        return tuple(
            Touched(
                path, file_id(path, letter), *(data.get(side.get(path, "")) for side in (before, after))
            )
            for path in paths
        )

    def difference(self) -> DiffView:
        """What the proposal changes, as ``mh diff`` shows it."""
        fork, tip = self.fork, self.tip
        before, after = (CommitTree.of(self.repository, commit) for commit in (fork, tip))
        paths = {*before.paths(), *after.paths()}
        changed = {path for path in paths if before.blob(path) != after.blob(path)}
        return difference(fork, tip, *load_both(before, after, changed))

    # Catching up --------------------------------------------------------------------------------

    def fetch(self, remote: str | None = None, *, seconds: float = PATIENCE) -> None:
        """Fetch what is new in the base at its remote, for ``catch_up`` to take in.

        No ref of the user's is moved, nor is FETCH_HEAD written: a remote-tracking branch says what its
        user has last seen. The commit is noted with the proposal. Without a remote, and if it has no
        such branch, the base is the one that is here. Raises ``Refused`` if the remote cannot be
        reached, or does not answer within ``seconds``.
        """
        found = choose(self.repository, remote, self.base, fetching=True)
        branch = branch_at(self.repository, found[0], self.base) if found is not None else None
        commit = None
        if found is not None and branch is not None:
            # It may take long, and needs no lock.
            have = [self.tip, self.repository.resolve(self.base)]
            commit = fetch(self.repository, found, branch, have, seconds)
        with self._alone():
            self._note({**self._noted(), "fetched": commit or ""})

    def _fetched(self) -> str | None:
        """The commit of the base that was last fetched, if it is known and still there."""
        commit = self._noted().get("fetched")
        try:
            return self.repository.resolve(commit) if commit else None
        except GitTrouble:
            return None

    def catch_up(
        self,
        message: str,
        author: tuple[str, str],
        when: datetime,
        *,
        base: str | None = None,
        chosen: Mapping[str, Side] | None = None,
    ) -> CaughtUp:
        """Take in what is new in the base, merging every record value by value, as a commit of a merge.

        The base is the one that ``fetch`` found at the remote, otherwise the one that is here.
        Conflicts that ``chosen`` does not decide, by their tokens, are returned, and nothing is written.
        Raises ``Refused`` if a file cannot be changed without losing comments in it, or if the branches
        have no commit in common.
        """
        with self._alone() as store:
            there = self._fetched() if base is None else None
            tip, goal = self.tip, there or self.repository.resolve(base or self.base)
            fork = self._fork(tip, goal)
            if fork == goal:
                return CaughtUp()
            joined = Joined(self.repository, store, (fork, tip, goal), chosen or {})
            files, conflicts = joined.files()
            if conflicts:
                return CaughtUp(tuple(conflicts))
            words = Words(message, Person(*author), when)
            store.commit(self.branch, [tip, goal], files, words)
            self._restore(store)
            return CaughtUp(commit=self.tip)

    # Sending and ending -------------------------------------------------------------------------

    @property
    def is_sent(self) -> bool:
        """Whether all that is saved has been sent to a remote, or is in the base.

        A file written by ``send`` is not known to have been sent.
        """
        return self.tip in (self._noted().get("sent"), self.fork)

    def send(
        self, remote: str | None = None, *, bundle: Path | None = None, seconds: float = PATIENCE
    ) -> Sent:
        """Send the branch to a remote, or write it to a file if the repository has none.

        ``bundle`` is that file; without it, one next to the working tree is written. Raises ``Refused``
        if there is nothing to send, or if the remote cannot be reached, refuses, or does not answer
        within ``seconds``.
        """
        with self._alone() as store:
            tip = self.tip
            if tip == self.fork:
                raise Refused("proposal.empty")
            found = choose(self.repository, remote, self.base)
            if found is None:
                return self._bundled(store, bundle, tip)
        target = branch_at(self.repository, found[0], self.base)
        # It may take long, and needs no lock.
        goal, page = push(self.repository, found, self.branch, tip, target, seconds)
        with self._alone():
            self._note({**self._noted(), "sent": tip})
        return Sent(goal.name, goal.shown, page)

    def discard(self, *, unsent: bool = False) -> None:
        """Take away the branch and its working tree.

        Raises ``Refused`` if something saved has not been sent, unless ``unsent`` is true.
        """
        with self._alone() as store:
            if not unsent and not self.is_sent:
                raise Refused("proposal.unsent", name=self.name)
            store.unlock(self.branch)
            self._home.remove(self.name)
            store.remove_tree(self._place)
            store.remove_branch(self.branch, self.tip)
            for end in (_NOTE, _BUNDLE):
                self._home.remove(f"{self.name}{end}")

    # How ----------------------------------------------------------------------------------------

    @property
    def _home(self) -> Private:
        return Private(self.repository.common)

    @property
    def _place(self) -> Path:
        return self._home.path / self.name

    def _whole(self, path: str) -> str:
        return f"{self.repository.prefix}{path}"

    @contextmanager
    def _alone(self) -> Iterator[Store]:
        """Keep other processes and threads from writing proposals. Raises ``GitTrouble``."""
        trees = self.repository.common / "worktrees"
        for place in (trees, *(trees.iterdir() if trees.is_dir() else ())):
            if place.is_symlink():
                raise GitTrouble("linked", str(place))
        self._home.make()
        with alone(self._home.path, lambda: None) as held:
            yield Store(self.repository, held)

    def _fork(self, tip: str, goal: str) -> str:
        found = self.repository.merge_base(tip, goal)
        if found is None:
            raise Refused("proposal.unrelated", name=self.name, base=self.base)
        return found

    def _bytes(self, there: Mapping[str, Entry], paths: list[str]) -> dict[str, bytes]:
        """The bytes of files in a commit, by their path from the strategy's root."""
        found = {path: there[self._whole(path)] for path in paths if self._whole(path) in there}
        wanted = {path: entry.id for path, entry in found.items() if entry.mode not in LINKS}
        data = self.repository.blobs(wanted.values())
        return {path: data[blob] for path, blob in wanted.items() if blob in data}

    def _write(self, files: Mapping[str, Content]) -> None:
        """Write files that have been committed to the working tree."""
        for path, content in files.items():
            if content is None:
                self._home.remove(f"{self.name}/{path}")
            elif not isinstance(content, Entry):
                self._home.write(f"{self.name}/{path}", content[1])

    def _restore(self, store: Store) -> None:
        """Make the working tree show the last commit."""
        store.unlock(self.branch)
        if not self._is_whole():
            holder = store.holder(self.branch, self._place)
            if holder is not None:
                raise Refused("proposal.checked_out", branch=self.branch, folder=holder)
            self._home.remove(self.name)
            store.add_tree(self.branch, self._place)
        wanted = self.repository.listing(self.tip).blobs
        stale = dict(wanted)
        for path in _files(self._place):
            inside = path.removeprefix(self.repository.prefix)
            blob = wanted.get(inside) if path == self._whole(inside) else None
            data = self._home.read(f"{self.name}/{path}") if blob is not None else None
            if blob is None or data is None:
                self._home.remove(f"{self.name}/{path}")
            elif _blob(data, blob) == blob:
                del stale[inside]
        for path, data in self._blobs(stale).items():  # Not durable: the branch has it.
            self._home.write(f"{self.name}/{self._whole(path)}", data, durable=False)
        self._home.make(f"{self.name}/{self.repository.prefix}".rstrip("/"))

    def _blobs(self, wanted: Mapping[str, str]) -> dict[str, bytes]:
        data = self.repository.blobs(wanted.values())
        return {path: data[blob] for path, blob in wanted.items() if blob in data}

    def _is_whole(self) -> bool:
        """Whether the working tree is one that git knows, of this branch and nowhere else."""
        link, trees = self._place / ".git", self.repository.common / "worktrees"
        try:
            named = self._home.read(f"{self.name}/.git") or b""
            admin = Path(named.decode("utf-8").removeprefix("gitdir: ").strip())
            files = [admin / name for name in ("HEAD", "gitdir", "commondir")]
            if admin.parent != trees or admin.is_symlink() or any(file.is_symlink() for file in files):
                return False
            head, known, common = (file.read_text(encoding="utf-8").strip() for file in files)
        except (OSError, UnicodeDecodeError, GitTrouble):
            return False
        return head == f"ref: refs/heads/{self.branch}" and Path(known) == link and common == "../.."

    def _bundled(self, store: Store, file: Path | None, tip: str) -> Sent:
        """The branch in a file that git can fetch from."""
        goals = [f"refs/heads/{self.branch}", f"^{self.fork}"]
        data = store.git("bundle", "create", "--quiet", "-", *goals).out
        if file is None:
            file = self._home.path / f"{self.name}{_BUNDLE}"
            self._home.write(file.name, data)
        else:
            write_whole(file, data)
        strategy = load_strategy(CommitTree.of(self.repository, tip))
        return Sent(bundle=file, to=strategy.coordinator if strategy is not None else None)

    def _noted(self) -> dict[str, str]:
        return _noted(self.repository, self.name) or {"base": self.base}

    def _note(self, note: dict[str, str]) -> None:
        """Note the base, and the commits that were fetched of it and sent."""
        self._home.write(f"{self.name}{_NOTE}", json.dumps(note, ensure_ascii=False).encode())


def _noted(repository: Repository, name: str) -> dict[str, str] | None:
    """What is noted on a proposal; ``None`` if there is none of that name."""
    try:
        note = json.loads(Private(repository.common).read(f"{name}{_NOTE}") or b"null")
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(note, dict) or not isinstance(note.get("base"), str):
        return None
    return {key: value for key, value in note.items() if isinstance(value, str)}


def _usual_base(repository: Repository) -> str:
    """The mainline that the strategy names in what is checked out, or what is checked out."""
    head = repository.resolve("HEAD")
    strategy = load_strategy(CommitTree.of(repository, head))
    named = strategy.history.ref if strategy is not None else None
    return (named if named != "HEAD" else None) or repository.branch() or head


def _files(place: Path) -> list[str]:
    """The paths of everything in a working tree but ``.git`` that is no folder."""
    found = []
    for folder, folders, files in os.walk(place):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        found += [(Path(folder) / name).relative_to(place).as_posix() for name in (*files, *links)]
    return [path for path in found if path != ".git"]


def _blob(data: bytes, like: str) -> str:
    """The id that git gives to a file's bytes, by the same hash as the id ``like``."""
    head = b"blob %d\0" % len(data)
    small = len(like) == 40  # noqa: PLR2004 - the letters of a SHA-1
    return (sha1(head + data, usedforsecurity=False) if small else sha256(head + data)).hexdigest()
