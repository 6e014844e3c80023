"""Records as blobs have them, read and judged only where they differ from the version before.

A field whose text is the same is not validated again and has the same facts. That holds because a record
is valid if its fields are: where a model judges its fields together, it is validated as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from menneskehandel_cli.history.facts import Key, Value, facts_by_field
from menneskehandel_cli.history.pieces import Pieces
from menneskehandel_cli.models import Model, validate
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.register.loading import model_for


class Version:
    """A record, and its facts when they are asked for."""

    __slots__ = ("_changed", "_facts", "_last", "_name", "record", "values")

    def __init__(
        self,
        record: Model,
        values: Mapping[str, Any],
        last: Version | None = None,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self.record = record
        self.values = values
        self._last = last
        self._changed = changed
        self._name: str | None = None
        self._facts: dict[str, dict[Key, Value]] = {}

    def facts(self, name: str) -> dict[Key, Value]:
        """The facts of the record if it is called ``name``."""
        told: dict[Key, Value] = {}
        for part in self.by_field(name).values():
            told.update(part)
        return told

    def by_field(self, name: str) -> dict[str, dict[Key, Value]]:
        """The same facts, apart for each field of the record."""
        if self._name != name:
            last, self._last = self._last, None
            known = last.by_field(name) if last is not None else {}
            self._facts = facts_by_field(name, self.record, known, self._changed)
            self._name = name
        return self._facts


class Versions:
    """The records of files by what these say. The same bytes in the same folder are read once."""

    def __init__(self, blobs: Mapping[str, bytes]) -> None:
        self._blobs = blobs
        self._pieces = Pieces()
        self._known: dict[tuple[str, str], Version | None] = {}

    def read(self, path: str, blob: str, last: Version | None) -> Version | None:
        """The record in a file, or ``None`` where it cannot be read in full.

        ``last`` is the version that the file had before.
        """
        place = path.rsplit("/", 1)[0], blob
        if place not in self._known:
            self._known[place] = self._read(path, self._blobs.get(blob, b""), last)
        return self._known[place]

    def _read(self, path: str, data: bytes, last: Version | None) -> Version | None:
        kind = kind_of(path)
        values = self._pieces.read(data)
        if kind is None or values is None:
            return None
        model = model_for(path, kind, values, {})
        if last is not None and type(last.record) is model and last.values.keys() == values.keys():
            return _next(last, values)
        record, wrong = validate(model, values, path)
        # A part that cannot be read is not told as dropped: the last readable state stands.
        return None if wrong or record is None else Version(record, values)


def _next(last: Version, values: Mapping[str, Any]) -> Version | None:
    """The version after another one of the same file, with the same keys."""
    model = type(last.record)
    changed = {key: value for key, value in values.items() if value is not last.values[key]}
    try:
        if model.__pydantic_decorators__.model_validators:
            return Version(model.model_validate(values), values)
        new = {}
        for key, value in changed.items():
            name, judge = _field(model, key)
            new[name] = judge.validate_python(value)
    except ValidationError:
        return None
    return Version(last.record.model_copy(update=new), values, last, frozenset(new))


@cache
def _field(model: type[Model], key: str) -> tuple[str, TypeAdapter[Any]]:
    """The name of the field with this key, and what judges its values."""
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            kind: Any = info.annotation
            return name, TypeAdapter(Annotated[kind, *info.metadata] if info.metadata else kind)
    raise KeyError(key)
