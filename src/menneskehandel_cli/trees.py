"""Where text comes from: the disk or, in a test, a dict. The reader is the same for both.

A tree lists the YAML files below ``strategy/`` and ``data/`` and returns their bytes. For a file that it
cannot read it gives a reason, so that one bad file does not hide the rest. A folder that cannot be
listed is listed like a file.

Several plans may share one repository: each has its own files in ``plans/<id>/``, and the files in
``SHARED`` are those of the folder above ``plans``. In a tree, every path is as if the plan were alone.
"""

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from errno import ENXIO
from pathlib import Path
from typing import Literal, Protocol

ROOT_FILE = "strategy/strategy.yaml"
FOLDERS = ("strategy", "data")
PLANS = "plans"
"""The folder of the plans that share a repository, each in a folder named after its id."""

SHARED = ("data/obligations", "data/law", "strategy/actors.yaml")
"""What all plans in a repository share."""

PLAN_FOLDER = rf"{PLANS}/(?!all/)[a-z][a-z0-9]*(?:-[a-z0-9]+)*/"
"""The pattern of the folder of a plan. “all” is how all of them are asked for."""
_PLAN = re.compile(PLAN_FOLDER)

_DEEPEST_FOLDER = 8
"""Folders deeper than this are not searched, which also ends cycles of links."""

MAX_BYTES = 1_000_000
"""The maximum size of a file in bytes. Records are a few kilobytes; a larger file is not a record."""

UnreadReason = Literal[
    "missing", "not_a_file", "broken_link", "outside", "permission", "submodule", "too_large", "other"
]


class Unreadable(Exception):
    """A file that a tree lists but cannot read; ``reason`` says why, ``size`` is in bytes."""

    def __init__(self, reason: UnreadReason, size: int = 0) -> None:
        super().__init__(reason)
        self.reason: UnreadReason = reason
        self.size = size


def is_yaml(path: str) -> bool:
    """Whether a file is one of YAML by its name, also as Windows and its editor may write it."""
    return path.lower().endswith((".yaml", ".yml", ".yaml.txt", ".yml.txt"))


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is the folder itself or inside it."""
    return path == folder or path.startswith(f"{folder}/")


def plan_of(root: Path) -> tuple[Path, str]:
    """The folder that holds what plans share, and the plan's own folder in it, ending with a slash.

    Where ``root`` is that of a strategy that shares nothing, it is the root itself, and an empty text.
    """
    real = Path(os.path.realpath(root))  # as git has it, whatever links lead there
    top = real.parents[1] if len(real.parents) > 1 else real
    if real.parent.name == PLANS and is_plan(real.name) and any((top / one).exists() for one in SHARED):
        return top, f"{PLANS}/{real.name}/"
    return root, ""


def is_plan(name: str) -> bool:
    """Whether a folder in ``plans`` is that of a plan, by its name."""
    return _PLAN.fullmatch(f"{PLANS}/{name}/") is not None


def plan_in(folder: str) -> str:
    """The id of the plan whose folder is given; empty for the one above ``plans``."""
    return folder.removeprefix(f"{PLANS}/").rstrip("/")


def plans_in(top: Path) -> dict[str, Path]:
    """The roots of the plans below a folder by their names; that of the one in it has an empty name."""
    try:
        folders = sorted((top / PLANS).iterdir())
    except OSError:  # There is no such folder.
        return {}
    roots = {one.name: one for one in folders if is_plan(one.name) and not one.is_symlink()}
    return {name: root for name, root in {"": top, **roots}.items() if is_root(root)}


def is_root(folder: Path) -> bool:
    """Whether a folder holds a strategy, or is in ``plans`` and has what a plan has, if not its file."""
    of_plan = folder.parent.name == PLANS and bool(plan_of(folder)[1])
    return os.path.lexists(folder / ROOT_FILE) or (of_plan and any((folder / x).is_dir() for x in FOLDERS))


def whole(plan: str, path: str) -> str:
    """Where the file of a plan is, from the folder that holds what is shared."""
    return path if path.startswith(f"{PLANS}/") or _is_shared(path) else f"{plan}{path}"


def inside(plan: str, place: str) -> str | None:
    """The path in a plan's tree of what is at a place, as ``whole`` has it; ``None`` if of another plan.

    What stands in the plan's folder although it is shared keeps its place as path, and is no record.
    """
    if not plan:
        return None if _PLAN.match(f"{place}/") else place
    if place.startswith(plan):
        path = place.removeprefix(plan)
        return place if _is_shared(path) else path
    return place if _is_shared(place) or any(lies_in(one, place) for one in SHARED) else None


def _is_shared(path: str) -> bool:
    return any(lies_in(path, one) for one in SHARED)


def shipped(folder: str) -> Path:
    """A folder of the program's repository, or the same in its wheel, within the package."""
    package = Path(__file__).resolve().parent
    inside = package / Path(folder).name
    return inside if inside.is_dir() else package.parent.parent / folder


class Tree(Protocol):
    """Files by their path from the strategy's root, with ``/`` between folders."""

    def paths(self) -> list[str]:
        """All YAML files below the strategy's folders, in a fixed order."""

    def read(self, path: str) -> bytes:
        """The file's bytes. Raises ``Unreadable``."""

    @property
    def plan(self) -> str:
        """The id of the plan, if it is one of several in a folder of its own; otherwise empty."""

    def beside(self) -> "Mapping[str, Tree]":
        """The other plans in the repository by their ids; that of the one above ``plans`` is empty."""


