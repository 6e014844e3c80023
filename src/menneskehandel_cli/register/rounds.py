"""Demands that say the same: other wordings of one demand, and rounds that ask for it again.

Requirements that restate each other count once, at the heaviest level. A repeat counts once, with the
latest round: an answer to a later demand answers the earlier one, never the reverse (design,
section 4). Only single requirements are compared; a statement on a whole with parts is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.models import Article, Obligation, Recommendation
from menneskehandel_cli.models.obligation import Part, Provision
from menneskehandel_cli.register import Register, natural

FORCE_WEIGHT = {"shall": 3, "shall_qualified": 2, "shall_consider": 1}
"""The weight of a provision by its force, on the scale of a recommendation's level (1 to 3)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """That a recommendation, or a part of one, restates or repeats another demand."""

    owner: Recommendation
    demand: str
    how: Literal["restates", "repeats"]
    name: str
    keys: KeyPath
    """Where it is in the file of its ``owner``."""


def statements(register: Register) -> Iterator[Statement]:
    """Every such statement, also those that do not name single requirements."""
    for owner in register.recommendations:
        demands: list[tuple[KeyPath, Recommendation | Part]] = [((), owner)]
        demands += [(("parts", place), part) for place, part in enumerate(owner.parts)]
        for keys, demand in demands:
            for place, name in enumerate(demand.restates):
                yield Statement(owner, demand.id, "restates", name, (*keys, "restates", place))
            for place, name in enumerate(demand.repeats):
                yield Statement(owner, demand.id, "repeats", name, (*keys, "repeats", place))


def whole(register: Register, statement: Statement) -> str | None:
    """The first name in a statement that is known not to be a single requirement, if any."""
    for name in (statement.demand, statement.name):
        target = register.targets.get(name)
        known = target is not None and register.path_of(target.owner) not in register.damaged
        if known and not register.is_context(name) and len(register.requirements_of(name)) != 1:
            return name
    return None


def declared(register: Register, how: Literal["restates", "repeats"]) -> Iterator[tuple[str, str]]:
    """Every pair of single requirements of which the first ``restates`` or ``repeats`` the second."""
    for statement in statements(register):
        mine, other = (register.requirements_of(name) for name in (statement.demand, statement.name))
        if statement.how == how and len(mine) == len(other) == 1 and mine != other:
            yield mine[0], other[0]


class Rounds:
    """Which requirements are the same demand, and at which of them it is counted."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._owners: dict[str, Obligation] = {}
        self._weights: dict[str, int] = {}
        for owner in register.obligations.values():
            for requirement in owner.requirements:
                self._owners[requirement.id] = owner
                self._weights[requirement.id] = _weight(register, owner, requirement)

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """All wordings of each demand that has several, by each wording; the counted one is first."""
        joined: dict[str, set[str]] = {}
        restating: set[str] = set()
        for one, other in declared(self._register, "restates"):
            restating.add(one)
            joined.setdefault(one, set()).add(other)
            joined.setdefault(other, set()).add(one)
        found: dict[str, tuple[str, ...]] = {}
        for name in joined:
            if name in found:
                continue
            group = _reachable(name, joined)
            ordered = sorted(
                group, key=lambda item: (-self._weights.get(item, 0), item in restating, natural(item))
            )
            found |= dict.fromkeys(group, tuple(ordered))
        return found

    @cached_property
    def _later(self) -> dict[str, set[str]]:
        """The requirements that ask for the same again, by every wording of the earlier one."""
        found: dict[str, set[str]] = {}
        for later, earlier in declared(self._register, "repeats"):
            for wording in self.wordings(earlier):
                found.setdefault(wording, set()).update(self.wordings(later))
        return found

    @cached_property
    def _earlier(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for earlier, later in self._later.items():
            for name in later:
                found.setdefault(name, set()).add(earlier)
        return found

    def wordings(self, name: str) -> tuple[str, ...]:
        """Every wording of a demand; the counted one is first."""
        return self._groups.get(name, (name,))

    def taken_up(self, name: str) -> bool:
        """Whether a later round repeats it."""
        return bool(self._later.get(name))

    def counted_at(self, name: str) -> str:
        """The requirement at which a demand is counted: the heaviest wording of the latest round."""
        last = sorted((item for item in self._all_later(name) if not self.taken_up(item)), key=natural)
        return self.wordings(last[0] if last else name)[0]

    def answered_with(self, name: str) -> tuple[str, ...]:
        """The requirements whose answers also answer this one: its wordings and those of later rounds."""
        found = dict.fromkeys((name, *self.wordings(name)))
        return tuple(found | dict.fromkeys(sorted(self._all_later(name), key=natural)))

    def number(self, name: str) -> int:
        """How many rounds have asked for it: 1, plus 1 for each earlier instrument."""
        if isinstance(self._owners[name], Article):
            return 1
        earlier = {item for wording in self.wordings(name) for item in _reachable(wording, self._earlier)}
        first = {self.wordings(item)[0] for item in earlier - {*self.wordings(name)}}
        rounds = {self._register.instrument_id(self._owners[item]) for item in first}
        return len(rounds | {self._register.instrument_id(self._owners[name])})

    def weight(self, name: str) -> int:
        """The weight of the heaviest wording, by force or level; 0 if no level is known."""
        return max(self._weights.get(wording, 0) for wording in self.wordings(name))

    def _all_later(self, name: str) -> set[str]:
        return _reachable(name, self._later) - {name}


def _reachable(name: str, joined: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        item = waiting.pop()
        if item not in found:
            found.add(item)
            waiting.extend(joined.get(item, ()))
    return found


def _weight(register: Register, owner: Obligation, record: object) -> int:
    if isinstance(record, Provision):
        return FORCE_WEIGHT[record.force]
    level = register.level_of(owner)
    return level.weight if level is not None else 0
