"""MH202: a recommendation that no measure answers."""

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.demands import closure, on_requirement, open_requirements, promised


def check(context: RuleContext) -> Diagnostics:
    """Every recommendation, or part of one, that is a major or minor gap."""
    for item in open_requirements(context):
        if isinstance(item.owner, Recommendation):
            told = {
                "rounds": "repeated" if item.rounds > 1 else "first",
                "n": item.rounds,
                "level": _level(context, item.owner),
                "classification": Phrase(f"classification.{item.classification}"),
                "promise": promised(item),
            }
            yield on_requirement("MH202", context, item, max(item.weight, 1), **told)


def _level(context: RuleContext, owner: Recommendation) -> Phrase | str:
    """The level in the instrument's own words; empty if no source gives it."""
    level = context.register.level_of(owner)
    return Phrase(msg("Level: {level}."), {"level": level.title}) if level is not None else ""


RULE = Rule(
    severity="gap",
    message=msg("{name} ({title}) is {classification}. Measures: {promise}. {level} {rounds}"),
    help=msg(
        "Add a link under “addresses” in the measure that follows it up, or record under "
        "“accepted” who has decided to leave the gap open."
    ),
    why=msg(
        "The monitoring bodies follow up their recommendations in later rounds. The level and the"
        " number of rounds decide how much the gap weighs."
    ),
    check=check,
    about=("part",),
    closure=closure,
    phrases={"rounds": "rounds"},
)
