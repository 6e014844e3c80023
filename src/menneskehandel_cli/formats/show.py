"""Records with their links, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Block, Entries, Entry, Heading, Page, Paragraph
from menneskehandel_cli.blocks.terminal import PROSE
from menneskehandel_cli.blocks.text import page_text
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check import diagnostic
from menneskehandel_cli.formats.record import record_blocks
from menneskehandel_cli.formats.report_parts import capital, event_bullets
from menneskehandel_cli.history import policy_events
from menneskehandel_cli.language import Lang, fill, nmsg, say
from menneskehandel_cli.reports.record import Detail, ShowView

SCHEMA = "mh/show/4"

EVENTS = 10
"""The changes that are shown, the newest first."""


def render_page(view: ShowView, options: RenderOptions) -> str:
    """One record after the other."""
    line = f"\n{'─' * min(options.width, PROSE)}\n\n"
    pages = (record_page(detail, options.lang) for detail in view.details)
    return line.join(page_text(page, options.width, colour=options.colour) for page in pages)


def record_page(found: Detail, lang: Lang) -> Page:
    """The record by its name, its id and its file, how it stands, and then all that is told of it."""
    state = " · ".join(capital(fill(said, lang)) for said in found.state)
    label = fill(found.label, lang)
    return Page(
        title=fill(found.name, lang),
        lang=lang,
        subtitle=" · ".join(filter(None, (label, found.id, found.path))),
        meta=tuple(filter(None, (state, fill(found.lead, lang)))),
        blocks=(*record_blocks(found, lang, _last(found, lang)),),
    )


def _last(found: Detail, lang: Lang) -> Iterator[Block]:
    """What is missing or wrong, and the newest changes of policy."""
    if found.findings:
        yield Heading(say("section.findings", lang))
        yield Entries(
            tuple(
                Entry(f"{item.rule.code} ({say(f'severity.{item.severity}', lang)})", item.message(lang))
                for item in found.findings
            )
        )
    policy = policy_events(found.history)
    if policy:
        yield Heading(say("section.history", lang))
        yield event_bullets(policy[: -EVENTS - 1 : -1], lang)
    hidden = len(found.history) - len(policy[-EVENTS:])
    if hidden:
        more = nmsg(
            "{n} change to the data is not shown here. See it with “mh log {id}”.",
            "{n} changes to the data are not shown here. See them with “mh log {id}”.",
        )
        yield Paragraph(say(more, lang, n=hidden, id=found.id))


def render_json(view: ShowView, options: RenderOptions) -> str:
    """One object with the records in the order asked for."""
    records = [item(shown, options.lang) for shown in view.details]
    return json.render(SCHEMA, {"revision": view.revision, "records": records})


def item(shown: Detail, lang: Lang) -> dict[str, object]:
    """A record. Only the messages of its findings depend on the language."""
    return {
        "id": shown.id,
        "type": shown.type,
        "path": shown.path,
        "record": shown.record,
        "derived": shown.derived,
        "links": shown.links,
        "findings": [diagnostic(finding, lang) for finding in shown.findings],
        "history": [json.event_item(event) for event in shown.history],
    }
