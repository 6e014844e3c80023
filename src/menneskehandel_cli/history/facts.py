"""A record as facts: what is compared between two states.

Each fact has a subject (the record, or one of its tasks, goals, links), a field and a value. Order of
keys, comments and layout are no facts, so they make no events. Comparing facts makes events add up:
what changed from A to C is what changed from A to B and on to C.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from menneskehandel_cli.models import Actors, Measure, Model, Recommendation, Report, Strategy, Task
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
)
"""Lists whose items have a name of their own."""

_NAMES = ("id", "ref", "measure", "number")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a fact is about."""

    subject: str
    field: str


Facts = Mapping[Key, Value]


def facts(name: str, record: Model) -> dict[Key, Value]:
    """The facts of a record called ``name``."""
    return dict(_facts(name, record))


def _facts(name: str, record: Model) -> Iterator[tuple[Key, Value]]:
    yield Key(name, EXISTS), _title(record)
    for field, info in type(record).model_fields.items():
        key = info.alias or field
        value = getattr(record, field)
        if key in ("id", "format") or value in (None, (), {}):
            continue
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
        if isinstance(record, Report | Strategy):
            # A measure in a report, a focus area of the strategy: named after both.
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
