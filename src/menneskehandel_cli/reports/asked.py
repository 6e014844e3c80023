"""What is asked: by conventions, by monitoring bodies round by round, and by both on a theme."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from menneskehandel_cli.language import Named, Phrase, last_day
from menneskehandel_cli.models import Article, Contribution, Measure, Recommendation, Text
from menneskehandel_cli.models.strategy import Theme
from menneskehandel_cli.register import Register, SideAssessment, grouped
from menneskehandel_cli.register.citing import document_of
from menneskehandel_cli.register.coverage import Counts, Promise, Requirement, counts_of
from menneskehandel_cli.reports.listing import Wording, chapter_called
from menneskehandel_cli.reports.matrix import furthest
from menneskehandel_cli.reports.promised import PromisedView, promised_view
from menneskehandel_cli.reports.selection import Selection, asked_for
from menneskehandel_cli.rules import RuleContext


class Round(NamedTuple):
    """A round of recommendations, or all those that are known only as the strategy sums them up.

    ``body`` is empty of the strategy. ``year`` is that of the report, or in which a round began of which
    no recommendations are known (``missing``); ``None`` if no day is known.
    """

    instruments: tuple[str, ...]
    body: str
    year: int | None
    unread: str
    """``another`` if only another text about its report was read, ``excerpt`` of it, or ``missing``."""


class Strength(NamedTuple):
    """How strongly a round asks: the level in its own words, and its weight (0 if it is not known)."""

    level: Wording
    weight: int


class Demand(NamedTuple):
    """A distinct demand: all wordings and rounds of it, counted once.

    ``by_round`` has the strongest level of each round that asks, by the place of the round.
    """

    requirement: Requirement
    by_round: Mapping[int, Strength]
    latest: SideAssessment | None

    @property
    def followed_up(self) -> bool:
        """Whether a measure answers it."""
        return bool(self.requirement.answers)

    @property
    def contribution(self) -> Contribution | None:
        """The most that any measure does."""
        return next((far for _, far in furthest(self.requirement.answers).values()), None)

    @property
    def measures(self) -> tuple[tuple[Measure, Contribution], ...]:
        """The measures that answer it, in order of number, each with the most that it does."""
        return tuple(sorted(furthest(self.requirement.answers).values(), key=lambda one: one[0].number))


class ThreadView(NamedTuple):
    """``demands``: those asked for in most rounds first, and of them those that nothing follows up."""

    rounds: tuple[Round, ...]
    demands: tuple[Demand, ...]
    left: Mapping[str, tuple[int, int]]
    """Of each body that asks, how many demands no measure follows up, and how many there are."""


def thread_view(context: RuleContext, themes: Collection[str] = ()) -> ThreadView:
    """Every demand of a monitoring body that is counted; on some themes alone, if they are given.

    Of a round whose own file cannot be read it is not known whose demands they are.
    """
    register = context.register
    rounds = tuple(rounds_of(register))
    place = {name: number for number, one in enumerate(rounds) for name in one.instruments}
    points = (x for x in context.coverage.every if isinstance(x.owner, Recommendation))
    demands = (
        _demand_of(register, items, place)
        for items in grouped((x.counted_at, x) for x in points if x.instrument in place).values()
        if any(item.counts for item in items)  # In a circle of repeats none is.
        and asked_for(themes, [theme for item in items for theme in item.themes])
    )
    found = sorted(demands, key=lambda one: one.requirement.order)
    ordered = tuple(sorted(found, key=lambda one: (-one.requirement.rounds, one.followed_up)))
    by_body = grouped((register.instruments[one.requirement.instrument].body, one) for one in ordered)
    left = {body: (sum(not one.followed_up for one in of), len(of)) for body, of in by_body.items()}
    return ThreadView(rounds, ordered, left)


def _demand_of(register: Register, items: tuple[Requirement, ...], place: Mapping[str, int]) -> Demand:
    levels: dict[int, Strength] = {}
    for item in items:
        level, number = register.level_of(item.owner), place[item.instrument]
        one = Strength(*(level.title, level.weight) if level else (Phrase("level.unknown"), 0))
        if number not in levels or levels[number].weight < one.weight:
            levels[number] = one
    names = dict.fromkeys(name for item in items for name in (item.id, item.owner.id))
    latest = [one for name in names for one in register.latest_assessments.get(name, ())]
    counted = next(item for item in items if item.counts)
    newest = max(latest, key=lambda one: last_day(one.date), default=None)
    return Demand(counted, dict(sorted(levels.items())), newest)


def rounds_of(register: Register) -> Iterator[Round]:
    """The rounds by year, and those with no known day last; then the strategy; then what is missing."""
    asking = ((name, one) for name, one in register.instruments.items() if one.kind == "recommendations")
    known = grouped((register.retells(one), name) for name, one in asking)
    found = [_round_of(register, name) for name in known.get(False, ())]
    present = [one for one in found if one.unread != "missing"]
    yield from sorted(present, key=lambda one: (one.year is None, one.year or 0))
    if True in known:
        yield Round(known[True], "", None, unread="")
    yield from (one for one in found if one.unread == "missing")


def _round_of(register: Register, name: str) -> Round:
    one = register.instruments[name]
    asks = any(owner.requirements for owner in register.obligations_of(name))
    last = max((last_day(event.date) for event in one.events if event.date), default=None)
    year = one.year or (last.year if last is not None else None)
    document = document_of(register, one.source)
    apart = document is not None and one.reference not in (None, document.reference)
    unread = "" if one.source.reading == "text" else "another" if apart else "excerpt"
    return Round((name,), one.body, year, unread if asks else "missing")


def unread(register: Register, rounds: Iterable[Round]) -> Iterator[Phrase]:
    """Which reports are known from others alone, read in part or not found, if any is."""
    kinds = grouped((one.unread, name) for one in rounds for name in one.instruments)
    for kind in (found := [one for one in ("another", "excerpt", "missing") if one in kinds]):
        title = (lambda x: register.instruments[x].title) if kind == "missing" else register.short_name
        yield Phrase(f"thread.{kind}", names=[Named(x, title(x)) for x in kinds[kind]])
    yield from [Phrase("thread.more")] if found else []


class Demanded(NamedTuple):
    """A requirement with our judgements, and what the strategy's own words promise it."""

    ours: Requirement
    own: Promise


