"""What all new files share: the next free id, the file's name, and a text that explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", "ö": "o", "ä": "a", "ü": "u"})
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be made, with its path from the strategy's root."""

    path: str
    text: str


def slug(text: str) -> str:
    """A title as it stands in a file name: small letters, digits and hyphens, cut at a word."""
    plain = text.casefold().translate(_LETTERS)
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _LONGEST:
            break
        name = f"{name}-{word}" if name else word
    return name


def next_number(numbers: Iterable[int]) -> int:
    """The number after the highest: one that is gone is never given to something else."""
    return max(numbers, default=0) + 1
