"""Who follows up what: each article and each demand of a body against the measures."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats import matrix
from menneskehandel_cli.formats.charts.markup import Address, drawn, no_address
from menneskehandel_cli.formats.charts.names import helpers
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.matrix import FAR, MatrixRow, MatrixView


def followers_picture(
    view: MatrixView, register: Register, lang: Lang, address: Address = no_address
) -> Picture:
    """The measures that follow up each article and each demand, with how far: one sign in a cell."""
    rows = [row for row in view.rows if row.coverage.counts.total]
    kinds = grouped((not row.coverage.counts.law, row) for row in rows)
    left = [(matrix.without(kinds[kind], view.by, lang)[0], kinds[kind]) for kind in sorted(kinds)]
    measures = sorted(view.measures, key=lambda one: (one.focus_area, one.number))
    areas = [(number, list(inside)) for number, inside in groupby(measures, lambda one: one.focus_area)]
    title, note = matrix.finding(view, lang), matrix.note(view, lang)
    markup = drawn(
        "followers",
        **helpers(register, lang, address),
        title=title,
        note=note,
        kinds=FAR,
        share=partial(_share, lang=lang),
        areas=[(_area(register, number, lang), inside) for number, inside in areas],
        columns=len(measures),
        sums=Counter(name for row in rows for name, cell in row.cells.items() if cell.answered),
        left=[(said, parts) for said, some in left if (parts := matrix.parts_left(some, lang))],
        instruments=matrix.chapters(
            [row for row in rows if row.followed_up and not row.only_assessed], lang
        ),
        rows=rows,
    )
    return Picture(title, markup, Table(title, (), ()), f"{title}. {note}")


def _area(register: Register, number: int, lang: Lang) -> str:
    area = register.focus_areas.get(number)
    return f"{number} {area.title.pick(lang)}" if area else str(number)


def _share(row: MatrixRow, lang: Lang) -> str:
    """How many requirements are covered; of recommendations, which have no law, only if any is."""
    counts = row.coverage.counts
    if not counts.law and not counts.classification["covered"]:
        return ""
    return say(msg("{n} of {total}"), lang, n=counts.classification["covered"], total=counts.total)
