"""MH209: law that was read in a copy that is now old."""

from calendar import monthrange
from datetime import date

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext

YEARS = 2
"""A copy read longer ago than this may no longer be the law."""


def check(context: RuleContext) -> Diagnostics:
    """The first provision of each requirement whose copy was read more than two years ago."""
    register = context.register
    for law in register.laws:
        for place, item in enumerate(law.requirements):
            for inner, provision in enumerate(item.provisions):
                if provision.read is not None and _old(provision.read, context.as_of):
                    section = provision.source.section or provision.source.document
                    told = {"name": item.requirement, "law": section, "day": Day(provision.read)}
                    keys = ("requirements", place, "provisions", inner, "read")
                    about = About(law.id, part=item.requirement)
                    yield context.wrong("MH209", law, keys, told, about=about)
                    break


def _old(read: str, as_of: date) -> bool:
    """Whether more than two years have passed; on the day exactly two years later they have not."""
    last = last_day(read)
    year = last.year + YEARS
    return as_of > date(year, last.month, min(last.day, monthrange(year, last.month)[1]))


RULE = Rule(
    severity="note",
    message=msg(
        "The law on {name} ({law}) was read as in force on {day}. That is more than two years ago."
    ),
    help=msg("Read it again. Where it is the same, change only “read” and “judged”."),
    why=msg("Laws change. A judgement of an old text may be wrong without anyone noticing."),
    check=check,
    about=("part",),
)
