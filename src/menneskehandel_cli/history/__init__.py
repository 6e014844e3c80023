"""History: each commit is a state, and the differences between two states are events.

Records are identified by id (and former ids), never by path; of two files with the same id the first by
path is used, as in the register. A file that a commit made unreadable, or whose folder it made a
submodule, keeps its last readable state, and the next event says between which commits it happened.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from menneskehandel_cli.git import Commit, FileChange, GitTrouble
from menneskehandel_cli.history import facts
from menneskehandel_cli.history.events import Delta, compare
from menneskehandel_cli.history.versions import Version, Versions, version_facts
from menneskehandel_cli.language import SOURCE_LANG
from menneskehandel_cli.models import Law, Measure, Model, Report
from menneskehandel_cli.register import natural
from menneskehandel_cli.register.layout import kind_of, report_id, stem
from menneskehandel_cli.trees import PLANS, ROOT_FILE, lies_in

EventClassification = Literal["policy", "data_entry", "correction"]

Blobs = Callable[[list[str]], Generator[tuple[str, bytes], None, None]]
"""Yields the bytes of blobs with their ids, in the order requested; missing blobs are skipped."""


class Event(NamedTuple):
    """A change on the mainline. ``classification`` separates policy from bookkeeping.

    ``since`` is set if the file could not be read for a while: the change happened between that commit
    and this one. ``times`` counts how often the deadline has been moved, including this time.
    """

    commit: Commit
    delta: Delta
    classification: EventClassification
    since: str | None = None
    times: int | None = None


def first_with_strategy(commits: Iterable[Commit]) -> int:
    """The place of the first of some commits that has the strategy, whose repository may be older."""
    has = (any(one.path == ROOT_FILE and one.after for one in commit.changes) for commit in commits)
    return next((place for place, there in enumerate(has) if there), 0)


def policy_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """The decisions and actions among the events, without data entry and corrections, in their order."""
    return tuple(event for event in events if event.classification == "policy")


class Broken(NamedTuple):
    """A commit that made a file unreadable, or a folder a submodule."""

    commit: Commit
    path: str


class History(NamedTuple):
    """All events of the mainline, oldest first, and the commits that broke a file."""

    events: tuple[Event, ...]
    broken: tuple[Broken, ...] = ()
    commits: tuple[Commit, ...] = ()
    """The whole mainline, oldest first."""

    def until(self, commit: str) -> "History":
        """The history up to ``commit``. Raises ``GitTrouble`` if it is not on the mainline."""
        ids = [item.id for item in self.commits]
        if commit not in ids:
            raise GitTrouble("off_mainline", commit[:10])
        past = set(ids[: ids.index(commit) + 1])
        return History(
            tuple(event for event in self.events if event.commit.id in past),
            tuple(item for item in self.broken if item.commit.id in past),
            tuple(item for item in self.commits if item.id in past),
        )


@dataclass(slots=True)
class _Replay:
    """The last readable state of every file."""

    files: dict[str, Mapping[str, Version]] = field(default_factory=dict)
    """The records in each file, by their names in history (see ``name_of``)."""
    holders: dict[str, set[str]] = field(default_factory=dict)
    """The files that contain a record of each name."""
    unread: dict[str, Commit] = field(default_factory=dict)
    """Files that cannot be read now, with the commit that broke them."""
    modules: set[str] = field(default_factory=set)
    """The folders that are submodules now."""

    def version(self, name: str) -> Version | None:
        """The record of a name; of two files with the same id, that of the first by path."""
        holders = self.holders.get(name)
        return self.files[min(holders)][name] if holders else None

    def put(self, path: str, records: Mapping[str, Version]) -> None:
        """Replace the records of a file."""
        for name in self.files.pop(path, ()):
            self.holders[name].discard(path)
        if records:
            self.files[path] = records
        for name in records:
            self.holders.setdefault(name, set()).add(path)

    def hides(self, path: str) -> bool:
        """Whether a file may still be there, inside a folder that is now a submodule."""
        return any(lies_in(path, module) for module in self.modules)


def trace(
    commits: list[Commit],
    blobs: Blobs,
    baseline: "EntryEnd",
    watched: Callable[[list[Commit]], Iterable[Commit]] = iter,
    language: str = SOURCE_LANG,
) -> History:
    """The events of a mainline. Each blob is read and parsed once, also under several paths.

    ``watched`` passes the commits on one by one, so that a caller can show progress. ``language`` is the
    one that texts are in first.
    """
    ids = [change.after for commit in commits for change in commit.changes if change.after]
    state = _Replay()
    events: list[Event] = []
    broken: list[Broken] = []
    moves: dict[str, dict[str, int]] = {}
    """How often each deadline of a record has been moved."""
    # Always closed at the end, so that git does not wait for the rest to be read.
    with closing(blobs(ids)) as coming:
        reader = Versions(coming, language)
        for place, commit in enumerate(watched(commits)):
            if not (commit.changes or commit.modules):
                continue
            classification = baseline.classify(place, commit)
            for delta, since in _commit_deltas(state, commit, reader, broken):
                times = None
                if delta.kind == "renumbered":
                    for old in delta.after or ():  # The counts of moved deadlines go to the new id.
                        left = moves.pop(old, {}).items()
                        moved = {_rename_part(task, old, delta.record): times for task, times in left}
                        moves.setdefault(delta.record, {}).update(moved)
                if delta.kind == "deadline_moved" and classification == "policy":
                    moved = moves.setdefault(delta.record, {})
                    times = moved[delta.key.subject] = moved.get(delta.key.subject, 0) + 1
                events.append(Event(commit, delta, classification, since, times))
    return History(tuple(events), tuple(broken), tuple(commits))


class EntryEnd(NamedTuple):
    """The end of data entry: a day, or a position on the mainline, both inclusive."""

    day: date | None = None
    place: int = -1

    def classify(self, place: int, commit: Commit) -> EventClassification:
        """Whether a commit's changes are policy, data entry or a correction."""
        if place <= self.place or (self.day is not None and commit.day <= self.day):
            return "data_entry"
        return "correction" if commit.correction else "policy"


