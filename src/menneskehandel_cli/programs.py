"""Run a program that may take long to its end, within a time; all such end with this one."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from threading import Event
from typing import IO, NamedTuple

_GRACE = 2.0
"""How many seconds a program gets to end when it is told to."""

_MOST_BYTES = 1_000_000
"""How many bytes are read of what a program says, if nothing else is asked for."""


class RunResult(NamedTuple):
    """How a program ended: its code, what it wrote, what it said."""

    code: int
    out: bytes
    stderr: str

    @property
    def text(self) -> str:
        """What it wrote, as text, in which bytes that are none stand for themselves."""
        return self.out.decode("utf-8", "surrogateescape")


_programs: set[subprocess.Popen[bytes]] = set()
"""The programs that are waited for."""

_ending = Event()
"""Set once no other program is to be begun."""


def ended(
    words: list[str], env: Mapping[str, str], seconds: float, *, stdin: bytes = b"", most: int = _MOST_BYTES
) -> RunResult | None:
    """Run a program to its end; ``None`` if it has not ended after ``seconds``, and then it is ended.

    It has no terminal to ask questions on, and is in a group of processes of its own, with all that it
    starts. What it says goes to files, of which ``most`` bytes are read: something that it leaves running
    may keep them open, as ssh does with a connection that is shared. Raises ``FileNotFoundError`` if
    there is no such program.
    """
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as errors,
    ):
        source.write(stdin)
        source.seek(0)
        if _ending.is_set():
            return None
        process = subprocess.Popen(  # noqa: S603 - a fixed program with checked arguments
            words, stdin=source, stdout=out, stderr=errors, env=env, start_new_session=True
        )
        _programs.add(process)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:  # Also if the user interrupts.
            _end_process(process)
            _programs.discard(process)
        return RunResult(code, _read_start(out, most), _read_start(errors, most).decode("utf-8", "replace"))


def end_all(*, at_once: bool) -> None:
    """Tell every program that is waited for to end, and begin no other: this one is to end."""
    _ending.set()
    for process in tuple(_programs):
        _tell(process, signal.SIGKILL if at_once and os.name != "nt" else signal.SIGTERM)


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """End a process that has not ended, with those that it has started."""
    if process.poll() is not None:
        return
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        _tell(process, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)


def _tell(process: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to a process and those that it has started. Windows only knows how to end them."""
    if os.name == "nt":
        subprocess.run(  # noqa: S603 - a fixed program
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _read_start(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    return file.read(most)
