"""Merge two commits record by record, and take a change out of a branch so, as ``git revert`` does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import read_subject
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.proposals.merging import Conflict, Merge, Side, Value
from menneskehandel_cli.edits.values import equals
from menneskehandel_cli.git import Commit, CommitTree, Repository, TreeEntry
from menneskehandel_cli.git.making import Branches, Content
from menneskehandel_cli.git.trailers import trailers
from menneskehandel_cli.language import Refused, msg
from menneskehandel_cli.models import Field, Model
from menneskehandel_cli.register.layout import file_id, kind_of, letter_in_file
from menneskehandel_cli.trees import DictTree

REVERTS = "Reverts"
"""The trailer of a commit that undoes another: its value is the id of that commit."""


@dataclass(frozen=True)
class Joined:
    """The merge of two commits, ``commits[1]`` and ``commits[2]``, that part at ``commits[0]``."""

    branches: Branches
    commits: tuple[str, str, str]
    chosen: Mapping[str, Side]
    strict: bool = False

    @cached_property
    def _tree(self) -> CommitTree:
        """The files of theirs."""
        return CommitTree.of(self.branches.repository, self.commits[2])

    def files(self) -> tuple[dict[str, Content], list[Conflict]]:
        """What differs in the merge from ``theirs``, and the conflicts that are not decided.

        A record is where theirs has it.
        """
        base, ours, theirs = (self.branches.repository.entries(commit) for commit in self.commits)
        moved = _moves(self.branches.repository, base, theirs)
        files: dict[str, Content] = {}
        conflicts: list[Conflict] = []
        for path in sorted({*base, *ours}):
            if base.get(path) == ours.get(path):
                continue  # Only theirs, if anybody, has changed it.
            goal = moved.get(path, path)
            content, found = self._content(goal, base.get(path), ours.get(path), theirs.get(goal))
            conflicts += found
            if goal in files:
                raise Refused("proposal.same_name", path=goal)
            if content != theirs.get(goal):
                files[goal] = content
        return files, conflicts

    def _content(
        self, path: str, base: TreeEntry | None, ours: TreeEntry | None, theirs: TreeEntry | None
    ) -> tuple[Content, list[Conflict]]:
        if theirs == base or (theirs == ours and not self.strict):
            return ours, []
        path = self.branches.repository.inside(path) or path
        texts = [self.branches.repository.content(entry) for entry in (base, ours, theirs)]
        values = [record_value(text) for text in texts]
        record = file_id(path, letter_in_file(self._tree)) if kind_of(path) else path
        merge = Merge(path, self.chosen, self.strict)
        # It is decided as a whole where a side cannot be read as a record, or would lose what is in it.
        shown: Sequence[object] = [text and text.decode("utf-8", "replace") for text in texts]
        known = None
        if kind_of(path) and values.count(None) == texts.count(None):
            files = {path: next(filter(None, reversed(texts)), b"")}
            model = read_subject(DictTree(files, self._tree), path).model
            shown, known = values, Field("record", model)
            if theirs is not None and None not in values[1:]:
                value = merge.record(record, [one or {} for one in values], model)
                merged = texts[2] if merge.conflicts else self._text(texts, value, model)
                if merged is not None:
                    return (theirs.mode, merged), merge.conflicts
        return (ours if merge.side_of(record, "", shown, known) == "ours" else theirs), merge.conflicts

    def _text(self, texts: Sequence[bytes | None], value: Value, model: type[Model]) -> bytes | None:
        """The bytes of a merged record, or ``None`` if what is in the file cannot be kept."""
        base, ours, theirs = (text or b"" for text in texts)
        # Where lines can be merged to the same value, the comments of both sides are kept.
        text = self.branches.merged_text(base, ours, theirs) if base else None
        if text is not None and equals(record_value(text), value):
            return text
        try:
            return patched(theirs, value, model)
        except Refused:
            return None


def record_value(text: bytes | None) -> Value | None:
    """The value of a file, or ``None`` if it cannot be read as a record."""
    return parse("", text).mapping if text is not None else None


def _moves(
    repository: Repository, base: Mapping[str, TreeEntry], side: Mapping[str, TreeEntry]
) -> dict[str, str]:
    """Where the records of files that are gone are now, by their ids and kinds."""
    gone, new = ({path: a[path] for path in a.keys() - b.keys()} for a, b in ((base, side), (side, base)))
    data = repository.blobs(entry.id for entry in (*gone.values(), *new.values())) if gone else {}

    def named(files: Mapping[str, TreeEntry]) -> dict[object, str]:
        values = ((path, record_value(data.get(entry.id)) or {}) for path, entry in sorted(files.items()))
        found = ((kind_of(repository.inside(path) or path), value.get("id"), path) for path, value in values)
        return {(kind, name): path for kind, name, path in found if kind and isinstance(name, str)}

    now = named(new)
    return {path: now[name] for name, path in named(gone).items() if name in now}


def reverted(commit: Commit) -> str:
    """The id of the commit that ``commit`` undoes; empty if it undoes none."""
    return next((value for key, value in trailers(commit.message) if key == REVERTS.lower()), "")


def meaning(commit: Commit) -> list[str]:
    """What a change means, a line for each thing that it changes, as its message has it."""
    return [line for line in commit.message.partition("\n\n")[2].splitlines() if line] or [commit.subject]


def without_commit(
    branches: Branches, line: Sequence[Commit], standing: Sequence[Commit], fork: str, commit: Commit
) -> dict[str, Content]:
    """What the files that ``commit`` changed are without it, at the tip of its branch.

    ``line`` are the commits of the branch since ``fork``, ``standing`` those that have not been undone. A
    file that says again what it said in one of them has the same bytes again. Raises ``Refused`` if a
    later change is of the same field, whatever it says there now.
    """
    repository, before = branches.repository, branches.repository.resolve(f"{commit.id}^")
    old, new = (repository.entries(one) for one in (before, commit.id))
    touched = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    others = Refused(msg("Others have since changed the same record. Change it back in the record's form."))

    def at(commit: str) -> dict[str, TreeEntry]:
        return repository.entries(commit, *touched)

    def in_the_way(later: str) -> list[str]:
        conflicts = Joined(branches, (commit.id, later, before), {}, strict=True).files()[1]
        return [conflict.token for conflict in conflicts]

    if at(repository.merge_base(commit.id, fork) or fork) != at(fork):
        raise others
    for number, later in reversed([*enumerate(standing, 1)][standing.index(commit) + 1 :]):
        was, now = f"{later.id}^", later.id
        if at(was) != at(now) and in_the_way(was) != in_the_way(now):
            change = f"{number}. {' '.join(meaning(later))}"
            raise Refused(msg("Undo this later change first: {change}"), change=change)
    files, conflicts = Joined(branches, (commit.id, line[-1].id, before), {}).files()
    if conflicts:
        raise others
    made = {path: files.get(path, old.get(path)) for path in touched}
    for known in (fork, *(one.id for one in line)):
        for path, entry in at(known).items():
            content = made.get(path)
            if not isinstance(content, TreeEntry | None) and equals(
                record_value(content[1]), record_value(repository.content(entry))
            ):
                made[path] = entry
    return made
