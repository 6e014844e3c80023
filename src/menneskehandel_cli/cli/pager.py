"""The pager that long texts are read in on a terminal, as git's are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import get_terminal_size

_USUAL = "less"
"""The pager where the environment names none; without it a text is printed as it is."""


def paged(text: str) -> bool:
    """Show ``text`` in the user's pager. False if nothing was shown, and the text is to be printed.

    Only a text that is longer than the terminal is paged, and only if stdout is a terminal that can move
    its cursor (``TERM`` is not ``dumb``). The pager is ``PAGER`` from the environment, otherwise
    ``less``; no file of a repository names one. Leaving it before the end is not an error, nor is Ctrl-C.
    """
    command = _command(os.environ)
    if not command or not sys.stdout.isatty() or text.count("\n") < get_terminal_size().lines:
        return False
    sys.stdout.flush()
    # As git does it: less leaves a text that fits on the screen, shows colours, and what was read stays.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    with _interrupts() as interrupts:
        try:
            pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
        except OSError:
            return False
        with pager:
            try:
                pager.communicate(text.encode("utf-8", "backslashreplace"))
            except BaseException:
                pager.terminate()
                raise
    return pager.returncode == 0 or bool(interrupts)


def _command(environment: Mapping[str, str]) -> list[str]:
    """The pager and its own arguments; empty if there is to be none."""
    if os.name == "nt" or environment.get("TERM", "dumb") == "dumb":
        return []
    pager = environment.get("PAGER", _USUAL).strip()
    if pager == _USUAL:
        return [_USUAL]
    return ["sh", "-c", pager] if pager not in ("", "cat") else []  # POSIX: a command for sh -c.


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Ctrl-C belongs to the pager while it runs; the list holds those that came in the meantime."""
    seen: list[int] = []
    # The pager does not inherit a handler.
    before = signal.signal(signal.SIGINT, lambda number, _: seen.append(number))
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, before)
