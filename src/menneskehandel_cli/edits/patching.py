"""The smallest change of a text that makes it say something else.

Comments, quotes, order, line breaks and every byte outside the changed fields stay. A field is
written in the way it was written before, where that can hold the new value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode

from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits.braces import rewritten
from menneskehandel_cli.edits.comments import trivia
from menneskehandel_cli.edits.differences import added, key_before, steps
from menneskehandel_cli.edits.layout import LayoutLost
from menneskehandel_cli.edits.places import end_of, entries, in_braces, line_end, line_start
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.edits.writing import STEP, WIDTH, in_style, render, render_flow, render_item
from menneskehandel_cli.models import Model
from menneskehandel_cli.models.fields import Field

_BOM = b"\xef\xbb\xbf"

_DEEPER = re.compile(r"(?:\r?\n[ \t]*(?=\r?\n))*\r?\n( *)#[^\r\n]*")
"""The next comment on a line of its own, with the blank lines before it."""

_Edit = tuple[int, int, str]
"""What to put in place of the text between two offsets."""


class CommentsInside(Exception):
    """A change that would take comments with it which stand inside what goes; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def patched(data: bytes, new: dict[str, object], model: type[Model]) -> bytes:
    """The file, changed so that it says ``new``. Raises ``CommentsInside`` and ``LayoutLost``.

    ``data`` must be a file that the reader could read, holding a mapping.
    """
    text = decode(data)
    root, old = compose(text), parse("", data).value
    if root is None or not isinstance(old, dict):
        raise LayoutLost
    if same(old, new):
        return data
    patch = _Patch(text, root)
    if in_braces(root):
        edits = [patch.whole(root, old, new, Field("record", model))]
    else:
        edits = list(patch.mapping(root, old, new, Field("record", model)))
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces, start = [], 0
    for first, last, piece in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[start:first], piece.replace("\r\n", "\n").replace("\n", newline)]
        start = last
    made = "".join([*pieces, text[start:]]).encode()
    made = _BOM + made if data.startswith(_BOM) else made
    document = parse("", made)
    if not document.readable or not same(document.value, new):
        raise LayoutLost
    return made


