"""Accepted gaps: what somebody answers for is shown as accepted, until its day.

Errors cannot be accepted: data that is wrong stays wrong.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
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
        self._standing: dict[tuple[str, str], _Standing] = {}
        for entry in register.entries:
            for place, acceptance in enumerate(entry.record.accepted):
                key = (entry.path, acceptance.rule)
                self._standing.setdefault(key, _Standing(acceptance, entry.path, place, entry.id))

    def of(self, diagnostic: Diagnostic) -> Acceptance | None:
        """The acceptance that silences a finding, if one stands and has not expired."""
        standing = self._standing.get((diagnostic.path, diagnostic.code))
        if standing is None:
            return None
        standing.used = True
        return None if self._expired(standing.acceptance) else standing.acceptance

    def remarks(self) -> Iterator[Diagnostic]:
        """Notes on the acceptances themselves, once every finding has been asked about."""
        for standing in self._standing.values():
            acceptance = standing.acceptance
            keys = ("accepted", standing.place, "rule")
            params = {"rule": acceptance.rule, "day": Day(acceptance.until or "")}
            if acceptance.rule not in self._known:
                continue
            if not standing.used:
                yield Diagnostic("MH321", standing.path, keys, params, standing.owner)
            elif not self._expired(acceptance) and self._ends_soon(acceptance):
                until = (*keys[:2], "until")
                yield Diagnostic("MH320", standing.path, until, params, standing.owner)

    def _expired(self, acceptance: Acceptance) -> bool:
        return acceptance.until is not None and last_day(acceptance.until) < self._as_of

    def _ends_soon(self, acceptance: Acceptance) -> bool:
        if acceptance.until is None:
            return False
        return last_day(acceptance.until) - self._as_of <= timedelta(days=WARNING_DAYS)
