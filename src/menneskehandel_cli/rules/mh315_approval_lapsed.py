"""MH315: a report that has been changed since it was approved."""

from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.register.layout import report_id
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Every report with an approval of what it no longer says."""
    register = context.register
    for report in register.reports:
        path = register.path_of(report)
        approval = register.lapsed.get(path)
        if approval is not None:
            told = {"name": report_id(path), "by": approval.by, "day": Day(approval.date)}
            yield context.wrong("MH315", report, ("approved",), told)


RULE = Rule(
    severity="error",
    message=msg(
        "{name} has been changed since {by} approved it ({day}). It does not count as approved as it "
        "now stands."
    ),
    help=msg(
        "If {by} has approved it as it now stands, write the date of that under “approved”; on the same "
        "day, first save the report without “approved”, then with it. Otherwise remove “approved” until "
        "{by} has, or restore what was approved."
    ),
    why=msg(
        "An approval covers the text that was approved. What is added later has been approved by nobody, "
        "even if it is added on another branch and merged with the approval. What was approved is read "
        "from the history: it is what the report said in the commit that gave it the approval."
    ),
    check=check,
)
