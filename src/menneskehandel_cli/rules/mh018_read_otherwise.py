"""MH018: a value that other programs read as something else than we do, or cannot read."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("“{value}” {reads}."),
    help=msg("{how}, or let “mh fmt” do it: {fixed}"),
    why=msg(
        "Everybody is to be able to read the files, with other programs too. Many of these follow "
        "YAML 1.1, where NO is no, 12:30 is a number, and a question mark in braces is a sign of "
        "its own."
    ),
    phrases={"reads": "misread", "how": "rewrite"},
)
