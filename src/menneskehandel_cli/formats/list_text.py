"""A listing as a table for a terminal, or as CSV for a spreadsheet."""

from __future__ import annotations

from menneskehandel_cli.formats.csv_table import table
from menneskehandel_cli.formats.terminal import to_text
from menneskehandel_cli.language import Lang, count, fill, say, visible
from menneskehandel_cli.reports.listing import Listing


def render(listing: Listing, lang: Lang, *, width: int, colour: bool) -> str:
    """The rows as a table, with their number below."""
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, column in enumerate(listing.columns):
        header = say(f"column.{column}", lang)
        grid.add_column(header, no_wrap=place == 0, style="bold" if place == 0 else "")
    for row in listing.rows:
        grid.add_row(*(Text(visible(fill(cell, lang))) for cell in row))
    total = Text(count(f"list.{listing.kind}", len(listing.items), lang), style="dim")
    return to_text(grid, Text(), total, width=width, colour=colour)


def render_csv(listing: Listing, lang: Lang) -> str:
    """The rows as CSV."""
    rows = [[fill(cell, lang) for cell in row] for row in listing.rows]
    return table(listing.columns, rows)
