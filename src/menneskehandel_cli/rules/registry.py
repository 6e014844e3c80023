"""Every rule, in the order of the codes: those in modules of several, and those in one of their own."""

# ruff: noqa: F401  # the modules are read from this one, so that a rule is listed once

from __future__ import annotations

from dataclasses import replace

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules import (
    circles,
    demands,
    mh107_lead_not_responsible,
    mh110_link_without_reason,
    mh113_foreign_part,
    mh115_area_link_unfounded,
    mh117_link_contribution,
    mh118_whole_restated,
    mh120_article_number_ambiguous,
    mh121_law_requirement,
    mh124_target_unfounded,
    mh203_measure_without_obligation,
    mh204_named_article_without_measure,
    mh205_only_unstarted,
    mh206_assessments_disagree,
    mh208_reference_to_whole_article,
    mh209_law_copy_old,
    mh211_law_changed,
    mh303_completed_with_open_tasks,
    mh304_completed_without_evidence,
    mh306_discontinued_without_reason,
    mh311_reply_due,
    mh312_status_without_statement,
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

_TOGETHER = {
    name.lower(): rule
    for module in (circles, demands, reading, reports, tasks, texts, twice, unknown)
    for name, rule in vars(module).items()
    if isinstance(rule, Rule)
}
_ALONE = {name: module.RULE for name, module in [*globals().items()] if name.startswith("mh")}


def _named(name: str, rule: Rule) -> Rule:
    """The rule with the code and the name that it, or its module, is called after."""
    code, _, called = name.partition("_")
    return replace(rule, code=code.upper(), name=called.replace("_", "-"))


RULES: dict[str, Rule] = {
    rule.code: rule for rule in (_named(*item) for item in sorted((_TOGETHER | _ALONE).items()))
}
"""The rules by their codes."""

RETIRED: dict[str, str] = {
    "MH018": msg(
        "MH018 is no longer a rule. “mh fmt” puts quotes around a value that other programs would read "
        "differently, and “mh fmt --check” finds it."
    )
}
"""What became of rules that are gone. A code is never used again, and a setting for one still passes."""
