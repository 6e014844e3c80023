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
from menneskehandel_cli.rules.base import Rule


def _named(name: str, rule: Rule) -> Rule:
    """The rule with the code and the name that it is called after."""
    code, _, called = name.partition("_")
    return replace(rule, code=code, name=called.lower().replace("_", "-"))


_FOUND = {
    name.upper(): rule
    for module in [*globals().values()]
    if isinstance(module, ModuleType)
    for name, rule in vars(module).items()
    if isinstance(rule, Rule)
} | reading.READING

RULES: dict[str, Rule] = {rule.code: rule for rule in (_named(*item) for item in sorted(_FOUND.items()))}
"""The rules by their codes."""

RETIRED: dict[str, str] = {
    "MH018": msg("MH018 is no longer a rule: “mh fmt --check” finds such values, and “mh fmt” quotes them.")
}
"""What became of rules that are gone. A code is never used again, and a setting for one still passes."""
