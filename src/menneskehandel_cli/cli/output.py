"""Where an answer goes: to the screen, or to a file that is replaced whole or not at all."""

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
    """Print ``text`` as it is. Raises ``OSError`` where it cannot be printed.

    Where whoever read our output has closed it (``mh … | head``), nothing is wrong: the rest is dropped.
    """
    try:
        sys.stdout.write(_encoded(text).decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)


def _encoded(text: str) -> bytes:
    """``text`` as UTF-8, with the bytes of file names that are no text written out."""
    return text.encode("utf-8", "backslashreplace")


def remark(text: str) -> None:
    """Say something on stderr, apart from the answer: one line, whatever is told of in it."""
    with suppress(OSError):  # Nobody can be told that nothing can be told.
        sys.stderr.write(f"mh: {escape_workflow_commands(escape_control(text))}\n")


LONG_WORK = 300
"""From this many steps on, work on a terminal shows how far it has come."""


def watch(steps: list[T], text: str) -> Iterable[T]:
    """Hand on ``steps`` one by one, with a bar on stderr where the work is long and somebody looks."""
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
