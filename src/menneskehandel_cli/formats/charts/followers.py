"""Who follows up what: each article and each demand of a body against the measures."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats import matrix
from menneskehandel_cli.formats.charts.markup import Address, drawn, no_address
from menneskehandel_cli.formats.charts.names import helpers
from menneskehandel_cli.language import Lang, fill, msg, say
from menneskehandel_cli.models import Measure
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
    measures = sorted(view.measures, key=partial(_place, register))
    areas = groupby(measures, lambda one: _area(register, one, lang))
    title, note = matrix.finding(view, lang), matrix.note(view, lang)
    markup = drawn(
        "followers",
        **helpers(register, lang, address),
        title=title,
        note=note,
        kinds=FAR,
        share=partial(_share, lang=lang),
        areas=[(area, list(inside)) for area, inside in areas],
        columns=len(measures),
        sums=Counter(name for row in rows for name, cell in row.cells.items() if cell.answered),
        left=[(said, parts) for said, some in left if (parts := matrix.parts_left(some, lang))],
        instruments=matrix.chapters(
            [row for row in rows if row.followed_up and not row.only_assessed], lang
        ),
        rows=rows,
    )
    return Picture(title, markup, Table(title, (), ()), f"{title}. {note}")


def _place(register: Register, measure: Measure) -> tuple[str, int, int]:
    """Where a measure has its column: those of this plan by focus area, then those of the other plans."""
    plan, _ = register.measures_beside.get(measure.id, (None, None))
    return (plan.id, 0, measure.number) if plan is not None else ("", measure.focus_area, measure.number)


def _area(register: Register, measure: Measure, lang: Lang) -> str:
    """What heads the columns of a focus area, or of another plan."""
    if measure.id in register.measures_beside:
        return fill(register.measures_beside[measure.id][0].title, lang)
    area = register.focus_areas.get(measure.focus_area)
    return f"{area.number} {area.title.pick(lang)}" if area else str(measure.focus_area)


def _share(row: MatrixRow, lang: Lang) -> str:
    """How many requirements are covered; of recommendations, which have no law, only if any is."""
    counts = row.coverage.counts
    if not counts.law and not counts.classification["covered"]:
        return ""
    return say(msg("{n} of {total}"), lang, n=counts.classification["covered"], total=counts.total)
