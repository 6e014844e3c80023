"""What happened to every gap between two states: each moves in exactly one way.

A gap is identified by its key, with present ids. An accepted or removed gap is never ``closed``; one that
bookkeeping alone has changed is ``corrected``; one that depends on an unreadable file is not judged.

``Rule.closure`` answers two questions: why the later state does not have a gap of the earlier one, and
why the earlier state did not have a gap of the later one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from menneskehandel_cli.diagnostics import About, Diagnostic, Severity
from menneskehandel_cli.history import Event
from menneskehandel_cli.history.facts import EXISTS
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register import ACTORS_FILE, Register, kind_of, natural
from menneskehandel_cli.rules import Finding, gaps
from menneskehandel_cli.rules.base import Cause, Closure, Rule, RuleContext, closed, ended, marked, unread
from menneskehandel_cli.trees import ROOT_FILE

GapState = Literal["open", "accepted", "absent", "unknown"]

_Accepted = Literal["newly_accepted", "still_accepted", "accepted_no_longer"]
Move = Literal["new", "still_open", "closed", "ended", "corrected", _Accepted, "cannot_be_judged"]
MOVES: tuple[Move, ...] = get_args(Move)

Judged = tuple[RuleContext, Iterable[Finding]]
"""A state, and all that is found in it."""


class Moved(NamedTuple):
    """A gap, its state before and after, and the one way in which it moved.

    ``finding`` is that of the later state, or of the earlier one if it is gone; ``closure`` says why
    it is gone, or what cannot be read.
    """

    key: str
    move: Move
    before: GapState
    after: GapState
    finding: Finding
    closure: Closure | None = None


@dataclass(frozen=True)
class Movements:
    """Every gap of either state, heaviest first, as in the lists of gaps."""

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
        """All that are accepted in the later state."""
        return tuple(item for item in self.every if item.after == "accepted")

    def plain(self) -> dict[str, object]:
        """As the JSON of a report has it: those that moved in each way, and all before and after."""
        return {
            **{move: self.having(move) for move in MOVES if not move.startswith("still_")},
            "open": self.opened,
            "accepted": self.accepted,
            "open_before": sum(item.before == "open" for item in self.every),
            "accepted_before": sum(item.before == "accepted" for item in self.every),
        }

    @cached_property
    def counts(self) -> dict[Move, int]:
        """How many moved in each way."""
        counted = Counter(item.move for item in self.every)
        return {move: counted[move] for move in MOVES}


def movements(before: Judged, after: Judged, events: Iterable[Event]) -> Movements:
    """What happened to every gap from one state to a later one.

    ``events`` are all events between the two, including bookkeeping.
    """
    found = _Comparison(before[0], after[0], events).of(gaps(before[1]), gaps(after[1]))
    # Lines are not compared: they may be those of different states.
    found.sort(key=lambda item: (item.finding.path, natural(item.finding.diagnostic.subject or "")))
    found.sort(key=lambda item: (MOVES.index(item.move), -item.finding.diagnostic.weight))
    return Movements(tuple(found))


class _Comparison:
    """Two states, and what was recorded between them."""

    def __init__(self, earlier: RuleContext, later: RuleContext, events: Iterable[Event]) -> None:
        self._earlier, self._later = earlier, later
        self._books = _Bookkeeping(events, later.register)
        self._former = _former(earlier.register, later.register)
        self._found: dict[tuple[int, str], Mapping[str, Severity | None]] = {}

    def of(self, before: list[Finding], after: list[Finding]) -> list[Moved]:
        """How each gap of either state moved."""
        new = {finding.key: finding for finding in after}
        old: dict[str, Finding] = {}
        merged: list[Finding] = []
        # Gaps that have kept their key come first: of two that were merged, only one is still there.
        for finding in sorted(before, key=lambda item: self._key_now(item) != item.key):
            key = self._key_now(finding)
            if key in old:
                merged.append(finding)
            else:
                old[key] = finding
        found = [
            self._there(old.get(key), finding) if finding is not None else self._gone(key, old[key])
            for key, finding in ((key, new.get(key)) for key in {**new, **old})
        ]
        return found + [self._merged(finding, new) for finding in merged]

    def _key_now(self, finding: Finding) -> str:
        return _with_new_ids(finding.diagnostic, self._later.register.current_id).key

    def _there(self, old: Finding | None, new: Finding) -> Moved:
        """How a gap moved that the later state has."""
        was, now = _gap_state(old), _gap_state(new)
        if old is None:
            diagnostic = _with_new_ids(new.diagnostic, lambda name: self._former.get(name, name))
            why = self._absence(new.rule, diagnostic, self._earlier)
            if why.reason == "unread":
                return Moved(new.key, "cannot_be_judged", "unknown", now, new, why)
            if now == "open" and self._books.alone(why.causes):
                return Moved(new.key, "corrected", was, now, new)
        moves: Mapping[tuple[GapState, GapState], Move] = {
            ("absent", "open"): "new",
            ("open", "open"): "still_open",
            ("accepted", "open"): "accepted_no_longer",
            ("absent", "accepted"): "newly_accepted",
            ("open", "accepted"): "newly_accepted",
            ("accepted", "accepted"): "still_accepted",
        }
        return Moved(new.key, moves[was, now], was, now, new)

    def _gone(self, key: str, old: Finding, merged: Closure | None = None) -> Moved:
        """How a gap moved that the later state does not have."""
        was = _gap_state(old)
        diagnostic = _with_new_ids(old.diagnostic, self._later.register.current_id)
        why = merged or self._absence(old.rule, diagnostic, self._later)
        if why.reason == "unread":
            return Moved(key, "cannot_be_judged", was, "unknown", old, why)
        if self._books.alone(why.causes):
            return Moved(key, "corrected", was, "absent", old, why)
        return Moved(key, "closed" if why.reason == "closed" else "ended", was, "absent", old, why)

    def _merged(self, old: Finding, new: Mapping[str, Finding]) -> Moved:
        """How a gap moved that was merged with another and no longer has its own key."""
        now = _with_new_ids(old.diagnostic, self._later.register.current_id)
        if now.key not in new:
            return self._gone(old.key, old)
        cause = Cause(now.about_record, now.subject or "")
        names = {"name": old.diagnostic.subject, "other": now.subject}
        return self._gone(old.key, old, ended("reclassified", "merged", cause, **names))

    def _absence(self, rule: Rule, diagnostic: Diagnostic, context: RuleContext) -> Closure:
        """Why a state does not have a gap, or which file leaves that unknown."""
        hiding = _unjudged(diagnostic, context.register)
        if hiding is None:
            why = self._explained(rule, diagnostic, context)
            hiding = self._hidden(why, diagnostic)
        return why if hiding is None else unread(diagnostic.subject, hiding)

    def _explained(self, rule: Rule, diagnostic: Diagnostic, context: RuleContext) -> Closure:
        """Why a state does not have a gap: what it is about is not there, or what the rule says."""
        register, about = context.register, diagnostic.about
        assert about is not None
        name = about.part or about.record
        if about.record not in register.by_id:
            return ended("removed", "removed", Cause(about.record), name=name)
        if about.part and about.part not in register.parts and about.part not in register.targets:
            return ended("removed", "removed", Cause(about.record, about.part), name=name)
        context_only = marked(register, about)
        if context_only is not None:
            cause = Cause(about.record, about.part if context_only != about.record else "", "normative")
            return ended("reclassified", "context_only", cause, name=context_only)
        severity = self._severities(rule, context).get(diagnostic.key, "absent")
        if severity == "note":
            causes = (Cause(about.record), Cause(f"law-{about.record}"))
            return ended("reclassified", "note", *causes, name=name)
        if severity != "absent":
            cause = Cause("strategy", field="check")
            return ended("reclassified", "no_gap", cause, name=name, code=rule.code)
        closure = rule.closure(diagnostic, context)
        if closure is not None:
            return closure
        if _dropped(register, about):
            return ended("discontinued", "discontinued", Cause(about.record), name=name)
        return closed("closed", Cause(about.record), name=name)

    def _severities(self, rule: Rule, context: RuleContext) -> Mapping[str, Severity | None]:
        """The severity that a rule itself gives each of its findings in a state, by their keys.

        The strategy's settings are left out; ``None`` stands for the severity of the rule.
        """
        key = (id(context), rule.code)
        if key not in self._found:
            self._found[key] = {item.key: item.severity for item in rule.check(context)}
        return self._found[key]

    def _hidden(self, why: Closure, diagnostic: Diagnostic) -> str | None:
        """The file that hides, in either state, a record that the closure ``why`` depends on.

        What a measure loses while it cannot be read was not removed, and what it regains was not newly
        promised. The finding's own record is checked separately.
        """
        for cause in why.causes:
            if cause.record != diagnostic.about_record:
                now = self._later.register.current_id(cause.record)
                hiding = _unread(now, self._later.register, self._earlier.register)
                former = self._former.get(cause.record, cause.record)
                hiding = hiding or _unread(former, self._earlier.register, self._later.register)
                if hiding is not None:
                    return hiding
        return None


def _with_new_ids(diagnostic: Diagnostic, name: Callable[[str], str]) -> Diagnostic:
    """A finding with the ids of its ``about`` replaced by those of another state."""
    about = diagnostic.about
    if about is None:
        return diagnostic
    record, part, target = (name(item) if item else "" for item in (about.record, about.part, about.target))
    return replace(diagnostic, about=About(record, part, about.actor, about.period, target))


def _former(earlier: Register, later: Register) -> dict[str, str]:
    """The former ids of the records and parts that have a new one, by the new id."""
    names = [*(entry.id for entry in earlier.entries), *sorted(earlier.parts), *earlier.targets]
    found: dict[str, str] = {}
    for name in names:
        now = later.current_id(name)
        if now != name:
            found.setdefault(now, name)
    return {now: name for now, name in found.items() if now not in set(names)}


def _gap_state(finding: Finding | None) -> GapState:
    return "absent" if finding is None else "open" if finding.accepted is None else "accepted"


def _dropped(register: Register, about: About) -> bool:
    """Whether what a finding was about is discontinued, which does not satisfy its rule's test."""
    if about.part in register.tasks:
        measure, task = register.tasks[about.part]
        return "discontinued" in (task.status, measure.status)
    record = register.by_id[about.record].record
    return isinstance(record, Measure) and record.status == "discontinued"


