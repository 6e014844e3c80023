"""What words lead to, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Block, Entries, Entry, Page, Paragraph
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.page import write_page
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Choices, count, fill, msg, nmsg, say
from menneskehandel_cli.reports.search import FindView


def render_text(view: FindView, options: RenderOptions) -> str:
    """A line for each: what it is, its name, and its id."""
    return write_page(Page("", options.lang, tuple(_blocks(view, options))), options)


def _blocks(view: FindView, options: RenderOptions) -> Iterator[Block]:
    lang = options.lang
    (shown,), left_out = options.bound.cut([view.found])
    lines = (Entry(capital(say(item.kind, lang)), capital(item.title), id=item.id) for item in shown)
    if shown:
        yield Entries(tuple(lines))
    if left_out:
        yield Paragraph(options.bound.said(left_out, lang))
    hits = count(nmsg("{n} hit", "{n} hits"), len(view.found), lang)
    nothing = msg("Nothing was found for “{words}”. Try another word, or the beginning of it.")
    yield Paragraph(hits if view.found else say(nothing, lang, words=view.words))
    if view.found and view.lost:
        yield Paragraph(say("find.lost", lang, words=", ".join(view.lost)))
    if view.near:
        yield Paragraph(say("find.near", lang, known=fill(Choices(view.near), lang)))


def render_json(view: FindView, options: RenderOptions) -> str:
    """One object with an item for each."""
    from menneskehandel_cli.formats import json

    (shown,), left_out = options.bound.cut([view.found])
    found = [{"id": item.id, "kind": item.kind, "title": item.title} for item in shown]
    body = {"revision": view.revision, "words": view.words, "found": found, "left_out": left_out}
    return json.render("mh/find/1", body | {"lost": view.lost, "near": view.near})
