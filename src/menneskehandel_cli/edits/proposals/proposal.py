"""A proposal: a branch ``forslag/…`` of commits that the form has made, and a note on it.

The user's own files, index and branch are never touched, and no working tree is made: a save is a commit,
so a run killed at any moment has saved all of a change or nothing of it.
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from menneskehandel_cli.edits.change import FileChange
from menneskehandel_cli.edits.new_kinds import slug
from menneskehandel_cli.edits.proposals.joining import REVERTS, Joined, meaning, reverted, without_commit
from menneskehandel_cli.edits.proposals.merging import Conflict, Side
from menneskehandel_cli.edits.proposals.private import Private
from menneskehandel_cli.edits.proposals.sending import Sent, choose, fetch, push
from menneskehandel_cli.edits.saving import ChangedMeanwhile, alone
from menneskehandel_cli.git import Commit, CommitTree, Repository, open_repository
from menneskehandel_cli.git.making import PLAIN, Branches, Content, Words
from menneskehandel_cli.language import Refused, msg
from menneskehandel_cli.register import kind_of, load_strategy

FOLDER = "forslag"
"""The folder of the branches of proposals."""

BUNDLE = ".bundle"
"""The end of the name of a file that git can fetch a proposal from."""

_NOTE = ".json"

_BRANCH = re.compile(rf"{FOLDER}[/-]([a-z0-9][a-z0-9-]{{0,79}})")
"""The branch of a proposal, with its name. Below a branch called as the folder git can have no other."""


def name_for(day: date, word: str) -> str:
    """A new name for a proposal from a day and a short word, such as ``2026-06-01-mottak-9f2c51d07a3b``.

    Its end cannot be guessed. So two who propose the same on one day do not meet in one branch, and a
    remote cannot make ready for the branch that it will get.
    """
    return "-".join(filter(None, (day.isoformat(), slug(word), secrets.token_hex(6))))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: its name and its branch.

    Every method raises ``GitTrouble`` if git cannot do it.
    """

    repository: Repository
    name: str
    branch: str

    # Finding ------------------------------------------------------------------------------------

    @classmethod
    def begin(cls, root: Path, name: str) -> "Proposal":
        """Begin a proposal for the strategy in the folder ``root``.

        It starts from the mainline that the strategy names, or from what is checked out. Raises
        ``Refused`` for a name that is taken or no name.
        """
        repository = open_repository(root)
        usual, other = f"{FOLDER}/{name}", f"{FOLDER}-{name}"
        if not _BRANCH.fullmatch(usual):
            raise Refused("proposal.name", given=name)
        branches = repository.branches()
        if branches & {usual, other}:
            raise Refused("proposal.taken", name=name)
        made = cls(repository, name, other if FOLDER in branches else usual)
        base = next(filter(repository.if_there, _bases(repository)), "HEAD")
        commit = cls.newest(root, repository.resolve(base))
        with made._alone() as writing:
            # First the note: a branch without one is not a proposal of ours.
            made._note({}, base=base, taken=commit)
            writing.move(made.branch, commit, "0" * len(commit))
        return made

    @classmethod
    def open(cls, root: Path, name: str) -> "Proposal":
        """The proposal of a name, without a lock that a killed git has left on its branch.

        Raises ``Refused`` if there is none.
        """
        found = next((one for one in cls.all(root) if one.name == name), None)
        if found is None:
            raise Refused("proposal.unknown", given=name)
        with cls._alone(found) as writing:
            writing.unlock(found.branch)
        return found

    @classmethod
    def all(cls, root: Path) -> "list[Proposal]":
        """All proposals in the repository, by name: branches with a note on them."""
        repository = open_repository(root)
        named = filter(None, map(_BRANCH.fullmatch, repository.branches()))
        found = (cls(repository, branch[1], branch[0]) for branch in named)
        return sorted((one for one in found if one.base), key=lambda one: one.name)

    @classmethod
    def newest(cls, root: Path, commit: str) -> str:
        """The newest commit that was fetched for a proposal and goes on from ``commit``, or this one."""
        repository = open_repository(root)
        for fetched in dict.fromkeys(one.noted().get("fetched") for one in cls.all(root)[::-1]):
            found = repository.if_there(fetched)
            if found and repository.merge_base(commit, found) == commit:
                commit = found
        return commit

    @property
    def base(self) -> str:
        """The revision that the proposal is for, as it was named; empty without a note on it."""
        return self.noted().get("base", "")

    @property
    def tip(self) -> str:
        """The last commit of the proposal."""
        return self.repository.resolve(f"refs/heads/{self.branch}")

    @property
    def fork(self) -> str:
        """The commit of the base that the proposal has last taken in: what it is compared with.

        It is noted, so that nothing of the proposal depends on what has become of the base since.
        """
        tip, taken = self.tip, self.repository.if_there(self.noted().get("taken"))
        return taken or self.repository.merge_base(tip, self.base) or tip

    @property
    def goal(self) -> str | None:
        """The newest commit of the base: as fetched, or as it is here; ``None`` if there is none."""
        there = self.repository.if_there
        return there(self.noted().get("fetched")) or there(self.base)

    # Saving -------------------------------------------------------------------------------------

    def save(self, changes: list[FileChange], words: Words) -> str:
        """Save changes as one commit, and give its id.

        No file is moved. Raises ``Refused`` if nothing is changed or a path is
        not a record's, and ``ChangedMeanwhile`` if a file is no longer as it was before the change.
        """
        with self._alone() as writing:
            tip = self.tip
            there = self.repository.entries(tip)
            files: dict[str, Content] = {}
            for change in changes:
                if kind_of(change.path) is None or {".", "..", ".git"} & {*change.path.split("/")}:
                    raise Refused("edit.misplaced", path=change.path)
                path = self.repository.whole(change.path)
                entry = there.get(path)
                if self.repository.content(entry) != change.before:
                    raise ChangedMeanwhile(Path(change.path))
                if change.before != change.after:
                    mode = entry.mode if entry is not None and change.before is not None else PLAIN
                    files[path] = None if change.removed else (mode, change.after)
            if not files:
                raise Refused("proposal.empty")
            writing.commit(self.branch, [tip], files, words)
            return self.tip

    def commits(self) -> tuple[Commit, ...]:
        """What has been saved, oldest first, the merges of ``catch_up`` too."""
        return tuple(self.repository.line(self.tip, self.fork))

    def changes(self) -> tuple[Commit, ...]:
        """The saved changes that have not been undone, oldest first."""
        made = self.repository.line(self.tip, self.fork, merges=False)
        undone = {reverted(commit) for commit in made}
        return tuple(commit for commit in made if commit.id not in undone and not reverted(commit))

    def undo(self, change: str, words: Words) -> None:
        """Take one of ``changes`` out again, by its id, as a commit of its own.

        Raises ``Refused`` if there is no such change, or if another one must be undone before it.
        """
        with self._alone() as writing:
            standing = self.changes()
            found = next((one for one in standing if one.id == change), None)
            if found is None:
                raise Refused(msg("This change has already been undone."))
            files = without_commit(writing, self.commits(), standing, self.fork, found)
            message = f"{words.message}\n\n{REVERTS}: {change}"
            writing.commit(self.branch, [self.tip], files, words._replace(message=message))

    # Catching up --------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Fetch what is new in the base at its remote, for ``catch_up`` to take in.

        No ref of the user's is moved, nor is FETCH_HEAD written: a remote-tracking branch says what its
        user has last seen. The commit is noted with the proposal. Without a remote, and if it has no
        such branch, the base is the one that is here. One that is gone from both gives way to the base
        that a proposal begun now would have. Raises ``Refused`` if the remote cannot be reached, or does
        not answer in time.
        """
        have = [self.tip, self.fork]
        note = {"base": self.base, "fetched": ""}
        for base in dict.fromkeys((self.base, *_bases(self.repository))):
            found = choose(self.repository, base, fetching=True)
            # It may take long, and needs no lock.
            commit = fetch(self.repository, found, have) if found else None
            if commit or self.repository.if_there(base):
                note = {"base": base, "fetched": commit or ""}
                break
        with self._alone():
            self._note(self.noted(), **note)

    def catch_up(self, words: Words, chosen: Mapping[str, Side] | None = None) -> tuple[list[Conflict], bool]:
        """Take in what is new in the base, merging every record value by value, as a commit of a merge.

        The base is the one that ``fetch`` found at the remote, otherwise the one that is here; if there
        is none, nothing is new. If it no longer goes on from what was taken in before (it was rewound,
        rewritten, or is another history), the changes become one commit on top of it: what was taken out
        of the base is not brought back. Gives the conflicts that ``chosen`` does not decide, by their
        tokens, with which nothing is written, and whether the proposal was begun anew so.
        """
        with self._alone() as writing:
            goal = self.goal
            if goal is None:
                return [], False
            tip, taken = self.tip, self.fork
            anew = self.repository.merge_base(taken, goal) != taken
            start = taken if anew else self.repository.merge_base(tip, goal)
            if start is not None and start != goal:
                files, conflicts = Joined(writing, (start, tip, goal), chosen or {}).files()
                if conflicts:
                    return conflicts, False
                texts = ["\n".join(meaning(item)) for item in self.changes() if anew]
                words = words._replace(message="\n\n".join([words.message, *texts]))
                if files:
                    writing.commit(self.branch, [goal] if anew else [tip, goal], files, words, anew=anew)
                else:  # All of it is in the base.
                    writing.move(self.branch, goal, tip)
            self._note(self.noted(), taken=goal)
            return [], anew

    # Sending ------------------------------------------------------------------------------------

    @property
    def is_sent(self) -> bool:
        """Whether all that is saved has been sent to a remote, or is in the base.

        A file written by ``send`` is not known to have been sent.
        """
        tip = self.tip
        known = (self.noted().get("sent"), self.fork)
        return tip in known or self.repository.merge_base(tip, self.base) == tip

    def is_merged(self, root: Path) -> bool:
        """Whether all that it changes is so in the newest base, by whatever commits, or has been."""
        tip, here = self.tip, self.repository.if_there(self.base) or self.goal
        if here is None or "merged" in self.noted():
            return here is not None
        goal = self.newest(root, here)
        found = self.repository.merge_base(tip, goal) == tip
        found = found or not any(Joined(Branches(self.repository), (self.fork, tip, goal), {}).files())
        if found:  # Others may change it again.
            with self._alone():
                self._note(self.noted(), merged=goal)
        return found

    def send(self) -> Sent:
        """Send the branch to a remote, or write it to a file if the repository has none.

        If the remote has something else under its name, it is sent under another one. Raises ``Refused``
        if there is nothing to send, or if the remote cannot be reached, refuses, or does not answer
        in time.
        """
        with self._alone() as writing:
            tip, noted = self.tip, self.noted()
            if tip == self.fork or not (self.changes() or "sent" in noted):
                raise Refused("proposal.empty")
            found = choose(self.repository, self.base)
            if found is None:
                goals = (f"refs/heads/{self.branch}", f"^{self.fork}")
                data = writing.git("bundle", "create", "--quiet", "-", *goals).out
                self._home.write(f"{self.name}{BUNDLE}", data)
                return Sent(self.branch, bundle=self._home.path / f"{self.name}{BUNDLE}")
        # A base that the remote does not have is none to ask for.
        target = found.base if noted.get("fetched") != "" else None
        names = (self.branch, f"{FOLDER}-{self.name}-{secrets.token_hex(3)}")
        # It may take long, and needs no lock.
        sent = push(self.repository, found, names, tip, target)
        with self._alone():
            self._note(self.noted(), sent=tip, page=sent.page or "")
        return sent

    # How ----------------------------------------------------------------------------------------

    @property
    def _home(self) -> Private:
        return Private(self.repository.common)

    @contextmanager
    def _alone(self) -> Iterator[Branches]:
        """Keep other processes and threads from writing proposals. Raises ``GitTrouble``."""
        with alone(self.repository.common, lambda: None) as held:
            yield Branches(self.repository, held)

    def noted(self) -> dict[str, str]:
        """What is noted of it: commits of the base, what was sent, and the page that asks for approval.

        Empty if it cannot be read.
        """
        try:
            note = json.loads(self._home.read(f"{self.name}{_NOTE}") or b"{}")
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(note, dict) or not isinstance(note.get("base"), str):
            return {}
        return {key: value for key, value in note.items() if isinstance(value, str)}

    def _note(self, noted: dict[str, str], **more: str) -> None:
        self._home.write(f"{self.name}{_NOTE}", json.dumps(noted | more, ensure_ascii=False).encode())


def _bases(repository: Repository) -> list[str]:
    """What a proposal begun now may start from, the best first.

    The mainline that the strategy names in what is checked out, the branch that is, or its commit.
    """
    if (head := repository.if_there("HEAD")) is None:
        return []
    strategy = load_strategy(CommitTree.of(repository, head))
    named = strategy.history.ref if strategy is not None else None
    return [base for base in (named if named != "HEAD" else None, repository.branch(), head) if base]
