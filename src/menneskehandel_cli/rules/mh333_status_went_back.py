"""MH333: a status that went backwards."""

from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.rules.base import Diagnostics, Lookback, Rule, RuleContext
from menneskehandel_cli.rules.closing import in_measure

ORDER = ("not_started", "in_progress", "completed")


def check(context: RuleContext) -> Diagnostics:
    """Measures whose last change of status was from a later step to an earlier one."""
    last = {
        event.delta.record: event
        for event in context.events
        if event.delta.kind == "status_changed" and event.classification == "policy"
    }
    for measure in context.register.measures:
        if measure.id not in last:
            continue
        event = last[measure.id]
        before, after = event.delta.before, event.delta.after
        if before in ORDER and after in ORDER and ORDER.index(after) < ORDER.index(before):
            day = Day(event.commit.day.isoformat())
            told = {"before": before, "after": after, "day": day}
            yield in_measure("MH333", context, measure, "status", **told)


RULE = Rule(
    severity="note",
    message=msg("The status of {name} went back from “{before}” to “{after}” on {day}."),
    help=msg(
        "Say why in “status_source”. If the old status was a mistake, mark the commit with "
        "“Correction: yes”."
    ),
    why=msg(
        "A measure may come to a halt, but readers should be told that it was once "
        "reported as further along."
    ),
    needs_history=Lookback(frozenset({"measure"})),
    check=check,
    about=(),
    phrases={"before": "status", "after": "status"},
)
