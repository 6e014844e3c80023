"""A listing as a table for a terminal, or as CSV for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from menneskehandel_cli.formats.bounds import Bound
from menneskehandel_cli.formats.csv_table import table
from menneskehandel_cli.formats.terminal import to_text
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, count, fill, say, visible
from menneskehandel_cli.reports.listing import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType


def render(listing: Listing, lang: Lang, bound: Bound, *, width: int, colour: bool) -> str:
    """The rows as a table, with their number below."""
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, column in enumerate(listing.columns):
        header = say(f"column.{column}", lang)
        grid.add_column(header, no_wrap=place == 0, style="bold" if place == 0 else "")
    (shown,), left_out = bound.cut([listing.rows])
    for row in shown:
        grid.add_row(*(Text(visible(fill(cell, lang))) for cell in row))
    total = Text(count(f"list.{listing.kind}", len(listing.items), lang), style="dim")
    parts: list[RenderableType] = [grid, Text()]
    if listing.unjudged:
        parts.insert(0, Text(visible(unjudged(listing.unjudged, lang)), "bold red"))
    if left_out:
        parts.append(Text(bound.said(left_out, lang), "bold"))
    return to_text(*parts, total, width=width, colour=colour)


def render_csv(listing: Listing, lang: Lang, bound: Bound) -> str:
    """The rows as CSV."""
    (shown,), _ = bound.cut([listing.rows])
    rows = [[fill(cell, lang) for cell in row] for row in shown]
    return table(listing.columns, rows)