def between(before: Mapping[str, Model], after: Mapping[str, Model]) -> Iterator[Delta]:
    """The differences between two sets of records, each by id."""
    old, new = ({name: Version(record) for name, record in records.items()} for records in (before, after))
    return _between(old, new)


def _between(before: Mapping[str, Version], after: Mapping[str, Version]) -> Iterator[Delta]:
    measures = {name: one.record for name, one in after.items() if isinstance(one.record, Measure)}
    former = {old: name for name, measure in measures.items() for old in measure.former_ids}
    gone = former.keys() & (before.keys() - after.keys())
    renamed = {former[old]: old for old in gone if former[old] not in before}
    for name in sorted({*after, *(old for old in before if old not in renamed.values())}, key=natural):
        old = renamed.get(name, name)
        yield from _differences(name, old, before.get(old), after.get(name))


def _differences(name: str, old_name: str, before: Version | None, after: Version | None) -> Iterator[Delta]:
    if before is after or (version := after or before) is None:
        return
    if before is None or after is None:
        old, new = ({} if one is None else facts.existence(name, one.record) for one in (before, after))
    else:
        old, new = version_facts(before, name), version_facts(after, name)
        if name != old_name:
            # An acceptance may still name a task by its former id.
            acceptances = {key: value for key, value in new.items() if facts.is_acceptance(key.field)}
            rest = {key: value for key, value in new.items() if key not in acceptances}
            old, new = _renamed_facts(old, old_name, name), rest | _renamed_facts(acceptances, old_name, name)
    earlier = before.record if before is not None else None
    days = _fact_days(name, earlier, after.record) if after else {}
    yield from compare(name, facts.kind_of_subject(version.record), old, new, days, version.record)


def _renamed_facts(values: dict[facts.Key, facts.Value], old: str, new: str) -> dict[facts.Key, facts.Value]:
    """The facts of a renumbered record, with its parts named by the new number."""
    found = {}
    for key, value in values.items():
        called, now = key.field, _rename(value, old, new)
        if facts.is_acceptance(called):
            about = " ".join(_rename_part(word, old, new) for word in value.get("about", "").split())
            now |= {"about": about} if about else {}
            called = called.replace(f":{value['about']}", f":{about}") if about else called
        found[facts.Key(_rename_part(key.subject, old, new), called)] = now
    return found


def _rename_part(text: str, old: str, new: str) -> str:
    return f"{new}{text[len(old) :]}" if text.startswith(f"{old}.") else text


def _rename(value: facts.Value, old: str, new: str) -> facts.Value:
    if isinstance(value, str):
        return _rename_part(value, old, new)
    if isinstance(value, list):
        return [_rename(item, old, new) for item in value]
    return {key: _rename(item, old, new) for key, item in value.items()} if isinstance(value, dict) else value


def _commit_deltas(
    state: _Replay, commit: Commit, reader: Versions, broken: list[Broken]
) -> Iterator[tuple[Delta, str | None]]:
    """What one commit changed, compared with the last readable state."""
    since: dict[str, str] = {}
    before: dict[str, Version | None] = {}
    for path, records in _readable(state, commit, reader, broken):
        was = state.unread.pop(path, None)
        for name in {*state.files.get(path, ()), *records}:
            before.setdefault(name, state.version(name))
            if was is not None:
                since[name] = was.id
        state.put(path, records)
    for delta in _between(_there(before), _there({name: state.version(name) for name in before})):
        yield delta, since.get(delta.record)


