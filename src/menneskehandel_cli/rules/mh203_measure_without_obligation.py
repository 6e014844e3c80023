"""MH203: a measure without links to obligations."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed
from menneskehandel_cli.rules.closing import in_measure, measure_of


def check(context: RuleContext) -> Diagnostics:
    """A measure without any link."""
    for measure in context.register.measures:
        if not measure.addresses:
            yield in_measure("MH203", context, measure, "id", weight=2)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the measure has links, and to what."""
    measure = measure_of(diagnostic, context)
    if not measure.addresses:
        return None
    targets = tuple(address.obligation for address in measure.addresses)
    causes = (Cause(measure.id, field=f"link:{target}") for target in targets)
    return closed("linked", *causes, name=measure.id, targets=targets)


RULE = Rule(
    severity="gap",
    message=msg("{name} has no link to an obligation."),
    help=msg(
        "Add a link under “addresses”. If there is no obligation behind the measure, record under"
        " “accepted” who has accepted this."
    ),
    why=msg(
        "Without a link, nobody can see which obligation is affected if the measure is discontinued."
    ),
    check=check,
    about=(),
    closure=closure,
)
