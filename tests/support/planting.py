"""Records with every field filled in, so that a text can be planted in all of them, new ones too."""

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from menneskehandel_cli import models
from menneskehandel_cli.models import questionnaire
from menneskehandel_cli.models.fields import Field, fields
from menneskehandel_cli.models.indicator import Baseline

Plant = Callable[[str], str]
"""The text for a field, from the field's name (``Measure.title``)."""

IDS = {
    "Strategy": "prove",
    "SourceDocument": "strategy",
    "Actor": "JD",
    "Helpline": "HJELP",
    "Measure": "T01",
    "Group": "T01.A1",
    "Goal": "T01.G1",
    "SharedGoal": "FA1.G1",
    "Task": "T01.1",
    "KnowledgeGap": "T01.K1",
    "Article": "coe-29",
    "Provision": "coe-29.1",
    "Recommendation": "greta-r3-coordination",
    "Part": "greta-r3-coordination.a",
    "Level": "urges",
    "Law": "law-coe-29",
    "Party": "party-coe",
    "Indicator": "antall",
}
"""What the records are called, so that they find each other."""

CANDIDATES: dict[str, tuple[Any, ...]] = {
    "day": ("2026-01-15",),
    "number": (2026, 1, 999_999_999),
    "truth": (True,),
    "line": (
        *("JD", "T01", "T01.1", "MH201", "coe-29.1", "strategy", "https://example.org/a", "nb", "45"),
        *("NO", "EUR", "Europe/Oslo", "T", "https://example.org/edit/{path}", "sha256:0123456789abcdef"),
    ),
}
"""Values that fit, by what a place takes; of ids those that are known."""

LEFT_OUT = {
    models.Goal: {"ref"},
    Baseline: {"as_of"},
    models.Observation: {"from", "to", "per", "since", "as_of"}
    | {"approx", "at_least", "range", "cumulative", "change_percent", "compared_with"},
}
"""Fields that stand for one another."""


def full(model: type[models.Model], plant: Plant) -> dict[str, Any]:
    """A record of ``model`` with all its fields."""
    infos = _infos(model)
    found: dict[str, Any] = {}
    for key, takes in fields(model).items():
        if key in LEFT_OUT.get(model, ()):
            continue
        adapter = _adapter(infos[key])
        name = f"{model.__name__}.{key}"
        if key == "id" and model.__name__ in IDS:
            found[key] = IDS[model.__name__]
        else:
            found[key] = next(value for value in _values(takes, name, plant) if _fits(adapter, value))
    model.model_validate(found)
    return found


def _values(takes: Field, name: str, plant: Plant) -> Iterator[Any]:
    """What may stand in a place, the planted text first."""
    if takes.kind == "text":
        yield {lang: plant(name) for lang in ("nb", "nn", "en")}
        yield dict.fromkeys(("nb", "nn", "en"), "Kort")  # where a planted text is too long
    elif takes.kind == "record" and takes.model is not None:
        yield full(takes.model, plant)
    elif takes.kind == "choice":
        yield from takes.choices
    elif takes.kind == "list" and takes.inner is not None:
        for value in _values(takes.inner, name, plant):
            yield from ([value], [value, value])
    elif takes.kind == "map" and takes.inner is not None:
        for value in _values(takes.inner, name, plant):
            yield from ({key: value} for key in (plant(name), "2026", *CANDIDATES["line"]))
    else:
        if takes.kind == "line":
            yield plant(name)
        yield from CANDIDATES[takes.kind]


def _infos(model: type[models.Model]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _adapter(info: FieldInfo) -> TypeAdapter[Any]:
    """A check of one field by itself."""
    held: Any = Annotated[info.annotation, None, *info.metadata]
    return TypeAdapter(held)


def _fits(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def every_text() -> set[str]:
    """Every field of every model that takes a text as it is written, by its name."""
    found = set()
    for model in _models(models.Model):
        if model.__module__ == questionnaire.__name__ or model.__name__ == "Pack":
            continue  # They are no part of a strategy.
        for key, takes in fields(model).items():
            held = takes.inner if takes.kind in ("list", "map") and takes.inner is not None else takes
            free = held.kind == "line" and _free(model, key)
            if model is not models.Text and (held.kind == "text" or free):
                found.add(f"{model.__name__}.{key}")
    return found


def _free(model: type[models.Model], key: str) -> bool:
    adapter = _adapter(_infos(model)[key])
    return any(_fits(adapter, value) for value in ("fri tekst", ["fri tekst"]))


def _models(base: type[models.Model]) -> Iterator[type[models.Model]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("menneskehandel_cli."):
            yield model
            yield from _models(model)


def strategy(plant: Plant) -> dict[str, str]:
    """The files of a strategy in which every field of every record is filled in."""
    actors = full(models.Actors, plant)
    actors["actors"] += [actors["actors"][0] | {"id": name} for name in ("AID", "GRETA")]
    convention = full(models.Instrument, plant) | {"id": "coe", "kind": "convention", "body": "JD"}
    round_ = full(models.Instrument, plant) | {"id": "greta-r3", "kind": "recommendations", "body": "GRETA"}
    start = full(models.Strategy, plant)
    start["coordinator"] = "AID"  # which writes to JD
    start["measure_letter"] = "T"  # as the ids of the measures have it
    start["period"] = {"from": 2025, "to": 2030}
    # What names commits, years and rules is not there to be read.
    start["history"] = {}
    start["check"] = {}
    start["reporting"]["periods"] = {"2026": {"from": "2026-01-01", "to": "2026-12-31"}}
    start["focus_areas"][0] |= {"number": 1, "articles": [29]}
    measure = full(models.Measure, plant) | {"focus_area": 1, "status": "in_progress"}
    measure["relations"] = []
    report = full(models.Report, plant) | {"year": 2026, "actor": "JD"}
    files = {
        "strategy/strategy.yaml": start,
        "strategy/actors.yaml": actors,
        "data/measures/01-samordning.yaml": measure,
        "data/obligations/coe/_instrument.yaml": convention,
        "data/obligations/coe/coe-29.yaml": full(models.Article, plant) | {"article": 29},
        "data/obligations/greta-r3/_instrument.yaml": round_,
        "data/obligations/greta-r3/greta-r3-coordination.yaml": full(models.Recommendation, plant)
        | {"focus_area": 1},
        "data/law/coe/coe-29.yaml": full(models.Law, plant) | {"obligation": "coe-29"},
        "data/law/coe/_party.yaml": full(models.Party, plant) | {"instrument": "coe"},
        "data/indicators/antall.yaml": full(models.Indicator, plant),
        "data/reports/2026/JD.yaml": report,
    }
    # JSON is YAML: what stands in a text needs no quoting of ours.
    return {path: json.dumps(record, ensure_ascii=False) for path, record in files.items()}
