"""What the commands share that show a view: their options, and the opening, the limit and the output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import typer

from menneskehandel_cli.blocks.bounds import Bound
from menneskehandel_cli.cli.choices import choose_format
from menneskehandel_cli.cli.limits import LimitOption, choose_bound
from menneskehandel_cli.cli.options import (
    REQUIRED,
    AsOfOption,
    AtOption,
    FormatOption,
    LangOption,
    RootOption,
    with_options,
)
from menneskehandel_cli.cli.output import OutputOption, deliver_view
from menneskehandel_cli.cli.stages import Opened, open_strategy
from menneskehandel_cli.formats.stamp import Stamp
from menneskehandel_cli.language import Lang

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
        """The strategy that is asked about. Raises ``Failure`` and ``GitTrouble``."""
        return open_strategy(self.root, self.lang, self.as_of, self.at)

    def opened_at(self, at: str | None) -> Opened:
        """The same strategy at another commit, on its day."""
        return open_strategy(self.root, self.lang, at=at)

    def bound(self) -> Bound:
        """How much is shown."""
        screen = self.format == "text" and self.output is None
        return choose_bound(self.context, self.limit, screen=screen)

    def show(
        self, view: object, lang: Lang, bound: Bound | None = None, stamp: Stamp | None = None
    ) -> None:
        """Print the view, or write it to the file that is asked for."""
        deliver_view(self.command, self.format, view, lang, self.output, bound or self.bound(), stamp)


def viewing(command: str, *more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function that takes a ``Request``, and its own options by their names.

    The command has the options that all such commands have, and ``more`` of those that several have.
    """
    shared = {name: option for name, option in _SHARED.items() if name in (*_ALWAYS, *more)}

    def decorated(function: Callable[..., None]) -> Callable[..., None]:
        _, *own = signature(function, eval_str=True).parameters.values()

        @wraps(function)
        def run(context: typer.Context, **given: Any) -> None:
            asked = {name: given.pop(name) for name in shared}
            asked["format"] = choose_format(asked["format"], command, asked.get("output"))
            function(Request(command, context, **asked), **given)

        options = {
            one.name: (one.annotation, REQUIRED if one.default is Parameter.empty else one.default)
            for one in own
        }
        return with_options(run, {"context": (typer.Context, REQUIRED), **options, **shared})

    return decorated
