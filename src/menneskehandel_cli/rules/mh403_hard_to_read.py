"""MH403: a Norwegian text that is very hard to read."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.prose import lix, may_exceed
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext

LIMIT = 75
"""LIX above this is extreme. Administrative prose of normal sentences lies between 50 and 65."""

FEWEST = 30
"""Shorter texts, in words, are not judged: a single long name changes their LIX too much."""


def check(context: RuleContext) -> Diagnostics:
    """Bokmål and nynorsk texts of at least the minimum length, except titles."""
    for entry, keys, text, found in context.norwegian:
        if found.words < FEWEST or keys[-2] == "title" or not may_exceed(LIMIT, text, found):
            continue
        if (figure := lix(text, found)) > LIMIT:
            yield context.wrong("MH403", entry.record, keys, {"lix": figure, "n": found.words})


RULE = Rule(
    severity="note",
    message=msg("The text is very hard to read: its LIX score is {lix} over {n} words."),
    help=msg(
        "Read the text aloud. Split a sentence that nobody can follow, but keep the terms "
        "and the logic: short sentences are not an end in themselves."
    ),
    why=msg(
        "Section 9 of the Language Act requires plain language. A LIX score above 75 is rarely "
        "needed, even in a statute. Titles and short texts are not counted, because the score "
        "says little about them."
    ),
    check=check,
)
