"""Comments: lifted off a text with what they stand at, and put back where that is now.

A comment on a line of its own belongs to the key or item after it, unless it is set in deeper than
that: then it closes the block above. A comment at the end of a line belongs to what stands there.
Blank lines are kept like comments, never more than one in a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yaml.nodes import Node, ScalarNode

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.places import Entry, end_of, entries, in_braces, line_end, line_start

_TRIVIA = re.compile(r"^[ \t]*\n|(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)

Place = Literal["top", "head", "line", "foot"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or a blank line where ``text`` is empty, and what it belongs to.

    ``top``: the head of the file. ``head``: the lines before an entry. ``line``: the end of its
    line. ``foot``: the last lines inside a collection.
    """

    place: Place
    keys: KeyPath
    text: str


class Comments:
    """The comments of a text whose lines end in LF."""

    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._root = root
        self._found = entries(root, text)
        self._starts = [entry.start for entry in self._found]
        self._at = {entry.keys: entry for entry in self._found}
        self.opened: frozenset[int] = frozenset()
        """The ids of the nodes in braces or brackets that hold comments: they need lines of their own."""
        self.all = tuple(self._lift())

    def _lift(self) -> Iterator[Comment]:
        blank: int | None = None
        for offset in trivia(self._text, self._found):
            if blank is not None and self._index(blank) != self._index(offset):
                yield from self._blank(blank)
                blank = None
            braces = self._braces(offset)
            if self._text[offset] != "#":
                blank = None if braces else offset
                continue
            self.opened |= {id(node) for node in braces}
            place, keys = self._owner(offset, braces)
            if blank is not None and place != "line":
                yield Comment(place, keys, "")
            blank = None
            yield Comment(place, keys, self._text[offset : line_end(self._text, offset)].rstrip())
        if blank is not None:
            yield from self._blank(blank)

    def _index(self, offset: int) -> int:
        """How many entries begin before an offset."""
        return bisect_left(self._starts, offset)

    def _blank(self, offset: int) -> Iterator[Comment]:
        """A blank line with no comment after it belongs to the next entry."""
        place = self._index(offset)
        if place < len(self._found):
            yield Comment("head" if place else "top", self._found[place].keys if place else (), "")

    def _braces(self, offset: int) -> list[Node]:
        """The collections in braces or brackets around an offset, the outermost first."""
        nodes = [self._root]
        place = self._index(offset)
        if place:
            keys = self._found[place - 1].keys
            nodes += [self._at[keys[:cut]].value for cut in range(1, len(keys) + 1)]
        return [
            node
            for node in nodes
            if in_braces(node) and node.start_mark.index < offset < node.end_mark.index
        ]

    def _owner(self, offset: int, braces: list[Node]) -> tuple[Place, KeyPath]:
        place = self._index(offset)
        before = self._found[place - 1] if place else None
        after = self._found[place] if place < len(self._found) else None
        if before is None:
            return ("top", ()) if not braces or after is None else ("head", after.keys)
        start = line_start(self._text, offset)
        if self._text[start:offset].strip():
            entry = before
            while entry.flow and len(entry.keys) > 1 and self._closed(entry, offset):
                entry = self._at[entry.keys[:-1]]
            if self._touches(entry, start):
                return "line", entry.keys
        elif before.value.start_mark.index > offset and isinstance(before.value, ScalarNode):
            return "head", before.keys
        if braces:
            inside = after is not None and after.start < braces[-1].end_mark.index
            if after and inside:
                return "head", after.keys
            # Where braces hold nothing else, they go on one line, and the comment behind them.
            return "foot" if braces[-1].value else "line", self._keys_of(braces[-1])
        return self._beside(before, after, offset - start)

    def _closed(self, entry: Entry, offset: int) -> bool:
        """Whether the braces that an entry stands in end before an offset."""
        parent = self._at[entry.keys[:-1]].value
        return in_braces(parent) and parent.end_mark.index <= offset

    def _touches(self, entry: Entry, start: int) -> bool:
        """Whether something of an entry stands on the line that begins at ``start``."""
        name = entry.name.end_mark.index if entry.name is not None else entry.start
        return max(name, entry.value.start_mark.index if _scalar(entry) else 0, _end(entry)) >= start

    def _keys_of(self, node: Node) -> KeyPath:
        return next((entry.keys for entry in self._found if entry.value is node), ())

    def _beside(self, before: Entry, after: Entry | None, column: int) -> tuple[Place, KeyPath]:
        for depth in range(len(before.keys) - 1, -1, -1):
            if after is not None and after.keys[:depth] == before.keys[:depth]:
                break
            entry = self._at[before.keys[: depth + 1]]
            if not entry.flow and (after.column if after else -1) < entry.column <= column:
                return "foot", before.keys[:depth]
        return ("head", after.keys) if after is not None else ("foot", ())


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
            block = entry.value.style in ("|", ">")
            yield (line_end(text, start) if block else start), entry.end


def _scalar(entry: Entry) -> bool:
    return isinstance(entry.value, ScalarNode)


def _end(entry: Entry) -> int:
    """Where an entry's own line ends: that of its key where the value has lines of its own."""
    value = entry.value
    if isinstance(value, ScalarNode) or in_braces(value) or not value.value:
        return entry.end
    return entry.name.end_mark.index if entry.name is not None else entry.start


def put_back(text: str, root: Node, comments: tuple[Comment, ...]) -> str:
    """``text`` with the comments that belong to its entries."""
    found = entries(root, text)
    at = {entry.keys: entry for entry in found}
    added: list[tuple[int, int, str]] = []
    opening = ((), found[0].keys) if found else ((),)
    for comment in comments:
        top = [piece for offset, _, piece in added if offset == 0]
        first = comment.place in ("top", "head") and comment.keys in opening
        if first and not comment.text and top[-1:] in ([], ["\n"]):
            continue  # A file does not begin with a blank line, and never has two in a row.
        if comment.place == "top":
            added.append((0, 0, f"{comment.text}\n"))
        elif comment.place == "foot":
            inner = [entry for entry in found if entry.keys[:-1] == comment.keys]
            own = " " * inner[0].column + comment.text if comment.text else ""
            added.append((line_end(text, _last(inner[-1], text)), 1, f"\n{own}"))
        elif comment.place == "head":
            start = line_start(text, at[comment.keys].start)
            spaces = len(text[start:]) - len(text[start:].lstrip(" "))
            added.append((start, 0, f"{' ' * spaces}{comment.text}\n" if comment.text else "\n"))
        else:
            entry = at[comment.keys]
            block = isinstance(entry.value, ScalarNode) and entry.value.style in ("|", ">")
            place = entry.value.start_mark.index if block else _end(entry)
            added.append((line_end(text, place), 0, f"  {comment.text}"))
    return insert(text, added)


def _last(entry: Entry, text: str) -> int:
    return max(entry.end, end_of(entry.value, text))


def insert(text: str, added: list[tuple[int, int, str]]) -> str:
    """``text`` with pieces put in at offsets; at one offset in the order of their ranks."""
    pieces: list[str] = []
    start = 0
    for offset, _, piece in sorted(added, key=lambda item: item[:2]):
        pieces += [text[start:offset], piece]
        start = offset
    return "".join([*pieces, text[start:]])
