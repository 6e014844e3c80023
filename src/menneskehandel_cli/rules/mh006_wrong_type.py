"""MH006: a value of the wrong type, such as a text instead of a list, or a number instead of a text."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import TRUTHS, read_number
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Fix, Rule
from menneskehandel_cli.rules.example import measure


def _meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of one word for a list, ja for true, a quoted number, or an unquoted text of digits."""
    expected = diagnostic.params["expected"]
    if expected == "list" and isinstance(value, str):
        return Fix("value", [value])
    if expected == "truth" and isinstance(value, str) and value.casefold() in TRUTHS:
        return Fix("value", TRUTHS[value.casefold()])
    if expected == "number" and isinstance(value, str):
        number = read_number(value)
        return None if number is None else Fix("value", number)
    if expected == "text" and isinstance(value, int) and not isinstance(value, bool):
        return Fix("value", str(value))
    return None


RULE = Rule(
    code="MH006",
    name="wrong-type",
    severity="error",
    message=msg("“{key}” should be {expected} but is {found}."),
    help=msg(
        "Write the value as {expected}. A list reads [a, b] or has one item (-) a line; a "
        "number meant as a text is put in quotes. {colon}"
    ),
    why=msg(
        "The program does not guess what a value means: “yes” is no truth value, and one "
        "actor is no list."
    ),
    bad=measure(responsible="JD"),
    good=measure(responsible="[JD]"),
    phrases={"expected": "expected", "found": "found"},
    fix=_meant,
)
