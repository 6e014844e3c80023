"""Who follows up what: each article and each demand of a body against the measures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.markup import Address, drawn, no_address
from menneskehandel_cli.formats.charts.names import KINDS, helpers
from menneskehandel_cli.language import Lang, fill, msg, nmsg, say
from menneskehandel_cli.language.messages import Marked
from menneskehandel_cli.models import Article
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.matrix import Cell, MatrixRow, MatrixView

_BASES = {
    "strategy": msg("the strategy's own words"),
    "area": msg("the strategy, for the focus area"),
}


def followers_picture(
    view: MatrixView, register: Register, lang: Lang, address: Address = no_address
) -> Picture:
    """The measures that follow up each article and each demand, with how far and who says so."""
    rows = [row for row in view.rows if row.coverage.counts.total]
    rows.sort(key=lambda row: not _is_article(register, row))
    finding = _finding(register, rows, lang)
    measures = sorted(register.measures, key=lambda one: (one.focus_area, one.number))
    areas = [(number, list(inside)) for number, inside in groupby(measures, lambda one: one.focus_area)]
    words = {
        "demand": say(msg("Requirement or point"), lang),
        "covered": say(msg("Covered"), lang),
        "cells": say(msg("How much of it the measure follows up:"), lang),
        "strategy": say(msg("in bold: the strategy's own words"), lang),
    }
    markup = drawn(
        "followers",
        **helpers(register, lang, address),
        title=finding,
        kinds=KINDS,
        short={kind: say(f"matrix.cell.{kind}", lang) for kind in KINDS},
        nothing=msg("no measure"),
        by_law=_by_law,
        mark=partial(_mark, lang=lang),
        covered=partial(_covered, lang=lang),
        areas=[(_area(register, number, lang), inside) for number, inside in areas],
        linked={one.id: [row for row in rows if one.id in row.cells] for one in measures},
        columns=len(measures),
        groups=[
            (title, list(inside))
            for title, inside in groupby(rows, lambda row: fill(row.chapter[0], lang))
        ],
        left=_left(register, rows),
        words=words,
    )
    ours = say("coverage.ours", lang)
    return Picture(finding, markup, Table(finding, (), ()), f"{finding}. {ours}", ours)


def _finding(register: Register, rows: Sequence[MatrixRow], lang: Lang) -> str:
    """How many articles no measure follows up, or of a plan without articles, points; and the law."""
    articles = [row for row in rows if _is_article(register, row)]
    left = [row for row in articles or rows if not row.followed_up]
    article = nmsg(
        "{n} of {total} articles is not followed up by any measure",
        "{n} of {total} articles are not followed up by any measure",
    )
    point = nmsg(
        "{n} of {total} points is not followed up by any measure",
        "{n} of {total} points are not followed up by any measure",
    )
    finding = say(article if articles else point, lang, n=len(left), total=len(articles or rows))
    whole = sum(_by_law(row) for row in left)
    by_law = nmsg(
        "{finding}, but {n} of them is covered by the law",
        "{finding}, but {n} of them are covered by the law",
    )
    return say(by_law, lang, finding=finding, n=whole) if whole else finding


def _by_law(row: MatrixRow) -> bool:
    """Whether all that a row asks is covered, with or without a measure."""
    counts = row.coverage.counts
    return counts.classification["covered"] == counts.total


def _left(register: Register, rows: Sequence[MatrixRow]) -> list[tuple[Marked, list[MatrixRow]]]:
    """The articles, and then the recommendations, that no measure follows up."""
    left = [row for row in rows if not row.followed_up]
    articles = [row for row in left if _is_article(register, row)]
    others = [row for row in left if row not in articles]
    found = (
        (msg("Articles that no measure follows up"), articles),
        (msg("Whole recommendations that no measure follows up"), others),
    )
    return [(words, some) for words, some in found if some]


def _is_article(register: Register, row: MatrixRow) -> bool:
    return isinstance(register.obligations[row.id], Article)


def _area(register: Register, number: int, lang: Lang) -> str:
    area = register.focus_areas.get(number)
    return f"{number} {area.title.pick(lang)}" if area else str(number)


def _mark(cell: Cell, lang: Lang) -> tuple[str, str, bool]:
    """The kind of a cell, what it says, and whether the strategy itself says so."""
    kind = (cell.contribution if cell.answered else None) or "named"
    told = [say(KINDS[kind], lang)]
    if 0 < cell.answered < cell.total:
        told.append(say(msg("{n} of {total} requirements"), lang, n=cell.answered, total=cell.total))
    if cell.basis == "editorial":
        return kind, ", ".join(told), False
    return kind, ", ".join([*told, say(_BASES[cell.basis], lang)]), True


def _covered(row: MatrixRow, lang: Lang) -> str:
    """How many requirements are covered; of recommendations, which have no law, only if any is."""
    counts = row.coverage.counts
    if not counts.law and not counts.classification["covered"]:
        return "–"
    return say(msg("{n} of {total}"), lang, n=counts.classification["covered"], total=counts.total)
