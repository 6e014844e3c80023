"""MH312: a status without the coordinator's statement."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended
from menneskehandel_cli.rules.closing import in_measure, measure_of


def check(context: RuleContext) -> Diagnostics:
    """Measures with a status and no statement that supports it."""
    for measure in context.register.measures:
        if measure.status != "not_reported" and measure.status_source is None:
            yield in_measure("MH312", context, measure, "status", status=measure.status)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: the statement is recorded, or the status was removed."""
    measure = measure_of(diagnostic, context)
    told = measure.status_source
    if told is None:
        cause = Cause(measure.id, field="status")
        return ended("reclassified", "no_status", cause, name=measure.id)
    cause = Cause(measure.id, field="status_source")
    return closed("statement", cause, name=measure.id, by=told.by, day=Day(told.date))


RULE = Rule(
    severity="gap",
    message=msg("{name} is recorded as “{status}”, but not by whom or when."),
    help=msg("Add “status_source:” with “by”, “date” and preferably “text”."),
    why=msg(
        "A measure's status is the coordinator's dated statement. Without one, nobody "
        "knows what the status is based on."
    ),
    check=check,
    about=(),
    closure=closure,
    phrases={"status": "status"},
)
