"""Plain lines are laid out without Rich, and look as if it had done it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType

from menneskehandel_cli.formats.terminal import Line, to_text

TEXTS = st.one_of(
    st.text(alphabet=st.sampled_from("ab æå-–…»/.  \u00a0"), max_size=120),
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["menneskehandel", "a", "på", "–", "漢字", "ﬁ", "e\u0301"]), max_size=30
    ).map(" ".join),
)
LINES = st.builds(
    Line,
    TEXTS.map(lambda text: "".join(sign for sign in text if sign.isprintable())),
    st.sampled_from([0, 2, 5]),
    st.sampled_from(["", "bold red"]),
    st.booleans(),
)


def by_rich(lines: list[Line], width: int, *, colour: bool) -> str:
    """The same lines, each given to Rich."""
    parts: list[RenderableType] = [line.laid_out(width) for line in lines]
    return to_text(*parts, width=width, colour=colour)


@given(st.lists(LINES, max_size=4), st.integers(8, 100), st.booleans())
def test_a_plain_line_looks_as_rich_would_have_it(lines: list[Line], width: int, colour: bool) -> None:
    """Whatever it says, however wide the terminal, with colours and without."""
    assert to_text(*lines, width=width, colour=colour) == by_rich(lines, width, colour=colour)


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
