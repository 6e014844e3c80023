"""MH321: an acceptance that covers no finding."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("The acceptance of {rule} no longer covers any finding."),
    help=msg("Remove it from “accepted”, or correct the code."),
    why=msg("An acceptance that is no longer needed could conceal a new gap."),
)
