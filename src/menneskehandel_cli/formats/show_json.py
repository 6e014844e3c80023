"""Records with their links, as JSON."""

from __future__ import annotations

from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check_json import diagnostic
from menneskehandel_cli.language import Lang
from menneskehandel_cli.reports.record import Detail, ShowView

SCHEMA = "mh/show/4"


def render(view: ShowView, options: RenderOptions) -> str:
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
