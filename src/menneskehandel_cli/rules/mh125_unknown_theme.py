"""MH125: a theme that the strategy does not have."""

from menneskehandel_cli.language import Choices, Phrase, msg
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.models import lists_of_names
from menneskehandel_cli.models.names import theme_called
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext, surely_meant

_CHOOSE = msg(
    "Write the id of one of the themes in strategy/strategy.yaml ({known}), or add the theme there."
)


def check(context: RuleContext) -> Diagnostics:
    """Measures, articles and recommendations name themes by their ids in the strategy."""
    register = context.register
    if register.strategy is None or register.may_hold("strategy", ""):
        return
    known = register.themes
    mend = Phrase(_CHOOSE if known else "failure.no_themes", {"known": Choices(known)})
    named = (
        (entry, (*keys, place), str(name))
        for entry in register.entries
        if entry.kind != "strategy"  # Its own are those that it has, and what its publication is about.
        for keys, names in lists_of_names(entry.record)
        if keys[-1] == "themes"
        for place, name in enumerate(names)
    )
    for entry, keys, name in named:
        if name not in known:
            near, whole = theme_called(name, known.values())
            told = {"name": name, "near": near or nearest(name, known), "whole": whole, "mend": mend}
            yield context.wrong("MH125", entry.record, keys, told)


RULE = Rule(
    severity="error",
    message=msg("The strategy has no theme “{name}”. {meant}"),
    help=msg("{mend}"),
    why=msg("Readers who look for what the strategy does on a theme will not find the record there."),
    check=check,
    fix=surely_meant,
)
