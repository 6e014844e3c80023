"""A page in blocks: the structure of every report, in all formats.

A block holds texts, never markup: the templates escape them. ``prose`` marks a text from the data,
whose simple Markdown is rendered in HTML (raw HTML off, links only to http, https and mailto).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4; the page's title is the only one of level 1."""

    text: str
    level: Literal[2, 3, 4] = 2
    anchor: str = ""
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``mark`` is a word before it that names the kind of text."""

    text: str
    prose: bool = False
    mark: str = ""
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    prose: bool = False
    kind: str = field(default="bullets", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values: the card of a measure."""

    items: tuple[tuple[str, str], ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. The first column holds the row headers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as inline SVG, generated here and safe to embed, with its numbers in a table."""

    svg: str
    numbers: Table
    kind: str = field(default="picture", init=False)


Block = Heading | Paragraph | Bullets | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report. ``stamp`` is what ``mh verify`` needs to make it again."""

    title: str
    subtitle: str
    lang: str
    meta: tuple[str, ...]
    fictional: str
    blocks: tuple[Block, ...]
    contents: str
    """The heading of the table of contents."""
