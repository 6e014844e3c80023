"""All files of a tree read, by other processes while this one has something else to do.

Reading YAML is most of the work of reading a strategy, and needs none of the records' models: while
those are being imported, the files are read already, one process for each processor. What comes back
are plain values, so nothing that a file says can run here. Where that does not pay or cannot be had,
the files are read one by one; the answer is the same.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from signal import SIGKILL
from typing import IO

from menneskehandel_cli.diagnostics import Document
from menneskehandel_cli.trees import Tree, Unreadable

Read = Iterator[tuple[str, Document | Unreadable]]
"""Each path of a tree with what its file says, or why it cannot be handed out."""

_FEWEST = 64
"""Fewer files are read before a process has begun."""

_MANY = 1000
"""From so many files on, one process beside this one is not enough."""

_BLOCK = 32
_HEAD = 8
_PIPE = 1 << 20


def read_ahead(tree: Tree, processes: int | None = None) -> Read:
    """Begin to read every file of ``tree``; what is found comes in a fixed order.

    ``processes`` is how many read beside this one; left out, as many as pay here. Nothing is raised for
    what a file says.
    """
    paths = in_order(tree.paths())
    count = _fitting(len(paths)) if processes is None else processes
    blocks = [paths[start : start + _BLOCK] for start in range(0, len(paths), _BLOCK)]
    # Begun here and not in the generator, which would wait until somebody asks it.
    return _collect(tree, blocks, [_Worker(tree, blocks[place::count]) for place in range(count)])


def in_order(paths: list[str]) -> list[str]:
    """The order files are read in: an instrument says what its folder holds, and so comes first."""
    return sorted(paths, key=lambda path: (not path.endswith("/_instrument.yaml"), path))


def _fitting(files: int) -> int:
    """How many processes pay. None where threads run, which a copy of this process would lack."""
    forks = hasattr(os, "fork") and sys.platform != "darwin"
    threads = sys.modules.get("threading")
    if not forks or files < _FEWEST or (threads is not None and threads.active_count() > 1):
        return 0
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, 4) if files >= _MANY else min(processors - 1, 1)


def _collect(tree: Tree, blocks: list[list[str]], workers: list[_Worker]) -> Read:
    try:
        for place, block in enumerate(blocks):
            answers = workers[place % len(workers)].answers() if workers else None
            # A worker that has died leaves its part of the work to us.
            yield from zip(block, answers or [_read(tree, path) for path in block], strict=True)
    finally:
        for worker in workers:
            worker.end()


def _read(tree: Tree, path: str) -> Document | Unreadable:
    # Where others read, this process need not know YAML.
    from menneskehandel_cli.documents import parse

    try:
        return parse(path, tree.read(path))
    except Unreadable as error:
        return error


class _Worker:
    """A process that reads some blocks of files."""

    def __init__(self, tree: Tree, blocks: list[list[str]]) -> None:
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
            _work(tree, blocks, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb", buffering=_PIPE)

    def answers(self) -> list[Document | Unreadable] | None:
        """What the next block says; ``None`` where the process has not got that far."""
        if self._pipe is None:
            return None
        size = int.from_bytes(self._pipe.read(_HEAD), "big")
        data = self._pipe.read(size)
        if not size or len(data) < size:
            self.end()
            return None
        # Our own process has written it, from plain values that the reader has built.
        return [_unpacked(value, said) for value, said in marshal.loads(data)]  # noqa: S302

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


def _work(tree: Tree, blocks: list[list[str]], pipe: int) -> None:
    """Read, write what is found, and end the process whatever happens: it is a copy of its parent."""
    try:
        gc.disable()
        waiting = bytearray()
        _widen(pipe)
        os.set_blocking(pipe, False)
        for block in blocks:
            data = marshal.dumps([_packed(_read(tree, path)) for path in block])
            waiting += len(data).to_bytes(_HEAD, "big") + data
            # As much as fits: whoever reads has not begun yet, and reading on must not wait for it.
            with suppress(BlockingIOError):
                while waiting:
                    del waiting[: os.write(pipe, waiting)]
        os.set_blocking(pipe, True)
        while waiting:
            del waiting[: os.write(pipe, waiting)]
    finally:
        os._exit(0)


def _packed(found: Document | Unreadable) -> tuple[object, bytes]:
    """A plain value as it is, which is quick; what comes with findings, and they are few, as a pickle."""
    if isinstance(found, Document) and not found.diagnostics:
        return found.value, b""
    import pickle

    return None, pickle.dumps(found)


def _unpacked(value: object, said: bytes) -> Document | Unreadable:
    if not said:
        return Document(value)
    import pickle

    found: Document | Unreadable = pickle.loads(said)  # noqa: S301
    return found


def _widen(pipe: int) -> None:
    """Let the pipe hold more than the usual 64 kB, where the system can."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
