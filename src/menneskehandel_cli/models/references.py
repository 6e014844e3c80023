"""Where a record refers to something else: actors, measures, obligations, sources.

What a field refers to follows from its type, so a new field with an ``ActorId`` is checked without
further code. Which fields of a model lead to which kind of reference is computed once.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.models.base import REFERENCE, Model
from menneskehandel_cli.models.fields import fields

M = TypeVar("M", bound=Model)
_Wanted = str | type[Model] | None
"""Names by their kind, the records of a model, or lists of plain values."""

_OWN = frozenset({"id", "former_ids"})
"""Keys that give a record its own id instead of referring to another."""


def references(record: Model, kind: str) -> list[tuple[KeyPath, str]]:
    """Every place where ``record`` names a thing of ``kind`` (a key of ``PATTERNS``), and the name."""
    return _found(record, kind)


def models_in(record: Model, wanted: type[M]) -> list[tuple[KeyPath, M]]:
    """Every model of the ``wanted`` type inside ``record``, with the keys that lead to it."""
    return _found(record, wanted)


def lists_of_names(record: Model) -> list[tuple[KeyPath, tuple[object, ...]]]:
    """Every list of plain values inside ``record``, such as ids, with the keys that lead to it."""
    return _found(record, None)


def _found(record: Model, wanted: _Wanted) -> list[Any]:
    found: list[Any] = []
    _add(record, wanted, (), found)
    return found


def _add(record: Model, wanted: _Wanted, keys: KeyPath, found: list[Any]) -> None:
    """Add to ``found`` all that is wanted inside ``record``, with the keys that lead to it."""
    # One list is filled during the walk: nested generators cost more than the walk itself.
    for name, key, inside in _route(type(record), wanted):
        value = getattr(record, name)
        if wanted is None and not inside and not isinstance(value, dict):
            found += [((*keys, key), value)] if value else []
            continue
        for place, item in _items(value, (*keys, key)):
            if isinstance(wanted, str):
                named = None if inside else place[-1] if isinstance(value, dict) else item
                found += [(place, named)] if isinstance(named, str) else []
            elif item and not inside and (wanted is None or isinstance(item, wanted)):
                found.append((place, item))
            if isinstance(item, Model):
                _add(item, wanted, place, found)


def kinds_named(model: type[Model]) -> Mapping[str, frozenset[str]]:
    """What each key of a model may name, by the keys of ``PATTERNS``; a record's own id names nothing."""
    return {field.key: field.kinds for field in _fields(model)}


def _items(value: object, keys: KeyPath) -> Iterable[tuple[KeyPath, object]]:
    """The values in a list or a map, or a value that is neither, with the keys that lead to each."""
    if isinstance(value, tuple):
        return (((*keys, place), item) for place, item in enumerate(value))
    if isinstance(value, dict):
        return (((*keys, inner), item) for inner, item in value.items())
    return ((keys, value),)


class _Field(NamedTuple):
    """A field of a model: its name here and in YAML, what it may name, and the models inside it.

    ``listed`` says whether it is a list.
    """

    name: str
    key: str
    kinds: frozenset[str]
    inner: tuple[type[Model], ...]
    listed: bool

    def holds(self, wanted: _Wanted) -> bool:
        """Whether it holds names of a kind, a model of a type, or a list of plain values."""
        if wanted is None:
            return self.listed and not self.inner
        if isinstance(wanted, str):
            return wanted in self.kinds
        return any(issubclass(inner, wanted) for inner in self.inner)


@cache
def _fields(model: type[Model]) -> tuple[_Field, ...]:
    found = []
    for name, info in model.model_fields.items():
        levels = [fields(model)[info.alias or name]]
        while (inner := levels[-1].inner) is not None:
            levels.append(inner)
        own = name in _OWN and REFERENCE not in info.metadata
        found.append(
            _Field(
                name,
                info.alias or name,
                frozenset(level.coded for level in levels if level.coded and not own),
                tuple(level.model for level in levels if level.model is not None),
                any(level.kind == "list" for level in levels),
            )
        )
    return tuple(found)


@cache
def _route(model: type[Model], wanted: _Wanted) -> tuple[tuple[str, str, bool], ...]:
    """The fields that lead to what is wanted: names of a kind, models, or lists of plain values.

    The last value is true for a field of models in which it is, false for one that holds it.
    """
    return tuple(
        (field.name, field.key, not field.holds(wanted))
        for field in _fields(model)
        if field.holds(wanted) or any(_route(inner, wanted) for inner in field.inner)
    )