class DemandedArticle(NamedTuple):
    """An article with the requirements that are counted in it."""

    article: Article
    requirements: tuple[Demanded, ...]
    counts: Counts


class DemandedView(NamedTuple):
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
        every = (item for item in context.coverage.requirements if item.instrument == name)
        items = [item for item in every if asked_for(themes, item.themes)]
        if instrument.kind != "convention" or not items:
            continue
        articles = []
        for owner, inside in groupby(items, key=lambda item: item.owner):
            if isinstance(owner, Article):
                demands = tuple(inside)
                views = tuple(Demanded(item, own.by_id[item.id].promise) for item in demands)
                articles.append(DemandedArticle(owner, views, counts_of(demands)))
        chapters = groupby(articles, key=lambda one: one.article.chapter)
        by_chapter = tuple((chapter_called(instrument, name), tuple(some)) for name, some in chapters)
        promised = counts_of(own.by_id[item.id] for item in items)
        found.append(DemandedView(name, instrument.title, by_chapter, counts_of(items), promised))
    return tuple(found)


class ThemeView(NamedTuple):
    """The tasks, the requirements and the demands that are about a theme."""

    theme: Theme
    promised: PromisedView
    demanded: tuple[DemandedView, ...]
    thread: ThreadView


def theme_view(context: RuleContext, theme: Theme) -> ThemeView:
    """A theme of the strategy."""
    about = (theme.id,)
    promised = promised_view(context.register, context.as_of, Selection(themes=about))
    return ThemeView(theme, promised, demanded_views(context, about), thread_view(context, about))
