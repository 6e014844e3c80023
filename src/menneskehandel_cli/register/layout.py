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
"""One pattern, for every file is asked about several times; its groups are called as the kinds are."""


@cache
def kind_of(path: str) -> Kind | None:
    """The kind of record that ``path`` holds, or ``None`` where no record belongs there."""
    place = _PLACE.fullmatch(path)
    return cast("Kind", place.lastgroup) if place else None


def schema_file(kind: str) -> str:
    """Where the JSON Schema of a kind of file lies, as ``mh schema`` calls the kinds."""
    return f"schemas/{kind}.schema.json"


def stem(path: str) -> str:
    """The file's name without folder and ending."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").removesuffix(".yml")


def instrument_of(path: str) -> str:
    """The folder of an obligation or of law: its instrument's id."""
    return path.split("/")[2]


def report_id(path: str) -> str:
    """What a report is called: its year and its file's name, ``2026-JD``."""
    return f"{path.split('/')[2]}-{stem(path)}"


def called(name: str, wanted: str) -> bool:
    """Whether a file's name is ``wanted``, or begins with it and goes on after a hyphen."""
    return name == wanted or (name.startswith(f"{wanted}-") and len(name) > len(wanted) + 1)


def may_lie(path: str, kind: Kind, record_id: str) -> bool:
    """Whether what lies at ``path``, a file or a whole folder, may be or hold a record by its name."""
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
"""The folder that each kind of record lies in."""


def fitting_name(kind: Kind, record_id: str, name: str) -> bool:
    """Whether a file called ``name`` (a stem) may hold the record ``record_id``.

    A measure's file begins with its number, so that a folder reads in order; every other record's
    file is named after its id.
    """
    if kind == "measure":
        return called(name, record_id[1:])
    if kind in ("obligation", "indicator"):
        return name == record_id
    if kind == "law":
        return f"law-{name}" == record_id
    return True
