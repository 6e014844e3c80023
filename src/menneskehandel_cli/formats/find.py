"""What words lead to, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from menneskehandel_cli.blocks.terminal import NARROW, grid, to_text
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Choices, Lang, count, fill, msg, nmsg, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.search import FindView

if TYPE_CHECKING:
    from rich.console import RenderableType


def render_text(view: FindView, options: RenderOptions) -> str:
    """A line for each: what it is, its name, and its id."""
    from rich.table import Column

    lang, width = options.lang, options.width
    parts: list[RenderableType] = []
    (shown,), left_out = options.bound.cut([view.found])
    if shown:
        ids = Column(style="bold", no_wrap=width >= NARROW)
        table = grid(Column(style="dim"), Column(ratio=1), ids, expand=True)
        for item in shown:
            cells = (capital(say(item.kind, lang)), capital(item.title), item.id)
            table.add_row(*(escape_control(cell) for cell in cells))
        parts += [table, ""]
    if left_out:
        parts.append(options.bound.said(left_out, lang))
    parts += [escape_control(line) for line in _told(view, lang)]
    return to_text(*parts, width=width, colour=options.colour)


def _told(view: FindView, lang: Lang) -> Iterator[str]:
    """How much was found, and what may have been meant; if nothing was found, what to try."""
    nothing = msg("Nothing was found for “{words}”. Try another word, or the beginning of it.")
    if view.found:
        yield count(nmsg("{n} hit", "{n} hits"), len(view.found), lang)
    else:
        yield say(nothing, lang, words=view.words)
    if view.near:
        yield say("find.near", lang, known=fill(Choices(view.near), lang))


def render_json(view: FindView, options: RenderOptions) -> str:
    """One object with an item for each."""
    from menneskehandel_cli.formats import json

    (shown,), left_out = options.bound.cut([view.found])
    found = [{"id": item.id, "kind": item.kind, "title": item.title} for item in shown]
    body = {"revision": view.revision, "words": view.words, "found": found, "left_out": left_out}
    return json.render("mh/find/1", body | {"near": view.near})
