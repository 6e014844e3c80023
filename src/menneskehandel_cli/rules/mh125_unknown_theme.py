"""MH125: a theme that the strategy does not have."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.language import Choices
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.models import Article, Measure, Recommendation
from menneskehandel_cli.models.base import Themed
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Measures, articles and recommendations name themes by their ids in the strategy."""
    register = context.register
    if register.strategy is None or register.may_hold("strategy", ""):
        return
    known = list(register.themes)
    for entry in register.entries:
        if isinstance(entry.record, Measure | Article | Recommendation):
            holders: list[tuple[KeyPath, Themed]] = [((), entry.record)]
            for key in ("tasks", "provisions", "parts"):
                parts = getattr(entry.record, key, ())
                holders += [((key, place), part) for place, part in enumerate(parts)]
            for keys, holder in holders:
                for place, name in enumerate(holder.themes):
                    if name not in known:
                        params = {"name": name, "known": Choices(known), "near": nearest(name, known)}
                        yield Diagnostic("MH125", entry.path, (*keys, "themes", place), params, entry.id)


RULE = Rule(
    severity="error",
    message=msg("The strategy has no theme “{name}”. {meant}"),
    help=msg(
        "Write the id of one of the themes in strategy/strategy.yaml ({known}), or add the theme there."
    ),
    why=msg("Readers look for what the strategy does on a theme, and do not find the record there."),
    check=check,
)
