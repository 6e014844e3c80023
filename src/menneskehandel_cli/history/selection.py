"""The part of a history that is traced if only some of its events are asked for.

Files are traced together if at any time they held the same record, or the same measure before and after
it was renumbered, or if one may be the other renamed. So no file that is left out can change an event of
a file that is traced.
"""

import re
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from menneskehandel_cli.documents import parse
from menneskehandel_cli.git import Commit, FileChange
from menneskehandel_cli.history import Blobs, EntryEnd, EventClassification, kept_when_renamed
from menneskehandel_cli.register import grouped, reachable
from menneskehandel_cli.register.layout import Kind, kind_of, report_id

_ID = re.compile(rb"(?:\xef\xbb\xbf)?(?:(?:#[^\r\n]*|format: [0-9]+)?\n)*id: ([A-Za-z0-9.-]+)\n(?=[a-z])")
"""The id of a record where this project writes it: first, so that no quote was opened before it."""


class Lookback(NamedTuple):
    """The events that a rule or a view needs of history: those of some files of these ``kinds``.

    The files are those that a decision has changed, and with them those of the kinds ``beside`` that were
    changed after the data entry. If the history must be ``longer_than`` something to be looked at, they
    are all files. If it is ``about`` ids, they are those that have ever named one of them, and with
    ``corrected`` also where no decision has changed them.
    The kinds are those of files: law was part of obligations once.
    """

    kinds: frozenset[Kind]
    beside: frozenset[Kind] = frozenset()
    longer_than: timedelta | None = None
    about: frozenset[str] | None = None
    corrected: bool = False

    def among(self, changed: AbstractSet[tuple[str, str]]) -> set[str]:
        """The files of its kinds among those ``changed`` by a decision, or also by something else."""
        every = self.longer_than is not None or self.corrected
        return {path for path, way in changed if (every or way == "policy") and kind_of(path) in self.kinds}

    def files(self, changed: AbstractSet[tuple[str, str]], age: timedelta) -> set[str]:
        """The files among those ``changed`` in a history of this length, but not those ``about`` ids."""
        if self.about is not None or (self.longer_than is not None and age <= self.longer_than):
            return set()
        found = self.among(changed)
        later = {path for path, way in changed if way != "data_entry" and kind_of(path) in self.beside}
        return found | later if found else found


MEASURES = Lookback(frozenset({"measure"}))
"""The events of measures and their tasks."""


def _name_pattern(ids: frozenset[str]) -> re.Pattern[bytes]:
    """The pattern of what names one of some ids, in a version of a file or in its own name."""
    return re.compile("|".join(rf"{re.escape(name.removeprefix('law-'))}\b" for name in ids).encode())


def select(
    commits: list[Commit], blobs: Blobs, baseline: EntryEnd, needs: Collection[Lookback], age: timedelta
) -> tuple[list[Commit], Blobs]:
    """The commits with only the changes of the files that are needed, and where to read these files.

    They are the files that any of ``needs`` has in a history of this length, and all traced with them.
    """
    changed = _changed_files(commits, baseline)
    chosen = set[str]().union(*(need.files(changed, age) for need in needs))
    sought = [(need.among(changed), _name_pattern(need.about)) for need in needs if need.about]
    changes = [*_akin(commits, chosen.union(*(paths for paths, _ in sought)))]
    if chosen.issuperset(change.path for change in changes):
        return _only(commits, chosen), blobs
    known = dict(blobs([change.after for change in changes if change.after]))
    shared: set[tuple[object, str]] = {*_rename_traces(commits)}
    """What files have in common, with each that has it."""
    for path, blob in dict.fromkeys((change.path, change.after or "") for change in changes):
        data = known.get(blob, b"")
        wanted = [named for paths, named in sought if path in paths]
        if wanted and _is_named(path, data, wanted):
            chosen.add(path)
        shared |= {((name,), path) for name in _ids_in_version(path, data)}
    selected = _only(commits, _traced_together(chosen, shared))
    return selected, lambda ids: ((blob, known[blob]) for blob in dict.fromkeys(ids) if blob in known)


def _is_named(path: str, data: bytes, wanted: Collection[re.Pattern[bytes]]) -> bool:
    """Whether a version of a file, or its own name, has what is asked about; an escape may hide it."""
    name = f"{report_id(path) if kind_of(path) == 'report' else kind_of(path)} {path}"
    own = name.encode(errors="surrogateescape")
    return b"\\" in data or any(named.search(text) for named in wanted for text in (data, own))


def _akin(commits: list[Commit], paths: AbstractSet[str]) -> Iterator[FileChange]:
    """The changes of files that may be traced together with some of ``paths``."""
    families = {_family(kind_of(path)) for path in paths}
    return (c for commit in commits for c in commit.changes if _family(kind_of(c.path)) in families)


def _changed_files(commits: list[Commit], baseline: EntryEnd) -> set[tuple[str, EventClassification]]:
    """The files that were changed, each with what kinds of change."""
    classified = ((commit, baseline.classify(place, commit)) for place, commit in enumerate(commits))
    return {(change.path, kind) for commit, kind in classified for change in commit.changes}


def _family(kind: Kind | None) -> Kind | None:
    """The kind of a file, the same for law as for the article that held it in an older format.

    Files of different families are never traced together.
    """
    return "obligation" if kind == "law" else kind


def _only(commits: list[Commit], paths: AbstractSet[object]) -> list[Commit]:
    kept = ((one, tuple(change for change in one.changes if change.path in paths)) for one in commits)
    return [replace(one, changes=changes) if one.changes else one for one, changes in kept]


def _ids_in_version(path: str, data: bytes) -> Iterator[str]:
    """The ids of the records that a version of a file holds; of a measure the former ones too."""
    if kind_of(path) in ("report", "strategy", "actors"):
        return  # Their names in history come from their paths.
    found = _ID.match(data)
    plain = b"\\" not in data and (kind_of(path) != "measure" or b"former_ids" not in data)
    if found is not None and plain:
        yield found[1].decode().removeprefix("law-")
        return
    value = parse("", data).mapping or {}
    former = value.get("former_ids")
    for name in (value.get("id"), *(former if isinstance(former, list) else ())):
        if isinstance(name, str):
            yield name.removeprefix("law-")


def _rename_traces(commits: list[Commit]) -> Iterator[tuple[object, str]]:
    """The files that came and went in one commit, by what is the same of those that may be one, renamed."""
    for commit in commits:
        gone = {kept_when_renamed(change.path) for change in commit.changes if change.after is None}
        for change in commit.changes if gone else ():
            kept = kept_when_renamed(change.path)
            if kept in gone:
                yield (commit.id, kept), change.path


def _traced_together(chosen: set[str], shared: set[tuple[object, str]]) -> set[object]:
    """The files in ``chosen``, and all that are traced with them, by what they have in common."""
    joined = grouped(pair for common, path in shared for pair in ((common, path), (path, common)))
    return {*reachable(chosen, joined)}
