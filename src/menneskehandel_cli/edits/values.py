"""Compare plain values from YAML by content."""

from __future__ import annotations

import json

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.refused import Refused


def same(one: object, other: object) -> bool:
    """Whether two values are equal: ``false`` is not 0, and the order of keys does not count."""
    return one is other or spelt(one) == spelt(other)


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
