"""The position of each key, list item and comment of a YAML text, and replacing ranges of a text.

Offsets count characters from 0. Lines and columns also count from 0, as in libyaml.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.diagnostics import KeyPath

_TRIVIA = re.compile(r"^[ \t]*\n|(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)

Edit = tuple[int, int, str]
"""A range of the text, from one offset to another, and its replacement."""


class YamlEntry(NamedTuple):
    """A key with its value, or an item of a list.

    ``column`` is that of the key, or of the item's dash; ``start`` is where the key or the item
    begins; ``end`` where the value ends, without blank lines or comments after it. ``name`` is the
    key's node. ``flow`` says whether it is inside braces or brackets.
    """

    keys: KeyPath
    name: Node | None
    value: Node
    column: int
    start: int
    end: int
    flow: bool


def entries(root: Node, text: str) -> list[YamlEntry]:
    """Every entry in the order of the text; a collection before its content."""
    return list(_entries_below(root, (), text, flow=False))


def _entries_below(node: Node, keys: KeyPath, text: str, *, flow: bool) -> Iterator[YamlEntry]:
    flow = flow or in_braces(node)
    if isinstance(node, MappingNode):
        for name, value in node.value:
            start = name.start_mark
            inner = (*keys, name.value)
            yield YamlEntry(inner, name, value, start.column, start.index, end_of(value, text), flow)
            yield from _entries_below(value, inner, text, flow=flow)
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            column = value.start_mark.column if flow else node.start_mark.column
            start, inner = value.start_mark.index, (*keys, place)
            yield YamlEntry(inner, None, value, column, start, end_of(value, text), flow)
            yield from _entries_below(value, inner, text, flow=flow)


def in_braces(node: Node) -> bool:
    """Whether a node is a mapping or list written in braces or brackets."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def in_block(node: Node) -> bool:
    """Whether a node is a block scalar, after ``|`` or ``>``."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def end_of(node: Node, text: str) -> int:
    """The end of a node's content, without the blank lines and comments that libyaml adds to a block."""
    if isinstance(node, MappingNode | SequenceNode) and not in_braces(node) and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(node, MappingNode) else last, text)
    start, end = node.start_mark.index, int(node.end_mark.index)
    if not in_block(node):
        return end
    source = text[start:end]
    if "+" in source.partition("\n")[0].partition("#")[0]:  # blank lines at the end belong to the text
        return start + len(source.removesuffix("\n").removesuffix("\r"))
    return min(end, line_end(text, start + len(source.rstrip(" \r\n"))))


def line_start(text: str, offset: int) -> int:
    """Where the line of ``offset`` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of ``offset`` ends, without its line break (LF or CRLF)."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" and end > offset else end


def trivia(text: str, found: list[YamlEntry]) -> Iterator[int]:
    """The offset of each comment, and of each blank line, outside all scalars."""
    start = 0
    for first, last in [*_scalar_ranges(found, text), (len(text), len(text))]:
        yield from (match.start() for match in _TRIVIA.finditer(text, start, max(first, start)))
        start = last


def _scalar_ranges(found: list[YamlEntry], text: str) -> Iterator[tuple[int, int]]:
    for entry in found:
        if entry.name is not None:
            yield entry.name.start_mark.index, entry.name.end_mark.index
        if isinstance(entry.value, ScalarNode):
            start = entry.value.start_mark.index
            yield (line_end(text, start) if in_block(entry.value) else start), entry.end


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with all edits applied; insertions at the same offset keep the given order."""
    parts: list[str] = []
    start = 0
    for first, last, part in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[start:first], part]
        start = last
    return "".join([*parts, text[start:]])
