"""MH102: a reference to a measure that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import nearest
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import references
from menneskehandel_cli.rules.base import Rule, RuleContext, same_but_for_capitals


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Every measure that a record names must exist."""
    register = context.register
    measures = register.renumbered
    for entry in register.entries:
        for keys, name in references(entry.record, "measure_id"):
            if name not in measures and not register.may_hold("measure", name):
                near = nearest(name, measures)
                yield Diagnostic("MH102", entry.path, keys, {"name": name, "near": near}, entry.id)


RULE = Rule(
    code="MH102",
    name="unknown-measure",
    severity="error",
    message=msg("There is no measure “{name}”. {meant}"),
    help=msg("Fix the id. “mh list measures” shows them all."),
    why=msg("The reference cannot be followed."),
    check=check,
    fix=same_but_for_capitals,
)
