"""MH117: a link with ``contribution`` that only names, or a link that answers without it."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Links in files of the current format; links in older ones are converted while they are read."""
    register = context.register
    for link in register.links:
        measure, address = link.measure, link.address
        target = register.targets.get(address.obligation)
        if measure.format == 1 or target is None or register.path_of(target.owner) in register.damaged:
            continue  # If the target is unknown or damaged, it is unknown how much it reaches.
        if register.is_context(address.obligation):
            continue
        keys = ("addresses", link.place)
        if register.names_one(address):
            if address.contribution is None:
                told = {"name": address.obligation, "what": "silent", "n": 1}
                yield context.wrong("MH117", measure, (*keys, "obligation"), told)
            continue
        said = "contribution" if address.contribution is not None else "by" if address.by else None
        if said is not None:
            number = len(register.requirements_of(address.obligation))
            what = "area" if address.basis == "area" else "several" if number else "none"
            told = {"name": address.obligation, "what": what, "n": number}
            yield context.wrong("MH117", measure, (*keys, said), told)


RULE = Rule(
    severity="error",
    message=msg("The link to “{name}” {what}."),
    help=msg(
        "Where the link is to one requirement, write “contribution: full”, “partial” or "
        "“assess”. Otherwise remove “contribution” and “by”, or make the link name the "
        "requirement that it follows up."
    ),
    why=msg(
        "Only a link to a single requirement can say that it is followed up. A link to a whole "
        "article, to a recommendation with points or for the whole focus area names the "
        "requirements, but does not say how far the measure follows up each of them."
    ),
    check=check,
    phrases={"what": "link.wrong"},
)
