"""What the text renderers share: signs, colours and safe text for a terminal.

Only red, green and magenta are used: of the sixteen that every terminal lets its user choose, they
can be read on dark and on light alike. None says anything that a word or a sign beside it does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from menneskehandel_cli.language import escape_workflow_commands
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


Said = tuple[tuple[str, str], ...]
"""Text in pieces, each with its style."""


@dataclass(frozen=True, slots=True)
class Line:
    """Plain text from ``indent`` columns in, broken into lines, or cut where it must stay one line.

    ``more`` follows it, each piece with a style on top of the line's own. It looks as if Rich had laid
    it out. Rich is asked only where there are colours, or signs that take no column or two: to load
    it takes as long as laying all out.
    """

    text: str
    indent: int = 0
    style: str = ""
    cut: bool = False
    more: Said = ()

    @property
    def whole(self) -> str:
        """All that is said."""
        return self.text + "".join(text for text, _ in self.more)

    def lines(self, width: int) -> list[str] | None:
        """How it looks; ``None`` where only Rich can tell."""
        room, text = width - self.indent, self.whole
        if self.cut and room > 0 and _is_plain(text):
            return [" " * self.indent + text[:room]]
        broken = _laid_out(text, room)
        return None if broken is None else [" " * self.indent + line for line in broken]

    def laid_out(self, width: int) -> Styled | Padding:
        """The same for Rich."""
        from rich.padding import Padding
        from rich.text import Text as Styled

        styled = Styled(self.text, self.style)
        for text, style in self.more:
            styled.append(text, style)
        if self.cut:
            styled.truncate(max(width - self.indent, 1), overflow="crop")
        return Padding(styled, (0, 0, 0, self.indent)) if self.indent else styled


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid. One without a width takes what its cells need, or what there is."""

    header: str = ""
    width: int | None = None
    no_wrap: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without lines, ``indent`` columns in. With ``expand`` it takes all the width there is."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Line]]
    indent: int = 2
    head: bool = False
    expand: bool = False

    def lines(self, width: int) -> list[str] | None:
        """Its lines on a terminal ``width`` columns wide; ``None`` where that needs Rich."""
        cells = [[column.header for column in self.columns]] if self.head else []
        cells += [[cell.whole for cell in row] for row in self.rows]
        widths = self._widths(cells, width - self.indent)
        if widths is None:
            return None
        lines = []
        for row in cells:
            broken = [_laid_out(text, room) for text, room in zip(row, widths, strict=True)]
            for several, column, text, room in zip(broken, self.columns, row, widths, strict=True):
                kept = column.no_wrap and len(several or ()) > text.count("\n") + 1
                if several is None or kept or any(len(word) > room for word in text.split()):
                    return None
            for level in zip_longest(*filter(None, broken), fillvalue=""):
                told = (part.rstrip().ljust(room) for part, room in zip(level, widths, strict=True))
                lines.append(" " * self.indent + _GAP.join(told))
        return lines

    def _widths(self, cells: list[list[str]], room: int) -> list[int] | None:
        """How wide each column is; ``None`` where several would have to give way."""
        widest = [
            max((len(line) for row in cells for line in row[place].split("\n")), default=0)
            for place in range(len(self.columns))
        ]
        widths = [
            column.width or (needed if column.no_wrap else 0)
            for column, needed in zip(self.columns, widest, strict=True)
        ]
        rest = room - sum(widths) - len(_GAP) * (len(widths) - 1)
        if widths.count(0) != 1 or rest < _NARROW:
            return None
        free = widths.index(0)
        widths[free] = rest if self.expand else min(rest, widest[free])
        return widths

    def laid_out(self, width: int) -> Padding:
        """The same for Rich."""
        from rich.padding import Padding
        from rich.table import Table

        table = Table(
            box=None,
            show_header=self.head,
            pad_edge=False,
            padding=(0, len(_GAP), 0, 0),
            header_style="dim",
            expand=self.expand,
        )
        for column in self.columns:
            free = column.width is None and not column.no_wrap
            table.add_column(
                column.header,
                width=column.width,
                no_wrap=column.no_wrap,
                style=column.style,
                ratio=1 if self.expand and free else None,
            )
        for row in self.rows:
            table.add_row(*(cell.laid_out(width) for cell in row))
        return Padding(table, (0, 0, 0, self.indent))


_GAP = "  "
"""Between two columns of a grid."""
_NARROW = 8
"""Where the last column gets fewer signs than this, Rich decides what gives way."""
_BROAD = re.compile("[^\u0020-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25cf]")
"""Signs that may take no column, or two."""

_WORD = re.compile(r" *[^ ]+ *")


def _is_plain(text: str) -> bool:
    """Whether each sign of a text takes one column."""
    return text.isprintable() and not _BROAD.search(text)


def _laid_out(text: str, room: int) -> list[str] | None:
    """A text, which may hold line breaks, in lines of at most ``room`` signs; ``None`` for Rich."""
    given = text.split("\n")
    if room < 1 or not all(map(_is_plain, given)):
        return None
    lines: list[str] = []
    for line in given:
        lines += [line] if len(line) <= room else _broken(line, room)
    return lines


def _broken(text: str, room: int) -> list[str]:
    """Lines of whole words; a word longer than a line begins one of its own, and is cut."""
    starts, taken = [0], 0
    for word in _WORD.finditer(text):
        length = len(word[0].rstrip(" "))
        if length <= room - taken:
            taken += len(word[0])
            continue
        if length > room:
            starts += range(word.start(), word.end(), room)
            taken = (len(word[0]) - 1) % room + 1
        else:
            starts.append(word.start())
            taken = len(word[0])
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def to_text(*parts: RenderableType | Line | Grid, width: int, colour: bool) -> str:
    """What ``parts`` look like on a terminal ``width`` columns wide."""
    out = StringIO()
    console: Console | None = None
    for part in parts:
        if isinstance(part, Line | Grid):
            own = None if colour and _styled(part) else part.lines(width)
            if own is not None:
                out.writelines(f"{line}\n" for line in own)
                continue
            part = part.laid_out(width)  # noqa: PLW2901 - the same part, in Rich's terms
        console = console or _console(out, width, colour)
        console.print(part)
    lines = out.getvalue().splitlines()
    return "\n".join(escape_workflow_commands(line.rstrip()) for line in lines) + "\n"


def _styled(part: Line | Grid) -> bool:
    """Whether colours change how a part looks."""
    return isinstance(part, Grid) or bool(part.style or any(style for _, style in part.more))


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
