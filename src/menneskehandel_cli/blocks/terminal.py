"""Shared by the text renderers: signs, colours, and layout for a terminal.

Only red, green and magenta are used: of the 16 terminal colours, they are readable on both dark and
light backgrounds. A colour never carries information that a word or a sign does not.
"""

from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from menneskehandel_cli.language.escaping import SECTION, escape_workflow_commands
from menneskehandel_cli.models import Status

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.padding import Padding
    from rich.table import Column, Table
    from rich.text import Text

SIGNS: dict[str, str] = {
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
PROSE = 100
"""The greatest width of running text, in columns; longer lines are hard to read. Tables may be wider."""
WIDE = 110
"""From this terminal width on, tables have one more column."""
NARROW = 80
"""Below this terminal width, tables have fewer columns, and an id may be wrapped."""

SEVERITY_STYLES = {"error": "bold red", "gap": "bold magenta", "note": "bold"}
HEADING = "bold underline"


def grid(*columns: "Column", header: bool = False, expand: bool = False) -> "Table":
    """A table without lines. With ``expand`` it takes the full width.

    Only a column that shares what is left of the full width may be wider than ``PROSE``. A word too
    long for its column is wrapped; Rich would cut it off.
    """
    from rich.table import Table

    for column in columns:
        column.overflow = "ellipsis" if column.no_wrap else "fold"
        column.max_width = PROSE if column.max_width is None else column.max_width
    return Table(
        *columns,
        box=None,
        show_header=header,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        expand=expand,
    )


def indented(part: "RenderableType", columns: int = 2) -> "Padding":
    """``part`` indented by ``columns``."""
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, columns))


def styled(*pieces: tuple[str, str], colour: bool) -> "Text | str":
    """A line of pieces, each with its style; without colours only their text."""
    from rich.text import Text

    return Text.assemble(*pieces) if colour else "".join(piece for piece, _ in pieces)


class Labelled(NamedTuple):
    """A text beside its label. Lines that do not fit go on below the text, not below the label.

    The label includes the space between the two. If it takes more than half the width, it gets a line
    of its own.
    """

    label: "str | Text"
    text: "str | Text"
    margin: int = 2
    prose: bool = True
    """Whether this is running text, as opposed to a line of a file."""


def to_text(*parts: "RenderableType | Labelled", width: int, colour: bool) -> str:
    """``parts`` below each other, laid out by Rich for a terminal of ``width`` columns.

    Running text is no wider than ``PROSE``. Texts without colours use Rich only to wrap lines that do
    not fit: printing is much slower, and a check of a large repository has tens of thousands of lines,
    many with the same advice.
    """
    from rich.cells import cell_len
    from rich.padding import Padding
    from rich.text import Text

    out = StringIO()
    console = _console(out, width, colour)

    @cache
    def broken(line: str, room: int) -> list[str]:
        return [part.plain for part in Text(line).wrap(console, room)]

    def write(part: Labelled) -> None:
        label, text, margin = part.label, part.text, part.margin
        room = (min(width, PROSE) if part.prose else width) - margin
        wide = cell_len(str(label))
        if wide > room // 2:
            if str(label).strip():
                write(Labelled("", label, margin))
            write(Labelled("", text, margin + 2))
            return
        left, hang, room = " " * margin, " " * (margin + wide), room - wide
        if not (colour and (_styled(label) or _styled(text))):
            lines = str(text).split("\n")
            pieces = [x for line in lines for x in ([line] if cell_len(line) <= room else broken(line, room))]
            out.write(f"{left}{label}{pieces[0]}\n")
            out.writelines(f"{hang}{piece}\n" for piece in pieces[1:])
            return
        first, *rest = (Text(text) if isinstance(text, str) else text).wrap(console, room)
        console.print(Text.assemble(left, label, first))
        for line in rest:
            console.print(Text.assemble(hang, line))

    for part in parts:
        margin, text = (part.left, part.renderable) if isinstance(part, Padding) else (0, part)
        if isinstance(text, Labelled):
            write(text)
        elif isinstance(text, str | Text):
            write(Labelled("", text, margin))
        else:
            console.print(part)
    whole = "".join(f"{line.rstrip()}\n" for line in out.getvalue().replace(SECTION, "§ ").splitlines())
    return escape_workflow_commands(whole)


def _styled(text: "str | Text") -> bool:
    return not isinstance(text, str) and bool(text.style or text.spans)


def _console(out: StringIO, width: int, colour: bool) -> "Console":
    from rich.console import Console

    return Console(
        file=out,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
