"""MH112: a focus area that the strategy does not have."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Measure, Recommendation
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Measures and recommendations name a focus area by its number in the strategy."""
    register = context.register
    known = register.focus_areas
    if not known or register.may_hold("strategy", ""):
        return
    for entry in register.entries:
        if isinstance(entry.record, Measure | Recommendation):
            number = entry.record.focus_area
            if number is not None and number not in known:
                told = {"number": number, "known": list(known)}
                yield context.wrong("MH112", entry.record, ("focus_area",), told)


RULE = Rule(
    severity="error",
    message=msg("The strategy has no focus area {number}. It has {known}."),
    help=msg("Fix the number."),
    why=msg("A measure without a focus area is not shown where readers look for it."),
    check=check,
)
