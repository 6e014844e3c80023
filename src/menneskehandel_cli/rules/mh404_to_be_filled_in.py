"""MH404: a text that says only that it is to be filled in."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.register.unfilled import is_unfilled
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Published texts that ``mh init`` has left to be filled in."""
    for entry, keys, text in context.published:
        if is_unfilled(text):
            yield context.wrong("MH404", entry.record, keys, at_key=True)


RULE = Rule(
    severity="note",
    message=msg("The text has not been filled in yet."),
    help=msg("Replace it with what the text says is missing."),
    why=msg(
        "“mh init” makes a strategy with what is known. What a strategy must have but "
        "nobody has stated yet is marked like this, so that it is not taken for a "
        "statement."
    ),
    check=check,
)
