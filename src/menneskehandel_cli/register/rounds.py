"""Demands that say the same: other wordings of one demand, rounds that ask for it again, wider ones.

Requirements that restate each other count once, at the heaviest level. A repeat counts once, with the
latest round: an answer to a later demand answers the earlier one, never the reverse (design,
section 4). What answers a provision answers those of other conventions that are narrower or equivalent;
each of them is counted. Only single requirements are compared; a statement on a whole with parts is left
out.
"""

from collections.abc import Iterator
from functools import cached_property

from menneskehandel_cli.models import Article, Obligation, Provision
from menneskehandel_cli.register import Register, grouped, natural, reachable
from menneskehandel_cli.register.links import RELATED, Statement

FORCE_WEIGHT = {"shall": 3, "shall_qualified": 2, "shall_consider": 1}
"""The weight of a provision by its force, on the scale of a recommendation's level (1 to 3)."""


def whole_named(register: Register, statement: Statement) -> str | None:
    """The first name in a statement that is known not to be a single requirement, if any."""
    for name in (statement.demand, statement.name):
        target = register.targets.get(name)
        known = target is not None and register.path_of(target.owner) not in register.damaged
        if known and not register.is_context(name) and len(register.requirements_of(name)) != 1:
            return name
    return None


def declared(register: Register, *ways: str, judgements: bool = True) -> Iterator[tuple[str, str]]:
    """Every pair of single requirements of which the first is related to the second in one of the ``ways``.

    Either may say so. Without ``judgements``, those that we have compared ourselves are left out.
    """
    for statement in register.statements:
        mine, other = (register.requirements_of(name) for name in (statement.demand, statement.name))
        counts = judgements or statement.reference is None or statement.reference.basis != "editorial"
        if counts and len(mine) == len(other) == 1 and mine != other:
            if statement.how in ways:
                yield mine[0], other[0]
            if RELATED[statement.how] in ways:
                yield other[0], mine[0]


class Rounds:
    """Which requirements are the same demand, and at which of them it is counted."""

    def __init__(self, register: Register, *, judgements: bool = True) -> None:
        self._register = register
        self._judgements = judgements
        held = [(one, owner) for owner in register.obligations.values() for one in owner.requirements]
        self._owners: dict[str, Obligation] = {one.id: owner for one, owner in held}
        self._weights = {one.id: _weight(register, owner, one) for one, owner in held}

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """All wordings of each demand that has several, by each wording; the counted one is first."""
        pairs = [*declared(self._register, "restates")]
        restating = {one for one, _ in pairs}
        joined = grouped([*pairs, *declared(self._register, "restated_by")])
        found: dict[str, tuple[str, ...]] = {}
        for name in joined:
            if name in found:
                continue
            group = reachable([name], joined)
            ordered = sorted(group, key=lambda x: (-self._weights.get(x, 0), x in restating, natural(x)))
            found |= dict.fromkeys(group, tuple(ordered))
        return found

    @cached_property
    def _later(self) -> dict[str, tuple[str, ...]]:
        """The requirements that ask for the same again, by every wording of the earlier one."""
        return grouped(
            (wording, again)
            for later, earlier in declared(self._register, "repeats")
            for wording in self.wordings(earlier)
            for again in self.wordings(later)
        )

    @cached_property
    def _earlier(self) -> dict[str, tuple[str, ...]]:
        return grouped((again, name) for name, later in self._later.items() for again in later)

    @cached_property
    def _wider(self) -> dict[str, tuple[str, ...]]:
        """The requirements that each is narrower than or equivalent to."""
        ways = ("equivalent_to", "narrower_than")
        return grouped(declared(self._register, *ways, judgements=self._judgements))

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
        """The requirements whose answers also answer this one: its wordings, later rounds, wider ones."""
        found = dict.fromkeys((name, *self.wordings(name)))
        others = {*self._all_later(name), *reachable([name], self._wider)}
        return tuple(found | dict.fromkeys(sorted(others, key=natural)))

    def number(self, name: str) -> int:
        """How many rounds have asked for it: 1, plus 1 for each earlier instrument."""
        if isinstance(self._owners[name], Article):
            return 1
        earlier = {*reachable(self.wordings(name), self._earlier)} - {*self.wordings(name)}
        first = {self.wordings(item)[0] for item in earlier}
        rounds = {self._register.instrument_id(self._owners[item]) for item in first}
        return len(rounds | {self._register.instrument_id(self._owners[name])})

    def weight(self, name: str) -> int:
        """The weight of the heaviest wording, by force or level; 0 if no level is known."""
        return max(self._weights.get(wording, 0) for wording in self.wordings(name))

    def _all_later(self, name: str) -> tuple[str, ...]:
        return reachable([name], self._later)[1:]


def _weight(register: Register, owner: Obligation, record: object) -> int:
    if isinstance(record, Provision):
        return FORCE_WEIGHT[record.force]
    level = register.level_of(owner)
    return level.weight if level is not None else 0
