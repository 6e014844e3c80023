"""MH020: a soft hyphen or another mark without width in a text."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.marks import without_marks
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Fix, Rule


def _taken_out(_diagnostic: Diagnostic, value: object) -> Fix | None:
    return Fix("value", without_marks(value)) if isinstance(value, str) else None


RULE = Rule(
    severity="note",
    message=msg("The text contains {mark}, {where}."),
    help=msg(
        "“mh fix” removes all such marks. In an editor, delete the word that contains it "
        "and type it again."
    ),
    why=msg(
        "Word processors put soft hyphens and zero-width marks into words. A search for "
        "the word does not find it, and git shows a change that nobody can see."
    ),
    phrases={"mark": "hidden"},
    fix=_taken_out,
)
