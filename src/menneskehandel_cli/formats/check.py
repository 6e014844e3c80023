"""Findings as JSON and as Markdown; and what their formats share: which are shown, and their keys."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from menneskehandel_cli.blocks.model import Block, Page, Paragraph
from menneskehandel_cli.diagnostics import SEVERITIES, Severity
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.page import table_of, write_page
from menneskehandel_cli.language import Lang, count, say
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, unaccepted
from menneskehandel_cli.trees import PLAN_FOLDER, plan_in


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
    return f"{', '.join(parts)}." if parts else say("check.clean", lang)


def render_json(view: CheckView, options: RenderOptions) -> str:
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


_HEADS = {
    "error": ("column.error", "explain.help", "column.place", "column.code"),
    "gap": ("column.gap", "column.help", "column.place", "column.code"),
    "note": ("column.note", "explain.help", "column.place", "column.code"),
}
"""The columns of each severity's table: an error is below the word error, never below gap."""


def render_markdown(view: CheckView, options: RenderOptions) -> str:
    """A table for each severity, the most severe first, with the numbers of all above."""
    return write_page(Page("", options.lang, tuple(_blocks(view, options))), options)


def _blocks(view: CheckView, options: RenderOptions) -> Iterator[Block]:
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
