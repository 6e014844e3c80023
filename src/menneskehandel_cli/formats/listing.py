"""A listing as a table for a terminal, as JSON, as CSV and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from menneskehandel_cli.blocks.terminal import NARROW, grid, to_text
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.page import write_table
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import count, fill, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.listing import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType


def render_text(listing: Listing, options: RenderOptions) -> str:
    """The rows as a table, with their number below."""
    from rich.table import Column
    from rich.text import Text

    lang, width = options.lang, options.width
    columns = [Column(say(f"column.{column}", lang)) for column in listing.columns]
    columns[0].style, columns[0].no_wrap = "bold", width >= NARROW
    table = grid(*columns, header=True)
    (shown,), left_out = options.bound.cut([listing.rows])
    for row in shown:
        table.add_row(*(escape_control(fill(cell, lang)) for cell in row))
    total = Text(count(f"list.{listing.kind}", len(listing.items), lang), "dim")
    parts: list[RenderableType] = [table, ""]
    if told := unjudged(listing.unjudged, lang):
        parts.insert(0, Text(escape_control(told), "bold red"))
    if left_out:
        parts.append(Text(options.bound.said(left_out, lang), "bold"))
    if listing.caveat:
        parts += [Text(say(listing.caveat, lang), "dim"), ""]
    return to_text(*parts, total, width=width, colour=options.colour)


def render_json(listing: Listing, options: RenderOptions) -> str:
    """One object with an item for each record."""
    from menneskehandel_cli.formats import json

    (items,), left_out = options.bound.cut([listing.items])
    body = {"revision": listing.revision, listing.kind: items, "left_out": left_out}
    return json.render("mh/list/1", body)


def render_table(listing: Listing, options: RenderOptions) -> str | bytes:
    """The rows as CSV or a spreadsheet."""
    lang = options.lang
    shown, left_out = rows(listing, options)
    title = count(f"list.{listing.kind}", len(listing.items), lang)
    table = Sheet(
        title,
        title,
        listing.columns,
        shown,
        numbers=("area", "year"),
        notes=[unjudged(listing.unjudged, lang), options.bound.said(left_out, lang)],
        revision=listing.revision,
    )
    return write_table(table, options)


def rows(listing: Listing, options: RenderOptions) -> tuple[list[list[str]], int]:
    """The rows in one language, and how many are left out."""
    (shown,), left_out = options.bound.cut([listing.rows])
    return [[fill(cell, options.lang) for cell in row] for row in shown], left_out
