"""MH012: a file that cannot be opened."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("The file cannot be read: {why}."),
    help=msg("Put an ordinary file in its place, or remove what is there."),
    why=msg("What cannot be read is reported, never silently left out."),
    phrases={"why": "unreadable"},
)
