"""The coverage of each instrument in figures, counted once for all views.

Each is given twice: with our own judgements, and by the strategy's own words alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from menneskehandel_cli.language import Parts, Phrase, msg, nmsg
from menneskehandel_cli.models import Article, Text
from menneskehandel_cli.register.coverage import CLASSES, Counts, Requirement, counts_of
from menneskehandel_cli.rules import RuleContext


class InstrumentCoverage(NamedTuple):
    """The counts of one instrument."""

    title: Text
    body: str | Text | Phrase
    kind: str
    counts: Counts
    """With our judgements: links that we made, and our reading of the law."""
    own_words: Counts
    """By the strategy's own words."""

    def plain(self) -> dict[str, object]:
        """As every JSON has it."""
        return {**self.counts.plain(), "strategy": self.own_words.promised()}


def instrument_coverage(context: RuleContext) -> dict[str, InstrumentCoverage]:
    """The counts of every instrument that has requirements of its own, by its id."""
    own, register = context.own_words.counts, context.register
    return {
        name: InstrumentCoverage(one.title, register.short_name(one.body), one.kind, counts, own[name])
        for name, counts in context.coverage.counts.items()
        if (one := register.instruments.get(name)) is not None
    }


def ours(found: Iterable[tuple[Counts, Counts]]) -> str:
    """The key of what of some counts, each beside that by the strategy's own words, is our judgement."""
    pairs = tuple(found)
    links = any(both.promise != own.promise for both, own in pairs)
    law = any(sum(both.law.values()) > both.law.get("unread", 0) for both, _ in pairs)
    some = links and any(own.answered for _, own in pairs)
    which = (".none", ".law", ".links", "", ".some_links", ".some")[2 * (links + some) + law]
    return f"coverage.ours{which}"


def ours_in(context: RuleContext) -> str:
    """The key of what is our judgement in all that is told of the obligations."""
    own = context.own_words.counts
    return ours((counts, own[name]) for name, counts in context.coverage.counts.items())


def unless_plain(context: RuleContext, key: str) -> str:
    """The key of a phrase that says it is our judgement, or of the same where none of it is."""
    return f"{key}.plain" if ours_in(context) == "coverage.ours.none" else key


class RowCoverage(NamedTuple):
    """The coverage of an article, a recommendation or a single requirement, as a row of a list.

    A requirement that restates another or was repeated later is counted there (``counted_at``), not here,
    so that the rows of a list add up to the total in every view.
    """

    counts: Counts
    own_words: Counts
    elsewhere: int
    """How many those are."""
    counted_at: tuple[str, ...]
    """Where they are counted."""
    assess: int = 0
    """How many of those that are followed up are promised only an assessment."""
    through: tuple[str | Text | Phrase, ...] = ()
    """The provisions of other conventions that are equivalent, where a measure is for those alone."""

    @property
    def label(self) -> Phrase | str:
        """The parts in one phrase."""
        return Phrase("cite", parts=Parts(self.parts)) if len(self.parts) > 1 else self.parts[0]

    @property
    def parts(self) -> tuple[Phrase | str, ...]:
        """How many are covered, but for none of several points, and how the rest stand; never empty."""
        away = not self.counts.total and bool(self.counted_at)
        covered = Phrase("counted_at") if away else _covered(self.counts)
        several, pending = self.counts.total > 1, self.counts.shown["pending"]
        of = {**self.counts.shown, "covered": 0, "pending": pending - self.assess}
        rest = [*classes(of, law=bool(self.counts.law))] if several else []
        if self.assess:
            note = Phrase(nmsg("{n} only to be assessed", "{n} only to be assessed"), n=self.assess)
            rest = [note, *rest] if several else rest
            covered = covered if several else Phrase("classification.assess")
        if self.elsewhere and not away:
            rest.append(Phrase(nmsg("{n} counted elsewhere", "{n} counted elsewhere"), n=self.elsewhere))
        if self.through:
            rest.append(Phrase(msg("through {names}"), names=Parts(self.through)))
        if several and not self.counts.law and not self.counts.shown["covered"]:
            return tuple(rest)
        return covered, *rest


