"""All files of a tree read, by other processes while this one has something else to do.

Reading YAML is most of the work of reading a strategy, and needs none of the records' models: while
those are being imported, the files are read already, one process for each processor. What comes back
are plain values, so nothing that a file says can run here. Where that does not pay or cannot be had,
the files are read one by one; the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from menneskehandel_cli.beside import Beside, processors
from menneskehandel_cli.diagnostics import Document
from menneskehandel_cli.trees import Tree, Unreadable

Read = Iterator[tuple[str, Document | Unreadable]]
"""Each path of a tree with what its file says, or why it cannot be handed out."""

_FEWEST = 64
"""Fewer files are read before a process has begun."""

_MANY = 1000
"""From so many files on, one process beside this one is not enough."""

_BLOCK = 32


def read_ahead(tree: Tree, processes: int | None = None) -> Read:
    """Begin to read every file of ``tree``; what is found comes in a fixed order.

    ``processes`` is how many read beside this one; left out, as many as pay here. Nothing is raised for
    what a file says.
    """
    paths = in_order(tree.paths())
    count = _fitting(len(paths)) if processes is None else processes
    blocks = [paths[start : start + _BLOCK] for start in range(0, len(paths), _BLOCK)]
    # Begun here and not in the generator, which would wait until somebody asks it.
    return _collect(tree, blocks, [Beside(_reading(tree, blocks[at::count])) for at in range(count)])


def in_order(paths: list[str]) -> list[str]:
    """The order files are read in: an instrument says what its folder holds, and so comes first."""
    return sorted(paths, key=lambda path: (not path.endswith("/_instrument.yaml"), path))


def _fitting(files: int) -> int:
    """How many processes pay."""
    count = processors() if files >= _FEWEST else 1
    return min(count, 4) if files >= _MANY and count > 1 else min(count - 1, 1)


def _reading(tree: Tree, blocks: list[list[str]]) -> Callable[[], Iterator[object]]:
    return lambda: ([_packed(_read(tree, path)) for path in block] for block in blocks)


def _collect(tree: Tree, blocks: list[list[str]], workers: list[Beside]) -> Read:
    try:
        for place, block in enumerate(blocks):
            answers = _answers(workers[place % len(workers)]) if workers else None
            # A worker that has died leaves its part of the work to us.
            yield from zip(block, answers or [_read(tree, path) for path in block], strict=True)
    finally:
        for worker in workers:
            worker.end()


def _read(tree: Tree, path: str) -> Document | Unreadable:
    # Where others read, this process need not know YAML.
    from menneskehandel_cli.remarks import read

    try:
        return read(path, tree.read(path))
    except Unreadable as error:
        return error


def _answers(worker: Beside) -> list[Document | Unreadable] | None:
    """What the next block says; ``None`` where the process has not got that far."""
    packed = worker.take()
    return None if packed is None else [_unpacked(value, said) for value, said in packed]


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
