"""MH113: a task, goal or provision named after another record than its own."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """The parts of a record are named after it."""
    register = context.register
    for path, keys, name in register.own_ids:
        owner = register.owner_at(path)
        if len(keys) > 1 and owner is not None and not name.startswith((f"{owner}.", "FA")):
            yield Diagnostic("MH113", path, keys, {"name": name, "owner": owner}, owner)


RULE = Rule(
    severity="error",
    message=msg("“{name}” is in {owner}, but according to its id it belongs in another record."),
    help=msg("Begin the id with “{owner}.”, for example {owner}.1."),
    why=msg(
        "The id shows where a task belongs. When somebody copies a file, the old id is often left behind."
    ),
    check=check,
)
