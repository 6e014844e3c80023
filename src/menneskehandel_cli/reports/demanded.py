"""What the conventions ask: every requirement by chapter and article, with its class and its promise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Article, Text
from menneskehandel_cli.register.coverage import Counts, Coverage, Promise, Requirement, counted
from menneskehandel_cli.reports.listing import chapter_called
from menneskehandel_cli.reports.selection import asked_for
from menneskehandel_cli.rules import RuleContext


@dataclass(frozen=True, slots=True)
class Demanded:
    """A requirement with our judgements, and what the strategy's own words promise it."""

    ours: Requirement
    own: Promise


@dataclass(frozen=True, slots=True)
class DemandedArticle:
    """An article with the requirements that are counted in it."""

    article: Article
    requirements: tuple[Demanded, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class DemandedView:
    """A convention: its articles by chapter, and the counts of ``reports/coverage.py``."""

    id: str
    title: Text
    chapters: tuple[tuple[Phrase, tuple[DemandedArticle, ...]], ...]
    counts: Counts
    own_words: Counts


def demanded_views(context: RuleContext, themes: Collection[str] = ()) -> tuple[DemandedView, ...]:
    """A view of each convention that has requirements; on some themes alone, if they are given."""
    own = context.own_words
    found = []
    for name, instrument in context.register.instruments.items():
        if instrument.kind != "convention" or name not in context.coverage.counts:
            continue
        items = [
            item
            for item in context.coverage.requirements
            if item.instrument == name and asked_for(themes, item.themes)
        ]
        if not items:
            continue
        grouped = groupby(items, key=lambda item: item.owner)
        articles = [
            _article(owner, tuple(given), own) for owner, given in grouped if isinstance(owner, Article)
        ]
        chapters = groupby(articles, key=lambda given: given.article.chapter)
        by_chapter = tuple((chapter_called(instrument, name), tuple(given)) for name, given in chapters)
        promised = counted(own.by_id[item.id] for item in items)
        found.append(DemandedView(name, instrument.title, by_chapter, counted(items), promised))
    return tuple(found)


def _article(owner: Article, items: tuple[Requirement, ...], own: Coverage) -> DemandedArticle:
    given = tuple(Demanded(item, own.by_id[item.id].promise) for item in items)
    return DemandedArticle(owner, given, counted(items))
