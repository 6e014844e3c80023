"""Findings as Markdown, for the summary of a job or a comment on a pull request."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import SEVERITIES, Severity
from menneskehandel_cli.formats import templates
from menneskehandel_cli.formats.unjudged import unjudged as said_unjudged
from menneskehandel_cli.language import Lang, count, say
from menneskehandel_cli.rules import Finding


def render(
    found: list[Finding],
    counts: dict[Severity, int],
    lang: Lang,
    *,
    unjudged: tuple[str, ...] = (),
    rest: str = "",
) -> str:
    """A table of the findings, the most severe first, with their number above.

    ``unjudged`` are files that could not be read in full, ``rest`` a note on findings left out.
    """
    graver = sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
    said = [count(severity, number, lang) for severity, number in counts.items() if number]
    page: dict[str, object] = {
        "unjudged": said_unjudged(unjudged, lang) if unjudged else "",
        "rest": rest,
        "summary": f"{', '.join(said)}." if said else say("check.clean", lang),
        "head": [say(f"column.{name}", lang) for name in ("severity", "code", "place", "gap", "help")],
        "rows": [
            [
                say(f"severity.{finding.severity}", lang),
                finding.rule.code,
                f"{finding.path}:{finding.span.line}",
                finding.message(lang),
                finding.help(lang),
            ]
            for finding in graver
        ],
    }
    return templates.render("check.md.j2", page, lang)
