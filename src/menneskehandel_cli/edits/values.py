"""Plain values, as YAML holds them, compared for what they say."""

from __future__ import annotations

import json


def same(one: object, other: object) -> bool:
    """Whether two values say the same: ``false`` is not 0, and the order of keys does not count."""
    return one is other or spelt(one) == spelt(other)


def spelt(value: object) -> str:
    """A value as a text that is equal where the values say the same."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
