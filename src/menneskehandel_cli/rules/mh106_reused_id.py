"""MH106: an id that another record had before."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """A former id must be nobody's id today, nor another measure's former id."""
    register = context.register
    owners: dict[str, str] = {name: name for name in register.measure_by_id}
    for measure in register.measures:
        for place, former in enumerate(measure.former_ids):
            if former in owners:
                told = {"id": former, "owner": owners[former]}
                yield context.wrong("MH106", measure, ("former_ids", place), told)
            owners.setdefault(former, measure.id)


RULE = Rule(
    severity="error",
    message=msg("The id “{id}” previously belonged to {owner} and cannot be used again."),
    help=msg("Choose a new id, or remove “{id}” from former_ids if it is there by mistake."),
    why=msg(
        "Old reports use the old id. If another record is given it, readers of those "
        "reports are led to the wrong one."
    ),
    check=check,
)
