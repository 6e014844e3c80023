"""The standard streams: stdin, stdout and stderr that are closed, or whose reader has gone."""

import os
import sys
from io import TextIOWrapper
from typing import TextIO


def open_streams() -> None:
    """Reopen closed standard streams, so that no other file gets their descriptor, and set encodings.

    Writing to a closed stdout fails, as it should; output to a closed stderr is lost.
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
            # Characters that the terminal cannot encode become question marks.
            stream.reconfigure(errors="replace")
            if not stream.isatty() and not os.environ.get("PYTHONIOENCODING"):
                # The same bytes in pipes on every system: Windows would write cp1252 and CR LF.
                stream.reconfigure(encoding="utf-8", newline="\n")


def close_streams() -> None:
    """Flush stdout and stderr. Errors are ignored: they have been reported already."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            drop(stream)


def drop(stream: TextIO) -> None:
    """Redirect a stream to the null device, so that Python reports no failed write at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
