"""Where each key, list item and comment of a YAML text stands, and texts with stretches replaced.

Offsets count characters from 0; lines and columns from 0 too, as libyaml counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.diagnostics import KeyPath

_TRIVIA = re.compile(r"^[ \t]*\n|(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)

Edit = tuple[int, int, str]
"""What to put in place of the text between two offsets."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list.

    ``column`` is where the key, or the item's dash, stands; ``start`` where the key or the item
    begins; ``end`` where the value ends, without blank lines or comments after it. ``name`` is the
    key's node. ``flow`` tells whether it stands inside braces or brackets.
    """

    keys: KeyPath
    name: Node | None
    value: Node
    column: int
    start: int
    end: int
    flow: bool


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


def in_block(node: Node) -> bool:
    """Whether a node is a text in lines of its own, after ``|`` or ``>``."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def end_of(node: Node, text: str) -> int:
    """Where what a node says ends: libyaml counts blank lines and comments after a block to it."""
    if isinstance(node, MappingNode | SequenceNode) and not in_braces(node) and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(node, MappingNode) else last, text)
    start, end = node.start_mark.index, int(node.end_mark.index)
    if not in_block(node):
        return end
    source = text[start:end]
    if "+" in source.partition("\n")[0].partition("#")[0]:  # blank lines at the end are of the text
        return start + len(source.removesuffix("\n").removesuffix("\r"))
    return min(end, line_end(text, start + len(source.rstrip(" \r\n"))))


def line_start(text: str, offset: int) -> int:
    """Where the line that ``offset`` lies on begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line that ``offset`` lies on ends, its line break (LF or CRLF) not counted."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" and end > offset else end


def trivia(text: str, found: list[Entry]) -> Iterator[int]:
    """The offset of each comment, and of each blank line, outside all scalars."""
    start = 0
    for first, last in [*_scalars(found, text), (len(text), len(text))]:
        yield from (match.start() for match in _TRIVIA.finditer(text, start, max(first, start)))
        start = last


def _scalars(found: list[Entry], text: str) -> Iterator[tuple[int, int]]:
    for entry in found:
        if entry.name is not None:
            yield entry.name.start_mark.index, entry.name.end_mark.index
        if isinstance(entry.value, ScalarNode):
            start = entry.value.start_mark.index
            yield (line_end(text, start) if in_block(entry.value) else start), entry.end


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with each edit made; what is put in at one offset stands in the order given."""
    parts: list[str] = []
    start = 0
    for first, last, part in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[start:first], part]
        start = last
    return "".join([*parts, text[start:]])
