"""Findings as JSON."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import json
from menneskehandel_cli.language import Lang
from menneskehandel_cli.rules import Finding, unaccepted


def render(
    found: list[Finding],
    counts: dict[Severity, int],
    lang: Lang,
    revision: str | None,
    *,
    unjudged: tuple[str, ...] = (),
    left_out: int = 0,
) -> str:
    """One object with every finding and how many there are of each severity.

    ``unjudged`` are files that could not be read in full; ``left_out`` is the number of findings counted
    but not listed.
    """
    accepted = [
        diagnostic(finding, lang) | {"accepted": finding.accepted}
        for finding in found
        if finding.accepted is not None
    ]
    body = {
        "revision": revision,
        "unjudged": unjudged,
        "diagnostics": [diagnostic(finding, lang) for finding in unaccepted(found)],
        "left_out": left_out,
        "summary": counts,
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
