"""MH211: law that has changed since it was read."""

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Each requirement whose law is noted as changed, until it is read again."""
    register = context.register
    for law in register.laws:
        for place, item in enumerate(law.requirements):
            if item.suspect is not None:
                about, by = About(law.id, part=item.requirement), ", ".join(item.suspect.by)
                told = {"name": item.requirement, "law": by, "day": Day(item.suspect.since)}
                yield context.wrong("MH211", law, ("requirements", place, "suspect"), told, about=about)


RULE = Rule(
    severity="note",
    message=msg(
        "The law on {name} has changed since it was read: {law} is different or missing in the copy of "
        "{day}."
    ),
    help=msg(
        "Read it again, and change “extent”, “provisions”, “missing” and “read” where "
        "needed. “mh law --record” with an archive of the day in “read” then removes "
        "“suspect”."
    ),
    why=msg("A judgement of a provision no longer in force may be wrong without anyone noticing."),
    check=check,
    about=("part",),
)
