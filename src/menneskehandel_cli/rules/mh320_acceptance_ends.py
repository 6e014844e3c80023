"""MH320: an acceptance that ends soon."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("The acceptance of {rule} holds until {day}."),
    help=msg("Close the gap before then, or record under “accepted” a new decision to leave it open."),
    why=msg("An acceptance is limited in time. A decision is needed during the last ninety days."),
)
