"""MH007: a value that its field does not allow."""

import re

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.days import read_day
from menneskehandel_cli.language.marks import bare
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.slips import choice_called, one_slip
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.rules.base import Fix, Rule


def _meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of a misspelt or translated value, an id in other capitals, or a day in another form."""
    fits, near = diagnostic.params["fits"], diagnostic.params.get("near")
    if not isinstance(value, str):
        return None
    word, named = bare(value), diagnostic.params.get("whole")
    if isinstance(near, str) and (named or one_slip(word, near) or choice_called(word, [near])):
        return Fix("value", near)
    if fits == "day" and near is not None and near == read_day(word):  # else it is a guess
        return Fix("value", near)
    pattern = PATTERNS.get(str(fits))
    if pattern is not None:
        for written in (value.strip(), value.strip().lower(), value.strip().upper()):
            if re.fullmatch(pattern, written):
                return Fix("value", written)
    return None


RULE = Rule(
    severity="error",
    message=msg("“{key}” cannot be “{value}”. {slip} {meant}"),
    help=msg("Write {fits}."),
    why=msg(
        "Fixed values are the same in all files, so that they can be counted and compared over time."
    ),
    phrases={"fits": "expected"},
    fix=_meant,
)
