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
    terminal_width,
    wants_colour,
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
from menneskehandel_cli.cli.output import OutputOption, deliver
from menneskehandel_cli.cli.stages import evaluate, open_strategy, read_past, read_snapshot

SeverityOption = Annotated[
    list[str], typer.Option("--severity", help="option.severity", show_default=False)
]
RuleOption = Annotated[list[str], typer.Option("--rule", help="option.rules", show_default=False)]
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

    from menneskehandel_cli.formats import gaps as pages
    from menneskehandel_cli.reports.gap_lines import By, sections
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view

    wanted = GapFilter(
        instruments=choose_instruments(register, instrument),
        bodies=choose_bodies(register, body),
        ministries=choose_who(register, ministry),
        areas=choose_measures(register, area, [], []).areas,
        severities=choose_among(severity, ("gap", "note"), "severity"),
        rules=choose_rules(rule),
        classifications=choose_among(coverage, ("gap", "lesser", "unmapped"), "coverage"),
    )
    past = read_past(snapshot.opened, register.strategy, brief=True)
    evaluation = evaluate(snapshot, past)
    view = gaps_view(evaluation.context, evaluation.findings(), wanted)
    bound = choose_bound(context, limit, screen=name == "text" and output is None)
    lines: By = "demand" if by == "demand" else "obligation"
    if name == "json":
        text = pages.render_json(view, snapshot.lang, bound)
    elif name == "csv":
        text = pages.render_csv(view, snapshot.lang, bound)
    else:
        listed = sections(view, register, lines)
        if name in ("markdown", "html"):
            template = "gaps.md.j2" if name == "markdown" else "gaps.html.j2"
            text = pages.render_page(view, listed, snapshot.lang, bound, template)
        else:
            width, colour = terminal_width(), wants_colour() and output is None
            text = pages.render_text(view, listed, snapshot.lang, bound, width=width, colour=colour)
    deliver(text, output)
    snapshot.warn()
    past.warn(snapshot.lang)
