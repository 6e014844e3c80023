"""``mh status``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_format, choose_measures
from menneskehandel_cli.cli.options import (
    AreaOption,
    AsOfOption,
    AtOption,
    FormatOption,
    LangOption,
    MinistryOption,
    RootOption,
    StatusOption,
)
from menneskehandel_cli.cli.output import deliver_view
from menneskehandel_cli.cli.stages import evaluate, open_strategy, read_past, read_snapshot

TrendOption = Annotated[str | None, typer.Option("--since", help="option.trend")]


def status(
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    since: TrendOption = None,
    at: AtOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Show the whole strategy at a glance."""
    name = choose_format(format, "status")
    snapshot = read_snapshot(open_strategy(root, lang, as_of, at))
    register = snapshot.register

    from menneskehandel_cli.reports.status import LAST_CHANGES, status_view, trend
    from menneskehandel_cli.rules import lookbacks

    selection = choose_measures(register, area, ministry, status)
    compared = None
    if since is not None:
        opened = open_strategy(root, lang, at=since)
        compared = trend(read_snapshot(opened).register, register, selection, opened.commit, opened.as_of)
    past = read_past(snapshot.opened, register.strategy, needs=[*lookbacks(), LAST_CHANGES])
    evaluation = evaluate(snapshot, past)
    view = status_view(evaluation.context, evaluation.tally(), selection, compared)
    deliver_view("status", name, view, snapshot.lang)
    if past.trouble is not None and past.trouble.trouble not in ("no_repository", "no_git", "no_commits"):
        past.warn(snapshot.lang)
