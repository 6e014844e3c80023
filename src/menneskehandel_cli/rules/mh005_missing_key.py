"""MH005: a key that every such record must have."""

from __future__ import annotations

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    code="MH005",
    name="missing-key",
    severity="error",
    message=msg("The key “{key}” is missing."),
    help=msg("Add “{key}:” with a value."),
    why=msg("Some things must be given for a record to be read, shown and linked."),
)
