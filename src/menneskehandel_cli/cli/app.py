"""The commands by name. Only the module of the command that runs is imported.

Help texts are keys of the word list.
"""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from menneskehandel_cli.cli.help import CommandGroup, Commands, translate
from menneskehandel_cli.language import SOURCE_LANG, Lang, say
from menneskehandel_cli.version import __version__

_GROUPS = {
    "look": "pages:status pages:find pages:show pages:list_ pages:gaps pages:matrix log:log log:diff",
    "report": "report:app site:site site:verify",
    "edit": "edit:set_ edit:edit web:web new:app importing:import_ edit:fix edit:fmt",
    "check": "check:check check:evidence law:law check:explain",
    "set_up": "init:init new:add schema:codeowners schema:schema init:demo",
}
"""The module and the function, or the commands (``app``), behind each name, as grouped in the help."""


def _places_named(places: str) -> dict[str, str]:
    """Where each command is, by its name: that of its function, or of the module of a group."""
    parts = ((place, *place.split(":")) for place in places.split())
    return {module if member == "app" else member.rstrip("_"): place for place, module, member in parts}


_COMMANDS = {name: place for group in _GROUPS.values() for name, place in _places_named(group).items()}


class _Commands(Commands):
    """Commands known by name and help text; one is imported when it is run or its help is shown."""

    lang: Lang = SOURCE_LANG

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with, loaded."""
        name, known, rest = super().resolve_command(ctx, args)
        return name, known and _load(known.name or "", self.lang), rest


def _load(name: str, lang: Lang) -> Any:
    from menneskehandel_cli.formats import FORMATS

    module, _, member = _COMMANDS[name].partition(":")
    target = getattr(import_module(f"menneskehandel_cli.cli.{module}"), member)
    holder = typer.Typer(rich_markup_mode=None)
    if isinstance(target, typer.Typer):
        holder.add_typer(target, name=name, help=f"help.{name}")
    else:
        holder.command(name, help=f"help.{name}")(target)
    command = typer.main.get_group(holder).commands[name]
    translate(command, lang, FORMATS.get(name, ()), target.words if isinstance(target, CommandGroup) else {})
    return command


app = typer.Typer(name="mh", help="help.mh", cls=_Commands, rich_markup_mode=None)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mh {__version__}")
        raise typer.Exit


@app.callback()
def _mh(
    version: Annotated[
        bool, typer.Option("--version", help="option.version", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options before the command."""


def build(lang: Lang) -> Any:
    """The command line with its help in ``lang``."""
    group = typer.main.get_command(app)
    assert isinstance(group, _Commands)
    group.lang = lang
    group.headings = {
        name: say(f"commands.{key}", lang) for key, group in _GROUPS.items() for name in _places_named(group)
    }
    group.commands = {name: TyperCommand(name, help=f"help.{name}") for name in _COMMANDS}
    translate(group, lang)
    return group
