"""Replace files whole or not at all, and never if they have changed since they were read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


class ChangedMeanwhile(Exception):
    """The file ``path`` has changed since the edit began."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


LEFTOVER = ".mh-new"
"""The suffix of temporary files: those being written, or left behind by a killed run."""


def write_whole(path: Path, data: bytes, *, durable: bool = True, sweep: bool = True) -> None:
    """Write ``data`` to a file in the same folder, then replace ``path`` with it atomically.

    At any moment the old or the new file is there, with its permissions. If ``path`` is a link, its
    target is replaced. Temporary files of killed runs in the folder are deleted, unless ``sweep`` is off:
    for one who writes many files and sweeps once. Without ``durable``, a loss of power may lose the file:
    for what can be made again. Raises ``OSError`` that names ``path``;
    then nothing has changed.
    """
    real = Path(os.path.realpath(path))
    # Named before it is created, so that it can be removed whenever the run is interrupted.
    new = real.with_name(f".{real.name[:200]}.{os.urandom(8).hex()}{LEFTOVER}")
    try:
        if real.exists() and not real.is_file():
            real.write_bytes(data)  # A device or a pipe is written to, not replaced.
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        if sweep:
            _sweep(real.parent)
        with created(new) as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            new.chmod(real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask())
            if os.name == "nt":
                file.close()  # Windows does not rename an open file.
            new.replace(real)
        if durable:
            with suppress(OSError):  # Not every system can open folders.
                _flush(real.parent)
    except OSError as error:
        error.filename = str(path)  # The user knows this file, not the temporary one.
        raise
    finally:
        with suppress(OSError):
            new.unlink()


def created(new: Path) -> IO[bytes]:
    """Create a file, open and locked until it is closed, or the process and its children have ended."""
    while True:
        file = open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))  # noqa: SIM115
        _lock(file, wait=True)
        if new.exists():
            return file
        file.close()  # Another run swept it before it was locked.


def _sweep(folder: Path) -> None:
    """Delete the temporary files of killed runs in ``folder``, which no process has open."""
    for left in folder.glob(f".*{LEFTOVER}"):
        with suppress(OSError):
            if left.is_file() and not left.is_symlink():
                with left_behind(left):
                    left.unlink(missing_ok=True)  # while it is locked, so that its writer can tell


@contextmanager
def left_behind(path: Path) -> Iterator[None]:
    """Hold a file of ``created`` that a killed run has left. Raises ``OSError`` if a process has it."""
    if os.name == "nt":
        path.unlink()  # Windows refuses if a process has it open.
        yield
        return
    with path.open("rb") as file:
        _lock(file, wait=False)
        # Its writer may have begun again under the same name, after yet another run swept it.
        if not os.path.samestat(os.fstat(file.fileno()), path.stat()):
            raise FileNotFoundError(path)
        yield


def _lock(file: IO[bytes], *, wait: bool) -> None:
    """Lock a file as long as it is open. Without ``wait``, raises ``OSError`` if another run has it."""
    with suppress(ImportError):  # Windows has no such lock.
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def replace(path: Path, before: bytes | None, after: bytes) -> None:
    """Replace ``before``, which is ``None`` if there was no file, with ``after``.

    Raises ``ChangedMeanwhile`` if the file's content is no longer ``before``.
    """
    same_as(path, before)
    write_whole(path, after)


def same_as(path: Path, before: bytes | None) -> None:
    """Raise ``ChangedMeanwhile`` if a file's content is not ``before``."""
    if read(path) != before:
        raise ChangedMeanwhile(path)


def read(path: Path) -> bytes | None:
    """The bytes of a file, or ``None`` if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def alone(folder: Path, wait: Callable[[], object]) -> Iterator[int | None]:
    """Keep other runs of ``mh`` from writing below ``folder``; the lock ends with the process.

    ``wait`` is called once if another run has to end first. Gives the handle of the lock, if there is
    one: a process that inherits it holds the lock as well.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: files are only compared before they are replaced.
        yield None
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _flush(folder: Path) -> None:
    """Flush a folder's entries to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
