"""Events: what changed between two states, in the strategy's own terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from menneskehandel_cli.history.facts import EXISTS, Facts, Key, Value, is_acceptance
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Model
from menneskehandel_cli.register import natural

_MEASURE_KINDS = {
    "status": "status_changed",
    "title": "renamed",
    "responsible": "responsible_changed",
    "former_ids": "renumbered",
    "evidence": "evidence_changed",
}
_TASK_KINDS = {
    "status": "task_status_changed",
    "started": "task_started",
    "completed": "task_completed",
    "outcome": "outcome_changed",
}

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
    record: str,
    kind: str,
    before: Facts,
    after: Facts,
    days: Mapping[str, str],
    about: Model | None = None,
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
        if key.field != EXISTS and key.subject in came | went:
            continue
        if key.field == EXISTS and key.subject not in came | went:
            continue  # Its title or text is a separate fact.
        if key.subject != record and record in came | went:
            continue
        yield Delta(record, kind, key, old, new, days.get(f"{key.subject}:{key.field}"), about)


def _kind(delta: Delta) -> str:
    key, subject = delta.key, delta.kind_of_record
    gone, new = delta.after is None, delta.before is None
    if key.field == EXISTS:
        thing = _thing(delta)
        return f"{thing}_added" if new else f"{thing}_removed"
    for prefix in ("link", "relation"):
        if key.field.startswith(f"{prefix}:"):
            return f"{prefix}_{'added' if new else 'removed' if gone else 'changed'}"
    if is_acceptance(key.field):
        return "gap_accepted" if new else "acceptance_ended" if gone else "acceptance_changed"
    if subject == "measure":
        return _measure_kind(delta)
    if subject == "obligation" and key.field in ("text", "title", "force"):
        return "obligation_reworded"
    if subject == "report" and key.field == "approved" and (new or gone):
        return "report_approved" if new else "approval_withdrawn"
    if subject == "law" and key.field == "extent":
        return "extent_changed"
    return "changed"


def _measure_kind(delta: Delta) -> str:
    """The kind of a change in a field of a measure, or of one of its tasks or goals."""
    key = delta.key
    if key.field == "due":
        gone, new = delta.after is None, delta.before is None
        return "deadline_set" if new else "deadline_removed" if gone else "deadline_moved"
    if key.subject == delta.record:
        return _MEASURE_KINDS.get(key.field, "changed")
    if key.field == "text":
        return "goal_reworded" if _is_goal(key.subject) else "task_reworded"
    return _TASK_KINDS.get(key.field, "changed")


def _thing(delta: Delta) -> str:
    if delta.key.subject == delta.record:
        return delta.kind_of_record
    if delta.kind_of_record == "measure":
        last = delta.key.subject.rpartition(".")[2]
        return "goal" if _is_goal(delta.key.subject) else "task" if last.isdecimal() else "part"
    return "part"


def _is_goal(subject: str) -> bool:
    return subject.rpartition(".")[2].startswith("G")
