"""A record as facts: what is compared between two states.

Each fact has a subject (the record, or one of its tasks, goals, links), a field and a value. The order
of keys, comments and layout are not facts, so they give no events. The differences from A to C are
those from A to B and from B to C together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from menneskehandel_cli import models
from menneskehandel_cli.language import Lang
from menneskehandel_cli.models.base import picked
from menneskehandel_cli.models.obligation import Article

Value = Any  # what JSON knows


class FactText(dict[str, str]):
    """A text as a value: by language, that in the strategy's own first."""

    def pick(self, lang: Lang) -> str:
        """The text in a language, as a ``Text`` is."""
        return picked(self, lang)


EXISTS = ""
"""The field of the fact that a subject exists."""

_WHOLE = frozenset({"shared_goals", "levels", "chapters", "articles", "funding"})
"""Lists of records with names of their own that are one fact all the same."""

LISTED: Mapping[str, tuple[str, ...]] = {
    "addresses": ("link", "obligation"),
    "relations": ("relation", "type", "target"),
    "accepted": ("accepted", "rule", "about"),
}
"""Lists whose items are facts of the record: what each is called, and the keys that tell them apart."""

NAMES = ("id", "ref", "measure", "requirement", "provision", "number")
"""The keys that name an item of a list; the first that it has is used."""


class Key(NamedTuple):
    """What a fact is about. A tuple for speed: there are millions of look-ups."""

    subject: str
    field: str


Facts = Mapping[Key, Value]


def record_facts(name: str, record: models.Model) -> dict[Key, Value]:
    """The facts of a record called ``name``."""
    return dict(_facts(name, record))


def existence(name: str, record: models.Model) -> dict[Key, Value]:
    """The single fact that a record called ``name`` exists."""
    return {Key(name, EXISTS): _title_fact(record)}


@cache
def held_apart(model: type[models.Model], field: str) -> bool:
    """Whether a field is a list whose items each have their own facts.

    Such fields have the same name as their key.
    """
    info = model.model_fields.get(field)
    if info is None or field in LISTED or field in _WHOLE or get_origin(info.annotation) is not tuple:
        return field in LISTED
    items = [x for x in get_args(info.annotation) if isinstance(x, type)]
    return any(issubclass(x, models.Model) and not x.model_fields.keys().isdisjoint(NAMES) for x in items)


def is_acceptance(field: str) -> bool:
    """Whether a field is that of the fact that a gap is accepted."""
    return field.startswith("accepted:")


def part_of(owner: str, name: str, model: type[models.Model]) -> str:
    """The name of a part of a record; one that is named after something else is named after both.

    That is a measure in a report, a focus area of the strategy, a requirement in law.
    """
    both = issubclass(model, models.Report | models.Strategy | models.Law | models.Party)
    return f"{owner}/{name}" if both else name


def _facts(name: str, record: models.Model) -> Iterator[tuple[Key, Value]]:
    yield Key(name, EXISTS), _title_fact(record)
    for field, key in _fact_fields(type(record)).items():
        yield from _of_field(name, record, key, getattr(record, field))


@cache
def _fact_fields(model: type[models.Model]) -> dict[str, str]:
    """The fields that give facts, each with its key."""
    named = {field: info.alias or field for field, info in model.model_fields.items()}
    return {field: key for field, key in named.items() if key not in ("id", "format")}


def _of_field(name: str, record: models.Model, key: str, value: Any) -> Iterator[tuple[Key, Value]]:
    if value is None or (isinstance(value, tuple | dict) and not value):
        return
    if key in LISTED:
        for item, called in zip(value, _unique_names(item_names(key, value)), strict=True):
            yield Key(name, called), _as_value(item)
    elif held_apart(type(record), key):
        yield from _part_facts(name, record, value, _unique_names(item_names(key, value)))
    else:
        yield Key(name, key), _as_value(value)


def item_names(key: str, items: tuple[Any, ...]) -> list[str]:
    """The names of the items in a list that is ``held_apart``."""
    if key in LISTED:
        called, *parts = LISTED[key]
        return [":".join([called, *filter(None, (getattr(item, part) for part in parts))]) for item in items]
    return [next(map(str, filter(None, _values_of(item, *NAMES))), "") for item in items]


def _values_of(record: models.Model, *keys: str) -> Iterator[Any]:
    """The values of those of some fields that it has: to ask Pydantic for one that is not there is slow."""
    return (record.__dict__[key] for key in keys if key in record.__dict__)


def _unique_names(names: list[str]) -> Iterator[str]:
    """Make names unique: the second gets `` (2)`` at its end, and so on."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _part_facts(
    owner: str, record: models.Model, parts: tuple[models.Model, ...], names: Iterable[str]
) -> Iterator[tuple[Key, Value]]:
    for part, name in zip(parts, names, strict=True):
        if any(_values_of(part, "ref")):
            yield Key(owner, f"goal:{name}"), name
        else:
            yield from _facts(part_of(owner, name, type(record)), part)


def _title_fact(record: models.Model) -> Value:
    """The title of a subject; of a report, whether it counts; of law on a requirement, its extent."""
    if isinstance(record, models.Report):
        return "approved" if record.counts else "draft"
    if isinstance(record, models.RequirementLaw):
        return record.extent
    return next((_as_value(x) for x in _values_of(record, "title", "name", "text") if x is not None), True)


def _as_value(value: Any) -> Value:
    if isinstance(value, models.Text):
        return FactText(value.by_language())
    if isinstance(value, models.Model):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, tuple | list):
        return [_as_value(item) for item in value]
    return {key: _as_value(item) for key, item in value.items()} if isinstance(value, dict) else value


def kind_of_subject(record: models.Model) -> str:
    """The kind of a record, as part of an event's kind."""
    names: dict[type[models.Model], str] = {
        models.Measure: "measure",
        Article: "obligation",
        models.Recommendation: "obligation",
        models.Report: "report",
        models.Actors: "actors",
        models.Strategy: "strategy",
        models.Law: "law",
    }
    return names.get(type(record), "record")
