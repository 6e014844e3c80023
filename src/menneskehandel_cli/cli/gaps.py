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
from menneskehandel_cli.cli.limits import LimitOption
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
from menneskehandel_cli.cli.output import OutputOption
from menneskehandel_cli.cli.pages import Answer, Asked, arguments, show
from menneskehandel_cli.cli.stages import Opened, evaluate, open_strategy, read_past, read_snapshot

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
    name = choose_format(format, "gaps", output)
    if by not in ("obligation", "demand"):
        raise Failure("by", given=by, known=["obligation", "demand"])
    asked = {
        "instrument": instrument,
        "body": body,
        "ministry": ministry,
        "area": [str(number) for number in area],
        "severity": severity,
        "rule": rule,
        "coverage": coverage,
        "by": [by],
    }
    found = answer(open_strategy(root, lang, as_of, at), asked)
    show(context, name, found, limit=limit, output=output, as_of=as_of)


def answer(opened: Opened, asked: Asked) -> Answer:
    """The gaps in the files, as the options select and list them. Raises ``Failure``."""
    from menneskehandel_cli.register.coverage import CLASSIFICATIONS
    from menneskehandel_cli.reports.gap_lines import By, gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import lookbacks

    def given(name: str) -> list[str]:
        return list(asked.get(name, ()))

    snapshot = read_snapshot(opened)
    register = snapshot.register
    wanted = GapFilter(
        instruments=choose_instruments(register, given("instrument")),
        bodies=choose_bodies(register, given("body")),
        ministries=choose_who(register, given("ministry")),
        areas=choose_measures(register, list(map(int, given("area"))), [], []).areas,
        severities=choose_among(given("severity"), ("gap", "note"), "severity"),
        rules=choose_rules(given("rule")),
        classifications=choose_among(given("coverage"), CLASSIFICATIONS, "coverage"),
    )
    by: By = "demand" if "demand" in given("by") else "obligation"
    past = read_past(opened, register.strategy, needs=lookbacks())
    evaluation = evaluate(snapshot, past)
    view = gaps_view(evaluation.context, evaluation.findings(), wanted)
    chosen = arguments(
        instrument=wanted.instruments,
        body=wanted.bodies,
        ministry=wanted.ministries,
        area=wanted.areas,
        severity=wanted.severities,
        rule=wanted.rules,
        coverage=wanted.classifications,
        by=() if by == "obligation" else (by,),
    )
    return Answer("gaps", gap_list(view, evaluation.context, by), snapshot, chosen, past)
