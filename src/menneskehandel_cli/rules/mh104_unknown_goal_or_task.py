"""MH104: a reference to a goal, task or group that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import nearest
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import references
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import Kind
from menneskehandel_cli.rules.base import Rule, RuleContext, same_but_for_capitals


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Every goal, task and group that a record names must exist."""
    register = context.register
    for entry in register.entries:
        for keys, name in references(entry.record, "child_id"):
            if name not in register.children and not _unread(register, name):
                near = nearest(name, register.children)
                yield Diagnostic("MH104", entry.path, keys, {"name": name, "near": near}, entry.id)


def _unread(register: Register, name: str) -> bool:
    kind: Kind = "strategy" if name.startswith("FA") else "measure"
    return register.may_hold(kind, name)


RULE = Rule(
    code="MH104",
    name="unknown-goal-or-task",
    severity="error",
    message=msg("There is no “{name}”. {meant}"),
    help=msg("Fix the id. “mh show” on the measure shows its goals, tasks and groups."),
    why=msg("An answer to an obligation must lead to the task that gives it."),
    check=check,
    fix=same_but_for_capitals,
)
