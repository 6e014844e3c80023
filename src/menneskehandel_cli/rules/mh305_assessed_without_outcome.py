"""MH305: a completed assessment without an outcome."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended
from menneskehandel_cli.rules.closing import in_measure, not_completed, task_of


def check(context: RuleContext) -> Diagnostics:
    """Tasks to assess that are completed without an outcome."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.commitment == "assess" and task.status == "completed" and task.outcome is None:
                yield in_measure("MH305", context, measure, "tasks", place, "status", weight=2)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the outcome is recorded, or the task is no longer a completed assessment."""
    found = task_of(diagnostic, context)
    if found is None:
        return None
    measure, task = found
    if (gone := not_completed(measure, task)) is not None:
        return gone
    if task.commitment != "assess":
        cause = Cause(measure.id, task.id, "commitment")
        return ended("reclassified", "no_assessment", cause, name=task.id)
    cause = Cause(measure.id, task.id, "outcome")
    decision = task.outcome.decision if task.outcome else "pending"
    return closed("outcome", cause, name=task.id, outcome=Phrase(f"outcome.{decision}"))


RULE = Rule(
    severity="gap",
    message=msg("The assessment {name} is recorded as completed, but its outcome is not."),
    help=msg("Add “outcome:” with “decision: change”, “no_change” or “pending”, and a text."),
    why=msg("An assessment is completed only when its outcome is recorded."),
    check=check,
    about=("part",),
    closure=closure,
)
