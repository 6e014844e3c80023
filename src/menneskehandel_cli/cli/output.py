"""Output: to stdout, or to a file that is replaced atomically.

What ``mh`` is busy with is told on stderr, while a command takes more than about a second.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app.reporter import Reporter, T, Watch
from menneskehandel_cli.cli.streams import drop
from menneskehandel_cli.formats import EVERYTHING, Bound, RenderOptions, render
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.escaping import escape_control, escape_workflow_commands

if TYPE_CHECKING:
    from rich.status import Status
    from rich.text import Text

PATIENCE = 1.0
"""The number of seconds that a command may take before it says what it is doing."""
_LEAST_SECONDS = 0.3
"""The number of seconds that a piece of work takes before it is told of, so that nothing flickers."""
_begun = monotonic()


@contextmanager
def working(text: str) -> Iterator[Watch]:
    """Tell what is going on while the block runs, if it takes long and stderr is a terminal.

    The line is erased when the block ends; the block itself prints nothing. The value counts the steps
    that it passes on. Inside another block, the line of that changes for as long as this block runs.
    """
    outside, _progress_line.text = _progress_line.text, text
    silent = outside or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
    try:
        with nullcontext() if silent else _appearing():
            yield _progress_line.over
    finally:
        _progress_line.text = outside


class _ProgressLine:
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


_progress_line = _ProgressLine()


@contextmanager
def _appearing() -> Iterator[None]:
    """Show the line after a while, from another thread, and erase it at the end."""
    shown: list[Status] = []

    def appear() -> None:
        from rich.console import Console

        with suppress(OSError, RuntimeError, MemoryError):
            shown.append(Console(stderr=True).status(_progress_line, spinner="line"))
            shown[0].start()

    timer = Timer(max(_LEAST_SECONDS, _begun + PATIENCE - monotonic()), appear)
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


OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="metavar.path")]


def tell(text: str) -> None:
    """Print ``text`` as it is. Raises ``OSError`` if it cannot be printed.

    A pipe closed by its reader (``mh … | head``) is not an error: the rest is dropped.
    """
    try:
        sys.stdout.write(_encoded(text).decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)


def _encoded(text: str) -> bytes:
    """``text`` as UTF-8; undecodable bytes of file names are escaped."""
    return text.encode("utf-8", "backslashreplace")


def clean(line: str) -> str:
    """A line that no terminal and no build server acts on."""
    return escape_workflow_commands(escape_control(line))


def tell_lines(*lines: str) -> None:
    """Print lines, with control characters escaped."""
    tell("".join(f"{clean(line)}\n" for line in lines))


def remark(text: str) -> None:
    """Print a message on stderr as one line, with control characters escaped."""
    with suppress(OSError):  # stderr is closed: there is nowhere left to report to.
        sys.stderr.write(f"mh: {clean(text)}\n")


TERMINAL = Reporter(remark, working)
"""What a use case says goes to stderr."""


def deliver(content: str | bytes, output: Path | None, lang: Lang, *, named: bool = True) -> None:
    """Print a text, or write a text or bytes to ``output`` and say so on stderr.

    A file that the user has not ``named``, but its folder at most, is not written through a link.
    """
    if output is not None:
        from menneskehandel_cli.edits.saving import Below, write_whole

        data = content if isinstance(content, bytes) else _encoded(content)
        if named:
            write_whole(output, data)
        else:
            output.parent.mkdir(parents=True, exist_ok=True)
            Below(output.parent).write(output.name, data)
        remark(say(msg("Wrote {path} ({size} kB)."), lang, path=str(output), size=-(-len(data) // 1000)))
    elif isinstance(content, str):
        tell(content)


def deliver_view(
    command: str,
    format: str,
    view: object,
    lang: Lang,
    output: Path | None = None,
    bound: Bound = EVERYTHING,
    *,
    pager: bool = True,
) -> None:
    """Print the ``view`` of ``command`` in ``format``, or write it to ``output``.

    On a terminal a long text is shown in the user's pager, unless ``pager`` is false.
    """
    colour = wants_colour() and output is None
    options = RenderOptions(lang, bound, max(shutil.get_terminal_size((100, 24)).columns, 40), colour)
    with working(say(msg("Laying out the result"), lang)):
        content = render(command, format, view, options)
    read = pager and output is None and format == "text" and sys.stdout.isatty()
    if not (read and isinstance(content, str) and paged(content)):
        deliver(content, output, lang)


def paged(text: str) -> bool:
    """Show ``text`` on a terminal in the user's pager. False if the text is to be printed.

    Only a text that is longer than the terminal is paged, and only on one that can move its cursor
    (``TERM`` is not ``dumb``). The pager is ``PAGER`` from the environment, otherwise ``less``; no file
    of a repository names one. Leaving it before the end is not an error, nor is Ctrl-C.
    """
    pager = os.environ.get("PAGER", "less" if shutil.which("less") else "").strip()
    dumb = os.name == "nt" or os.environ.get("TERM", "dumb") == "dumb"
    if dumb or pager in ("", "cat") or text.count("\n") < shutil.get_terminal_size().lines:
        return False
    sys.stdout.flush()
    # As git does it: less leaves a text that fits on the screen, shows colours, and what was read stays.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    data = text.encode("utf-8", "backslashreplace")
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the pager's, which inherits none.
    try:
        done = subprocess.run(pager, shell=True, input=data, env=environment, check=False)  # noqa: S602
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode in (0, -signal.SIGINT, 128 + signal.SIGINT)


def wants_colour() -> bool:
    """Whether to use colour: on a terminal or with ``FORCE_COLOR``, never with ``NO_COLOR``."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
