"""Putting files in place: whole or not at all, and never over something nobody has seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


class ChangedMeanwhile(Exception):
    """A file is no longer what it was when the edit began; ``path`` is the one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


LEFTOVER = ".mh-new"
"""How the name of a file ends that is being written, or that a run which was killed left behind."""


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to a file in the same folder, then put it in the place of ``path`` in one step.

    At any moment the old or the new file is there, with its permissions. Where ``path`` is a link,
    what it leads to is replaced. What killed runs left in the folder is deleted. Raises ``OSError``
    that names ``path``; then nothing has changed.
    """
    real = Path(os.path.realpath(path))
    # Named before it is there: whatever ends us in between, we know what to take away.
    new = real.with_name(f".{real.name[:200]}.{os.urandom(8).hex()}{LEFTOVER}")
    try:
        if real.exists() and not real.is_file():
            real.write_bytes(
                data
            )  # A device or a pipe takes what it is given, and is not to be replaced.
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        _sweep(real.parent)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as file:
            _lock(file)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            new.chmod(real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask())
            if os.name == "nt":
                file.close()  # Windows does not rename a file that is open.
            new.replace(real)
        with suppress(OSError):  # Not every system opens folders.
            _flush(real.parent)
    except OSError as error:
        error.filename = str(path)  # Users know this file, not the temporary one.
        raise
    finally:
        with suppress(OSError):
            new.unlink()


def _sweep(folder: Path) -> None:
    """Delete what killed runs left in ``folder``: files that no process writes any more."""
    for left in folder.glob(f".*{LEFTOVER}"):
        with suppress(OSError):
            if left.is_file() and not left.is_symlink():
                with left.open("rb") as file:
                    _lock(file)
                left.unlink()  # Windows refuses where another process has it open.


def _lock(file: IO[bytes]) -> None:
    """Keep a file for this process as long as it is open. Raises ``OSError`` where another one has it."""
    with suppress(ImportError):  # Windows has no such lock.
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BINARY = getattr(os, "O_BINARY", 0)
"""Windows writes CR LF for LF without it."""


def replace(path: Path, before: bytes | None, after: bytes) -> None:
    """Put ``after`` in place of ``before``; ``None`` where there was no file.

    Raises ``ChangedMeanwhile`` where the file holds something else by now.
    """
    same_as(path, before)
    write_whole(path, after)


def same_as(path: Path, before: bytes | None) -> None:
    """Raises ``ChangedMeanwhile`` where a file holds something else than ``before``."""
    if read(path) != before:
        raise ChangedMeanwhile(path)


def read(path: Path) -> bytes | None:
    """The bytes of a file, or ``None`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def alone(folder: Path, wait: Callable[[], object]) -> Iterator[None]:
    """Keep other runs of ``mh`` from writing below ``folder`` meanwhile; the lock ends with the process.

    ``wait`` is called once where another run has to end first.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: there, files are only compared before they go.
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _flush(folder: Path) -> None:
    """Have the system put a folder's names on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
