"""MH124: a target that cannot be one: before its baseline, or given twice."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Each target: its year is not before the baseline's, and no other has the same year and goal."""
    for item in context.register.indicators.values():
        seen = set()
        for place, target in enumerate(item.targets):
            keys, year = ("targets", place, "year"), str(target.year)
            if item.baseline is not None and target.year < item.baseline.in_year:
                told = {"what": "before", "year": year, "baseline": str(item.baseline.in_year)}
                yield context.wrong("MH124", item, keys, told)
            if (target.year, target.goal) in seen:
                yield context.wrong("MH124", item, keys, {"what": "twice", "year": year})
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
