"""What the files of a history say, read by another process where that pays.

Cutting and reading files is about half the work of a history, comparing records the other half. With two
processors they go on at the same time. What has been said once is handed over once, and keeps being the
same object.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, NamedTuple

from menneskehandel_cli.beside import Beside, processors
from menneskehandel_cli.history.pieces import Entries, Pieces, Uncut

Blobs = Callable[[list[str]], Iterable[tuple[str, bytes]]]
"""Gives the bytes of blobs, with their ids, in the order it is asked for; those that are missing, not."""

_MANY = 256
"""Fewer blobs are read before a process has begun."""

_BLOCK = 32


class Said(NamedTuple):
    """What a blob says as a file: a mapping, or nothing readable. ``cut``: it could be read in pieces."""

    blob: str
    values: dict[str, Any] | None
    cut: bool


def read_in_turn(
    ids: list[str], blobs: Blobs, processes: int | None = None
) -> Generator[Said, None, None]:
    """Begin to read blobs; what they say comes in their order.

    ``processes`` is how many may work at once, this one among them; left out, as many as can here.
    """
    wanted = list(dict.fromkeys(ids))
    several = (processors() if processes is None else processes) > 1
    worker = Beside(lambda: _packed(_read(blobs(wanted)))) if several and len(wanted) >= _MANY else None
    return _collect(wanted, blobs, worker)


def _collect(wanted: list[str], blobs: Blobs, worker: Beside | None) -> Generator[Said, None, None]:
    seen: set[str] = set()
    for said in _unpacked(worker) if worker is not None else ():
        seen.add(said.blob)
        yield said
    # A process that ended too soon leaves the rest to us.
    rest = [blob for blob in wanted if blob not in seen]
    for blob, groups, values in _read(blobs(rest)) if rest else ():
        yield _said(blob, groups, values)


_Read = tuple[str, list[Entries] | None, dict[str, Any] | None]
"""A blob with its entries, or with all that it says where it could not be cut."""


def _read(blobs: Iterable[tuple[str, bytes]]) -> Iterator[_Read]:
    pieces = Pieces()
    for blob, data in blobs:
        try:
            # A file with other line ends is read as it is, for there is something to say of that.
            groups = pieces.groups(data) if b"\r" not in data else None
        except Uncut:
            groups = None
        yield blob, groups, pieces.read(data) if groups is None else None


def _said(blob: str, groups: list[Entries] | None, values: dict[str, Any] | None) -> Said:
    if groups is None:
        return Said(blob, values, cut=False)
    return Said(blob, {key: value for group in groups for key, value in group}, cut=True)


def _packed(read: Iterator[_Read]) -> Iterator[object]:
    """Blocks of blobs by the numbers of their groups, each block with the groups and items new in it."""
    items, groups = _Numbers(), _Numbers()
    files: list[object] = []

    def number(group: Entries) -> int:
        return groups.of(group, lambda: [_by_items(key, value, items) for key, value in group])

    for blob, found, values in read:
        files.append((blob, None if found is None else [number(group) for group in found], values))
        if len(files) == _BLOCK:
            yield items.new(), groups.new(), files
            files = []
    yield items.new(), groups.new(), files


def _by_items(key: str, value: Any, items: _Numbers) -> object:
    """An entry, the mappings in its list by their numbers: what is there once stays one thing."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return key, None, [items.of(item) for item in value]
    return key, value, None


class _Numbers:
    """Things by the numbers they are handed over under, counted from 0."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []
        """All of them, so that no other one gets the same address."""
        self._new: list[object] = []

    def of(self, thing: object, pack: Callable[[], object] | None = None) -> int:
        """Its number. ``pack`` gives what is handed over in its place the first time."""
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._numbers[id(thing)] = len(self._kept)
            self._kept.append(thing)
            self._new.append(thing if pack is None else pack())
        return number

    def new(self) -> list[object]:
        """What has come since this was asked last."""
        found, self._new = self._new, []
        return found


def _unpacked(worker: Beside) -> Iterator[Said]:
    items: list[Any] = []
    groups: list[Entries] = []
    while (block := worker.take()) is not None:
        new_items, new_groups, files = block
        items += new_items
        groups += [
            tuple(
                (key, value if numbers is None else [items[number] for number in numbers])
                for key, value, numbers in group
            )
            for group in new_groups
        ]
        for blob, told, values in files:
            yield _said(blob, None if told is None else [groups[number] for number in told], values)
