"""Which kind of record belongs at which path."""

import re
from collections.abc import Mapping
from functools import cache
from string import ascii_uppercase
from typing import Literal, cast

from menneskehandel_cli.models.base import MEASURE_LETTER, PATTERNS
from menneskehandel_cli.trees import PLAN_FOLDER, ROOT_FILE, Tree, Unreadable

Kind = Literal[
    "strategy", "actors", "measure", "instrument", "obligation", "party", "law", "indicator", "report"
]

_FLAT = r"[^/]+\.yaml"

_PLACES: Mapping[Kind, tuple[str, str]] = {
    "strategy": ("strategy", r"strategy\.yaml"),
    "actors": ("strategy", r"actors\.yaml"),
    "measure": ("data/measures", _FLAT),
    "instrument": ("data/obligations", r"[^/]+/_instrument\.yaml"),
    "obligation": ("data/obligations", r"[^/]+/[^/_][^/]*\.yaml"),
    "party": ("data/law", r"[^/]+/_party\.yaml"),
    "law": ("data/law", r"[^/]+/[^/_][^/]*\.yaml"),
    "report": ("data/reports", rf"{PATTERNS['period'][1:-1]}/[^/]+\.yaml"),
    "indicator": ("data/indicators", _FLAT),
}
"""The folder of each kind of record and the files in it; the first that matches gives a path its kind."""

_PLACE = re.compile("|".join(f"(?P<{kind}>{home}/{files})" for kind, (home, files) in _PLACES.items()))
"""One pattern with a group per kind, because the kind of each file is looked up several times."""

_OWN_ACTORS = re.compile(rf"{PLAN_FOLDER}strategy/actors\.yaml")
"""The actors of one of several plans, beside those that all share. In its tree, it is where it is."""

DATA_FOLDERS = tuple(dict.fromkeys(home for home, _ in _PLACES.values() if home.startswith("data/")))
"""The folders that the records of a strategy are in."""


def flat_folders() -> dict[Kind, str]:
    """The folders whose files are each one record of the same kind."""
    return {kind: home for kind, (home, files) in _PLACES.items() if files == _FLAT}


@cache
def kind_of(path: str) -> Kind | None:
    """The kind of record that ``path`` holds, or ``None`` if no record belongs there."""
    place = _PLACE.fullmatch(path)
    own: Kind | None = "actors" if _OWN_ACTORS.fullmatch(path) else None
    return cast("Kind", place.lastgroup) if place else own


def as_yaml(path: str) -> str:
    """The path of a file of YAML as it should end."""
    return re.sub(r"\.ya?ml(?:\.txt)?$", ".yaml", path, flags=re.IGNORECASE)


def schema_file(kind: str) -> str:
    """The path of the JSON Schema for a kind of file, as named by ``mh schema``."""
    return f"schemas/{kind}.schema.json"


def stem(path: str) -> str:
    """The file's name without folder and extension."""
    return as_yaml(path).rpartition("/")[2].removesuffix(".yaml")


IDS_FILE = "schemas/ids.schema.json"
"""The path of the JSON Schema with the ids that the strategy's files may name."""


def instrument_of(path: str) -> str:
    """The name of the folder of an obligation or of law, which is its instrument's id."""
    return path.split("/")[2]


def report_id(path: str) -> str:
    """The id of a report: its year and its file's name, such as ``2026-JD``."""
    return f"{path.split('/')[2]}-{stem(path)}"


def letter_in_file(tree: Tree) -> str:
    """What the ids of measures begin with by the text of the strategy's file, valid or not."""
    try:
        found = _SAYS_LETTER.search(tree.read(ROOT_FILE).decode("utf-8", "replace"))
    except Unreadable:
        return MEASURE_LETTER
    return found[1] if found else MEASURE_LETTER


_SAYS_LETTER = re.compile(r"^measure_letter[ \t]*:[ \t]*['\"]?([A-Z]{1,3})\b", re.MULTILINE)


def file_id(path: str, letter: str) -> str:
    """The id by which users refer to the record at ``path``, from its kind and its name alone.

    ``letter`` is what the ids of measures begin with.
    """
    kind = kind_of(path)
    if kind == "measure":
        return f"{letter}{stem(path).partition('-')[0]}"
    if kind == "report":
        return report_id(path)
    if kind in ("instrument", "party"):
        return f"{'party-' if kind == 'party' else ''}{instrument_of(path)}"
    return f"law-{stem(path)}" if kind == "law" else stem(path)


def is_named_as(name: str, wanted: str) -> bool:
    """Whether a file's name is ``wanted``, or ``wanted`` followed by a hyphen and more."""
    return name == wanted or (name.startswith(f"{wanted}-") and len(name) > len(wanted) + 1)


def may_lie(path: str, kind: Kind, record_id: str) -> bool:
    """Whether the file or folder at ``path`` may, by its name, be or contain the record."""
    owner = record_id.split(".", maxsplit=1)[0]
    path = as_yaml(path)
    if kind_of(path) is None and not path.endswith(".yaml"):
        home, _ = _PLACES[kind]
        if f"{home}/".startswith(f"{path}/"):
            return True
        inside = path.removeprefix(f"{home}/").split("/")[0]
        return path.startswith(f"{home}/") and owner.removeprefix("law-").startswith(inside)
    if kind_of(path) != kind:
        return False
    if kind in ("actors", "strategy"):
        return True
    if kind == "report":
        return is_named_as(report_id(path), record_id)
    return file_id(path, owner.rstrip("0123456789")) == owner


def fitting_name(kind: Kind, record_id: str, name: str) -> bool:
    """Whether a file called ``name`` (a stem) may hold the record ``record_id``.

    The name of a measure's file begins with its number, so that the folder is in order; every other
    record's file is named after its id.
    """
    if kind == "measure":
        return is_named_as(name, record_id.lstrip(ascii_uppercase))
    if kind == "law":
        return f"law-{name}" == record_id
    return name == record_id or kind in ("strategy", "actors")
