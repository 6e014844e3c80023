"""The demonstration in English: the same story, with the English of its texts, names and messages.

The files hold each text in Norwegian and English. What has one form only, such as an id or the name of
a file, has its English in ``english.yaml``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from menneskehandel_cli.samples import in_words, read_sample

_README = "README.md"


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
    alone = _unquoted(_blocks_alone(_braces_alone(text)))
    alone = alone.replace("languages: [nb, en]", "languages: [en]")
    return english(alone.replace("default_language: nb", "default_language: en"))


def _braces_alone(text: str) -> str:
    """``{nb: Tolk, en: Interpreter}`` becomes ``Interpreter``, with the quotes that it has."""
    first, *others = text.split("{nb: ")
    return first + "".join(part.partition(", en: ")[2].replace("}", "", 1) for part in others)


def _blocks_alone(text: str) -> str:
    """What is at ``en:`` below a key goes up to the key, and what is at ``nb:`` goes."""
    lines: list[str] = []
    level, dropped = 0, False
    for line in text.splitlines(keepends=True):
        words = line.lstrip()
        indent = len(line) - len(words)
        if words.startswith("nb:"):
            level, dropped = indent, True
        elif words.startswith("en:") and indent == level:
            lines[-1] = lines[-1].rstrip("\n") + words.removeprefix("en:")
            dropped = False
        elif not level or indent <= level:
            level, dropped = 0, False
            lines.append(line)
        elif not dropped:
            lines.append(line.removeprefix("  "))
    return "".join(lines)


def _unquoted(text: str) -> str:
    """Without the quotes that a text no longer needs, for it is in no braces."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        key, found, value = line.partition(': "')
        if (
            found
            and value.endswith('"')
            and value[0].isupper()
            and not {*key, *value[:-1]} & set('"#:{}')
        ):
            lines[place] = f"{key}: {value[:-1]}"
    return "\n".join(lines)
