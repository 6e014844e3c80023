"""Accepted gaps: a finding that somebody has accepted is shown as accepted, until the last day.

Errors cannot be accepted.
"""

from collections.abc import Callable, Container, Iterator
from datetime import date

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day, last_day
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.register import Register

WARNING_DAYS = 90
"""An acceptance is reported as expiring from this many days before its end."""

_Key = tuple[str, str, tuple[str, ...]]
"""The path of a file, the code of a rule, and what the rule's finding is about."""


class Acceptances:
    """The acceptances of all records, and which of them cover a finding."""

    def __init__(self, register: Register, as_of: date, known: Container[str]) -> None:
        self._as_of = as_of
        self._known = known
        self._by_key: dict[_Key, list[tuple[Acceptance, int, str]]] = {}
        """Each with its index in the record, and the id of that."""
        self._used: set[_Key] = set()
        for entry in register.entries:
            for place, acceptance in enumerate(entry.record.accepted):
                words = (acceptance.about or "").split()
                key = (entry.path, acceptance.rule, tuple(sorted(map(register.current_id, words))))
                self._by_key.setdefault(key, []).append((acceptance, place, entry.id))

    def of(self, diagnostic: Diagnostic) -> Acceptance | None:
        """The acceptance that covers a finding and has not expired; ``None`` if there is none."""
        key = (diagnostic.path, diagnostic.code, details(diagnostic))
        self._used.add(key)
        every = (one for one, *_ in self._by_key.get(key, ()))
        valid = [x for x in every if x.until is None or self._days_left(x.until) >= 0]
        return valid[-1] if valid else None

    def remarks(self, silent: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Notes on the acceptances themselves; call it after ``of`` for every finding.

        ``silent`` says of a rule's code whether nothing can be concluded from it finding nothing.
        """
        for key, found in self._by_key.items():
            path, rule, _ = key
            last = max(found, key=lambda one: one[0].until or "9999")
            for one in found if rule in self._known else ():
                until, keys = one[0].until, ("accepted", one[1])
                params = {"rule": rule, "day": Day(until or "")}
                if key not in self._used:
                    if not silent(rule):
                        yield Diagnostic("MH321", path, (*keys, "rule"), params, one[2])
                elif one is last and until is not None and 0 <= self._days_left(until) <= WARNING_DAYS:
                    yield Diagnostic("MH320", path, (*keys, "until"), params, one[2])

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
