"""How the requirements of each instrument stand, in figures: one count for every view that shows one.

Each is given twice: with our own judgements, and by the strategy's own words alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.models import Text
from menneskehandel_cli.register.coverage import Counts
from menneskehandel_cli.rules import Ground


@dataclass(frozen=True, slots=True)
class InstrumentCoverage:
    """The counts of one instrument."""

    title: Text
    body: str
    kind: str
    counts: Counts
    """With our judgements: links that we drew, and our reading of the law."""
    own_words: Counts
    """By the strategy's own words."""

    @property
    def by_whom(self) -> tuple[tuple[str, Counts], ...]:
        """Both counts, by what they rest on: the strategy's own words first."""
        return (("own_words", self.own_words), ("with_ours", self.counts))

    def plain(self) -> dict[str, object]:
        """As every JSON has it."""
        return {**self.counts.plain(), "strategy": self.own_words.plain()}


def instrument_coverage(ground: Ground) -> dict[str, InstrumentCoverage]:
    """The counts of every instrument that has requirements of its own, by its id."""
    own = ground.own_words.counts
    instruments = ground.register.instruments
    return {
        name: InstrumentCoverage(
            instruments[name].title, instruments[name].body, instruments[name].kind, counts, own[name]
        )
        for name, counts in ground.coverage.counts.items()
        if name in instruments
    }
