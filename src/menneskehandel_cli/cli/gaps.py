"""``mh gaps``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.check import CoverageOption, choose_rules
from menneskehandel_cli.cli.choices import choose_among, choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.limits import LimitOption, choose_bound
from menneskehandel_cli.cli.output import OutputOption, deliver
from menneskehandel_cli.cli.session import (
    AreaOption,
    AsOfOption,
    AtOption,
    BodyOption,
    FollowUpOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    RootOption,
    choose_bodies,
    choose_instruments,
    choose_who,
    open_session,
)
from menneskehandel_cli.cli.status import select

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
    """What is missing, heaviest first."""
    name = choose_format(format, ("text", "json", "markdown", "csv", "html"))
    if by not in ("obligation", "demand"):
        raise Failure("by", given=by, known=["obligation", "demand"])
    session = open_session(root, lang, as_of, at)

    from menneskehandel_cli.formats import gaps as pages
    from menneskehandel_cli.reports.gap_lines import By, sections
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view

    wanted = GapFilter(
        instruments=choose_instruments(session, instrument),
        bodies=choose_bodies(session, body),
        ministries=choose_who(session, ministry),
        areas=select(session, area, [], []).areas,
        severities=choose_among(severity, ("gap", "note"), "severity"),
        rules=choose_rules(rule),
        classifications=choose_among(coverage, ("gap", "lesser", "unmapped"), "coverage"),
    )
    view = gaps_view(session.context, session.all_findings, wanted)
    bound = choose_bound(context, limit, screen=name == "text" and output is None)
    lines: By = "demand" if by == "demand" else "obligation"
    if name == "json":
        text = pages.render_json(view, session.lang, bound)
    elif name == "csv":
        text = pages.render_csv(view, session.lang, bound)
    else:
        listed = sections(view, session.register, lines)
        if name in ("markdown", "html"):
            template = "gaps.md.j2" if name == "markdown" else "gaps.html.j2"
            text = pages.render_page(view, listed, session.lang, bound, template)
        else:
            width, colour = terminal_width(), wants_colour() and output is None
            text = pages.render_text(view, listed, session.lang, bound, width=width, colour=colour)
    deliver(text, output)
    session.warn()
    session.warn_of_history()
