"""``mh list``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from menneskehandel_cli.app.choices import (
    choose_among,
    choose_coverage,
    choose_instruments,
    choose_measures,
    choose_themes,
    choose_who,
)
from menneskehandel_cli.app.stages import Snapshot, evaluate, read_snapshot
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.options import (
    AreaOption,
    CoverageOption,
    FollowUpOption,
    InstrumentOption,
    MinistryOption,
    StatusOption,
    ThemeOption,
)
from menneskehandel_cli.cli.request import Request, viewing

app = Group()

KindOption = Annotated[list[str], typer.Option("--kind", help="option.kind")]


def _command(listed: Callable[..., object]) -> Callable[..., object]:
    """Make a command of a function that takes the records, and its own options by their names."""

    @wraps(listed)
    def run(request: Request, **given: Any) -> None:
        snapshot = read_snapshot(request.opened())
        request.show(listed(snapshot, **given), snapshot.lang)
        if request.format == "text":
            snapshot.warn()

    name = listed.__name__
    app.command(name, help=f"help.list.{name}")(viewing("list", "limit", "at", "output")(run))
    return listed


@_command
def measures(
    snapshot: Snapshot,
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    theme: ThemeOption = [],
) -> object:
    """List the measures."""
    from menneskehandel_cli.reports.listing import list_measures

    register = snapshot.register
    return list_measures(register, choose_measures(register, area, ministry, status, theme))


@_command
def obligations(
    snapshot: Snapshot,
    instrument: InstrumentOption = [],
    coverage: CoverageOption = [],
    ministry: FollowUpOption = [],
    theme: ThemeOption = [],
) -> object:
    """List the articles and recommendations."""
    from menneskehandel_cli.reports.listing import ObligationFilter, list_obligations

    register = snapshot.register
    wanted = ObligationFilter(
        choose_instruments(register, instrument),
        choose_who(register, ministry),
        choose_coverage(coverage),
        choose_themes(register, theme),
    )
    return list_obligations(evaluate(snapshot), wanted)


@_command
def actors(snapshot: Snapshot, kind: KindOption = []) -> object:
    """List the actors."""
    from menneskehandel_cli.models.actors import ACTOR_KINDS
    from menneskehandel_cli.reports.listing import list_actors

    return list_actors(snapshot.register, choose_among(kind, ACTOR_KINDS, "kind"))


def _whole(kind: str) -> Callable[[Snapshot], object]:
    """What lists all records of a kind, for the kinds without filters."""

    def listed(snapshot: Snapshot) -> object:
        from menneskehandel_cli.reports import listing

        return getattr(listing, f"list_{kind}")(snapshot.register)

    listed.__name__ = kind
    return listed


for _kind in ("indicators", "reports", "mappings", "earlier"):
    _command(_whole(_kind))
