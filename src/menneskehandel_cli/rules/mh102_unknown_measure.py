"""MH102: a reference to a measure that does not exist."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext, surely_meant
from menneskehandel_cli.rules.found import unknown


def check(context: RuleContext) -> Diagnostics:
    """Every measure that a record names must exist."""
    return unknown("MH102", context, "measure_id", context.register.renumbered, "measure")


RULE = Rule(
    severity="error",
    message=msg("There is no measure “{name}”. {meant}"),
    help=msg("Fix the id. “mh list measures” shows them all."),
    why=msg("The reference cannot be followed."),
    check=check,
    fix=surely_meant,
)
