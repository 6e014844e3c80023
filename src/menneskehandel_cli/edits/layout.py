"""The canonical layout of a file: keys in the model's order, one way to write each value.

Each comment is attached to an entry and moves with it. A comment on its own line belongs to the key or
item after it, unless it is indented deeper than that: then it ends the block above. A comment at the
end of a line belongs to the entry on that line. Blank lines are kept like comments, never more than
one in a row.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits import places
from menneskehandel_cli.edits.values import equals
from menneskehandel_cli.edits.writing import Hints, render_file
from menneskehandel_cli.language import Refused
from menneskehandel_cli.models import Field, Model
from menneskehandel_cli.remarks import anchors

_INDENT = re.compile(" *")

Place = Literal["top", "head", "line", "foot"]


def formatted(data: bytes, model: type[Model], path: str = "") -> bytes:
    """The file at ``path`` in its canonical layout. Raises ``Refused`` if something would be lost.

    ``data`` must be a file that the reader could read, holding a mapping.
    """
    lost = Refused("edit.layout", path=path)
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    root = compose(text)
    value = parse("", data).mapping
    if root is None or value is None:
        raise lost
    for _, anchor, span in anchors(text, root):
        raise Refused("edit.anchor", path=path, line=span.line, anchor=anchor)
    if _is_cut(root, text):
        raise lost  # It stays where it is until somebody has put quotes around it.
    comments = Comments(text, root)
    laid_out = render_file(ordered(value, Field("record", model)), root, Hints(text, comments.opened))
    if (new_root := compose(laid_out)) is None:
        raise lost
    made = _with_comments(laid_out, new_root, comments.all)
    if not _holds(made, value, comments):
        raise lost
    return made.encode()


def _is_cut(node: Node, text: str) -> bool:
    """Whether braces hold the second half of a text with a comma in it, which is read as a key."""
    if isinstance(node, SequenceNode):
        return any(_is_cut(item, text) for item in node.value)
    if not isinstance(node, MappingNode):
        return False
    braces = text.startswith("{", node.start_mark.index)
    return any(
        _is_cut(value, text) or (braces and ":" not in text[key.end_mark.index : value.end_mark.index])
        for key, value in node.value
    )


def ordered(value: object, field: Field | None) -> Any:
    """The same value with every key in the model's order; unknown keys come last."""
    if isinstance(value, list):
        return [ordered(item, field and field.inner) for item in value]
    if not isinstance(value, dict):
        return value
    order = list(field.keys()) if field is not None else []
    names = [key for key in order if key in value] + [key for key in value if key not in order]
    return {key: ordered(value[key], field and field.below(key)) for key in names}


def _holds(made: str, value: object, comments: "Comments") -> bool:
    document = parse("", made.encode())
    root = compose(made) if document.readable else None
    if root is None or not equals(document.value, value):
        return False
    kept, before = (
        sorted(comment.text for comment in each.all if comment.text)
        for each in (Comments(made, root), comments)
    )
    return kept == before


