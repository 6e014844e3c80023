"""Where text comes from: the disk or, in a test, a dict. The reader is the same for both.

A tree lists the YAML files below ``strategy/`` and ``data/`` and returns their bytes. For a file that it
cannot read it gives a reason, so that one bad file does not hide the rest. A folder that cannot be
listed is listed like a file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from errno import ENXIO
from pathlib import Path
from typing import Literal, Protocol

ROOT_FILE = "strategy/strategy.yaml"
FOLDERS = ("strategy", "data")
_SUFFIXES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
_DEEPEST = 8
"""Folders deeper than this are not searched, which also ends cycles of links."""

MAX_BYTES = 1_000_000
"""The maximum size of a file in bytes. Records are a few kilobytes; a larger file is not a record."""

Reason = Literal[
    "missing", "not_a_file", "broken_link", "outside", "permission", "submodule", "too_large", "other"
]


class Unreadable(Exception):
    """A file that a tree lists but cannot read; ``reason`` says why, ``size`` is in bytes."""

    def __init__(self, reason: Reason, size: int = 0) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.size = size


def is_yaml(path: str) -> bool:
    """Whether a file is one of YAML by its name, also as Windows and its editor may write it."""
    return path.lower().endswith(_SUFFIXES)


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is the folder itself or inside it."""
    return path == folder or path.startswith(f"{folder}/")


class Tree(Protocol):
    """Files by their path from the strategy's root, with ``/`` between folders."""

    def paths(self) -> list[str]:
        """All YAML files below the strategy's folders, in a fixed order."""
        ...

    def read(self, path: str) -> bytes:
        """The file's bytes. Raises ``Unreadable``."""
        ...


@dataclass(frozen=True, slots=True)
class DictTree:
    """Files held in memory; an ``Unreadable`` in place of bytes is raised when the file is read."""

    files: Mapping[str, bytes | Unreadable]

    def paths(self) -> list[str]:
        """All YAML files, in a fixed order."""
        return sorted(path for path in self.files if is_yaml(path))

    def read(self, path: str) -> bytes:
        """The bytes of the file. Raises ``Unreadable``."""
        try:
            data = self.files[path]
        except KeyError:
            raise Unreadable("missing") from None
        if isinstance(data, Unreadable):
            raise data
        if len(data) > MAX_BYTES:
            raise Unreadable("too_large", len(data))
        return data


@dataclass(frozen=True, slots=True)
class DiskTree:
    """Files below a folder. Links are followed only inside it, and not to hidden files or folders.

    A submodule is a folder with its own ``.git`` of any type, or an empty one that ``.gitmodules``
    names, as git leaves it if it has not been fetched. It is listed and never read, because its files
    are not part of this repository's commits.
    """

    root: Path
    _real: str = field(default="", init=False)
    _why: dict[str, Reason | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Cache: for each folder of a requested file, why nothing is read in it, if so."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_real", os.path.realpath(self.root))

    def paths(self) -> list[str]:
        """All YAML files, in a fixed order."""
        found: list[str] = []
        for folder in FOLDERS:
            if os.path.islink(self.root / folder) and self.place(folder) is None:
                found.append(folder)
            else:
                found.extend(self._below(folder, 0))
        return sorted(found)

    def _below(self, folder: str, depth: int) -> Iterator[str]:
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:
            yield folder  # It is reported when it is read.
            return
        if self._holds_submodule(folder, [entry.name for entry in entries]):
            yield folder
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if is_yaml(entry.name):
                yield path
            elif entry.is_symlink() and (self.place(path) is None or depth >= _DEEPEST):
                yield path  # A linked folder that cannot be followed is reported when it is read.
            elif entry.is_dir() and depth < _DEEPEST:
                yield from self._below(path, depth + 1)

    def _holds_submodule(self, folder: str, names: Collection[str]) -> bool:
        return ".git" in names or (not names and folder in _gitmodules(self.root))

    def place(self, path: str) -> str | None:
        """Where links lead a path; ``None`` if outside the strategy's folder, or to a hidden place."""
        real = os.path.realpath(self.root / path)
        if os.path.commonpath((real, self._real)) != self._real:
            return None
        inside = real[len(self._real) :].strip(os.sep).replace(os.sep, "/")
        return None if "/." in f"/{inside}" else inside

    def _closed(self, folder: str) -> Reason | None:
        """Why nothing is read in a folder, if so."""
        if folder not in self._why:
            above = folder.split("/")
            steps = ("/".join(above[: place + 1]) for place in range(len(above))) if folder else ()
            foreign = any(os.path.lexists(self.root / step / ".git") for step in steps)
            self._why[folder] = (
                "submodule" if foreign else "outside" if self.place(folder) is None else None
            )
        return self._why[folder]

    def read(self, path: str) -> bytes:
        """The bytes of the file. Raises ``Unreadable``."""
        full = f"{self.root}{os.sep}{path}"
        closed = self._closed(path.rpartition("/")[0])
        if closed is not None:
            raise Unreadable(closed)
        if os.path.islink(full) and self.place(path) is None:
            raise Unreadable("outside")
        try:
            return _read_file(full)
        except Unreadable:
            if Path(full).is_dir() and self._holds_submodule(path, _names_in(full)):
                raise Unreadable("submodule") from None
            raise


def _read_file(full: str) -> bytes:
    """The bytes of an ordinary file. Raises ``Unreadable`` for anything else."""
    try:
        # Open without blocking, so that a named pipe in a data folder does not block the reader.
        handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise Unreadable("broken_link" if os.path.islink(full) else "missing") from None
    except PermissionError:
        raise Unreadable("permission") from None
    except IsADirectoryError:
        raise Unreadable("not_a_file") from None
    except OSError as error:  # A socket, for one, cannot be opened.
        raise Unreadable("not_a_file" if error.errno == ENXIO else "other") from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not_a_file")
        if status.st_size > MAX_BYTES:
            raise Unreadable("too_large", status.st_size)
        data = _read_all(handle, status.st_size)
    except OSError:
        raise Unreadable("other") from None
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", len(data))
    return data


def _read_all(handle: int, size: int) -> bytes:
    """The content of a file of ``size`` bytes; one that has grown since is read up to the size limit."""
    data = os.read(handle, size + 1)
    while size < len(data) <= MAX_BYTES:
        size = len(data)
        data += os.read(handle, MAX_BYTES + 1 - size)
    return data


def _names_in(folder: str) -> list[str]:
    try:
        return [entry.name for entry in Path(folder).iterdir()]
    except OSError:
        return [""]  # It cannot be listed, and so is not known to be empty.


def _gitmodules(root: Path) -> frozenset[str]:
    """The folders below ``root`` that ``.gitmodules`` at the top of the working tree calls submodules."""
    root = Path(os.path.realpath(root))
    top = next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), None)
    if top is None or os.path.islink(top / ".gitmodules"):
        return frozenset()
    try:
        lines = _read_file(str(top / ".gitmodules")).decode("utf-8", "surrogateescape").splitlines()
    except Unreadable:
        return frozenset()
    named = [
        top / _unquoted(value.strip())
        for key, _, value in (line.partition("=") for line in lines)
        if key.strip().lower() == "path"
    ]
    return frozenset(path.relative_to(root).as_posix() for path in named if path.is_relative_to(root))


def _unquoted(value: str) -> str:
    """A value of git's configuration without its quotes, if it has any."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds a strategy, or ``None``."""
    start = start.absolute()
    folders = (start, *start.parents)
    return next((folder for folder in folders if os.path.lexists(folder / ROOT_FILE)), None)
