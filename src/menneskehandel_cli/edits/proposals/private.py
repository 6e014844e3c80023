"""The one way to our own files below git's folder: proposals and drafts."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path

from menneskehandel_cli.edits.saving import LEFTOVER, Below, Folder, created
from menneskehandel_cli.git import GitTrouble

HOME = "mh-forslag"
"""The folder below git's own that is ours."""


class Private(Below):
    """Our folder below git's folder ``common``, which only its owner may use.

    A repository may come from anybody: every method raises ``GitTrouble`` for a link in place of a
    folder, and if ours belongs to another user. A link in place of a file is not a file, and is replaced.
    """

    _folders, _files = 0o700, 0o600

    def __init__(self, common: Path) -> None:
        super().__init__(common)
        self.path = common / HOME

    def names(self, path: str = "") -> list[str]:
        """What is in a folder, in order; nothing if it is not there."""
        with suppress(FileNotFoundError), self._around(f"{path}/-".lstrip("/")) as (folder, _):
            return sorted(os.listdir(folder.path if folder.handle is None else folder.handle))  # noqa: PTH208
        return []

    @contextmanager
    def _around(self, path: str, *, make: bool = False) -> Iterator[tuple[Folder, str]]:
        try:
            with super()._around(f"{HOME}/-", make=make) as (home, _):
                _keep_private(home)
            with super()._around(f"{HOME}/{path}", make=make) as found:
                yield found
        except OSError as error:
            if error.errno == errno.ELOOP:
                ways = accumulate((HOME, *path.split("/")), Path.joinpath, initial=self.folder)
                link = next((way for way in ways if way != self.folder and way.is_symlink()), self.path)
                raise GitTrouble("linked", str(link)) from None
            raise


def _keep_private(home: Folder) -> None:
    if home.handle is None:  # Windows gives a folder the owner and the rights of the one above.
        return
    found = os.fstat(home.handle)
    if found.st_uid != os.geteuid() and _has_owners(home, found.st_uid):
        raise GitTrouble("not_ours", str(home.path))
    if found.st_mode & 0o077:
        with suppress(OSError):  # Not every file system has modes.
            os.fchmod(home.handle, 0o700)


def _has_owners(home: Folder, owner: int) -> bool:
    """Whether the file system knows owners: some give every file to the same one, also a new one."""
    name = f".{os.urandom(8).hex()}{LEFTOVER}"
    try:
        with created(name, home.handle) as file:
            os.unlink(name, dir_fd=home.handle)
            return os.fstat(file.fileno()).st_uid != owner
    except OSError:
        return True
