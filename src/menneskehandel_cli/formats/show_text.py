"""A record with its links, for a terminal."""

from __future__ import annotations

from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.terminal import HEADING, SEVERITY_STYLES, Column, Grid, Line, to_text
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, day, field_label, fill, say, visible
from menneskehandel_cli.reports.record import Detail, Section


def render(details: list[Detail], lang: Lang, *, width: int, colour: bool) -> str:
    """One record after the other."""
    parts: list[Line | Grid] = []
    for detail in details:
        if parts:
            parts.append(Line("\n" + "─" * width + "\n", style="dim"))
        parts.extend(_detail(detail, lang))
    return to_text(*parts, width=width, colour=colour)


def _detail(detail: Detail, lang: Lang) -> list[Line | Grid]:
    title = ((visible(detail.title.pick(lang)), "bold"),)
    head = Line(f"{detail.id}  ", style=HEADING, more=title)
    facts = [(Line(_label(label, lang)), Line(visible(fill(said, lang)))) for label, said in detail.facts]
    columns = (Column(style="dim", no_wrap=True), Column())
    parts: list[Line | Grid] = [
        head,
        Line(detail.path, style="dim"),
        Line(""),
        Grid(columns, facts, indent=0),
    ]
    for section in detail.sections:
        parts.extend(_section(section, lang))
    if detail.history:
        parts += [Line(""), Line(say("section.history", lang), style=HEADING)]
        parts += [_event(event, lang) for event in detail.history]
    if detail.findings:
        parts += [Line(""), Line(say("section.findings", lang), style=HEADING)]
        for finding in detail.findings:
            said = f"{say(f'severity.{finding.severity}', lang)}: {finding.message(lang)}"
            style = SEVERITY_STYLES[finding.severity]
            parts.append(Line(f"{finding.rule.code} ", 2, style, more=((said, ""),)))
    return parts


def _label(key: str, lang: Lang) -> str:
    label = fill(field_label(key), lang)
    return label[:1].upper() + label[1:]


def _event(event: Event, lang: Lang) -> Line:
    when = f"{day(event.commit.day.isoformat(), lang)}  {event.commit.id[:10]}  "
    style = "" if event.classification == "policy" else "dim"
    return Line(when, 2, "dim", more=((visible(event_line(event, lang)), style),))


def _section(section: Section, lang: Lang) -> list[Line | Grid]:
    rows = []
    for line in section.lines:
        notes = tuple(("\n" + visible(fill(note, lang)), "dim") for note in line.notes)
        rows.append((Line(line.label), Line(visible(fill(line.said, lang)), more=notes)))
    title = Line(visible(fill(section.title, lang)), style=HEADING)
    return [Line(""), title, Grid((Column(style="bold", no_wrap=True), Column()), rows)]
