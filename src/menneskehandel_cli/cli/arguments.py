"""The words of the command line: the language that they ask for, and what is said of wrong use."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import typer

from menneskehandel_cli.app.languages import environment_lang, lang_here
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, msg, say
from menneskehandel_cli.language.slips import nearest

_EXAMPLES = {"--year": "2026", "--from": "2026-01-01", "--to": "2026-12-31"}
"""A value of each option that a command may require."""


def early_lang(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language for help and errors, before any command runs, as ``choose_lang`` has it."""
    tag = asked_lang(arguments)
    return tag if tag in LANGS else environment_lang(environment) or lang_here(root_in(arguments))


def root_in(arguments: Sequence[str]) -> str | None:
    """The folder of the strategy, if the command line names it."""
    return value_of(arguments, "--root")


def asked_lang(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` asks for, whether or not there is such a language.

    For ``mh init`` it names the languages of a strategy: the first that the program has, otherwise
    English.
    """
    if next((word for word in arguments if not word.startswith("-")), None) == "init":
        named = [_option(pair, "--lang") for pair in pairwise([*arguments, ""])]
        tags = [tag.strip() for words in filter(None, named) for tag in words.split(",")]
        return next((tag for tag in tags if tag in LANGS), SOURCE_LANG) if tags else None
    return value_of(arguments, "--lang")


def value_of(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option, where it first stands; ``None`` if it is not given."""
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
    option: list[str] = []
    while words and words[0].startswith("--lang"):
        size = 1 if "=" in words[0] else 2
        option, words = words[:size], words[size:]
    return words + option if any(not word.startswith("-") for word in words) else option + words


def explain(wrong: Exception, lang: Lang) -> str | None:
    """What was wrong, and which help to read; ``None`` for an exception that is a bug in ``mh``."""
    # Typer brings its own copy of Click, and names only BadParameter of its exceptions.
    if not isinstance(wrong, typer.BadParameter.__mro__[2]):
        return None
    message = _message(type(wrong).__name__, wrong, lang)
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context is not None else "mh"
    return f"{message} {say('usage.help', lang, command=command)}"


def _message(kind: str, wrong: Exception, lang: Lang) -> str:
    if kind == "NoSuchOption":
        near = getattr(wrong, "possibilities", None)
        meant = say("meant", lang, near=near[0]) if near else ""
        return f"{say('usage.no_option', lang, name=getattr(wrong, 'option_name', ''))} {meant}".strip()
    parameter = getattr(wrong, "param", None)
    if kind == "MissingParameter" and parameter is not None:
        name = max(parameter.opts, key=len)
        if example := _EXAMPLES.get(name):
            return say(
                msg("Give {name}, for example {name} {example}."), lang, name=name, example=example
            )
        return say(msg("{name} is missing."), lang, name=parameter.human_readable_name)
    if kind == "BadParameter" and parameter is not None:
        message = str(wrong)  # 'x' is not a valid integer, or: -5 is not in the range
        value = (message.partition("'")[2] or message).partition("'")[0].partition(" is not ")[0]
        return say("usage.bad_value", lang, name=max(parameter.opts, key=len), given=value)
    text: str = getattr(wrong, "format_message", lambda: str(wrong))()
    if "No such command" in text:
        name = text.split("'")[1] if "'" in text else ""
        group = getattr(getattr(wrong, "ctx", None), "command", None)
        near = nearest(name, getattr(group, "commands", ()))
        meant = say("meant", lang, near=near) if near else ""
        return f"{say('usage.no_command', lang, name=name)} {meant}".strip()
    if "Missing command" in text:
        return say(msg("A command is missing here."), lang)
    if "unexpected extra argument" in text:
        return say(msg("“{name}” is unexpected."), lang, name=text.rpartition("(")[2].partition(")")[0])
    return say(msg("{message}."), lang, message=text.rstrip("."))