@dataclass(frozen=True, slots=True)
class DictTree:
    """Files held in memory, in place of those that another tree has, if there is one.

    An ``Unreadable`` is raised when the file is read; ``None`` stands for a file that is gone.
    """

    files: Mapping[str, bytes | Unreadable | None]
    before: Tree | None = None

    def paths(self) -> list[str]:
        """All YAML files, in a fixed order."""
        known = {*self.before.paths()} if self.before is not None else set[str]()
        gone = {path for path, data in self.files.items() if data is None}
        return sorted((known | {*filter(is_yaml, self.files)}) - gone)

    def read(self, path: str) -> bytes:
        """The bytes of the file. Raises ``Unreadable``."""
        if self.before is not None and path not in self.files:
            return self.before.read(path)
        data = self.files.get(path)
        if data is None:
            raise Unreadable("missing")
        if isinstance(data, Unreadable):
            raise data
        if len(data) > MAX_BYTES:
            raise Unreadable("too_large", len(data))
        return data

    @property
    def plan(self) -> str:
        """The id of the plan, as the other tree has it."""
        return self.before.plan if self.before is not None else ""

    def beside(self) -> Mapping[str, Tree]:
        """The other plans, as the other tree has them."""
        return self.before.beside() if self.before is not None else {}


class DiskTree:
    """Files below a folder. Links are followed only inside it, and not to hidden files or folders.

    A submodule is a folder with its own ``.git`` of any type, or an empty one that ``.gitmodules``
    names, as git leaves it if it has not been fetched. It is listed and never read, because its files
    are not part of this repository's commits.
    """

    def __init__(self, root: Path) -> None:
        top, self._plan = plan_of(root.absolute())
        self.root = root
        self.top = top if self._plan else root
        """The folder with what plans share: the root itself if the strategy shares nothing."""
        self._real = os.path.realpath(self.top)
        self._why: dict[str, UnreadReason | None] = {}
        """Cache: for each folder of a requested file, why nothing is read in it, if so."""

    def paths(self) -> list[str]:
        """All YAML files, in a fixed order."""
        found: list[str] = []
        for folder in folders(self._plan):
            if os.path.islink(self.top / folder) and self._place(folder) is None:
                found.append(folder)
            else:
                found.extend(self._below(folder, 0))
        own = (path for place in found if (path := inside(self._plan, place)) is not None)
        return sorted((*own, *self._strays()))

    @property
    def plan(self) -> str:
        """The id of the plan: the name of its folder."""
        return plan_in(self._plan)

    def beside(self) -> Mapping[str, Tree]:
        """The other plans in the repository by their ids; that of the one above ``plans`` is empty."""
        roots = plans_in(self.top)
        return {name: DiskTree(root) for name, root in roots.items() if root != self.top / self._plan}

    def _strays(self) -> Iterator[str]:
        """The folders beside those of plans that have files of YAML, and are no plan."""
        known = plans_in(self.top)
        with suppress(OSError), os.scandir(self.top / PLANS) as found:
            for name in sorted(x.name for x in found if x.is_dir(follow_symlinks=False)):
                inside = () if name in known or name[0] == "." else self._below(f"{PLANS}/{name}", 0)
                if any(map(is_yaml, inside)):
                    yield f"{PLANS}/{name}"

    def _below(self, folder: str, depth: int) -> Iterator[str]:
        try:
            with os.scandir(self.top / folder) as found:
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
            elif entry.is_symlink() and (self._place(path) is None or depth >= _DEEPEST_FOLDER):
                yield path  # A linked folder that cannot be followed is reported when it is read.
            elif entry.is_dir() and depth < _DEEPEST_FOLDER:
                yield from self._below(path, depth + 1)

    def _holds_submodule(self, folder: str, names: Collection[str]) -> bool:
        return ".git" in names or (not names and folder in _gitmodules(self.top))

    def place(self, path: str) -> str | None:
        """Where links lead a path, from ``top``; ``None`` if outside of it, or to a hidden place."""
        return self._place(whole(self._plan, path))

    def _place(self, path: str) -> str | None:
        real = os.path.realpath(self.top / path)
        if os.path.commonpath((real, self._real)) != self._real:
            return None
        inside = real[len(self._real) :].strip(os.sep).replace(os.sep, "/")
        return None if "/." in f"/{inside}" else inside

    def _closed(self, folder: str) -> UnreadReason | None:
        """Why nothing is read in a folder, if so."""
        if folder not in self._why:
            above = folder.split("/")
            steps = ("/".join(above[: place + 1]) for place in range(len(above))) if folder else ()
            foreign = any(os.path.lexists(self.top / step / ".git") for step in steps)
            self._why[folder] = "submodule" if foreign else "outside" if self._place(folder) is None else None
        return self._why[folder]

    def read(self, path: str) -> bytes:
        """The bytes of the file. Raises ``Unreadable``."""
        path = whole(self._plan, path)
        full = f"{self.top}{os.sep}{path}"
        closed = self._closed(path.rpartition("/")[0])
        if closed is not None:
            raise Unreadable(closed)
        if os.path.islink(full) and self._place(path) is None:
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


def folders(plan: str) -> tuple[str, ...]:
    """The folders of a plan's own files, and those with what it shares; from the folder above plans."""
    return tuple(dict.fromkeys((*(f"{plan}{folder}" for folder in FOLDERS), *FOLDERS)))


def find_plans(start: Path) -> dict[str, Path]:
    """The plans that share the nearest repository at or above ``start``, as ``plans_in`` has them."""
    start = Path(os.path.realpath(start))
    found = (plans_in(folder) for folder in (start, *start.parents))
    return next((plans for plans in found if plans.keys() - {""}), {})


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds a strategy, or ``None``."""
    start = start.absolute()
    return next(filter(is_root, (start, *start.parents)), None)
