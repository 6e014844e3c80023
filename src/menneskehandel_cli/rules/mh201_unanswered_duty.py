"""MH201: a duty of a convention that neither law nor a promise answers, or only in part."""

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Article, Provision
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.demands import closure, missing, on_requirement, open_requirements, promised


def check(context: RuleContext) -> Diagnostics:
    """Every requirement of a convention that is a major or minor gap."""
    for item in open_requirements(context):
        if isinstance(item.owner, Article):
            force = item.record.force if isinstance(item.record, Provision) else "shall"
            told = {
                "classification": Phrase(f"classification.{item.classification}"),
                "missing": missing(item),
                "why": force,
                "law": Phrase(f"law.{item.law}"),
                "promise": promised(item),
            }
            yield on_requirement("MH201", context, item, item.weight, **told)


RULE = Rule(
    severity="gap",
    message=msg("{name} ({title}) is {classification}. {missing} Law: {law}. Measures: {promise}. {why}"),
    help=msg(
        "Add a link under “addresses” in the measure that follows it up, record the law in "
        "force in data/law/, or record under “accepted” who has decided to leave the gap "
        "open."
    ),
    why=msg(
        "The convention binds the state. A requirement is covered when the law covers it in full, or "
        "when a measure that follows up the whole of it has been completed. An unanswered requirement "
        "is a major gap; one that is partly covered, with nothing promised for the rest, is a minor "
        "gap. While a task to follow up more of the requirement, or to assess it, is unfinished, the "
        "requirement is pending. That is not a gap. “Shall consider” weighs less than “shall”. The "
        "classification is ours; it is not a legal finding."
    ),
    check=check,
    about=("part",),
    closure=closure,
    phrases={"why": "because"},
)
