"""What each place in a record takes, read off the models: for those who edit records.

A new field is edited, ordered and completed from the day it is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.models.base import Model, Text

Kind = Literal["record", "map", "list", "text", "day", "number", "truth", "choice", "line"]

_NAMES = frozenset({"id", "ref", "level", "closes", "baseline", "url"})
"""Keys of lines that name something to the program, without a pattern of their own."""

_LAST = ("accepted",)
"""Keys that stand at the end of a record, whatever the order of the model's fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a place takes.

    ``text`` is translated, ``line`` is not. ``model`` describes a record's keys, ``inner`` what a list
    or map holds, ``choices`` the values that fit. ``required``: a record is not whole without it.
    ``prose``: people write it in words of their own, and it is no id, address or name of a thing.
    """

    kind: Kind
    model: type[Model] | None = None
    inner: Field | None = None
    choices: tuple[str, ...] = ()
    required: bool = True
    prose: bool = False

    def keys(self) -> tuple[str, ...]:
        """The keys of a record in the order they are written in; none where any key will do."""
        return tuple(fields(self.model)) if self.model is not None else ()

    def below(self, key: str | int) -> Field | None:
        """What the place under ``key`` takes, or ``None`` where there is no such place."""
        if self.model is not None:
            return fields(self.model).get(str(key))
        return self.inner


@cache
def fields(model: type[Model]) -> dict[str, Field]:
    """What each key of a record takes, in the order the keys are written in."""
    found = {
        info.alias or name: _field(info.annotation, tuple(info.metadata), required=info.is_required())
        for name, info in model.model_fields.items()
    }
    found |= {key: replace(found[key], prose=False) for key in found.keys() & _NAMES}
    return {key: found[key] for key in sorted(found, key=_LAST.__contains__)}


def field_at(model: type[Model], keys: KeyPath) -> Field | None:
    """What the place that ``keys`` lead to takes."""
    found: Field | None = Field("record", model)
    for key in keys:
        found = found.below(key) if found is not None else None
    return found


def _field(annotation: Any, metadata: tuple[Any, ...] = (), *, required: bool = True) -> Field:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _field(inner, (*metadata, *more), required=required)
    if origin in (Union, UnionType):
        given = [part for part in get_args(annotation) if part is not NoneType]
        return _field(given[0], metadata, required=required)
    if origin is Literal:
        choices = tuple(str(value) for value in get_args(annotation))
        return Field("choice", choices=choices, required=required)
    if origin is tuple:
        return Field("list", inner=_field(get_args(annotation)[0]), required=required)
    if origin is dict:
        return Field("map", inner=_field(get_args(annotation)[1]), required=required)
    if annotation is Text:
        return Field("text", model=Text, required=required, prose=True)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Field("record", model=annotation, required=required)
    if annotation is bool:
        return Field("truth", required=required)
    if annotation in (int, float):
        return Field("number", required=required)
    day = any(isinstance(item, BeforeValidator) for item in metadata)
    coded = any(isinstance(item, StringConstraints) and item.pattern for item in metadata)
    return Field("day" if day else "line", required=required, prose=not day and not coded)
