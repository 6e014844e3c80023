"""Findings for a terminal: where, what, the line itself with a marker, and how to fix it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats.terminal import SEVERITY_STYLES, Line, to_text
from menneskehandel_cli.formats.unjudged import unjudged as said
from menneskehandel_cli.language import Lang, count, say, visible
from menneskehandel_cli.rules import Finding

if TYPE_CHECKING:
    from rich.console import RenderableType


def render(
    found: list[Finding],
    counts: dict[Severity, int],
    accepted: int,
    lang: Lang,
    line_of: Callable[[str, int], str | None],
    *,
    width: int,
    colour: bool,
    unjudged: tuple[str, ...] = (),
    rest: str = "",
) -> str:
    """The findings in the order given. ``line_of`` hands out a line of a file by its number.

    ``unjudged`` are files that could not be read in full, ``rest`` what is to be said of those left out.
    """
    parts: list[RenderableType | Line] = []
    if unjudged:
        parts += [Line(visible(said(unjudged, lang)), style="bold red"), Line("")]
    for finding in found:
        parts.append(_head(finding, lang, colour=colour))
        parts.extend(_body(finding, lang, line_of, width))
    if rest:
        parts.append(Line(rest))
    parts.append(Line(_summary(counts, lang), style="" if any(counts.values()) else "green"))
    if accepted:
        parts.append(Line(count("accepted", accepted, lang)))
    return to_text(*parts, width=width, colour=colour)


def _head(finding: Finding, lang: Lang, *, colour: bool) -> RenderableType | Line:
    span, style = finding.span, SEVERITY_STYLES[finding.severity]
    where = visible(f"{finding.path}:{span.line}:{span.column}")
    what = f"{say(f'severity.{finding.severity}', lang)} {finding.rule.code}"
    if not colour:
        return Line(f"{where}  {what}")
    from rich.text import Text as Styled

    return Styled(f"{where}  ", "bold", overflow="fold").append(what, style)


def _body(
    finding: Finding, lang: Lang, line_of: Callable[[str, int], str | None], width: int
) -> list[Line]:
    lines = [Line(finding.message(lang), 2)]
    line = line_of(finding.path, finding.span.line)
    if line is not None:
        lines += _excerpt(line, finding, width)
    return [*lines, Line(f"{say('check.help', lang)} {finding.help(lang)}", 2, "dim"), Line("")]


def _excerpt(line: str, finding: Finding, width: int) -> list[Line]:
    """The line with a marker below, cut to the width around the place pointed at."""
    span = finding.span
    gutter = f"  {span.line:>5} │ "
    room = max(width - len(gutter), 20)
    start = span.column - 1
    length = span.end_column - span.column if span.end_line == span.line else len(line) - start
    shift = max(0, start - room // 2) if start + 2 > room else 0
    # Every character becomes one column wide, so that the marker stands below what it points at.
    shown = "".join(letter if letter.isprintable() else "·" for letter in line[shift : shift + room])
    marker = " " * (start - shift) + "^" * max(1, min(length, room - (start - shift)))
    return [
        Line(gutter + shown, cut=True),
        Line(f"        │ {marker}", style=SEVERITY_STYLES[finding.severity], cut=True),
    ]


def _summary(counts: dict[Severity, int], lang: Lang) -> str:
    said = [count(severity, number, lang) for severity, number in counts.items() if number]
    return f"{', '.join(said)}." if said else say("check.clean", lang)
