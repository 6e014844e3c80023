"""The demonstration in English: the same story, with the English of its texts, names and messages.

The files hold each text in Norwegian and English. What has one form only, such as an id or the name of
a file, has its English in ``english.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from menneskehandel_cli.samples import in_words, read_sample

_README = "README.md"

_BRACES = re.compile(r"\{nb: .*?, en: (.*?)\}", re.DOTALL)
"""``{nb: Tolk, en: Interpreter}``, of which ``Interpreter`` is kept, with the quotes that it has."""
_BLOCK = re.compile(
    r"(?P<key>^(?P<indent> *)[^ \n].*:)\n(?P=indent)  nb:.*\n(?:(?P=indent)   .*\n)*"
    r"(?P=indent)  en:(?P<en>.*\n(?:(?P=indent)   .*\n)*)",
    re.MULTILINE,
)
"""A key with ``nb:`` and ``en:`` below it."""
_NEEDLESS_QUOTES = re.compile(r'^([^"#:{}\n]*: )"([A-ZÆØÅ][^"#:{}\n]*)"$', re.MULTILINE)
"""A text in quotes that it needs in braces only."""


@cache
def phrases() -> dict[str, str]:
    """The English of each id, name and comment."""
    found: dict[str, str] = read_sample(Path(__file__).with_name("english.yaml"))
    return found


@cache
def english(text: str) -> str:
    """An id, a name or a text, with each of the ``phrases`` in English."""
    return in_words(phrases())(text)


@cache
def english_file(path: str, text: str) -> str:
    """The text of a file, with nothing but its English."""
    if path == _README:
        return english(text[text.rindex("\n# ") + 1 :])
    alone = _BLOCK.sub(_lifted, _BRACES.sub(r"\1", text))
    alone = _NEEDLESS_QUOTES.sub(r"\1\2", alone).replace("languages: [nb, en]", "languages: [en]")
    return english(alone.replace("default_language: nb", "default_language: en"))


def _lifted(block: re.Match[str]) -> str:
    """The key of a text with its English, whose lines go up to the key."""
    return block["key"] + block["en"].replace(f"\n{block['indent']}  ", f"\n{block['indent']}")
