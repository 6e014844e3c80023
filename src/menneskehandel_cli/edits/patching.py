"""The smallest change of a text that gives it a new value.

Comments, quotes, order, line breaks and every byte outside the changed fields are kept. A field keeps
its style if that can hold the new value.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits import places
from menneskehandel_cli.edits.layout import ordered
from menneskehandel_cli.edits.values import equals, spelt
from menneskehandel_cli.edits.writing import STEP, WIDTH, in_style, line, render, render_flow, render_item
from menneskehandel_cli.language import WORDS, Refused, catalogues
from menneskehandel_cli.models import Field, Model

_BOM = b"\xef\xbb\xbf"

_DEEPER = re.compile(r"(?:\r?\n[ \t]*(?=\r?\n))*\r?\n( *)#[^\r\n]*")
"""The next comment on its own line, with the blank lines before it."""


@cache
def _hints() -> frozenset[str]:
    """What a new file says at the end of a line of the value there, which is untrue of another."""
    keys = ("draft.not_reported", "draft.section")
    return frozenset(text for key in keys for text in catalogues.translations(WORDS[key]))


def patched(data: bytes, new: dict[str, object], model: type[Model], path: str = "") -> bytes:
    """The file at ``path``, changed to have the value ``new``.

    ``data`` must be a file that the reader could read, holding a mapping. Raises ``Refused`` if the
    change would remove comments inside what it removes, or if its value would be another one.
    """
    text = decode(data)
    root, old = compose(text), parse("", data).mapping
    if root is None or old is None:
        raise Refused("edit.layout", path=path)
    if equals(old, new):
        return data
    newline = "\r\n" if "\r\n" in text else "\n"
    found = _Patch(text, root, path).edits(root, old, new, Field("record", model))
    edits = [(first, end, part.replace("\r\n", "\n").replace("\n", newline)) for first, end, part in found]
    made = (_BOM if data.startswith(_BOM) else b"") + places.replaced(text, edits).encode()
    if not equals(parse("", made).value, new):
        raise Refused("edit.layout", path=path)
    return made


def _key_order(old: dict[str, object], new: dict[str, object], field: Field | None) -> list[str]:
    """The keys of ``new`` in the order to write them: old ones keep their order.

    A new one is placed after the last of those that precede it in the model.
    """
    keys = [key for key in old if key in new]
    order = list(field.keys()) if field is not None else []
    for key in [key for key in order if key in new and key not in old]:
        earlier = order[: order.index(key)]
        before = next((place for place, name in enumerate(reversed(keys)) if name in earlier), len(keys))
        keys.insert(len(keys) - before, key)
    return keys + [key for key in new if key not in old and key not in order]


def _origins(old: list[object], new: list[object]) -> list[int | None]:
    """For each item of ``new`` the index of the old one that it replaces; ``None`` if it is added."""
    before, after = ([spelt(item) for item in items] for items in (old, new))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = sum(max(code[2] - code[1], code[4] - code[3]) for code in codes if code[0] != "equal")
    if len(old) == len(new) and sum(map(str.__ne__, before, after)) < changed:
        return [*range(len(old))]  # one changed item is not one removed and one added
    origins: list[int | None] = []
    for _, first, last, start, stop in codes:
        shared = min(last - first, stop - start)
        origins += [*range(first, first + shared), *[None] * (stop - start - shared)]
    return origins


class _Patch:
    """Computes the edits of one text."""

    def __init__(self, text: str, root: Node, path: str) -> None:
        self._text = text
        self._path = path
        self._comments = [x for x in places.trivia(text, places.entries(root, text)) if text[x] == "#"]
        texts = catalogues.translations(WORDS["draft.suggestions"])
        self._suggests = any(f"# {line[:40]}" in text for line in texts)

    def edits(
        self, root: Node, old: dict[str, object], new: dict[str, object], field: Field
    ) -> Iterator[places.Edit]:
        """The edits of a whole file."""
        if places.in_braces(root):
            start, end = root.start_mark.index, root.end_mark.index
            self._refuse_comments(start, end)
            yield start, end, self._in_braces(root, old, new, field)
        else:
            yield from self._mapping(root, old, new, field)
            for key in new.keys() - old.keys() if self._suggests else ():
                # What a new file suggests for a key goes when there is the key.
                lines = rf"^# {re.escape(key)}:.*\n(?:#  .*\n)*"
                if (found := re.search(lines, self._text, re.MULTILINE)) is not None:
                    yield found.start(), found.end(), ""

    def _mapping(
        self, node: Node, old: dict[str, object], new: dict[str, object], field: Field | None
    ) -> Iterator[places.Edit]:
        """The edits of a block mapping."""
        column = node.start_mark.column
        pairs = {name.value: (name, value) for name, value in node.value}
        for place, key in enumerate(pairs):
            if key not in new:
                yield self._without(node, place)
        before: Node | None = None
        fresh = ordered({key: one for key, one in new.items() if key not in pairs}, field)
        for key in _key_order(old, new, field):
            if key in pairs:
                name, before = pairs[key]
                if not equals(old[key], new[key]):
                    yield from self._value(name, before, old[key], new[key], field and field.below(key))
            elif before is None:
                start = node.start_mark.index
                yield start, start, f"{line(key, fresh[key], column)}\n{' ' * column}"
            else:
                end = self._after(before, column)
                yield end, end, f"\n{' ' * column}{line(key, fresh[key], column)}"

    def _after(self, value: Node, column: int) -> int:
        """The offset at which to insert after a value: behind the comments indented below it."""
        end = places.line_end(self._text, places.end_of(value, self._text))
        while (match := _DEEPER.match(self._text, end)) and len(match[1]) > column:
            end = match.end()
        return end

    def _without(self, mapping: Node, place: int) -> places.Edit:
        """The edit that removes a key, with its lines."""
        name, value = mapping.value[place]
        start, end = name.start_mark.index, places.end_of(value, self._text)
        self._refuse_comments(places.line_end(self._text, start), end)
        begin = places.line_start(self._text, start)
        if not self._text[begin:start].strip():
            return self._lines(begin, end)
        if place + 1 == len(mapping.value):
            raise Refused("edit.layout", path=self._path)
        after = mapping.value[place + 1][0].start_mark.index
        self._refuse_comments(places.line_end(self._text, end), after)
        return start, after, ""

    def _lines(self, begin: int, end: int) -> places.Edit:
        """The edit that removes whole lines."""
        stop = self._text.find("\n", end)
        if stop >= 0:
            return begin, stop + 1, ""
        return len(self._text[:begin].removesuffix("\n").removesuffix("\r")), len(self._text), ""

    def _value(
        self, name: Node | None, value: Node, old: object, new: object, field: Field | None
    ) -> Iterator[places.Edit]:
        """The edits that change the value of a key or an item."""
        in_place = bool(new) and not places.in_braces(value)
        match value, old, new:
            case MappingNode(), dict(), dict() if in_place and old.keys() & new.keys():
                yield from self._mapping(value, old, new, field)
            case _, list(), list() if in_place and name is not None:
                yield from self._list(value, old, new, field and field.inner)
            case _:
                yield self._rewritten(name, value, old, new, field)

    def _rewritten(
        self, name: Node | None, value: Node, old: object, new: object, field: Field | None
    ) -> places.Edit:
        """The edit that rewrites a value, from the end of its key or dash up to its own end."""
        text = self._text
        start, end = value.start_mark.index, places.end_of(value, text)
        if name is None:
            begin = start
            only_dash = text[begin - 1] == "-"  # nothing follows it yet
            column = indent = start - places.line_start(text, start) + only_dash
        else:
            begin = text.find(":", name.end_mark.index) + 1
            if not begin:  # a key with a question mark before it, and nothing after it
                raise Refused("edit.layout", path=self._path)
            column = name.start_mark.column + (name.end_mark.index - name.start_mark.index) + len(": ")
            indent = name.start_mark.column + STEP
        made = self._written(value, old, new, field, column, indent, item=name is None)
        first_line = places.line_end(text, begin)
        one_line = end <= first_line
        tail = end if one_line else first_line if name is None else self._head_end(value, begin)
        comment = text[tail:first_line] if text[tail:first_line].strip() else ""
        stop = first_line if one_line and comment else end
        comment = "" if comment.strip(" #").removeprefix("section: ") in _hints() else comment
        # Comments below would become part of a block scalar.
        swallows = made[:1] in ("|", ">")
        block = not isinstance(value, ScalarNode) and not places.in_braces(value)
        last = self._after(value, indent - STEP) if swallows or block else end
        self._refuse_comments(begin if tail == first_line and not one_line else first_line, last)
        gap = text[begin:start]
        head, line_break, rest = made.partition("\n")
        if name is None:
            lead = " " if text[begin - 1] == "-" else ""
        else:
            lead = "" if not head else gap if gap and "\n" not in gap else " "
        return begin, stop, f"{lead}{head}{comment}{line_break}{rest}"

    def _head_end(self, value: Node, begin: int) -> int:
        """Where the head of a multi-line value ends on its first line."""
        if places.in_block(value):
            line = self._text[value.start_mark.index : places.line_end(self._text, begin)]
            return value.start_mark.index + len(line.partition("#")[0].rstrip())
        if isinstance(value, ScalarNode) or places.in_braces(value):
            return places.line_end(self._text, begin)
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
        """The new value, in the style of the old one if that was its author's choice."""
        source = self._text[node.start_mark.index : places.end_of(node, self._text)].replace("\r\n", "\n")
        if places.in_braces(node) and isinstance(new, dict | list) and new:
            made = self._in_braces(node, old, new, field)
            if item or "\n" in source or column + len(made) <= max(WIDTH, column + len(source)):
                return made
        if isinstance(node, ScalarNode) and isinstance(new, str):
            kept = in_style(node.style, new, indent)
            if kept is not None and render(old, column, indent=indent) != source:
                return kept
        return render_item(new, column) if item else render(new, column, indent=indent)

    def _list(
        self, node: Node, old: list[object], new: list[object], field: Field | None
    ) -> Iterator[places.Edit]:
        """The edits of a block list."""
        column, items = node.start_mark.column, node.value
        origins = _origins(old, new)
        for place in sorted({*range(len(old))}.difference(origins)):
            begin, end = items[place].start_mark.index, places.end_of(items[place], self._text)
            self._refuse_comments(places.line_end(self._text, begin), end)
            yield self._lines(places.line_start(self._text, begin), end)
        before: Node | None = None
        for origin, value in zip(origins, new, strict=True):
            if origin is not None:
                before = items[origin]
                if not equals(old[origin], value):
                    yield from self._value(None, before, old[origin], value, field)
                continue
            line = f"{' ' * column}- {render_item(ordered(value, field), column + STEP)}"
            if before is None:
                begin = places.line_start(self._text, items[0].start_mark.index)
                yield begin, begin, f"{line}\n"
            else:
                end = self._after(before, column)
                yield end, end, f"\n{line}"

    def _in_braces(self, node: Node, old: object, new: object, field: Field | None) -> str:
        """The new text of a flow node without comments; unchanged parts are kept as they were."""
        source = self._text[node.start_mark.index : places.end_of(node, self._text)]
        if equals(old, new):
            return source
        match node, old, new:
            case ScalarNode(), _, str() if source != render_flow(old):
                return in_style(node.style, new, 0) or render_flow(new)
            case MappingNode(), dict(), dict() if old:
                known = {key: place for place, key in enumerate(old)}
                parts = [
                    (known[key], self._pair(node.value[known[key]], old[key], new[key], field))
                    if key in known
                    else (None, render_flow({key: new[key]})[1:-1])
                    for key in _key_order(old, new, field)
                ]
                return self._joined(node, node.value, parts)
            case SequenceNode(), list(), list() if old:
                inner = field and field.inner
                parts = [
                    (None, render_flow(value))
                    if place is None
                    else (place, self._in_braces(node.value[place], old[place], value, inner))
                    for place, value in zip(_origins(old, new), new, strict=True)
                ]
                return self._joined(node, [(item, item) for item in node.value], parts)
        return render_flow(new)

    def _joined(
        self, node: Node, pairs: Sequence[tuple[Node, Node]], parts: Sequence[tuple[int | None, str]]
    ) -> str:
        """Items in braces, each with the place of the old one whose separator it keeps."""
        text = self._text
        spans = [(first.start_mark.index, places.end_of(last, text)) for first, last in pairs]
        out = [text[node.start_mark.index : spans[0][0]]]
        for number, (place, part) in enumerate(parts):
            if number:
                out.append(text[spans[place - 1][1] : spans[place][0]] if place else ", ")
            out.append(part)
        return "".join([*out, text[spans[-1][1] : node.end_mark.index]])

    def _pair(self, pair: tuple[Node, Node], old: object, new: object, field: Field | None) -> str:
        """A key in braces with its new value."""
        name, value = pair
        made = self._in_braces(value, old, new, field and field.below(name.value))
        between = self._text[name.start_mark.index : value.start_mark.index]
        bare = value.start_mark.index == value.end_mark.index and not between.endswith((" ", "\n"))
        return f"{between}{' ' if bare and made else ''}{made}"

    def _refuse_comments(self, start: int, end: int) -> None:
        place = bisect_left(self._comments, start)
        if place < len(self._comments) and self._comments[place] < end:
            line = self._text.count("\n", 0, self._comments[place]) + 1
            raise Refused("edit.comments_inside", path=self._path, line=line)
