"""What a line of one of our files is: a key, a list item or text, and the columns it may begin in."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from menneskehandel_cli.language.marks import HIDDEN
from menneskehandel_cli.models import FILES, Model
from menneskehandel_cli.models.fields import fields

DOCUMENTS = ("---", "...")
"""The lines that begin and end a document, of which a file has one."""

STEP = 2
"""The indentation of each level, in columns."""

_NOWHERE = 1 << 20
_LEAD = re.compile(rf"[ \t{HIDDEN}]*")
_BLOCK_KEY = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[\w.-]+):(?: |$)")


def lead(line: str) -> str:
    """The blanks and invisible marks that a line begins with."""
    found = _LEAD.match(line)
    return found[0] if found is not None else ""


def content(line: str) -> int:
    """The column in which the first key or text of a line begins, behind the dashes of list items."""
    return len(line) - len(line.lstrip(" -"))


def opens(line: str) -> bool:
    """Whether a line may have a key with nothing after it."""
    return line.rstrip().endswith(":")


def key_of(line: str) -> str:
    """The key that a line begins with; empty without one."""
    found = _BLOCK_KEY.match(line)
    return found["key"] if found is not None else ""


def is_item(line: str) -> bool:
    """Whether a line begins with the dash of a list item."""
    return line.lstrip().startswith("- ")


def is_structure(line: str) -> bool:
    """Whether a line begins with a dash or a key of ours, and is no text."""
    return key_of(line) in known_keys() or is_item(line)


def last_before(lines: list[str], number: int, ends: Callable[[str], bool] = is_structure) -> int:
    """The last of the lines from one on, blank ones apart, before one that ``ends`` them."""
    last = number
    for place in range(number + 1, len(lines)):
        if lines[place].strip():
            if ends(lines[place]):
                break
            last = place
    return last


def last_below(lines: list[str], number: int, indent: int) -> int:
    """The last of the lines after one that are indented deeper than ``indent``."""
    return last_before(lines, number, lambda line: len(lead(line)) <= indent)


@cache
def _known_records() -> tuple[tuple[str, frozenset[str]], ...]:
    """The keys of every record and of every part of one, with the key that it is under."""
    found: list[tuple[str, type[Model]]] = [("", model) for model in FILES.values()]
    for _, model in found:
        for key, below in fields(model).items():
            inner = below
            while inner.inner is not None:
                inner = inner.inner
            if inner.model is not None and (key, inner.model) not in found:
                found.append((key, inner.model))
    return tuple((key, frozenset(fields(model))) for key, model in found)


@cache
def known_keys() -> frozenset[str]:
    """Every key of every kind of record."""
    return frozenset[str]().union(*(keys for _, keys in _known_records()))


def columns(lines: list[str], number: int, rest: str, wanted: list[int]) -> list[int]:
    """The columns in which what is on a line may begin, those nearest to ``wanted`` first.

    A key stands with the keys above it or below one of them; a line of text with the text beside it.
    """
    near = _among_keys(lines[:number], rest) if is_structure(rest) else _beside_text(lines, number)
    found = {column for column in near if not column % STEP}
    return sorted(found, key=lambda column: (min(abs(column - now) for now in wanted), -column))


def _beside_text(lines: list[str], number: int) -> Iterator[int]:
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    after = next((line for line in lines[number + 1 :] if line.strip()), "")
    if before:
        yield content(before) + (STEP if key_of(before) in known_keys() else 0)
    if after:
        yield content(after)


def _among_keys(above: list[str], rest: str) -> Iterator[int]:
    least = _NOWHERE
    for line in reversed(above):
        begin = len(lead(line))
        if begin < least and not begin % STEP and is_structure(line):
            yield from _beside_or_below(line, rest)
            least = begin
        if not least:
            return
    if least == _NOWHERE:  # the first key of the file
        yield 0


def _beside_or_below(line: str, rest: str) -> Iterator[int]:
    """The columns of what may be beside a line with a key or a list item, or below its key."""
    if is_item(rest):
        if is_item(line) or opens(line):
            yield len(lead(line)) + (0 if is_item(line) else STEP)
        return
    if _fits_keys(rest, line, under=False):
        yield content(line)
    if opens(line) and _fits_keys(rest, line, under=True):
        yield content(line) + STEP


def _fits_keys(line: str, other: str, *, under: bool) -> bool:
    """Whether some record has the key of a line ``under`` or beside that of another, if both have one."""
    own, key = key_of(line), key_of(other)
    return not (own and key) or any(
        own in keys and (name == key if under else key in keys) for name, keys in _known_records()
    )
