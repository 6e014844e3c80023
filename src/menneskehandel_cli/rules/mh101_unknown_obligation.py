"""MH101: a link to an obligation that does not exist."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext, surely_meant
from menneskehandel_cli.rules.found import unknown


def check(context: RuleContext) -> Diagnostics:
    """Every obligation that a record names must exist."""
    return unknown("MH101", context, "obligation_id", context.register.targets, "obligation")


RULE = Rule(
    severity="error",
    message=msg("There is no obligation “{name}”. {meant}"),
    help=msg("Fix the id. “mh list obligations” shows them all."),
    why=msg(
        "A link to something that does not exist does not count, and the obligation "
        "may be left without follow-up."
    ),
    check=check,
    fix=surely_meant,
)
