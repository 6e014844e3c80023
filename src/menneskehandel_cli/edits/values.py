"""Plain values from YAML: compared by content, read from what people write, and put in their place."""

import json
import re
from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.documents import parse
from menneskehandel_cli.language import TRUTHS, Refused, choice_called, read_number
from menneskehandel_cli.language.days import read_typed_day
from menneskehandel_cli.models.fields import Field

GONE: Any = object()
"""The value of a field that is to be removed."""

_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


def equals(one: object, other: object) -> bool:
    """Whether two values are equal: ``false`` is not 0, and the order of keys does not count."""
    return one is other or (GONE not in (one, other) and spelt(one) == spelt(other))


def spelt(value: object) -> str:
    """A value as a text, which is equal for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def refuse_signs(text: str, field: str) -> None:
    """Raise ``Refused`` if a value for ``field`` has a character that the reader refuses."""
    for found in parse("", text.encode("utf-8", "surrogateescape")).diagnostics:
        if found.code == "MH016":
            raise Refused("edit.sign", field=field, sign=found.params["character"])
        if found.code == "MH001":
            raise Refused("edit.not_utf8", field=field)


def records_in(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The records in the list under a key; what is no list has none."""
    held = value.get(key)
    return [item for item in held if isinstance(item, dict)] if isinstance(held, list) else []


def in_one(value: object, *tags: str) -> str:
    """A text as a file has it, in the first of some languages that it is in, otherwise in its first."""
    if isinstance(value, Mapping):
        value = next((value[tag] for tag in tags if value.get(tag)), next(iter(value.values()), ""))
    return "" if value is None else str(value)


def words(text: str) -> list[str]:
    """The words of a comma-separated list, each once; empty ones are dropped."""
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def typed(value: Any, field: Field | None, language: str) -> Any:
    """A value in which every text is read by its field's type, a day as ``language`` writes it.

    What cannot be read so is left as it is, and the model refuses it.
    """
    if field is None:
        return value
    if field.kind == "list":
        return [typed(x, field.inner, language) for x in (value if isinstance(value, list) else [value])]
    if isinstance(value, dict):
        return {key: typed(item, field.below(key), language) for key, item in value.items()}
    if not isinstance(value, str):
        return value
    match field.kind:
        case "day":
            day = read_typed_day(value, language)
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


def put(value: Any, keys: KeyPath, new: Any, field: Field | None, language: str) -> None:
    """Change a value in place: set what ``keys`` lead to, which is of the type ``field``.

    ``language`` is that of a text that names none. What becomes empty by ``GONE`` goes too.
    """
    parents: list[tuple[Any, str | int]] = []
    for key in keys[:-1]:
        if isinstance(value, dict) and not isinstance(value.get(key), dict | list):
            text = value.get(key)
            value[key] = {language: text} if isinstance(text, str) else {}
        parents.append((value, key))
        value = value[key]
    last, old = keys[-1], at(value, keys[-1:])
    if new is not GONE:
        if isinstance(old, dict) and isinstance(new, str):
            new = {**old, language: new}
        elif field is not None and field.kind == "day" and isinstance(old, str) and _YEAR.fullmatch(old):
            new = str(new)  # it was in quotes, and stays so
        value[last] = new
        return
    if old is not None or last in value:
        del value[last]
    for parent, key in reversed(parents):
        if parent[key] == {} or (parent[key] == [] and isinstance(parent, dict)):
            del parent[key]
