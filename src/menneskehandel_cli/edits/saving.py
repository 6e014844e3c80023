"""Replace files whole or not at all, never through a link, never if they have changed since."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO


class ChangedMeanwhile(Exception):
    """The file ``path`` has changed since the edit began."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


LEFTOVER = ".mh-new"
"""The suffix of temporary files: those being written, or left behind by a killed run."""

_BY_HANDLE = {os.open, os.stat, os.mkdir, os.rename, os.unlink} <= os.supports_dir_fd
"""Whether the system finds a file in a folder that is held, wherever its name then leads."""

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
"""What Windows calls a folder that leads to another one."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Below:
    """The files below a folder, by their paths from it: none is reached through a link.

    The folder itself is the user's to name, whatever links lead to it. Below it a link, or anything else
    that is not a file where there should be one, raises ``OSError`` (``ELOOP``, ``EISDIR``, ``ENOTDIR``,
    ``EEXIST``), also if it is put there in the meantime where the system can hold a folder. Each error
    names the path.
    """

    _folders = 0o777
    """The mode of folders that are made, less what the user's mask takes away."""

    _files: int | None = None
    """The mode of files, if all are ours: then what is none is not read, and is replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._real = Path(os.path.realpath(folder))

    def read(self, path: str, most: int = -1) -> bytes | None:
        """The bytes of a file, at most as many as ``most``; ``None`` if there is none."""
        try:
            with self._around(path) as (folder, name):
                if self._files is not None and not _is_file(folder.status(name)):
                    return None
                with folder.opened(name) as file:
                    return file.read(most)
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes, *, durable: bool = True, sweep: bool = True) -> None:
        """Write a file whole, as ``write_whole`` does; folders are made if they are missing.

        ``sweep``: the temporary files of killed runs in its folder are deleted. Without ``durable``, a
        loss of power may lose the file: for what can be made again.
        """
        with self._around(path, make=True) as (folder, name):
            status = folder.status(name)
            if self._files is None and status is not None and not _is_file(status):
                raise _no_file(status.st_mode)
            # Named before it is created, so that it can be removed whenever the run is interrupted.
            new = f".{name[:200]}.{os.urandom(8).hex()}{LEFTOVER}"
            try:
                if sweep:
                    _sweep(folder)
                self._replace(folder, name, new, data, durable=durable)
            finally:
                with suppress(OSError):
                    os.unlink(folder.at(new), dir_fd=folder.handle)

    def _replace(self, folder: "Folder", name: str, new: str, data: bytes, *, durable: bool) -> None:
        """Write a file under a ``new`` name, then give it its own."""
        status, mode = folder.status(name), self._files
        with created(folder.at(new), folder.handle) as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            if mode is None:
                mode = 0o666 & ~_umask() if status is None else status.st_mode & 0o7777
            by_handle = os.chmod in os.supports_fd
            os.chmod(file.fileno() if by_handle else folder.at(new), mode)  # noqa: PTH101
            if os.name == "nt":
                file.close()  # Windows does not rename an open file.
            os.replace(folder.at(new), folder.at(name), src_dir_fd=folder.handle, dst_dir_fd=folder.handle)
        if durable and folder.handle is not None:
            with suppress(OSError):  # Not every system can flush folders.
                os.fsync(folder.handle)

    def remove(self, path: str) -> None:
        """Remove a file, or a link and not what it leads to. Nothing happens if there is none."""
        with suppress(FileNotFoundError), self._around(path) as (folder, name):
            os.unlink(folder.at(name), dir_fd=folder.handle)

    def replace(self, path: str, before: bytes | None, after: bytes) -> None:
        """Replace ``before``, which is ``None`` if there was no file, with ``after``.

        Raises ``ChangedMeanwhile`` if the file's content is no longer ``before``.
        """
        self.same_as(path, before)
        self.write(path, after)

    def same_as(self, path: str, before: bytes | None) -> None:
        """Raise ``ChangedMeanwhile`` if a file's content is not ``before``."""
        if self.read(path) != before:
            raise ChangedMeanwhile(self.folder / path)

    @contextmanager
    def _around(self, path: str, *, make: bool = False) -> "Iterator[tuple[Folder, str]]":
        """The folder that a file is in, held as long as it is used, and the file's name."""
        *above, name = path.split("/")
        try:
            if {"", ".", ".."} & {*above, name}:  # A commit may hold such names.
                raise _no_file(stat.S_IFLNK)
            folder = _held(self._real)
            try:
                for part in above:
                    folder, before = folder.inner(part, self._folders if make else None), folder
                    before.close()
                yield folder, name
            finally:
                folder.close()
        except OSError as error:
            error.filename, error.filename2 = str(self.folder / path), None
            raise


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to a file in the same folder, then replace ``path`` with it atomically.

    For a path that the user names: links in it are followed, and what one leads to is replaced; a device
    or a pipe is written to. A path below a folder is for ``Below``. At any moment the old or the new file
    is there, with its permissions. Temporary files of killed runs in the folder are deleted. Raises
    ``OSError`` that names ``path``; then nothing has changed.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.exists() and not real.is_file():
            real.write_bytes(data)
            return
        real.parent.mkdir(parents=True, exist_ok=True)
        Below(real.parent).write(real.name, data)
    except OSError as error:
        # The user knows this file, not the temporary one.
        error.filename, error.filename2 = str(path), None
        raise


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its handle, or by its path where the system has no such handles."""

    path: Path
    handle: int | None

    def at(self, name: str) -> str:
        """What a file in the folder is called, together with the handle."""
        return name if self.handle is not None else str(self.path / name)

    def status(self, name: str) -> os.stat_result | None:
        """What is by that name, not where it leads; ``None`` if nothing is."""
        try:
            return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def inner(self, name: str, make: int | None) -> "Folder":
        """A folder in the folder, made with the mode ``make`` if it is missing.

        Raises ``OSError`` for a link, and for what is not a folder.
        """
        status = self.status(name)
        if status is None and make is not None:
            with suppress(FileExistsError):
                os.mkdir(self.at(name), make, dir_fd=self.handle)
        elif status is not None and (
            stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION
        ):
            raise _no_file(stat.S_IFLNK)
        flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_LINK
        return _held(self.path / name, flags, self.at(name), self.handle)

    def opened(self, name: str) -> IO[bytes]:
        """A file, open for reading. Raises ``OSError`` for what is not a file."""
        status = self.status(name)
        if status is not None and not _is_file(status):
            raise _no_file(status.st_mode)  # A device is not even opened.
        file = os.fdopen(os.open(self.at(name), os.O_RDONLY | _NO_LINK, dir_fd=self.handle), "rb")
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise _no_file(stat.S_IFIFO)
        return file

    def close(self) -> None:
        """Let the folder go."""
        if self.handle is not None:
            os.close(self.handle)


def _held(path: Path, flags: int = os.O_RDONLY, name: str | None = None, above: int | None = None) -> Folder:
    """A folder, held if the system can. Raises ``OSError``."""
    if _BY_HANDLE:
        return Folder(path, os.open(path if name is None else name, flags, dir_fd=above))
    if not path.is_dir():
        number = errno.ENOTDIR if path.exists() else errno.ENOENT
        raise OSError(number, os.strerror(number))
    return Folder(path, None)


def _is_file(status: os.stat_result | None) -> bool:
    return status is not None and stat.S_ISREG(status.st_mode)


def _no_file(mode: int) -> OSError:
    """The error for something that is not a file: a link, a folder, a pipe or the like."""
    number = errno.ELOOP if stat.S_ISLNK(mode) else errno.EISDIR if stat.S_ISDIR(mode) else errno.EEXIST
    return OSError(number, os.strerror(number))


def created(new: str | Path, folder: int | None = None) -> IO[bytes]:
    """Create a file, open and locked until it is closed, or the process and its children have ended.

    ``folder`` is the handle of the folder that a bare name is in.
    """

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600, dir_fd=folder)

    while True:
        file = open(new, "xb", opener=opener)  # noqa: SIM115
        _lock(file, wait=True)
        try:
            os.stat(new, dir_fd=folder)
        except FileNotFoundError:
            file.close()  # Another run swept it before it was locked.
            continue
        return file


def _sweep(folder: Folder) -> None:
    """Delete the temporary files of killed runs in a folder, which no process has open."""
    for name in os.listdir(folder.path if folder.handle is None else folder.handle):  # noqa: PTH208
        if not (name.startswith(".") and name.endswith(LEFTOVER)):
            continue
        with suppress(OSError):
            if not _is_file(folder.status(name)):
                continue
            if os.name == "nt":
                os.unlink(folder.at(name))  # noqa: PTH108  # refused if a process has it open
                continue
            flags = os.O_RDONLY | _NO_LINK
            with os.fdopen(os.open(folder.at(name), flags, dir_fd=folder.handle), "rb") as file:
                _lock(file, wait=False)
                now = folder.status(name)
                # Its writer may have begun again under the same name, after yet another run swept it.
                if now is not None and os.path.samestat(os.fstat(file.fileno()), now):
                    # While it is locked, so that its writer can tell.
                    os.unlink(folder.at(name), dir_fd=folder.handle)


def _lock(file: IO[bytes], *, wait: bool) -> None:
    """Lock a file as long as it is open. Without ``wait``, raises ``OSError`` if another run has it."""
    with suppress(ImportError):  # Windows has no such lock.
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
