"""A record with its links, for a terminal."""

from __future__ import annotations

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.terminal import HEADING, SEVERITY_STYLES, to_text
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, day, fill, say, visible
from menneskehandel_cli.reports.record import Detail, Section


def render(details: list[Detail], lang: Lang, *, width: int, colour: bool) -> str:
    """One record after the other."""
    parts: list[RenderableType] = []
    for detail in details:
        if parts:
            parts.append(Styled("\n" + "─" * width + "\n", style="dim"))
        parts.extend(_detail(detail, lang))
    return to_text(*parts, width=width, colour=colour)


def _detail(detail: Detail, lang: Lang) -> list[RenderableType]:
    head = Styled(f"{detail.id}  ", style=HEADING)
    head.append(visible(detail.title.pick(lang)), style="bold")
    parts: list[RenderableType] = [head, Styled(detail.path, style="dim"), Styled()]
    facts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    for label, said in detail.facts:
        facts.add_row(say(f"fact.{label}", lang), Styled(visible(fill(said, lang))))
    parts.append(facts)
    for section in detail.sections:
        parts.extend(_section(section, lang))
    if detail.history:
        parts += [Styled(), Styled(say("section.history", lang), style=HEADING)]
        parts += [Padding(_event(event, lang), (0, 0, 0, 2)) for event in detail.history]
    if detail.findings:
        parts += [Styled(), Styled(say("section.findings", lang), style=HEADING)]
        for finding in detail.findings:
            line = Styled(f"{finding.rule.code} ", SEVERITY_STYLES[finding.severity])
            line.append(f"{say(f'severity.{finding.severity}', lang)}: {finding.message(lang)}")
            parts.append(Padding(line, (0, 0, 0, 2)))
    return parts


def _event(event: Event, lang: Lang) -> Styled:
    line = Styled(f"{day(event.commit.day.isoformat(), lang)}  {event.commit.id[:10]}  ", style="dim")
    line.append(visible(event_line(event, lang)), "" if event.standing == "policy" else "dim")
    return line


def _section(section: Section, lang: Lang) -> list[RenderableType]:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for line in section.lines:
        said = Styled(visible(fill(line.said, lang)))
        for note in line.notes:
            said.append("\n" + visible(fill(note, lang)), style="dim")
        table.add_row(line.label, said)
    title = Styled(visible(fill(section.title, lang)), style=HEADING)
    return [Styled(), title, Padding(table, (0, 0, 0, 2))]
