"""MH006: a value of the wrong type, such as a text instead of a list, or a number instead of a text."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.marks import items_meant
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.numbers import read_number
from menneskehandel_cli.language.slips import TRUTHS
from menneskehandel_cli.rules.base import Fix, Rule


def _meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of words for a list, ja for true, a quoted number, or an unquoted text of digits."""
    expected = diagnostic.params["expected"]
    if expected == "list" and isinstance(value, str):
        items = items_meant(value)
        return None if items is None else Fix("value", items)
    if expected == "truth" and isinstance(value, str) and value.casefold() in TRUTHS:
        return Fix("value", TRUTHS[value.casefold()])
    if expected == "number" and isinstance(value, str):
        number = read_number(value)
        return None if number is None else Fix("value", number)
    if expected == "text" and isinstance(value, int) and not isinstance(value, bool):
        return Fix("value", str(value))
    return None


RULE = Rule(
    severity="error",
    message=msg("“{key}” should be {expected} but is {found}."),
    help=msg("{mend}"),
    why=msg(
        "The program does not guess what a value means: “yes” is not a truth value, and "
        "one actor is not a list."
    ),
    phrases={"expected": "expected", "found": "found", "mend": "type"},
    fix=_meant,
)
