"""Text on a terminal: lines no wider than it is, columns below each other, colours that move nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from menneskehandel_cli.formats.terminal import grid, indented, to_text
from support import Mh

MEASURE = "data/measures/01-samordning.yaml"
TITLE = "Opprette et samordningsråd"

WORDS = st.one_of(
    st.sampled_from(["menneskehandel", "a", "på", "–", "漢字", "ﬁ", "e\u0301", "👩", "x" * 50]),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30),
)
SAID = st.lists(WORDS, max_size=20).map(" ".join)
STYLES = st.sampled_from(["", "bold", "red"])
TEXTS = st.builds(Text, SAID, STYLES)
SEVERAL = st.builds(lambda first, second: first.append("\n").append(second), TEXTS, TEXTS)
LINES = st.one_of(SAID, TEXTS, SEVERAL, st.builds(indented, TEXTS, st.sampled_from([2, 4])))


@st.composite
def tables(draw: st.DrawFn) -> RenderableType:
    """Some rows, with a name that stays on one line, and two texts."""
    table = grid(header=draw(st.booleans()), expand=draw(st.booleans()))
    table.add_column("Nr.", no_wrap=True, style=draw(STYLES))
    table.add_column("Tiltak", ratio=1 if table.expand else None)
    table.add_column("Ansvarlig", width=draw(st.sampled_from([None, 12])))
    for number in range(draw(st.integers(0, 3))):
        table.add_row(f"T{number:02}", draw(TEXTS), draw(SAID))
    return indented(table)


def without_colour(text: str) -> str:
    """What is left when a terminal has acted on the colours."""
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n"))


@given(st.lists(LINES, max_size=4), st.sampled_from([20, 40, 80, 100, 140]))
def test_lines_fit_and_say_all(parts: list[RenderableType], width: int) -> None:
    """Whatever signs they hold, wide ones and those that stand on others too."""
    out = to_text(*parts, width=width, colour=False)
    assert all(cell_len(line) <= width for line in out.splitlines())
    whole = "".join(to_text(part, width=10_000, colour=False) for part in parts)
    assert "".join(out.split()) == "".join(whole.split())


@given(st.lists(st.one_of(LINES, tables()), max_size=3), st.sampled_from([20, 40, 80, 140]))
def test_colours_move_nothing(parts: list[RenderableType], width: int) -> None:
    """Lines break and columns begin at the same places."""
    coloured = to_text(*parts, width=width, colour=True)
    assert without_colour(coloured) == to_text(*parts, width=width, colour=False)


def test_words_are_kept_whole_and_a_long_one_is_cut() -> None:
    """A word that is longer than the line begins a line of its own."""
    text = "Samarbeid om menneskehandelskoordinatorordningen i 2026."
    assert to_text(indented(text), width=20, colour=False).split("\n") == [
        "  Samarbeid om",
        "  menneskehandelskoo",
        "  rdinatorordningen",
        "  i 2026.",
        "",
    ]


@pytest.mark.parametrize("columns", [80, 100, 140])
@pytest.mark.parametrize("title", ["漢字の表題", "Ra\u030adet møtes", "ﬁ 👩 på"])
def test_columns_stand_below_each_other(mh: Mh, fjellheim: Path, title: str, columns: int) -> None:
    """Where a title has signs of two columns or of none, what follows it stands in its own column."""
    file = fjellheim / MEASURE
    file.write_text(file.read_text(encoding="utf-8").replace(TITLE, title), encoding="utf-8")
    head, *rows = mh("list", "measures", cwd=fjellheim, columns=columns).out.splitlines()
    at = {name: cell_len(head[: head.index(name)]) for name in ("Tiltak", "Omr.", "Ansvarlig")}
    [row] = [row for row in rows if row.startswith("T01")]
    assert cell_len(row[: row.index(title[:2])]) == at["Tiltak"]
    assert cell_len(row[: row.index(" 1  ") + 1]) == at["Omr."]
    assert cell_len(row[: row.index("RD")]) == at["Ansvarlig"]
    assert all(cell_len(line) <= columns for line in (head, *rows))


@pytest.mark.parametrize("signs", ["plain", "漢字", "e\u0301e\u0301"])
def test_the_marker_stands_below_the_place(mh: Mh, fjellheim: Path, signs: str) -> None:
    """Whether the signs before it take one column each, two or none."""
    file = fjellheim / MEASURE
    title = f"title: {{nb: {signs}, en: {signs}, x_x: wrong}}"
    text = re.sub("title: .*", title, file.read_text(encoding="utf-8"), count=1)
    file.write_text(text, encoding="utf-8")
    lines = mh("check", "--rules", "MH004", cwd=fjellheim).out.splitlines()
    line, marker = next(pair for pair in pairwise(lines) if "^" in pair[1])
    assert cell_len(line[: line.index("x_x:")]) == cell_len(marker[: marker.index("^")])


@pytest.mark.parametrize("columns", [20, 40, 60])
@pytest.mark.parametrize(
    "command", ["status", "list measures", "list obligations", "list actors", "show T12 coe-29"]
)
def test_on_a_narrow_terminal_nothing_is_cut_off(mh: Mh, command: str, columns: int) -> None:
    """Long words are broken instead, ids too. Nothing is laid out for fewer than 40 columns."""
    answer = mh(*command.split(), columns=columns)
    assert answer.code == 0
    assert all(cell_len(line) <= max(columns, 40) for line in answer.out.splitlines())
    assert "…" not in answer.out


@pytest.mark.parametrize("columns", [80, 140])
def test_a_table_without_rows_is_its_head(mh: Mh, fjellheim: Path, columns: int) -> None:
    """And how many there are is told below."""
    for file in (fjellheim / "data/measures").iterdir():
        file.unlink()
    head, between, total = mh("list", "measures", cwd=fjellheim, columns=columns).out.splitlines()
    assert head.split() == ["Nr.", "Tiltak", "Omr.", "Ansvarlig", "Status", "Oppgaver"]
    assert (between, total) == ("", "0 tiltak")