class _Patch:
    """Works out the edits of one text."""

    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        found = trivia(text, entries(root, text))
        self._comments = [offset for offset in found if text[offset] == "#"]

    def whole(self, root: Node, old: object, new: object, field: Field) -> _Edit:
        """The edit of a file that is written in braces."""
        start, end = root.start_mark.index, root.end_mark.index
        self._refuse_comments(start, end)
        return start, end, rewritten(self._text, root, old, new, field)

    def mapping(
        self, node: Node, old: dict[str, object], new: dict[str, object], field: Field | None
    ) -> Iterator[_Edit]:
        """The edits of a mapping whose keys stand on lines of their own."""
        kept: dict[str, Node] = {}
        for place, (name, value) in enumerate(node.value):
            key = name.value
            if key not in new:
                yield self._without(name, value, node, place)
                continue
            kept[key] = value
            if not same(old[key], new[key]):
                yield from self._value(name, value, old[key], new[key], field and field.below(key))
        column = node.start_mark.column
        for key in added(old, new, field):
            before = key_before(key, list(kept), field)
            piece = self._line(key, new[key], column)
            if before is None:
                start = node.start_mark.index
                yield start, start, f"{piece}\n{' ' * column}"
            else:
                end = self._after(kept[before], column)
                yield end, end, f"\n{' ' * column}{piece}"

    def _line(self, key: str, value: object, column: int) -> str:
        name = render_flow({key: 0}).removeprefix("{").removesuffix(": 0}")
        made = render(value, column + len(name) + len(": "), indent=column + STEP)
        return f"{name}:{made}" if made.startswith("\n") else f"{name}: {made}"

    def _after(self, value: Node, column: int) -> int:
        """Where something may stand after a value: behind the comments that are set in below it."""
        end = line_end(self._text, end_of(value, self._text))
        while (match := _DEEPER.match(self._text, end)) and len(match[1]) > column:
            end = match.end()
        return end

    def _without(self, name: Node, value: Node, mapping: Node, place: int) -> _Edit:
        """The edit that takes a key away, with its lines."""
        start, end = name.start_mark.index, end_of(value, self._text)
        self._refuse_comments(line_end(self._text, start), end)
        begin = line_start(self._text, start)
        if not self._text[begin:start].strip():
            return self._lines(begin, end)
        if place + 1 == len(mapping.value):
            raise LayoutLost
        after = mapping.value[place + 1][0].start_mark.index
        self._refuse_comments(line_end(self._text, end), after)
        return start, after, ""

    def _lines(self, begin: int, end: int) -> _Edit:
        """The edit that takes whole lines away."""
        stop = self._text.find("\n", end)
        if stop >= 0:
            return begin, stop + 1, ""
        return max(line_end(self._text, max(begin - 1, 0)), 0) if begin else 0, len(self._text), ""

    def _value(
        self, name: Node | None, value: Node, old: object, new: object, field: Field | None
    ) -> Iterator[_Edit]:
        """The edits that make a key's or an item's value say something else."""
        text = self._text
        if not in_braces(value):
            if isinstance(value, MappingNode) and isinstance(old, dict) and isinstance(new, dict) and new:
                if old.keys() & new.keys():
                    yield from self.mapping(value, old, new, field)
                    return
            elif isinstance(old, list) and isinstance(new, list) and new and name is not None:
                yield from self._list(value, old, new, field and field.inner)
                return
        start, end = value.start_mark.index, end_of(value, text)
        if name is None:
            begin = start
            only_dash = text[begin - 1] == "-"  # nothing stands after it yet
            column = indent = start - line_start(text, start) + only_dash
        else:
            begin = text.find(":", name.end_mark.index) + 1
            if not begin:
                raise LayoutLost  # a key with a question mark before it, and nothing after it
            column = name.start_mark.column + (name.end_mark.index - name.start_mark.index) + len(": ")
            indent = name.start_mark.column + STEP
        made = self._written(value, old, new, field, column, indent, item=name is None)
        first_line = line_end(text, begin)
        one_line = end <= first_line
        tail = end if one_line else first_line if name is None else self._head_end(value, begin)
        comment = text[tail:first_line] if text[tail:first_line].strip() else ""
        # What follows on lines of its own would become part of a text that has lines of its own too.
        swallows = made[:1] in ("|", ">") or (not one_line and made[:1] == "\n")
        block = not isinstance(value, ScalarNode) and not in_braces(value)
        last = self._after(value, indent - STEP) if swallows or block else end
        if not one_line or last > first_line:
            self._refuse_comments(begin if tail == first_line and not one_line else first_line, last)
        gap = text[begin:start]
        head, line_break, rest = made.partition("\n")
        if name is None:
            lead = " " if text[begin - 1] == "-" else ""
        else:
            lead = "" if not head else gap if gap and "\n" not in gap else " "
        stop = first_line if one_line and comment else end
        yield begin, stop, f"{lead}{head}{comment}{line_break}{rest}"

    def _head_end(self, value: Node, begin: int) -> int:
        """Where, on its first line, what belongs to a value of several lines ends."""
        if isinstance(value, ScalarNode) and value.style in ("|", ">"):
            line = self._text[value.start_mark.index : line_end(self._text, begin)]
            return value.start_mark.index + len(line.partition("#")[0].rstrip())
        if isinstance(value, ScalarNode) or in_braces(value):
            return line_end(self._text, begin)
        return begin

    def _written(
        self,
        node: Node,
        old: object,
        new: object,
        field: Field | None,
        column: int,
        indent: int,
        *,
        item: bool,
    ) -> str:
        """The new value, in the way the old one was written where that was its author's choice."""
        source = self._text[node.start_mark.index : end_of(node, self._text)].replace("\r\n", "\n")
        if in_braces(node) and isinstance(new, dict | list) and new:
            self._refuse_comments(node.start_mark.index, node.end_mark.index)
            made = rewritten(self._text, node, old, new, field)
            if item or "\n" in source or column + len(made) <= max(WIDTH, column + len(source)):
                return made
        if isinstance(node, ScalarNode) and isinstance(new, str):
            kept = in_style(node.style, new, indent)
            if kept is not None and render(old, column, indent=indent) != source:
                return kept
        return render_item(new, column) if item else render(new, column, indent=indent)

    def _list(
        self, node: Node, old: list[object], new: list[object], field: Field | None
    ) -> Iterator[_Edit]:
        """The edits of a list whose items stand on lines of their own."""
        column, items = node.start_mark.column, node.value
        for first, last, start, stop in steps(old, new):
            shared = min(last - first, stop - start)
            for place in range(shared):
                item = items[first + place]
                yield from self._value(None, item, old[first + place], new[start + place], field)
            for item in items[first + shared : last]:
                begin, end = item.start_mark.index, end_of(item, self._text)
                self._refuse_comments(line_end(self._text, begin), end)
                yield self._lines(line_start(self._text, begin), end)
            for value in new[start + shared : stop]:
                piece = f"{' ' * column}- {render_item(value, column + STEP)}"
                if first + shared:
                    end = self._after(items[first + shared - 1], column)
                    yield end, end, f"\n{piece}"
                else:
                    begin = line_start(self._text, items[0].start_mark.index)
                    yield begin, begin, f"{piece}\n"

    def _refuse_comments(self, start: int, end: int) -> None:
        inside = next((offset for offset in self._comments if start <= offset < end), None)
        if inside is not None:
            raise CommentsInside(self._text.count("\n", 0, inside) + 1)
