"""The matrix: each obligation with the measures linked to it, as lists that a phone can show."""

from __future__ import annotations

from dataclasses import replace

from menneskehandel_cli.blocks.model import Heading, Paragraph, Table
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.matrix import chapters, legend, mark_of, render_json
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.reports.matrix import MatrixFilter, MatrixRow, MatrixView, matrix_view
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import SiteBlock, SitePage


def _view(site: Site) -> MatrixView:
    return replace(matrix_view(site.state.context, "article", MatrixFilter()), revision=None)


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    view = _view(site)
    head = tuple(
        say(f"column.{name}", lang) for name in ("id", "title", "addressed_by", "coverage", "own_words")
    )
    blocks: list[SiteBlock] = [Paragraph(f"{legend(lang)} {say('matrix.coverage', lang)}")]
    for place, (chapter, rows) in enumerate(chapters(view.rows, lang), 1):
        blocks.append(Heading(chapter, 2, f"chapter-{place}"))
        blocks.append(Table(chapter, head, tuple(_row(row, lang) for row in rows)))
    if not view.rows:
        blocks.append(Paragraph(say("matrix.empty", lang)))
    return SitePage(title=say("matrix.title", lang), blocks=tuple(blocks))


def _row(row: MatrixRow, lang: Lang) -> tuple[str, ...]:
    linked = [f"{name} {mark_of(cell, lang)}" for name, cell in row.cells.items()]
    return (
        row.id,
        row.title.pick(lang),
        ", ".join(linked) or say("matrix.unlinked", lang),
        fill(row.coverage.said, lang),
        fill(row.coverage.own_said, lang),
    )


def _json(site: Site, _subject: str, lang: Lang) -> str:
    return render_json(_view(site), RenderOptions(lang))


KINDS = (PageKind("matrix", 36, one, _make, overview="matrix.title", json=_json),)
