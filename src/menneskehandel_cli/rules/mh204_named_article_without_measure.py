"""MH204: an article the strategy names for a focus area, with no measure there."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.models import Article
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import ARTICLE, ARTICLE_FILE, STRATEGY, STRATEGY_FILE, changed

SECOND_FILE = "data/obligations/coe/coe-30.yaml"
SECOND = changed(ARTICLE, article="30", provisions="[]").replace("coe-29", "coe-30")
BOTH = STRATEGY.replace("[29]", "[29, 30]")


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Every article that a focus area names must be addressed from within that area."""
    register = ground.register
    for area in register.focus_areas.values():
        for name in register.articles_of(area):
            article = register.obligations.get(name)
            if not isinstance(article, Article):
                continue
            links = register.links_to.get(article.id, ())
            pieces = (article.id, *register.requirements_of(article.id))
            if not register.may_be_answered(pieces) and not any(
                link.measure.focus_area == area.number for link in links
            ):
                params = {"number": article.article, "title": article.title, "area": area.number}
                about = About(article.id, target=f"FA{area.number}")
                path = register.path_of(article)
                yield Diagnostic("MH204", path, ("article",), params, weight=2, about=about)


RULE = Rule(
    code="MH204",
    name="named-article-without-measure",
    severity="gap",
    message={
        "nb": (
            "Strategien nevner artikkel {number} ({title}) for innsatsområde {area}. Det er ikke "
            "registrert at noe tiltak der svarer på den."
        ),
        "en": (
            "The strategy names article {number} ({title}) for focus area {area}. No measure there "
            "is recorded to answer it."
        ),
    },
    cure={
        "nb": (
            "Legg til en lenke i et av områdets tiltak, eller la noen svare for mangelen under "
            "«accepted» i artikkelen."
        ),
        "en": (
            "Add a link in one of the area's measures, or let somebody answer for the gap under "
            "“accepted” in the article."
        ),
    },
    why={
        "nb": "Strategien lover selv å svare på artiklene den nevner for et innsatsområde.",
        "en": "The strategy itself promises to answer the articles it names for a focus area.",
    },
    bad={ARTICLE_FILE: ARTICLE, SECOND_FILE: SECOND, STRATEGY_FILE: BOTH},
    good={ARTICLE_FILE: ARTICLE},
    check=check,
    about=("target",),
)
