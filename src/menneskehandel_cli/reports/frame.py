"""The frame of a report: the two states it compares, and the events between them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event, History, first_with_strategy, policy_events
from menneskehandel_cli.language import Day, Refused
from menneskehandel_cli.models import Measure, Strategy
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.gap_lines import GapList, gap_list
from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.rules.movement import Movements, movements


class NotBegun(Refused):
    """A report on a year that begins after the newest commit that it could tell of."""


@dataclass(frozen=True)
class CommitState:
    """The strategy at a commit, evaluated on a day."""

    commit: Commit
    context: RuleContext
    find: Callable[[], list[Finding]]

    @property
    def register(self) -> Register:
        """All records."""
        return self.context.register

    @property
    def as_of(self) -> date:
        """The day of the evaluation."""
        return self.context.as_of

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings, accepted or not."""
        return self.find()

    @cached_property
    def gaps(self) -> GapList:
        """All gaps."""
        return gap_list(gaps_view(self.context, self.findings, GapFilter()), self.context)


@dataclass(frozen=True)
class Frame:
    """An opening and a closing state, and the events after the opening up to the closing."""

    opening: CommitState
    closing: CommitState
    history: History
    """The mainline up to the closing state."""
    file: Callable[[str], bytes | None] = lambda _path: None
    """The bytes of any file at the closing state, by its path from the root; ``None`` if it has none."""

    @property
    def strategy(self) -> Strategy:
        """The strategy at the closing state. No report is made of a state without one."""
        strategy = self.closing.register.strategy
        assert strategy is not None
        return strategy

    def before(self, measure: Measure) -> Measure | None:
        """A measure as it was at the opening state, maybe under an earlier id."""
        return self.opening.register.as_here(measure)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events recorded between the two, without bookkeeping."""
        return policy_events(self.recorded)

    @cached_property
    def gaps(self) -> Movements:
        """How the gaps changed from the opening state to the closing one."""
        before, after = self.opening, self.closing
        return movements((before.context, before.findings), (after.context, after.findings), self.recorded)

    @cached_property
    def recorded(self) -> tuple[Event, ...]:
        """All events recorded between the two, with bookkeeping."""
        before = {commit.id for commit in self.history.until(self.opening.commit.id).commits}
        return tuple(event for event in self.history.events if event.commit.id not in before)


class Mainline(NamedTuple):
    """The commits that a report may open and close with, and the records at the newest."""

    register: Register
    history: History
    tip: str
    resolve: Callable[[str], str]
    """The commit that a revision stands for. Raises ``GitTrouble``."""

    def year(self, year: str) -> tuple[str, str]:
        """The closing commits of the period before and of a period of reports.

        The one before ends on the day before. Raises ``NotBegun`` for a period that begins after its
        closing commit.
        """
        strategy, periods = self.register.strategy, self.register.periods
        assert strategy is not None
        period, start = periods.get(year), strategy.reporting.days(year)[0]
        before = strategy.reporting.before(year)
        closing = self.resolve(period.closes) if period and period.closes else self.tip
        newest = self.history.until(closing).commits[-1].day
        if newest < start:
            raise NotBegun("year_not_begun", year=year, newest=Day(newest.isoformat()))
        if before is not None and before.closes:
            return self.resolve(before.closes), closing
        return self._last(lambda day: day < start, closing), closing

    def last_on(self, day: date, closing: str) -> str:
        """The last commit on or before a day, or the end of the data entry if there is none."""
        return self._last(lambda found: found <= day, closing)

    def _last(self, fits: Callable[[date], bool], closing: str) -> str:
        past = self.history.until(closing)
        commits = past.commits[first_with_strategy(past.commits) :]
        found = [commit.id for commit in commits if fits(commit.day)]
        entered = [event.commit.id for event in past.events if event.classification == "data_entry"]
        return (found or entered or [commits[0].id])[-1]
