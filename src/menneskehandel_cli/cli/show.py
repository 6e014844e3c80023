"""``mh show``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.completing import complete_ids
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.session import (
    AsOfOption,
    AtOption,
    FormatOption,
    LangOption,
    RootOption,
    open_session,
)


def show(
    ids: Annotated[list[str], typer.Argument(help="argument.ids", autocompletion=complete_ids)],
    at: AtOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """One record or several, with their links in both directions."""
    name = choose_format(format, ("text", "json"))
    session = open_session(root, lang, as_of, at)

    from menneskehandel_cli.reports.detail import detail, find, suggestions, with_findings
    from menneskehandel_cli.reports.log import own_events

    shown = []
    for asked in ids:
        found = find(session.register, asked)
        told = found and detail(session.context, found)
        if not found or not told:
            near = suggestions(session.register, asked)
            raise Failure("unknown_id_near" if near else "unknown_id", given=asked, known=near)
        shown.append((found, told))
    findings = session.findings_in({told.path for _, told in shown})
    details = []
    for found, told in shown:
        known = session.no_history is None
        events = own_events(session.register, session.history, found) if known else ()
        details.append(replace(with_findings(told, findings), history=events))
    if name == "json":
        from menneskehandel_cli.formats import json
        from menneskehandel_cli.formats.check_json import diagnostic
        from menneskehandel_cli.formats.log import event_item

        records = [
            {
                "id": told.id,
                "type": told.type,
                "path": told.path,
                "record": told.record,
                "links": told.links,
                "findings": [diagnostic(finding, session.lang) for finding in told.findings],
                "history": [event_item(event) for event in told.history],
            }
            for told in details
        ]
        body = {"revision": session.register.revision, "records": records}
        tell(json.render("mh/show/2", body))
    else:
        from menneskehandel_cli.formats import show_text

        width, colour = terminal_width(), wants_colour()
        text = show_text.render(details, session.lang, width=width, colour=colour)
        tell(text)
