"""MH118: a demand that restates or repeats several at once, or itself has several parts."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.register.rounds import whole
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Statements with a name that is not a single requirement, in files of the current format."""
    register = context.register
    for statement in register.statements:
        owner = statement.owner
        name = whole(register, statement)
        if name is None or owner.format == 1:
            continue
        number = len(register.requirements_of(name))
        what = _what(register.targets[name].owner, number)
        yield context.wrong("MH118", owner, statement.keys, {"name": name, "n": number, "what": what})


def _what(owner: object, number: int) -> str:
    if number == 0:
        return "none"
    return "parts" if isinstance(owner, Recommendation) else "provisions"


RULE = Rule(
    severity="error",
    message=msg("“{name}” is {what}, not one requirement."),
    help=msg(
        "Write “restates” or “repeats” in the point that it is about, with the id of the "
        "one requirement that it repeats."
    ),
    why=msg(
        "The same requirement must be counted only once. Where the reference is to a whole "
        "recommendation with points, it is not clear which points are the same."
    ),
    check=check,
    phrases={"what": "whole"},
)
