"""Findings as JSON."""

from __future__ import annotations

from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check import shown
from menneskehandel_cli.language import Lang
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding


def render(view: CheckView, options: RenderOptions) -> str:
    """One object with every finding and how many there are of each severity."""
    listed, left_out = shown(view, options)
    accepted = [
        diagnostic(finding, options.lang) | {"accepted": finding.accepted} for finding in view.accepted
    ]
    body = {
        "revision": view.revision,
        "unjudged": view.unjudged,
        "diagnostics": [diagnostic(finding, options.lang) for finding in listed],
        "left_out": left_out,
        "summary": view.counts,
        "accepted": accepted,
    }
    return json.render("mh/check/2", body)


def diagnostic(finding: Finding, lang: Lang) -> dict[str, object]:
    """A finding with its place; lines and columns count from 1."""
    span = finding.span
    return {
        "code": finding.rule.code,
        "key": finding.key,
        "severity": finding.severity,
        "message": finding.message(lang),
        "help": finding.help(lang),
        "path": finding.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "subject": finding.diagnostic.subject,
    }
