"""MH116: an accepted gap or a setting for a rule that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import nearest
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import references
from menneskehandel_cli.rules.base import Rule, RuleContext


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Codes in ``accepted`` and in the strategy's check settings must be codes of rules."""
    register = context.register
    from menneskehandel_cli.rules import all_rules

    known = all_rules()
    for entry in register.entries:
        for keys, name in references(entry.record, "rule_code"):
            if name not in known:
                params = {"name": name, "near": nearest(name, known)}
                yield Diagnostic("MH116", entry.path, keys, params, entry.id)


RULE = Rule(
    code="MH116",
    name="unknown-rule",
    severity="error",
    message=msg("There is no rule “{name}”. {meant}"),
    help=msg("Fix the code. “mh explain” shows all rules."),
    why=msg("A setting for a rule that does not exist does nothing, and nobody notices."),
    check=check,
)
