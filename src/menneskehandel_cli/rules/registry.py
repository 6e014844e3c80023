"""Every rule, in the order of the codes: those in modules of several, and those in one of their own."""

# ruff: noqa: F401  # the modules are read from this one, so that a rule is listed once

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules import (
    circles,
    demands,
    law,
    links,
    measures,
    mh113_foreign_part,
    mh120_article_number_ambiguous,
    mh124_target_unfounded,
    mh204_named_article_without_measure,
    mh205_only_unstarted,
    mh206_assessments_disagree,
    mh311_reply_due,
    mh331_deadline_moved_again,
    mh332_unchanged_for_long,
    mh333_status_went_back,
    mh334_link_suspect,
    reading,
    reports,
    tasks,
    texts,
    twice,
    unknown,
)
from menneskehandel_cli.rules.base import Rule

_FOUND = {
    (module if name == "RULE" else name).lower(): rule
    for module, held in [*globals().items()]
    if isinstance(held, ModuleType)
    for name, rule in vars(held).items()
    if isinstance(rule, Rule)
}


def _named(name: str, rule: Rule) -> Rule:
    """The rule with the code and the name that it, or its module, is called after."""
    code, _, called = name.partition("_")
    return replace(rule, code=code.upper(), name=called.replace("_", "-"))


RULES: dict[str, Rule] = {rule.code: rule for rule in (_named(*item) for item in sorted(_FOUND.items()))}
"""The rules by their codes."""

RETIRED: dict[str, str] = {
    "MH018": msg(
        "MH018 is no longer a rule. “mh fmt” puts quotes around a value that other programs would read "
        "differently, and “mh fmt --check” finds it."
    )
}
"""What became of rules that are gone. A code is never used again, and a setting for one still passes."""
