"""Merge two changes of a record, value by value.

The unit is that of the history's facts: a field of a record or of one of its parts, a link, a relation.
A field that both sides have changed to different values is a conflict. It is never put together from
both: a source with the body of one side and the date of the other is a statement that nobody made.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from menneskehandel_cli.edits.assignments import item_name
from menneskehandel_cli.edits.values import same, spelt
from menneskehandel_cli.history.facts import EXISTS, NAMES, held_apart, part_of_record
from menneskehandel_cli.models import Law, Model, Party, Report, Strategy
from menneskehandel_cli.models.fields import Field

Side = Literal["ours", "theirs", "both"]
"""What is taken of a conflict. ``both`` is for entries of a list; of another it takes ``theirs``."""

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
    type: Field | None = None
    """What the values are, in the record."""

    @property
    def is_entry(self) -> bool:
        """Whether both values can stand, as entries of a list."""
        key, _, name = self.field.partition(":")
        return bool(name) and key not in _NAMES and None not in (self.ours, self.theirs)

    @property
    def token(self) -> str:
        """A name for exactly this conflict: another value on a side gives another name."""
        values = [self.path, self.record, self.field, self.base, self.ours, self.theirs]
        return hashlib.sha256(spelt(values).encode("utf-8", "surrogateescape")).hexdigest()[:32]


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

    def record(self, name: str, sides: Sequence[Value], model: type[Model]) -> Value:
        """The value of a record, or of a part of one, called ``name``, which is merged of three.

        A field in ``conflicts`` that nothing is chosen for has the value of ``theirs``.
        """
        base, ours, theirs = sides
        joint = all(
            any(not _equal(base.get(key, _NOTHING), side.get(key, _NOTHING)) for key in _TOGETHER)
            for side in (ours, theirs)
        )
        made: Value = {}
        for key in dict.fromkeys((*theirs, *ours)):
            held = [side.get(key, _NOTHING) for side in sides]
            known = Field("record", model).below(key)
            named = _by_name(model, key, known, held)
            if named is None:
                value = self._taken(name, key, held, known, joint=joint and key in _TOGETHER)[-1]
            else:
                value = self._items(name, key, named, model, known)
            if value is not _NOTHING and not (value == [] and [] not in held):
                made[key] = value
        return made

    def _taken(
        self, name: str, key: str, sides: Sequence[Any], known: Field | None, *, joint: bool = False
    ) -> list[Any]:
        """What is taken of three values: that of the side which has changed it, or both as entries.

        If ``joint``, a change on one side alone counts for both.
        """
        base, ours, theirs = sides
        if _equal(ours, theirs) or (_equal(base, theirs) and not joint):
            return [ours]
        if _equal(base, ours) and not joint:
            return [theirs]
        before, mine, other = (None if value is _NOTHING else value for value in sides)
        conflict = Conflict(self.path, name, key, before, mine, other, known)
        side = self.chosen.get(conflict.token)
        if side is None:
            self.conflicts.append(conflict)
        if side == "both" and conflict.is_entry:
            return [ours, theirs]
        return [ours if side == "ours" else theirs]

    def _items(
        self, name: str, key: str, sides: list[Value], model: type[Model], known: Field | None
    ) -> list[Any]:
        """The items of a list, each merged by its name."""
        base, ours, theirs = sides
        entry = known.inner if known is not None else None
        inner = entry.model if entry is not None and held_apart(model, key) else None
        frame, other = (ours, theirs) if list(theirs) == list(base) else (theirs, ours)
        made = []
        for called in _in_order(list(frame), list(other)):
            item = [side.get(called, _NOTHING) for side in sides]
            if key in _NAMES or inner is None:
                values = self._taken(name, f"{key}:{called}", item, entry)
            elif item[1] is _NOTHING or item[2] is _NOTHING:
                values = self._taken(_part(name, called, model), EXISTS, item, entry)
            else:
                held = [{} if side is _NOTHING else side for side in item]
                values = [self.record(_part(name, called, model), held, inner)]
            made += [value for value in values if value is not _NOTHING]
        return made


def _part(owner: str, name: str, model: type[Model]) -> str:
    """The name of a part, as the history has it."""
    return part_of_record(owner, name) if issubclass(model, Report | Strategy | Law | Party) else name


def _by_name(
    model: type[Model], key: str, known: Field | None, sides: Sequence[Any]
) -> list[Value] | None:
    """The items of a list by their names, on each side; ``None`` for what is taken as a whole.

    What is no list is that, and a list of which both sides have changed nothing but the order.
    Entries of one without names of their own are named after what they say.
    """
    lists = [[] if side is _NOTHING else side for side in sides]
    if known is None or known.kind != "list" or not all(isinstance(items, list) for items in lists):
        return None
    ways = [lambda item: _named(key, item)] if held_apart(model, key) else [item_name, spelt]
    for way in ways:
        found = [{way(item): item for item in items} for items in lists]
        if all("" not in one and len(one) == len(items) for one, items in zip(found, lists, strict=True)):
            base, ours, theirs = map(list, found)
            moved = len({*base, *ours, *theirs}) == len(base) and base not in (ours, theirs)
            return None if moved and ours != theirs and not held_apart(model, key) else found
    return None


def _named(key: str, item: Any) -> str:
    """The name of an item that has facts of its own; empty if it has none."""
    parts = item if isinstance(item, dict) else {}
    names = [str(parts[part]) for part in _NAMES.get(key, NAMES) if parts.get(part) is not None]
    return ":".join(names) if key in _NAMES else "".join(names[:1])


def _in_order(frame: list[str], other: list[str]) -> list[str]:
    """The names of ``frame``, and those of ``other`` each after the one that it follows there."""
    made = list(frame)
    for place, name in enumerate(other):
        if name not in made:
            before = next((made.index(prior) for prior in reversed(other[:place]) if prior in made), -1)
            made.insert(before + 1, name)
    return made
