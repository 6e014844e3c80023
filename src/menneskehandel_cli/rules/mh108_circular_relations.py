"""MH108: measures that each must wait for the other."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.circles import circles


def check(context: RuleContext) -> Diagnostics:
    """``builds_on`` and ``developed_within`` give an order, so they must not form a cycle."""
    register = context.register
    before = {
        measure.id: [relation.target for relation in measure.relations if relation.type != "seen_with"]
        for measure in register.measures
    }
    for circle in circles(before):
        measure = register.measure_by_id[circle[0]]
        place = next(
            place
            for place, relation in enumerate(measure.relations)
            if relation.target == circle[1] and relation.type != "seen_with"
        )
        along = " → ".join(circle)
        yield context.wrong("MH108", measure, ("relations", place, "target"), {"circle": along})


RULE = Rule(
    severity="error",
    message=msg("The measures build on one another in a circle: {circle}."),
    help=msg(
        "Remove one of the relations, or use seen_with where the measures are only to be seen together."
    ),
    why=msg("If A builds on B and B on A, neither can begin."),
    check=check,
)
