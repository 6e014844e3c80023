"""MH402: errors of text recognition (OCR) in a Norwegian text."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.prose import leftovers
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Bokmål and nynorsk texts; English ones are not checked."""
    for entry, keys, text, found in context.norwegian:
        fragment = next(leftovers(text), None) if found.suspicious else None
        if fragment is not None:
            yield context.wrong("MH402", entry.record, keys, {"fragment": fragment})


RULE = Rule(
    severity="error",
    message=msg("“{fragment}” looks like a text-recognition error."),
    help=msg("Restore the letters, or rejoin the word that was split."),
    why=msg("A strategy may exist only as a scan. Errors from the scan must not end up in a report."),
    check=check,
)
