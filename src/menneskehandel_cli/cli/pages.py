"""``mh gaps`` and ``mh matrix``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.app.choices import (
    choose_among,
    choose_areas,
    choose_bodies,
    choose_coverage,
    choose_instruments,
    choose_measures,
    choose_rules,
    choose_themes,
    choose_who,
)
from menneskehandel_cli.app.stages import evaluate, find_all, read_past, read_snapshot
from menneskehandel_cli.cli.check import CoverageOption
from menneskehandel_cli.cli.options import (
    AreaOption,
    BodyOption,
    FollowUpOption,
    InstrumentOption,
    MinistryOption,
    StatusOption,
    ThemeOption,
)
from menneskehandel_cli.cli.request import Request, viewing

SeverityOption = Annotated[list[str], typer.Option("--severity", help="option.severity")]
RuleOption = Annotated[list[str], typer.Option("--rule", help="option.rules")]
ByDemandOption = Annotated[str, typer.Option("--by", help="option.by_demand")]
ByOption = Annotated[str, typer.Option("--by", help="option.by")]


@viewing("gaps", "limit", "at", "output", "as_of")
def gaps(
    request: Request,
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    ministry: FollowUpOption = [],
    area: AreaOption = [],
    theme: ThemeOption = [],
    severity: SeverityOption = [],
    rule: RuleOption = [],
    coverage: CoverageOption = [],
    by: ByDemandOption = "demand",
) -> None:
    """List what is missing, heaviest first."""
    from menneskehandel_cli.reports.gap_lines import WAYS, gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import lookbacks

    (way,) = choose_among([by], WAYS, "by")
    snapshot = read_snapshot(request.opened())
    register = snapshot.register
    wanted = GapFilter(
        instruments=choose_instruments(register, instrument),
        bodies=choose_bodies(register, body),
        ministries=choose_who(register, ministry),
        areas=choose_areas(register, area),
        themes=choose_themes(register, theme),
        severities=choose_among(severity, ("gap", "note"), "severity"),
        rules=choose_rules(rule),
        classifications=choose_coverage(coverage),
    )
    past = read_past(snapshot.opened, register.strategy, needs=lookbacks())
    context = evaluate(snapshot, past)
    view = gaps_view(context, find_all(snapshot, context), wanted)
    request.show(gap_list(view, context, way), snapshot.lang)
    snapshot.warn()
    past.warn(snapshot.opened)


@viewing("matrix", "limit", "at", "output")
def matrix(
    request: Request,
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    by: ByOption = "article",
) -> None:
    """Show measures against obligations."""
    from menneskehandel_cli.reports.matrix import WAYS, MatrixFilter, matrix_view

    (way,) = choose_among([by], WAYS, "by")
    snapshot = read_snapshot(request.opened())
    register = snapshot.register
    wanted = MatrixFilter(
        choose_instruments(register, instrument),
        choose_bodies(register, body),
        choose_measures(register, area, ministry, status),
    )
    request.show(matrix_view(evaluate(snapshot), way, wanted), snapshot.lang)
    snapshot.warn()
