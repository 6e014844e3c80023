"""The matrix in every form: as a page, as a table and as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Paragraph
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import EVERYTHING, Bound, RenderOptions, json, unjudged
from menneskehandel_cli.formats.page import about, table_of, write_table, write_view
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, The, count, fill, listing, nmsg, number, say, within
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.coverage import RowCoverage, ours, promises
from menneskehandel_cli.reports.matrix import FAR, Asked, MatrixCell, MatrixRow, MatrixView

SIGNS = {"full": "●", "partial": "◐", "assess": "○", "named": "–"}
"""How far a measure follows something up, what goes furthest first."""


def _passing(view: MatrixView, lang: Lang) -> str:
    """What “through” another provision means, where a row says so; and what is our judgement."""
    through = f"{say('matrix.through', lang)} " if any(x.coverage.through for x in view.rows) else ""
    return through + say(ours((x.coverage.counts, x.coverage.own_words) for x in view.rows), lang)


def mark_of(cell: MatrixCell | None, lang: Lang) -> str:
    """The basis as a letter, the contribution as a sign, and the number of answers if not all."""
    if cell is None:
        return ""
    sign = SIGNS[cell.contribution or "named"]
    share = f" {cell.answered}/{cell.total}" if 0 < cell.answered < cell.total else ""
    return f"{say(f'matrix.{cell.basis}', lang)}{sign}{share}"


def render_json(view: MatrixView, options: RenderOptions) -> str:
    """One object: the measures, and for each obligation the measures that answer it, with basis."""
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
    body |= {"measures": [one.id for one in view.measures], "rows": rows, "left_out": left_out}
    return json.render("mh/matrix/3", body)


_ROW_COLUMNS = ("id", "title", "coverage", "own_words")


def render_table(view: MatrixView, options: RenderOptions) -> str | bytes:
    """A row for each obligation, a column for each measure, and the legend below a spreadsheet."""
    lang = options.lang
    (shown,), left_out = options.bound.cut([view.rows])
    names = [measure.id for measure in view.measures]
    rows = (
        (
            *(row.id, row.title.pick(lang), fill(row.coverage.label, lang)),
            fill(promises(row.coverage.own_words), lang),
            *(mark_of(row.cells.get(name), lang) for name in names),
        )
        for row in shown
    )
    titles = say("matrix.title", lang), about(view.title, "matrix.title", "matrix.title.of", lang)
    bases = {basis: say(f"matrix.{basis}", lang) for basis in ("strategy", "area", "editorial")}
    legend = f"{say('matrix.legend', lang, **bases)} {_passing(view, lang)}"
    notes = [unjudged(view.unjudged, lang), options.bound.note(left_out, lang), legend]
    columns, fixed = [*_ROW_COLUMNS, *names], len(_ROW_COLUMNS)
    table = Sheet(*titles, columns, rows, fixed=fixed, notes=notes, revision=view.revision)
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
    return write_view(view.revision, _matrix_blocks(view, options), options, **head)


def _matrix_blocks(view: MatrixView, options: RenderOptions) -> Iterator[Block]:
    """The finding, what the signs mean, and a table for each chapter; the measures by their numbers."""
    lang, bound = options.lang, options.bound
    (shown,), left_out = bound.cut([view.rows])
    if not view.rows:
        yield Paragraph(say("matrix.empty", lang))
        return
    if view.every:
        yield from [Paragraph(text)] if (text := finding(view, lang)) else []
        yield from [Bullets(lines)] if (lines := tuple(worst(view, lang, bound))) else []
        yield Paragraph(" ".join((*spread(view, lang), f"{in_all(view, lang)}.")))
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
            cells = (_row_cells(row, numbers, lang)[: len(head)] for row in several)
            yield table_of(chapter or instrument, head, cells, lang)
    if left_out:
        yield Paragraph(bound.note(left_out, lang))
    yield Heading(say("page.measures", lang), anchor="measures")
    yield Facts(tuple((number_of(one), one.title.pick(lang)) for one in view.measures))


def number_of(measure: Measure) -> str:
    """What heads the column of a measure: its number, or the id of that of another plan."""
    return measure.id if ":" in measure.id else str(measure.number)


def _row_cells(row: MatrixRow, numbers: Mapping[str, str], lang: Lang) -> tuple[str, ...]:
    """A row in words: what asks, the measures by how far they follow it up, and how much is covered."""
    by_far = grouped((cell.far, numbers[name]) for name, cell in row.cells.items())
    marks = [f"{sign} {', '.join(by_far[far])}" for far, sign in SIGNS.items() if far in by_far]
    called, covered = capital(fill(row.called, lang)), ", ".join(filter(None, share(row.coverage, lang)))
    return called, " · ".join(marks) or say("matrix.nothing", lang), covered, row.id


def share(of: RowCoverage, lang: Lang) -> tuple[str, str]:
    """How many requirements are covered, and how many of those with a reservation; and the rest."""
    first, *rest = (fill(part, lang) for part in of.parts)
    reserved = sum(of.counts.questioned.values())
    words = f"matrix.reserved{'.one' if of.counts.total == 1 else ''}"
    told_of = [say(words, lang, n=reserved)] if reserved else []
    return first, ", ".join((*told_of, *rest))


def chapters(rows: Iterable[MatrixRow], lang: Lang) -> dict[str, dict[str, tuple[MatrixRow, ...]]]:
    """The rows by instrument, conventions first, and by chapter; what has none is below ``""``."""
    ordered = sorted(rows, key=lambda row: len(row.chapter), reverse=True)
    names = (((*(fill(part, lang) for part in row.chapter), "")[:2], row) for row in ordered)
    found: dict[str, dict[str, tuple[MatrixRow, ...]]] = {}
    for (instrument, chapter), some in grouped(names).items():
        found.setdefault(instrument, {})[capital(chapter)] = some
    return found


def _required(view: MatrixView) -> list[Asked]:
    return [one for some in view.parts(law=True).values() for one in some]


def finding(view: MatrixView, lang: Lang) -> str:
    """How many requirements no measure follows up, and how many of those are covered all the same."""
    every = _required(view)
    if not every:
        return ""
    asking = (fill(row.chapter[0], lang) for row in view.rows if row.coverage.counts.law)
    of = listing([The(name).pick(lang) for name in dict.fromkeys(asking)], lang)
    known = Counter("bare" if x.item.shown == "unanswered" else x.part for x in every if not x.item.answers)
    kinds = ("open", "bare", "unclear", "law")
    each = "; ".join(say(f"matrix.bare.{x}", lang, n=known[x]) for x in kinds if known[x])
    return say(f"matrix.bare{'' if each else '.none'}", lang, total=len(every), of=of, each=each)


def spread(view: MatrixView, lang: Lang) -> Iterator[str]:
    """How many requirements have a measure, and in which chapter the most."""
    every = _required(view)
    of = [(within(fill(one.chapter[-1], lang), "chapter"), bool(one.item.answers)) for one in every]
    total, found = Counter(name for name, _ in of), Counter(name for name, there in of if there)
    for name, n in found.most_common(1):
        yield say("matrix.spread", lang, n=found.total(), most=n, total=total[name], chapter=name)


def sums(view: MatrixView, lang: Lang) -> Iterator[tuple[str, int, str]]:
    """Each part of what the conventions require, how much there is of it, and what it is called."""
    for part, some in view.parts(law=True).items():
        read = [x.item.law_record for x in some] if part in ("open", "law") else []
        left = sum(one.item.shown != "covered" for one in some) if part in ("assess", "more") else 0
        more = {"matrix.doubt.sum": sum(bool(x and x.doubts) for x in read), "matrix.read.open": left}
        full = sum("full" in {x.contribution for x in one.item.answers} for one in some)
        far = {"full": full, "partial": len(some) - full}
        each = ", ".join(f"{number(n, lang)} {say(FAR[x], lang)}" for x, n in far.items() if n)
        notes = [*([each] if part == "more" else ()), *(say(key, lang, n=n) for key, n in more.items() if n)]
        words = say(f"matrix.part.{part}", lang, n=len(some))
        yield part, len(some), f"{words} ({'; '.join(notes)})" if notes else words


def worst(view: MatrixView, lang: Lang, bound: Bound = EVERYTHING) -> Iterator[str]:
    """The same in lines; what has neither a measure nor full coverage, or is unclear, by name."""
    parts = view.parts(law=True)
    for part, n, words in sums(view, lang):
        (some,), rest = bound.cut([parts[part] if part in ("open", "unclear") else ()])
        names = [fill(one.called, lang) for one in some]
        names += [count(nmsg("and {n} more", "and {n} more"), rest, lang)] if rest else []
        yield f"{n} {words}{': ' if names else ''}{'; '.join(names)}."


def in_all(view: MatrixView, lang: Lang) -> str:
    """How many articles no measure follows up, covered or not; without a convention, recommendations."""
    rows = [row for row in view.rows if row.coverage.counts.total]
    of_law = [row for row in rows if row.coverage.counts.law]
    left, total = [row for row in of_law or rows if not row.followed_up], len(of_law or rows)
    unit = say(f"matrix.left.{view.by if of_law else f'asked.{view.by}'}", lang)
    found = say(f"matrix.left.{'none' if left else 'all'}", lang, n=len(left), total=total, units=unit)
    known = Counter(map(_law_and_practice, left if of_law else ()))
    each = [say(f"matrix.left.{x}", lang, n=known[x]) for x in ("law", "unclear", "open") if known[x]]
    return say("labelled", lang, label=found, value=listing(each, lang)) if each else found


def _law_and_practice(row: MatrixRow) -> str:
    """What the law and practice do for a row: ``law`` covers the whole, ``open`` if something is lacking."""
    classes = {x for x, n in row.coverage.counts.shown.items() if n}
    if classes & {"partly", "pending", "unanswered"}:
        return "open"
    return "law" if classes == {"covered"} else "unclear"


def parts_left(view: MatrixView, *, law: bool) -> dict[str, Sequence[MatrixRow]]:
    """The rows of conventions, the least covered first, or of recommendations by what measures do."""
    rows = [x for x in view.rows if x.coverage.counts.total and bool(x.coverage.counts.law) == law]
    rows.sort(key=lambda row: law and row.coverage.counts.shown["covered"] - row.coverage.counts.total)
    found = grouped((row.part, row) for row in rows)
    return {x: found[x] for x in ("none", "assess", "more") if x in found}


def note(view: MatrixView, lang: Lang) -> str:
    """What covers something in all, and how many of the links the strategy makes itself."""
    own = view.links.count("strategy")  # of all or none, what is our judgement says so
    of = [say("matrix.own", lang, n=own)] if 0 < own < len(view.links) else []
    return " ".join((say("matrix.note", lang), *of, _passing(view, lang)))
