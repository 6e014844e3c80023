"""``mh gaps``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from menneskehandel_cli.cli.check import CoverageOption, choose_rules
from menneskehandel_cli.cli.choices import (
    choose_among,
    choose_areas,
    choose_bodies,
    choose_coverage,
    choose_instruments,
    choose_themes,
    choose_who,
)
from menneskehandel_cli.cli.options import (
    AreaOption,
    BodyOption,
    FollowUpOption,
    InstrumentOption,
    ThemeOption,
)
from menneskehandel_cli.cli.pages import Page
from menneskehandel_cli.cli.stages import Past, Snapshot, evaluate, find_all, read_past

if TYPE_CHECKING:
    from menneskehandel_cli.reports.gap_lines import By

SeverityOption = Annotated[list[str], typer.Option("--severity", help="option.severity")]
RuleOption = Annotated[list[str], typer.Option("--rule", help="option.rules")]


def _view(snapshot: Snapshot, chosen: Mapping[str, Any], by: By) -> tuple[object, Past]:
    """The gaps, heaviest first."""
    from menneskehandel_cli.reports.gap_lines import gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import lookbacks

    wanted = GapFilter(
        instruments=chosen["instrument"],
        bodies=chosen["body"],
        ministries=chosen["ministry"],
        areas=chosen["area"],
        themes=chosen["theme"],
        severities=chosen["severity"],
        rules=chosen["rule"],
        classifications=chosen["coverage"],
    )
    past = read_past(snapshot.opened, snapshot.register.strategy, needs=lookbacks())
    context = evaluate(snapshot, past)
    view = gaps_view(context, find_all(snapshot, context), wanted)
    return gap_list(view, context, by), past


PAGE = Page(
    "gaps",
    {
        "instrument": (InstrumentOption, choose_instruments),
        "body": (BodyOption, choose_bodies),
        "ministry": (FollowUpOption, choose_who),
        "area": (AreaOption, choose_areas),
        "theme": (ThemeOption, choose_themes),
        "severity": (
            SeverityOption,
            lambda _register, asked: choose_among(asked, ("gap", "note"), "severity"),
        ),
        "rule": (RuleOption, lambda _register, asked: choose_rules(asked)),
        "coverage": (CoverageOption, choose_coverage),
    },
    ("demand", "obligation"),
    "option.by_demand",
    _view,
)

gaps = PAGE.as_command("as_of")
