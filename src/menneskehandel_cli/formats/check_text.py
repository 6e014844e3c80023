"""Findings for a terminal: where, what, the line itself with a marker, and how to fix it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells
from rich.console import RenderableType
from rich.text import Text

from menneskehandel_cli.blocks.terminal import SEVERITY_STYLES, Labelled, styled, to_text
from menneskehandel_cli.formats import RenderOptions, unjudged
from menneskehandel_cli.formats.check import hidden, shown, summary
from menneskehandel_cli.language import Phrase, count, escape_control, say
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, unaccepted


def render(view: CheckView, options: RenderOptions) -> str:
    """The findings in the order of the files, and a summary."""
    lang = options.lang
    found, left_out = shown(view, options)
    parts: list[RenderableType | Labelled] = []
    if warning := unjudged(hidden(view, found), lang):
        parts += [Text(escape_control(warning), "bold red"), ""]
    helped: set[str] = set()
    own = (one.severity != "note" and id(one) for one in found)
    alike = grouped(((one.path, one.message(lang), of), one) for one, of in zip(found, own, strict=True))
    for each in alike.values():
        parts.extend(_lines_of(each, view, options, helped))
    if left_out:
        parts.append(options.bound.note(left_out, lang))
    parts.append(Text(summary(view.counts, lang), "" if any(view.counts.values()) else "green"))
    rules = Counter(finding.rule.code for finding in unaccepted(view.found))
    if rules.keys() - {"MH404"} and "MH404" in rules:
        codes = [f"{code} ({number})" for code, number in sorted(rules.items())]
        parts.append(Phrase("check.rules", rules=codes).say(lang))
    if view.accepted:
        parts.append(count("accepted", len(view.accepted), lang))
    return to_text(*parts, width=options.width, colour=options.colour)


def _lines_of(
    alike: Sequence[Finding], view: CheckView, options: RenderOptions, helped: set[str]
) -> Iterator[RenderableType | Labelled]:
    """Where it is, what it is, the line itself, where else it is, and how to fix it: of notes, once."""
    finding, *others = alike
    span, lang, colour = finding.span, options.lang, options.colour
    where = escape_control(f"{view.place(finding.path)}:{span.line}:{span.column}")
    what = f"{say(f'severity.{finding.severity}', lang)} {finding.rule.code}"
    yield styled((f"{where}  ", "bold"), (what, SEVERITY_STYLES[finding.severity]), colour=colour)
    yield Labelled("", finding.message(lang))
    if (line := view.line_of(finding.path, span.line)) is not None:
        yield from _excerpt(line, finding, options)
    if lines := [str(one.span.line) for one in others]:
        yield Labelled("", Phrase("check.same", n=len(lines), lines=lines).say(lang))
    if finding.severity != "note" or finding.help(lang) not in helped:
        yield Labelled("", styled((f"{say('check.help', lang)} {finding.help(lang)}", "dim"), colour=colour))
    helped.add(finding.help(lang))
    yield ""


def _excerpt(line: str, finding: Finding, options: RenderOptions) -> list[Labelled]:
    """The line with a marker below, cut to the width around the marked place."""
    span = finding.span
    gutter = f"  {span.line:>5} │ "
    room = max(options.width - len(gutter), 20)
    start = span.column - 1
    length = span.end_column - span.column if span.end_line == span.line else len(line) - start
    shift = max(0, start - room // 2) if start + 2 > room else 0
    shown = "".join(x if x.isprintable() else "·" for x in line[shift : shift + room])
    shown = chop_cells(shown, room)[0] if shown else ""
    before, place = shown[: start - shift], shown[start - shift :][:length]
    marker = " " * min(cell_len(before), room - 1) + "^" * max(1, cell_len(place))
    below = styled((marker, SEVERITY_STYLES[finding.severity]), colour=options.colour)
    return [Labelled(gutter, shown, 0, prose=False), Labelled("        │ ", below, 0, prose=False)]
