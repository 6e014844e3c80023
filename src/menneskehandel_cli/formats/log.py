"""The log and the difference between two states, for a terminal, as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from menneskehandel_cli.blocks.terminal import HEADING, Labelled, to_text
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event
from menneskehandel_cli.history.events import Delta
from menneskehandel_cli.language import Lang, count, fill, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.models import Text
from menneskehandel_cli.reports.log import DiffView, LogView, tell

if TYPE_CHECKING:
    from rich.console import RenderableType


def log_json(view: LogView, _options: RenderOptions) -> str:
    """One object: all events, oldest first, with bookkeeping marked, and the broken commits."""
    broken = [
        {"commit": item.commit.id, "date": item.commit.day, "path": item.path} for item in view.broken
    ]
    body = {
        "revision": view.revision,
        "events": [json.event_item(event) for event in view.events],
        "broken": broken,
    }
    return json.render("mh/log/2", body)


def diff_json(view: DiffView, _options: RenderOptions) -> str:
    """One object: what differs, by record."""
    events = [json.delta_item(delta) for delta in view.deltas]
    body = {"from": view.start, "to": view.to, "events": events, "broken": view.broken}
    return json.render("mh/diff/1", body)


def log_text(view: LogView, options: RenderOptions) -> str:
    """Events by commit, then a line of bookkeeping for each commit."""
    from rich.text import Text as Styled

    lang = options.lang
    parts: list[RenderableType | Labelled] = []
    policy = view.policy
    for _, group in groupby(policy, key=lambda event: event.commit.id):
        events = list(group)
        parts.append(_head(events[0].commit, lang))
        parts += [_beside(line) for line in _lines(events, lang)]
        parts.append("")
    if not policy:
        parts += [say("log.none", lang), ""]
    if view.bookkeeping:
        parts.append(Styled(say("log.bookkeeping", lang), HEADING))
        lines = _bookkeeping(view, lang)
        widest = max(len(when) for when, _, _ in lines)
        parts += [
            Labelled(f"{when:<{widest}}  {short}  ", escape_control(what)) for when, short, what in lines
        ]
    for item in view.broken:
        told = say("log.broken", lang, path=item.path, commit=item.commit.id[:10])
        parts.append(Styled(escape_control(told), "red"))
    return to_text(*parts, width=options.width, colour=options.colour)


def _head(commit: Commit, lang: Lang) -> Labelled:
    from rich.text import Text as Styled

    when = day(commit.day.isoformat(), lang)
    label = Styled.assemble((when, "bold"), (f"  {commit.id[:10]}  ", "dim"))
    return Labelled(label, escape_control(f"{commit.author}: {commit.subject}"), 0)


def _beside(line: str) -> Labelled:
    """An event, with the id that it begins with as its label."""
    name, _, said = escape_control(line).partition(" ")
    return Labelled(f"{name} ", said)


def _lines(events: Iterable[Event], lang: Lang) -> list[str]:
    return [event_line(event, lang) for event in events]


def event_line(event: Event, lang: Lang) -> str:
    """An event in a sentence, with the day it happened if neither it nor the commit gives the day."""
    said = fill(tell(event.delta, event.times), lang)
    happened = event.delta.happened
    if happened not in (None, event.delta.after, event.commit.day.isoformat()):
        said += f" {say('log.happened', lang, day=day(happened, lang))}"
    if event.since is not None:
        since, until = event.since[:10], event.commit.id[:10]
        said += f" {say('log.between', lang, since=since, until=until)}"
    return said


def _bookkeeping(view: LogView, lang: Lang) -> list[tuple[str, str, str]]:
    """A line for each commit: its day, its id, and what it did."""
    lines = []
    for _, group in groupby(view.bookkeeping, key=lambda event: event.commit.id):
        events = list(group)
        commit = events[0].commit
        what = say(f"log.{events[0].classification}", lang)
        changes = count("changes", len(events), lang)
        when = day(commit.day.isoformat(), lang)
        lines.append((when, commit.id[:10], f"{what}: {commit.subject} ({changes})"))
    return lines


def diff_text(view: DiffView, options: RenderOptions) -> str:
    """The differences by record."""
    from rich.text import Text as Styled

    lang = options.lang
    parts: list[RenderableType | Labelled] = []
    for record, deltas in _by_record(view):
        title = Styled(escape_control(_title(view, record, lang)), "bold")
        parts.append(Labelled(Styled.assemble((record, HEADING), "  "), title, 0))
        parts += [_beside(fill(tell(item), lang)) for item in deltas]
        parts.append("")
    parts.append(_total(view, lang))
    return to_text(*parts, width=options.width, colour=options.colour)


def _by_record(view: DiffView) -> list[tuple[str, list[Delta]]]:
    return [
        (record, list(group)) for record, group in groupby(view.deltas, key=lambda delta: delta.record)
    ]


def _title(view: DiffView, record: str, lang: Lang) -> str:
    title: Text | None = view.titles.get(record)
    return title.pick(lang) if title else ""


def _total(view: DiffView, lang: Lang) -> str:
    if not view.deltas and view.broken:
        return say(msg("The change cannot be interpreted until the files can be read."), lang)
    if not view.deltas:
        return say(msg("Nothing of substance has changed."), lang)
    records = count("records", len(_by_record(view)), lang)
    return say("diff.total", lang, changes=count("changes", len(view.deltas), lang), records=records)


def log_markdown(view: LogView, options: RenderOptions) -> str:
    """The log as a page."""
    from menneskehandel_cli.blocks import templates

    lang = options.lang
    groups = []
    for _, group in groupby(view.policy, key=lambda event: event.commit.id):
        events = list(group)
        commit = events[0].commit
        head = f"{day(commit.day.isoformat(), lang)}: {commit.subject}"
        groups.append({"head": head, "commit": commit.id[:10], "lines": _lines(events, lang)})
    page: dict[str, object] = {
        "title": say("log.title", lang),
        "groups": groups,
        "nothing": say("log.none", lang),
        "bookkeeping": {
            "title": say("log.bookkeeping", lang),
            "lines": ["  ".join(line) for line in _bookkeeping(view, lang)],
        },
        "broken": [
            say("log.broken", lang, path=item.path, commit=item.commit.id[:10]) for item in view.broken
        ],
    }
    return templates.render("log.md.j2", page, lang)


def diff_markdown(view: DiffView, options: RenderOptions) -> str:
    """The difference as a comment on a pull request."""
    from menneskehandel_cli.blocks import templates

    lang = options.lang
    page: dict[str, object] = {
        "title": say(msg("What the change means"), lang),
        "total": _total(view, lang),
        "groups": [
            {
                "record": record,
                "title": _title(view, record, lang),
                "lines": [fill(tell(item), lang) for item in deltas],
            }
            for record, deltas in _by_record(view)
        ],
        "broken": [say("diff.broken", lang, path=path) for path in view.broken],
    }
    return templates.render("diff.md.j2", page, lang)
