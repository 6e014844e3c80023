"""A file as the register reads it: its value, and remarks where other programs may read another.

Some mistakes leave a readable file whose value is not what its author meant. A ``#`` with a space before
it ends a text, because the rest of the line is a comment. Word processors leave marks in a text that
nobody sees, and quotation marks that YAML does not know. And an unquoted text may be a boolean, a
number or a time to programs that read YAML 1.1, or all of the core schema of YAML 1.2; some cannot read
it at all. The fields are not known here: ``register`` drops the remarks that do not apply to the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Literal, cast

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath, Span
from menneskehandel_cli.documents import (
    Document,
    compose,
    decode,
    named_mark,
    parse,
    plain_scalar,
    split_lines,
)
from menneskehandel_cli.language.marks import QUIET, first_mark, in_curly_quotes

Misread = Literal["truth", "number", "moment", "sign"]

MOST = 200
"""The maximum number of remarks on one file."""

_TRUTHS = frozenset(
    spelt
    for word in ("y", "n", "yes", "no", "on", "off")
    for spelt in (word, word.capitalize(), word.upper())
)

_OTHERWISE = re.compile(
    r"""
      (?P<number> [-+]? (?:
          0 (?: b[01_]+ | o[0-7]+ | x[0-9a-fA-F_]+ )
        | [0-9_]+ (?: :[0-5]?[0-9] )* (?: \.[0-9_]* )? (?: [eE][-+]?[0-9]+ )?
        | \.[0-9_]+ (?: [eE][-+]?[0-9]+ )?
        | \.(?: inf | Inf | INF )
      ) | \.(?: nan | NaN | NAN ) )
    | (?P<moment> [0-9]{4} -[0-9]{1,2} -[0-9]{1,2} (?: [Tt] | [ \t]+ )
          [0-9]{1,2} :[0-9]{2} :[0-9]{2} (?: \.[0-9]* )?
          (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )? )
    | (?P<sign> = | << )
    """,
    re.VERBOSE | re.ASCII,
)
"""The texts that YAML 1.1 (the types at yaml.org/type), the core schema of YAML 1.2, PyYAML, ruamel.yaml,
Ruby or Go read as something else. A day such as 2025-11-30 is not among them: this project writes days
so, and a program that reads it as a date is right."""

_FIRST = frozenset("+-.0123456789=<")
"""The first characters of these texts."""

_SURE_NUMBER = re.compile(
    r"[-+]?(?:0|[1-9][0-9]*)|(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?", re.ASCII
)
"""A number that all read alike. In YAML 1.1, one with a leading zero is octal, and 1e3 is a string."""

_ZEROS = tuple(f"{before}{sign}0" for before in " [" for sign in ("", "-", "+"))
"""The beginning of a number with a leading zero."""

_ANCHOR = re.compile(r"&[\w-]*")
_COMMENT_FOLLOWS = re.compile(r"^\s*[^\s#].* #", re.MULTILINE)
"""A comment after a space, on a line with content. Files with tabs are composed in any case."""
_COMMENT = re.compile(r"(?P<gap>[ \t]+)#(?P<words>.*)")


def read(path: str, data: bytes) -> Document:
    """Read one file as ``parse`` does, and add remarks on what others may read. Never raises."""
    document = parse(path, data)
    if document.value is None or not document.readable:
        return document
    text = decode(data)
    if not _perhaps(text, document.value):
        return document
    root = compose(text)
    found = tuple(islice(_remarks(path, text, root), MOST)) if root is not None else ()
    return replace(document, diagnostics=(*document.diagnostics, *found)) if found else document


def misread(text: str) -> Misread | None:
    """What other programs may read an unquoted text as; ``None`` if all read it as a string."""
    if text in _TRUTHS:
        return "truth"
    found = _OTHERWISE.fullmatch(text) if text[:1] in _FIRST else None
    return cast("Misread", found.lastgroup) if found is not None else None


def quoted(text: str) -> str:
    """A text in double quotes, or in single ones if that avoids escapes."""
    if text.isprintable() and not {'"', "\\"}.isdisjoint(text):
        inner = text.replace("'", "''")
        return f"'{inner}'"
    return json.dumps(text, ensure_ascii=False)


def numeral(value: object) -> str:
    """A number in a form that all read alike: YAML 1.1 requires a point before an exponent."""
    digits, letter, exponent = str(value).partition("e")
    return f"{digits}.0e{exponent}" if letter and "." not in digits else str(value)


def _perhaps(text: str, value: object) -> bool:
    """Whether there may be something to remark on, so that most files are composed only once."""
    return (
        "&" in text
        or not QUIET.isdisjoint(text)
        or ("?" in text and ("{" in text or "[" in text))
        or "\t" in text
        or any(zero in text for zero in _ZEROS)
        or (" #" in text and _COMMENT_FOLLOWS.search(text) is not None)
        or _holds_misread(value)
    )


def _holds_misread(value: object) -> bool:
    """Whether some text would be read differently without quotes; true for any number with decimals."""
    waiting = [value]
    for item in waiting:
        if isinstance(item, str):
            if item in _TRUTHS or (item[:1] in _FIRST and misread(item) is not None):
                return True
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, float):
            return True
    return False


def _remarks(path: str, text: str, root: Node) -> Iterator[Diagnostic]:
    for keys, anchor, span in anchors(text, root):
        yield Diagnostic("MH019", path, keys, {"anchor": anchor}, severity="note", span=span)
    lines = split_lines(text)
    for keys, node, _ in _scalars(root, (), flow=False) if not QUIET.isdisjoint(text) else ():
        place = first_mark(node.value)
        if place is not None:
            params = named_mark(node.value, place)
            params["mark"] = "soft_hyphen" if node.value[place] == "\u00ad" else "other"
            at = _place_of(node.value[place], node, text)
            yield Diagnostic("MH020", path, keys, params, severity="note", span=at)
        elif not node.style and in_curly_quotes(node.value):
            params = {"value": node.value, "fixed": quoted(node.value[1:-1]), "kept": quoted(node.value)}
            yield Diagnostic("MH021", path, keys, params, severity="note")
    for keys, node, flow in _scalars(root, (), flow=False):
        if node.style:
            continue
        line = lines[node.end_mark.line] if node.end_mark.line < len(lines) else ""
        cut = _cut_off(path, keys, node, line)
        if cut is not None:
            yield cut
        source = text[node.start_mark.index : node.end_mark.index]
        other = _otherwise(path, keys, node, source, flow=flow)
        if other is not None:
            yield other


def _place_of(mark: str, node: ScalarNode, text: str) -> Span | None:
    """Where a character first stands in the source of a value; ``None`` if it is written as an escape."""
    at = text.find(mark, node.start_mark.index, node.end_mark.index)
    if at < 0:
        return None
    *above, before = split_lines(text[node.start_mark.index : at])
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


def _scalars(node: Node, keys: KeyPath, *, flow: bool) -> Iterator[tuple[KeyPath, ScalarNode, bool]]:
    """Every value that is no collection, with its keys and whether it is in braces or brackets."""
    if isinstance(node, ScalarNode):
        yield keys, node, flow
    elif isinstance(node, CollectionNode):
        for name, value in _entries(node):
            yield from _scalars(value, (*keys, name), flow=flow or bool(node.flow_style))


def _entries(node: CollectionNode) -> list[tuple[str | int, Node]]:
    """What a collection holds: its values, with their keys or their places."""
    if isinstance(node, MappingNode):
        return [(name.value, value) for name, value in node.value]
    return list(enumerate(node.value))


def _cut_off(path: str, keys: KeyPath, node: ScalarNode, line: str) -> Diagnostic | None:
    """A remark on a text followed by a comment that is not in this project's style for comments."""
    start, end = node.start_mark, node.end_mark
    found = _COMMENT.match(line, end.column)
    if found is None or (node.value and not isinstance(plain_scalar(node.value), str)):
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
    return Diagnostic(
        "MH017",
        path,
        keys,
        {"comment": comment, "fixed": fixed if start.line == end.line else whole},
        severity="note",
        span=Span(end.line + 1, first, end.line + 1, first + len(comment)),
    )


def _otherwise(
    path: str, keys: KeyPath, node: ScalarNode, source: str, *, flow: bool
) -> Diagnostic | None:
    """A remark on a value that others read differently, or not at all."""
    value, how, fixed = plain_scalar(node.value), "quotes", quoted(node.value)
    reads: str | None = misread(node.value) if isinstance(value, str) else None
    if "\t" in source:
        reads = "tab"
    elif flow and "?" in source:
        reads = "braces"
    elif type(value) in (int, float) and not _SURE_NUMBER.fullmatch(source):
        how, reads, fixed = "number", "numeral", numeral(value)
    if reads is None:
        return None
    params = {"value": node.value, "reads": reads, "how": how, "fixed": fixed}
    return Diagnostic("MH018", path, keys, params, severity="note")
