"""What the text renderers share: signs, colours and safe text for a terminal.

Only red, green and magenta are used: of the sixteen that every terminal lets its user choose, they
can be read on dark and on light alike. None says anything that a word or a sign beside it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from menneskehandel_cli.language import disarmed
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
    """Plain text from ``indent`` columns in, broken into lines, or cut where it must stay one line.

    It looks as if Rich had laid it out. Rich is asked only where there are colours, or signs that
    take no column or two: it takes many times as long.
    """

    text: str
    indent: int = 0
    style: str = ""
    cut: bool = False

    def lines(self, width: int) -> list[str] | None:
        """How it looks; ``None`` where only Rich can tell."""
        room = width - self.indent
        if room < 1 or not self.text.isprintable() or _BROAD.search(self.text):
            return None
        if len(self.text) <= room or self.cut:
            return [" " * self.indent + self.text[:room]]
        return [" " * self.indent + line for line in _broken(self.text, room)]

    def laid_out(self, width: int) -> Styled | Padding:
        """The same for Rich."""
        from rich.padding import Padding
        from rich.text import Text as Styled

        styled = Styled(self.text, self.style)
        if self.cut:
            styled.truncate(max(width - self.indent, 1), overflow="crop")
        return Padding(styled, (0, 0, 0, self.indent)) if self.indent else styled


_BROAD = re.compile("[^\u0020-\u02ff\u2010-\u2027\u2030-\u205e\u2502]")
"""Signs that may take no column, or two."""

_WORD = re.compile(r" *[^ ]+ *")


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


def to_text(*parts: RenderableType | Line, width: int, colour: bool) -> str:
    """What ``parts`` look like on a terminal ``width`` columns wide."""
    out = StringIO()
    console: Console | None = None
    for part in parts:
        lines = part.lines(width) if isinstance(part, Line) and not (colour and part.style) else None
        if lines is not None:
            out.writelines(f"{line}\n" for line in lines)
            continue
        console = console or _console(out, width, colour)
        console.print(part.laid_out(width) if isinstance(part, Line) else part)
    lines = out.getvalue().splitlines()
    return "\n".join(disarmed(line.rstrip()) for line in lines) + "\n"


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
