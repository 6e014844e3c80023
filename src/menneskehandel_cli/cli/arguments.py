"""What the words of the command line say before any command runs: the language of help and errors."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from menneskehandel_cli.app.languages import environment_lang, lang_here
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def early_lang(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language for help and errors, before any command runs, as ``choose_lang`` has it."""
    asked = asked_lang(arguments)
    if asked in LANGS:
        return asked
    return environment_lang(environment) or lang_here(_asked(arguments, "--root"))


def asked_lang(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` asks for, whether or not there is such a language.

    For ``mh init`` it names the languages of a strategy: the first that the program has, otherwise
    English.
    """
    if next((word for word in arguments if not word.startswith("-")), None) == "init":
        named = [_option(pair, "--lang") for pair in pairwise([*arguments, ""])]
        tags = [tag.strip() for words in filter(None, named) for tag in words.split(",")]
        return next((tag for tag in tags if tag in LANGS), SOURCE_LANG) if tags else None
    return _asked(arguments, "--lang")


def _asked(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option, where it first stands."""
    return next(filter(None, (_option(pair, option) for pair in pairwise([*arguments, ""]))), None)


def _option(words: tuple[str, str], option: str) -> str | None:
    """The value of an option, if it is the first of two words."""
    word, following = words
    if word == option and following:
        return following
    return word.removeprefix(f"{option}=") if word.startswith(f"{option}=") else None


def lang_last(arguments: list[str]) -> list[str]:
    """``mh --lang en status`` means ``mh status --lang en``: the command takes the option."""
    words = list(arguments)
    given: list[str] = []
    while words and words[0].startswith("--lang"):
        size = 1 if "=" in words[0] else 2
        given, words = words[:size], words[size:]
    named = any(not word.startswith("-") for word in words)
    return words + given if named else given + words
