"""MH210: a requirement that is covered, and that an open recommendation names all the same."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.demands import about, place


def check(context: RuleContext) -> Diagnostics:
    """Every covered requirement that an open recommendation names, by the ids of those that do."""
    for item in context.coverage.requirements:
        if item.disputed:
            params = {"name": item.id, "title": item.owner.title, "recommendations": item.disputed_by}
            path = context.register.path_of(item.owner)
            yield Diagnostic("MH210", path, place(item), params, weight=item.weight, about=about(item))


RULE = Rule(
    severity="note",
    message=msg(
        "{name} ({title}) is covered, but there is an open recommendation on this requirement: "
        "{recommendations}."
    ),
    help=msg(
        "Look at what the body asks for. The law may answer the words of the convention, and practice "
        "may still fall short of what the body asks."
    ),
    why=msg(
        "The requirement counts as covered. A reader should all the same know that the monitoring "
        "body has asked for more."
    ),
    check=check,
    about=("part",),
)
