"""The frame of a report: which two states it compares, and what happened between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event, History
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import Coverage
from menneskehandel_cli.rules import Finding, RuleContext


@dataclass(frozen=True)
class State:
    """The strategy as one commit has it, judged on a day."""

    commit: Commit
    context: RuleContext
    find: Callable[[], list[Finding]]

    @property
    def register(self) -> Register:
        """All records."""
        return self.context.register

    @property
    def coverage(self) -> Coverage:
        """How far each obligation is met."""
        return self.context.coverage

    @property
    def as_of(self) -> date:
        """The day that "passed" means."""
        return self.context.as_of

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules find, in brief: without notes that nobody has accepted, and without places."""
        return self.find()


@dataclass(frozen=True)
class Frame:
    """An opening and a closing state, and the events after the one up to the other."""

    opening: State
    closing: State
    history: History

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What was recorded between the two, bookkeeping left out."""
        return tuple(event for event in self.recorded if event.classification == "policy")

    @cached_property
    def recorded(self) -> tuple[Event, ...]:
        """All that was recorded between the two, bookkeeping too."""
        inside = self._inside
        return tuple(event for event in self.history.events if event.commit.id in inside)

    @cached_property
    def corrections(self) -> tuple[Event, ...]:
        """Corrections recorded between the two."""
        return tuple(event for event in self.recorded if event.classification == "correction")

    @cached_property
    def _inside(self) -> frozenset[str]:
        ids = [commit.id for commit in self.history.commits]
        start = ids.index(self.opening.commit.id) if self.opening.commit.id in ids else -1
        end = ids.index(self.closing.commit.id) if self.closing.commit.id in ids else len(ids) - 1
        return frozenset(ids[start + 1 : end + 1])
