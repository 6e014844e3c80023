"""MH109: the same link given twice."""

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """A measure links to an obligation once, and relates to another measure once in each way."""
    register = context.register
    for measure in register.measures:
        links: list[tuple[KeyPath, tuple[str, ...]]] = [
            (("addresses", place, "obligation"), (address.obligation,))
            for place, address in enumerate(measure.addresses)
        ]
        links += [
            (("relations", place, "target"), (relation.target, relation.type))
            for place, relation in enumerate(measure.relations)
        ]
        seen: set[tuple[str, ...]] = set()
        for keys, link in links:
            if link in seen:
                yield context.wrong("MH109", measure, keys, {"name": link[0]})
            seen.add(link)


RULE = Rule(
    severity="error",
    message=msg("The link to “{name}” is given twice in the same measure."),
    help=msg("Keep one. If two reasons are needed, write them in the same note."),
    why=msg("A link must be counted only once."),
    check=check,
)
