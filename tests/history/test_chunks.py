"""A file read in chunks says what it says when it is read as a whole, whatever stands in it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from menneskehandel_cli.history.chunks import Chunks
from menneskehandel_cli.remarks import read
from support import CHECKOUT, each

REAL = sorted((CHECKOUT / "data").rglob("*.yaml"))[::5]
ODD = (b"a: [", b"", b"- 1\n", b"a: 1\r\nb: 2\r\n", b"a: 1\na: 2\n", b"a: \xff\n", b"a: 'x\nb: y'\n")
"""Files that cannot be read in chunks, or not at all."""

LINES = (
    *("format: 1", "id: T01", "note:", "tasks:", "tasks: # liste", "title: 'En", "null:", "a: {b: 1,"),
    *("    tasks:", "      - id: T01.3", "        b: |2", "          c", "   ", "    ---", "    \tb: 1"),
    *("  - id: T01.1", "  - id: T01.2", "    status: completed", "  - |", "  - 'x", "  - [1,", "  -"),
    *("    tekst", "  tekst", "  nb: >-", "  nb: |+", "note: |", "note: >", "note: |2", "", "  ", "# ord"),
    *("---", "...", "%YAML 1.2", "- a", "~", "ord", "b: 2}", "c']", "'", '"', "x: &a 1", "y: *a", "? k"),
    *("z: !!str 1", "<<: {a: 1}", "\ttab: 1", "é: 1", "a: \u2028", "  # ord", " c: 3", "]", "id: [\r"),
)
"""Lines that mean something else depending on what stands before them."""


@each("path", REAL)
def test_real_file_in_chunks_is_the_same(path: Path) -> None:
    assert Chunks().read(path.read_bytes()) == read("", path.read_bytes())


@each("data", ODD)
def test_odd_file_in_chunks_is_the_same(data: bytes) -> None:
    """What is wrong with it, too."""
    assert Chunks().read(data) == read("", data)


@given(st.lists(st.sampled_from(LINES), max_size=8), st.sampled_from(["", "\n", "\n\n", " "]))
def test_any_lines_in_chunks_are_the_same(lines: list[str], end: str) -> None:
    data = ("\n".join(lines) + end).encode()
    assert Chunks().read(data) == read("", data)


@given(
    st.sampled_from(REAL),
    st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(LINES)), min_size=1, max_size=3),
)
def test_real_file_with_lines_put_in_is_the_same(path: Path, put_in: list[tuple[int, str]]) -> None:
    chunks = Chunks()
    chunks.read(path.read_bytes())  # what is remembered of one state must not leak into the next
    lines = path.read_text(encoding="utf-8").split("\n")
    for place, line in put_in:
        lines.insert(place % (len(lines) + 1), line)
    data = "\n".join(lines).encode()
    assert chunks.read(data) == read("", data)


def test_what_did_not_change_is_the_same_object() -> None:
    chunks = Chunks()
    data = b"id: T\ntasks:\n  - id: T1\n    status: a\n    notes:\n      - nb: x\n  - id: T2\ngoals: []\n"
    before = chunks.read(data).value
    after = chunks.read(data.replace(b"status: a", b"status: b")).value
    assert after["goals"] is before["goals"]
    assert after["tasks"][1] is before["tasks"][1]
    assert after["tasks"][0] == {"id": "T1", "status": "b", "notes": [{"nb": "x"}]}
    assert after["tasks"][0]["notes"][0] is before["tasks"][0]["notes"][0]
