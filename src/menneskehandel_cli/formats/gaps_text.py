"""The gaps for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column
from rich.text import Text as Styled

from menneskehandel_cli.blocks.terminal import HEADING, PROSE, grid, indented, to_text
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.gaps import (
    advice,
    caveats,
    coverage_table,
    figures,
    heading,
    names,
    remarks,
    section_heading,
)
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.gap_lines import GapLine, GapList
from menneskehandel_cli.reports.gaps import GapsView

_MARGIN, _GAP = 2, 2
"""The indentation of a list, and the space between its columns, in terminal columns."""
_NARROW = 20
"""If a title would get less width than this, the remarks are put below it."""
_TITLE = 30
"""The preferred width of a title."""


def render(found: GapList, options: RenderOptions) -> str:
    """The gaps by section, the heaviest first, and how to close each kind."""
    view, listed, lang, width = found.view, found.sections, options.lang, options.width
    parts = list(_top(view, lang, width))
    lists, left_out = options.bound.cut([section.lines for section in listed])
    for section, lines in zip(listed, lists, strict=True):
        parts += ["", Styled(escape_control(section_heading(section, lang)), HEADING)]
        parts += _lines(lines, lang, width)
    if not view.gaps:
        parts += ["", say("gaps.none", lang)]
    if left_out:
        example = next(line.id for section in listed for line in section.lines)
        parts += ["", Styled(options.bound.said(left_out, lang), "bold")]
        parts.append(escape_control(say("gaps.single", lang, name=example)))
    if listed:
        parts += ["", Styled(say("gaps.who.note", lang), "dim")]
    if closing := advice(view, lang):
        table = grid(Column(style="bold", no_wrap=True), Column())
        for code, text in closing:
            table.add_row(code, escape_control(text))
        parts += ["", Styled(say("column.help", lang), HEADING), indented(table, _MARGIN)]
    return to_text(*parts, width=width, colour=options.colour)


def _top(view: GapsView, lang: Lang, width: int) -> Iterator[RenderableType]:
    """The head: files not counted, the title, the figures, and the coverage of each instrument."""
    if told := unjudged(view.unjudged, lang):
        yield Styled(escape_control(told), "bold red")
    mark = f"  {say('fictional', lang)}" if view.fictional else ""
    yield Styled.assemble((escape_control(heading(view, lang)), "bold"), (mark, "bold magenta"))
    yield figures(view, lang)
    yield ""
    head, rows = coverage_table(view, lang)
    places = range(1, len(head))
    taken = sum(max(len(row[place]) for row in (head, *rows)) + _GAP for place in places)
    room = width - _MARGIN - taken
    if room < _NARROW:
        for row in rows:
            yield indented(escape_control(row[0]), _MARGIN)
            yield from (indented(f"{head[place]}: {row[place]}", 2 * _MARGIN) for place in places)
    else:
        columns = (Column(name, no_wrap=place > 0) for place, name in enumerate(head))
        table = grid(*columns, header=True)
        for row in rows:
            table.add_row(escape_control(row[0]), *row[1:])
        yield indented(table, _MARGIN)
    if note := caveats(view, lang):
        yield indented(Styled(note, "dim"), _MARGIN)


def _lines(lines: Sequence[GapLine], lang: Lang, width: int) -> Iterator[RenderableType]:
    """A row for each line: id, title, remarks, and who can follow up."""
    cells = [
        (
            line.id,
            escape_control(fill(line.title, lang)),
            escape_control(remarks(line, lang)),
            names(line.who),
        )
        for line in lines
    ]
    if not cells:
        return
    widest = [max(cell_len(row[place]) for row in cells) for place in range(4)]
    who = min(widest[3], max(width // 5, 8))
    free = width - _MARGIN - widest[0] - who - 3 * _GAP
    # Titles get their room first, as far as the remarks leave it; then all that does not fit is wrapped.
    said = min(widest[2], width * 2 // 5, max(free - _TITLE, _NARROW))
    room = free - said if said else free + _GAP
    if room < _NARROW:
        for row in cells:
            yield indented(Styled.assemble((row[0], "bold"), f"  {row[3]}"), _MARGIN)
            yield from (indented(text, 2 * _MARGIN) for text in row[1:3] if text)
        return
    title = min(widest[1], room, PROSE)
    columns = [Column(style="bold", no_wrap=True), Column(width=title), Column(width=who)]
    if said:
        columns.insert(2, Column(width=min(widest[2], free - title)))
    table = grid(*columns)
    for row in cells:
        table.add_row(*row[:2], *([row[2]] if said else []), row[3])
    yield indented(table, _MARGIN)
