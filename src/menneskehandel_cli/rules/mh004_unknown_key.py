"""MH004: a key that the record does not have."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.marks import bare
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.slips import keys_called, one_slip
from menneskehandel_cli.rules.base import Fix, Rule


def _meant(diagnostic: Diagnostic, _value: object) -> Fix | None:
    key, near = str(diagnostic.params["key"]), diagnostic.params["near"]
    if not isinstance(near, str):
        return None
    sure = bare(key) == near or one_slip(key, near) or keys_called(key, [near])
    return Fix("key", near) if sure else None


RULE = Rule(
    severity="error",
    message=msg("There is no key “{key}” here. {meant} {torn}"),
    help=msg("{mend}"),
    why=msg("A misspelt key would otherwise be overlooked, and what it says would be lost."),
    phrases={"mend": "key"},
    fix=_meant,
)
