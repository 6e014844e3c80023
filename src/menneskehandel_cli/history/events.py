"""Events: what changed between two states, in the strategy's own terms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from menneskehandel_cli.history.facts import EXISTS, Facts, Key, Value, is_acceptance
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Model
from menneskehandel_cli.register import natural

_KINDS: Mapping[tuple[str, str], str] = {
    ("measure", "status"): "status_changed",
    ("measure", "title"): "renamed",
    ("measure", "responsible"): "responsible_changed",
    ("measure", "former_ids"): "renumbered",
    ("measure", "evidence"): "evidence_changed",
    ("goal", "text"): "goal_reworded",
    ("task", "text"): "task_reworded",
    ("part", "text"): "task_reworded",
    ("task", "status"): "task_status_changed",
    ("task", "started"): "task_started",
    ("task", "completed"): "task_completed",
    ("task", "outcome"): "outcome_changed",
    ("obligation", "text"): "obligation_reworded",
    ("obligation", "title"): "obligation_reworded",
    ("obligation", "force"): "obligation_reworded",
    ("law", "extent"): "extent_changed",
}
"""The kinds of changes in the fields of a record, or of a part of a measure; any other is ``changed``."""

_WAYS = ("added", "removed", "changed")

_CAME_OR_WENT: Mapping[tuple[str, str], tuple[str, str, str]] = {
    ("measure", "due"): ("deadline_set", "deadline_removed", "deadline_moved"),
    ("report", "approved"): ("report_approved", "approval_withdrawn", "changed"),
}
"""The kinds of events in which a field is written, is removed or has another value, as in ``_WAYS``."""

TOPICS: Mapping[str, tuple[str, ...]] = {
    "measure": ("measure_added", "measure_removed", "renamed", "renumbered", "responsible_changed"),
    "goal": ("goal_added", "goal_removed", "goal_reworded"),
    "task": (
        *("task_added", "task_removed", "task_reworded", "task_started", "task_completed"),
        *("task_status_changed", "outcome_changed"),
    ),
    "status": ("status_changed", "task_status_changed", "task_started", "task_completed"),
    "deadline": ("deadline_moved", "deadline_removed", "deadline_set"),
    "responsible": ("responsible_changed",),
    "evidence": ("evidence_changed",),
    "link": ("link_added", "link_changed", "link_removed"),
    "relation": ("relation_added", "relation_changed", "relation_removed"),
    "acceptance": ("gap_accepted", "acceptance_changed", "acceptance_ended"),
    "report": ("approval_withdrawn", "report_added", "report_approved", "report_removed"),
    "obligation": ("obligation_added", "obligation_removed", "obligation_reworded"),
    "law": ("law_added", "law_removed", "extent_changed"),
    "other": (
        *("actors_added", "actors_removed", "changed", "part_added", "part_removed"),
        *("record_added", "record_removed", "strategy_added", "strategy_removed"),
    ),
}
"""Kinds of events by what people call them; a kind may have several topics."""

KINDS = tuple(sorted({kind for kinds in TOPICS.values() for kind in kinds}))
"""Every kind of event there is."""


@dataclass(frozen=True)
class Delta:
    """One fact that differs between two states of a record. ``None`` means that it is not there."""

    record: str
    kind_of_record: str
    key: Key
    before: Value
    after: Value
    happened: str | None = None
    """The ISO day on which it happened, if the data gives one other than the day of recording."""
    about: Model | None = None
    """The record after the change, or before it if the record was removed."""

    @cached_property
    def kind(self) -> str:
        """The kind of event."""
        return _kind(self)

    @property
    def days(self) -> int | None:
        """By how many days a deadline moved; later is positive. ``None`` for other events."""
        if self.kind != "deadline_moved":
            return None
        return (last_day(self.after) - last_day(self.before)).days


def compare(
    record: str, kind: str, before: Facts, after: Facts, days: Mapping[str, str], about: Model | None = None
) -> Iterator[Delta]:
    """The facts that differ. An added or removed record or part gives one difference, not its fields.

    ``days`` are the days on which things happened, by subject, from the data.
    """
    came = {key.subject for key in after.keys() - before.keys() if key.field == EXISTS}
    went = {key.subject for key in before.keys() - after.keys() if key.field == EXISTS}
    differ = [key for key, value in after.items() if before.get(key) != value]
    differ += [key for key, value in before.items() if value is not None and key not in after]
    for key in sorted(differ, key=lambda key: (natural(key.subject), key.field)):
        old, new = before.get(key), after.get(key)
        # Of what is there on both sides, the title or text is a separate fact.
        whole = (key.field == EXISTS) == (key.subject in came | went)
        if not whole or (key.subject != record and record in came | went):
            continue
        yield Delta(record, kind, key, old, new, days.get(f"{key.subject}:{key.field}"), about)


def _kind(delta: Delta) -> str:
    key, record = delta.key, delta.kind_of_record
    way = 0 if delta.before is None else 1 if delta.after is None else 2
    named = key.field.partition(":")[0]
    if key.field == EXISTS:
        return f"{_thing(delta)}_{_WAYS[way]}"
    if named in ("link", "relation"):
        return f"{named}_{_WAYS[way]}"
    if is_acceptance(key.field):
        return ("gap_accepted", "acceptance_ended", "acceptance_changed")[way]
    if (record, named) in _CAME_OR_WENT:
        return _CAME_OR_WENT[record, named][way]
    return _KINDS.get((_thing(delta) if record == "measure" else record, named), "changed")


def _thing(delta: Delta) -> str:
    """What a fact is about: the record, a goal or a task of a measure, or another part."""
    if delta.key.subject == delta.record:
        return delta.kind_of_record
    last = delta.key.subject.rpartition(".")[2]
    if delta.kind_of_record != "measure":
        return "part"
    return "goal" if last.startswith("G") else "task" if last.isdecimal() else "part"
