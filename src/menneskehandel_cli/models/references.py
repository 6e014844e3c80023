"""Where a record names something else: actors, measures, obligations, sources.

What a field refers to follows from its type, so a new field with an ``ActorId`` is checked from the
day it is written. Which fields of a model lead to which kind of reference is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import StringConstraints

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.models.base import PATTERNS, Model

_OWN = frozenset({"id", "former_ids"})
"""Keys that give a record its own name instead of naming another."""


def references(record: Model, kind: str) -> Iterator[tuple[KeyPath, str]]:
    """Every place where ``record`` names a thing of ``kind`` (a key of ``PATTERNS``), and the name."""
    for name, key, inside in _plan(type(record), PATTERNS[kind]):
        value = getattr(record, name)
        if value is None or value == ():
            continue
        if isinstance(value, dict):
            for inner, item in value.items():
                if not inside:
                    yield (key, inner), inner
                yield from _from(item, (key, inner), kind, inside=True)
            continue
        if not isinstance(value, tuple):
            yield from _from(value, (key,), kind, inside)
            continue
        for place, item in enumerate(value):
            yield from _from(item, (key, place), kind, inside)


def models_in(record: Model, wanted: type[Model]) -> Iterator[tuple[KeyPath, Model]]:
    """Every model of the ``wanted`` type inside ``record``, with the keys that lead to it."""
    for name, key in _routes(type(record), wanted):
        value = getattr(record, name)
        if isinstance(value, Model):
            yield from _found(value, (key,), wanted)
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                yield from _found(item, (key, place), wanted)
        elif isinstance(value, dict):
            for inner, item in value.items():
                yield from _found(item, (key, inner), wanted)


def _found(value: object, keys: KeyPath, wanted: type[Model]) -> Iterator[tuple[KeyPath, Model]]:
    if not isinstance(value, Model):
        return
    if isinstance(value, wanted):
        yield keys, value
    for inner, item in models_in(value, wanted):
        yield (*keys, *inner), item


def _from(value: object, keys: KeyPath, kind: str, inside: bool) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        if not inside:
            yield keys, value
    elif isinstance(value, Model):
        for inner, name in references(value, kind):
            yield (*keys, *inner), name


@cache
def _plan(model: type[Model], pattern: str) -> tuple[tuple[str, str, bool], ...]:
    """Fields that hold such a name, or a model that may; ``inside`` is true for the latter."""
    found = []
    for name, info in model.model_fields.items():
        named = name not in _OWN and _names(info.annotation, info.metadata, pattern)
        if named or any(_plan(inner, pattern) for inner in _inner(info.annotation)):
            found.append((name, info.alias or name, not named))
    return tuple(found)


@cache
def _routes(model: type[Model], wanted: type[Model]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, info.alias or name)
        for name, info in model.model_fields.items()
        if any(issubclass(inner, wanted) or _routes(inner, wanted) for inner in _inner(info.annotation))
    )


def _names(annotation: object, metadata: list[Any], pattern: str) -> bool:
    if any(isinstance(item, StringConstraints) and item.pattern == pattern for item in metadata):
        return True
    return any(
        (isinstance(inner, StringConstraints) and inner.pattern == pattern) or _names(inner, [], pattern)
        for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    )


def _inner(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in get_args(annotation):
        yield from _inner(inner)
