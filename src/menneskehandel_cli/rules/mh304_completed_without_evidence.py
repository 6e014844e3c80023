"""MH304: a measure recorded as completed, without evidence."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Parts, msg
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed
from menneskehandel_cli.rules.closing import in_measure, measure_of, not_completed


def check(context: RuleContext) -> Diagnostics:
    """Completed measures without evidence of their own or of any task."""
    for measure in context.register.measures:
        shown = measure.evidence or any(task.evidence for task in measure.tasks)
        if measure.status == "completed" and not shown:
            yield in_measure("MH304", context, measure, "status", weight=2)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: there is evidence, or the measure is no longer completed."""
    measure = measure_of(diagnostic, context)
    own = [(Cause(measure.id, field="evidence"), measure.evidence)]
    own += [(Cause(measure.id, task.id, "evidence"), task.evidence) for task in measure.tasks]
    evidence = tuple(item for _, items in own for item in items)
    causes = [cause for cause, items in own if items]
    return not_completed(measure) or closed(
        "evidence", *causes, name=measure.id, titles=Parts(tuple(item.title for item in evidence))
    )


RULE = Rule(
    severity="gap",
    message=msg("{name} is recorded as completed, but no evidence is given."),
    help=msg(
        "Add “evidence:” with a title and preferably an address and a date, on the measure or "
        "one of its tasks."
    ),
    why=msg("The reader must be able to verify that the measure has been completed."),
    check=check,
    about=(),
    closure=closure,
)
