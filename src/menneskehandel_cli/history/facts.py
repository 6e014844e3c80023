"""A record as facts: what is compared between two states.

Each fact has a subject (the record, or one of its tasks, goals, links), a field and a value. Order of
keys, comments and layout are no facts, so they make no events. Comparing facts makes events add up:
what changed from A to C is what changed from A to B and on to C.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from menneskehandel_cli.models import (
    Actors,
    Law,
    Measure,
    Model,
    Party,
    Recommendation,
    Report,
    Strategy,
    Task,
)
from menneskehandel_cli.models.obligation import Article

Value = Any  # what JSON knows

EXISTS = ""
"""The field that says that a subject is there."""

_PARTS = (
    "goals",
    "groups",
    "tasks",
    "knowledge_gaps",
    "provisions",
    "parts",
    "actors",
    "helplines",
    "focus_areas",
    "principles",
    "evaluations",
    "documents",
    "measures",
    "requirements",
    "reservations",
)
"""Lists whose items have a name of their own."""

_APART = frozenset({*_PARTS, "addresses", "relations", "accepted"})

_NAMES = ("id", "ref", "measure", "requirement", "provision", "number")


class Key(NamedTuple):
    """What a fact is about. A tuple, because facts are looked up by the million."""

    subject: str
    field: str


Facts = Mapping[Key, Value]


def facts(name: str, record: Model) -> dict[Key, Value]:
    """The facts of a record called ``name``."""
    return dict(_facts(name, record))


def existence(name: str, record: Model) -> dict[Key, Value]:
    """The one fact that a record called ``name`` is there."""
    return {Key(name, EXISTS): _title(record)}


def facts_of_field(name: str, record: Model, field: str, value: Any) -> dict[Key, Value]:
    """The facts that a field of a record called ``name`` holds, if its value is ``value``."""
    key = _fields(type(record)).get(field)
    return dict(_of_field(name, record, key, value)) if key is not None else {}


def held_apart(field: str) -> bool:
    """Whether a field holds a list whose items have facts of their own, each by itself."""
    return field in _APART


def _facts(name: str, record: Model) -> Iterator[tuple[Key, Value]]:
    yield Key(name, EXISTS), _title(record)
    for field, key in _fields(type(record)).items():
        yield from _of_field(name, record, key, getattr(record, field))


@cache
def _fields(model: type[Model]) -> dict[str, str]:
    """The fields that hold facts, each with its key."""
    named = {field: info.alias or field for field, info in model.model_fields.items()}
    return {field: key for field, key in named.items() if key not in ("id", "format")}


def _of_field(name: str, record: Model, key: str, value: Any) -> Iterator[tuple[Key, Value]]:
    if value in (None, (), {}):
        return
    if key in _PARTS and isinstance(value, tuple):
        yield from _parts(name, record, value)
    elif key == "addresses":
        for link in value:
            yield Key(name, f"link:{link.obligation}"), _plain(link)
    elif key == "relations":
        for relation in value:
            yield Key(name, f"relation:{relation.type}:{relation.target}"), _plain(relation)
    elif key == "accepted":
        for acceptance in value:
            yield Key(name, f"accepted:{acceptance.rule}"), _plain(acceptance)
    else:
        yield Key(name, key), _plain(value)


def _parts(owner: str, record: Model, parts: tuple[Model, ...]) -> Iterator[tuple[Key, Value]]:
    for part in parts:
        name = next((getattr(part, key) for key in _NAMES if getattr(part, key, None)), None)
        if name is None:
            continue
        subject = str(name)
        if isinstance(record, Report | Strategy | Law | Party):
            # A measure in a report, a focus area of the strategy, a requirement in law: named after both.
            subject = f"{owner}/{name}"
        elif getattr(part, "ref", None) is not None:
            yield Key(owner, f"goal:{name}"), name
            continue
        yield from _facts(subject, part)


def _title(record: Model) -> Value:
    """What a reader knows a subject by; of a report, whether it counts."""
    if isinstance(record, Report):
        return "approved" if record.counts else "draft"
    for key in ("title", "name", "text"):
        text = getattr(record, key, None)
        if text is not None:
            return _plain(text)
    return True


def _plain(value: Any) -> Value:
    if isinstance(value, Model):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def kind_of_subject(record: Model) -> str:
    """What kind of thing a record is, as part of an event's kind."""
    names: dict[type[Model], str] = {
        Measure: "measure",
        Article: "obligation",
        Recommendation: "obligation",
        Report: "report",
        Actors: "actors",
        Strategy: "strategy",
        Task: "task",
    }
    return names.get(type(record), "record")
