"""MH021: curly quotation marks around a whole text, where quotes of YAML were meant."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("The curly quotation marks around the text are read as part of it."),
    help=msg(
        "Quotes in YAML are straight: {fixed}. If the quotation marks belong to the text, "
        "put quotes around the whole text: {kept}"
    ),
    why=msg(
        "Word processors turn straight quotation marks into curly ones. YAML does not "
        "recognise them as quotes, so the reader sees them, and they protect nothing."
    ),
)
