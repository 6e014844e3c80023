"""Accepted gaps: what somebody answers for is shown as accepted, until its day.

Errors cannot be accepted: data that is wrong stays wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day, last_day
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.register import Register

WARNING_DAYS = 90
"""How many days before it ends an acceptance is called expiring."""


@dataclass(slots=True)
class _Standing:
    acceptance: Acceptance
    path: str
    place: int
    owner: str
    used: bool = False


class Acceptances:
    """The acceptances of all records, and which of them silence something."""

    def __init__(self, register: Register, as_of: date, known: Container[str]) -> None:
        self._as_of = as_of
        self._known = known
        self._standing: dict[tuple[str, str], list[_Standing]] = {}
        for entry in register.entries:
            for place, acceptance in enumerate(entry.record.accepted):
                key = (entry.path, acceptance.rule)
                standing = _Standing(acceptance, entry.path, place, entry.id)
                self._standing.setdefault(key, []).append(standing)

    def of(self, diagnostic: Diagnostic) -> Acceptance | None:
        """The acceptance that silences a finding, if one stands and has not expired."""
        found = self._standing.get((diagnostic.path, diagnostic.code), [])
        for standing in found:
            standing.used = True
        valid = [item.acceptance for item in found if not self._expired(item.acceptance)]
        return valid[-1] if valid else None

    def remarks(self, asleep: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Notes on the acceptances themselves, once every finding has been asked about.

        ``asleep`` tells of a rule that could not be asked, so that its silence proves nothing.
        """
        for found in self._standing.values():
            last = max(found, key=lambda standing: standing.acceptance.until or "9999")
            for standing in found:
                acceptance = standing.acceptance
                keys = ("accepted", standing.place, "rule")
                params = {"rule": acceptance.rule, "day": Day(acceptance.until or "")}
                if acceptance.rule not in self._known or asleep(acceptance.rule):
                    continue
                if not standing.used:
                    yield Diagnostic("MH321", standing.path, keys, params, standing.owner)
                elif standing is last and not self._expired(acceptance) and self._ends_soon(acceptance):
                    until = (*keys[:2], "until")
                    yield Diagnostic("MH320", standing.path, until, params, standing.owner)

    def _expired(self, acceptance: Acceptance) -> bool:
        return acceptance.until is not None and last_day(acceptance.until) < self._as_of

    def _ends_soon(self, acceptance: Acceptance) -> bool:
        if acceptance.until is None:
            return False
        return last_day(acceptance.until) - self._as_of <= timedelta(days=WARNING_DAYS)
