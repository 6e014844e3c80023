"""Merge two commits record by record, and take a change out of a branch so, as ``git revert`` does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import ChangedTree, says_the_same
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.proposals.merging import Conflict, Merge, Side, Value
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.git import Commit, CommitTree, Entry, Repository
from menneskehandel_cli.git.making import PLAIN, Branches, Content
from menneskehandel_cli.git.trailers import trailers
from menneskehandel_cli.language import Refused, msg
from menneskehandel_cli.models import Model, Report
from menneskehandel_cli.models.fields import Field
from menneskehandel_cli.register.layout import file_id, kind_of, letter_of

REVERTS = "Reverts"
"""The trailer of a commit that undoes another: its value is the id of that commit."""


@dataclass(frozen=True)
class Joined:
    """The merge of two commits, ``commits[1]`` and ``commits[2]``, that part at ``commits[0]``."""

    branches: Branches
    commits: tuple[str, str, str]
    chosen: Mapping[str, Side]

    @cached_property
    def _tree(self) -> CommitTree:
        """The files of theirs."""
        return CommitTree.of(self.branches.repository, self.commits[2])

    def files(self) -> tuple[dict[str, Content], list[Conflict]]:
        """What differs in the merge from ``theirs``, and the conflicts that are not decided."""
        base, ours, theirs = sides = [self.branches.repository.entries(commit) for commit in self.commits]
        moved = [_moves(self.branches.repository, base, side) for side in sides[1:]]
        files: dict[str, Content] = {}
        conflicts: list[Conflict] = []
        for path in sorted({*base, *ours} - ({*moved[0].values()} - base.keys())):
            mine, other = (side.get(path, path) for side in moved)
            entries = base.get(path), ours.get(mine), theirs.get(other)
            if mine == path and entries[0] == entries[1]:
                continue  # Only theirs, if anybody, has changed it.
            goal = mine if mine != path else other
            content, found = self._content(goal, *entries)
            conflicts += found
            if goal in files or (goal != other and goal in theirs):
                raise Refused("proposal.same_name", path=goal)
            if other != goal and other in theirs:
                files[other] = None
            if content != entries[2] or other != goal:
                files[goal] = content
        taken = [path for path, content in files.items() if content is not None or path in theirs]
        return {path: files[path] for path in taken}, conflicts

    def _content(
        self, path: str, base: Entry | None, ours: Entry | None, theirs: Entry | None
    ) -> tuple[Content, list[Conflict]]:
        if theirs in (ours, base):
            return ours, []
        if base == ours:
            return theirs, []
        path = self.branches.repository.inside(path) or path
        texts = [self.branches.repository.content(entry) for entry in (base, ours, theirs)]
        values, known = [_value(text) for text in texts], None
        record = file_id(path, letter_of(self._tree)) if kind_of(path) else path
        merge = Merge(path, self.chosen)
        merged = self._merged(merge, record, texts, values) if kind_of(path) else None
        if merged is not None:
            return (theirs.mode if theirs is not None else PLAIN, merged), merge.conflicts
        # It is decided as a whole: as a record, or as it is written where a side cannot be read as one.
        shown: list[object] = [text and text.decode("utf-8", "replace") for text in texts]
        if kind_of(path) and [value is None for value in values] == [text is None for text in texts]:
            shown, known = [*values], Field("record", self._model(path, texts[2] or texts[1] or b""))
        conflict = Conflict(path, record, "", shown[0], shown[1], shown[2], known)
        side = self.chosen.get(conflict.token)
        return (ours if side == "ours" else theirs), [conflict] if side is None else []

    def _merged(
        self, merge: Merge, record: str, texts: Sequence[bytes | None], values: Sequence[Value | None]
    ) -> bytes | None:
        """The bytes of the merged record, or ``None`` if what is in the file cannot be kept."""
        base, ours, theirs = texts
        sides = [{} if base is None else values[0], *values[1:]]
        held = [side for side in sides if side is not None]
        if ours is None or theirs is None or len(held) < len(sides):
            return None
        model = self._model(merge.path, theirs)
        value = merge.record(record, held, model)
        if merge.conflicts:
            return theirs
        holders = [side for side in held if side and side.get("approved") == value.get("approved")]
        if model is Report and not any(says_the_same(side, value) for side in holders):
            value.pop("approved", None)  # It was given to what one side had written.
        # Where lines can be merged to the same value, the comments of both sides are kept.
        text = self.branches.merged_text(base, ours, theirs) if base is not None else None
        if text is not None and same(_value(text), value):
            return text
        try:
            return patched(theirs, value, model)
        except Refused:
            return None

    def _model(self, path: str, text: bytes) -> type[Model]:
        return read_subject(ChangedTree(self._tree, {path: text}), path).model


def _value(text: bytes | None) -> Value | None:
    """The value of a file, or ``None`` if it cannot be read as a record."""
    document = parse("", text) if text is not None else None
    if document is None or not document.readable or not isinstance(document.value, dict):
        return None
    return document.value


def _moves(
    repository: Repository, base: Mapping[str, Entry], side: Mapping[str, Entry]
) -> dict[str, str]:
    """Where the records of files that are gone are now, by their ids and kinds."""
    gone, new = ({path: a[path] for path in a.keys() - b.keys()} for a, b in ((base, side), (side, base)))
    data = repository.blobs([entry.id for entry in (*gone.values(), *new.values())]) if gone else {}

    def named(files: Mapping[str, Entry]) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for path, entry in sorted(files.items()):
            kind, value = kind_of(repository.inside(path) or path), _value(data.get(entry.id))
            if kind and value is not None and isinstance(value.get("id"), str):
                found[kind, value["id"]] = path
        return found

    old, now = named(gone), named(new)
    return {old[name]: now[name] for name in old.keys() & now.keys()}


def reverted(commit: Commit) -> str:
    """The id of the commit that ``commit`` undoes; empty if it undoes none."""
    return next((value for key, value in trailers(commit.message) if key == REVERTS.lower()), "")


def meaning(commit: Commit) -> list[str]:
    """What a change means, a line for each thing that it changes, as its message has it."""
    return [line for line in commit.message.partition("\n\n")[2].splitlines() if line] or [commit.subject]


def without(
    branches: Branches, line: Sequence[Commit], standing: Sequence[Commit], fork: str, commit: Commit
) -> dict[str, Content]:
    """What the files that ``commit`` changed are without it, at the tip of its branch.

    ``line`` are the commits of the branch since ``fork``, ``standing`` those that have not been undone. A
    file that says again what it said in one of them has the same bytes again. Raises ``Refused`` if a
    later change would go with it.
    """
    repository, tip = branches.repository, line[-1].id
    before = repository.resolve(f"{commit.id}^")
    old, new = (repository.entries(one) for one in (before, commit.id))
    touched = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    parted = repository.merge_base(commit.id, fork) or fork
    others = Refused(msg("Others have changed the same record since. Change it back in its form."))
    if repository.entries(parted, *touched) != repository.entries(fork, *touched):
        raise others
    files, conflicts = Joined(branches, (commit.id, tip, before), {}).files()
    made = {path: files.get(path, old.get(path)) for path in touched}

    def values(files: dict[str, Any]) -> dict[str, Any]:
        data = repository.blobs(one.id for one in files.values() if isinstance(one, Entry))
        held = (
            (path, data.get(one.id) if isinstance(one, Entry) else one and one[1])
            for path, one in files.items()
        )
        return {path: parse("", text or b"").value for path, text in held}

    def at(commit: str) -> dict[str, Any]:
        return values(repository.entries(commit, *touched))

    now, left, tree = at(tip), values(made), CommitTree.of(repository, tip)
    for later in reversed(standing[standing.index(commit) + 1 :]):
        was, then = at(f"{later.id}^"), at(later.id)
        for path in touched:
            sides = was.get(path), then.get(path)
            model = read_subject(tree, repository.inside(path) or path).model if path in now else Model
            if _stands(*sides, now.get(path), model) and not _stands(*sides, left.get(path), model):
                change = f"{standing.index(later) + 1}. {' '.join(meaning(later))}"
                raise Refused(msg("Undo this later change first: {change}"), change=change)
    if conflicts:
        raise others
    for known in (fork, *(one.id for one in line)):
        for path, value in at(known).items():
            if not isinstance(made[path], Entry) and same(value, left[path]):
                made[path] = repository.entries(known, path)[path]
    return made


def _stands(was: Any, then: Any, now: Any, model: type[Model]) -> bool:
    """Whether what changed in a file when it became ``then`` is so in ``now``."""
    if not all(isinstance(value, dict) for value in (was, then, now)):
        return same(then, now)
    merge = Merge("", {})
    return same(merge.record("", (was, then, now), model), now) and not merge.conflicts
