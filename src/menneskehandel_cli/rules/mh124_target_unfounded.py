"""MH124: a target that cannot be one: before its baseline, or given twice."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Each target: its year is not before the baseline's, and no other has the same year and goal."""
    for item in context.register.indicators.values():
        path, seen = context.register.path_of(item), set()
        for place, target in enumerate(item.targets):
            keys = ("targets", place, "year")
            if item.baseline is not None and target.year < item.baseline.in_year:
                params = {"year": str(target.year), "baseline": str(item.baseline.in_year)}
                yield Diagnostic("MH124", path, keys, {"what": "before"} | params, item.id)
            if (target.year, target.goal) in seen:
                params = {"year": str(target.year), "what": "twice"}
                yield Diagnostic("MH124", path, keys, params, item.id)
            seen.add((target.year, target.goal))


RULE = Rule(
    severity="error",
    message=msg("The target for {year} {what}."),
    help=msg("Write the year and the figure as the strategy states them, once."),
    why=msg(
        "A target says what the figure should be after the baseline. If there are two for "
        "the same year and goal, nobody knows which one applies."
    ),
    check=check,
    phrases={"what": "target.wrong"},
)
