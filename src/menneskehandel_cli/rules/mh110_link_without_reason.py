"""MH110: our own judgement without a reason."""

from collections.abc import Mapping

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Address, models_in
from menneskehandel_cli.models.measure import Relation
from menneskehandel_cli.models.obligation import ArticleRef
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext

_LINKS: Mapping[type[Address | Relation | ArticleRef], str] = {
    Address: "obligation",
    Relation: "target",
    ArticleRef: "id",
}
"""What gives its basis, and the key of what it names."""


def check(context: RuleContext) -> Diagnostics:
    """Editorial links, relations and article references, and inferred responsibility, give a reason."""
    for entry in context.register.entries:
        for model, names in _LINKS.items():
            for keys, link in models_in(entry.record, model):
                if link.basis == "editorial" and link.note is None:
                    name = getattr(link, names)
                    yield context.wrong("MH110", entry.record, (*keys, "basis"), {"name": name})
    for measure in context.register.measures:
        if measure.responsible_basis == "inferred" and measure.responsible_note is None:
            yield context.wrong("MH110", measure, ("responsible_basis",), {"name": measure.responsible})


RULE = Rule(
    severity="error",
    message=msg("The link to “{name}” is our own judgement (editorial) but does not say why."),
    help=msg(
        "Add “note:” with a sentence that says why, or use basis: strategy if the strategy "
        "itself says so."
    ),
    why=msg(
        "What the strategy says and what we think must be kept apart. Nobody can test a "
        "judgement that has no reason."
    ),
    check=check,
)
