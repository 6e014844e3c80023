"""Write plain values as YAML in this project's layout.

ruamel.yaml lays out and quotes. A string is quoted exactly if our own reader, or another common one,
would read it as something else.

The layout: two spaces, lists indented under their key, short collections in braces on one line, long
texts folded (``>-``) so that lines are at most ``WIDTH`` columns where possible.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from io import StringIO
from itertools import accumulate
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.nodes import ScalarNode as Scalar
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString
from ruamel.yaml.tag import Tag
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.documents import plain_scalar
from menneskehandel_cli.edits.places import in_braces

WIDTH = 100
"""Lines are broken at spaces so that they fit in this many columns."""

STEP = 2
"""The indentation of each level, in columns."""

_SHORT = 4
"""A new mapping is put in braces if it has at most this many plain values, and fits on the line."""

_SIGNS = re.compile(r"\A:|\?")
_FOLD = re.compile(r"(?<=\S) (?=\S)")
_SPACES = re.compile("[\u00a0\u202f]")


class Hints(NamedTuple):
    """How a rewritten text was written before, so that its author's style is kept where possible.

    ``opened`` has the ids of nodes in braces or brackets that need several lines.
    """

    text: str = ""
    opened: Collection[int] = ()


_NO_HINTS = Hints()


def render(value: object, column: int, *, indent: int) -> str:
    """``value`` as it is written after ``key: ``, without a line break at its end.

    ``column`` is where it begins, ``indent`` that of keys below it. A block collection begins with a
    line break.
    """
    text = _dump(_pair(_styled_value(value, column, indent)))
    return _set_in(text.removeprefix("k:").removeprefix(" "), indent - STEP)


def line(key: str, value: object, column: int = 0) -> str:
    """A key that begins in ``column`` with its value, as lines without the last line break."""
    name = render_flow({key: 0}).removeprefix("{").removesuffix(": 0}")
    made = render(value, column + len(name) + len(": "), indent=column + STEP)
    return f"{name}:{made}" if made.startswith("\n") else f"{name}: {made}"


def render_item(value: object, indent: int) -> str:
    """``value`` as it is written after ``- ``; ``indent`` is where it begins."""
    text = _dump(_pair(CommentedSeq([_styled_value(value, indent, indent)])))
    return _set_in(text.removeprefix("k:\n  - "), indent - 2 * STEP)


def in_style(style: str | None, text: str, indent: int) -> str | None:
    """A text in single or double quotes, or folded; ``None`` if the style cannot hold it."""
    if style == "'" and "\n" not in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return json.dumps(text, ensure_ascii=False)
    if style == ">" and _block_can_hold(text) and "\n " not in text:
        folded = FoldedScalarString(text)
        folded.fold_pos = list(_folds(text, WIDTH - indent))
        return _set_in(_dump(_pair(folded)).removeprefix("k: "), indent - STEP)
    return None


def render_flow(value: object) -> str:
    """``value`` on one line, as it is written inside braces or brackets."""
    return _dump(_flow_value({"k": value})).removeprefix("{k: ").removesuffix("}\n")


def render_file(value: object, root: Node, hints: Hints) -> str:
    """A whole file, its keys in the order of ``value``. ``root`` is what it was read from."""
    return _dump(_styled_value(value, 0, 0, root, hints))


def _set_in(text: str, columns: int) -> str:
    first, *rest = text.removesuffix("\n").split("\n")
    if columns < 0:
        return "\n".join([first, *(line[-columns:] for line in rest)])
    return "\n".join([first, *(f"{' ' * columns}{line}" if line else line for line in rest)])


def _pair(styled: Any) -> Any:
    return CommentedMap([("k", styled)])


_TAGS: Mapping[type, Tag] = {
    kind: Tag(suffix=f"tag:yaml.org,2002:{kind.__name__}") for kind in (str, bool, int, float)
}
_NULL = Tag(suffix="tag:yaml.org,2002:null")


_TRUTHS = frozenset(
    spelt
    for word in ("y", "n", "yes", "no", "on", "off")
    for spelt in (word, word.capitalize(), word.upper())
)

_OTHERWISE = re.compile(
    r"""
      (?!_) [-+]? (?:
          0 (?: b[01_]+ | o[0-7]+ | x[0-9a-fA-F_]+ )
        | [0-9_]+ (?: :[0-5]?[0-9] )* (?: \.[0-9_]* )? (?: [eE][-+]?[0-9]+ )?
        | \.[0-9_]+ (?: [eE][-+]?[0-9]+ )?
        | \.(?: inf | Inf | INF )
      )
    | \.(?: nan | NaN | NAN )
    | [0-9]{4} -[0-9]{1,2} -[0-9]{1,2} (?: [Tt] | [ \t]+ )
          [0-9]{1,2} :[0-9]{2} :[0-9]{2} (?: \.[0-9]* )?
          (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :?[0-9]{2} )? ) )?
    | = | <<
    """,
    re.VERBOSE | re.ASCII,
)
"""The texts that YAML 1.1 (the types at yaml.org/type), the core schema of YAML 1.2, PyYAML, ruamel.yaml,
Ruby or Go read as something else. A day such as 2025-11-30 is not among them: this project writes days
so, and a program that reads it as a date is right."""


def numeral(value: object) -> str:
    """A number in a form that all read alike: YAML 1.1 requires a point before an exponent."""
    digits, letter, exponent = str(value).partition("e")
    return f"{digits}.0e{exponent}" if letter and "." not in digits else str(value)


class _Resolver(VersionedResolver):
    """Resolves a plain scalar to a string, or to something else if we or others read it so."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is Scalar and implicit[0]:
            misread = value in _TRUTHS or _OTHERWISE.fullmatch(value) is not None
            kept = plain_scalar(value)
            return _NULL if misread and isinstance(kept, str) else _TAGS.get(type(kept), _NULL)
        return super().resolve(kind, value, implicit)


