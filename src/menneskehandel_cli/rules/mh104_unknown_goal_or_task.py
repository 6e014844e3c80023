"""MH104: a reference to a goal, task or group that does not exist."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext, surely_meant
from menneskehandel_cli.rules.found import unknown


def check(context: RuleContext) -> Diagnostics:
    """Every goal, task and group that a record names must exist."""
    return unknown("MH104", context, "child_id", context.register.children, "measure")


RULE = Rule(
    severity="error",
    message=msg("There is no “{name}”. {meant}"),
    help=msg("Fix the id. “mh show” on the measure shows its goals, tasks and groups."),
    why=msg("It must be possible to trace the follow-up of an obligation to the task that provides it."),
    check=check,
    fix=surely_meant,
)
