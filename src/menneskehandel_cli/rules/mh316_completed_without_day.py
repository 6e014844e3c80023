"""MH316: a task recorded as completed, without the day."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import msg
from menneskehandel_cli.rules.base import Closure, Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.closing import in_measure, not_completed, over, task_of


def check(context: RuleContext) -> Diagnostics:
    """Completed tasks of which nobody says when they were completed."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.lacks_day:
                yield in_measure("MH316", context, measure, "tasks", place, "status", weight=2)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the day is recorded, or the task is no longer completed."""
    found = task_of(diagnostic, context)
    return found and (not_completed(*found) or over(*found))


RULE = Rule(
    severity="gap",
    message=msg("{name} is recorded as completed, but not when."),
    help=msg("Write the day, month or year in “completed:”, as precisely as the source gives it."),
    why=msg(
        "The deadline for a completed task no longer counts as passed. Without the day, nobody can see "
        "whether it was met."
    ),
    check=check,
    about=("part",),
    closure=closure,
)
