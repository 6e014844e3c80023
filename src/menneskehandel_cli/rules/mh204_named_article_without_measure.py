"""MH204: an article the strategy names for a focus area, with no measure there."""

from menneskehandel_cli.diagnostics import About, Diagnostic, Severity
from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Article
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules.base import (
    Cause,
    Closure,
    Diagnostics,
    Rule,
    RuleContext,
    closed,
    ended,
    unread,
)


def check(context: RuleContext) -> Diagnostics:
    """Every article that a focus area names must be addressed from within that area.

    It is only worth knowing where every requirement of the article is covered.
    """
    register = context.register
    for area in register.focus_areas.values():
        for name in register.articles_of(area):
            article = register.obligations.get(name)
            if not isinstance(article, Article):
                continue
            links = _links(register, article.id)
            if _hiding(register, name) is None and not any(
                link.measure.focus_area == area.number for link in links
            ):
                sole = len(register.conventions) == 1
                named = Phrase(msg("Article {n}"), {"n": str(article.article)}) if sole else article.id
                told = {"article": named, "title": article.title, "area": area.number}
                about = About(article.id, target=f"FA{area.number}")
                covered = context.coverage.by_owner.get(article.id, ())
                severity: Severity | None = None
                if covered and all(item.classification == "covered" for item in covered):
                    severity = "note"
                yield context.wrong(
                    "MH204", article, ("article",), told, severity=severity, weight=2, about=about
                )


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: a measure of the area links to the article, or the area no longer names it."""
    register, name, number = context.register, diagnostic.about_record, diagnostic.params["area"]
    area = next((area for area in register.focus_areas.values() if area.number == number), None)
    if area is None or name not in register.articles_of(area):
        cause = Cause("strategy", f"strategy/{number}", "articles")
        return ended("reclassified", "area_dropped", cause, name=name, area=number)
    links = [link for link in _links(register, name) if link.measure.focus_area == area.number]
    hiding = _hiding(register, name)
    if not links and hiding is not None:
        return unread(name, hiding)
    measures = tuple(dict.fromkeys(link.measure.id for link in links))
    causes = [Cause(link.measure.id, field=f"link:{link.address.obligation}") for link in links]
    causes += [Cause(measure, field="focus_area") for measure in measures]
    return closed("area_linked", *causes, measures=measures, area=area.number, name=name)


def _links(register: Register, article: str) -> list[Link]:
    """The links to an article of the measures that promise something."""
    return [link for link in register.links_to.get(article, ()) if link.measure.normative]


def _hiding(register: Register, article: str) -> str | None:
    """The file that may hold a link to an article and cannot be read."""
    return may_be_answered(register, (article, *register.requirements_of(article)))


RULE = Rule(
    severity="gap",
    message=msg(
        "The strategy names {article} ({title}) under focus area {area}. No measure in that area is "
        "recorded as following it up."
    ),
    help=msg(
        "Add a link in one of the area's measures, or record under “accepted” in the article who "
        "has decided to leave the gap open."
    ),
    why=msg(
        "The strategy itself promises to follow up the articles it names for a focus area. "
        "Where every requirement of the article is covered, this is only a note."
    ),
    check=check,
    about=("target",),
    closure=closure,
)
