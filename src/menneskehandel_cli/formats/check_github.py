"""Findings as GitHub workflow commands, which the site shows on the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.check import shown
from menneskehandel_cli.language import Lang
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding

_LEVELS: dict[Severity, str] = {"error": "error", "gap": "warning", "note": "notice"}


def render(view: CheckView, options: RenderOptions) -> str:
    """A line for each finding. Their paths count from the root of the repository."""
    found, _ = shown(view, options)
    prefix = view.prefix()
    return "".join(f"{_command(finding, options.lang, prefix)}\n" for finding in found)


def _command(finding: Finding, lang: Lang, prefix: str) -> str:
    span = finding.span
    places = {
        "file": prefix + finding.path,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": finding.rule.code,
    }
    if span.line != span.end_line:
        # GitHub accepts columns only for a single line.
        del places["col"], places["endColumn"]
    told = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    message = f"{finding.message(lang)}\n{finding.help(lang)}"
    return f"::{_LEVELS[finding.severity]} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # The log may be read on a terminal, and the site could not match such a name anyway.
    return _data(escape_control(text)).replace(":", "%3A").replace(",", "%2C")
