"""Events: what changed between two states, in the strategy's own terms."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from menneskehandel_cli.history.facts import EXISTS, Facts, Key, Value, is_acceptance
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Model
from menneskehandel_cli.register import natural

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""The kinds of events, by the fields that change and by their topics."""

_WAYS = ("added", "removed", "changed")

TOPICS: Mapping[str, tuple[str, ...]] = {topic: tuple(kinds) for topic, kinds in _TABLES["topics"].items()}
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
        return _delta_kind(self)

    @property
    def days(self) -> int | None:
        """By how many days a deadline moved; later is positive. ``None`` for other events."""
        return None if self.kind != "deadline_moved" else (last_day(self.after) - last_day(self.before)).days


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


def _delta_kind(delta: Delta) -> str:
    key, record = delta.key, delta.kind_of_record
    way = 0 if delta.before is None else 1 if delta.after is None else 2
    named = key.field.partition(":")[0]
    if key.field == EXISTS:
        return f"{_thing(delta)}_{_WAYS[way]}"
    if named in ("link", "relation"):
        return f"{named}_{_WAYS[way]}"
    if is_acceptance(key.field):
        return ("gap_accepted", "acceptance_ended", "acceptance_changed")[way]
    fields = _TABLES["fields"].get(_thing(delta) if record == "measure" else record, {})
    kind: str | list[str] = fields.get(named, "changed")
    return kind if isinstance(kind, str) else kind[way]


def _thing(delta: Delta) -> str:
    """What a fact is about: the record, a goal or a task of a measure, or another part."""
    if delta.key.subject == delta.record:
        return delta.kind_of_record
    last = delta.key.subject.rpartition(".")[2]
    if delta.kind_of_record != "measure":
        return "part"
    return "goal" if last.startswith("G") else "task" if last.isdecimal() else "part"
