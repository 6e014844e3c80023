"""A listing as a table for a terminal, or as CSV for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from menneskehandel_cli.formats.bounds import Bound
from menneskehandel_cli.formats.csv_table import table as csv_table
from menneskehandel_cli.formats.terminal import NARROW, grid, to_text
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, count, escape_control, fill, say
from menneskehandel_cli.reports.listing import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType


def render(listing: Listing, lang: Lang, bound: Bound, *, width: int, colour: bool) -> str:
    """The rows as a table, with their number below."""
    from rich.table import Column
    from rich.text import Text

    columns = [Column(say(f"column.{column}", lang)) for column in listing.columns]
    columns[0].style, columns[0].no_wrap = "bold", width >= NARROW
    table = grid(*columns, header=True)
    (shown,), left_out = bound.cut([listing.rows])
    for row in shown:
        table.add_row(*(escape_control(fill(cell, lang)) for cell in row))
    total = Text(count(f"list.{listing.kind}", len(listing.items), lang), "dim")
    parts: list[RenderableType] = [table, ""]
    if listing.unjudged:
        parts.insert(0, Text(escape_control(unjudged(listing.unjudged, lang)), "bold red"))
    if left_out:
        parts.append(Text(bound.said(left_out, lang), "bold"))
    return to_text(*parts, total, width=width, colour=colour)


def render_csv(listing: Listing, lang: Lang, bound: Bound) -> str:
    """The rows as CSV."""
    (shown,), _ = bound.cut([listing.rows])
    rows = [[fill(cell, lang) for cell in row] for row in shown]
    return csv_table(listing.columns, rows)
