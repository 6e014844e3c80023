"""A listing as a table for a terminal, or as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from menneskehandel_cli.formats.terminal import to_text
from menneskehandel_cli.language import Lang, count, fill, say
from menneskehandel_cli.reports.listing import Listing
from menneskehandel_cli.rules.base import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(listing: Listing, lang: Lang, *, width: int, colour: bool) -> str:
    """The rows as a table, with their number below."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, column in enumerate(listing.columns):
        header = say(f"column.{column}", lang)
        table.add_column(header, no_wrap=place == 0, style="bold" if place == 0 else "")
    for row in listing.rows:
        table.add_row(*(Text(visible(fill(cell, lang))) for cell in row))
    total = Text(count(f"list.{listing.kind}", len(listing.items), lang), style="dim")
    return to_text(table, Text(), total, width=width, colour=colour)


def render_csv(listing: Listing, lang: Lang) -> str:
    """The rows as CSV. A cell that a spreadsheet would run as a formula is kept as text by a quote."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(listing.columns)
    for row in listing.rows:
        writer.writerow([_cell(fill(cell, lang)) for cell in row])
    return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
