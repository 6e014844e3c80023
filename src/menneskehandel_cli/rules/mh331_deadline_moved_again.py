"""MH331: a deadline that has been moved repeatedly."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day, Parts, Phrase, msg
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Lookback, Rule, RuleContext, ended
from menneskehandel_cli.rules.closing import in_measure, over, task_of

OFTEN = 2
"""The number of moves from which it is reported."""


def check(context: RuleContext) -> Diagnostics:
    """Open tasks whose deadline has been moved at least twice, with every deadline they have had."""
    moved = grouped((e.delta.key.subject, e) for e in context.events if e.times is not None)
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            events = moved.get(task.id, ())
            if len(events) < OFTEN or task.due is None or not task.is_open:
                continue
            had = [event.delta.before for event in events] + [task.due]
            days = Phrase("cite", {"parts": Parts(tuple(Day(due) for due in had))})
            told = {"n": len(events), "days": days}
            yield in_measure("MH331", context, measure, "tasks", place, "due", weight=2, **told)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the task is over, or has no deadline, or its deadline was moved less often."""
    found = task_of(diagnostic, context)
    if found is None:
        return None
    measure, task = found
    cause = Cause(measure.id, task.id, "due")
    if task.due is None:
        days = diagnostic.params["days"]
        return over(measure, task) or ended(
            "deadline_moved", "deadline_removed", cause, name=task.id, before=days
        )
    return over(measure, task) or ended("reclassified", "moved_less", cause, name=task.id)


RULE = Rule(
    severity="gap",
    message=msg("The deadline for {name} has been moved {n} times: {days}."),
    help=msg(
        "Give the reason in “note” on the task or in the yearly report, and set a realistic "
        "deadline. If the reason is known, an authority can accept the gap under “accepted”."
    ),
    why=msg(
        "Repeated postponement may indicate an obstacle that should be explained. All earlier "
        "deadlines are shown. Corrections of mistakes do not count."
    ),
    needs_history=Lookback(frozenset({"measure"})),
    check=check,
    about=("part",),
    closure=closure,
)
