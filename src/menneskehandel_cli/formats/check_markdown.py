"""Findings as Markdown, for the summary of a job or a comment on a pull request."""

from __future__ import annotations

from menneskehandel_cli.blocks import templates
from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.check import hidden, shown
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, count, say
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding

_HEADS = {
    "error": ("column.error", "explain.help", "column.place", "column.code"),
    "gap": ("column.gap", "column.help", "column.place", "column.code"),
    "note": ("column.note", "explain.help", "column.place", "column.code"),
}
"""The columns of each severity's table: an error stands below the word error, never below gap."""


def render(view: CheckView, options: RenderOptions) -> str:
    """A table for each severity, the most severe first, with the numbers of all above."""
    lang = options.lang
    found, left_out = shown(view, options)
    said = [count(severity, number, lang) for severity, number in view.counts.items() if number]
    page: dict[str, object] = {
        "unjudged": unjudged(hidden(view, found), lang),
        "rest": options.bound.said(left_out, lang),
        "summary": f"{', '.join(said)}." if said else say("check.clean", lang),
        "tables": [
            {
                "head": [say(key, lang) for key in _HEADS[severity]],
                "rows": [_row(finding, lang) for finding in found if finding.severity == severity],
            }
            for severity in SEVERITIES
            if any(finding.severity == severity for finding in found)
        ],
    }
    return templates.render("check.md.j2", page, lang)


def _row(finding: Finding, lang: Lang) -> list[str]:
    return [
        finding.message(lang),
        finding.help(lang),
        f"{finding.path}:{finding.span.line}",
        finding.rule.code,
    ]
