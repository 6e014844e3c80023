"""MH120: an article that a focus area names by an ambiguous or unknown number."""

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Choices, Phrase, msg
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """A bare number is valid only if there is exactly one convention, and it has the article."""
    register = context.register
    strategy = register.strategy
    # A path without a kind is a folder that could not be listed.
    if strategy is None or any(kind_of(path) in (None, "instrument") for path in register.unjudged):
        return  # It is unknown how many conventions there are.
    for place, area in enumerate(strategy.focus_areas):
        for inner, name in enumerate(area.articles):
            if not isinstance(name, int):
                continue
            names = [f"{convention}-{name}" for convention in register.conventions]
            known = [one for one in names if one in register.obligations]
            if len(names) == 1 and (known or register.may_hold("obligation", names[0])):
                continue
            several = Phrase(msg("it may be {known}"), {"known": Choices(known or names)})
            what = several if len(names) > 1 else Phrase(msg("the convention has no such article"))
            params = {"number": str(name), "what": what}
            keys = ("focus_areas", place, "articles", inner)
            yield Diagnostic("MH120", register.path_of(strategy), keys, params, "strategy")


RULE = Rule(
    severity="error",
    message=msg("Article {number} is ambiguous: {what}."),
    help=msg("Write the id of the article, such as coe-18. “mh list obligations” shows them all."),
    why=msg(
        "Several conventions may have an article with the same number. A number alone could mean "
        "the wrong one."
    ),
    check=check,
)
