"""Findings as JSON and as Markdown, and for other programs; which are shown, and their keys.

GitHub and GitLab show them on a proposal, and SARIF is for code scanning:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
SARIF 2.1.0 (OASIS)
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from urllib.parse import quote

from menneskehandel_cli.blocks.model import Block, Page, Paragraph
from menneskehandel_cli.diagnostics import SEVERITIES, Severity
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.explain import render_page
from menneskehandel_cli.formats.page import table_of, write_page
from menneskehandel_cli.language import Lang, choose, count, escape_control, msg, say
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, Rule, unaccepted
from menneskehandel_cli.trees import PLAN_FOLDER, plan_in
from menneskehandel_cli.version import __version__


def shown(view: CheckView, options: RenderOptions) -> tuple[list[Finding], int]:
    """The open findings to list, in file order, and how many are left out.

    Over the limit, the most severe are kept, so that gaps do not push errors out.
    """
    graver = sorted(unaccepted(view.found), key=lambda finding: SEVERITIES.index(finding.severity))
    (kept,), left_out = options.bound.cut([graver])
    return sorted(kept, key=lambda finding: finding.order), left_out


def hidden(view: CheckView, listed: Iterable[Finding]) -> tuple[str, ...]:
    """The files not read in full, except those whose errors are listed."""
    wrong = {finding.path for finding in listed if finding.severity == "error"}
    return tuple(path for path in view.unjudged if path not in wrong)


def fingerprints(found: Iterable[Finding], places: Callable[[str], str]) -> Iterator[str]:
    """The key of each finding. It holds no line number, so that a moved finding keeps its key.

    It begins with the plan whose file it is in, if that has a folder. Several findings may have the same
    key, such as errors at one place in a file: from the second on, a number is added.
    """
    seen: Counter[str] = Counter()
    for finding in found:
        plan = re.search(PLAN_FOLDER, places(finding.path))
        key = f"{plan_in(plan[0])}:{finding.key}" if plan else finding.key
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}#{seen[key]}"


def summary(counts: Mapping[Severity, int], lang: Lang) -> str:
    """How many findings there are of each severity, or that there are none."""
    parts = [count(severity, number, lang) for severity, number in counts.items() if number]
    return f"{', '.join(parts)}." if parts else say(msg("Nothing found."), lang)


def render_json(view: CheckView, options: RenderOptions) -> str:
    """One object with every finding and how many there are of each severity."""
    listed, left_out = shown(view, options)
    accepted = [diagnostic(one, options.lang) | {"accepted": one.accepted} for one in view.accepted]
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
    return {
        "code": finding.rule.code,
        "key": finding.key,
        "severity": finding.severity,
        "message": finding.message(lang),
        "help": finding.help(lang),
        "path": finding.path,
        **{key: getattr(finding.span, key) for key in ("line", "column", "end_line", "end_column")},
        "subject": finding.diagnostic.subject,
    }


_HEADS = {
    "error": ("column.error", "explain.help", "column.place", "column.code"),
    "gap": ("column.gap", "column.help", "column.place", "column.code"),
    "note": ("column.note", "explain.help", "column.place", "column.code"),
}
"""The columns of each severity's table: an error is below the word error, never below gap."""


def render_markdown(view: CheckView, options: RenderOptions) -> str:
    """A table for each severity, the most severe first, with the numbers of all above."""
    return write_page(Page("", options.lang, tuple(_check_blocks(view, options))), options)


def _check_blocks(view: CheckView, options: RenderOptions) -> Iterator[Block]:
    lang, of = options.lang, view.places()  # As a comment on a proposal names files.
    found, left_out = shown(view, options)
    if warning := unjudged(hidden(view, found), lang):
        yield Paragraph(warning)
    yield Paragraph(summary(view.counts, lang))
    for severity in SEVERITIES:
        rows = [
            (item.message(lang), item.help(lang), f"{of(item.path)}:{item.span.line}", item.rule.code)
            for item in found
            if item.severity == severity
        ]
        if rows:
            yield table_of("", _HEADS[severity], rows, lang)
    if left_out:
        yield Paragraph(options.bound.note(left_out, lang))


