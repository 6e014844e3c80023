"""What ``mh`` is busy with, on stderr, while a command takes more than about a second."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING

from menneskehandel_cli.app.reporter import T, Watch

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

PATIENCE = 1.0
"""The number of seconds that a command may take before it says what it is doing."""
_LEAST = 0.3
"""The number of seconds that a piece of work takes before it is told of, so that nothing flickers."""
_begun = monotonic()


@contextmanager
def working(text: str) -> Iterator[Watch]:
    """Tell what is going on while the block runs, if it takes long and stderr is a terminal.

    The line is erased when the block ends. The value counts the steps that it passes on. Inside
    another block, the line of that changes for as long as this block runs.
    """
    if _lines:
        line = _lines[-1]
        before, line.text = line.text, text
        try:
            yield line.over
        finally:
            line.text = before
    elif not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield iter
    else:
        line = _Line(text)
        try:
            _lines.append(line)
            line.begin()
            yield line.over
        finally:
            _lines.clear()
            line.end()


class _Line:
    """A line on stderr that appears after a while, from another thread."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._count = ""
        self._live: Live | None = None
        self._ended = False
        self._lock = Lock()
        self._timer = Timer(max(_LEAST, _begun + PATIENCE - monotonic()), self._appear)
        self._timer.daemon = True

    def begin(self) -> None:
        """Let the line appear in a while."""
        with suppress(RuntimeError, MemoryError):  # No more threads: then without.
            self._timer.start()

    def over(self, steps: list[T], /) -> Iterator[T]:
        """``steps``, with their number told."""
        for number, step in enumerate(steps, 1):
            self._count = f"  {number}/{len(steps)}"
            yield step
        self._count = ""

    def end(self) -> None:
        """Erase the line, if it has appeared."""
        self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._live is not None:
                with suppress(OSError):  # The terminal is gone.
                    self._live.stop()

    def _appear(self) -> None:
        with suppress(OSError, RuntimeError, MemoryError):
            from rich.console import Console
            from rich.live import Live
            from rich.spinner import Spinner

            spinner = Spinner("line")

            def line() -> RenderableType:
                spinner.update(text=f"{self.text}{self._count}")
                return spinner

            live = Live(
                get_renderable=line,
                console=Console(stderr=True, markup=False, highlight=False, emoji=False),
                refresh_per_second=8,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            with self._lock:
                if not self._ended:
                    self._live = live
                    live.start()


_lines: list[_Line] = []
"""The line of the outermost block, if there is one."""
