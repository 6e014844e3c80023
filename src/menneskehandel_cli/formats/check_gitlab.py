"""Findings as GitLab's code quality report, which the site shows on a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from hashlib import sha256

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check import fingerprints, shown
from menneskehandel_cli.language import Lang
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding

_LEVELS: dict[Severity, str] = {"error": "critical", "gap": "minor", "note": "info"}


def render(view: CheckView, options: RenderOptions) -> str:
    """A list of the findings. Their paths count from the root of the repository."""
    found, _ = shown(view, options)
    prefix = view.prefix()
    issues = [
        _issue(finding, options.lang, prefix, fingerprint)
        for finding, fingerprint in zip(found, fingerprints(found), strict=True)
    ]
    return json.written(issues)


def _issue(finding: Finding, lang: Lang, prefix: str, fingerprint: str) -> dict[str, object]:
    return {
        "description": f"{finding.message(lang).strip()} {finding.help(lang)}",
        "check_name": finding.rule.code,
        "fingerprint": sha256(fingerprint.encode("utf-8", "surrogateescape")).hexdigest(),
        "severity": _LEVELS[finding.severity],
        "location": {
            "path": prefix + finding.path,
            "lines": {"begin": finding.span.line, "end": finding.span.end_line},
        },
    }
