"""What the text renderers share: signs, colours and safe text for a terminal.

Only red, green and magenta are used: of the sixteen that every terminal lets its user choose, they
can be read on dark and on light alike. None says anything that a word or a sign beside it does not.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from menneskehandel_cli.models import Status

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

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


def to_text(*parts: RenderableType, width: int, colour: bool) -> str:
    """What ``parts`` look like on a terminal ``width`` columns wide."""
    out = StringIO()
    console = _console(out, width, colour)
    for part in parts:
        console.print(part)
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
