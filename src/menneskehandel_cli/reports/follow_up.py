"""What a finding concerns: who can follow it up, on what basis, and which requirement is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from menneskehandel_cli.models import Article, Law, Measure, Obligation, Recommendation, Report
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


def follow_up(register: Register, owner: Obligation | None) -> Who:
    """The bodies that an article or recommendation names (our judgement), else the coordinator."""
    if owner is not None and owner.follow_up:
        return Who(owner.follow_up, "judgement")
    return Who((register.strategy.coordinator,) if register.strategy else (), "coordinator")


def concerned(register: Register, finding: Finding) -> Who:
    """The actors that a finding concerns: the one it is about, else those of its record."""
    about = finding.diagnostic.about
    if about is not None and about.actor:
        return Who((about.actor,), "responsible")
    name = finding.diagnostic.about_record or register.owner_at(finding.path) or ""
    entry = register.by_id.get(name)
    record = entry.record if entry is not None else None
    if isinstance(record, Measure):
        return Who(record.responsible, "responsible")
    if isinstance(record, Report):
        return Who((record.actor,), "responsible")
    if isinstance(record, Law):
        return follow_up(register, register.obligations.get(record.obligation))
    return follow_up(register, record if isinstance(record, Article | Recommendation) else None)


def open_requirement(context: RuleContext, finding: Finding) -> Requirement | None:
    """The requirement that a finding reports as open; ``None`` for other findings."""
    if finding.rule.code not in DEMANDS:
        return None
    return context.coverage.by_id.get(finding.diagnostic.subject or "")


def able(register: Register) -> frozenset[str]:
    """All actors that can follow something up: the values of the filter by ministry."""
    found = {actor for measure in register.measures for actor in measure.responsible}
    found |= {actor for owner in register.obligations.values() for actor in owner.follow_up}
    return frozenset(found | set(follow_up(register, None).actors))
