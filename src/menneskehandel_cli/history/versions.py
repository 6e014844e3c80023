"""The records in blobs, read and validated only where they differ from the version before.

A field whose text is the same is not validated again and has the same facts. This requires that a record
is valid if its fields are: one whose model validates fields together is validated as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from menneskehandel_cli.documents import Document
from menneskehandel_cli.history.chunks import Chunks
from menneskehandel_cli.history.facts import Key, Value, alike, facts, facts_of_field, held_apart
from menneskehandel_cli.language import SOURCE_LANG
from menneskehandel_cli.models import Law, Model, Strategy, validate
from menneskehandel_cli.models.base import written_in
from menneskehandel_cli.models.upgrade import law_of, upgraded
from menneskehandel_cli.register.layout import Kind, kind_of
from menneskehandel_cli.register.loading import model_for


@dataclass(frozen=True, slots=True)
class Version:
    """A record and, if it was compared with an earlier version, that version and the changed fields."""

    record: Model
    values: Mapping[str, Any]
    last: Version | None = None
    changed: frozenset[str] = frozenset()

    def facts_since(self, before: Version, name: str) -> tuple[dict[Key, Value], dict[Key, Value]]:
        """The facts of the version before and of this one, if both are called ``name``.

        What is the same in both may be left out, except if two parts have the same name, or parts in
        different fields may have: their facts must not depend on what changed.
        """
        whole = self.last is not before or isinstance(self.record, Strategy)
        if whole or alike(before.record) or alike(self.record):
            return facts(name, before.record), facts(name, self.record)
        old: dict[Key, Value] = {}
        new: dict[Key, Value] = {}
        for field in self.changed:
            was, now = getattr(before.record, field), getattr(self.record, field)
            if held_apart(type(self.record), field):
                was, now = _without_same(was, now)
            old |= facts_of_field(name, before.record, field, was)
            new |= facts_of_field(name, self.record, field, now)
        return old, new


def _without_same(was: tuple[Model, ...], now: tuple[Model, ...]) -> list[tuple[Model, ...]]:
    """Both lists of parts, without those that are in both."""
    same = {id(part) for part in was} & {id(part) for part in now}
    return [tuple(part for part in side if id(part) not in same) for side in (was, now)]


class Versions:
    """The records of files by content. The same bytes are read once, also of a file that was renamed.

    All are read with ``language`` as the one that texts are in first, also those of old commits.
    """

    def __init__(self, language: str = SOURCE_LANG) -> None:
        self._language = language
        self._coming: Iterator[tuple[str, bytes]] = iter(())
        self._chunks = Chunks()
        self._said: dict[str, Document] = {}
        self._known: dict[tuple[Kind | None, str], tuple[Version, ...] | None] = {}
        self._latest: dict[tuple[str, ...], Version] = {}
        """The last version read of each record, under whatever path."""

    def take_in(self, blobs: Iterator[tuple[str, bytes]]) -> None:
        """Set the source of blobs. It is read in order, as far as the blob that is needed."""
        self._coming = blobs

    def known(self, path: str, blob: str, language: str) -> tuple[Document, Model] | None:
        """The document of a file and its own record, if it has been read and has no diagnostics.

        ``None`` if it was read in another language.
        """
        if language != self._language:
            return None
        document, versions = self._said.get(blob), self._known.get((kind_of(path), blob))
        if document is None or document.diagnostics or not versions:
            return None
        return document, versions[0].record.model_copy()  # Two files with the same bytes are two records.

    def read(self, path: str, blob: str) -> tuple[Version, ...] | None:
        """The records in a file, its own first, or ``None`` if it cannot be read in full.

        An article in an older format also contains law.
        """
        kind = kind_of(path)
        if (kind, blob) not in self._known:
            self._known[kind, blob] = self._read(path, kind, self._values(blob))
        return self._known[kind, blob]

    def _values(self, blob: str) -> dict[str, Any] | None:
        while blob not in self._said:
            coming = next(self._coming, None)
            if coming is None:
                return None  # git does not have it.
            self._said[coming[0]] = self._chunks.read(coming[1])
        document = self._said[blob]
        return document.value if document.readable and isinstance(document.value, dict) else None

    def _read(
        self, path: str, kind: Kind | None, values: dict[str, Any] | None
    ) -> tuple[Version, ...] | None:
        if kind is None or values is None:
            return None
        today = upgraded(kind, values)
        model = model_for(path, kind, today, {})
        name = (model.__name__, *(str(today.get(key)) for key in ("id", "year", "actor")))
        version = version_of(model, today, path, self._latest.get(name), self._language)
        if version is not None:
            self._latest[name] = version
        told = law_of(values) if today is not values and kind == "obligation" else None
        if version is None or told is None:
            return None if version is None else (version,)
        law = version_of(Law, told, path, None, self._language)
        return None if law is None else (version, law)


def version_of(
    model: type[Model],
    values: Mapping[str, Any],
    path: str,
    last: Version | None = None,
    language: str = SOURCE_LANG,
) -> Version | None:
    """The record in a file, or ``None`` if it cannot be read in full.

    ``last`` is the previous version of the same record: what is the same in both is not validated again.
    If that is not possible, as with a model that validates fields together, the whole is validated.
    """
    judges = model.__pydantic_decorators__
    if last is not None and not (judges.model_validators or judges.field_validators):
        version = _next(last, values, language)
        if version is not None:
            return version
    record, wrong = validate(model, dict(values), path, language)
    # An unreadable part must not be reported as removed: the last readable state is kept.
    return None if wrong or record is None else Version(record, values)


def _next(last: Version, values: Mapping[str, Any], language: str) -> Version | None:
    """The version after ``last`` of the same file; ``None`` if the whole must be validated."""
    model = type(last.record)
    new: dict[str, Any] = {}
    context = written_in(language)
    try:
        for key, value in values.items():
            if (was := last.values.get(key, _NOTHING)) is not value:
                field = _field(model, key)
                if field is None:
                    return None
                new[field.name] = field.read(value, was, getattr(last.record, field.name), context)
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
    """A field of a model: the validator of its values, and its default.

    ``part`` is the model of its items, if it is a list of records of any length.
    """

    name: str
    judge: TypeAdapter[Any]
    part: type[Model] | None
    required: bool
    default: Callable[[], Any]

    def read(self, value: Any, was: Any, record: Any, context: dict[str, str] | None) -> Any:
        """Validate ``value``; the field ``was`` another plain value before, which gave ``record``."""
        if self.part is None or not (
            isinstance(value, list) and isinstance(was, list) and len(was) == len(record)
        ):
            return self.judge.validate_python(value, context=context)
        known = {id(told): part for told, part in zip(was, record, strict=True)}
        return tuple(
            known.get(id(told)) or self.part.model_validate(told, context=context) for told in value
        )


@cache
def _field(model: type[Model], key: str) -> _Field | None:
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            kind: Any = info.annotation
            judge = TypeAdapter(Annotated[kind, *info.metadata] if info.metadata else kind)
            inner = get_args(kind)[0] if get_origin(kind) is tuple and not info.metadata else None
            part = inner if isinstance(inner, type) and issubclass(inner, Model) else None
            default = partial(info.get_default, call_default_factory=True)
            return _Field(name, judge, part, info.is_required(), default)
    return None
