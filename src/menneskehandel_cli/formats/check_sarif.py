"""Findings as SARIF 2.1.0 (OASIS), for code scanning and similar tools."""

from __future__ import annotations

from urllib.parse import quote

from menneskehandel_cli import __version__
from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check import fingerprints, shown
from menneskehandel_cli.formats.explain import render_page
from menneskehandel_cli.language import Lang, choose
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, Rule

_LEVELS: dict[Severity, str] = {"error": "error", "gap": "warning", "note": "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(view: CheckView, options: RenderOptions) -> str:
    """One log with one run. Columns count characters (Unicode code points)."""
    lang = options.lang
    found = sorted([*shown(view, options)[0], *view.accepted], key=lambda finding: finding.order)
    rules = sorted({finding.rule.code: finding.rule for finding in found}.items())
    places = {code: place for place, (code, _) in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mh",
                "version": __version__,
                "rules": [_rule(rule, lang) for _, rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, fingerprint, places[finding.rule.code], lang)
            for finding, fingerprint in zip(found, fingerprints(found), strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.written(log)


def _rule(rule: Rule, lang: Lang) -> dict[str, object]:
    page = RenderOptions(lang, form="markdown")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": choose(rule.why, lang)},
        "help": {"text": choose(rule.why, lang), "markdown": render_page([rule], page)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, fingerprint: str, place: int, lang: Lang) -> dict[str, object]:
    span = finding.span
    result: dict[str, object] = {
        "ruleId": finding.rule.code,
        "ruleIndex": place,
        "level": _LEVELS[finding.severity],
        "partialFingerprints": {"mhKey/v1": escape_control(fingerprint)},
        "message": {"text": f"{finding.message(lang).strip()} {finding.help(lang)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path.encode("utf-8", "surrogateescape"))},
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": span.end_column,
                    },
                }
            }
        ],
    }
    if finding.accepted is not None:
        reason = finding.accepted.reason.pick(lang)
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result