def _unjudged(diagnostic: Diagnostic, register: Register) -> str | None:
    """The file not read in full that leaves it unknown whether a state has a gap, if any."""
    about, path = diagnostic.about, diagnostic.path
    assert about is not None
    if about.actor and about.period:
        hiding = register.hiding("report", f"{about.period}-{about.actor}")
        if hiding is not None:
            return hiding
    broken = _broken(path, register)
    if broken is not None:
        return broken
    entry = register.by_id.get(about.record)
    if entry is not None:
        return _broken(entry.path, register)
    kind = kind_of(path)
    return register.hiding(kind, about.record) if kind is not None else None


def _unread(name: str, register: Register, other: Register) -> str | None:
    """The file of a record that ``register`` could not read in full; ``other`` may know its path."""
    known = {"strategy": ROOT_FILE, "actors": ACTORS_FILE}
    entry = register.by_id.get(name)
    there = entry or other.by_id.get(name)
    path = known.get(name) or (there.path if there is not None else None)
    if path is None:
        return None
    broken = _broken(path, register)
    kind = kind_of(path)
    if broken is None and entry is None and kind is not None and name not in known:
        return register.hiding(kind, name)
    return broken


def _broken(path: str, register: Register) -> str | None:
    """``path``, or a folder above it, if it could not be read in full."""
    return next((at for at in register.unjudged if path == at or path.startswith(f"{at}/")), None)


