"""MH301: a deadline that has passed with nothing recorded."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.rules.base import Closure, Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.closing import deadline, in_measure, over, task_of


def check(context: RuleContext) -> Diagnostics:
    """Open tasks whose last possible day is before ``as_of``."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.due is not None and task.is_overdue(context.as_of):
                yield in_measure(
                    "MH301", context, measure, "tasks", place, "due", weight=3, day=Day(task.due)
                )


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the task is completed or discontinued, or its deadline has changed."""
    found = task_of(diagnostic, context)
    return found and (over(*found) or deadline(*found, diagnostic.params["day"]))


RULE = Rule(
    severity="gap",
    message=msg("The deadline for {name} ({day}) has passed. Whether the task is done is not recorded."),
    help=msg(
        "If the task is done, set “status: completed” and “completed:” with the day it was "
        "done. If not, set the new deadline in “due”."
    ),
    why=msg(
        "A deadline that has passed without a report should be followed up. A deadline in a month"
        " has passed when the month is over."
    ),
    check=check,
    about=("part",),
    closure=closure,
)
