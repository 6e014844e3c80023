"""MH103: a reference to an actor that does not exist."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.models import references
from menneskehandel_cli.models.names import actor_called
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext, surely_meant


def check(context: RuleContext) -> Diagnostics:
    """Every actor that a record names must be known. ``editorial`` is our own judgement."""
    register = context.register
    if register.may_hold("actors", ""):
        return
    for entry in register.entries:
        for keys, name in references(entry.record, "actor_id"):
            if name not in register.actors and name != "editorial":
                near, whole = actor_called(name, register.actors.values())
                told = {"name": name, "near": near or nearest(name, register.actors), "whole": whole}
                yield context.wrong("MH103", entry.record, keys, told)


RULE = Rule(
    severity="error",
    message=msg("There is no actor “{name}” in strategy/actors.yaml. {meant}"),
    help=msg(
        "Write the actor's id, or add the actor to strategy/actors.yaml. “mh list actors” shows them all."
    ),
    why=msg(
        "The reader cannot see who is meant, and the content of the file does not appear on that "
        "actor's page or in its reports."
    ),
    check=check,
    fix=surely_meant,
)
