"""What ``mh`` is busy with, on stderr, while a command takes more than about a second."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING

from menneskehandel_cli.app.reporter import T, Watch

if TYPE_CHECKING:
    from rich.status import Status
    from rich.text import Text

PATIENCE = 1.0
"""The number of seconds that a command may take before it says what it is doing."""
_LEAST = 0.3
"""The number of seconds that a piece of work takes before it is told of, so that nothing flickers."""
_begun = monotonic()


@contextmanager
def working(text: str) -> Iterator[Watch]:
    """Tell what is going on while the block runs, if it takes long and stderr is a terminal.

    The line is erased when the block ends; the block itself prints nothing. The value counts the steps
    that it passes on. Inside another block, the line of that changes for as long as this block runs.
    """
    outside, _line.text = _line.text, text
    silent = outside or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
    try:
        with nullcontext() if silent else _appearing():
            yield _line.over
    finally:
        _line.text = outside


class _Line:
    """What is told: the text of the innermost block, and how many of its steps are done."""

    text = count = ""

    def over(self, steps: list[T], /) -> Iterator[T]:
        """``steps``, with their number told."""
        for number, step in enumerate(steps, 1):
            self.count = f"  {number}/{len(steps)}"
            yield step
        self.count = ""

    def __rich__(self) -> "Text":
        from rich.text import Text

        return Text(f"{self.text}{self.count}")


_line = _Line()


@contextmanager
def _appearing() -> Iterator[None]:
    """Show the line after a while, from another thread, and erase it at the end."""
    shown: list[Status] = []

    def appear() -> None:
        from rich.console import Console

        with suppress(OSError, RuntimeError, MemoryError):
            shown.append(Console(stderr=True).status(_line, spinner="line"))
            shown[0].start()

    timer = Timer(max(_LEAST, _begun + PATIENCE - monotonic()), appear)
    timer.daemon = True
    try:
        with suppress(RuntimeError, MemoryError):  # No more threads: then without.
            timer.start()
        yield
    finally:
        timer.cancel()
        if timer.is_alive():
            timer.join()
        with suppress(OSError):  # The terminal is gone.
            for status in shown:
                status.stop()
