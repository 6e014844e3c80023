"""MH115: a link with ``basis: area`` to an article that the focus area does not name."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Article
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """``basis: area`` requires that the strategy names the article in ``articles`` of the focus area."""
    register = context.register
    for link in register.links:
        area = register.focus_areas.get(link.measure.focus_area)
        target = register.targets.get(link.address.obligation)
        if link.address.basis != "area" or area is None or target is None:
            continue
        named = register.articles_of(area)
        if register.may_hold("strategy", "") or not register.targets.keys() >= {*named}:
            continue  # The obligation cannot be read, or is unknown: MH101 reports that.
        if not isinstance(target.owner, Article) or target.owner.id not in named:
            told = {"name": link.address.obligation, "area": area.number}
            yield context.wrong("MH115", link.measure, ("addresses", link.place, "basis"), told)


RULE = Rule(
    severity="error",
    message=msg(
        "The link to “{name}” has basis area, but the strategy does not name the article for "
        "focus area {area}."
    ),
    help=msg("Use basis: editorial with a reason, or basis: strategy if the measure's own text says so."),
    why=msg("The strategy names certain articles for each focus area. Other links are our judgement."),
    check=check,
)
