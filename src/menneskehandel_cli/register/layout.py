"""Which kind of record belongs at which path."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["strategy", "actors", "measure", "instrument", "obligation", "indicator", "report"]

_PLACES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"strategy/strategy\.yaml"), "strategy"),
    (re.compile(r"strategy/actors\.yaml"), "actors"),
    (re.compile(r"data/measures/[^/]+\.yaml"), "measure"),
    (re.compile(r"data/obligations/[^/]+/_instrument\.yaml"), "instrument"),
    (re.compile(r"data/obligations/[^/]+/[^/]+\.yaml"), "obligation"),
    (re.compile(r"data/reports/\d{4}/[^/]+\.yaml"), "report"),
    (re.compile(r"data/indicators/[^/]+\.yaml"), "indicator"),
)


def kind_of(path: str) -> Kind | None:
    """The kind of record that ``path`` holds, or ``None`` where no record belongs there."""
    return next((kind for place, kind in _PLACES if place.fullmatch(path)), None)


def schema_file(kind: str) -> str:
    """Where the JSON Schema of a kind of file lies, as ``mh schema`` calls the kinds."""
    return f"schemas/{kind}.schema.json"


def stem(path: str) -> str:
    """The file's name without folder and ending."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".yml")


def instrument_of(path: str) -> str:
    """The folder of an obligation: its instrument's id."""
    return path.split("/")[2]


def report_id(path: str) -> str:
    """What a report is called: its year and its file's name, ``2026-JD``."""
    return f"{path.split('/')[2]}-{stem(path)}"


def fitting_name(kind: Kind, record_id: str, name: str) -> bool:
    """Whether a file called ``name`` (a stem) may hold the record ``record_id``.

    A measure's file begins with its number, so that a folder reads in order; every other record's
    file is named after its id.
    """
    if kind == "measure":
        return re.fullmatch(rf"{record_id[1:]}(-.+)?", name) is not None
    if kind in ("obligation", "indicator"):
        return name == record_id
    return True
