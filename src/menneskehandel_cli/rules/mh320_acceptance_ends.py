"""MH320: an acceptance that ends soon."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("The acceptance of {rule} applies until {day}."),
    help=msg("Close the gap before then, or record under “accepted” a new decision to leave it open."),
    why=msg("An acceptance is limited in time. A new decision is needed during its last ninety days."),
)
