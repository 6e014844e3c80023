"""Findings as JSON."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import json
from menneskehandel_cli.language import Lang
from menneskehandel_cli.rules import Finding


def render(
    found: list[Finding],
    accepted: list[Finding],
    counts: dict[Severity, int],
    lang: Lang,
    revision: str | None,
    unjudged: tuple[str, ...],
    left_out: int,
) -> str:
    """One object with the open findings, the accepted ones, and how many open ones there are in all."""
    body = {
        "revision": revision,
        "unjudged": unjudged,
        "diagnostics": [diagnostic(finding, lang) for finding in found],
        "left_out": left_out,
        "summary": counts,
        "accepted": [diagnostic(item, lang) | {"accepted": item.accepted} for item in accepted],
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
        "help": finding.cure(lang),
        "path": finding.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "subject": finding.diagnostic.subject,
    }
