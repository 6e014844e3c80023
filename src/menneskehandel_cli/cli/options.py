"""The options that several commands share. Help texts are keys of the word list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from menneskehandel_cli.cli.completing import complete_formats

RootOption = Annotated[
    Path | None,
    typer.Option("--root", metavar="metavar.path.folder", help="option.root"),
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
ThemeOption = Annotated[list[str], typer.Option("--theme", help="option.theme")]
StatusOption = Annotated[list[str], typer.Option("--status", help="option.status")]
TemplatesOption = Annotated[
    Path | None,
    typer.Option("--templates", metavar="metavar.path.folder", help="option.templates"),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option("--template", metavar="metavar.path", help="option.template"),
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
