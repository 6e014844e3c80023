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

T = TypeVar("T")
Wanted = str | type[Model] | None
"""Names by their kind (a key of ``PATTERNS``), the records of a model, or lists of plain values."""

Found = dict[Wanted, list[tuple[T, KeyPath, Any]]]
"""What is inside records: whose it is, the keys that lead to it, and what it is."""

_OWN = frozenset({"id", "former_ids"})
"""Keys that give a record its own id instead of referring to another."""


def collect(owner: T, record: Model, found: Found[T], keys: KeyPath = ()) -> None:
    """Add to ``found`` every name, model and list of plain values inside ``record``."""
    # One list is filled during the walk: nested generators cost more than the walk itself.
    for field in _reference_fields(type(record)):
        if not (value := getattr(record, field.name)):
            continue
        mapped, place = isinstance(value, dict), (*keys, field.key)
        if field.plain and not mapped:
            found[None].append((owner, place, value))
        for inner, item in _items_with_keys(value, place):
            named = inner[-1] if mapped else item
            if field.kinds and isinstance(named, str):
                for kind in field.kinds:
                    found[kind].append((owner, inner, named))
            if isinstance(item, Model):
                for model in _models(type(item)):
                    found[model].append((owner, inner, item))
                collect(owner, item, found, inner)
            elif field.plain and mapped and item:
                found[None].append((owner, inner, item))


def kinds_named(model: type[Model]) -> Mapping[str, frozenset[str]]:
    """What a key of a model may name, by the keys of ``PATTERNS``; a record's own id names nothing."""
    return {field.key: field.kinds for field in _reference_fields(model)}


def _items_with_keys(value: object, keys: KeyPath) -> Iterable[tuple[KeyPath, object]]:
    """The values in a list or a map, or a value that is neither, with the keys that lead to each."""
    if isinstance(value, tuple):
        return (((*keys, place), item) for place, item in enumerate(value))
    if isinstance(value, dict):
        return (((*keys, inner), item) for inner, item in value.items())
    return ((keys, value),)


class _Field(NamedTuple):
    """A field of a model: its name here and in YAML, what it may name, and what else is in it."""

    name: str
    key: str
    kinds: frozenset[str]
    plain: bool
    """Whether it is a list of plain values."""


@cache
def _reference_fields(model: type[Model]) -> tuple[_Field, ...]:
    """The fields in which there is anything to be found."""
    found = []
    for name, info in model.model_fields.items():
        levels = [fields(model)[info.alias or name]]
        while (inner := levels[-1].inner) is not None:
            levels.append(inner)
        models = any(level.model is not None for level in levels)
        own = name in _OWN and REFERENCE not in info.metadata
        kinds = frozenset(level.coded for level in levels if level.coded and not own)
        listed = any(level.kind == "list" for level in levels) and not models
        if kinds or listed or models:
            found.append(_Field(name, info.alias or name, kinds, listed))
    return tuple(found)


@cache
def _models(model: type[Model]) -> tuple[type[Model], ...]:
    """A model and those that it is a kind of."""
    return tuple(base for base in model.__mro__ if issubclass(base, Model) and base is not Model)
