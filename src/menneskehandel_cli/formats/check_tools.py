"""Findings for other programs: what GitHub and GitLab show on a proposal, and SARIF for code scanning.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
SARIF 2.1.0 (OASIS)
"""

from collections.abc import Callable
from hashlib import sha256
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

_LEVELS: dict[Severity, tuple[str, str, str]] = {
    "error": ("error", "critical", "error"),
    "gap": ("warning", "minor", "warning"),
    "note": ("notice", "info", "note"),
}
"""What each severity is called by GitHub, by GitLab and in SARIF."""
_GITHUB, _GITLAB, _SARIF = range(3)
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def github(view: CheckView, options: RenderOptions) -> str:
    """A workflow command for each finding. Their paths count from the root of the repository."""
    found, _ = shown(view, options)
    places = view.places()
    return "".join(f"{_command(finding, options.lang, places)}\n" for finding in found)


def _command(finding: Finding, lang: Lang, places: Callable[[str], str]) -> str:
    span = finding.span
    named = {
        "file": places(finding.path),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": finding.rule.code,
    }
    if span.line != span.end_line:
        # GitHub accepts columns only for a single line.
        del named["col"], named["endColumn"]
    # The log may be read on a terminal, and the site could not match such a name anyway.
    data = {name: _data(escape_control(str(value))).replace(":", "%3A") for name, value in named.items()}
    params = ",".join(f"{name}={value.replace(',', '%2C')}" for name, value in data.items())
    message = f"{finding.message(lang)}\n{finding.help(lang)}"
    return f"::{_LEVELS[finding.severity][_GITHUB]} {params}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def gitlab(view: CheckView, options: RenderOptions) -> str:
    """A list of the findings. Their paths count from the root of the repository."""
    found, _ = shown(view, options)
    places = view.places()
    issues = [
        {
            "description": f"{finding.message(options.lang).strip()} {finding.help(options.lang)}",
            "check_name": finding.rule.code,
            "fingerprint": sha256(fingerprint.encode("utf-8", "surrogateescape")).hexdigest(),
            "severity": _LEVELS[finding.severity][_GITLAB],
            "location": {
                "path": places(finding.path),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for finding, fingerprint in zip(found, fingerprints(found, places), strict=True)
    ]
    return json.written(issues)


def sarif(view: CheckView, options: RenderOptions) -> str:
    """One log with one run. Columns count characters (Unicode code points), paths from the repository."""
    found = sorted([*shown(view, options)[0], *view.accepted], key=lambda finding: finding.order)
    rules = sorted({finding.rule.code: finding.rule for finding in found}.items())
    places, index = view.places(), {code: place for place, (code, _) in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mh",
                "version": __version__,
                "rules": [_rule(rule, options.lang, view.site) for _, rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, fingerprint, index[finding.rule.code], places(finding.path), options.lang)
            for finding, fingerprint in zip(found, fingerprints(found, places), strict=True)
        ],
    }
    return json.written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, lang: Lang, site: str) -> dict[str, object]:
    page = RenderOptions(lang, form="markdown")
    address = f"{site.rstrip('/')}/{lang}/rules.html#{rule.code}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": choose(rule.why, lang)},
        "help": {"text": choose(rule.why, lang), "markdown": render_page([rule], page)},
        **({"helpUri": address} if site and rule.on_policy else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity][_SARIF]},
    }


def _result(finding: Finding, fingerprint: str, place: int, path: str, lang: Lang) -> dict[str, object]:
    span = finding.span
    result: dict[str, object] = {
        "ruleId": finding.rule.code,
        "ruleIndex": place,
        "level": _LEVELS[finding.severity][_SARIF],
        "partialFingerprints": {"mhKey/v1": escape_control(fingerprint)},
        "message": {"text": f"{finding.message(lang).strip()} {finding.help(lang)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path.encode("utf-8", "surrogateescape"))},
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
