"""Output: to stdout, or to a file that is replaced atomically."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.reporter import Reporter
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.cli.streams import drop
from menneskehandel_cli.formats import EVERYTHING, Bound, RenderOptions, render
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.escaping import escape_control, escape_workflow_commands

OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="option.output")]


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


class _Terminal(Reporter):
    """What a use case says goes to stderr."""

    remark = staticmethod(remark)
    working = staticmethod(working)


TERMINAL = _Terminal()


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
    import signal
    import subprocess

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
