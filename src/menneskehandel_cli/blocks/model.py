"""A page in blocks: the structure of every report, in all formats.

A block holds texts, never markup: the templates escape them. A part in another language than the page
is marked (``language.runs``). ``prose`` marks a text from the data, whose simple Markdown is rendered
(raw HTML off, links only to http, https and mailto).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal


class Kind:
    """What a template knows a block by."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return type(self).__name__.lower()


@dataclass(frozen=True, slots=True)
class Heading(Kind):
    """A heading of level 2 to 4; the page's title is the only one of level 1."""

    text: str
    level: Literal[2, 3, 4] = 2
    anchor: str = ""
    record: bool = False
    """Whether the anchor is the id of a record, which other places on the page lead to."""


@dataclass(frozen=True, slots=True)
class Paragraph(Kind):
    """A paragraph; ``mark`` is a word before it that names the kind of text.

    ``leads_to`` is the anchor of the section where the page tells more.
    """

    text: str
    prose: bool = False
    mark: str = ""
    leads_to: str = ""
    space: int = 0
    """The lines on paper of a frame around it, where a reader writes."""


@dataclass(frozen=True, slots=True)
class Bullets(Kind):
    """A list."""

    items: tuple[str, ...]
    prose: bool = False
    anchors: tuple[str, ...] = ()
    """An anchor for each item, or none for all."""


@dataclass(frozen=True, slots=True)
class Facts(Kind):
    """Names with their values: the card of a measure."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table(Kind):
    """A table with its caption. The first column holds the row headers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...] = ()
    """An anchor for each row; see ``blocks.anchors``."""
    searched: bool = False
    """Whether a row is looked up by its first cell, so that a terminal keeps columns that are narrow."""


@dataclass(frozen=True, slots=True)
class Picture(Kind):
    """A picture as markup, generated here and safe to embed, with its numbers in a table."""

    title: str
    """What it shows: the finding, in a sentence."""
    markup: str
    numbers: Table
    """Without rows if the markup is itself a table."""
    alternative: str
    """The text alternative: the numbers in words."""
    note: str = ""
    """What a mark is, or whose judgement it is: a line below the title."""


@dataclass(frozen=True, slots=True)
class Code(Kind):
    """Lines of a file, as they are, and the name of the file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Folded(Kind):
    """Blocks that a reader opens by their summary; where nothing can be folded they follow it."""

    summary: str
    blocks: "tuple[Block, ...]"


Whose = Literal["strategy", "ministry", "others", "ours"]
"""Whose words a part of a page holds: told by a word and a border, never by colour alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: what it is about, in words; its text and remarks; ``anchor`` names its place.

    ``id`` is for a terminal, where ids are typed: it stands last in the line.
    """

    label: str
    text: str
    notes: tuple[str, ...] = ()
    anchor: str = ""
    id: str = ""
    mark: str = ""
    """The class of a requirement, drawn before its name; the text says it too."""


@dataclass(frozen=True, slots=True)
class Entries(Kind):
    """A list of entries."""

    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Box(Kind):
    """A part of a page in somebody's words."""

    title: str
    whose: Whose
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Sums(Kind):
    """Numbers in a row, each with its words, and the anchor of what it counts; the first may warn."""

    items: tuple[tuple[str, int, str], ...]
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Columns(Kind):
    """Boxes side by side where there is room, otherwise below each other."""

    boxes: tuple[Box, ...]


Block = (
    Heading | Paragraph | Bullets | Facts | Table | Picture | Code | Folded | Entries | Box | Columns | Sums
)
"""Entries, boxes, columns, sums: for the site and a terminal. Code: for ``mh explain``. In no report."""


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks for a terminal or for paper: a box and a folded part have a heading."""
    for block in blocks:
        if isinstance(block, Columns):
            yield from unfolded(block.boxes)
        elif isinstance(block, Box | Folded):
            yield Heading(block.title, 2) if isinstance(block, Box) else Heading(block.summary, 3)
            yield from unfolded(block.blocks)
        elif isinstance(block, Sums):
            yield Bullets(tuple(f"{n} {text}" for _, n, text in block.items))
        else:
            yield block


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page, such as a report."""

    title: str
    lang: str
    blocks: tuple[Block, ...]
    first: str = ""
    """What is said before all else: which files are in no count."""
    subtitle: str = ""
    meta: tuple[str, ...] = ()
    fictional: str = ""
    contents: str = ""
    """The heading of the table of contents."""
    depth: int = 2
    """The level of the headings that the table of contents goes down to."""
    day: date | None = None
    """The day of the state that it shows."""
    coordinator: str = ""
    letter: bool = False
    """Whether it begins with a letter, which has no table of contents on paper."""


def strings(value: object) -> Iterator[str]:
    """Every text in a page, in a block or in several; also names of places."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from strings(getattr(value, part.name))
