"""MH002: a file that is not valid YAML."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.mistakes import SPACING
from menneskehandel_cli.rules.base import Fix, Rule


def _spaced(diagnostic: Diagnostic, _value: object) -> Fix | None:
    return Fix("text", None) if diagnostic.params["problem"] in SPACING else None


RULE = Rule(
    severity="error",
    message=msg("{problem}"),
    help=msg("{mend}"),
    why=msg("A file that cannot be read is not counted. The rest of the strategy is still read."),
    fix=_spaced,
    phrases={"problem": "yaml", "mend": "mend"},
)
