"""Drawing: escaped SVG elements, and the picture made of them.

Each picture is drawn twice, for wide pages and paper and for narrow screens, so that its letters have
the size of the text around it. A style rule for the picture's ids shows one of the two. Ids begin with
the picture's prefix, which must be unique on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.fills import INK, PAPER, SOFT, Fill
from menneskehandel_cli.formats.charts.measuring import text_width, wrap
from menneskehandel_cli.language.runs import unmarked

SIZE = 14
"""The font size in units of the drawing, which are about a pixel."""
LINE_HEIGHT = 19
BOLD = 600
_FONTS = "'Source Sans 3', 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif"
_WIDTHS = {"wide": 760, "narrow": 320}
_PREFIX = re.compile(r"[a-z][a-z0-9-]*")
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_BLANKS = re.compile("[ \t\n\r\u2028\u2029]+")


class Canvas:
    """A drawing of fixed width that grows downwards."""

    def __init__(self, id: str, width: int) -> None:
        self.id = id
        self.width = width
        self.narrow = width < max(_WIDTHS.values())
        self.parts: list[str] = []

    def add(self, tag: str, /, **attributes: object) -> None:
        """Add an element."""
        self.parts.append(element(tag, **attributes))

    def text(self, words: str, x: float, y: float, **attributes: object) -> None:
        """Draw a line of text with its baseline at ``y``."""
        self.parts.append(element("text", words, x=x, y=y, **attributes))

    def lines(self, words: str, y: float, width: float, *, bold: bool = False, fill: str = INK) -> float:
        """Draw a text below ``y``, wrapped to ``width``; return its lower end."""
        for line in wrap(clean(words), SIZE, width, bold=bold):
            weight = BOLD if bold else None
            self.text(line, 0, y + SIZE, font_weight=weight, fill=fill)
            y += LINE_HEIGHT
        return y

    def number(self, words: str, x: float, y: float, fill: Fill) -> None:
        """Draw a number on a fill, centred on a point; a box keeps the fill's pattern away from it."""
        if fill.marks:
            self.clear(words, x, y + 5, fill.background)
        self.text(words, x, y + 5, text_anchor="middle", font_weight=BOLD, fill=fill.ink)

    def clear(self, words: str, x: float, y: float, colour: str) -> None:
        """Draw a box behind a bold text that is centred on ``x``, with its baseline at ``y``."""
        width = text_width(words, SIZE, bold=True) + 4
        self.add("rect", x=x - width / 2, y=y - 13, width=width, height=16, fill=colour)

    def box(self, key: str, fill: Fill, x: float, y: float, width: float, height: float) -> None:
        """Draw an area filled with a pattern; its edge lies within the given size."""
        self.add(
            "rect",
            x=x + 0.5,
            y=y + 0.5,
            width=width - 1,
            height=height - 1,
            fill=self.paint(key),
            stroke=fill.edge,
        )

    def paint(self, key: str) -> str:
        """The ``fill`` value of a pattern defined by ``patterns``."""
        return f"url(#{self.id}-{key})"

    def patterns(self, fills: Mapping[str, Fill]) -> None:
        """Define the patterns that ``paint`` refers to."""
        tiles = [
            group(
                "pattern",
                element("rect", width=fill.size, height=fill.size, fill=fill.background),
                element("path", d=fill.marks, stroke=fill.stroke, stroke_width=fill.thickness)
                if fill.marks
                else "",
                id=f"{self.id}-{key}",
                width=fill.size,
                height=fill.size,
                patternUnits="userSpaceOnUse",
            )
            for key, fill in fills.items()
        ]
        self.parts.append(group("defs", *tiles))

    def legend(self, entries: Sequence[tuple[str, Callable[[float, float], None], float]]) -> float:
        """Draw a legend with as many entries per line as fit; return its lower end.

        An entry is the name, a function that draws its sign at (left, middle), and the sign's width.
        """
        x, y = 0.0, 0.0
        for name, draw, width in entries:
            taken = width + 7 + text_width(name, SIZE)
            if x and x + taken > self.width:
                x, y = 0.0, y + LINE_HEIGHT + 3
            draw(x, y + 9)
            self.text(name, x + width + 7, y + 14)
            x += taken + 18
        return y + LINE_HEIGHT + 3

    def swatches(self, fills: Mapping[str, Fill], names: Mapping[str, str]) -> float:
        """Draw the legend of ``fills``; return its lower end."""

        def entry(key: str, fill: Fill) -> tuple[str, Callable[[float, float], None], float]:
            return names[key], lambda x, y: self.box(key, fill, x, y - 7, 24, 15), 24

        self.patterns(fills)
        return self.legend([entry(key, fill) for key, fill in fills.items()])


