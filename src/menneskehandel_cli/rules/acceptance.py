"""Accepted gaps: a finding that somebody has accepted is shown as accepted, until the last day.

Errors cannot be accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.register import Register

WARNING_DAYS = 90
"""An acceptance is reported as expiring from this many days before its end."""


@dataclass(slots=True)
class _Entry:
    acceptance: Acceptance
    path: str
    place: int
    owner: str
    used: bool = False


class Acceptances:
    """The acceptances of all records, and which of them cover a finding."""

    def __init__(self, register: Register, as_of: date, known: Container[str]) -> None:
        self._register = register
        self._as_of = as_of
        self._known = known
        self._given: dict[tuple[str, str, tuple[str, ...]], list[_Entry]] = {}
        for entry in register.entries:
            for place, acceptance in enumerate(entry.record.accepted):
                words = (acceptance.about or "").split()
                about = tuple(sorted(register.current_id(word) for word in words))
                given = _Entry(acceptance, entry.path, place, entry.id)
                self._given.setdefault((entry.path, acceptance.rule, about), []).append(given)

    def of(self, diagnostic: Diagnostic) -> Acceptance | None:
        """The acceptance that covers a finding and has not expired; ``None`` if there is none."""
        found = self._given.get((diagnostic.path, diagnostic.code, details(diagnostic)), [])
        for given in found:
            given.used = True
        valid = [item.acceptance for item in found if not self._expired(item.acceptance)]
        return valid[-1] if valid else None

    def remarks(self, silent: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Notes on the acceptances themselves; call it after ``of`` for every finding.

        ``silent`` says of a rule's code whether nothing can be concluded from it finding nothing.
        """
        for found in self._given.values():
            last = max(found, key=lambda given: given.acceptance.until or "9999")
            for given in found:
                rule, until = given.acceptance.rule, given.acceptance.until
                keys = ("accepted", given.place)
                params = {"rule": rule, "day": Day(until or "")}
                if rule not in self._known:
                    continue
                if not given.used:
                    if not silent(rule):
                        yield Diagnostic("MH321", given.path, (*keys, "rule"), params, given.owner)
                elif given is last and until is not None and 0 <= self._days_left(until) <= WARNING_DAYS:
                    yield Diagnostic("MH320", given.path, (*keys, "until"), params, given.owner)

    def _expired(self, acceptance: Acceptance) -> bool:
        return acceptance.until is not None and self._days_left(acceptance.until) < 0

    def _days_left(self, until: str) -> int:
        return (last_day(until) - self._as_of).days


def details(diagnostic: Diagnostic) -> tuple[str, ...]:
    """What an acceptance must be ``about`` to cover a finding, sorted; empty for the record itself.

    The one requirement of an undivided article (``coe-19.0``) is the article itself.
    """
    about = diagnostic.about
    if about is None or about.part == f"{about.record}.0":
        return ()
    return tuple(sorted(word for item in about.details for word in item.split()))
