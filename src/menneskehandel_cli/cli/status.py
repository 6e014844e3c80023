"""``mh status``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.app.choices import choose_measures
from menneskehandel_cli.app.stages import evaluate, read_past, read_snapshot
from menneskehandel_cli.cli.options import AreaOption, MinistryOption, StatusOption, ThemeOption
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.cli.request import Request, viewing
from menneskehandel_cli.language import say

TrendOption = Annotated[str | None, typer.Option("--since", help="option.trend")]


@viewing("status", "at", "as_of")
def status(
    request: Request,
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    theme: ThemeOption = [],
    since: TrendOption = None,
) -> None:
    """Show the whole strategy at a glance."""
    snapshot = read_snapshot(request.opened())
    register = snapshot.register

    from menneskehandel_cli.reports.status import LAST_CHANGES, status_view, trend
    from menneskehandel_cli.rules import lookbacks, tally

    selection = choose_measures(register, area, ministry, status, theme)
    compared = None
    if since is not None:
        opened = request.opened_at(since)
        compared = trend(read_snapshot(opened).register, register, selection, opened.commit, opened.as_of)
    past = read_past(snapshot.opened, register.strategy, needs=[*lookbacks(), LAST_CHANGES])
    context = evaluate(snapshot, past)
    with working(say("progress.rules", snapshot.lang)):
        counts = tally(context)
    view = status_view(context, counts, selection, compared)
    request.show(view, snapshot.lang)
    if past.trouble is not None and past.trouble.trouble not in ("no_repository", "no_git", "no_commits"):
        past.warn(snapshot.opened)
