"""What a view is told in: a page in blocks, or a table. Each is made once and written in every form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from menneskehandel_cli.blocks.anchors import anchored
from menneskehandel_cli.blocks.csv_table import table as csv_table
from menneskehandel_cli.blocks.model import Block, Page, Table, strings
from menneskehandel_cli.blocks.xlsx_table import Sheet, workbook
from menneskehandel_cli.formats import PDF_VARIANTS, RenderOptions
from menneskehandel_cli.language import Lang, foreign, msg, say, unspoken
from menneskehandel_cli.models import Text


def write_page(
    page: Page, options: RenderOptions, made: Sequence[str] = (), stamp: str = "", own: Path | None = None
) -> str:
    """The page as text, Markdown or HTML, for paper if it becomes a PDF.

    ``made`` tells how it was made, at the end of all but a text and a letter, and ``stamp`` is what
    ``mh verify`` reads there. ``own`` is the folder of the user's own templates.
    """
    if options.form == "text":
        from menneskehandel_cli.blocks.text import page_text

        return page_text(page, options.width, colour=options.colour)
    from menneskehandel_cli.blocks.templates import render

    page, anchors = anchored(page)
    content: dict[str, object] = {
        "page": page,
        "anchors": anchors,
        "paged": options.form in PDF_VARIANTS.values(),
        "stamp": stamp,
        "honest": honest(page),
        "made": () if page.letter else made,
    }
    suffix = "md" if options.form == "markdown" else "html"
    return render(f"report.{suffix}.j2", content, options.lang, own)


def honest(page: Page) -> str:
    """What a page can say; what the marks of our judgement mean, of those that it uses; its languages."""
    text = "\n".join(strings(page.blocks))
    marks = {"link": rf"\({say('matrix.editorial', page.lang)}\)", "name": r"\w\*"}
    used = (f"page.honest.{kind}" for kind, mark in marks.items() if re.search(mark, text))
    others = foreign(strings(page), page.lang) if page.coordinator else ""
    others = others.removeprefix(unspoken(page.lang)).strip()  # It is on top of a report.
    return " ".join((*(say(key, page.lang) for key in ("page.honest", *used)), others)).strip()


def write_view(
    revision: str | None, blocks: Iterable[Block], options: RenderOptions, *more: str, **head: Any
) -> str:
    """The page of a view, with its other languages on top, and below its commit and ``more``.

    Without a ``revision`` it is of the files on disk.
    """
    disk = msg("Made from the files on disk, not from a commit.")
    origin = say(disk if revision is None else "made.commit", options.lang, commit=revision)
    page = Page(lang=options.lang, blocks=tuple(blocks), **head)
    return write_page(with_languages(page), options, (origin, *more))


def about(strategy: Text | None, alone: str, whole: str, lang: Lang) -> str:
    """The title of a view of a strategy: ``whole`` with the strategy's own, ``alone`` without any."""
    return say(whole if strategy else alone, lang, strategy=strategy.pick(lang) if strategy else "")


def with_languages(page: Page) -> Page:
    """The page, with a line on top that names the other languages that parts of it are written in."""
    others = foreign(strings(page), page.lang)
    return replace(page, meta=(*page.meta, others)) if others else page


def write_table(table: Sheet, options: RenderOptions) -> str | bytes:
    """The table as CSV, or with its title and notes as a spreadsheet."""
    if options.form == "xlsx":
        return workbook([table], table.title, options.lang)
    return csv_table(table.columns, table.rows, options.form)


_SILENT_PHRASES = {
    "report.not_recorded": msg("no report is recorded"),
    "status.not_reported": msg("no status has been reported"),
}
"""What a caption says of a column in which every row says this."""


def differing(table: Table, lang: Lang) -> Table:
    """The table without the columns in which every row says the same, which the caption says once."""
    alike = {place: set(cells) for place, cells in enumerate(zip(*table.rows, strict=True))}
    silent = {say(key, lang): say(words, lang) for key, words in _SILENT_PHRASES.items()}
    few = alike if table.rows[1:] else [n for n, cells in alike.items() if cells <= {"–", *silent}]
    left_out = [place for place in few if place and len(alike[place]) == 1]
    each = msg("{column} for all: {value}")
    texts = (
        silent.get(value) or say(each, lang, column=table.head[place], value=value)
        for place in left_out
        if (value := table.rows[0][place]) != "–"
    )
    once = "; ".join(dict.fromkeys(texts))
    kept = [
        tuple(cell for place, cell in enumerate(row) if place not in left_out)
        for row in (table.head, *table.rows)
    ]
    return Table(f"{table.caption} ({once})" if once else table.caption, kept[0], tuple(kept[1:]))


def table_of(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]], lang: Lang) -> Table:
    """A table whose columns are phrases."""
    return Table(caption, tuple(say(column, lang) for column in columns), tuple(map(tuple, rows)))
