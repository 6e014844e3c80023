"""MH210: a requirement that is covered, and that an open recommendation names all the same."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.demands import on_requirement


def check(context: RuleContext) -> Diagnostics:
    """Every covered requirement that an open recommendation names, by the ids of those that do."""
    for item in context.coverage.requirements:
        if item.disputed:
            several = "several" if len(item.disputed_by) > 1 else "one"
            told = {"recommendations": item.disputed_by, "there_is": several}
            yield on_requirement("MH210", context, item, item.weight, **told)


RULE = Rule(
    severity="note",
    message=msg("{name} ({title}) is covered, but {there_is}: {recommendations}."),
    help=msg(
        "Look at what the body asks for. The law may cover the words of the convention "
        "while practice still falls short of what the body asks for."
    ),
    why=msg(
        "The requirement counts as covered. Readers should nevertheless know that the "
        "monitoring body has asked for more."
    ),
    check=check,
    about=("part",),
    phrases={"there_is": "disputed.by"},
)
