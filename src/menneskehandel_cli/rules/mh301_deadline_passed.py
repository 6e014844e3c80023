"""MH301: a deadline that has passed with nothing recorded."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Closure, Rule, RuleContext
from menneskehandel_cli.rules.closing import deadline, over, task_of


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Open tasks whose last possible day is before ``as_of``."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.due is not None and task.is_overdue(context.as_of):
                params = {"name": task.id, "day": Day(task.due)}
                path = context.register.path_of(measure)
                keys = ("tasks", place, "due")
                yield Diagnostic("MH301", path, keys, params, weight=3, about=About(measure.id, task.id))


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the task is completed or discontinued, or its deadline has changed."""
    found = task_of(diagnostic, context)
    return found and (over(*found) or deadline(*found, diagnostic.params["day"]))


RULE = Rule(
    code="MH301",
    name="deadline-passed",
    severity="gap",
    message=msg("The deadline of {name} was {day}. Whether the task is done is not recorded here."),
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
