"""MH019: an anchor, which nothing can refer to and which is not part of the text after it."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("“{anchor}” is read as a YAML anchor and not as part of the value."),
    help=msg("Remove “{anchor}”. If it belongs to the text, put quotes around the whole text."),
    why=msg(
        "A word with & before it gives the value a name that other places in the file can refer to. "
        "Such aliases are not used here (MH010), so the word is silently lost to every reader."
    ),
)
