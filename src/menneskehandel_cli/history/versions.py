"""Records as blobs have them, read and judged only where they differ from the version before.

A field whose text is the same is not validated again and has the same facts. That holds because a record
is valid if its fields are: where a model judges its fields together, it is validated as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from menneskehandel_cli.history.facts import Key, Value, existence, facts, facts_of_field
from menneskehandel_cli.history.pieces import Pieces
from menneskehandel_cli.models import Model, Strategy, validate
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.register.loading import model_for


class Version:
    """A record, and which of its fields differ from those of the version it was read beside."""

    __slots__ = ("_changed", "_facts", "_last", "record", "values")

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
        self._facts: dict[tuple[str, str], dict[Key, Value]] = {}
        if last is not None:
            last.hand_on(self._facts, changed)

    def hand_on(self, known: dict[tuple[str, str], dict[Key, Value]], changed: frozenset[str]) -> None:
        """Give the next version the facts that hold for it too, and forget the one before."""
        known |= {place: told for place, told in self._facts.items() if place[1] not in changed}
        self._last = None

    def beside(self, before: Version, name: str) -> tuple[dict[Key, Value], dict[Key, Value]]:
        """The facts of the version before and of this one, if both are called ``name``.

        Of fields that did not change, they may be left out. Not so where parts in different fields may
        have the same name: which of them is told of must not depend on what changed.
        """
        if self._last is before and not isinstance(self.record, Strategy):
            return before.facts(name, self._changed), self.facts(name, self._changed)
        return facts(name, before.record), facts(name, self.record)

    def facts(self, name: str, fields: frozenset[str]) -> dict[Key, Value]:
        """The facts that some fields hold, and that the record is there."""
        told = existence(name, self.record)
        for field in fields:
            if (name, field) not in self._facts:
                self._facts[name, field] = facts_of_field(name, self.record, field)
            told |= self._facts[name, field]
        return told


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
        if last is not None and type(last.record) is model:
            return _next(last, values)
        record, wrong = validate(model, values, path)
        # A part that cannot be read is not told as dropped: the last readable state stands.
        return None if wrong or record is None else Version(record, values)


def _next(last: Version, values: Mapping[str, Any]) -> Version | None:
    """The version after another one of the same file."""
    model = type(last.record)
    if model.__pydantic_decorators__.model_validators:
        raise TypeError(f"{model.__name__} must be validated as a whole")
    new: dict[str, Any] = {}
    try:
        for key, value in values.items():
            if last.values.get(key, _NOTHING) is not value:
                field = _field(model, key)
                if field is None:
                    return None
                new[field.name] = field.judge.validate_python(value)
        for key in last.values.keys() - values.keys():
            field = _field(model, key)
            if field is None or field.required:
                return None
            new[field.name] = field.default()
    except ValidationError:
        return None
    return Version(last.record.model_copy(update=new), values, last, frozenset(new))


_NOTHING = object()


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a model: what judges its values, and what it is where the key is not there."""

    name: str
    judge: TypeAdapter[Any]
    required: bool
    default: Callable[[], Any]


@cache
def _field(model: type[Model], key: str) -> _Field | None:
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            kind: Any = info.annotation
            judge = TypeAdapter(Annotated[kind, *info.metadata] if info.metadata else kind)
            default = partial(info.get_default, call_default_factory=True)
            return _Field(name, judge, info.is_required(), default)
    return None
