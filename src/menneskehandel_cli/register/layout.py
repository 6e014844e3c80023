"""Which kind of record belongs at which path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

Kind = Literal[
    "strategy",
    "actors",
    "measure",
    "instrument",
    "obligation",
    "party",
    "law",
    "indicator",
    "report",
]

_PLACE = re.compile(
    r"""
      (?P<strategy>strategy/strategy\.yaml)
    | (?P<actors>strategy/actors\.yaml)
    | (?P<measure>data/measures/[^/]+\.yaml)
    | (?P<instrument>data/obligations/[^/]+/_instrument\.yaml)
    | (?P<obligation>data/obligations/[^/]+/[^/]+\.yaml)
    | (?P<party>data/law/[^/]+/_party\.yaml)
    | (?P<law>data/law/[^/]+/[^/]+\.yaml)
    | (?P<report>data/reports/[0-9]{4}/[^/]+\.yaml)
    | (?P<indicator>data/indicators/[^/]+\.yaml)
    """,
    re.VERBOSE,
)
"""One pattern with a group per kind, because the kind of each file is looked up several times."""


@cache
def kind_of(path: str) -> Kind | None:
    """The kind of record that ``path`` holds, or ``None`` if no record belongs there."""
    place = _PLACE.fullmatch(path)
    return cast("Kind", place.lastgroup) if place else None


def schema_file(kind: str) -> str:
    """The path of the JSON Schema for a kind of file, as named by ``mh schema``."""
    return f"schemas/{kind}.schema.json"


def stem(path: str) -> str:
    """The file's name without folder and extension."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".yml")


def instrument_of(path: str) -> str:
    """The name of the folder of an obligation or of law, which is its instrument's id."""
    return path.split("/")[2]


def report_id(path: str) -> str:
    """The id of a report: its year and its file's name, such as ``2026-JD``."""
    return f"{path.split('/')[2]}-{stem(path)}"


def called(name: str, wanted: str) -> bool:
    """Whether a file's name is ``wanted``, or ``wanted`` followed by a hyphen and more."""
    return name == wanted or (name.startswith(f"{wanted}-") and len(name) > len(wanted) + 1)


def may_lie(path: str, kind: Kind, record_id: str) -> bool:
    """Whether the file or folder at ``path`` may, by its name, be or contain the record."""
    owner = record_id.split(".", maxsplit=1)[0]
    if kind_of(path) is None and not path.endswith((".yaml", ".yml")):
        home = _HOMES[kind]
        if f"{home}/".startswith(f"{path}/"):
            return True
        inside = path.removeprefix(f"{home}/").split("/")[0]
        return path.startswith(f"{home}/") and owner.removeprefix("law-").startswith(inside)
    if kind_of(path) != kind:
        return False
    if kind in ("actors", "strategy"):
        return True
    if kind == "report":
        return called(report_id(path), record_id)
    if kind == "measure":
        return stem(path).split("-")[0] == owner[1:]
    return stem(path) == owner.removeprefix("law-") if kind == "law" else stem(path) == owner


_HOMES: Mapping[Kind, str] = {
    "strategy": "strategy",
    "actors": "strategy",
    "measure": "data/measures",
    "instrument": "data/obligations",
    "obligation": "data/obligations",
    "party": "data/law",
    "law": "data/law",
    "indicator": "data/indicators",
    "report": "data/reports",
}
"""The folder of each kind of record."""


def fitting_name(kind: Kind, record_id: str, name: str) -> bool:
    """Whether a file called ``name`` (a stem) may hold the record ``record_id``.

    The name of a measure's file begins with its number, so that the folder is in order; every other
    record's file is named after its id.
    """
    if kind == "measure":
        return called(name, record_id[1:])
    if kind in ("obligation", "indicator"):
        return name == record_id
    if kind == "law":
        return f"law-{name}" == record_id
    return True
