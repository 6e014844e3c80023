"""MH308: tasks of a shared measure without an owner."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.closing import in_measure


def check(context: RuleContext) -> Diagnostics:
    """Measures with several responsible, no lead, and tasks without an owner of the task or its group."""
    for measure in context.register.measures:
        if len(measure.responsible) == 1 or measure.lead is not None:
            continue
        bare = [task for task in measure.tasks if not measure.owners_of(task)]
        if bare:
            counts = {"n": len(bare), "total": len(measure.tasks)}
            yield in_measure("MH308", context, measure, "tasks", **counts)


RULE = Rule(
    severity="note",
    message=msg(
        "{name} has several responsible ministries, and no owner is recorded for {n} of {total} tasks."
    ),
    help=msg(
        "Agree on who does what, and record it under “owners” in the tasks. Write only what has been "
        "agreed or what the strategy says."
    ),
    why=msg("Shared responsibility without a named owner may delay the work."),
    check=check,
    about=(),
)
