"""MH017: a text that ends at a ``#``, because the rest of its line is read as a comment."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("The text ends here: “{comment}” is read as a comment and left out."),
    help=msg(
        "If it is a comment, write it on a separate line above. If it belongs to the text, "
        "put quotes around the whole text: {fixed}"
    ),
    why=msg(
        "A # with a space before it begins a comment in YAML. The rest of the sentence is silently "
        "lost to every reader. A comment after two spaces and with a space after the #, as mh "
        "itself writes them, does not give this finding."
    ),
)
