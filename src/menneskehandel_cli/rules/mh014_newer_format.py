"""MH014: a file in a format of a later version of mh."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("The file has format {format}. This version of mh reads format {known}."),
    help=msg("Use a newer version of mh."),
    why=msg("A newer format may mean something else. It is better to say so than to misread it."),
)
