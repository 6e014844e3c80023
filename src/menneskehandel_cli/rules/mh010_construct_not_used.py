"""MH010: aliases, tags, merge keys and keys that are not strings."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("{construct}"),
    help=msg("Write the value in full where it belongs. A text that begins with &, * or ! needs quotes."),
    why=msg(
        "Such constructs hide what belongs where, and can be used to exhaust the memory of any program "
        "that reads them."
    ),
    phrases={"construct": "construct"},
)
