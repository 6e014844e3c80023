"""Every rule, in the order of the codes, from the modules that hold them."""

# ruff: noqa: F401  # the modules are read from this one, so that each is listed once

from dataclasses import replace
from types import ModuleType

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules import (
    circles,
    demands,
    law,
    links,
    measures,
    reading,
    reports,
    tasks,
    texts,
    twice,
    unknown,
)
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext, rule

RETIRED: dict[str, str] = {
    "MH018": msg("MH018 is no longer a rule. “mh fmt --check” finds such values, and “mh fmt” quotes them.")
}
"""What became of rules that are gone. A code is never used again, and a setting for one still passes."""


@rule("error")
def mh116_unknown_rule(context: RuleContext) -> Diagnostics:
    """An accepted gap or a setting for a rule that does not exist; one that is gone still passes."""
    return unknown.unknown_among(context, "MH116", "rule_code", {**RULES, **RETIRED})


def _under_code(name: str, rule: Rule) -> Rule:
    """The rule with the code and the name that it is called after."""
    code, _, called = name.partition("_")
    return replace(rule, code=code, name=called.lower().replace("_", "-"))


_FOUND = reading.READING | {
    name.upper(): found
    for names in (globals(), *(vars(one) for one in [*globals().values()] if isinstance(one, ModuleType)))
    for name, found in [*names.items()]
    if isinstance(found, Rule)
}

RULES: dict[str, Rule] = {rule.code: rule for rule in (_under_code(*item) for item in sorted(_FOUND.items()))}
"""The rules by their codes."""
