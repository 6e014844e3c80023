"""What mh is given to write on: stdout and stderr where they are closed, or lead to nobody any more."""

from __future__ import annotations

import os
import sys


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
        # A terminal that cannot show a sign shows a question mark instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def drop() -> None:
    """Let stdout lead nowhere: Python must not complain at exit of what it could not write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
