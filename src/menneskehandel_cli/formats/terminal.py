"""What the text renderers share: signs, colours and safe text for a terminal.

Only red, green and magenta are used: of the sixteen that every terminal lets its user choose, they
can be read on dark and on light alike. None says anything that a word or a sign beside it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from menneskehandel_cli.models import Status

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.padding import Padding
    from rich.text import Text as Styled

SIGNS: dict[Status, str] = {
    "not_reported": "·",
    "not_started": "○",
    "in_progress": "◐",
    "completed": "●",
    "discontinued": "×",
}
STYLES: dict[Status, str] = {
    "not_reported": "dim",
    "not_started": "",
    "in_progress": "bold",
    "completed": "green",
    "discontinued": "dim",
}
WIDE = 110
"""From this many columns on, tables have room for one more."""

SEVERITY_STYLES = {"error": "bold red", "gap": "bold magenta", "note": "bold"}
HEADING = "bold underline"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of plain text, ``indent`` columns in: what long lists are made of.

    It looks as if Rich had laid it out. Where it fits, Rich is not asked, which takes many times as long.
    """

    text: str
    indent: int = 0
    style: str = ""

    def fits(self, width: int) -> bool:
        """Whether it can be shown as it stands, each sign of it in one column."""
        text = self.text
        return len(text) <= width - self.indent and text.isprintable() and not _BROAD.search(text)

    def laid_out(self) -> Styled | Padding:
        """The same for Rich, that breaks it into lines."""
        from rich.padding import Padding
        from rich.text import Text as Styled

        styled = Styled(self.text, self.style)
        return Padding(styled, (0, 0, 0, self.indent)) if self.indent else styled


_BROAD = re.compile("[^\u0020-\u02ff\u2010-\u2027\u2030-\u205e]")
"""Signs that may take no column, or two."""


def to_text(*parts: RenderableType | Line, width: int, colour: bool) -> str:
    """What ``parts`` look like on a terminal ``width`` columns wide."""
    out = StringIO()
    console: Console | None = None
    for part in parts:
        if isinstance(part, Line) and part.fits(width) and not (colour and part.style):
            out.write(f"{' ' * part.indent}{part.text}\n")
            continue
        console = console or _console(out, width, colour)
        console.print(part.laid_out() if isinstance(part, Line) else part)
    lines = out.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _console(out: StringIO, width: int, colour: bool) -> Console:
    from rich.console import Console

    return Console(
        file=out,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
