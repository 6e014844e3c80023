"""The coverage of each instrument in figures, counted once for all views.

Each is given twice: with our own judgements, and by the strategy's own words alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from menneskehandel_cli.language import Parts, Phrase
from menneskehandel_cli.models import Text
from menneskehandel_cli.register.coverage import Counts, Requirement, counted
from menneskehandel_cli.rules import RuleContext


@dataclass(frozen=True, slots=True)
class InstrumentCoverage:
    """The counts of one instrument."""

    title: Text
    body: str
    kind: str
    counts: Counts
    """With our judgements: links that we made, and our reading of the law."""
    own_words: Counts
    """By the strategy's own words."""

    @property
    def by_whom(self) -> tuple[tuple[str, Counts], ...]:
        """Both counts, by what they rest on: the strategy's own words first."""
        return (("own_words", self.own_words), ("with_ours", self.counts))

    def plain(self) -> dict[str, object]:
        """As every JSON has it."""
        return {**self.counts.plain(), "strategy": self.own_words.plain()}


def instrument_coverage(context: RuleContext) -> dict[str, InstrumentCoverage]:
    """The counts of every instrument that has requirements of its own, by its id."""
    own = context.own_words.counts
    instruments = context.register.instruments
    return {
        name: InstrumentCoverage(
            instruments[name].title, instruments[name].body, instruments[name].kind, counts, own[name]
        )
        for name, counts in context.coverage.counts.items()
        if name in instruments
    }


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """The coverage of an article, a recommendation or a single requirement, as a row of a list.

    A requirement that restates another or was repeated later is counted there (``counted_at``), not here,
    so that the rows of a list add up to the total in every view.
    """

    counts: Counts
    own_words: Counts
    counted_at: tuple[str, ...]

    @property
    def said(self) -> Phrase | str:
        """How many of the total are met, and the classification of the others; never empty."""
        if not self.counts.total and self.counted_at:
            return Phrase("counted_at", {"ids": Parts(self.counted_at)})
        met = _met(self.counts)
        if self.counts.total <= 1:
            return met
        rest = tuple(
            Phrase(f"classification.count.{name}", {"n": number})
            for name, number in self.counts.classification.items()
            if number and name != "met"
        )
        return Phrase("cite", {"parts": Parts((met, *rest))})

    @property
    def own_said(self) -> Phrase | str:
        """How many the strategy's own words meet."""
        return _met(self.own_words)


def _met(counts: Counts) -> Phrase | str:
    """How many are met; for a single requirement, its classification."""
    if counts.total == 1:
        (value,) = [name for name, number in counts.classification.items() if number]
        return Phrase(f"classification.{value}")
    met, total = counts.classification["met"], counts.total
    return Phrase("matrix.met", {"met": met, "total": total}) if total else "–"


def row_coverage(context: RuleContext, items: Iterable[Requirement]) -> RowCoverage:
    """The coverage of the requirements in ``items``."""
    given = list(items)
    here = [item for item in given if item.counts]
    own = context.own_words.by_id
    elsewhere = dict.fromkeys(item.counted_at for item in given if not item.counts)
    return RowCoverage(counted(here), counted(own[item.id] for item in here), tuple(elsewhere))
