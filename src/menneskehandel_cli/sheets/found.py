"""What is found in a workbook that came back, and what is to be told of its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from menneskehandel_cli.language import Lang, Phrase
from menneskehandel_cli.language.marks import without_marks
from menneskehandel_cli.sheets.cells import Where
from menneskehandel_cli.sheets.content import TableKey

Severity = Literal["error", "conflict", "note"]

_BULLETS = re.compile("[\uf0a7\uf0b7]")
"""Bullets of Word, which other programs cannot show."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be told of a cell: where it is, and what is wrong or was done."""

    severity: Severity
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text that was written in a cell, and where."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was added below a table: what it belongs to, its fields, and where they stand."""

    key: TableKey
    about: str
    item: Mapping[str, str]
    places: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where its row begins."""
        return next(iter(self.places.values()))


@dataclass
class Filled:
    """What was written in a workbook: by the names of inputs, and the records that were added.

    ``remarks`` tell of its cells in ``lang``.
    """

    lang: Lang
    values: dict[str, Written] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def tell(self, severity: Severity, where: Where | str, key: str, **params: object) -> None:
        """Tell of a place with a phrase of the word list, below ``sheet.told.``."""
        place = where if isinstance(where, str) else where.said.say(self.lang)
        self.remarks.append(Remark(severity, place, Phrase(f"sheet.told.{key}", params).say(self.lang)))


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks and marks that nobody sees."""
    return without_marks(one).split() == without_marks(other).split()


def folded(text: str) -> str:
    """A text for comparison: without marks, in small letters, blanks as one."""
    return " ".join(without_marks(text).split()).casefold()


def cleaned(text: str) -> str:
    """A text without what programs put around words: marks without width, tabs, blanks at line ends."""
    lines = _BULLETS.sub("•", without_marks(text)).replace("\t", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
