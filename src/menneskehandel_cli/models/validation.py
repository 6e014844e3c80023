"""Validate plain values as records: valid parts are kept, errors are reported by their keys.

An invalid list item, unknown key or invalid optional value is left out, and the rest is validated again
without it, so that one invalid task or day does not hide its measure. The caller, which sees the
diagnostics, marks the record as damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.language import CONTENT_LANG, Phrase, choice_meant, nearest
from menneskehandel_cli.models.base import PATTERNS, Model, Text, written_in

M = TypeVar("M", bound=Model)

MOST = 200
"""The maximum number of errors of one file that are reported one by one."""

_PATTERN_NAMES = {pattern: name for name, pattern in PATTERNS.items()}

_TYPES = {
    "string_type": "text",
    "int_type": "number",
    "bool_type": "truth",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}


def validate(
    model: type[M], value: object, path: str, language: str = CONTENT_LANG
) -> tuple[M | None, list[Diagnostic]]:
    """The record that ``value`` describes, as far as it is valid, and all its errors.

    ``language`` is the one that the strategy's texts are in first.
    """
    context = written_in(language)
    try:
        return model.model_validate(value, context=context), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found = _meant(_diagnostic(model, path, value, item) for item in errors[:MOST])
    if len(errors) > MOST:
        found.append(Diagnostic("MH011", path, params={"what": "mistakes", "limit": MOST}))
    try:
        return model.model_validate(_without(model, value, errors), context=context), found
    except ValidationError:
        return None, found


def _meant(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without those that only follow from others.

    A key is missing because it is misspelt next to it; a list is empty because its item is wrong.
    """
    kept = list(found)
    misspelt = {(*item.keys[:-1], item.params["near"]) for item in kept if item.code == "MH004"}
    inside = {item.keys[:cut] for item in kept for cut in range(len(item.keys))}
    return [
        item
        for item in kept
        if not (item.code == "MH005" and item.keys in misspelt)
        and not (item.params.get("fits") == "not_empty" and item.keys in inside)
    ]


def _diagnostic(model: type[Model], path: str, value: object, error: Mapping[str, Any]) -> Diagnostic:
    keys: KeyPath = tuple(error["loc"])
    kind: str = error["type"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    given = error.get("input")
    if _is_unknown(model, error):
        names = sorted(_field_names(_model_at(model, keys[:-1])))
        near = nearest(str(keys[-1]), names)
        # In braces, words after a comma are read as a key without a value.
        torn = Phrase("torn") if near is None and _at(value, keys) is None else None
        params = {"key": keys[-1], "near": near, "known": names, "torn": torn}
        return Diagnostic("MH004", path, keys, params, at_key=True)
    if kind == "missing":
        return Diagnostic("MH005", path, keys, {"key": keys[-1]}, at_key=True)
    if kind in _TYPES:
        what = "text" if context.get("class_name") == "Text" else _TYPES[kind]
        params = {"key": _name(keys), "expected": what, "found": _found(given)}
        return Diagnostic("MH006", path, keys, params)
    if kind == "literal_error":
        allowed = _allowed(model, keys)
        near = choice_meant(str(given), allowed)
        params = {"key": _name(keys), "value": given, "fits": allowed, "near": near}
        return Diagnostic("MH007", path, keys, params)
    what = context.get("what", "value")
    if kind == "string_pattern_mismatch":
        what = _PATTERN_NAMES.get(str(context.get("pattern")), "value")
    elif kind in ("too_short", "string_too_short"):
        what = "not_empty"
    elif kind.startswith(("greater_than", "less_than")):
        what = "range"
    params = {"key": _name(keys), "value": given, "fits": what}
    return Diagnostic("MH007", path, keys, params)


def _at(value: object, keys: KeyPath) -> object:
    """What ``keys`` lead to in plain values."""
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
    return value


def _is_unknown(model: type[Model], error: Mapping[str, Any]) -> bool:
    """Whether an error says that a key is unknown: in a text, that it is no tag of a language."""
    keys: KeyPath = tuple(error["loc"])
    return error["type"] == "extra_forbidden" or (
        error["type"] == "string_pattern_mismatch"
        and error["input"] == keys[-1]
        and _model_at(model, keys[:-1]) is Text
    )


def _without(model: type[Model], value: object, errors: list[Any]) -> object:
    """A copy of ``value`` without the unknown keys and the items or values with errors."""
    doomed: set[KeyPath] = set()
    for error in errors:
        keys: KeyPath = tuple(error["loc"])
        if _is_unknown(model, error):
            doomed.add(keys)
            continue
        places = [place for place, key in enumerate(keys) if isinstance(key, int)]
        if places:
            doomed.add(keys[: places[-1] + 1])
        elif spared := [cut for cut in range(len(keys)) if _may_be_missing(model, keys[: cut + 1])]:
            doomed.add(keys[: spared[-1] + 1])
    return _copy(value, (), doomed)


def _copy(value: object, keys: KeyPath, doomed: set[KeyPath]) -> object:
    if isinstance(value, dict):
        return {
            key: _copy(item, (*keys, key), doomed)
            for key, item in value.items()
            if (*keys, key) not in doomed
        }
    if isinstance(value, list):
        return [
            _copy(item, (*keys, place), doomed)
            for place, item in enumerate(value)
            if (*keys, place) not in doomed
        ]
    return value


def _model_at(model: type[Model], keys: KeyPath) -> type[Model]:
    """The model that describes the mapping that ``keys`` lead to."""
    for key in keys:
        if isinstance(key, str):
            for name, info in model.model_fields.items():
                if (info.alias or name) == key:
                    model = next(iter(_models(info.annotation)), model)
    return model


def _may_be_missing(model: type[Model], keys: KeyPath) -> bool:
    """Whether a missing key means that nothing is known; other defaults have a meaning."""
    owner = _model_at(model, keys[:-1])
    info = next((i for name, i in owner.model_fields.items() if (i.alias or name) == keys[-1]), None)
    return info is not None and not info.is_required() and info.default is None


def _models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _field_names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _allowed(model: type[Model], keys: KeyPath) -> list[str]:
    """The valid values of the place that ``keys`` lead to, in the model's order."""
    names = [key for key in keys if isinstance(key, str)]
    owner = _model_at(model, tuple(names[:-1]))
    for name, info in owner.model_fields.items():
        if (info.alias or name) == names[-1]:
            return [str(value) for value in _literals(info.annotation)]
    return [
        str(value) for name, info in owner.model_fields.items() for value in _literals(info.annotation)
    ]


def _literals(annotation: object) -> Iterator[object]:
    for inner in get_args(annotation):
        if isinstance(inner, str | int) and not isinstance(inner, bool):
            yield inner
        else:
            yield from _literals(inner)


def _name(keys: KeyPath) -> str:
    """The key to show the user: the last one that is a name and not an index."""
    return next((key for key in reversed(keys) if isinstance(key, str)), "")


def _found(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list() | tuple():
            return "list"
        case _:
            return "mapping"
