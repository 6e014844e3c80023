"""The demonstration in English: the same story, with the English of its texts, names and messages.

The files hold each text in Norwegian and English. What has one form only, such as an id or the name of
a file, and the messages of the commits, are translated by ``english.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from menneskehandel_cli.demo.steps import Files, Wording

_IN_BRACES = re.compile(r"""\{nb: (?:"[^"]*"|[^",{}]*), en: ("[^"]*"|[^",{}]*)\}""")
_BOTH = re.compile(
    r"(?P<key>[^\n]*:)\n(?P<indent> +)nb:[^\n]*\n(?:(?P=indent) +[^\n]*\n)*"
    r"(?P=indent)en:(?P<first>[^\n]*)\n(?P<rest>(?:(?P=indent) +[^\n]*\n)*)"
)
_QUOTED = re.compile(r'(?m)^([^\n"{}]*: )"([A-Z][^\n":#]* [^\n":#]*)"$')
"""A text in quotes that it no longer needs, for it stands in no braces."""
_README = "README.md"
_TRANSLATIONS = Path(__file__).resolve().with_name("english.toml")


def _files(given: Files) -> Files:
    """The files of a state in English, by their English paths."""
    return {_named(path): _file(path, text) for path, text in given.items()}


@cache
def _file(path: str, text: str) -> str:
    if path == _README:
        return _named(text[text.rindex("\n# ") + 1 :])
    alone = _BOTH.sub(_only, _QUOTED.sub(r"\1\2", _IN_BRACES.sub(r"\1", text)))
    alone = alone.replace("languages: [nb, en]", "languages: [en]")
    return _named(alone.replace("default_language: nb", "default_language: en"))


def _only(found: re.Match[str]) -> str:
    """A text below a key: its English alone, one step further out."""
    rest = re.sub(r"(?m)^  ", "", found["rest"])
    return f"{found['key']}{found['first']}\n{rest}"


@cache
def translations() -> dict[str, dict[str, str]]:
    """The English of ``words`` in the files and of ``messages``, by the Norwegian."""
    found: dict[str, dict[str, str]] = tomllib.loads(_TRANSLATIONS.read_text(encoding="utf-8"))
    return found


def _named(text: str) -> str:
    words = translations()["words"]
    return _pattern().sub(lambda found: words[found[0]], text)


def _message(text: str) -> str:
    return translations()["messages"][text]


ENGLISH = Wording(_message, _files, _named)


@cache
def _pattern() -> re.Pattern[str]:
    known = sorted(translations()["words"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
