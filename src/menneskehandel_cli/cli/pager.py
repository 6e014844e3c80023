"""The pager that long texts are read in on a terminal, as git's are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from shutil import get_terminal_size, which


def paged(text: str) -> bool:
    """Show ``text`` on a terminal in the user's pager. False if the text is to be printed.

    Only a text that is longer than the terminal is paged, and only on one that can move its cursor
    (``TERM`` is not ``dumb``). The pager is ``PAGER`` from the environment, otherwise ``less``; no file
    of a repository names one. Leaving it before the end is not an error, nor is Ctrl-C.
    """
    pager = os.environ.get("PAGER", "less" if which("less") else "").strip()
    dumb = os.name == "nt" or os.environ.get("TERM", "dumb") == "dumb"
    if dumb or pager in ("", "cat") or text.count("\n") < get_terminal_size().lines:
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