_SEVERITY_NAMES: dict[Severity, tuple[str, str, str]] = {
    "error": ("error", "critical", "error"),
    "gap": ("warning", "minor", "warning"),
    "note": ("notice", "info", "note"),
}
"""What each severity is called by GitHub, by GitLab and in SARIF."""
_GITHUB, _GITLAB, _SARIF = range(3)
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def github(view: CheckView, options: RenderOptions) -> str:
    """A workflow command for each finding. Their paths count from the root of the repository."""
    (found, _), places = shown(view, options), view.places()
    return "".join(f"{_github_command(finding, options.lang, places)}\n" for finding in found)


def _github_command(finding: Finding, lang: Lang, places: Callable[[str], str]) -> str:
    span = finding.span
    # GitHub accepts columns only for a single line.
    columns = {"col": span.column, "endColumn": span.end_column} if span.line == span.end_line else {}
    lines = {"line": span.line, "endLine": span.end_line, **columns}
    named = {"file": places(finding.path), **lines, "title": finding.rule.code}
    # The log may be read on a terminal, and the site could not match such a name anyway.
    data = {name: _gh_data(escape_control(str(value))).replace(":", "%3A") for name, value in named.items()}
    params = ",".join(f"{name}={value.replace(',', '%2C')}" for name, value in data.items())
    message = f"{finding.message(lang)}\n{finding.help(lang)}"
    return f"::{_SEVERITY_NAMES[finding.severity][_GITHUB]} {params}::{_gh_data(message)}"


def _gh_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def gitlab(view: CheckView, options: RenderOptions) -> str:
    """A list of the findings. Their paths count from the root of the repository."""
    (found, _), places = shown(view, options), view.places()
    issues = [
        {
            "description": f"{finding.message(options.lang).strip()} {finding.help(options.lang)}",
            "check_name": finding.rule.code,
            "fingerprint": sha256(fingerprint.encode("utf-8", "surrogateescape")).hexdigest(),
            "severity": _SEVERITY_NAMES[finding.severity][_GITLAB],
            "location": {
                "path": places(finding.path),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for finding, fingerprint in zip(found, fingerprints(found, places), strict=True)
    ]
    return json.json_text(issues)


def sarif(view: CheckView, options: RenderOptions) -> str:
    """One log with one run. Columns count characters (Unicode code points), paths from the repository."""
    found = sorted([*shown(view, options)[0], *view.accepted], key=lambda finding: finding.order)
    rules = sorted({finding.rule.code: finding.rule for finding in found}.items())
    places, index = view.places(), {code: place for place, (code, _) in enumerate(rules)}
    described = [_rule(rule, options.lang, view.site) for _, rule in rules]
    run = {
        "tool": {"driver": {"name": "mh", "version": __version__, "rules": described}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, fingerprint, index[finding.rule.code], places(finding.path), options.lang)
            for finding, fingerprint in zip(found, fingerprints(found, places), strict=True)
        ],
    }
    return json.json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, lang: Lang, site: str) -> dict[str, object]:
    page = RenderOptions(lang, form="markdown")
    address = f"{site.rstrip('/')}/{lang}/rules.html#{rule.code}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": choose(rule.why, lang)},
        "help": {"text": choose(rule.why, lang), "markdown": render_page([rule], page)},
        **({"helpUri": address} if site else {}),
        "defaultConfiguration": {"level": _SEVERITY_NAMES[rule.severity][_SARIF]},
    }


def _result(finding: Finding, fingerprint: str, place: int, path: str, lang: Lang) -> dict[str, object]:
    span = finding.span
    file = {"uri": quote(path.encode("utf-8", "surrogateescape"))}
    start = {"startLine": span.line, "startColumn": span.column}
    region = {**start, "endLine": span.end_line, "endColumn": span.end_column}
    result: dict[str, object] = {
        "ruleId": finding.rule.code,
        "ruleIndex": place,
        "level": _SEVERITY_NAMES[finding.severity][_SARIF],
        "partialFingerprints": {"mhKey/v1": escape_control(fingerprint)},
        "message": {"text": f"{finding.message(lang).strip()} {finding.help(lang)}"},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted.reason.pick(lang)}]
    return result