def _there(records: Mapping[str, Version | None]) -> dict[str, Version]:
    return {name: version for name, version in records.items() if version is not None}


def _readable(
    state: _Replay, commit: Commit, reader: Versions, broken: list[Broken]
) -> Iterator[tuple[str, Mapping[str, Version]]]:
    """The changed files that can be read, with their new records; empty if the file is gone."""
    freed = _submodules(state, commit, broken)
    # Removed files come last, so that a file renamed and broken in one commit keeps its records.
    for change in sorted(commit.changes, key=lambda change: change.after is None):
        if kind_of(change.path) is None:
            continue
        if change.after is None and state.hides(change.path):
            if change.path in state.files:
                state.unread.setdefault(change.path, commit)
            continue
        records = _records_in_change(change, reader)
        if records is not None:
            yield change.path, records
            continue
        state.unread.setdefault(change.path, commit)
        broken.append(Broken(commit, change.path))
        _moved_broken(state, commit, change.path)
    came_back = {change.path for change in commit.changes if change.after is not None}
    for path in sorted(freed - came_back):
        yield path, {}


def _submodules(state: _Replay, commit: Commit, broken: list[Broken]) -> set[str]:
    """Record which folders a commit made submodules, and return the files no longer hidden by one."""
    hidden = {path for path in state.files if state.hides(path)} if commit.modules else set()
    for module in commit.modules:
        if not module.there:
            state.modules.discard(module.path)
        elif module.path not in state.modules:
            state.modules.add(module.path)
            broken.append(Broken(commit, module.path))
    return {path for path in hidden if not state.hides(path)}


def _records_in_change(change: FileChange, reader: Versions) -> Mapping[str, Version] | None:
    """The records in a changed file; ``None`` if it cannot be read in full."""
    versions = reader.read(change.path, change.after) if change.after is not None else ()
    return None if versions is None else {name_of(change.path, one.record): one for one in versions}


def _moved_broken(state: _Replay, commit: Commit, path: str) -> None:
    """Move the records of a file that was renamed and broken in one commit to its new path."""
    if path in state.files:
        return
    kept = kept_when_renamed(path)
    for change in commit.changes:
        renamed = change.after is None and kept_when_renamed(change.path) == kept
        if renamed and change.path in state.files:
            records = state.files[change.path]
            state.put(change.path, {})
            state.put(path, records)
            return


def kept_when_renamed(path: str) -> tuple[str, str]:
    """What a file keeps when it is renamed: its folder, and its name up to the first hyphen."""
    folder, _, _ = path.rpartition("/")
    return folder, stem(path).partition("-")[0]


def name_of(path: str, record: Model) -> str:
    """The name of a record in history: its id, a report's year and file, or the kind of file."""
    if isinstance(record, Report):
        return report_id(path)
    kind = kind_of(path)
    if kind in ("strategy", "actors"):
        return path if lies_in(path, PLANS) else str(kind)
    return str(getattr(record, "id", path))


def _fact_days(name: str, old: Model | None, record: Model) -> dict[str, str]:
    """The days on which the newest facts of a record happened, as the data gives them."""
    found: dict[str, str] = {}
    if isinstance(record, Measure):
        source = record.status_source
        # An unchanged statement is about the status before.
        if source is not None and source != getattr(old, "status_source", None):
            found[f"{record.id}:status"] = source.date
        for task in record.tasks:
            if task.started is not None:
                found[f"{task.id}:started"] = task.started
                if task.status == "in_progress":
                    found[f"{task.id}:status"] = task.started
            if task.completed is not None:
                found[f"{task.id}:status"] = found[f"{task.id}:completed"] = task.completed
    if isinstance(record, Report):
        if record.submitted is not None:
            found[f"{name}:"] = record.submitted
        if record.approved is not None:
            found[f"{name}:approved"] = record.approved.date
    if isinstance(record, Law):
        found |= _days_of_law(name, old if isinstance(old, Law) else None, record)
    accepted = getattr(record, "accepted", ())
    for acceptance, called in zip(accepted, facts.item_names("accepted", accepted), strict=True):
        found[f"{name}:{called}"] = acceptance.date
    return found


def _days_of_law(name: str, old: Law | None, record: Law) -> Iterator[tuple[str, str]]:
    """The days on which law was judged again, and on which a reading was confirmed."""
    known = {item.requirement: item for item in old.requirements} if old is not None else {}
    for item in record.requirements:
        was, subject = known.get(item.requirement), facts.part_of(name, item.requirement, Law)
        if item.judged.date is not None and (was is None or was.judged != item.judged):
            yield f"{subject}:extent", item.judged.date
        if item.confirmed is not None and item.confirmed.date is not None:
            yield f"{subject}:confirmed", item.confirmed.date
