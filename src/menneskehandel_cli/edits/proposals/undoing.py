"""Take one of several changes out of a branch, as ``git revert`` does, but record by record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.proposals.joining import Joined
from menneskehandel_cli.edits.proposals.merging import Merge
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.git import Commit, CommitTree, Entry
from menneskehandel_cli.git.making import Branches, Content
from menneskehandel_cli.git.trailers import trailers
from menneskehandel_cli.language import msg
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.models import Model

REVERTS = "Reverts"
"""The trailer of a commit that undoes another: its value is the id of that commit."""


def reverted(commit: Commit) -> str:
    """The id of the commit that ``commit`` undoes; empty if it undoes none."""
    return next((value for key, value in trailers(commit.message) if key == REVERTS.lower()), "")


def meaning(commit: Commit) -> list[str]:
    """What a change means, a line for each thing that it changes, as its message has it."""
    lines = commit.message.partition("\n\n")[2].splitlines()
    return [line for line in lines if line] or [commit.subject]


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
            model = (
                read_subject(tree, path.removeprefix(repository.prefix)).model if path in now else Model
            )
            if _stands(*sides, now.get(path), model) and not _stands(*sides, left.get(path), model):
                told = f"{standing.index(later) + 1}. {' '.join(meaning(later))}"
                raise Refused(msg("Undo this later change first: {change}"), change=told)
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
