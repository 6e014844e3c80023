"""MH111: a source in a document that is not listed."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.models import Source, models_in
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Every source names a document that the strategy lists."""
    register = context.register
    if register.strategy is None or register.may_hold("strategy", ""):
        return
    known = {document.id for document in register.strategy.documents}
    for entry in register.entries:
        for keys, source in models_in(entry.record, Source):
            if source.document not in known:
                told = {"name": source.document, "near": nearest(source.document, known)}
                yield context.wrong("MH111", entry.record, (*keys, "document"), told)


RULE = Rule(
    severity="error",
    message=msg(
        "The document “{name}” is not listed under “documents” in strategy/strategy.yaml. {meant}"
    ),
    help=msg("Fix the id, or add the document to strategy/strategy.yaml with its title and reference."),
    why=msg("Without the document, the reader cannot look up what the information is based on."),
    check=check,
)
