"""MH110: our own judgement without a reason."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Editorial links, relations and article references, and inferred responsibility, give a reason."""
    register = context.register
    for measure in register.measures:
        path = register.path_of(measure)
        for place, address in enumerate(measure.addresses):
            if address.basis == "editorial" and address.note is None:
                keys: KeyPath = ("addresses", place, "basis")
                yield Diagnostic("MH110", path, keys, {"name": address.obligation}, measure.id)
        for place, relation in enumerate(measure.relations):
            if relation.basis == "editorial" and relation.note is None:
                keys = ("relations", place, "basis")
                yield Diagnostic("MH110", path, keys, {"name": relation.target}, measure.id)
        if measure.responsible_basis == "inferred" and measure.responsible_note is None:
            keys = ("responsible_basis",)
            yield Diagnostic("MH110", path, keys, {"name": measure.responsible}, measure.id)
    for owner in register.obligations.values():
        if isinstance(owner, Recommendation):
            for place, article in enumerate(owner.articles):
                if article.basis == "editorial" and article.note is None:
                    keys = ("articles", place, "basis")
                    params = {"name": article.id}
                    yield Diagnostic("MH110", register.path_of(owner), keys, params, owner.id)


RULE = Rule(
    severity="error",
    message=msg("The link to “{name}” is our own judgement (editorial) but does not say why."),
    help=msg(
        "Add “note:” with a sentence that says why, or use basis: strategy if the strategy "
        "itself says so."
    ),
    why=msg(
        "What the strategy says and what we think must be told apart. Nobody can test a "
        "judgement without a reason."
    ),
    check=check,
)
