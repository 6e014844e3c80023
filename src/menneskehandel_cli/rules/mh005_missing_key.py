"""MH005: a key that every such record must have."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("The key “{key}” is missing."),
    help=msg("Add “{key}:” with a value."),
    why=msg("Some fields must be filled in before a record can be read, shown and linked."),
)
