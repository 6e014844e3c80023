"""Help in the user's language.

Help texts in the code are keys of the word list; they are replaced when the command line is built,
once the language is known. Typer's own words exist in English only, so they are replaced in the
rendered text.
"""

from collections.abc import Collection, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperGroup

from menneskehandel_cli.language import LANGS, Lang, choose, has, listing, name_of, say

_OWN = (
    *("usage", "options", "arguments", "commands", "help", "install", "show", "customize"),
    *("placeholder_options", "placeholder_command", "default", "required"),
)


class Commands(TyperGroup):
    """A group of commands whose help lists each with its whole help text, under headings."""

    headings: Mapping[str, str] = {}
    """The heading of each command; those without one are listed under "Commands"."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands, in their own order."""
        widest = max(map(len, self.commands))
        for heading, names in groupby(self.commands, lambda name: self.headings.get(name, "Commands")):
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(widest), self.commands[name].help or "") for name in names])


class Group(typer.Typer):
    """A group of commands, or of one. ``words`` has the help that is not in the word list, by command."""

    def __init__(self, words: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(cls=Commands, rich_markup_mode=None, callback=lambda: None)
        self.words = words


def translate(
    command: Any, lang: Lang, formats: Collection[str] = (), words: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Set the help of a command, its options and its subcommands in ``lang``.

    Help is a key of the word list; that of a subcommand in ``words`` is taken from there, and that of an
    option without any is called as the option. ``formats`` are the values of ``--format``.
    """
    langs = listing([f"{tag} ({name_of(tag, lang)})" for tag in LANGS], lang, "or")
    for parameter in command.params:
        if getattr(parameter, "help", None) is None and parameter.param_type_name == "option":
            parameter.help = f"option.{parameter.name}"
        if parameter.metavar is None and not getattr(parameter, "is_flag", False):
            # An argument by its own name, an option by the type of its value.
            argument = parameter.param_type_name == "argument"
            called = parameter.name if argument else parameter.type.name.replace(" ", "_")
            parameter.metavar = f"metavar.{called}"
    for thing in (command, *command.params):
        for name in ("help", "short_help", "epilog", "metavar"):
            text = getattr(thing, name, None)
            if isinstance(text, str) and has(text):
                setattr(thing, name, say(text, lang, formats=", ".join(formats), langs=langs))
            elif isinstance(text, str) and name == "help" and not str(thing.name).endswith("_completion"):
                thing.help = choose(text, lang)  # Typer's own words are replaced in the rendered text.
    if lang != "en":
        english = command.get_help
        command.get_help = lambda context: _exchange(english(context), lang)
    for inner in getattr(command, "commands", {}).values():
        if inner.name in words:
            inner.help = choose(words[inner.name], lang)
        translate(inner, lang, formats)


def _exchange(text: str, lang: Lang) -> str:
    for key in _OWN:
        text = text.replace(say(f"typer.{key}", "en"), say(f"typer.{key}", lang))
    return text
