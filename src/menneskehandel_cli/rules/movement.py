"""What became of every gap between two states: each moves in exactly one way.

A gap is known by its key, with the ids that records have now. Accepted is never met and removed is
never met; what bookkeeping alone has changed is corrected, not policy; what cannot be read is not judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register import Register
from menneskehandel_cli.rules import Finding, gaps
from menneskehandel_cli.rules.base import Closure, Ground

Standing = Literal["open", "accepted", "absent", "unknown"]

Move = Literal[
    "new",
    "still_open",
    "met",
    "ended",
    "corrected",
    "newly_accepted",
    "still_accepted",
    "accepted_no_longer",
    "cannot_be_judged",
]
COVERAGE = ("MH201", "MH202")
"""The rules on requirements, which other files may answer."""

MOVES: tuple[Move, ...] = get_args(Move)


@dataclass(frozen=True, slots=True)
class Moved:
    """A gap, where it stood in the two states, and the one way in which it moved.

    ``finding`` is that of the later state, or of the earlier one where it is gone; ``closure`` says why.
    """

    key: str
    move: Move
    before: Standing
    after: Standing
    finding: Finding
    closure: Closure | None = None


@dataclass(frozen=True)
class Movements:
    """Every gap of either state, heaviest first as the lists have them."""

    every: tuple[Moved, ...]

    def having(self, *moves: Move) -> tuple[Moved, ...]:
        """Those that moved in one of these ways."""
        return tuple(item for item in self.every if item.move in moves)

    @cached_property
    def opened(self) -> tuple[Moved, ...]:
        """All that are open in the later state."""
        return tuple(item for item in self.every if item.after == "open")

    @cached_property
    def accepted(self) -> tuple[Moved, ...]:
        """All that somebody answers for in the later state."""
        return tuple(item for item in self.every if item.after == "accepted")

    @cached_property
    def counts(self) -> dict[Move, int]:
        """How many moved in each way."""
        counted = Counter(item.move for item in self.every)
        return {move: counted[move] for move in MOVES}


def movements(
    before: tuple[Ground, Iterable[Finding]],
    after: tuple[Ground, Iterable[Finding]],
    events: Iterable[Event],
) -> Movements:
    """What became of every gap from one state to a later one.

    ``events`` are all that was recorded between the two, bookkeeping too.
    """
    earlier, later = before[0].register, after[0].register
    old = {_key(finding, later): finding for finding in gaps(before[1])}
    new = {_key(finding, later): finding for finding in gaps(after[1])}
    books = _Bookkeeping(events, later)
    found = [_moved(key, old.get(key), new.get(key), earlier, after[0], books) for key in {**new, **old}]
    order = {move: place for place, move in enumerate(MOVES)}
    found.sort(key=lambda item: (order[item.move], -item.finding.diagnostic.weight, item.finding.order))
    return Movements(tuple(found))


def _key(finding: Finding, now: Register) -> str:
    return renamed(finding.diagnostic, now).key


def renamed(diagnostic: Diagnostic, now: Register) -> Diagnostic:
    """A finding with the ids that what it is about has ``now``."""
    about = diagnostic.about
    if about is None:
        return diagnostic
    return replace(
        diagnostic,
        about=About(
            now.current_id(about.record),
            now.current_id(about.part) if about.part else "",
            about.actor,
            about.period,
            now.current_id(about.target) if about.target else "",
        ),
    )


def _standing(finding: Finding | None) -> Standing:
    if finding is None:
        return "absent"
    return "open" if finding.accepted is None else "accepted"


def _moved(
    key: str,
    old: Finding | None,
    new: Finding | None,
    earlier: Register,
    ground: Ground,
    books: _Bookkeeping,
) -> Moved:
    was, now = _standing(old), _standing(new)
    if new is not None:
        if old is None and not judgeable(renamed(new.diagnostic, earlier), earlier):
            return Moved(key, "cannot_be_judged", "unknown", now, new)
        moves: Mapping[tuple[Standing, Standing], Move] = {
            ("absent", "open"): "new",
            ("open", "open"): "still_open",
            ("accepted", "open"): "accepted_no_longer",
            ("absent", "accepted"): "newly_accepted",
            ("open", "accepted"): "newly_accepted",
            ("accepted", "accepted"): "still_accepted",
        }
        return Moved(key, moves[was, now], was, now, new)
    assert old is not None
    diagnostic = renamed(old.diagnostic, ground.register)
    if not judgeable(diagnostic, ground.register):
        return Moved(key, "cannot_be_judged", was, "unknown", old)
    why = closure(old, diagnostic, ground)
    if books.alone(why.causes):
        return Moved(key, "corrected", was, now, old, why)
    return Moved(key, "met" if why.reason == "met" else "ended", was, now, old, why)


def closure(finding: Finding, diagnostic: Diagnostic, ground: Ground) -> Closure:
    """Why a gap is gone: its record was removed, the rule says why, or its test is satisfied."""
    register, about = ground.register, diagnostic.about
    assert about is not None
    entry = register.by_id.get(about.record)
    gone = entry is None or (about.part and about.part not in register.parts)
    if gone:
        said = Phrase("closure.removed", {"name": about.part or about.record})
        return Closure("removed", said, (about.record,))
    said_by_rule = finding.rule.closure(diagnostic, ground)
    if said_by_rule is not None:
        return said_by_rule
    if _dropped(register, about):
        said = Phrase("closure.discontinued", {"name": about.part or about.record})
        return Closure("discontinued", said, (about.record,))
    return Closure("met", Phrase("closure.met", {"name": about.part or about.record}), (about.record,))


def _dropped(register: Register, about: About) -> bool:
    """Whether what a finding was about is discontinued: that satisfies no test."""
    if about.part in register.tasks:
        measure, task = register.tasks[about.part]
        return "discontinued" in (task.status, measure.status)
    record = register.by_id[about.record].record
    return isinstance(record, Measure) and record.status == "discontinued"


def judgeable(diagnostic: Diagnostic, register: Register) -> bool:
    """Whether a state can tell of a finding at all: what it is about could be read there."""
    about = diagnostic.about
    assert about is not None
    if about.actor and about.period and register.may_hold("report", f"{about.period}-{about.actor}"):
        return False
    if diagnostic.code in COVERAGE and register.may_be_answered((diagnostic.subject or "",)):
        return False
    entry = register.by_id.get(about.record)
    if entry is None:
        return not register.hides(diagnostic.path)
    return entry.path not in register.damaged or (bool(about.part) and about.part in register.parts)


class _Bookkeeping:
    """Which records were changed between two states by bookkeeping alone."""

    def __init__(self, events: Iterable[Event], now: Register) -> None:
        self._kinds: dict[str, set[bool]] = {}
        for event in events:
            name = now.current_id(event.delta.record)
            self._kinds.setdefault(name, set()).add(event.standing == "policy")

    def alone(self, causes: Iterable[str]) -> bool:
        """Whether bookkeeping changed some of these records, and policy none of them."""
        kinds = {kind for name in causes for kind in self._kinds.get(name, ())}
        return kinds == {False}
