"""A file as the register reads it: its value, and remarks where that may not be what was meant.

Some mistakes leave a readable file whose value is not what its author meant. A ``#`` with a space before
it ends a text, because the rest of the line is a comment. Word processors leave marks in a text that
nobody sees, and quotation marks that YAML does not know. The fields are not known here: ``register``
drops the remarks that do not apply to the field.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli import documents
from menneskehandel_cli.diagnostics import Diagnostic, KeyPath, Span
from menneskehandel_cli.language.marks import QUIET, first_mark, in_curly_quotes

MOST = 200
"""The maximum number of remarks on one file."""

_ANCHOR = re.compile(r"&[\w-]*")
_COMMENT_FOLLOWS = re.compile(r"^\s*[^\s#].* #", re.MULTILINE)
"""A comment after a space, on a line with content. Files with tabs are composed in any case."""
_COMMENT_END = re.compile(r"(?P<gap>[ \t]+)#(?P<words>.*)")


def read(path: str, data: bytes) -> documents.Document:
    """Read one file as ``parse`` does, and add remarks on what may be meant otherwise. Never raises."""
    return documents.parse(path, data, lambda text, root: islice(_remarks(path, text, root), MOST))


def quoted(text: str) -> str:
    """A text in double quotes, or in single ones if that avoids escapes."""
    if text.isprintable() and not {'"', "\\"}.isdisjoint(text):
        inner = text.replace("'", "''")
        return f"'{inner}'"
    return json.dumps(text, ensure_ascii=False)


def _remarks(path: str, text: str, root: Node) -> Iterator[Diagnostic]:
    for keys, anchor, span in anchors(text, root):
        yield Diagnostic("MH019", path, keys, {"anchor": anchor}, severity="note", span=span)
    marked = any(mark in text for mark in QUIET)
    cut_off = "\t#" in text or (" #" in text and _COMMENT_FOLLOWS.search(text) is not None)
    scalars = _scalars(root) if marked or cut_off else []  # Most files need not be gone through.
    for keys, node in scalars if marked else ():
        place = first_mark(node.value)
        if place is not None:
            params = documents.named_mark(node.value, place)
            params["mark"] = "soft_hyphen" if node.value[place] == "\u00ad" else "other"
            at = _place_of(node.value[place], node, text)
            yield Diagnostic("MH020", path, keys, params, severity="note", span=at)
        elif not node.style and in_curly_quotes(node.value):
            params = {"value": node.value, "fixed": quoted(node.value[1:-1]), "kept": quoted(node.value)}
            yield Diagnostic("MH021", path, keys, params, severity="note")
    lines = documents.split_lines(text) if cut_off else []
    for keys, node in scalars if cut_off else ():
        line = "" if node.style or node.end_mark.line >= len(lines) else lines[node.end_mark.line]
        if "#" in line and (cut := _cut_off(path, keys, node, line)) is not None:
            yield cut


def _place_of(mark: str, node: ScalarNode, text: str) -> Span | None:
    """Where a character first is in the source of a value; ``None`` if it is written as an escape."""
    at = text.find(mark, node.start_mark.index, node.end_mark.index)
    if at < 0:
        return None
    *above, before = documents.split_lines(text[node.start_mark.index : at])
    line = node.start_mark.line + len(above) + 1
    column = len(before) + (1 if above else node.start_mark.column + 1)
    return Span(line, column, line, column + 1)


def anchors(text: str, root: Node) -> Iterator[tuple[KeyPath, str, Span]]:
    """Every anchor, with the keys of its node. Nothing refers to one, because aliases are refused."""
    seen: set[int] = set()
    waiting: list[tuple[KeyPath, Node]] = [((), root)] if "&" in text else []
    for keys, node in waiting:
        mark = node.start_mark
        found = _ANCHOR.match(text, mark.index)
        # An anchor before the first key of a mapping is also where the mapping begins.
        if found is not None and mark.index not in seen:
            seen.add(mark.index)
            line, column = mark.line + 1, mark.column + 1
            yield keys, found[0], Span(line, column, line, column + len(found[0]))
        if isinstance(node, MappingNode):
            waiting += [((*keys, pair[0].value), part) for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += [((*keys, place), item) for place, item in enumerate(node.value)]


def _scalars(node: Node, keys: KeyPath = ()) -> list[tuple[KeyPath, ScalarNode]]:
    """Every value that is not a collection, with its keys."""
    if isinstance(node, ScalarNode):
        return [(keys, node)]
    # Lists, because nested generators would take longer than all else that is done with a file.
    found: list[tuple[KeyPath, ScalarNode]] = []
    for name, value in node.value if isinstance(node, MappingNode) else enumerate(node.value):
        found += _scalars(value, (*keys, name.value if isinstance(name, Node) else name))
    return found


def _cut_off(path: str, keys: KeyPath, node: ScalarNode, line: str) -> Diagnostic | None:
    """A remark on a text followed by a comment that is not in this project's style for comments."""
    start, end = node.start_mark, node.end_mark
    found = _COMMENT_END.match(line, end.column)
    if found is None or (node.value and not isinstance(documents.plain_scalar(node.value), str)):
        return None
    gap, words = found["gap"], found["words"]
    apart = not words[:1].strip()
    # Without text before it, the comment may explain a key whose value is on the next lines.
    if apart and (not node.value or len(gap) > 1):
        return None
    whole = quoted(f"{node.value} #{words}".strip())
    fixed = f"{line[: start.column].lstrip()}{'' if node.value else ' '}{whole}"
    comment = f"#{words}".rstrip()
    first = found.end("gap") + 1
    params = {"comment": comment, "fixed": fixed if start.line == end.line else whole}
    span = Span(end.line + 1, first, end.line + 1, first + len(comment))
    return Diagnostic("MH017", path, keys, params, severity="note", span=span)