class _Bookkeeping:
    """Which records, parts and fields were changed between two states by bookkeeping alone."""

    def __init__(self, events: Iterable[Event], now: Register) -> None:
        self._by_policy: dict[tuple[str, ...], set[bool]] = {}
        self._all: set[bool] = set()
        for event in events:
            self._all.add(event.classification == "policy")
            record, (subject, field) = event.delta.record, event.delta.key
            names = now.current_id(record), now.current_id(subject), field
            for length in range(1, len(names) + 1):
                self._by_policy.setdefault(names[:length], set()).add(event.classification == "policy")
        self._now = now

    def alone(self, causes: Sequence[Cause]) -> bool:
        """Whether bookkeeping changed some of these, and policy none of them.

        If none of them was changed, something else was that affects them: the result is then true only if
        bookkeeping made all changes.
        """
        found = set().union(*map(self._of, causes))
        return (found or self._all if causes else found) == {False}

    def _of(self, cause: Cause) -> set[bool]:
        """Whether policy (true) or bookkeeping (false) changed a cause, or both.

        Adding or removing a whole changes everything in it.
        """
        record = self._now.current_id(cause.record)
        part = self._now.current_id(cause.part) if cause.part else record
        if not cause.part and not cause.field:
            return self._by_policy.get((record,), set())
        found = set(self._by_policy.get((record, record, EXISTS), set()))
        found |= self._by_policy.get((record, part, EXISTS), set())
        key = (record, part, cause.field) if cause.field else (record, part)
        return found | self._by_policy.get(key, set())
