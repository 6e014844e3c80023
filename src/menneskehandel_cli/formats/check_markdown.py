"""Findings as Markdown, for the summary of a job or a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Block, Page, Paragraph
from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.check import hidden, shown, summary
from menneskehandel_cli.formats.page import table_of, write_page
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding

_HEADS = {
    "error": ("column.error", "explain.help", "column.place", "column.code"),
    "gap": ("column.gap", "column.help", "column.place", "column.code"),
    "note": ("column.note", "explain.help", "column.place", "column.code"),
}
"""The columns of each severity's table: an error is below the word error, never below gap."""


def render(view: CheckView, options: RenderOptions) -> str:
    """A table for each severity, the most severe first, with the numbers of all above."""
    return write_page(Page("", options.lang, tuple(_blocks(view, options))), options)


def _blocks(view: CheckView, options: RenderOptions) -> Iterator[Block]:
    lang = options.lang
    found, left_out = shown(view, options)
    if told := unjudged(hidden(view, found), lang):
        yield Paragraph(told)
    yield Paragraph(summary(view.counts, lang))
    for severity in SEVERITIES:
        rows = [_row(finding, lang) for finding in found if finding.severity == severity]
        if rows:
            yield table_of("", _HEADS[severity], rows, lang)
    if left_out:
        yield Paragraph(options.bound.said(left_out, lang))


def _row(finding: Finding, lang: Lang) -> list[str]:
    return [
        finding.message(lang),
        finding.help(lang),
        f"{finding.path}:{finding.span.line}",
        finding.rule.code,
    ]
