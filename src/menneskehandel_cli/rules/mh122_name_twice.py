"""MH122: a name that is twice in one list."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import lists_of_names
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Each name occurs once in a list of names, such as those responsible."""
    for entry in context.register.entries:
        for keys, names in lists_of_names(entry.record):
            for place, name in enumerate(names):
                if name in names[:place]:
                    told = {"name": name, "key": keys[-1]}
                    yield context.wrong("MH122", entry.record, (*keys, place), told)


RULE = Rule(
    severity="note",
    message=msg("“{name}” is given twice in “{key}”."),
    help=msg("Keep one. If the other was meant to be something else, fix it."),
    why=msg("A repeated name is often a typing error for another one."),
    check=check,
)
