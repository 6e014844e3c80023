"""A listing in every form, as a page with one table, as a table and as JSON; and what words lead to."""

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Entries, Entry, Page, Paragraph
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.page import table_of, write_page, write_table, write_view
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Choices, count, fill, msg, nmsg, say
from menneskehandel_cli.reports.listing import Listing
from menneskehandel_cli.reports.search import FindView


def render_json(listing: Listing, options: RenderOptions) -> str:
    """One object with an item for each record."""
    (items,), left_out = options.bound.cut([listing.items])
    body = {"revision": listing.revision, listing.kind: items, "left_out": left_out}
    return json.render(listing.schema, body)


def _count_title(listing: Listing, options: RenderOptions) -> str:
    """How many there are."""
    return count(f"list.{listing.kind}", len(listing.items), options.lang)


def render_table(listing: Listing, options: RenderOptions) -> str | bytes:
    """The rows as CSV or a spreadsheet."""
    shown, left_out = rows(listing, options)
    title, columns = _count_title(listing, options), listing.columns
    notes = [unjudged(listing.unjudged, options.lang), options.bound.note(left_out, options.lang)]
    numbers, revision = ("area", "year"), listing.revision
    table = Sheet(title, title, columns, shown, numbers=numbers, notes=notes, revision=revision)
    return write_table(table, options)


def render_page(listing: Listing, options: RenderOptions) -> str:
    """The rows as a page, with their number above."""
    head = {"title": _count_title(listing, options), "first": unjudged(listing.unjudged, options.lang)}
    return write_view(listing.revision, _listing_blocks(listing, options), options, **head)


def _listing_blocks(listing: Listing, options: RenderOptions) -> Iterator[Block]:
    lang = options.lang
    shown, left_out = rows(listing, options)
    if shown:
        columns = [f"column.{column}" for column in listing.columns]
        yield replace(table_of(_count_title(listing, options), columns, shown, lang), searched=True)
    if left_out:
        yield Paragraph(options.bound.note(left_out, lang))
    if listing.caveat:
        yield Paragraph(say(listing.caveat, lang))


def rows(listing: Listing, options: RenderOptions) -> tuple[list[list[str]], int]:
    """The rows in one language, and how many are left out."""
    (shown,), left_out = options.bound.cut([listing.rows])
    return [[fill(cell, options.lang) for cell in row] for row in shown], left_out


def find_text(view: FindView, options: RenderOptions) -> str:
    """A line for each: what it is, its name, and its id."""
    return write_page(Page("", options.lang, tuple(_hits(view, options))), options)


def _hits(view: FindView, options: RenderOptions) -> Iterator[Block]:
    lang = options.lang
    if view.overview:
        title, command = view.overview.title, view.overview.address
        yield Paragraph(say(msg("For an overview ({title}): {command}"), lang, title=title, command=command))
    (shown,), left_out = options.bound.cut([view.found])
    lines = (Entry(capital(say(item.kind, lang)), capital(item.title), id=item.id) for item in shown)
    if shown:
        yield Entries(tuple(lines))
    if left_out:
        yield Paragraph(options.bound.note(left_out, lang))
    hits = count(nmsg("{n} result", "{n} results"), len(view.found), lang)
    nothing = msg("Nothing was found for “{words}”. Try another word, or the beginning of it.")
    yield Paragraph(hits if view.found else say(nothing, lang, words=view.words))
    if view.found and view.lost:
        yield Paragraph(say("find.lost", lang, words=", ".join(view.lost)))
    if view.near:
        yield Paragraph(say("find.near", lang, known=fill(Choices(view.near), lang)))


def find_json(view: FindView, options: RenderOptions) -> str:
    """One object with an item for each."""
    (shown,), left_out = options.bound.cut([view.found])
    found = [{"id": item.id, "kind": item.kind, "title": item.title} for item in shown]
    body = {"revision": view.revision, "words": view.words, "found": found, "left_out": left_out}
    body["overview"] = view.overview.address if view.overview else None
    return json.render("mh/find/1", body | {"lost": view.lost, "near": view.near})