class Comment(NamedTuple):
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
        self._found = places.entries(root, text)
        self._starts = [entry.start for entry in self._found]
        self._at = {entry.keys: entry for entry in self._found}
        self._keys = {id(entry.value): entry.keys for entry in self._found}
        self.opened: set[int] = set()
        """The ids of the nodes in braces or brackets that contain comments, and so need several lines."""
        self.all = tuple(self._lift())

    def _lift(self) -> Iterator[Comment]:
        blank: int | None = None
        """How many entries begin before the last blank line; ``None`` if a comment came after it."""
        for offset in places.trivia(self._text, self._found):
            index = bisect_left(self._starts, offset)
            if blank is not None and blank != index:
                yield from self._blank(blank)
                blank = None
            braces = self._braces(index, offset)
            if self._text[offset] != "#":
                blank = None if braces else index
                continue
            self.opened |= {id(node) for node in braces}
            place, keys = self._owner(index, offset, braces)
            if blank is not None and place != "line":
                yield Comment(place, keys, "")
            blank = None
            yield Comment(place, keys, self._text[offset : places.line_end(self._text, offset)].rstrip())
        if blank is not None:
            yield from self._blank(blank)

    def _blank(self, index: int) -> Iterator[Comment]:
        """A blank line with no comment after it belongs to the next entry."""
        if index < len(self._found):
            yield Comment("head" if index else "top", self._found[index].keys if index else (), "")

    def _braces(self, index: int, offset: int) -> list[Node]:
        """The collections in braces or brackets around an offset, the outermost first."""
        nodes = [self._root]
        if index:
            keys = self._found[index - 1].keys
            nodes += [self._at[keys[:cut]].value for cut in range(1, len(keys) + 1)]
        around = (node for node in nodes if node.start_mark.index < offset < node.end_mark.index)
        return [node for node in around if places.in_braces(node)]

    def _owner(self, index: int, offset: int, braces: list[Node]) -> tuple[Place, KeyPath]:
        before = self._found[index - 1] if index else None
        after = self._found[index] if index < len(self._found) else None
        if before is None:
            return ("top", ()) if not braces or after is None else ("head", after.keys)
        start = places.line_start(self._text, offset)
        if self._text[start:offset].strip():
            entry = before
            while entry.flow and len(entry.keys) > 1 and self._closed(entry, offset):
                entry = self._at[entry.keys[:-1]]
            if _last_offset(entry) >= start:
                return "line", entry.keys
        elif before.value.start_mark.index > offset and isinstance(before.value, ScalarNode):
            return "head", before.keys
        if braces:
            if after is not None and after.start < braces[-1].end_mark.index:
                return "head", after.keys
            # If the braces contain nothing else, they go on one line, with the comment after them.
            return "foot" if braces[-1].value else "line", self._keys.get(id(braces[-1]), ())
        return self._on_own_line(before, after, offset - start)

    def _closed(self, entry: places.YamlEntry, offset: int) -> bool:
        """Whether the braces around an entry end before an offset."""
        parent = self._at[entry.keys[:-1]].value
        return places.in_braces(parent) and parent.end_mark.index <= offset

    def _on_own_line(
        self, before: places.YamlEntry, after: places.YamlEntry | None, column: int
    ) -> tuple[Place, KeyPath]:
        for depth in range(len(before.keys) - 1, -1, -1):
            if after is not None and after.keys[:depth] == before.keys[:depth]:
                break
            entry = self._at[before.keys[: depth + 1]]
            if entry.column <= column and (after is None or after.column < entry.column) and not entry.flow:
                return "foot", before.keys[:depth]
        return ("head", after.keys) if after is not None else ("foot", ())


def _last_offset(entry: places.YamlEntry) -> int:
    """The offset of the end of an entry, without the content of a block collection."""
    if isinstance(entry.value, ScalarNode) or places.in_braces(entry.value):
        return entry.end
    return entry.name.end_mark.index if entry.name is not None else entry.start


def _with_comments(text: str, root: Node, comments: tuple[Comment, ...]) -> str:
    """``text`` with the comments that belong to its entries."""
    found = places.entries(root, text)
    at = {entry.keys: entry for entry in found}
    last_in = {entry.keys[:-1]: entry for entry in found}
    edits: list[places.Edit] = []
    feet: list[places.Edit] = []
    opening = ((), found[0].keys) if found else ((),)
    top = "\n"
    """The last line inserted before the first entry, so that no file begins with a blank line."""
    for comment in comments:
        line = f"{comment.text}\n"
        if comment.place in ("top", "head") and comment.keys in opening:
            if line != "\n" or top != "\n":
                edits.append((0, 0, line))
                top = line
        elif comment.place == "foot":
            last = last_in[comment.keys]
            end = places.line_end(text, max(last.end, places.end_of(last.value, text)))
            own = " " * (0 if last.flow else last.column) + comment.text if comment.text else ""
            feet.append((end, end, f"\n{own}"))
        elif comment.place == "head":
            start = places.line_start(text, at[comment.keys].start)
            indent = _INDENT.match(text, start)
            edits.append((start, start, f"{indent[0]}{line}" if indent and comment.text else "\n"))
        else:
            entry = at[comment.keys]
            block = places.in_block(entry.value)
            end = places.line_end(text, entry.value.start_mark.index if block else _last_offset(entry))
            edits.append((end, end, f"  {comment.text}"))
    return places.replaced(text, [*edits, *feet])
