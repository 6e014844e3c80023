"""MH405: a title or a name that goes over several lines."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Text, models_in
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Titles and names with a line break, also with one at their end."""
    for entry in context.register.entries:
        for keys, text in models_in(entry.record, Text):
            if keys[-1] in ("title", "name") and any(
                written.splitlines() != [written] for written in text.all()
            ):
                yield context.wrong("MH405", entry.record, keys)


RULE = Rule(
    severity="error",
    message=msg("There is a line break in the title or name."),
    help=msg("Write it on one line. After “|” every line is kept as it is; “>-” joins them to one."),
    why=msg("A title appears in headings, cells, calendars and messages, where it has only one line."),
    check=check,
)
