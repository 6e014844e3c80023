"""Helpers for new files: the next free id, the file's name, and lines with explanations.

In a new file, optional keys are comments: removing the ``# `` makes them count. Comments at the end of a
line explain it, and may be kept or removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from menneskehandel_cli.edits.writing import STEP, render, render_flow

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})
"""Norwegian and Sámi letters that do not decompose into another letter and a mark."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be created, with its path from the strategy's root."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a new record."""

    document: str
    section: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """The source in the form of a record."""
        return {"document": self.document, **({"section": self.section} if self.section else {})}

    def __str__(self) -> str:
        return render_flow(self.given)


def line(key: str, value: object) -> str:
    """A key with its value, as lines of a new file."""
    written = render(value, len(key) + len(": "), indent=STEP)
    return f"{key}:{written}\n" if written.startswith("\n") else f"{key}: {written}\n"


def source_line(source: Provenance) -> str:
    """The source as a line; without a place in the document, a comment asks for one."""
    text = line("source", source.given)
    if source.section:
        return text
    return text.replace("\n", "  # section: hvor i dokumentet det står\n")


def slug(text: str) -> str:
    """A title as used in a file name: lower-case letters, digits and hyphens, cut at a word."""
    name = ""
    plain = re.sub(r"[\u0300-\u036f]", "", normalize("NFKD", text.casefold().translate(_LETTERS)))
    for word in re.findall(r"[a-z0-9]+", plain):
        if name and len(name) + 1 + len(word) > _LONGEST:
            break
        name = f"{name}-{word}" if name else word
    return name


def next_number(numbers: Iterable[int]) -> int:
    """The number after the highest, so that the number of a removed record is never reused."""
    return max(numbers, default=0) + 1
