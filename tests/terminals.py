"""A terminal with somebody at it: what ``mh`` asks, and what is answered."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from support import Answer, environment


def at_terminal(
    *arguments: str, cwd: Path, answers: Sequence[str] = (), env: Mapping[str, str] | None = None
) -> Answer:
    """Run ``mh`` on a terminal of its own and type ``answers``, a line each, as they are asked for."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "menneskehandel_cli", *arguments],
        cwd=cwd,
        env=environment({"TERM": "dumb", "COLUMNS": "100", **(env or {})}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    # The last sign is the end of the answers: whoever asks on gets no more.
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode() + b"\x04\x04")
    seen = b""
    while True:
        try:
            block = os.read(ours, 4096)
        except OSError:  # Linux ends a terminal whose other side is gone with an error.
            break
        if not block:
            break
        seen += block
    os.close(ours)
    return Answer(child.wait(timeout=60), seen.decode().replace("\r\n", "\n"), "")
