"""Reading ahead: whoever reads the files, and however many do, what they say is the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from menneskehandel_cli.diagnostics import Document
from menneskehandel_cli.reading import Read, read_ahead
from menneskehandel_cli.trees import MAX_BYTES, DictTree, DiskTree, Unreadable

CHECKOUT = Path(__file__).resolve().parent.parent

FILES = st.dictionaries(
    st.integers(0, 10**6).map(lambda number: f"data/obligations/coe/coe-{number}.yaml"),
    st.one_of(
        st.sampled_from(
            [b"id: coe-1\n", b"", b"a: [1, 2.5, true, null, x]\r\n", b"a: \xff", b"a: [", b"a: *b"]
        ),
        st.binary(max_size=40),
        st.sampled_from([Unreadable("missing"), Unreadable("outside"), Unreadable("permission")]),
        st.just(b"#" * (MAX_BYTES + 1)),
    ),
    max_size=150,
)


def answers(files: Read) -> list[tuple[str, object]]:
    """Something to compare: exceptions are equal to nothing but themselves."""
    return [
        (path, (found.reason, found.size) if isinstance(found, Unreadable) else found)
        for path, found in files
    ]


@settings(max_examples=25, deadline=None)
@given(FILES, st.integers(1, 3))
def test_several_processes_find_what_one_finds(files: dict[str, bytes | Unreadable], count: int) -> None:
    """Values, findings with their places, and why a file could not be handed out."""
    tree = DictTree(files)
    assert answers(read_ahead(tree, count)) == answers(read_ahead(tree, 0))


def test_the_real_strategy_is_read_alike() -> None:
    """Every file once; instruments come before what their folders hold."""
    tree = DiskTree(CHECKOUT)
    found = answers(read_ahead(tree, 2))
    assert found == answers(read_ahead(tree, 0)) == answers(read_ahead(tree))
    paths = [path for path, _ in found]
    assert sorted(paths) == tree.paths()
    assert paths[0].endswith("/_instrument.yaml")
    assert all(isinstance(document, Document) and document.readable for _, document in found)


@dataclass(frozen=True)
class Trap:
    """A tree whose file number ``fatal`` kills whoever reads it, unless it is this process."""

    fatal: int
    survivor: int

    def paths(self) -> list[str]:
        return [f"data/measures/{number:03}-tiltak.yaml" for number in range(200)]

    def read(self, path: str) -> bytes:
        if path == self.paths()[self.fatal] and os.getpid() != self.survivor:
            os._exit(7)
        return f"file: {path}\n".encode()


@pytest.mark.parametrize("fatal", [0, 1, 40, 199])
@pytest.mark.parametrize("count", [1, 2])
def test_a_reader_that_dies_costs_nothing_but_time(fatal: int, count: int) -> None:
    """What it had not read is read here, and nothing is lost or told twice."""
    tree = Trap(fatal, os.getpid())
    assert answers(read_ahead(tree, count)) == [(path, Document({"file": path})) for path in tree.paths()]


def test_more_is_read_than_a_pipe_holds_before_anybody_asks() -> None:
    """A reader never waits for us, and we get all it has read."""
    text = ("tekst: " + "å" * 90_000 + "\n").encode()
    tree = DictTree({f"data/measures/{number:03}-a.yaml": text for number in range(100)})
    found = answers(read_ahead(tree, 2))
    assert found == [(path, Document({"tekst": "å" * 90_000})) for path in tree.paths()]


def test_what_nobody_asks_for_leaves_no_process_behind() -> None:
    """A command that fails after it has begun to read leaves nothing running."""
    files = read_ahead(DiskTree(CHECKOUT), 2)
    next(iter(files))
    del files
    unstarted = read_ahead(DiskTree(CHECKOUT), 2)
    del unstarted
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
