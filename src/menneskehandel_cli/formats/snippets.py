"""What an editor can put in whole, by the model: a name, what it is, and the keys with their places."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TypedDict


class Snippet(TypedDict):
    """The name and the description by their keys, and the body, whose places are ``$1`` and so on."""

    name: str
    what: str
    body: dict[str, object]


@cache
def snippets() -> dict[str, list[Snippet]]:
    """The snippets of ``snippets.json``, by the name of their model."""
    found: dict[str, list[Snippet]] = json.loads(Path(__file__).with_suffix(".json").read_bytes())
    return found
