"""Findings for a terminal: where, what, the line itself with a marker, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Styled

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.formats.terminal import SEVERITY_STYLES, to_text
from menneskehandel_cli.language import Lang, count, say, visible
from menneskehandel_cli.rules import Finding


def render(
    found: list[Finding],
    counts: dict[Severity, int],
    accepted: int,
    lang: Lang,
    line_of: Callable[[str, int], str | None],
    *,
    width: int,
    colour: bool,
) -> str:
    """The findings in the order given. ``line_of`` hands out a line of a file by its number."""
    parts: list[RenderableType] = []
    for finding in found:
        parts.extend(_finding(finding, lang, line_of, width))
    parts.append(Styled(_summary(counts, lang), style="" if any(counts.values()) else "green"))
    if accepted:
        parts.append(Styled(count("accepted", accepted, lang)))
    return to_text(*parts, width=width, colour=colour)


def _finding(
    finding: Finding, lang: Lang, line_of: Callable[[str, int], str | None], width: int
) -> list[RenderableType]:
    span = finding.span
    head = Styled(visible(f"{finding.path}:{span.line}:{span.column}"), style="bold", overflow="fold")
    head.append("  ")
    word = say(f"severity.{finding.severity}", lang)
    head.append(f"{word} {finding.rule.code}", style=SEVERITY_STYLES[finding.severity])
    parts: list[RenderableType] = [head, _indented(finding.message(lang))]
    line = line_of(finding.path, span.line)
    if line is not None:
        parts.extend(_excerpt(line, finding, width))
    parts.append(_indented(f"{say('check.cure', lang)} {finding.cure(lang)}", "dim"))
    parts.append(Styled())
    return parts


def _indented(text: str, style: str = "") -> RenderableType:
    return Padding(Styled(text, style), (0, 0, 0, 2))


def _excerpt(line: str, finding: Finding, width: int) -> list[RenderableType]:
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
        Styled(gutter + shown, no_wrap=True, overflow="crop"),
        Styled(
            "        │ " + marker,
            style=SEVERITY_STYLES[finding.severity],
            no_wrap=True,
            overflow="crop",
        ),
    ]


def _summary(counts: dict[Severity, int], lang: Lang) -> str:
    said = [count(severity, number, lang) for severity, number in counts.items() if number]
    return f"{', '.join(said)}." if said else say("check.clean", lang)
