"""What the files of a history say is the same whoever reads them; what is there twice is one thing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from menneskehandel_cli.documents import parse
from menneskehandel_cli.history.reading import Said, read_in_turn
from support import CHECKOUT

ODD = (b"a: [", b"", b"- 1\n", b"a: 1\r\nb: 2\r\n", b"a: 1\na: 2\n", b"a: \xff\n", b"a: 'x\nb: y'\n")
"""Files that cannot be read in pieces, or not at all."""


def versions(path: Path) -> Iterator[bytes]:
    """States of a real file, each with another word in its first text."""
    data = path.read_bytes()
    for number in range(6):
        yield data.replace(b"format: 1\n", b"format: 1\nnummer: %d\n" % number)


FILES = {
    str(number): data
    for number, data in enumerate(
        [
            *ODD,
            *(data for path in sorted((CHECKOUT / "data").rglob("*.yaml")) for data in versions(path)),
            *ODD,
        ]
    )
}


def given(ids: list[str]) -> Iterable[tuple[str, bytes]]:
    """Their bytes, as git would give them: one that it has not got is left out."""
    return ((blob, FILES[blob]) for blob in ids if blob in FILES)


def answers(processes: int, ids: list[str] | None = None) -> list[Said]:
    return list(read_in_turn(ids or list(FILES), given, processes))


@pytest.mark.parametrize("processes", [1, 2])
def test_files_say_what_the_reader_says(processes: int) -> None:
    found = answers(processes)
    assert [said.blob for said in found] == list(FILES)
    for said in found:
        document = parse("", FILES[said.blob])
        readable = document.readable and isinstance(document.value, dict)
        assert said.values == (document.value if readable else None)
        assert not (said.cut and document.diagnostics)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_there_twice_is_one_thing(processes: int) -> None:
    """Whoever compares two states of a file sees by identity what cannot differ."""
    ids = [blob for blob, data in FILES.items() if b"id: T12\n" in data]
    found = [said.values for said in answers(processes) if said.blob in ids]
    assert len(found) == 6
    first, *rest = found
    assert first is not None
    for other in rest:
        assert other is not None
        assert other["nummer"] != first["nummer"]
        assert other["tasks"] is first["tasks"]
        assert other["tasks"][0] is first["tasks"][0]


@pytest.mark.parametrize("fatal", [0, 40, len(FILES) - 1])
def test_a_reader_that_dies_costs_nothing_but_time(fatal: int) -> None:
    survivor = os.getpid()

    def trap(ids: list[str]) -> Iterator[tuple[str, bytes]]:
        for blob, data in given(ids):
            if blob == str(fatal) and os.getpid() != survivor:
                os._exit(7)
            yield blob, data

    assert list(read_in_turn(list(FILES), trap, 2)) == answers(1)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_git_has_not_got_says_nothing(processes: int) -> None:
    found = answers(processes, ["missing", *FILES])
    assert [said.blob for said in found] == list(FILES)


def test_what_nobody_asks_for_leaves_no_process_behind() -> None:
    unstarted: Any = read_in_turn(list(FILES), given, 2)
    del unstarted
    begun = read_in_turn(list(FILES), given, 2)
    next(begun)
    del begun
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
