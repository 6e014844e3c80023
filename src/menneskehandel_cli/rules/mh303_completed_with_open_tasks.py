"""MH303: a measure recorded as completed while tasks are open."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended
from menneskehandel_cli.rules.closing import in_measure, measure_of, not_completed


def check(context: RuleContext) -> Diagnostics:
    """Completed measures with open tasks."""
    for measure in context.register.measures:
        tasks = [t.id for t in measure.tasks if t.is_open]
        if measure.status == "completed" and tasks:
            yield in_measure("MH303", context, measure, "status", weight=2, tasks=tasks)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: no open task is left, or the measure is no longer completed."""
    measure = measure_of(diagnostic, context)
    if measure.status != "completed":
        return not_completed(measure)
    asked = diagnostic.params["tasks"]
    names = [context.register.current_id(name) for name in asked] if isinstance(asked, list) else []
    causes = [Cause(measure.id, name, "status") for name in names]
    known = {task.id: task for task in measure.tasks}
    gone = [name for name in names if name not in known]
    if gone:
        return ended("removed", "removed", *causes, name=gone)
    dropped = [name for name in names if known[name].status == "discontinued"]
    if dropped:
        return ended("discontinued", "tasks.discontinued", *causes, name=measure.id, tasks=dropped)
    return closed("tasks.completed", *causes, name=measure.id, tasks=names)


RULE = Rule(
    severity="gap",
    message=msg("{name} is recorded as completed, but these tasks are open: {tasks}."),
    help=msg("Set the status of the tasks, or change that of the measure."),
    why=msg(
        "A measure is completed when its tasks are, or when somebody has said why they were dropped."
    ),
    check=check,
    about=(),
    closure=closure,
)
