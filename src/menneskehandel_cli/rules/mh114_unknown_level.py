"""MH114: a level that the instrument does not have."""

from menneskehandel_cli.language import Choices, msg
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """A recommendation's level is one of its instrument's."""
    register = context.register
    for owner in register.recommendations:
        instrument = register.instrument_with(owner)
        if owner.level is None or instrument is None or register.path_of(instrument) in register.damaged:
            continue
        known = [level.id for level in instrument.levels]
        if owner.level not in known:
            told = {"name": owner.level, "known": Choices(known), "near": nearest(owner.level, known)}
            yield context.wrong("MH114", owner, ("level",), told)


RULE = Rule(
    severity="error",
    message=msg("This instrument has no level “{name}”. {meant}"),
    help=msg(
        "Choose one of the levels in _instrument.yaml: {known}. If the level is unknown, "
        "leave it empty and say why in a note."
    ),
    why=msg("The level says how strongly a recommendation is made, and decides how much a gap weighs."),
    check=check,
)
