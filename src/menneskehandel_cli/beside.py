"""Another process that works something out while this one has something else to do.

It is a copy of this process. What comes back are plain values, as ``marshal`` knows them, so nothing
that a file says can run here. Where no process can be had, or it ends too soon, nothing comes: whoever
asked does the work.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from signal import SIGKILL
from typing import IO, Any

_HEAD = 8
_PIPE = 1 << 20


def processors() -> int:
    """How many processes can work at once here; 1 where no copy of this one can be made.

    A copy lacks the threads of its parent, and may wait for what they hold.
    """
    threads = sys.modules.get("threading")
    if not hasattr(os, "fork") or sys.platform == "darwin" or (threads and threads.active_count() > 1):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Beside:
    """A process that hands over the values of ``work``, one after the other."""

    def __init__(self, work: Callable[[], Iterator[Any]]) -> None:
        self._pipe: IO[bytes] | None = None
        self._process = 0
        reading, writing = os.pipe()
        try:
            self._process = os.fork()
        except OSError:  # no more processes to be had
            os.close(reading)
            os.close(writing)
            return
        if not self._process:
            _work(work, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb", buffering=_PIPE)

    def take(self) -> Any:
        """The next value; ``None`` where the process has not got that far."""
        if self._pipe is None:
            return None
        size = int.from_bytes(self._pipe.read(_HEAD), "big")
        data = self._pipe.read(size)
        if not size or len(data) < size:
            self.end()
            return None
        # Our own process has written it, from plain values that the reader has built.
        return marshal.loads(data)  # noqa: S302

    def __del__(self) -> None:
        self.end()

    def end(self) -> None:
        """Leave nothing behind."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
            with suppress(ProcessLookupError):
                os.kill(self._process, SIGKILL)
            os.waitpid(self._process, 0)


def _work(work: Callable[[], Iterator[Any]], pipe: int) -> None:
    """Write what is worked out, and end the process whatever happens: it is a copy of its parent."""
    try:
        gc.disable()
        waiting = bytearray()
        _widen(pipe)
        os.set_blocking(pipe, False)
        for value in work():
            data = marshal.dumps(value)
            waiting += len(data).to_bytes(_HEAD, "big") + data
            # As much as fits: whoever reads has not begun yet, and going on must not wait for it.
            with suppress(BlockingIOError):
                while waiting:
                    del waiting[: os.write(pipe, waiting)]
        os.set_blocking(pipe, True)
        while waiting:
            del waiting[: os.write(pipe, waiting)]
    finally:
        os._exit(0)


def _widen(pipe: int) -> None:
    """Let the pipe hold more than the usual 64 kB, where the system can."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
