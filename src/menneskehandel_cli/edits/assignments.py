"""``field=value``, ``field+=value`` and ``field-=value``: what a user asks to have changed.

A value is read as the field's type has it: a text is taken as it stands, a day may be written the
Norwegian way, a list may be words with commas between them, a record is written in braces.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.subject import NAMES, Subject
from menneskehandel_cli.edits.values import refuse_signs, same
from menneskehandel_cli.language import TRUTHS, choice_called, nearest, read_day, read_number
from menneskehandel_cli.models.fields import Field, field_at

_ASSIGNMENT = re.compile(r"([^=]*?)(\+=|-=|=)(.*)", re.DOTALL)
_GONE = object()
"""Stands for the value of a field that is to go."""

_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One change that a user asks for. ``value`` is empty where the field is to go."""

    field: str
    how: Literal["=", "+=", "-="]
    value: str


def read_assignment(word: str) -> Assignment:
    """``status=completed`` in its parts. Raises ``Refused``."""
    match = _ASSIGNMENT.fullmatch(word)
    if match is None or not match[1].strip():
        raise Refused("edit.no_assignment", given=word)
    refuse_signs(match[3], match[1].strip())
    return Assignment(match[1].strip(), match[2], match[3])  # type: ignore[arg-type]


def assigned(subject: Subject, assignments: list[Assignment]) -> tuple[dict[str, Any], list[KeyPath]]:
    """What the file is to say once all assignments are carried out, and the places they are about.

    Raises ``Refused``.
    """
    value = copy.deepcopy(subject.value)
    places: list[KeyPath] = []
    for assignment in assignments:
        keys = _assign(value, subject, assignment)
        if assignment.how == "=" and keys in places:
            raise Refused("edit.twice", field=assignment.field)
        places.append(keys)
    return value, places


def _assign(value: dict[str, Any], subject: Subject, assignment: Assignment) -> KeyPath:
    start = field_at(subject.model, subject.keys)
    place: Any = value
    for key in subject.keys:
        place = place[key]
    keys = _path(place, start, assignment.field)
    field = start
    for key in keys:
        field = field.below(key) if field is not None else None
    if field is None:
        raise Refused("edit.nothing_below", given=assignment.field)
    parents: list[tuple[Any, str | int]] = []
    for key in keys[:-1]:
        if isinstance(place, dict) and not isinstance(place.get(key), dict | list):
            text = place.get(key)
            place[key] = {"nb": text} if isinstance(text, str) else {}
        parents.append((place, key))
        place = place[key]
    last = keys[-1]
    old = place.get(last) if isinstance(place, dict) else place[last]
    new = _changed(old, field, assignment)
    changed = (*subject.keys, *keys)
    if new is not _GONE:
        place[last] = new
        return changed
    del place[last]
    for parent, key in reversed(parents):
        if parent[key] == {} or (parent[key] == [] and isinstance(parent, dict)):
            del parent[key]
    return changed


def _changed(old: Any, field: Field, assignment: Assignment) -> Any:
    """The field's new value; ``_GONE`` where it is to go."""
    text = assignment.value.strip()
    if assignment.how == "=":
        return _set(old, field, assignment.field, text)
    if field.kind != "list" or field.inner is None:
        raise Refused("edit.not_a_list", field=assignment.field)
    nothing = Refused("edit.nothing_given", field=assignment.field, how=assignment.how)
    if not text:
        raise nothing
    items = list(old) if isinstance(old, list) else []
    if assignment.how == "+=":
        added = _read(text, field, assignment.field)
        if not added:
            raise nothing
        return items + [item for item in added if not any(same(item, has) for has in items)]
    gone = _named(text, items, field, assignment.field)
    left = [item for place, item in enumerate(items) if place not in gone]
    return left or _GONE


def _set(old: Any, field: Field, name: str, text: str) -> Any:
    """What ``=`` makes of a field."""
    if not text:
        if old is None:
            raise Refused("edit.nothing_there", field=name)
        return _GONE
    if text == "null" and field.kind != "text" and not field.required:
        return None  # The key is to stand there and say that nothing is known.
    new = _read(text, field, name)
    if field.kind == "day" and isinstance(old, str) and _YEAR.fullmatch(old):
        return str(new)  # it stood in quotes, and stays in them
    return {**old, "nb": new} if isinstance(old, dict) and isinstance(new, str) else new


def _named(text: str, items: list[Any], field: Field, name: str) -> set[int]:
    """The places in a list of what is to go: by its name, or by the whole of it."""
    words = [text] if text.startswith(("{", "[")) else _words(text)
    found: set[int] = set()
    for word in words:
        whole = _read(word, field, name) if word.startswith(("{", "[")) or not _records(field) else []
        places = {
            place
            for place, item in enumerate(items)
            if any(same(item, one) for one in whole) or item_name(item).casefold() == word.casefold()
        }
        if not places:
            raise _missing_item(word, name, items)
        found |= places
    return found


def _missing_item(given: str, field: str, items: list[Any]) -> Refused:
    if not items:
        return Refused("edit.empty_list", field=field)
    return Refused("edit.no_item", given=given, field=field, known=_called(items))