def picture(prefix: str, numbers: Table, told: Sequence[str], draw: Callable[[Canvas], float]) -> Picture:
    """The picture that ``draw`` draws (it returns the height), named by the caption of its numbers.

    Raises ``ValueError`` for a prefix that cannot begin an id.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"not a prefix for ids: {prefix!r}")
    drawn = [_drawing(f"{prefix}-{name}", width, numbers, told, draw) for name, width in _WIDTHS.items()]
    return Picture(group("div", _rule(prefix), *drawn, id=prefix), numbers)


def nothing(prefix: str, numbers: Table, message: str) -> Picture:
    """A picture that says that there is nothing to show."""
    rows = numbers.rows or ((message, *("–" for _ in numbers.head[1:])),)

    def draw(canvas: Canvas) -> float:
        lines = wrap(message, SIZE, canvas.width - 48)
        height = len(lines) * LINE_HEIGHT + 34
        canvas.add(
            "rect",
            x=1,
            y=1,
            width=canvas.width - 2,
            height=height - 2,
            fill=PAPER,
            stroke=SOFT,
            stroke_dasharray="5 4",
        )
        for number, line in enumerate(lines):
            canvas.text(line, 24, 17 + SIZE + number * LINE_HEIGHT)
        return height

    return picture(prefix, Table(numbers.caption, numbers.head, rows), [message], draw)


def _rule(prefix: str) -> str:
    """The style rule that shows one of the two drawings; paper always counts as wide."""
    wide, narrow = (f"#{prefix}-{name}" for name in _WIDTHS)
    return element(
        "style",
        f"{wide},{narrow}{{forced-color-adjust:none}}{narrow}{{display:none;max-width:30rem}}"
        f"@media screen and (max-width:44rem){{{wide}{{display:none}}{narrow}{{display:block}}}}",
    )


def _drawing(
    id: str, width: int, numbers: Table, told: Sequence[str], draw: Callable[[Canvas], float]
) -> str:
    canvas = Canvas(id, width)
    height = draw(canvas)
    return group(
        "svg",
        element("title", numbers.caption, id=f"{id}-title"),
        element("desc", " ".join(told), id=f"{id}-desc"),
        element("rect", width=width, height=height, fill=PAPER),
        *canvas.parts,
        id=id,
        role="img",
        aria_labelledby=f"{id}-title",
        aria_describedby=f"{id}-desc",
        viewBox=f"0 0 {width} {plain(height)}",
        width="100%",
        font_family=_FONTS,
        font_size=SIZE,
        fill=INK,
    )


def element(tag: str, text: str = "", /, **attributes: object) -> str:
    """An element around a text; everything is escaped."""
    return group(tag, escape(clean(text)), **attributes)


def group(tag: str, /, *inside: str, **attributes: object) -> str:
    """An element around markup that is already escaped."""
    given = "".join(
        f' {name.replace("_", "-")}="{escape(clean(plain(value)))}"'
        for name, value in attributes.items()
        if value is not None
    )
    content = "".join(inside)
    return f"<{tag}{given}>{content}</{tag}>" if content else f"<{tag}{given}/>"


def plain(value: object) -> str:
    """The value of an attribute; numbers have at most one decimal."""
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """A text on one line, without characters invalid in XML. No-break spaces are kept."""
    return _BLANKS.sub(" ", _UNPRINTABLE.sub("", unmarked(text))).strip(" ")
