"""Shared by the text renderers: signs, colours, and layout for a terminal.

Only red, green and magenta are used: of the 16 terminal colours, they are readable on both dark and
light backgrounds. A colour never carries information that a word or a sign does not.
"""

from __future__ import annotations

from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from menneskehandel_cli.language import escape_workflow_commands
from menneskehandel_cli.models import Status

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.padding import Padding
    from rich.table import Column, Table

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
"""From this terminal width on, tables have one more column."""
NARROW = 80
"""Below this terminal width, tables have fewer columns, and an id may be wrapped."""

SEVERITY_STYLES = {"error": "bold red", "gap": "bold magenta", "note": "bold"}
HEADING = "bold underline"


def grid(*columns: Column, header: bool = False, expand: bool = False) -> Table:
    """A table without lines. With ``expand`` it takes the full width.

    A word too long for its column is wrapped; Rich would cut it off.
    """
    from rich.table import Table

    for column in columns:
        column.overflow = "ellipsis" if column.no_wrap else "fold"
    return Table(
        *columns,
        box=None,
        show_header=header,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        expand=expand,
    )


def indented(part: RenderableType, columns: int = 2) -> Padding:
    """``part`` indented by ``columns``."""
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, columns))


def to_text(*parts: RenderableType, width: int, colour: bool) -> str:
    """``parts`` below each other, laid out by Rich for a terminal of ``width`` columns.

    Texts without colours use Rich only to wrap lines that do not fit: printing is much slower, and a
    check of a large repository has tens of thousands of lines, many with the same advice.
    """
    from rich.cells import cell_len
    from rich.padding import Padding
    from rich.text import Text

    out = StringIO()
    console = _console(out, width, colour)

    @cache
    def broken(line: str, room: int) -> list[str]:
        return [part.plain for part in Text(line).wrap(console, room)]

    for part in parts:
        margin, text = (part.left, part.renderable) if isinstance(part, Padding) else (0, part)
        if isinstance(text, Text) and not (colour and (text.style or text.spans)):
            text = text.plain
        if not isinstance(text, str):
            console.print(part)
            continue
        for line in text.split("\n"):
            room = width - margin
            lines = [line] if cell_len(line) <= room else broken(line, room)
            out.writelines(f"{' ' * margin}{line}\n" for line in lines)
    text = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    return escape_workflow_commands(text)


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
