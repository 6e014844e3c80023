"""Findings as GitLab's code quality report, which the site shows on a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from hashlib import sha256

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import json
from menneskehandel_cli.formats.fingerprints import fingerprints
from menneskehandel_cli.language import Lang
from menneskehandel_cli.rules import Finding

_LEVELS: dict[Severity, str] = {"error": "critical", "gap": "minor", "note": "info"}


def render(found: list[Finding], lang: Lang, prefix: str = "") -> str:
    """A list of the findings. ``prefix`` is the strategy's folder inside the repository."""
    issues = [
        _issue(finding, lang, prefix, fingerprint)
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
