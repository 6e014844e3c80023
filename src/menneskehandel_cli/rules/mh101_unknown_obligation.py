"""MH101: a link to an obligation that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import nearest
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import references
from menneskehandel_cli.rules.base import Rule, RuleContext, same_but_for_capitals


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Every obligation that a record names must exist."""
    register = context.register
    for entry in register.entries:
        for keys, name in references(entry.record, "obligation_id"):
            if name not in register.targets and not register.may_hold("obligation", name):
                near = nearest(name, register.targets)
                yield Diagnostic("MH101", entry.path, keys, {"name": name, "near": near}, entry.id)


RULE = Rule(
    code="MH101",
    name="unknown-obligation",
    severity="error",
    message=msg("There is no obligation “{name}”. {meant}"),
    help=msg("Fix the id. “mh list obligations” shows them all."),
    why=msg("A link to nothing does not count, and the obligation is left without an answer."),
    check=check,
    fix=same_but_for_capitals,
)
