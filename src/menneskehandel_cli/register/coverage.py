"""How far each obligation is met, and why we say so (design, section 4).

Counted are the leaf provisions of duty articles that bind the state and demand something (``none``
and ``may`` do not), and the parts of recommendations. A demand that restates another is counted
there and not again; what is linked to either wording answers both. Every verdict keeps the links,
laws and open recommendations that decided it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from menneskehandel_cli.models import Article, Obligation, Recommendation
from menneskehandel_cli.models.measure import Address, Measure
from menneskehandel_cli.models.obligation import ExistingLaw, Part, Provision
from menneskehandel_cli.register import Link, Register, Target

Value = Literal["uncovered", "existing", "planned", "under_way", "delivered"]

VALUES: tuple[Value, ...] = ("uncovered", "existing", "planned", "under_way", "delivered")

Progress = Literal["none", "under_way", "completed"]

FORCE_WEIGHT = {"shall": 3, "shall_qualified": 2, "shall_consider": 1}
"""How much a provision weighs by its force, on the scale of a recommendation's level (1 to 3)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A link that reaches a leaf, and how far the measure or its tasks have come.

    ``general`` is true where the link names a whole article, paragraph or recommendation.
    """

    link: Link
    general: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing that is demanded, with everything that bears on whether it is met."""

    id: str
    owner: Obligation
    instrument: str
    piece: Provision | Part | Recommendation
    value: Value
    answers: tuple[Answer, ...]
    laws: tuple[ExistingLaw, ...]
    disputed_by: tuple[Recommendation, ...]
    weight: int
    """1 to 3 by force or level; 0 where the level is not known; one more for each earlier round."""
    rounds: int
    """How many rounds have asked for it, this one included (1 for a treaty provision)."""


@dataclass(frozen=True)
class Coverage:
    """Every leaf that counts, by instrument."""

    leaves: tuple[Leaf, ...]

    @cached_property
    def by_id(self) -> dict[str, Leaf]:
        """The leaves by id."""
        return {leaf.id: leaf for leaf in self.leaves}

    @cached_property
    def by_owner(self) -> dict[str, tuple[Leaf, ...]]:
        """The leaves of each article or recommendation, by its id."""
        found: dict[str, list[Leaf]] = {}
        for leaf in self.leaves:
            found.setdefault(leaf.owner.id, []).append(leaf)
        return {owner: tuple(leaves) for owner, leaves in found.items()}

    @cached_property
    def totals(self) -> dict[str, dict[str, int]]:
        """For each instrument the number of leaves in all (``total``) and with each value."""
        found: dict[str, dict[str, int]] = {}
        for leaf in self.leaves:
            counts = found.setdefault(leaf.instrument, dict.fromkeys(("total", *VALUES), 0))
            counts["total"] += 1
            counts[leaf.value] += 1
        return found


def coverage(register: Register, *, judgements: bool = True) -> Coverage:
    """The coverage of every obligation in the register.

    Without ``judgements``, our own are left out: editorial links, our view of existing law, and
    articles that we ourselves have tied to a recommendation.
    """
    return Coverage(tuple(_leaves(register, judgements)))


def measure_coverage(leaf: Leaf) -> tuple[str, ...]:
    """The ids of the measures that answer a leaf."""
    return tuple(dict.fromkeys(answer.link.measure.id for answer in leaf.answers))


def _leaves(register: Register, judgements: bool) -> Iterator[Leaf]:
    answers = _answers(register, judgements)
    disputes = _disputes(register, judgements)
    restated = _restated(register)
    for owner in register.obligations.values():
        instrument = register.instrument_id(owner)
        for piece in _pieces(owner):
            if piece.id in restated:
                continue
            wordings = (piece.id, *restated.wordings(piece.id))
            given = tuple(answer for wording in wordings for answer in answers.get(wording, ()))
            laws = _laws(owner, piece.id, register, judgements)
            disputed = disputes.get(piece.id, ())
            rounds = _rounds(register, owner, piece)
            yield Leaf(
                id=piece.id,
                owner=owner,
                instrument=instrument,
                piece=piece,
                value=_value(given, laws, disputed=bool(disputed)),
                answers=given,
                laws=laws,
                disputed_by=disputed,
                weight=_weight(register, owner, piece) + rounds - 1,
                rounds=rounds,
            )


def _pieces(owner: Obligation) -> tuple[Provision | Part | Recommendation, ...]:
    """The leaves of an obligation that count."""
    if isinstance(owner, Recommendation):
        return owner.parts or (owner,)
    if owner.role != "duty":
        return ()
    return tuple(
        piece
        for piece in owner.provisions
        if piece.bearer == "state" and piece.force not in ("none", "may")
    )


def _value(answers: tuple[Answer, ...], laws: tuple[ExistingLaw, ...], *, disputed: bool) -> Value:
    """The first value that fits, in the order of the design."""
    full = [answer for answer in answers if answer.link.address.contribution == "full"]
    if full and not disputed and all(answer.progress == "completed" for answer in full):
        return "delivered"
    if any(answer.progress != "none" for answer in answers):
        return "under_way"
    if not disputed and any(law.extent == "full" for law in laws):
        return "existing"
    return "planned" if answers or laws else "uncovered"


