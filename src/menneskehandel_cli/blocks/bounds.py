"""How much of a long list is shown, and how to see the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.escaping import escape_control

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bound:
    """A maximum number of lines (``None``: all), and the command that shows all of them."""

    most: int | None
    whole: str = ""

    def cut(self, lists: Iterable[Sequence[T]]) -> tuple[list[list[T]], int]:
        """The first lines of consecutive lists, and how many lines are left out."""
        shown: list[list[T]] = []
        room, left_out = self.most, 0
        for items in lists:
            kept = list(items if room is None else items[:room])
            shown.append(kept)
            left_out += len(items) - len(kept)
            room = None if room is None else room - len(kept)
        return shown, left_out

    def said(self, left_out: int, lang: Lang) -> str:
        """How many lines are left out, and the command that shows them; empty if none is."""
        said = say("left_out", lang, n=left_out, command=self.whole) if left_out else ""
        return escape_control(said)


EVERYTHING = Bound(None)
