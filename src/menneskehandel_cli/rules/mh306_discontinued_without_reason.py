"""MH306: a measure or task discontinued without a reason."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended
from menneskehandel_cli.rules.closing import in_measure, measure_of, task_of


def check(context: RuleContext) -> Diagnostics:
    """Discontinued measures without a stated reason, and discontinued tasks without a note."""
    for measure in context.register.measures:
        statement = measure.status_source
        if measure.status == "discontinued" and (statement is None or statement.text is None):
            yield in_measure("MH306", context, measure, "status", weight=2)
        for place, task in enumerate(measure.tasks):
            if task.status == "discontinued" and task.note is None:
                yield in_measure("MH306", context, measure, "tasks", place, "status", weight=2)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: the reason is recorded, or the measure or task is no longer discontinued."""
    found = task_of(diagnostic, context)
    if found is not None:
        measure, task = found
        name, status, why = task.id, task.status, task.note
        cause, reason = Cause(measure.id, name, "status"), Cause(measure.id, name, "note")
    else:
        measure = measure_of(diagnostic, context)
        name, status = measure.id, measure.status
        why = measure.status_source.text if measure.status_source else None
        cause, reason = Cause(name, field="status"), Cause(name, field="status_source")
    if status != "discontinued":
        said = Phrase(f"status.{status}")
        return ended("reclassified", "not_discontinued", cause, name=name, status=said)
    return closed("reason", reason, name=name, why=why or "")


RULE = Rule(
    severity="gap",
    message=msg("{name} is discontinued, but no reason is given."),
    help=msg("Give the reason in “status_source” (measure) or “note” (task)."),
    why=msg("A measure may be discontinued, but the reason must be given."),
    check=check,
    about=("part",),
    closure=closure,
)
