"""MH107: a measure led by somebody who is not responsible for it."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """The lead must be one of those responsible."""
    register = context.register
    for measure in register.measures:
        lead = measure.lead if measure.lead in register.actors else None  # else MH103 reports it
        path = register.path_of(measure)
        if lead is not None and lead not in measure.responsible and path not in register.damaged:
            told = {"lead": lead, "responsible": measure.responsible}
            yield context.wrong("MH107", measure, ("lead",), told)


RULE = Rule(
    severity="error",
    message=msg("{lead} leads the measure but is not among those responsible ({responsible})."),
    help=msg("Add {lead} to “responsible”, or correct “lead”."),
    why=msg("The lead ministry must be among those responsible."),
    check=check,
)
