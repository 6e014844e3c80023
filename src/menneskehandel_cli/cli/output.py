"""Output: to stdout, or to a file that is replaced atomically."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from menneskehandel_cli.cli.choices import terminal_width, wants_colour
from menneskehandel_cli.cli.streams import drop
from menneskehandel_cli.edits.saving import write_whole
from menneskehandel_cli.formats import RenderOptions, render
from menneskehandel_cli.formats.bounds import EVERYTHING, Bound
from menneskehandel_cli.language import Lang, escape_control, escape_workflow_commands

if TYPE_CHECKING:
    from menneskehandel_cli.formats.stamp import Stamp

T = TypeVar("T")

OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="option.output")]


def tell(text: str) -> None:
    """Print ``text`` as it is. Raises ``OSError`` if it cannot be printed.

    A pipe closed by its reader (``mh … | head``) is no error: the rest is dropped.
    """
    try:
        sys.stdout.write(_encoded(text).decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)


def _encoded(text: str) -> bytes:
    """``text`` as UTF-8; undecodable bytes of file names are escaped."""
    return text.encode("utf-8", "backslashreplace")


def remark(text: str) -> None:
    """Print a message on stderr as one line, with control characters escaped."""
    with suppress(OSError):  # stderr is closed: there is nowhere left to report to.
        sys.stderr.write(f"mh: {escape_workflow_commands(escape_control(text))}\n")


LONG_WORK = 300
"""The number of steps from which a progress bar is shown on a terminal."""


def watch(steps: list[T], text: str) -> Iterable[T]:
    """Iterate over ``steps``, with a progress bar if they are many and stderr is a terminal."""
    if len(steps) < LONG_WORK or not sys.stderr.isatty():
        return steps
    from rich.console import Console
    from rich.progress import track

    return track(steps, text, console=Console(stderr=True), transient=True)


def deliver(content: str | bytes, output: Path | None) -> None:
    """Print a text, or write a text or bytes to ``output``; text as UTF-8 with LF."""
    if output is not None:
        write_whole(output, content if isinstance(content, bytes) else _encoded(content))
    elif isinstance(content, str):
        tell(content)


def deliver_view(
    command: str,
    format: str,
    view: object,
    lang: Lang,
    output: Path | None = None,
    bound: Bound = EVERYTHING,
    stamp: Stamp | None = None,
) -> None:
    """Print the ``view`` of ``command`` in ``format``, or write it to ``output``."""
    colour = wants_colour() and output is None
    options = RenderOptions(lang, bound, terminal_width(), colour, stamp=stamp)
    deliver(render(command, format, view, options), output)