class _Quotes(Emitter):
    """Uses double quotes where quotes are needed, unless the text itself contains some.

    In braces, ``?`` and ``:`` are quoted, because some programs, such as PyYAML, read them as syntax.
    """

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        if not style and self.flow_level and _SIGNS.search(self.event.value):
            style = "'"
        return '"' if style == "'" and not set('"\\').intersection(self.event.value) else style


@cache
def _ruamel() -> Any:
    """ruamel.yaml, set up once, with our layout and the scalars of our reader."""
    yaml = YAML()
    yaml.Resolver, yaml.Emitter = _Resolver, _Quotes
    yaml.indent(mapping=STEP, sequence=2 * STEP, offset=STEP)
    yaml.width = 1 << 20  # Long texts are folded by us, at words; nothing else is broken.
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.representer.add_representer(
        type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    yaml.representer.add_representer(
        float,
        lambda representer, value: representer.represent_scalar("tag:yaml.org,2002:float", numeral(value)),
    )
    return yaml


def _dump(styled: Any) -> str:
    out = StringIO()
    try:
        _ruamel().dump(styled, out)
    except BaseException:
        _ruamel.cache_clear()  # it is left in the middle of the text that it could not write
        raise
    return out.getvalue()


def _styled_value(
    value: object, column: int, indent: int, node: Node | None = None, hints: Hints = _NO_HINTS
) -> Any:
    """``value`` as ruamel.yaml's own types, each with its style.

    ``column`` is where it would begin on the line of its key, ``indent`` that of keys below it.
    """
    if isinstance(value, str):
        return _text_scalar(value, column, indent, node, hints)
    if not isinstance(value, dict | list):
        return value
    if _in_braces(value, column, node, hints):
        return _flow_value(value)
    if isinstance(value, list):
        nodes = node.value if isinstance(node, SequenceNode) else [None] * len(value)
        start = indent + STEP
        pairs = zip(value, nodes, strict=True)
        return CommentedSeq(_styled_value(item, start, start, its, hints) for item, its in pairs)
    below = {key.value: its for key, its in node.value} if isinstance(node, MappingNode) else {}
    mapping = CommentedMap()
    for key, item in value.items():
        start = indent + len(key) + len(": ")
        mapping[_yaml_key(key)] = _styled_value(item, start, indent + STEP, below.get(key), hints)
    return mapping


def _in_braces(value: Any, column: int, node: Node | None, hints: Hints) -> bool:
    items = value.values() if isinstance(value, dict) else value
    if node is not None:
        if not in_braces(node) or id(node) in hints.opened:
            return False
    elif (isinstance(value, dict) and len(value) > _SHORT) or any(isinstance(x, dict | list) for x in items):
        return False
    least = column + sum(len(item) for item in items if isinstance(item, str))
    return least <= WIDTH and column + len(render_flow(value)) <= WIDTH


def _flow_value(value: Any) -> Any:
    if isinstance(value, dict):
        mapping = CommentedMap((_yaml_key(key), _flow_value(item)) for key, item in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        items = CommentedSeq(_flow_value(item) for item in value)
        items.fa.set_flow_style()
        return items
    return value


def _yaml_key(key: str) -> str | int:
    """A key as ruamel.yaml must get it: our reader reads every key as a string, also a bare year."""
    read = plain_scalar(key)
    return read if type(read) is int and str(read) == key else key


def _text_scalar(text: str, column: int, indent: int, node: Node | None, hints: Hints) -> Any:
    if not _block_can_hold(text):
        return text
    folded = FoldedScalarString(text)
    style = node.style if isinstance(node, ScalarNode) else None
    if "\n" in text and (style != ">" or "\n " in text):
        return LiteralScalarString(text)
    width = WIDTH - indent
    if node is not None and style == ">":
        lines = [line.strip() for line in hints.text[node.start_mark.index : node.end_mark.index].split("\n")]
        breaks = [end - 1 for end in accumulate(len(line) + 1 for line in lines[1:] if line)][:-1]
        if " ".join(lines[1:]).strip() == text and max(map(len, lines)) <= width:
            folded.fold_pos = breaks
            return folded
    elif column + len(text) <= WIDTH:
        return text
    folded.fold_pos = list(_folds(text, width))
    return folded


def _block_can_hold(text: str) -> bool:
    """Whether a text can be a block scalar, which has no escapes."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return False
    return all(line == line.rstrip() and _SPACES.sub("", line).isprintable() for line in lines)


def _folds(text: str, width: int) -> Iterator[int]:
    """The spaces of ``text`` at which to break it, so that its lines fit in ``width`` columns."""
    begin = 0
    for line in text.split("\n"):
        start = last = 0
        for match in _FOLD.finditer(f"{line} ."):
            if match.start() - start > width and last > start:
                yield begin + last
                start = last + 1
            last = match.start()
        begin += len(line) + 1
