"""The type of value each place in a record takes, derived from the models, for editing records.

A new field can be edited, ordered and completed without further code.
"""

import re
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import Lang, Phrase, fill, has, say
from menneskehandel_cli.models.base import PATTERN_NAMES, PATTERNS, Model, Prefix, Text

Kind = Literal["record", "map", "list", "text", "day", "number", "truth", "choice", "line"]

_TAG = re.compile(PATTERNS["language_tag"])

_NAMES = frozenset({"id", "ref", "level", "closes", "baseline", "url"})
"""Keys of lines that the program reads as names, though they have no pattern."""


class Field(NamedTuple):
    """The type of value that a place takes.

    ``text`` is translated, ``line`` is not. ``model`` describes a record's keys, ``inner`` the items of
    a list or map, ``choices`` the valid values, ``words`` what they are called. ``required``: the record
    must have it. ``description`` (in a form ``help``) and ``example`` are what advisers read about it, to
    be translated.
    ``prose``: free text, as opposed to an id, an address or a name. ``coded``: the key of ``PATTERNS``
    that a line, or the keys of a map, must match, such as ``actor_id``.
    """

    kind: Kind
    model: type[Model] | None = None
    inner: "Field | None" = None
    choices: tuple[str, ...] = ()
    words: Prefix | None = None
    description: str = ""
    example: str = ""
    help: str = ""
    required: bool = True
    prose: bool = False
    coded: str = ""

    def named(self, value: str) -> Phrase | str:
        """What a valid value is called; the value itself if there are no words for it."""
        if self.inner is not None:
            return self.inner.named(value)
        return value if self.words is None else Phrase(f"{self.words.prefix}.{value}")

    def called(self, value: str, lang: Lang) -> str:
        """What a valid value is called, in words."""
        return fill(self.named(value), lang)

    def used(self, value: str, lang: Lang) -> str:
        """When a valid value is used; empty where what it is called says it all."""
        key = f"{self.words.prefix}.{value}.means" if self.words is not None else ""
        return say(key, lang) if has(key) else ""

    def keys(self) -> tuple[str, ...]:
        """The keys of a record in the order they are written in; empty if any key is allowed."""
        return tuple(fields(self.model)) if self.model is not None else ()

    def below(self, key: str | int) -> "Field | None":
        """The field of the place under ``key``, or ``None`` if there is no such place."""
        if self.model is not None:
            found = fields(self.model).get(str(key))
            if found is None and self.kind == "text" and _TAG.fullmatch(str(key)):
                return Field("line", required=False, prose=True)
            return found
        return self.inner


@cache
def fields(model: type[Model]) -> dict[str, Field]:
    """The field of each key of a record, in the order the keys are written in."""
    found = {}
    for name, info in model.model_fields.items():
        made = _field_of_type(info.annotation, tuple(info.metadata), required=info.is_required())
        text, extra = info.description or "", cast("dict[str, str]", info.json_schema_extra)
        if extra:
            made = made._replace(description=text, example=extra["example"], help=extra["help"] or text)
        found[info.alias or name] = made
    found |= {key: found[key]._replace(prose=False) for key in found.keys() & _NAMES}
    return {key: found[key] for key in sorted(found, key="accepted".__eq__)}  # which comes last


def field_at(model: type[Model], keys: KeyPath) -> Field | None:
    """The field of the place that ``keys`` lead to; ``None`` if there is no such place."""
    found: Field | None = Field("record", model)
    for key in keys:
        found = found.below(key) if found is not None else None
    return found


def _field_of_type(annotation: Any, metadata: tuple[Any, ...] = (), *, required: bool = True) -> Field:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _field_of_type(inner, (*metadata, *more), required=required)
    if origin in (Union, UnionType):
        members = [part for part in get_args(annotation) if part is not NoneType]
        return _field_of_type(members[0], metadata, required=required)
    if origin is Literal:
        choices = tuple(str(value) for value in get_args(annotation))
        words = next((item for item in metadata if isinstance(item, Prefix)), None)
        return Field("choice", choices=choices, words=words, required=required)
    if origin is tuple:
        return Field("list", inner=_field_of_type(get_args(annotation)[0]), required=required)
    if origin is dict:
        key, value = map(_field_of_type, get_args(annotation))
        return Field("map", inner=value, required=required, coded=key.coded)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if issubclass(annotation, Text):
            return Field("text", model=annotation, required=required, prose=True)
        return Field("record", model=annotation, required=required)
    return _plain_field(annotation, metadata, required=required)


def _plain_field(annotation: Any, metadata: tuple[Any, ...], *, required: bool) -> Field:
    """The field of a value that has no parts."""
    if annotation is bool:
        return Field("truth", required=required)
    if annotation in (int, float):
        return Field("number", required=required)
    day = any(isinstance(item, BeforeValidator) for item in metadata)
    patterns = (item.pattern for item in metadata if isinstance(item, StringConstraints))
    coded = next((PATTERN_NAMES.get(str(pattern), "") for pattern in patterns if pattern), "")
    return Field("day" if day else "line", required=required, prose=not (day or coded), coded=coded)
