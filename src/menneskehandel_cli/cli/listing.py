"""``mh list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.check import CoverageOption
from menneskehandel_cli.cli.choices import (
    choose_among,
    choose_format,
    choose_instruments,
    choose_measures,
    choose_who,
)
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.limits import LimitOption, choose_bound
from menneskehandel_cli.cli.options import (
    AreaOption,
    AtOption,
    FollowUpOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    MinistryOption,
    RootOption,
    StatusOption,
)
from menneskehandel_cli.cli.output import OutputOption, deliver_view
from menneskehandel_cli.cli.stages import Snapshot, evaluate, open_strategy, read_snapshot

if TYPE_CHECKING:
    from menneskehandel_cli.reports.listing import Listing

app = Group()

KindOption = Annotated[list[str], typer.Option("--kind", help="option.kind")]


@app.command(help="help.list.measures")
def measures(
    context: typer.Context,
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    limit: LimitOption = None,
    at: AtOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """List the measures."""
    snapshot = read_snapshot(open_strategy(root, lang, at=at))
    from menneskehandel_cli.reports.listing import list_measures

    selection = choose_measures(snapshot.register, area, ministry, status)
    _tell(context, snapshot, list_measures(snapshot.register, selection), format, limit, output)


@app.command(help="help.list.obligations")
def obligations(
    context: typer.Context,
    instrument: InstrumentOption = [],
    coverage: CoverageOption = [],
    ministry: FollowUpOption = [],
    limit: LimitOption = None,
    at: AtOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """List the articles and recommendations."""
    snapshot = read_snapshot(open_strategy(root, lang, at=at))
    from menneskehandel_cli.register.coverage import CLASSIFICATIONS
    from menneskehandel_cli.reports.listing import ObligationFilter, list_obligations

    wanted = ObligationFilter(
        choose_instruments(snapshot.register, instrument),
        choose_who(snapshot.register, ministry),
        choose_among(coverage, CLASSIFICATIONS, "coverage"),
    )
    _tell(context, snapshot, list_obligations(evaluate(snapshot).context, wanted), format, limit, output)


@app.command(help="help.list.actors")
def actors(
    context: typer.Context,
    kind: KindOption = [],
    limit: LimitOption = None,
    at: AtOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """List the actors."""
    snapshot = read_snapshot(open_strategy(root, lang, at=at))
    from menneskehandel_cli.models.strategy import ACTOR_KINDS
    from menneskehandel_cli.reports.listing import list_actors

    kinds = choose_among(kind, ACTOR_KINDS, "kind")
    _tell(context, snapshot, list_actors(snapshot.register, kinds), format, limit, output)


@app.command(help="help.list.indicators")
def indicators(
    context: typer.Context,
    limit: LimitOption = None,
    at: AtOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """List the indicators."""
    snapshot = read_snapshot(open_strategy(root, lang, at=at))
    from menneskehandel_cli.reports.listing import list_indicators

    _tell(context, snapshot, list_indicators(snapshot.register), format, limit, output)


@app.command(help="help.list.reports")
def reports(
    context: typer.Context,
    limit: LimitOption = None,
    at: AtOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """List the reports."""
    snapshot = read_snapshot(open_strategy(root, lang, at=at))
    from menneskehandel_cli.reports.listing import list_reports

    _tell(context, snapshot, list_reports(snapshot.register), format, limit, output)


def _tell(
    context: typer.Context,
    snapshot: Snapshot,
    listing: Listing,
    format: str,
    limit: int | None,
    output: Path | None,
) -> None:
    name = choose_format(format, "list", output)
    bound = choose_bound(context, limit, screen=name == "text" and output is None)
    deliver_view("list", name, listing, snapshot.lang, output, bound)
    if name == "text":
        snapshot.warn()
