"""Findings as GitLab's code quality report, which the site shows on a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import json
from menneskehandel_cli.language import Lang
from menneskehandel_cli.rules import Finding

_LEVELS: dict[Severity, str] = {"error": "critical", "gap": "minor", "note": "info"}


def render(found: list[Finding], lang: Lang, prefix: str = "") -> str:
    """A list of the findings. ``prefix`` is the strategy's folder inside the repository."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in found:
        what = "\0".join((finding.rule.code, finding.path, finding.message(lang)))
        seen[what] += 1
        issues.append(_issue(finding, lang, prefix, f"{what}\0{seen[what]}"))
    return json.written(issues)


def _issue(finding: Finding, lang: Lang, prefix: str, what: str) -> dict[str, object]:
    return {
        "description": f"{finding.message(lang).strip()} {finding.cure(lang)}",
        "check_name": finding.rule.code,
        # Without the line: what has only moved is not shown as mended and new.
        "fingerprint": sha256(what.encode("utf-8", "surrogateescape")).hexdigest(),
        "severity": _LEVELS[finding.severity],
        "location": {
            "path": prefix + finding.path,
            "lines": {"begin": finding.span.line, "end": finding.span.end_line},
        },
    }
