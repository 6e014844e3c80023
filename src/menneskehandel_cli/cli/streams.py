"""What mh is given to write on: stdout and stderr where they are closed, or lead to nobody any more."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TextIO


def open_streams() -> None:
    """Open those of stdin, stdout and stderr that are closed: no file may come to stand in their place.

    What is written to a closed stdout fails, as it should; what to a closed stderr is lost.
    """
    for number, (name, flags) in enumerate(
        (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    ):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, flags)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a sign shows a question mark instead of failing.
            stream.reconfigure(errors="replace")
            if not stream.isatty() and not os.environ.get("PYTHONIOENCODING"):
                # The same bytes in pipes on every system: Windows would write cp1252 and CR LF.
                stream.reconfigure(encoding="utf-8", newline="\n")


def close_streams() -> None:
    """Write out what waits to be written. What cannot be has been told of already."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            drop(stream)


def drop(stream: TextIO) -> None:
    """Let a stream lead nowhere: Python must not complain at exit of what it could not write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
