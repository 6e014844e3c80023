"""Findings as Markdown, for the summary of a job or a comment on a pull request."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.formats import RenderOptions, templates
from menneskehandel_cli.formats.check import hidden, shown
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import count, say
from menneskehandel_cli.reports.check import CheckView


def render(view: CheckView, options: RenderOptions) -> str:
    """A table of the findings, the most severe first, with their number above."""
    lang = options.lang
    found, left_out = shown(view, options)
    graver = sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
    said = [count(severity, number, lang) for severity, number in view.counts.items() if number]
    page: dict[str, object] = {
        "unjudged": unjudged(hidden(view, found), lang),
        "rest": options.bound.said(left_out, lang),
        "summary": f"{', '.join(said)}." if said else say("check.clean", lang),
        "head": [say(f"column.{name}", lang) for name in ("severity", "code", "place", "gap", "help")],
        "rows": [
            [
                say(f"severity.{finding.severity}", lang),
                finding.rule.code,
                f"{finding.path}:{finding.span.line}",
                finding.message(lang),
                finding.help(lang),
            ]
            for finding in graver
        ],
    }
    return templates.render("check.md.j2", page, lang)
