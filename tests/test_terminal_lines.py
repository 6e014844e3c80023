"""Plain lines are laid out without Rich, and look as if it had done it."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType

from menneskehandel_cli.formats.terminal import Column, Grid, Line, to_text

TEXTS = st.one_of(
    st.text(alphabet=st.sampled_from("ab æå-–…»/.  \u00a0"), max_size=120),
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["menneskehandel", "a", "på", "–", "漢字", "ﬁ", "e\u0301"]), max_size=30
    ).map(" ".join),
)
SAID = TEXTS.map(lambda text: "".join(sign for sign in text if sign.isprintable()))
STYLES = st.sampled_from(["", "bold red"])
LINES = st.builds(Line, SAID, st.sampled_from([0, 2, 5]), STYLES, st.booleans())
PIECES = st.lists(st.tuples(st.one_of(SAID, SAID.map("\n{}".format)), STYLES), max_size=3).map(tuple)
LONG_LINES = st.builds(Line, SAID, st.sampled_from([0, 2]), STYLES, more=PIECES)
CELLS = st.builds(Line, SAID.map(lambda text: text[:40]), style=STYLES, more=PIECES)
SHORT = st.builds(Line, st.sampled_from(["T01", "coe-12.1.a", "Kilde", "●", ""]), style=STYLES)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A table with one column that takes the room there is."""
    columns = (
        Column("Nr.", draw(st.sampled_from([4, 12, None])), no_wrap=True, style=draw(STYLES)),
        Column("Tiltak"),
        *([Column("Ansvarlig", 12)] if draw(st.booleans()) else []),
    )
    row = st.tuples(SHORT, CELLS, *(CELLS for _ in columns[2:]))
    return Grid(
        columns,
        draw(st.lists(row, max_size=4)),
        draw(st.sampled_from([0, 2])),
        *draw(st.tuples(st.booleans(), st.booleans())),
    )


def by_rich(lines: Sequence[Line | Grid], width: int, *, colour: bool) -> str:
    """The same lines, each given to Rich."""
    parts: list[RenderableType] = [line.laid_out(width) for line in lines]
    return to_text(*parts, width=width, colour=colour)


@given(st.lists(LINES, max_size=4), st.integers(8, 100), st.booleans())
def test_a_plain_line_looks_as_rich_would_have_it(lines: list[Line], width: int, colour: bool) -> None:
    """Whatever it says, however wide the terminal, with colours and without."""
    assert to_text(*lines, width=width, colour=colour) == by_rich(lines, width, colour=colour)


@given(st.lists(st.one_of(LONG_LINES, grids()), max_size=3), st.integers(30, 140), st.booleans())
def test_a_table_looks_as_rich_would_have_it(parts: list[Line | Grid], width: int, colour: bool) -> None:
    """Cells broken into lines, columns that take what is left, and pieces with styles of their own."""
    assert to_text(*parts, width=width, colour=colour) == by_rich(parts, width, colour=colour)


def test_words_are_kept_whole_and_a_long_one_is_cut() -> None:
    """A word that is longer than the line begins a line of its own."""
    text = "Samarbeid om menneskehandelskoordinatorordningen i 2026."
    assert to_text(Line(text, 2), width=20, colour=False).split("\n") == [
        "  Samarbeid om",
        "  menneskehandelskoo",
        "  rdinatorordningen",
        "  i 2026.",
        "",
    ]
