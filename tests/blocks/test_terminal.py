"""Text on a terminal: lines no wider than it is, columns below each other, colours that move nothing."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from menneskehandel_cli.blocks.terminal import PROSE, Labelled, grid, indented, to_text
from support import Mh, each

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
LABELS = st.one_of(st.text("ab.1", max_size=30).map("{} ".format), st.builds(Text, WORDS, STYLES))
LINES = st.one_of(
    SAID,
    TEXTS,
    SEVERAL,
    st.builds(indented, TEXTS, st.sampled_from([2, 4])),
    st.builds(Labelled, LABELS, st.one_of(SAID, TEXTS, SEVERAL), st.sampled_from([0, 2])),
)


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
def test_lines_fit_and_say_all(parts: list[RenderableType | Labelled], width: int) -> None:
    """Whatever signs they hold, wide ones and those that stand on others too."""
    out = to_text(*parts, width=width, colour=False)
    assert all(cell_len(line) <= width for line in out.splitlines())
    whole = "".join(to_text(part, width=10_000, colour=False) for part in parts)
    assert "".join(out.split()) == "".join(whole.split())


@given(st.lists(st.one_of(LINES, tables()), max_size=3), st.sampled_from([20, 40, 80, 140]))
def test_colours_move_nothing(parts: list[RenderableType | Labelled], width: int) -> None:
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


def test_what_does_not_fit_goes_on_below_the_text() -> None:
    """Not below the label, however wide its signs are."""
    assert to_text(Labelled("T12.1: ", "fristen er flyttet til mai"), width=24, colour=False) == (
        "  T12.1: fristen er\n         flyttet til mai\n"
    )
    assert to_text(Labelled("漢字 ", "en to tre", 0), width=11, colour=False) == "漢字 en to\n     tre\n"


def test_a_label_of_more_than_half_the_width_has_a_line_of_its_own() -> None:
    """Else the text beside it would be a narrow column."""
    assert to_text(Labelled("greta-r3-non-punishment ", "ny"), width=30, colour=False) == (
        "  greta-r3-non-punishment\n    ny\n"
    )


def test_running_text_has_a_greatest_width_and_tables_may_be_wider() -> None:
    """On a wide terminal long lines of text are hard to read. A line of a file is as it is."""
    text = "ord " * 100
    said = to_text(text, Text(text, "bold"), indented(text), Labelled("a ", text), width=200, colour=True)
    assert max(map(len, without_colour(said).splitlines())) <= PROSE
    table = grid()
    table.add_row(text, text)
    wide = to_text(table, width=200, colour=False)
    assert PROSE < max(map(len, wide.splitlines())) <= 200
    assert len(to_text(Labelled("1 ", "x" * 198, 0, prose=False), width=200, colour=False)) == 201


@each("columns", [80, 140, 200])
@each("command", ["log", "diff HEAD~40", "gaps", "matrix", "status"])
def test_in_a_history_nothing_is_cut_off(mh: Mh, vestlandia: Path, columns: int, command: str) -> None:
    """Titles and sentences go on on the next line, at any usual width."""
    answer = mh(*command.split(), cwd=vestlandia, columns=columns)
    assert answer.code == 0
    assert all(cell_len(line) <= columns for line in answer.out.splitlines())
    assert "…" not in answer.out


@each("columns", [80, 140])
@each("command", ["log --until 2024", "diff HEAD~40"])
def test_an_event_goes_on_below_what_is_said_of_its_subject(
    mh: Mh, vestlandia: Path, columns: int, command: str
) -> None:
    """So that only ids stand at the margin, and below a day and a commit nothing but their events."""
    lines = mh(*command.split(), cwd=vestlandia, columns=columns).out.splitlines()
    events = (
        lines[: lines.index("Dataregistrering og rettelser (ikke vedtak)")] if "log" in command else lines
    )
    pairs = [pair for pair in pairwise(events) if pair[1].startswith("   ")]
    assert pairs
    for line, below in pairs:
        label = re.match(r"  \S+ |\d+\. \w+ \d+  \w{10}  |\S+  | +", line)
        assert label
        assert len(below) - len(below.lstrip()) == label.end()


@pytest.mark.parametrize("columns", [80, 100, 140])
@pytest.mark.parametrize("title", ["漢字の表題", "Ra\u030adet møtes", "ﬁ 👩 på"])
def test_columns_stand_below_each_other(mh: Mh, fjellheim: Path, title: str, columns: int) -> None:
    """Where a title has signs of two columns or of none, what follows it stands in its own column."""
    file = fjellheim / MEASURE
    file.write_text(file.read_text(encoding="utf-8").replace(TITLE, title), encoding="utf-8")
    _, _, head, *rows = mh("list", "measures", cwd=fjellheim, columns=columns).out.splitlines()
    at = {name: cell_len(head[: head.index(name)]) for name in ("Tiltak", "Omr.", "Ansvarlig")}
    [row] = [row for row in rows if row.startswith("  T01")]
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


@each("columns", [20, 40, 60])
@each("command", ["status", "list measures", "list obligations", "list actors", "show T12 coe-29"])
def test_on_a_narrow_terminal_nothing_is_cut_off(mh: Mh, command: str, columns: int) -> None:
    """Long words are broken instead, ids too. Nothing is laid out for fewer than 40 columns."""
    answer = mh(*command.split(), columns=columns)
    assert answer.code == 0
    assert all(cell_len(line) <= max(columns, 40) for line in answer.out.splitlines())
    assert "…" not in answer.out


@each("columns", [80, 100])
@each("command", ["gaps", "matrix", "list measures", "show coe-12 law-coe-12"])
def test_in_columns_no_word_is_broken(mh: Mh, real_copy: Path, command: str, columns: int) -> None:
    """And a section sign stands on the line of its number."""
    narrow, wide = (mh(*command.split(), cwd=real_copy, columns=wide).out for wide in (columns, 400))
    assert {*re.findall(r"\w+", narrow)} <= {*re.findall(r"\w+", wide)}
    assert re.search(r"§(?!§| \w)", narrow) is None


def test_a_list_of_nothing_says_so(mh: Mh, fjellheim: Path) -> None:
    for file in (fjellheim / "data/measures").iterdir():
        file.unlink()
    assert mh("list", "measures", cwd=fjellheim).out == "0 tiltak\n"
