"""MH205: an obligation answered only by measures that have not started."""

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Requirements whose measures are all recorded as not started, one finding per obligation."""
    told: set[str] = set()
    for item in context.coverage.requirements:
        statuses = {answer.link.measure.status for answer in item.answers}
        if statuses != {"not_started"} or item.owner.id in told:
            continue
        if may_be_answered(context.register, item.wordings) is None:
            told.add(item.owner.id)
            owner, weight = item.owner, item.weight
            params = {"name": owner.id, "title": owner.title, "measures": item.measures}
            yield context.wrong("MH205", owner, ("id",), params, weight=weight, about=About(owner.id))


RULE = Rule(
    severity="note",
    message=msg("{name} ({title}) is followed up only by measures that have not started: {measures}."),
    help=msg("Start the measure, or update its status if it is out of date."),
    why=msg(
        "A measure that has not started does not yet follow up an obligation. Measures "
        "without a reported status do not give this finding, because it is not known "
        "whether they have started."
    ),
    check=check,
    about=(),
)
