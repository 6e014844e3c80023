"""Where each key and list item of a YAML text stands, with the lines that are its own.

Everything that edits text works on these places: what is not inside one of them is never touched.
Offsets count characters from 0; lines and columns from 0 too, as libyaml counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.diagnostics import KeyPath

_BLANK_LINES = re.compile(r"(\r?\n *)*\Z")
_LINE_BREAK = re.compile(r"(\r?\n)?\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list.

    ``column`` is where the key, or the item's dash, stands; ``start`` where the key or the item
    begins; ``end`` where the value ends, without blank lines or comments after it. ``name`` is the
    key's node.
    """

    keys: KeyPath
    name: Node | None
    value: Node
    column: int
    start: int
    end: int
    flow: bool
    """Whether it stands inside braces or brackets."""

    @property
    def line(self) -> int:
        """The line it begins on."""
        line: int = (self.name or self.value).start_mark.line
        return line


def entries(root: Node, text: str) -> list[Entry]:
    """Every entry in the order of the text; a collection before what it holds."""
    return list(_below(root, (), text, flow=False))


def _below(node: Node, keys: KeyPath, text: str, *, flow: bool) -> Iterator[Entry]:
    flow = flow or in_braces(node)
    if isinstance(node, MappingNode):
        for name, value in node.value:
            start = name.start_mark
            inner = (*keys, name.value)
            yield Entry(inner, name, value, start.column, start.index, end_of(value, text), flow)
            yield from _below(value, inner, text, flow=flow)
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            column = value.start_mark.column if flow else node.start_mark.column
            start, inner = value.start_mark.index, (*keys, place)
            yield Entry(inner, None, value, column, start, end_of(value, text), flow)
            yield from _below(value, inner, text, flow=flow)


def in_braces(node: Node) -> bool:
    """Whether a node is a mapping or list written in braces or brackets."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def end_of(node: Node, text: str) -> int:
    """Where what a node says ends: libyaml counts blank lines and comments after a block to it."""
    if isinstance(node, MappingNode | SequenceNode) and not in_braces(node) and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(node, MappingNode) else last, text)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        header = text[start:end].split("\n", 1)[0].partition("#")[0]
        blank = _LINE_BREAK if "+" in header else _BLANK_LINES
        return start + blank.search(text[start:end]).start()  # type: ignore[union-attr]
    return int(end)


def line_start(text: str, offset: int) -> int:
    """Where the line that ``offset`` lies on begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line that ``offset`` lies on ends, its line break (LF or CRLF) not counted."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" and end > offset else end
