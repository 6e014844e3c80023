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

from menneskehandel_cli.language import LANGS, Lang, Refused, choose, has, listing, msg, name_of, nearest, say


class Commands(TyperGroup):
    """A group of commands whose help lists each with its whole help text, under headings."""

    headings: Mapping[str, str] = {}
    """The heading of each command; those without one are listed under "Commands"."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with. Raises ``Refused`` if there is none."""
        if args[0] in self.commands or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        message = msg("There is no command “{name}”. See “{command} --help”.")
        if near := nearest(args[0], self.commands):
            message = msg("There is no command “{name}”. Did you mean “{near}”? See “{command} --help”.")
        raise Refused(message, name=args[0], near=near, command=ctx.command_path)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands, in their own order."""
        widest = max(map(len, self.commands))
        for heading, names in groupby(self.commands, lambda name: self.headings.get(name, "Commands")):
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(widest), self.commands[name].help or "") for name in names])


def begin(context: typer.Context, lang: str | None = None) -> None:
    """Give what stands before a command of a group to the command: ``mh report --lang en yearly``.

    Raises ``Refused`` if there is no command.
    """
    if context.invoked_subcommand is None:
        raise Refused(msg("A command is missing here. See “{command} --help”."), command=context.command_path)
    if lang is not None:
        context.default_map = {name: {"lang": lang} for name in getattr(context.command, "commands", ())}


class CommandGroup(typer.Typer):
    """A group of commands, or of one. ``words`` has the help that is not in the word list, by command."""

    def __init__(self, words: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(cls=Commands, rich_markup_mode=None, callback=begin, invoke_without_command=True)
        self.words = words


def translate(
    command: Any, lang: Lang, formats: Collection[str] = (), words: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Set the help of a command, its options and its subcommands in ``lang``.

    Help is a key of the word list; that of a subcommand in ``words`` is taken from there, and that of an
    option or argument without any is called as it is. ``formats`` are the values of ``--format``.
    """
    langs = listing([f"{tag} ({name_of(tag, lang)})" for tag in LANGS], lang, "or")
    for parameter in command.params:
        if getattr(parameter, "help", None) is None:
            parameter.help = f"{parameter.param_type_name}.{parameter.name}"
        argument = parameter.param_type_name == "argument"
        if parameter.metavar is None and not getattr(parameter, "is_flag", False):
            parameter.metavar = f"metavar.{parameter.name if argument else 'str'}"
        if argument:  # Its own name is enough, without the one that its type has in Python.
            record = parameter.get_help_record
            parameter.get_help_record = lambda ctx, own=parameter, get=record: (own.metavar, get(ctx)[1])
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
    for key in (
        *("usage", "options", "arguments", "commands", "help", "install", "show", "customize"),
        *("placeholder_options", "placeholder_command", "default", "required"),
    ):
        text = text.replace(say(f"typer.{key}", "en"), say(f"typer.{key}", lang))
    return text
