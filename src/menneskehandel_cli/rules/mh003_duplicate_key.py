"""MH003: the same key twice in one place."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("The key “{key}” is given twice. The first one is on line {first}."),
    help=msg(
        "Keep the right one and delete the other. If both are intended, merge them into "
        "one. If one belongs to another part of the file, move it there and indent it like "
        "the keys next to it."
    ),
    why=msg("It is not clear which of the two values applies. Many programs silently take the last one."),
)
