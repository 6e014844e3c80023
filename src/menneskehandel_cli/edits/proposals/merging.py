"""Merge two changes of a record, value by value.

The unit is that of the history's facts: a field of a record or of one of its parts, a link, a relation.
A field that both sides have changed to different values is a conflict. It is never put together from
both: a source with the body of one side and the date of the other is a statement that nobody made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from menneskehandel_cli.edits.values import same, spelt
from menneskehandel_cli.history.facts import EXISTS, NAMES, held_apart, part_of_record
from menneskehandel_cli.models import Law, Model, Party, Report, Strategy
from menneskehandel_cli.models.fields import Field

Side = Literal["ours", "theirs"]

Value = dict[str, Any]  # a record as its file holds it


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides have changed, to different values.

    ``record`` is the id of the record or of its part, or the path of a file without one. ``field`` is
    empty if the whole of it is meant. A value is ``None`` where there is none.
    """

    path: str
    record: str
    field: str
    base: object
    ours: object
    theirs: object

    @property
    def token(self) -> str:
        """A name for exactly this conflict: another value on a side gives another name."""
        told = [self.path, self.record, self.field, self.base, self.ours, self.theirs]
        return hashlib.sha256(spelt(told).encode("utf-8", "surrogateescape")).hexdigest()[:32]


_NOTHING: Any = type("_Nothing", (), {})()
"""The value of a key that is not there, which is not ``null``."""

_TOGETHER = frozenset({"status", "status_source"})
"""Fields that are one statement: the source of one status says nothing of another."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "addresses": ("obligation",),
    "relations": ("type", "target"),
    "accepted": ("rule", "about"),
}
"""The keys that name the items of lists whose items have no ids."""


def _equal(one: object, other: object) -> bool:
    if one is _NOTHING or other is _NOTHING:
        return one is other
    return same(one, other)


@dataclass
class Merge:
    """A merge of one file. ``chosen`` says for conflicts, by their tokens, which side to take."""

    path: str
    chosen: Mapping[str, Side]
    conflicts: list[Conflict] = field(default_factory=list)

    def record(
        self,
        name: str,
        base: dict[str, Any],
        ours: dict[str, Any],
        theirs: dict[str, Any],
        model: type[Model],
    ) -> Value:
        """The value of a record, or of a part of one, called ``name``.

        A field in ``conflicts`` that nothing is chosen for has the value of ``theirs``.
        """
        joint = all(
            any(not _equal(base.get(key, _NOTHING), side.get(key, _NOTHING)) for key in _TOGETHER)
            for side in (ours, theirs)
        )
        made: Value = {}
        for key in dict.fromkeys((*theirs, *ours)):
            sides = [side.get(key, _NOTHING) for side in (base, ours, theirs)]
            named = [_by_name(model, key, side) for side in sides]
            if None in named:
                value = self.one(name, key, *sides, joint=joint and key in _TOGETHER)
            else:
                value = self._items(name, key, [side or {} for side in named], model)
            if value is not _NOTHING and not (value == [] and [] not in sides):
                made[key] = value
        return made

    def one(
        self, name: str, key: str, base: object, ours: object, theirs: object, *, joint: bool = False
    ) -> Any:
        """A value that is taken as a whole. If ``joint``, a change on one side alone counts for both."""
        if _equal(ours, theirs) or (_equal(base, theirs) and not joint):
            return ours
        if _equal(base, ours) and not joint:
            return theirs
        shown = (None if value is _NOTHING else value for value in (base, ours, theirs))
        conflict = Conflict(self.path, name, key, *shown)
        side = self.chosen.get(conflict.token)
        if side is None:
            self.conflicts.append(conflict)
        return ours if side == "ours" else theirs

    def _items(self, name: str, key: str, sides: list[Value], model: type[Model]) -> list[Any]:
        """The items of a list, each merged by its name."""
        base, ours, theirs = sides
        known = Field("record", model).below(key)
        inner = known.inner.model if known is not None and known.inner is not None else None
        frame, other = (ours, theirs) if list(theirs) == list(base) else (theirs, ours)
        made = []
        for called in _in_order(list(frame), list(other)):
            item = [side.get(called, _NOTHING) for side in (base, ours, theirs)]
            if key in _NAMES or inner is None:
                value = self.one(name, f"{key}:{called}", *item)
            elif item[1] is _NOTHING or item[2] is _NOTHING:
                value = self.one(_part(name, called, model), EXISTS, *item)
            else:
                before = {} if item[0] is _NOTHING else item[0]
                value = self.record(_part(name, called, model), before, item[1], item[2], inner)
            if value is not _NOTHING:
                made.append(value)
        return made


@dataclass
class Changed(Merge):
    """What differs between two versions of a file: ``names`` are those of records and their fields."""

    names: set[tuple[str, str]] = field(default_factory=set)

    def one(
        self, name: str, key: str, base: object, ours: object, theirs: object, *, joint: bool = False
    ) -> Any:
        """The value, whose name is kept if ``ours`` differs from ``base``."""
        if not _equal(base, ours):
            self.names.add((name, key))
        return super().one(name, key, base, ours, theirs, joint=joint)


def _part(owner: str, name: str, model: type[Model]) -> str:
    """The name of a part, as the history has it."""
    return part_of_record(owner, name) if issubclass(model, Report | Strategy | Law | Party) else name


def _by_name(model: type[Model], key: str, items: Any) -> Value | None:
    """The items of a list by their names; ``None`` unless they are merged one by one and all have one."""
    if key not in model.model_fields or not held_apart(model, key):
        return None
    items = [] if items is _NOTHING else items
    found: Value = {}
    for item in items if isinstance(items, list) else [None]:
        parts = item if isinstance(item, dict) else {}
        told = [str(parts[part]) for part in _NAMES.get(key, NAMES) if parts.get(part) is not None]
        found[":".join(told) if key in _NAMES else "".join(told[:1])] = item
    return found if "" not in found and len(found) == len(items) else None


def _in_order(frame: list[str], other: list[str]) -> list[str]:
    """The names of ``frame``, and those of ``other`` each after the one that it follows there."""
    made = list(frame)
    for place, name in enumerate(other):
        if name not in made:
            before = next((made.index(prior) for prior in reversed(other[:place]) if prior in made), -1)
            made.insert(before + 1, name)
    return made
