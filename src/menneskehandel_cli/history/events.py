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

_SPECS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_KINDS = {
    (thing, field): kind for thing, kinds in _SPECS["kinds"].items() for field, kind in kinds.items()
}
"""The kinds of changes in the fields of a record, or of a part of a measure; any other is ``changed``."""

_WAYS = ("added", "removed", "changed")

_CAME_OR_WENT = {
    (thing, name): ways for thing, kinds in _SPECS["came_or_went"].items() for name, ways in kinds.items()
}
"""The kinds of events in which a field is written, is removed or has another value, as in ``_WAYS``."""

TOPICS: Mapping[str, tuple[str, ...]] = {name: tuple(kinds) for name, kinds in _SPECS["topics"].items()}
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
        return str(_CAME_OR_WENT[record, named][way])
    return str(_KINDS.get((_thing(delta) if record == "measure" else record, named), "changed"))


def _thing(delta: Delta) -> str:
    """What a fact is about: the record, a goal or a task of a measure, or another part."""
    if delta.key.subject == delta.record:
        return delta.kind_of_record
    last = delta.key.subject.rpartition(".")[2]
    if delta.kind_of_record != "measure":
        return "part"
    return "goal" if last.startswith("G") else "task" if last.isdecimal() else "part"
