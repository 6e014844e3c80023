"""The matrix in every form: terminal, JSON, CSV, pages through the templates, and a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from menneskehandel_cli.blocks.csv_table import table as csv_table
from menneskehandel_cli.blocks.terminal import HEADING, PROSE, Labelled, to_text
from menneskehandel_cli.blocks.xlsx_table import Sheet, spreadsheet
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.stamp import made
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.language.runs import DocumentLang
from menneskehandel_cli.reports.matrix import Cell, MatrixRow, MatrixView

if TYPE_CHECKING:
    from rich.console import RenderableType

_NAMED = "–"
_SIGNS = {"full": "●", "partial": "◐", "assess": "○"}


def legend(lang: Lang) -> str:
    """What the letters and signs in the cells mean, and what the coverage rests on."""
    bases = {basis: say(f"matrix.{basis}", lang) for basis in ("strategy", "area", "editorial")}
    return f"{say('matrix.legend', lang, **bases)} {say('coverage.ours', lang)}"


def mark_of(cell: Cell | None, lang: Lang) -> str:
    """The basis as a letter, the contribution as a sign, and the number of answers if not all."""
    if cell is None:
        return ""
    sign = _SIGNS[cell.contribution] if cell.contribution else _NAMED
    share = f" {cell.answered}/{cell.total}" if 0 < cell.answered < cell.total else ""
    return f"{say(f'matrix.{cell.basis}', lang)}{sign}{share}"


def render_json(view: MatrixView, options: RenderOptions) -> str:
    """One object: the measures, and for each obligation the measures that answer it, with basis."""
    names = [name for name, _ in view.measures]
    (shown,), left_out = options.bound.cut([view.rows])
    rows = [
        {
            "id": row.id,
            "title": row.title,
            "instrument": row.instrument,
            "coverage": {**row.coverage.counts.plain(), "strategy": row.coverage.own_words.promised()},
            "counted_at": row.coverage.counted_at,
            "cells": row.cells,
        }
        for row in shown
    ]
    body = {
        "revision": view.revision,
        "unjudged": view.unjudged,
        "by": view.by,
        "measures": names,
        "rows": rows,
        "left_out": left_out,
        "stamp": json.plain(options.stamp),
    }
    return json.render("mh/matrix/3", body)


def _title(view: MatrixView, lang: Lang) -> str:
    if view.title is None:
        return say("matrix.title", lang)
    return say("matrix.title.of", lang, strategy=view.title.pick(lang))


def _chapters(rows: Iterable[MatrixRow], lang: Lang) -> list[tuple[str, list[MatrixRow]]]:
    """The rows by instrument, and by the chapters of a convention."""
    found: dict[str, list[MatrixRow]] = {}
    for row in rows:
        found.setdefault(", ".join(fill(said, lang) for said in row.chapter), []).append(row)
    return list(found.items())


_MARGIN, _GAP = 2, "  "


def render_text(view: MatrixView, options: RenderOptions) -> str:
    """For each obligation, its coverage and the measures linked to it."""
    from rich.text import Text

    lang, bound, width = options.lang, options.bound, options.width
    (shown,), left_out = bound.cut([view.rows])
    mark = f"{_GAP}{say('fictional', lang)}" if view.fictional else ""
    parts: list[RenderableType | Labelled] = [
        Text.assemble((escape_control(_title(view, lang)), "bold"), (mark, "bold magenta")),
        say("matrix.coverage", lang),
    ]
    if told := unjudged(view.unjudged, lang):
        parts.insert(0, Text(escape_control(told), "bold red"))
    if not view.rows:
        parts += ["", say("matrix.empty", lang)]
    for title, rows in _chapters(shown, lang):
        parts += ["", Text(escape_control(title), HEADING)]
        widest = max(len(row.id) for row in rows)
        parts += [_row(row, lang, width, widest) for row in rows]
    if left_out:
        parts += ["", Text(bound.said(left_out, lang), "bold")]
    parts += ["", Text(legend(lang), "dim")]
    return to_text(*parts, width=width, colour=options.colour)


def _row(row: MatrixRow, lang: Lang, width: int, name: int) -> Labelled:
    """The title and the coverage, below each other if they do not fit, and the measures below."""
    from rich.cells import cell_len
    from rich.text import Text

    title, coverage = escape_control(row.title.pick(lang)), escape_control(fill(row.coverage.said, lang))
    label = f"{row.id:<{name}}{_GAP}"
    room = min(width, PROSE) - _MARGIN - len(label)
    between = room - cell_len(title) - cell_len(coverage)
    said = f"{title}\n{coverage}" if between < len(_GAP) else f"{title}{' ' * between}{coverage}"
    marks = [f"{measure} {mark_of(cell, lang)}" for measure, cell in row.cells.items()]
    linked = Text(" · ".join(marks)) if marks else Text(say("matrix.unlinked", lang), "dim")
    return Labelled(Text(label, "bold"), Text(f"{said}\n").append(linked))


def _table(rows: Iterable[MatrixRow], lang: Lang, measures: Sequence[str]) -> list[list[str]]:
    """For each row its texts, and its cells for ``measures``."""
    return [
        [
            row.id,
            row.title.pick(lang),
            fill(row.coverage.said, lang),
            fill(row.coverage.own_said, lang),
            *(mark_of(row.cells.get(measure), lang) for measure in measures),
        ]
        for row in rows
    ]


_COLUMNS = ("id", "title", "coverage", "own_words")


def render_csv(view: MatrixView, options: RenderOptions) -> str:
    """A row for each obligation, a column for each measure."""
    (shown,), _ = options.bound.cut([view.rows])
    names = [name for name, _ in view.measures]
    rows = _table(shown, options.lang, names)
    return csv_table([*_COLUMNS, *names], rows, options.form)


def render_markdown(view: MatrixView, options: RenderOptions) -> str:
    """The matrix as Markdown."""
    return _page("matrix.md.j2", view, options)


def render_html(view: MatrixView, options: RenderOptions) -> str:
    """The matrix as a web page."""
    return _page("matrix.html.j2", view, replace(options, lang=DocumentLang(options.lang)))


def _page(template: str, view: MatrixView, options: RenderOptions) -> str:
    """Each chapter has columns for the measures that are linked to something in it."""
    from menneskehandel_cli.blocks.templates import render

    lang, bound = options.lang, options.bound
    (shown,), left_out = bound.cut([view.rows])
    words = [say(f"column.{name}", lang) for name in _COLUMNS]
    parts = []
    for place, (title, several) in enumerate(_chapters(shown, lang), 1):
        linked = {name for row in several for name in row.cells}
        names = [name for name, _ in view.measures if name in linked]
        rows = _table(several, lang, names)
        anchor = f"chapter-{place}"
        parts.append({"anchor": anchor, "title": title, "head": [*words, *names], "rows": rows})
    page: dict[str, object] = {
        "unjudged": unjudged(view.unjudged, lang),
        "title": _title(view, lang),
        "strategy": "",
        "fictional": say("fictional", lang) if view.fictional else "",
        "revision": view.revision or "",
        "made": made(options.stamp, view.revision, lang),
        "stamp": options.stamp.as_json() if options.stamp else "",
        "legend": f"{legend(lang)} {say('matrix.coverage', lang)}",
        "measures": [(name, title.pick(lang)) for name, title in view.measures],
        "parts": parts,
        "empty": "" if view.rows else say("matrix.empty", lang),
        "rest": bound.said(left_out, lang),
    }
    return render(template, page, lang)


def render_xlsx(view: MatrixView, options: RenderOptions) -> bytes:
    """The rows of the CSV file as a spreadsheet, with the legend below."""
    lang = options.lang
    (shown,), left_out = options.bound.cut([view.rows])
    names = [name for name, _ in view.measures]
    rows = _table(shown, lang, names)
    table = Sheet(
        say("matrix.title", lang),
        _title(view, lang),
        [*_COLUMNS, *names],
        rows,
        fixed=len(_COLUMNS),
        notes=[unjudged(view.unjudged, lang), options.bound.said(left_out, lang), legend(lang)],
        revision=view.revision,
    )
    return spreadsheet(table, lang)
