"""The limit on long output: a screen or two on a terminal, none elsewhere."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from menneskehandel_cli.blocks.bounds import Bound

LimitOption = Annotated[int | None, typer.Option("--limit", min=0, help="option.limit")]

ON_A_TERMINAL = 40
"""The number of lines shown on a terminal without ``--limit``."""


def choose_bound(context: typer.Context, asked: int | None, *, screen: bool) -> Bound:
    """The limit from ``--limit`` (0: none); without it, ``ON_A_TERMINAL`` on a terminal, else none."""
    if asked is None:
        asked = ON_A_TERMINAL if screen and sys.stdout.isatty() else 0
    return Bound(asked or None, " ".join(map(shlex.quote, _asked_again(context))))


def _asked_again(context: typer.Context) -> Iterator[str]:
    """The words of the command as given, but with ``--limit 0``."""
    yield from context.command_path.split()
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name == "limit" or source is None or source.name != "COMMANDLINE":
            continue
        given = context.params[name]
        for value in given if isinstance(given, list | tuple) else [given]:
            if parameter.param_type_name == "option":
                yield max(parameter.opts, key=len)
            yield str(value)
    yield from ("--limit", "0")
