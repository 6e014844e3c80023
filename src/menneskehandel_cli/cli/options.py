"""The options that several commands share, and what a shell completes. Help texts are keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from menneskehandel_cli.formats import FORMATS
from menneskehandel_cli.trees import DiskTree, find_root

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def complete_formats(ctx: typer.Context, incomplete: str) -> list[str]:
    """The formats of the command being typed that begin with ``incomplete``."""
    words = ctx.command_path.split()
    known = next((FORMATS[word] for word in reversed(words) if word in FORMATS), ())
    return [name for name in known if name.startswith(incomplete)]


def complete_ids(incomplete: str) -> Iterator[str]:
    """The ids that begin with ``incomplete``, taken from file names without reading the files."""
    from menneskehandel_cli.register.layout import file_id, kind_of, letter_of

    try:
        root = find_root(Path.cwd())
    except FileNotFoundError:  # The current folder has been deleted.
        return
    if root is None:
        return
    tree = DiskTree(root)
    letter = letter_of(tree)
    for path in tree.paths():
        name = file_id(path, letter)
        # File names are untrusted: offer nothing that a shell could interpret.
        offered = kind_of(path) not in (None, "strategy", "actors", "instrument", "report")
        if offered and _ID.fullmatch(name) and name.casefold().startswith(incomplete.casefold()):
            yield name


RootOption = Annotated[
    Path | None, typer.Option("--root", metavar="metavar.path.folder", help="option.root")
]
LangOption = Annotated[str | None, typer.Option("--lang", help="option.lang")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="option.as_of")]
AtOption = Annotated[str | None, typer.Option("--at", help="option.at")]
FormatOption = Annotated[
    str, typer.Option("--format", help="option.format", autocompletion=complete_formats)
]
InstrumentOption = Annotated[list[str], typer.Option("--instrument", help="option.instrument")]
BodyOption = Annotated[list[str], typer.Option("--body", help="option.body")]
MinistryOption = Annotated[list[str], typer.Option("--ministry", help="option.ministry")]
FollowUpOption = Annotated[list[str], typer.Option("--ministry", help="option.follow_up")]
AreaOption = Annotated[list[int], typer.Option("--area", help="option.area")]
ColumnOption = Annotated[
    list[str], typer.Option("--column", metavar="metavar.column", help="option.column")
]
ValueOption = Annotated[list[str], typer.Option("--value", metavar="metavar.value", help="option.value")]
ThemeOption = Annotated[list[str], typer.Option("--theme", help="option.theme")]
StatusOption = Annotated[list[str], typer.Option("--status", help="option.status")]
CoverageOption = Annotated[list[str], typer.Option("--coverage", help="option.coverage")]
TemplatesOption = Annotated[
    Path | None, typer.Option("--templates", metavar="metavar.path.folder", help="option.templates")
]
TemplateOption = Annotated[
    Path | None, typer.Option("--template", metavar="metavar.path", help="option.template")
]

REQUIRED = ...
"""The default of an option that must be given."""


def with_options(
    command: Callable[..., None], options: Mapping[str, tuple[Any, Any]]
) -> Callable[..., None]:
    """``command`` as Typer reads it: each option with its name in Python, its type and its default."""
    command.__annotations__ = {name: type_ for name, (type_, _) in options.items()}
    command.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty if default is REQUIRED else default,
                annotation=type_,
            )
            for name, (type_, default) in options.items()
        ]
    )
    return command
