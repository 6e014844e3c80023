"""``mh gaps``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.check import CoverageOption, choose_rules
from menneskehandel_cli.cli.choices import (
    choose_among,
    choose_bodies,
    choose_format,
    choose_instruments,
    choose_measures,
    choose_who,
)
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.limits import LimitOption, choose_bound
from menneskehandel_cli.cli.options import (
    AreaOption,
    AsOfOption,
    AtOption,
    BodyOption,
    FollowUpOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    RootOption,
)
from menneskehandel_cli.cli.output import OutputOption, deliver_view
from menneskehandel_cli.cli.stages import evaluate, open_strategy, read_past, read_snapshot

SeverityOption = Annotated[list[str], typer.Option("--severity", help="option.severity")]
RuleOption = Annotated[list[str], typer.Option("--rule", help="option.rules")]
LinesOption = Annotated[str, typer.Option("--by", help="option.by_demand")]


def gaps(
    context: typer.Context,
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    ministry: FollowUpOption = [],
    area: AreaOption = [],
    severity: SeverityOption = [],
    rule: RuleOption = [],
    coverage: CoverageOption = [],
    by: LinesOption = "obligation",
    limit: LimitOption = None,
    at: AtOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """List the gaps, heaviest first."""
    name = choose_format(format, "gaps")
    if by not in ("obligation", "demand"):
        raise Failure("by", given=by, known=["obligation", "demand"])
    snapshot = read_snapshot(open_strategy(root, lang, as_of, at))
    register = snapshot.register

    from menneskehandel_cli.reports.gap_lines import By, gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import lookbacks

    wanted = GapFilter(
        instruments=choose_instruments(register, instrument),
        bodies=choose_bodies(register, body),
        ministries=choose_who(register, ministry),
        areas=choose_measures(register, area, [], []).areas,
        severities=choose_among(severity, ("gap", "note"), "severity"),
        rules=choose_rules(rule),
        classifications=choose_among(coverage, ("gap", "lesser", "unmapped"), "coverage"),
    )
    past = read_past(snapshot.opened, register.strategy, needs=lookbacks())
    evaluation = evaluate(snapshot, past)
    view = gaps_view(evaluation.context, evaluation.findings(), wanted)
    bound = choose_bound(context, limit, screen=name == "text" and output is None)
    lines: By = "demand" if by == "demand" else "obligation"
    deliver_view("gaps", name, gap_list(view, register, lines), snapshot.lang, output, bound)
    snapshot.warn()
    past.warn(snapshot.lang)
