"""Take one of several changes out of a branch, as ``git revert`` does, but record by record."""

from __future__ import annotations

from collections.abc import Sequence

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.proposals.joining import Joined
from menneskehandel_cli.edits.proposals.merging import Changed
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.git import Commit, CommitTree, Entry, Repository
from menneskehandel_cli.git.making import Branches, Content
from menneskehandel_cli.git.trailers import trailers
from menneskehandel_cli.language import msg
from menneskehandel_cli.language.refused import Refused

REVERTS = "Reverts"
"""The trailer of a commit that undoes another: its value is the id of that commit."""


def reverted(commit: Commit) -> str:
    """The id of the commit that ``commit`` undoes; empty if it undoes none."""
    return next((value for key, value in trailers(commit.message) if key == REVERTS.lower()), "")


def meaning(commit: Commit) -> str:
    """What a change means, a line for each thing that it changes, as its message has it."""
    return commit.message.partition("\n\n")[2].strip() or commit.subject


def without(
    branches: Branches, line: Sequence[Commit], standing: Sequence[Commit], fork: str, commit: Commit
) -> dict[str, Content]:
    """What the files that ``commit`` changed are without it, at the tip of its branch.

    ``line`` are the commits of the branch since ``fork``, ``standing`` those that have not been undone. A
    file that says again what it said in one of them has the same bytes again. Raises ``Refused`` if a
    later change stands in the way.
    """
    repository = branches.repository
    before = repository.resolve(f"{commit.id}^")
    old, touched = repository.entries(before), _touched(repository, commit)
    parted = repository.merge_base(commit.id, fork) or fork
    if repository.entries(parted, *touched) != repository.entries(fork, *touched):
        raise Refused(msg("Others have changed the same record since. Change it back in its form."))
    later = standing[standing.index(commit) + 1 :]
    statements = _statements(repository, commit)
    in_the_way = [one for one in later if not statements.isdisjoint(_statements(repository, one))]
    files, conflicts = Joined(branches, (commit.id, line[-1].id, before), {}).files()
    if conflicts and not in_the_way:  # A record was made or removed, or is about another as a whole.
        in_the_way = [one for one in later if not touched.isdisjoint(_touched(repository, one))]
    if in_the_way:
        raise Refused(msg("Undo this later change first: {change}"), change=meaning(in_the_way[-1]))
    made = {path: files.get(path, old.get(path)) for path in touched}
    for known in (fork, *(one.id for one in line)):
        for path, entry in repository.entries(known, *touched).items():
            content = made[path]
            if content is None or isinstance(content, Entry):
                continue
            data = repository.blobs([entry.id]).get(entry.id, b"")
            if same(parse("", data).value, parse("", content[1]).value):
                made[path] = entry
    return made


def _touched(repository: Repository, commit: Commit) -> set[str]:
    """The paths of the files that a commit changed."""
    old, new = (repository.entries(one) for one in (f"{commit.id}^", commit.id))
    return {path for path in {*old, *new} if old.get(path) != new.get(path)}


def _statements(repository: Repository, commit: Commit) -> set[tuple[str, str, str]]:
    """What a commit changed: paths, and in them the names of records and fields."""
    tree = CommitTree.of(repository, commit.id)
    old, new = (repository.entries(one) for one in (f"{commit.id}^", commit.id))
    found = set()
    for path in _touched(repository, commit):
        if path not in old or path not in new:
            continue
        data = repository.blobs((old[path].id, new[path].id))
        before, after = (parse("", data.get(side[path].id, b"")).value for side in (old, new))
        if isinstance(before, dict) and isinstance(after, dict):
            seen, inside = Changed(path, {}), path.removeprefix(repository.prefix)
            seen.record("", before, after, before, read_subject(tree, inside).model)
            found |= {(path, *name) for name in seen.names}
    return found
