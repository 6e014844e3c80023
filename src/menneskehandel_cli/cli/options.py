"""The options that several commands share. Help texts are keys of the word list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
StatusOption = Annotated[list[str], typer.Option("--status", help="option.status")]
