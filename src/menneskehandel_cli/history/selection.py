"""The part of a history that is traced if only some of its events are asked for.

Files are traced together if at any time they held the same record, or the same measure before and after
it was renumbered, or if one may be the other renamed. So no file that is left out can change an event of
a file that is traced.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from menneskehandel_cli.git import Change, Commit
from menneskehandel_cli.history import Baseline, Blobs, kept_when_renamed
from menneskehandel_cli.register.layout import Kind, kind_of
from menneskehandel_cli.remarks import read

_ID = re.compile(rb"(?:\xef\xbb\xbf)?(?:(?:#[^\r\n]*|format: [0-9]+)?\n)*id: ([A-Za-z0-9.-]+)\n(?=[a-z])")
"""The id of a record where this project writes it: first, so that no quote was opened before it."""


def select(
    commits: list[Commit],
    blobs: Blobs,
    baseline: Baseline,
    *,
    since: Collection[Kind],
    whole: Collection[Kind],
) -> tuple[list[Commit], Blobs]:
    """The commits with only the changes of some files, and where to read these files.

    They are the files of the kinds ``since`` that were changed after the data entry, all files of the
    kinds ``whole``, and all that are traced with them.
    """
    commits = _only(commits, lambda change: kind_of(change.path) in {*since, *whole})
    chosen = {
        change.path
        for place, commit in enumerate(commits)
        for change in commit.changes
        if kind_of(change.path) in whole
        or (kind_of(change.path) in since and baseline.classify(place, commit) != "data_entry")
    }
    rest = {change.path for commit in commits for change in commit.changes} - chosen
    if set(map(_family, chosen)).isdisjoint(map(_family, rest)):
        return _only(commits, lambda change: change.path in chosen), blobs
    changes = [change for commit in commits for change in commit.changes]
    known = dict(blobs([change.after for change in changes if change.after]))
    together: dict[object, set[str]] = defaultdict(set)
    for path, blob in dict.fromkeys((change.path, change.after or "") for change in changes):
        for name in _records(path, known.get(blob, b"")):
            together[name].add(path)
    for renaming, paths in _renamed(commits):
        together[renaming] |= paths
    chosen = _with_others(chosen, together.values())
    selected = _only(commits, lambda change: change.path in chosen)
    return selected, lambda ids: ((blob, known[blob]) for blob in dict.fromkeys(ids) if blob in known)


def _family(path: str) -> Kind | None:
    """The kind of a file, the same for law as for the article that held it in an older format.

    Files of different families are never traced together.
    """
    kind = kind_of(path)
    return "obligation" if kind == "law" else kind


def _only(commits: list[Commit], fits: Callable[[Change], bool]) -> list[Commit]:
    return [replace(commit, changes=tuple(filter(fits, commit.changes))) for commit in commits]


def _records(path: str, data: bytes) -> Iterator[str]:
    """The ids, present and former, of the records that a version of a file holds."""
    if kind_of(path) in ("report", "strategy", "actors"):
        return  # Their names in history come from their paths.
    found = _ID.match(data)
    if found is not None and b"former_ids" not in data and b"\\" not in data:
        yield found[1].decode().removeprefix("law-")
        return
    value = read("", data).value
    if isinstance(value, dict):
        former = value.get("former_ids")
        for name in (value.get("id"), *(former if isinstance(former, list) else ())):
            if isinstance(name, str):
                yield name.removeprefix("law-")


def _renamed(commits: list[Commit]) -> Iterator[tuple[object, set[str]]]:
    """The files that came and went in one commit and may be the same, renamed."""
    for commit in commits:
        gone = {kept_when_renamed(change.path) for change in commit.changes if change.after is None}
        for change in commit.changes if gone else ():
            kept = kept_when_renamed(change.path)
            if kept in gone:
                yield (commit.id, kept), {change.path}


def _with_others(chosen: set[str], together: Collection[set[str]]) -> set[str]:
    """The files in ``chosen``, and all that are traced with them."""
    groups: dict[str, list[set[str]]] = defaultdict(list)
    for paths in together:
        for path in paths:
            groups[path].append(paths)
    found, waiting = set(chosen), list(chosen)
    for path in waiting:
        for paths in groups.pop(path, ()):
            waiting += paths - found
            found |= paths
            paths.clear()  # Each group is gone through once, however many of its files are found.
    return found
