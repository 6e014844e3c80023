"""Cases that are data, in the files of ``tests/data``.

In the text files other signs stand for those one overlooks.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "data"
CORPUS = DATA / "yaml.txt"

_SIGNS = {"⋅": " ", "⇥": "\t", "␍": "\r"}


@dataclass(frozen=True)
class Case:
    """A text of the corpus; ``expected`` is ``= `` and its value as JSON, or ``! `` and rules."""

    title: str
    text: str
    expected: str


def corpus() -> Iterator[Case]:
    """The cases of ``yaml.txt``."""
    for part in re.split(r"^== ", CORPUS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, body = part.rstrip("\n").split("\n", 1)
        *lines, expected = body.split("\n")
        yield Case(title, _decoded("".join(f"{line}\n" for line in lines)), expected)


def listed(name: str) -> Any:
    """The cases of a YAML file, by what they are cases of."""
    return yaml.load(text_of(f"{name}.yaml"), yaml.CSafeLoader)


def text_of(name: str) -> str:
    """A file of ``tests/data``, as it stands."""
    return (DATA / name).read_text(encoding="utf-8")


def layouts() -> Iterator[tuple[str, str]]:
    """The cases of ``layouts.txt``: a file, and how it is laid out."""
    return _before_and_after("layouts.txt")


def changes() -> Iterator[tuple[str, dict[str, object], str]]:
    """The cases of ``changes.txt``: a text, what the keys that change say then, and what is written."""
    for before, after in _before_and_after("changes.txt"):
        text, _, change = before.rpartition("> ")
        yield text, json.loads(change), after


def _before_and_after(name: str) -> Iterator[tuple[str, str]]:
    parts = re.split(r"^==.*\n", text_of(name) + "\n", flags=re.MULTILINE)
    for part in parts[1:]:
        before, how, after = re.split(r"^(--|-- it stays)\n", part[:-1], maxsplit=1, flags=re.MULTILINE)
        yield _decoded(before), _decoded(after if how == "--" else before)


def _decoded(text: str) -> str:
    text = re.sub(r"(\w+|\S)×(\d+)", lambda found: found[1] * int(found[2]), text)
    text = re.sub(r"[⋅⇥␍]", lambda found: _SIGNS[found[0]], text)
    text = re.sub(r"⟨([0-9A-F]{4,6})⟩", lambda found: chr(int(found[1], 16)), text)
    return text.replace("∎\n", "")