def classes(counts: Mapping[str, int], *, law: bool = True) -> Iterator[Phrase]:
    """How many are of each class, of those that there are; without ``law`` as for recommendations."""
    for name in CLASSES:
        if counts[name]:
            called = name if law or name != "unanswered" else "no_measure"
            yield Phrase(f"classification.count.{called}", n=counts[name])


def promises(counts: Counts, kind: str = "convention") -> Phrase | str:
    """How many requirements, or points, are promised something by the strategy's own words, and how far.

    For a single one it is its promise.
    """
    if counts.total == 1:
        (value,) = [name for name, number in counts.promise.items() if number]
        return Phrase(f"promise.{value}")
    if not counts.total:
        return "–"
    n, assess = counts.answered, counts.promise["to_assess"]
    text = Phrase("own_words" if kind == "convention" else "own_points", n=n, total=counts.total)
    if not assess:
        return text
    some = msg("{promised}, but {n} of them only by promising an assessment")
    every = msg("{promised}, but only by promising an assessment")
    return Phrase(every if assess == n else some, promised=text, n=assess)


def certainty(counts: Counts) -> Phrase | str:
    """How many of what is covered have a doubt, an open recommendation, both or neither, if any has."""
    of = ((n, Phrase(f"certainty.{name}")) for name, n in counts.certainty.items() if n)
    parts = [Phrase(msg("{n} {how}"), n=n, how=how) for n, how in of]
    covered = counts.shown["covered"]
    return Phrase("demanded.questioned", n=covered, parts=parts) if counts.unquestioned < covered else ""


def own_words(counts: Counts, kind: str = "convention") -> Phrase:
    """The same as a sentence."""
    key = "coverage.own.one" if counts.total == 1 else "coverage.own"
    return Phrase(key, promised=promises(counts, kind))


def _covered(counts: Counts) -> Phrase | str:
    """How many are covered; for a single requirement, its classification."""
    if counts.total == 1:
        (value,) = [name for name, number in counts.shown.items() if number]
        bare = value == "unanswered" and not counts.law
        return Phrase(f"classification.{'no_measure' if bare else value}")
    covered, total = counts.classification["covered"], counts.total
    return Phrase("matrix.covered", covered=covered, total=total) if total else "–"


def row_coverage(context: RuleContext, items: Iterable[Requirement]) -> RowCoverage:
    """The coverage of the requirements in ``items``."""
    every = list(items)
    here = [item for item in every if item.counts]
    own = context.own_words.by_id
    at = tuple(dict.fromkeys(item.counted_at for item in every if not item.counts))
    counts, theirs = counts_of(here), counts_of(own[item.id] for item in here)
    away, through = len(every) - len(here), tuple(_through(context, every))
    assess = sum((item.classification, item.outstanding) == ("pending", "to_assess") for item in here)
    return RowCoverage(counts, theirs, away, at, assess, through)


def settled(items: Iterable[Requirement]) -> bool:
    """Whether the law was read for something that is not covered in full, and is found to lack it."""
    return any(x.classification != "covered" and x.law != "unread" and not x.unclear for x in items)


def _through(context: RuleContext, items: Iterable[Requirement]) -> Iterator[str | Text | Phrase]:
    """What provisions of other conventions the answers to articles are for, if none is for them."""
    register = context.register
    found = [
        (owner, answer.link.address.obligation, item.owner)
        for item in items
        for answer in item.answers
        if isinstance(owner := register.targets[answer.link.address.obligation].owner, Article)
    ]
    if found and all(register.instrument_id(x) != register.instrument_id(of) for x, _, of in found):
        yield from (register.short_name(name) for name in dict.fromkeys(name for _, name, _ in found))
