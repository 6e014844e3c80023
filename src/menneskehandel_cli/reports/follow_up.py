"""What a finding concerns: who can follow it up, on what basis, and which requirement is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Article, Law, Measure, Obligation, Recommendation, Report, Text
from menneskehandel_cli.models.obligation import Part, Provision
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.rules.demands import DEMANDS

Basis = Literal["judgement", "coordinator", "responsible"]
"""Our judgement; the coordinator, if no actor is named; the strategy's own words."""


@dataclass(frozen=True, slots=True)
class Who:
    """The actors that can follow something up, and on what basis."""

    actors: tuple[str, ...]
    basis: Basis
    called: tuple[str | Text | Phrase, ...]
    """The actors as they are called on a narrow line."""

    @classmethod
    def of(cls, register: Register, actors: Iterable[str], basis: Basis) -> "Who":
        """The actors, by id."""
        ids = tuple(actors)
        return cls(ids, basis, tuple(register.short_name(actor) for actor in ids))


def follow_up(
    register: Register, owner: Obligation | None, record: Provision | Part | Recommendation | None = None
) -> Who:
    """The bodies that a requirement, or else its article or recommendation, names (our judgement).

    Where none is named, it is the coordinator.
    """
    for one in (record, owner):
        if one is not None and one.follow_up:
            return Who.of(register, one.follow_up, "judgement")
    if record is None and owner is not None:
        named = dict.fromkeys(actor for item in owner.requirements for actor in item.follow_up)
        if named:
            return Who.of(register, named, "judgement")
    return Who.of(register, (register.strategy.coordinator,) if register.strategy else (), "coordinator")


def concerned(register: Register, finding: Finding) -> Who:
    """The actors that a finding concerns: the one it is about, otherwise those of its record."""
    about = finding.diagnostic.about
    if about is not None and about.actor:
        return Who.of(register, (about.actor,), "responsible")
    entry = register.by_id.get(finding.diagnostic.about_record or register.owner_at(finding.path) or "")
    record = entry.record if entry is not None else None
    if isinstance(record, Measure):
        return Who.of(register, record.responsible, "responsible")
    if isinstance(record, Report):
        return Who.of(register, (record.actor,), "responsible")
    if isinstance(record, Law):
        return follow_up(register, register.obligations.get(record.obligation))
    owner = record if isinstance(record, Article | Recommendation) else None
    parts = owner.requirements if owner is not None else ()
    part = next((one for one in parts if about is not None and one.id == about.part), None)
    return follow_up(register, owner, part)


def open_requirement(context: RuleContext, finding: Finding) -> Requirement | None:
    """The requirement that a finding reports as open; ``None`` for other findings."""
    if finding.rule.code not in DEMANDS:
        return None
    return context.coverage.by_id.get(finding.diagnostic.subject or "")


def able(register: Register) -> frozenset[str]:
    """All actors that can follow something up: the values of the filter by ministry."""
    found = {actor for measure in register.measures for actor in measure.responsible}
    for owner in register.obligations.values():
        found |= set(follow_up(register, owner).actors)
    return frozenset(found | set(follow_up(register, None).actors))
