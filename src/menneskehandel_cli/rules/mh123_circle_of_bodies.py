"""MH123: bodies that each belong to the other."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models.actors import Actors
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.circles import circles


def check(context: RuleContext) -> Diagnostics:
    """``parent`` gives an order of any depth, so it must not form a cycle."""
    for entry in context.register.entries:
        if not isinstance(entry.record, Actors):
            continue
        actors = entry.record.actors
        above = {actor.id: [actor.parent] if actor.parent else [] for actor in actors}
        for circle in circles(above):
            place = next(place for place, actor in enumerate(actors) if actor.id == circle[0])
            params = {"circle": " → ".join(circle)}
            yield Diagnostic("MH123", entry.path, ("actors", place, "parent"), params, circle[0])


RULE = Rule(
    severity="error",
    message=msg("The bodies belong to one another in a circle: {circle}."),
    help=msg("Remove “parent” from the body that is at the top."),
    why=msg(
        "A body is responsible for the bodies subordinate to it, at any depth. In a circle, each "
        "would be responsible for itself through the others."
    ),
    check=check,
)