def item_name(item: object) -> str:
    """What an item of a list is called, to name it on the command line; empty where it has no name."""
    if isinstance(item, dict):
        name = next((item[key] for key in NAMES if key in item), "")
        return str(next(iter(name.values()), "")) if isinstance(name, dict) else str(name)
    return str(item)


def _called(items: list[Any]) -> list[str]:
    """The items by their names, or by their numbers where they have none."""
    return [item_name(item) or str(place) for place, item in enumerate(items, 1)]


def _path(value: Any, field: Field | None, wanted: str) -> KeyPath:
    """The keys that a field written with points leads along; items are called by their names."""
    keys: list[str | int] = []
    rest = wanted
    while rest:
        if field is None or field.kind not in ("record", "text", "list", "map"):
            raise Refused("edit.nothing_below", given=wanted[: -len(rest) - 1])
        name, rest = _first(value, field, rest, wanted)
        keys.append(name)
        value = _step(value, name)
        field = field.below(name)
    return tuple(keys)


def _first(value: Any, field: Field, rest: str, wanted: str) -> tuple[str | int, str]:
    """The first key of a path, and what is left of it."""
    if field.kind == "list":
        so_far = wanted[: -len(rest)].rstrip(".")
        if not isinstance(value, list):
            raise Refused("edit.empty_list", field=so_far)
        for place, name in _longest({place: item_name(item) for place, item in enumerate(value)}):
            if _begins(rest, name):
                return place, rest[len(name) + 1 :]
        head, _, tail = rest.partition(".")
        if head.isdecimal() and 1 <= int(head) <= len(value):
            return int(head) - 1, tail
        raise _missing_item(rest, so_far, value)
    if field.kind == "map":
        present = list(value) if isinstance(value, dict) else []
        for name in sorted(present, key=len, reverse=True):
            if _begins(rest, name):
                return name, rest[len(name) + 1 :]
        inner = field.inner.keys() if field.inner is not None else ()
        head, _, last = rest.rpartition(".")
        return (head, last) if head and last in inner else (rest, "")
    head, _, tail = rest.partition(".")
    known = list(field.keys())
    names = {name.casefold(): name for name in known}
    if head.casefold() not in names:
        near = nearest(head, known)
        if near is not None:
            raise Refused("edit.unknown_field_near", given=wanted, near=near)
        raise Refused("edit.unknown_field", given=wanted, known=known)
    return names[head.casefold()], tail


def _step(value: Any, key: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(str(key))
    return value[key] if isinstance(value, list) and isinstance(key, int) else None


def _longest(names: dict[int, str]) -> Iterator[tuple[int, str]]:
    yield from sorted(names.items(), key=lambda item: -len(item[1]))


def _begins(rest: str, name: str) -> bool:
    return bool(name) and (rest + ".").casefold().startswith(f"{name}.".casefold())


def _records(field: Field) -> bool:
    return field.inner is not None and field.inner.kind == "record"


def _read(text: str, field: Field, name: str) -> Any:
    """A value as the field takes it. What does not fit is left as it is, and refused by the model."""
    if field.kind in ("record", "map", "list") and text.startswith(("{", "[")):
        return _typed(_flow(text, field, name), field)
    if field.kind == "text" and re.match(r"\{ *(nb|nn|en) *:", text):
        return _typed(_flow(text, field, name), field)
    if field.kind == "list" and _records(field):
        first = next(iter(field.inner.keys() if field.inner else ()), "id")
        raise Refused("edit.items_are_records", field=name, example=f"'{name}+={{{first}: …}}'")
    if field.kind == "list":
        return [_typed(word, field.inner) for word in _words(text)]
    if field.kind in ("record", "map"):
        first = next(iter(field.keys()), "id")
        raise Refused("edit.not_a_record", field=name, first=first, example=f"'{name}={{{first}: …}}'")
    return _typed(text, field)


def _words(text: str) -> list[str]:
    """Words with commas between them, each once; a comma too many gives no word."""
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _flow(text: str, field: Field, name: str) -> Any:
    document = parse("", text.encode("utf-8", "surrogateescape"))
    if not document.readable or _torn(document.value, field):
        raise Refused("edit.bad_braces", given=text, field=name, example="{navn: verdi, navn: verdi}")
    return document.value


def _torn(value: Any, field: Field | None) -> bool:
    """Whether a comma or a colon has torn a value apart: what no record has stands there as a key."""
    if field is None:
        return False
    if isinstance(value, list):
        return any(_torn(item, field.inner) for item in value)
    if not isinstance(value, dict):
        return False
    known = field.keys()
    return any(
        (known and key not in known and item is None) or _torn(item, field.below(key))
        for key, item in value.items()
    )


def _typed(value: Any, field: Field | None) -> Any:
    """A value with every text in it read as its field takes it."""
    if field is None:
        return value
    if field.kind == "list":
        items = value if isinstance(value, list) else [value]
        return [_typed(item, field.inner) for item in items]
    if isinstance(value, dict):
        return {key: _typed(item, field.below(key)) for key, item in value.items()}
    if not isinstance(value, str):
        return value
    match field.kind:
        case "day":
            day = read_day(value)
            return int(day) if _YEAR.fullmatch(day) else day
        case "truth":
            return TRUTHS.get(value.casefold(), value)
        case "number":
            number = read_number(value)
            return value if number is None else number
        case "choice":
            return choice_called(value, field.choices) or value
        case _:
            return value
