"""Output: to stdout, or to a file that is replaced atomically."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from menneskehandel_cli.cli.streams import drop
from menneskehandel_cli.edits.saving import write_whole
from menneskehandel_cli.language import escape_control, escape_workflow_commands

T = TypeVar("T")

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="option.output", show_default=False)
]


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


def deliver(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to ``output`` as UTF-8 with LF."""
    if output is None:
        tell(text)
    else:
        write_whole(output, _encoded(text))
