"""Parse YAML files, and locate every key in them.

libyaml's parser composes the nodes; the values are built here, with the scalars of YAML 1.2 (``NO``
and 2025-11-30 stay strings). Duplicate keys, aliases, tags and merge keys are refused. Places are
looked up by composing the file once more, only for files with findings: nodes kept in memory would
take more space than all records.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import dropwhile
from math import isfinite
from typing import Any

from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.diagnostics import START, Diagnostic, KeyPath, Span
from menneskehandel_cli.language import Phrase

MAX_DEPTH = 32
"""The maximum nesting depth. Real records nest six deep; far deeper is an error or an attack."""

_PLAIN, _QUOTED, _COLLECTION = "plain", "quoted", "collection"

_INT = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_LEADING_ZERO = re.compile(r"0[0-9]+", re.ASCII)
"""Digits that are a name, as in a register: a number would lose the zero."""
_FLOAT = re.compile(
    r"[-+]?((\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]{1,3})?|[0-9]+[eE][-+]?[0-9]{1,3})", re.ASCII
)
_SCALAR_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = frozenset("+-.0123456789")

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, line breaks that YAML 1.1 and 1.2 count differently, and the marks that change
the direction of writing, with which a text can be made to look like another one."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


_MANY_BRACKETS = 1000
_LONG_RUN = 200
_NESTED_ON_ONE_LINE = re.compile(rf"^[-?: ]{{{_LONG_RUN}}}", re.MULTILINE)

_Plain = Any  # what a YAML file holds: dict, list, str, int, float, bool, None


class _Refused(Exception):
    """Something in the file that the reader refuses, with a diagnostic that lacks the path."""

    def __init__(self, code: str, span: Span, **params: object) -> None:
        super().__init__(code)
        self.diagnostic = Diagnostic(code, "", params=params, span=span)


class _Composer(CParser):
    """libyaml's composer without its resolver: scalars are only marked as plain or quoted."""

    def resolve(self, kind: type[Node], _value: object, implicit: Any) -> str:
        if kind is not ScalarNode:
            return _COLLECTION
        return _PLAIN if implicit[0] else _QUOTED

    def descend_resolver(self, _parent: object, _index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a file, or why it could not be read. ``value`` is ``None`` for an empty file."""

    value: _Plain
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the structure could be built; diagnostics that only warn do not count."""
        return all(found.severity == "note" for found in self.diagnostics)

    @property
    def mapping(self) -> dict[str, Any] | None:
        """The value of a file that holds a mapping, as every record does; ``None`` of any other."""
        return self.value if isinstance(self.value, dict) else None


def decode(data: bytes) -> str:
    """The text of a file, without a byte order mark. Raises ``UnicodeDecodeError``."""
    return data.decode("utf-8-sig")


def parse(
    path: str, data: bytes, remarks: Callable[[str, Node], Iterable[Diagnostic]] = lambda _text, _root: ()
) -> Document:
    """Read one file. Never raises: every error becomes a diagnostic with its place.

    ``remarks`` are told besides of what can be read, from its text and its nodes.
    """
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        # The error's offset is relative to ``error.object``, which has no byte order mark.
        span = _span_after(error.object[: error.start].decode())
        byte = f"0x{error.object[error.start]:02x}"
        return Document(None, (Diagnostic("MH001", path, params={"byte": byte}, span=span),))
    what = "bom" if data.startswith(b"\xef\xbb\xbf") else "crlf" if b"\r" in data else ""
    notes = (Diagnostic("MH015", path, params={"what": what}, span=START, severity="note"),) if what else ()
    try:
        root = _composed(text)
        if root is None:
            return Document(None, notes)
        value = _build(root, set() if "*" in text and "&" in text else None, 0)
        return Document(value, notes if value is None else (*notes, *remarks(text, root)))
    except _Refused as refused:
        found = replace(refused.diagnostic, path=path)
    except MarkedYAMLError as error:
        found = _syntax_error(path, text, error)
    except YAMLError as error:
        found = Diagnostic("MH002", path, params={"problem": str(error)}, span=START)
    return Document(None, (found, *notes))


def _syntax_error(path: str, text: str, error: MarkedYAMLError) -> Diagnostic:
    """What libyaml cannot read, at the place where it noticed."""
    mark, problem = error.problem_mark or error.context_mark, error.problem or ""
    span = _within(text, mark.line + 1, mark.column + 1) if mark else START
    if "nesting" in problem:
        return Diagnostic("MH011", path, params={"what": "depth", "limit": MAX_DEPTH}, span=span)
    opened = {"opened": error.context_mark.line} if error.context_mark is not None else {}
    params = {"problem": "tab" if _at_tab(text, span) else problem, **opened}
    return Diagnostic("MH002", path, params=params, span=span)


def compose(text: str) -> Node | None:
    """The nodes of a text, with their places. Raises ``YAMLError`` if ``parse`` could not read it."""
    composer = _Composer(text)
    try:
        root: Node | None = composer.get_single_node()
        return root
    finally:
        composer.dispose()


def same(before: bytes, after: bytes) -> bool:
    """Whether two states of a file have the same value; comments, layout and key order do not count.

    They are parsed only if they differ in more than their heads, such as a comment there.
    """
    old, new = before.splitlines(), after.splitlines()
    if list(dropwhile(_silent, old)) == list(dropwhile(_silent, new)):
        return True
    documents = parse("", before), parse("", after)
    one, other = (document.value for document in documents)
    return all(document.readable for document in documents) and bool(one == other)


def _silent(line: bytes) -> bool:
    return line.lstrip()[:1] in (b"", b"#")


class Outline:
    """The places in a file that ``parse`` could read; it is composed once for all of them.

    Raises ``YAMLError`` and ``UnicodeDecodeError`` if ``parse`` could not.
    """

    def __init__(self, data: bytes) -> None:
        self._root = compose(decode(data))

    def locate(self, keys: KeyPath, *, at_key: bool = False) -> Span:
        """The place that ``keys`` lead to.

        If the last key is missing, it is the place that the key is missing from. For a list or mapping
        it is the key above it, not its whole extent.
        """
        node = self._root
        if node is None:
            return START
        place = node
        for depth, key in enumerate(keys):
            step = _step(node, key)
            if step is None:
                break
            name, node = step
            named = at_key and depth == len(keys) - 1
            place = node if isinstance(node, ScalarNode) and not named else name
        return _span(place)


def _step(node: Node, key: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name, value
    elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    return None


def _composed(text: str) -> Node | None:
    if (found := FORBIDDEN.search(text)) is not None:
        raise _Refused("MH016", _span_after(text[: found.start()]), **named_mark(text, found.start()))
    _refuse_depth(text)
    return compose(text)


def named_mark(text: str, place: int) -> dict[str, object]:
    """The number of a character that nobody sees, and what is before it on its line."""
    before = split_lines(text[:place])[-1].strip()
    where = Phrase("mark.after", before=before[-20:]) if before else Phrase("mark.first")
    return {"character": f"U+{ord(text[place]):04X}", "where": where}


def _build(node: Node, seen: set[int] | None, depth: int) -> _Plain:
    if seen is not None:
        if id(node) in seen:
            raise _Refused("MH010", _span(node), construct="alias")
        seen.add(id(node))
    tag = node.tag
    if isinstance(node, ScalarNode):
        if tag is _PLAIN:
            return node.value if _LEADING_ZERO.fullmatch(node.value) else plain_scalar(node.value)
        if tag is _QUOTED:
            # An escape in double quotes can give a character that is forbidden in the file itself.
            if not node.value.isprintable() and (found := FORBIDDEN.search(node.value)):
                raise _Refused("MH016", _span(node), **named_mark(node.value, found.start()))
            return node.value
        raise _Refused("MH010", _span(node), construct="tag", name=tag)
    if tag is not _COLLECTION:
        raise _Refused("MH010", _span(node), construct="tag", name=tag)
    if depth >= MAX_DEPTH:
        raise _Refused("MH011", _span(node), what="depth", limit=MAX_DEPTH)
    if isinstance(node, SequenceNode):
        return [_build(item, seen, depth + 1) for item in node.value]
    mapping: dict[str, _Plain] = {}
    for name, value in node.value:
        if not isinstance(name, ScalarNode):
            raise _Refused("MH010", _span(name), construct="key")
        key = name.value
        if name.tag is not _PLAIN:
            _build(name, None, depth)  # A quoted one is an ordinary string; a tagged one is refused.
        elif key == "<<":
            raise _Refused("MH010", _span(name), construct="merge")
        if key in mapping:
            first = next(other for other, _ in node.value if other.value == key)
            raise _Refused("MH003", _span(name), key=key, first=first.start_mark.line + 1)
        mapping[key] = _build(value, seen, depth + 1)
    return mapping


def plain_scalar(text: str) -> object:
    """A plain scalar by the core schema of YAML 1.2.2, section 10.3.2, decimal numbers only.

    A number too large to be kept exactly stays a string, which the model then refuses.
    """
    if text in _SCALAR_WORDS:
        return _SCALAR_WORDS[text]
    if text[0] in _NUMERIC:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and isfinite(number := float(text)):
            return number
    return text


def _refuse_depth(text: str) -> None:
    """Refuse a file that could nest so deep that composing it would exhaust the C stack.

    Cheap for every real file: only one with very many brackets, or a long run of indicators on a
    line, is read event by event, which needs no stack.
    """
    brackets = text.count("[") + text.count("{")
    nested = max(map(len, text.split("\n"))) >= _LONG_RUN and _NESTED_ON_ONE_LINE.search(text)
    if brackets < _MANY_BRACKETS and not nested:
        return
    parser, depth = _Composer(text), 0
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _Refused("MH011", _span(event), what="depth", limit=MAX_DEPTH)
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
    finally:
        parser.dispose()


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them: LF, CRLF and a single CR each end one."""
    return _LINE_BREAK.split(text) if "\r" in text else text.split("\n")


def _within(text: str, line: int, column: int) -> Span:
    """A place moved inside the file: libyaml points past the end if something is missing."""
    lines = split_lines(text)
    if line > 1 and line >= len(lines) and not lines[-1]:
        lines.pop()
    return _span_at(len(lines), max(len(lines[-1]), 1)) if line > len(lines) else _span_at(line, column)


def _at_tab(text: str, span: Span) -> bool:
    lines = split_lines(text)
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    return "\t" in line[: len(line) - len(line.lstrip())]


def _span_after(text: str) -> Span:
    """The place of the character that follows a text."""
    before = split_lines(text)
    return _span_at(len(before), len(before[-1]) + 1)


def _span(node: Any) -> Span:
    start, end = node.start_mark, node.end_mark
    if isinstance(node, MappingNode | SequenceNode):
        return _span_at(start.line + 1, start.column + 1)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _span_at(line: int, column: int) -> Span:
    return Span(line, column, line, column + 1)
