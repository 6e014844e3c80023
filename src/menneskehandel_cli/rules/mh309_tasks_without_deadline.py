"""MH309: a measure without a single deadline."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.closing import in_measure


def check(context: RuleContext) -> Diagnostics:
    """Measures that are not over and whose tasks have neither a deadline nor a frequency."""
    for measure in context.register.measures:
        if not measure.tasks or not measure.is_open:
            continue
        if not any(task.due or task.recurrence for task in measure.tasks):
            total = len(measure.tasks)
            yield in_measure("MH309", context, measure, "tasks", total=total)


RULE = Rule(
    severity="note",
    message=msg("No task in {name} has a deadline ({total} in all)."),
    help=msg("Agree on deadlines and record them in “due”, as precisely as agreed (day, month or year)."),
    why=msg("Progress cannot be monitored without a deadline."),
    check=check,
    about=(),
)
