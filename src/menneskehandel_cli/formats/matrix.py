"""The matrix in every form: as a page, as a table and as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Paragraph
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.page import about, table_of, write_table, write_view
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, The, fill, listing, msg, nmsg, say
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.coverage import RowCoverage, ours, promises
from menneskehandel_cli.reports.matrix import FAR, Cell, MatrixRow, MatrixView

SIGNS = {"full": "●", "partial": "◐", "assess": "○", "named": "–"}
"""How far a measure follows something up, what goes furthest first."""


def legend(view: MatrixView, lang: Lang) -> str:
    """What the letters and signs in the cells mean, and what the coverage rests on."""
    bases = {basis: say(f"matrix.{basis}", lang) for basis in ("strategy", "area", "editorial")}
    return f"{say('matrix.legend', lang, **bases)} {_passing(view, lang)}"


def _passing(view: MatrixView, lang: Lang) -> str:
    """What “through” another provision means, where a row says so; and what is our judgement."""
    through = f"{say('matrix.through', lang)} " if any(x.coverage.through for x in view.rows) else ""
    return through + say(ours((x.coverage.counts, x.coverage.own_words) for x in view.rows), lang)


def mark_of(cell: Cell | None, lang: Lang) -> str:
    """The basis as a letter, the contribution as a sign, and the number of answers if not all."""
    if cell is None:
        return ""
    sign = SIGNS[cell.contribution or "named"]
    share = f" {cell.answered}/{cell.total}" if 0 < cell.answered < cell.total else ""
    return f"{say(f'matrix.{cell.basis}', lang)}{sign}{share}"


def render_json(view: MatrixView, options: RenderOptions) -> str:
    """One object: the measures, and for each obligation the measures that answer it, with basis."""
    names = [measure.id for measure in view.measures]
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
    body = {name: getattr(view, name) for name in ("revision", "unjudged", "by")}
    body |= {"measures": names, "rows": rows, "left_out": left_out}
    return json.render("mh/matrix/3", body)


_COLUMNS = ("id", "title", "coverage", "own_words")


def render_table(view: MatrixView, options: RenderOptions) -> str | bytes:
    """A row for each obligation, a column for each measure, and the legend below a spreadsheet."""
    lang = options.lang
    (shown,), left_out = options.bound.cut([view.rows])
    names = [measure.id for measure in view.measures]
    table = Sheet(
        say("matrix.title", lang),
        about(view.title, "matrix.title", "matrix.title.of", lang),
        [*_COLUMNS, *names],
        (
            (
                row.id,
                row.title.pick(lang),
                fill(row.coverage.label, lang),
                fill(promises(row.coverage.own_words), lang),
                *(mark_of(row.cells.get(name), lang) for name in names),
            )
            for row in shown
        ),
        fixed=len(_COLUMNS),
        notes=[unjudged(view.unjudged, lang), options.bound.note(left_out, lang), legend(view, lang)],
        revision=view.revision,
    )
    return write_table(table, options)


def render_page(view: MatrixView, options: RenderOptions) -> str:
    """The matrix as a page."""
    lang = options.lang
    head = {
        "title": about(view.title, "matrix.title", "matrix.title.of", lang),
        "first": unjudged(view.unjudged, lang),
        "fictional": say("fictional", lang) if view.fictional else "",
        "contents": say("page.contents", lang),
    }
    return write_view(view.revision, _blocks(view, options), options, **head)


def _blocks(view: MatrixView, options: RenderOptions) -> Iterator[Block]:
    """The finding, what the signs mean, and a table for each chapter; the measures by their numbers."""
    lang, bound = options.lang, options.bound
    (shown,), left_out = bound.cut([view.rows])
    if not view.rows:
        yield Paragraph(say("matrix.empty", lang))
        return
    if view.every:
        yield Paragraph(f"{in_all(view, lang)}.")
        yield from worst(view, lang)
    signs = " ".join(f"{sign} {say(FAR[kind], lang)}" for kind, sign in SIGNS.items())
    yield Paragraph(f"{signs}. {note(view, lang)}", mark=say("matrix.says", lang))
    every = ("matrix.demand", "column.measures", "matrix.in_all", "column.id")
    head = every if options.form == "text" else every[:3]
    numbers = {measure.id: number_of(measure) for measure in view.measures}
    for place, (instrument, rows) in enumerate(chapters(shown, lang).items(), 1):
        yield Heading(instrument, anchor=f"instrument-{place}")
        for chapter, several in rows.items():
            if chapter:
                yield Heading(chapter, 3)
            cells = (_cells(row, numbers, lang)[: len(head)] for row in several)
            yield table_of(chapter or instrument, head, cells, lang)
    if left_out:
        yield Paragraph(bound.note(left_out, lang))
    yield Heading(say("page.measures", lang), anchor="measures")
    yield Facts(tuple((number_of(one), one.title.pick(lang)) for one in view.measures))


def number_of(measure: Measure) -> str:
    """What heads the column of a measure: its number, or the id of that of another plan."""
    return measure.id if ":" in measure.id else str(measure.number)


def _cells(row: MatrixRow, numbers: Mapping[str, str], lang: Lang) -> tuple[str, ...]:
    """A row in words: what asks, the measures by how far they follow it up, and how much is covered."""
    by_far = grouped((cell.far, numbers[name]) for name, cell in row.cells.items())
    marks = [f"{sign} {', '.join(by_far[far])}" for far, sign in SIGNS.items() if far in by_far]
    called, covered = capital(fill(row.called, lang)), share(row.coverage, lang)
    return called, " · ".join(marks) or say("matrix.nothing", lang), covered, row.id


def share(of: RowCoverage, lang: Lang) -> str:
    """How many requirements are covered, and how many of those a body asks more for or are in doubt."""
    counts, text = of.counts, fill(of.label, lang)
    marks = {"disputed": counts.disputed, "doubt": counts.uncertain}
    one = ".one" if counts.total == 1 else ""
    return "; ".join((text, *(say(f"matrix.{key}{one}", lang, n=n) for key, n in marks.items() if n)))


def chapters(rows: Iterable[MatrixRow], lang: Lang) -> dict[str, dict[str, tuple[MatrixRow, ...]]]:
    """The rows by instrument, conventions first, and by chapter; what has none is below ``""``."""
    ordered = sorted(rows, key=lambda row: len(row.chapter), reverse=True)
    names = (((*(fill(part, lang) for part in row.chapter), "")[:2], row) for row in ordered)
    found: dict[str, dict[str, tuple[MatrixRow, ...]]] = {}
    for (instrument, chapter), some in grouped(names).items():
        found.setdefault(instrument, {})[capital(chapter)] = some
    return found


PARTS = ("open", "single", "unclear", "unsure", "assess", "law")
"""Why a row of a convention stands apart: what is known to be missing first, what is covered last."""
NAMED = 8
"""So many of each are told by name."""


def worst(view: MatrixView, lang: Lang, *besides: str) -> Iterator[Bullets]:
    """What no measure follows up, by name and by what is known to cover it; and what else is told."""
    lines = []
    for name, some in parts_left(view, law=True):
        if name != "assess":
            rest = [say(nmsg("{n} more", "{n} more"), lang, n=len(some) - NAMED)] if some[NAMED:] else []
            names = [*(fill(row.inside, lang) for row in some[:NAMED]), *rest]
            doubt = sum(bool(row.coverage.counts.uncertain) for row in some) if name == "law" else 0
            key = f"matrix.lead.{name}{'.doubt' if doubt else ''}"
            known = sum(row.uncovered - row.besides.counts.shown["unclear"] for row in some)
            lacking = 0 if name == "unclear" else known
            each = {"open": lacking, "unclear": sum(row.uncovered for row in some) - lacking}
            of = listing([say(f"matrix.read.{x}", lang, n=n) for x, n in each.items() if n], lang)
            rows = say("list.convention" if view.by == "article" else "demands", lang, n=len(some))
            params = {"doubt": doubt, "of": of, "names": listing(names, lang), "rows": rows}
            lines.append(f"{say(key, lang, n=len(some), **params)}.")
    yield from [Bullets((*lines, *besides))] if lines or besides else ()


def in_all(view: MatrixView, lang: Lang) -> str:
    """How many articles of which convention no measure follows up; without one, recommendations."""
    rows = [row for row in view.rows if row.coverage.counts.total]
    of_law = [row for row in rows if row.coverage.counts.law]
    left = [row for row in of_law or rows if not row.followed_up]
    unit = say(f"matrix.left.{view.by if of_law else f'asked.{view.by}'}", lang)
    if len({row.instrument for row in of_law}) == 1:
        unit = say(msg("{units} of {of}"), lang, units=unit, of=The(of_law[0].chapter[0]).pick(lang))
    assess, total = sum(row.only_assessed for row in of_law or rows), len(of_law or rows)
    far = {"assess": assess, "more": (total - len(left) - assess) * bool(left or assess)}
    more = (say(f"matrix.left.{key}", lang, n=n) for key, n in far.items() if n)
    words = f"matrix.left.{'none' if left else 'all'}"
    return "; ".join((say(words, lang, n=len(left), total=total, units=unit), *more))


def parts_left(view: MatrixView, *, law: bool) -> list[tuple[str, Sequence[MatrixRow]]]:
    """What no measure does more than assess, of conventions or of recommendations: by ``PARTS``."""
    rows = [x for x in view.rows if x.coverage.counts.total and bool(x.coverage.counts.law) == law]
    inside = (x for x in view.single if bool(x.coverage.counts.law) == law)
    apart = (("single" if x.coverage.settled else "unsure", x) for x in inside)
    found = grouped((_part(row), row) for row in rows) | grouped(apart)
    return [(x, sorted(found[x], key=lambda row: -row.uncovered)) for x in PARTS if found.get(x)]


def _part(row: MatrixRow) -> str:
    """Why a row stands apart; nothing if a measure does more than assess it."""
    if row.followed_up:
        return "assess" if row.only_assessed else ""
    return "law" if not row.uncovered else "open" if row.coverage.settled else "unclear"


def note(view: MatrixView, lang: Lang) -> str:
    """What covers something in all, and how many of the links the strategy makes itself."""
    own, total = view.links.count("strategy"), len(view.links)
    sentences = [say("matrix.note", lang)]
    if 0 < own < total:  # otherwise what is our judgement says so
        sentences.append(say("matrix.own", lang, n=own, total=total))
    return " ".join((*sentences, _passing(view, lang)))
