"""``mh show``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from menneskehandel_cli.app.stages import evaluate, find_all, read_past, read_snapshot
from menneskehandel_cli.cli.completing import complete_ids
from menneskehandel_cli.cli.request import Request, viewing

IdsArgument = Annotated[list[str], typer.Argument(help="argument.ids", autocompletion=complete_ids)]


@viewing("show", "at", "as_of")
def show(request: Request, ids: IdsArgument) -> None:
    """Show one or more records, with their links in both directions."""
    snapshot = read_snapshot(request.opened())
    register = snapshot.register

    from menneskehandel_cli.reports.detail import detail, find, unknown, with_findings
    from menneskehandel_cli.reports.log import events_by_name
    from menneskehandel_cli.reports.record import ShowView

    sought = [(asked, find(register, asked)) for asked in ids]
    past = read_past(snapshot.opened, register.strategy)
    context = evaluate(snapshot, past)
    shown = []
    for asked, found in sought:
        told = found and detail(context, found)
        if not found or not told:
            raise unknown(register, asked)
        shown.append((found, told))
    findings = find_all(snapshot, context, {told.path for _, told in shown})
    events = events_by_name(register, past.history) if past.history is not None else {}
    details = (
        replace(with_findings(told, findings), history=events.get(found, ())) for found, told in shown
    )
    request.show(ShowView(register.revision, tuple(details)), snapshot.lang)