def _answers(register: Register, judgements: bool) -> dict[str, list[Answer]]:
    """The answers to each leaf by its id. A discontinued measure answers nothing."""
    found: dict[str, list[Answer]] = {}
    for link in register.links:
        target = register.targets.get(link.address.obligation)
        if target is None or link.measure.status == "discontinued":
            continue
        if not judgements and link.address.basis == "editorial":
            continue
        progress = _progress(link.measure, link.address)
        for leaf in target.leaves:
            general = target.id != leaf
            found.setdefault(leaf, []).append(Answer(link, general, progress))
    return found


def _progress(measure: Measure, address: Address) -> Progress:
    """How far the tasks that a link names have come, or the measure where it names none."""
    named = [task.status for task in measure.tasks if task.id in address.by]
    statuses = named or [measure.status]
    if all(status == "completed" for status in statuses):
        return "completed"
    if any(status in ("in_progress", "completed") for status in statuses):
        return "under_way"
    return "none"


def _laws(owner: Obligation, leaf: str, register: Register, judgements: bool) -> tuple[ExistingLaw, ...]:
    if isinstance(owner, Recommendation):
        return ()
    return tuple(
        law
        for law in owner.existing
        if (judgements or law.judged_by != "editorial")
        and (
            not law.provisions
            or any(
                leaf in target.leaves
                for name in law.provisions
                if (target := register.targets.get(name)) is not None
            )
        )
    )


def is_open(recommendation: Recommendation) -> bool:
    """Whether a recommendation still stands: nobody's latest verdict says it is implemented."""
    latest = max(recommendation.assessments, key=lambda verdict: verdict.date, default=None)
    return latest is None or latest.value != "implemented"


def _disputes(register: Register, judgements: bool) -> dict[str, tuple[Recommendation, ...]]:
    """The open recommendations that speak to each provision of an article."""
    found: dict[str, dict[str, Recommendation]] = {}
    for owner in register.obligations.values():
        if not isinstance(owner, Recommendation) or not is_open(owner):
            continue
        for reference in owner.articles:
            if not judgements and reference.basis == "editorial":
                continue
            target = register.targets.get(reference.id)
            for leaf in target.leaves if target and isinstance(target.owner, Article) else ():
                found.setdefault(leaf, {})[owner.id] = owner
    return {leaf: tuple(owners.values()) for leaf, owners in found.items()}


class _Restated:
    """Which leaves are only another wording of one that is counted, and which wordings it has."""

    def __init__(self) -> None:
        self._counted_at: dict[str, set[str]] = {}
        self._wordings: dict[str, list[str]] = {}

    def add(self, target: Target, restates: tuple[str, ...], targets: dict[str, Target]) -> None:
        for name in restates:
            other = targets.get(name)
            if other is None or other.owner.id == target.owner.id:
                continue
            for leaf in target.leaves:
                self._counted_at.setdefault(leaf, set()).update(other.leaves)
            for leaf in other.leaves:
                self._wordings.setdefault(leaf, []).extend(target.leaves)

    def __contains__(self, leaf: str) -> bool:
        return leaf in self._counted_at

    def wordings(self, leaf: str) -> tuple[str, ...]:
        """Every other wording of a leaf, over however many steps."""
        found: dict[str, None] = {}
        waiting = list(self._wordings.get(leaf, ()))
        while waiting:
            wording = waiting.pop()
            if wording not in found and wording != leaf:
                found[wording] = None
                waiting.extend(self._wordings.get(wording, ()))
        return tuple(sorted(found))


def _restated(register: Register) -> _Restated:
    found = _Restated()
    for owner in register.obligations.values():
        if isinstance(owner, Recommendation):
            found.add(register.targets[owner.id], owner.restates, register.targets)
            for part in owner.parts:
                found.add(register.targets[part.id], part.restates, register.targets)
    return found


def _rounds(register: Register, owner: Obligation, piece: object) -> int:
    """How many rounds have asked for this: 1, and one more for each earlier round it repeats."""
    if isinstance(owner, Article):
        return 1
    seen: set[str] = set()
    waiting = [*owner.repeats, *(piece.repeats if isinstance(piece, Part) else ())]
    rounds = {register.instrument_id(owner)}
    while waiting:
        name = waiting.pop()
        target = register.targets.get(name)
        if target is None or name in seen or not isinstance(target.owner, Recommendation):
            continue
        seen.add(name)
        rounds.add(register.instrument_id(target.owner))
        waiting.extend(target.owner.repeats)
    return len(rounds)


def _weight(register: Register, owner: Obligation, piece: object) -> int:
    if isinstance(piece, Provision):
        return FORCE_WEIGHT[piece.force]
    instrument = register.instruments.get(register.instrument_id(owner))
    level = owner.level if isinstance(owner, Recommendation) else None
    levels = instrument.levels if instrument else ()
    return next((known.weight for known in levels if known.id == level), 0)
