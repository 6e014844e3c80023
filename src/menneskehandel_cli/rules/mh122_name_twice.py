"""MH122: a name that is twice in one list."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import lists_of_names
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Each name occurs once in a list of names, such as those responsible."""
    for entry in context.register.entries:
        for keys, names in lists_of_names(entry.record):
            for place, name in enumerate(names):
                if name in names[:place]:
                    params = {"name": name, "key": keys[-1]}
                    yield Diagnostic("MH122", entry.path, (*keys, place), params, entry.id)


RULE = Rule(
    severity="note",
    message=msg("“{name}” is given twice in “{key}”."),
    help=msg("Keep one. If the other was meant to be something else, fix it."),
    why=msg("A repeated name is often a typing error for another one."),
    check=check,
)
