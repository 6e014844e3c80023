"""Where an answer goes: to the screen, or to a file that is replaced whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, TypeVar

import typer

T = TypeVar("T")

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="option.output", show_default=False)
]


class ReaderGone(Exception):
    """Whoever read our output has closed it (mh … | head): nothing is wrong."""


def tell(text: str) -> None:
    """Print ``text`` as it is. Raises ``ReaderGone``."""
    try:
        sys.stdout.write(_sound(text))
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _sound(text: str) -> str:
    """``text`` with the bytes of file names that are no text written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def remark(text: str) -> None:
    """Say something beside the answer, on stderr."""
    with suppress(BrokenPipeError):
        sys.stderr.write(f"mh: {text}\n")


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
        write_whole(output, lambda path: path.write_text(_sound(text), encoding="utf-8", newline="\n"))


def write_whole(output: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a file beside ``output``, then put it in place in one step."""
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=output.suffix)
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        beside.chmod(output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
