"""MH116: an accepted gap or a setting for a rule that does not exist."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.found import unknown


def check(context: RuleContext) -> Diagnostics:
    """Codes in ``accepted`` and in the strategy's check settings must be codes of rules."""
    from menneskehandel_cli.rules import all_rules, retired_rules

    found = unknown("MH116", context, "rule_code", all_rules())
    return (item for item in found if item.params["name"] not in retired_rules())


RULE = Rule(
    severity="error",
    message=msg("There is no rule “{name}”. {meant}"),
    help=msg("Fix the code. “mh explain” shows all rules."),
    why=msg("A setting for a rule that does not exist does nothing, and nobody notices."),
    check=check,
)
