"""A record with its links, for a terminal."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Column
from rich.text import Text

from menneskehandel_cli.blocks.terminal import (
    HEADING,
    NARROW,
    PROSE,
    SEVERITY_STYLES,
    Labelled,
    grid,
    indented,
    to_text,
)
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, field_label, fill, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.record import Detail, Section, ShowView


def render(view: ShowView, options: RenderOptions) -> str:
    """One record after the other."""
    width = options.width
    parts: list[RenderableType | Labelled] = []
    for detail in view.details:
        if parts:
            parts.append(Text(f"\n{'─' * min(width, PROSE)}\n", "dim"))
        parts.extend(_detail(detail, options.lang, width))
    return to_text(*parts, width=width, colour=options.colour)


def _detail(detail: Detail, lang: Lang, width: int) -> list[RenderableType | Labelled]:
    id = Text.assemble((escape_control(detail.id), HEADING), "  ")
    head = Labelled(id, Text(escape_control(detail.title.pick(lang)), "bold"), 0)
    facts = grid(Column(style="dim", no_wrap=True), Column())
    for label, said in detail.facts:
        name = fill(field_label(label), lang)
        facts.add_row(name[:1].upper() + name[1:], escape_control(fill(said, lang)))
    parts: list[RenderableType | Labelled] = [head, Text(escape_control(detail.path), "dim"), "", facts]
    for section in detail.sections:
        parts.extend(_section(section, lang, width))
    if detail.history:
        parts += ["", Text(say("section.history", lang), HEADING)]
        parts += [_event(event, lang) for event in detail.history]
    if detail.findings:
        parts += ["", Text(say("section.findings", lang), HEADING)]
        for finding in detail.findings:
            said = f"{say(f'severity.{finding.severity}', lang)}: {finding.message(lang)}"
            code = Text(f"{finding.rule.code} ", SEVERITY_STYLES[finding.severity])
            parts.append(Labelled(code, said))
    return parts


def _event(event: Event, lang: Lang) -> Labelled:
    when = f"{day(event.commit.day.isoformat(), lang)}  {event.commit.id[:10]}  "
    style = "" if event.classification == "policy" else "dim"
    return Labelled(Text(when, "dim"), Text(escape_control(event_line(event, lang)), style))


def _section(section: Section, lang: Lang, width: int) -> list[RenderableType]:
    table = grid(Column(style="bold", no_wrap=width >= NARROW), Column())
    for line in section.lines:
        said = Text(escape_control(fill(line.said, lang)))
        for note in line.notes:
            said.append(f"\n{escape_control(fill(note, lang))}", "dim")
        table.add_row(escape_control(line.label), said)
    return ["", Text(escape_control(fill(section.title, lang)), HEADING), indented(table)]
