"""Merge two changes of a record, value by value.

The unit is that of the history's facts: a field of a record or of one of its parts, a link, a relation.
A field that both sides have changed to different values is a conflict. It is never put together from
both: a source with the body of one side and the date of the other is a statement that nobody made.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, NamedTuple

from menneskehandel_cli.edits.assignments import item_name
from menneskehandel_cli.edits.change import says_the_same
from menneskehandel_cli.edits.values import GONE, equals, spelt
from menneskehandel_cli.history.facts import EXISTS, LISTED, NAMES, held_apart, part_of
from menneskehandel_cli.models import Field, Model, Report

Side = Literal["ours", "theirs", "both"]
"""What is taken of a conflict. ``both`` is for entries of a list; of another it takes ``theirs``."""

Value = dict[str, Any]  # a record as its file holds it


class Conflict(NamedTuple):
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
        return bool(name) and key not in LISTED and None not in (self.ours, self.theirs)

    @property
    def token(self) -> str:
        """A name for exactly this conflict: another value on a side gives another name."""
        values = [self.path, self.record, self.field, self.base, self.ours, self.theirs]
        return hashlib.sha256(spelt(values).encode("utf-8", "surrogateescape")).hexdigest()[:32]


_TOGETHER = frozenset({"status", "status_source"})
"""Fields that are one statement: the source of one status says nothing of another."""


@dataclass
class Merge:
    """A merge of one file. ``chosen`` says for conflicts, by their tokens, which side to take.

    If ``strict``, a field that both sides have changed is a conflict also where they agree.
    """

    path: str
    chosen: Mapping[str, Side]
    strict: bool = False
    conflicts: list[Conflict] = field(default_factory=list)

    def record(self, name: str, sides: Sequence[Value], model: type[Model]) -> Value:
        """The value of a record, or of a part of one, called ``name``, which is merged of three.

        A field in ``conflicts`` that nothing is chosen for has the value of ``theirs``.
        """
        fields = {key: [side.get(key, GONE) for side in sides] for key in {**sides[2], **sides[1]}}
        together = [[side.get(key, GONE) for side in sides] for key in _TOGETHER]
        joint = all(any(not equals(held[0], held[side]) for held in together) for side in (1, 2))
        made: Value = {}
        for key, held in fields.items():
            known = Field("record", model).below(key)
            named = _by_name(model, key, known, held)
            if named is None:
                value = self._taken(name, key, held, known, joint=joint and key in _TOGETHER)[-1]
            else:
                value = self._items(name, key, named, model, known)
            if value is not GONE and not (value == [] and [] not in held):
                made[key] = value
        holders = [side for side in sides if side.get("approved") == made.get("approved")]
        if model is Report and not any(says_the_same(side, made) for side in holders):
            made.pop("approved", None)  # It was given to what one side had written.
        return made

    def _taken(
        self, name: str, key: str, sides: Sequence[Any], known: Field | None, *, joint: bool = False
    ) -> list[Any]:
        """What is taken of three values: that of the side which has changed it, or both as entries.

        If ``joint``, a change on one side alone counts for both.
        """
        base, ours, theirs = sides
        if equals(ours, theirs) and (equals(base, ours) or not self.strict):
            return [ours]
        if not joint and (equals(base, ours) or equals(base, theirs)):
            return [theirs if equals(base, ours) else ours]
        side = self.side_of(name, key, sides, known)
        return [ours, theirs] if side == "both" else [ours if side == "ours" else theirs]

    def side_of(self, name: str, key: str, sides: Sequence[Any], known: Field | None = None) -> Side | None:
        """The side chosen of a conflict of three values; ``None`` if there is none, which is noted."""
        base, ours, theirs = (None if value is GONE else value for value in sides)
        conflict = Conflict(self.path, name, key, base, ours, theirs, known)
        side = self.chosen.get(conflict.token)
        if side is None:
            self.conflicts.append(conflict)
        return "theirs" if side == "both" and not conflict.is_entry else side

    def _items(
        self, name: str, key: str, sides: list[Value], model: type[Model], known: Field | None
    ) -> list[Any]:
        """The items of a list, each merged by its name."""
        base, ours, theirs = map(list, sides)
        entry = known and known.inner
        inner = entry.model if entry and key not in LISTED and held_apart(model, key) else None
        made: list[Any] = []
        for called in _merged_order(ours, theirs) if theirs == base else _merged_order(theirs, ours):
            item = [side.get(called, GONE) for side in sides]
            if inner is None:
                made += self._taken(name, f"{key}:{called}", item, entry)
            elif GONE in item[1:]:
                made += self._taken(part_of(name, called, model), EXISTS, item, entry)
            else:
                held = [{} if side is GONE else side for side in item]
                made.append(self.record(part_of(name, called, model), held, inner))
        return [value for value in made if value is not GONE]


def _by_name(model: type[Model], key: str, known: Field | None, sides: Sequence[Any]) -> list[Value] | None:
    """The items of a list by their names, on each side; ``None`` for what is taken as a whole.

    What is no list is that, and a list of which both sides have changed nothing but the order.
    Entries of one without names of their own are named after what they say.
    """
    lists = [[] if side is GONE else side for side in sides]
    if known is None or known.kind != "list" or not all(isinstance(items, list) for items in lists):
        return None
    apart = held_apart(model, key)
    for way in [partial(_fact_name, key)] if apart else [item_name, spelt]:
        found = [{way(item): item for item in items} for items in lists]
        if all("" not in one and len(one) == len(items) for one, items in zip(found, lists, strict=True)):
            base, ours, theirs = map(list, found)
            moved = len({*base, *ours, *theirs}) == len(base) and base not in (ours, theirs)
            return None if moved and ours != theirs and not apart else found
    return None


def _fact_name(key: str, item: Any) -> str:
    """The name of an item that has facts of its own; empty if it has none."""
    parts = item if isinstance(item, dict) else {}
    keys = LISTED[key][1:] if key in LISTED else NAMES
    names = [str(parts[part]) for part in keys if parts.get(part) is not None]
    return ":".join(names) if key in LISTED else "".join(names[:1])


def _merged_order(frame: list[str], other: list[str]) -> list[str]:
    """The names of ``frame``, and those of ``other`` each after the one that it follows there."""
    made, place = list(frame), 0
    for name in other:
        if name not in made:
            made.insert(place, name)
        place = made.index(name) + 1
    return made
