"""MH105: an id that is used twice."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Every id stands for one thing: records, their parts, actors and helplines alike."""
    register = context.register
    seen: dict[str, str] = {}
    for path, keys, name in register.own_ids:
        if name in seen:
            params = {"id": name, "other": seen[name]}
            yield Diagnostic("MH105", path, keys, params, name)
        else:
            seen[name] = path


RULE = Rule(
    severity="error",
    message=msg("The id “{id}” is used twice. The other one is in {other}."),
    help=msg("Give one of them a new id that has not been used before."),
    why=msg(
        "An id is the name that links, reports and history follow. Two identical ids make "
        "all of it ambiguous."
    ),
    check=check,
)
