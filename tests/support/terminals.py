"""A terminal with somebody at it: what ``mh`` asks, and what is answered."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from support import Answer, environment

# The terminal is that of the session, so that Ctrl-C on it reaches all that runs there.
TAKE = """\
import fcntl, os, sys, termios
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""

PATIENCE = 60
"""The number of seconds that a command may say nothing."""


def at_terminal(
    *arguments: str,
    cwd: Path,
    answers: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    lines: int = 24,
    keys: Sequence[tuple[str, str]] | None = None,
    out: int | None = None,
) -> Answer:
    """Run ``mh`` on a terminal of its own and type ``answers``, a line each, as they are asked for.

    With ``keys`` these are typed instead, each when the text before it has been seen. ``out`` is what
    stdout is, if it is not the terminal.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 100, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-c", TAKE, sys.executable, "-m", "menneskehandel_cli", *arguments],
        cwd=cwd,
        env=environment({"TERM": "dumb", "COLUMNS": "100", **(env or {})}),
        stdin=theirs,
        stdout=theirs if out is None else out,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    if keys is None:
        # The last sign is the end of the answers: whoever asks on gets no more.
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode() + b"\x04\x04")
    left = list(keys or ())
    seen, told = b"", 0
    while True:
        if not select.select([ours], [], [], PATIENCE)[0]:
            child.kill()
            pytest.fail(f"it waits for more than {left}: {seen.decode()}")
        try:
            block = os.read(ours, 4096)
        except OSError:  # Linux ends a terminal whose other side is gone with an error.
            break
        if not block:
            break
        seen += block
        while left and (at := seen.find(left[0][0].encode(), told)) >= 0:
            told = at + len(left[0][0].encode())
            os.write(ours, left.pop(0)[1].encode())
    os.close(ours)
    return Answer(child.wait(timeout=60), seen.decode().replace("\r\n", "\n"), "")
