"""What the commands share that show a view: their options, and the opening, the limit and the output."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from menneskehandel_cli.app.choices import choose_format
from menneskehandel_cli.app.stages import Opened, open_strategy
from menneskehandel_cli.cli.options import (
    REQUIRED,
    AsOfOption,
    AtOption,
    FormatOption,
    LangOption,
    RootOption,
    with_options,
)
from menneskehandel_cli.cli.output import TERMINAL, OutputOption, deliver_view
from menneskehandel_cli.formats import Bound
from menneskehandel_cli.language import Lang

LimitOption = Annotated[int | None, typer.Option("--limit", min=0, help="option.limit")]

ON_A_TERMINAL = 40
"""The number of lines shown on a terminal without ``--limit``."""

_SHARED: dict[str, tuple[Any, Any]] = {
    "limit": (LimitOption, None),
    "at": (AtOption, None),
    "as_of": (AsOfOption, None),
    "format": (FormatOption, "text"),
    "output": (OutputOption, None),
    "lang": (LangOption, None),
    "root": (RootOption, None),
}
"""The options in the order of the help: name in Python, type and default."""

_ALWAYS = ("format", "lang", "root")


def open_here(
    root: Path | None, lang: str | None = None, as_of: str | None = None, at: str | None = None
) -> Opened:
    """Open a strategy; what is said of it goes to the terminal. Raises ``Refused`` and ``GitTrouble``."""
    return open_strategy(root, lang, as_of, at, TERMINAL)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a command besides its own options. What it cannot be asked for is as default."""

    command: str
    context: typer.Context
    format: str
    lang: str | None
    root: Path | None
    at: str | None = None
    as_of: str | None = None
    output: Path | None = None
    limit: int | None = 0

    def opened(self) -> Opened:
        """The strategy that is asked about. Raises ``Refused`` and ``GitTrouble``."""
        return open_here(self.root, self.lang, self.as_of, self.at)

    def opened_at(self, at: str | None) -> Opened:
        """The same strategy at another commit, on its day."""
        return open_here(self.root, self.lang, at=at)

    def bound(self) -> Bound:
        """The limit from ``--limit`` (0: none); without it, a screen or two on a terminal only."""
        most = self.limit
        if most is None:
            screen = self.format == "text" and self.output is None and sys.stdout.isatty()
            most = ON_A_TERMINAL if screen else 0
        return Bound(most or None, " ".join(map(shlex.quote, _without_limit(self.context))))

    def show(self, view: object, lang: Lang) -> None:
        """Print the view, or write it to the file that is asked for."""
        deliver_view(self.command, self.format, view, lang, self.output, self.bound())


def _without_limit(context: typer.Context) -> Iterator[str]:
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


def viewing(command: str, *more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function that takes a ``Request``, and its own options by their names.

    The command has the options that all such commands have, and ``more`` of those that several have.
    """
    shared = {name: option for name, option in _SHARED.items() if name in (*_ALWAYS, *more)}

    def decorated(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(context: typer.Context, **given: Any) -> None:
            asked = {name: given.pop(name) for name in shared}
            asked["format"] = choose_format(asked["format"], command, asked.get("output"))
            function(Request(command, context, **asked), **given)

        return with_options(run, {"context": (typer.Context, REQUIRED), **_own(function), **shared})

    return decorated


def opening(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function that takes the opened strategy, and its own options by their names."""

    @wraps(function)
    def run(lang: str | None, root: Path | None, **given: Any) -> None:
        function(open_here(root, lang), **given)

    return with_options(run, {**_own(function), "lang": _SHARED["lang"], "root": _SHARED["root"]})


def _own(function: Callable[..., None]) -> dict[str, tuple[Any, Any]]:
    """The options that a function declares, after its first argument: by name, with type and default."""
    _, *own = signature(function, eval_str=True).parameters.values()
    return {
        one.name: (one.annotation, REQUIRED if one.default is Parameter.empty else one.default)
        for one in own
    }
