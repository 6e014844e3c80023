"""What a finding concerns: who can follow it up, on what basis, and which requirement is open."""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Article, Law, Measure, Obligation, Recommendation, Report, Text
from menneskehandel_cli.models.obligation import Part, Provision
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.rules.demands import DEMANDS

WhoBasis = Literal["judgement", "coordinator", "responsible"]
"""Our judgement; the coordinator, if no actor is named; the strategy's own words."""


class Who(NamedTuple):
    """The actors that can follow something up, and on what basis."""

    actors: tuple[str, ...]
    basis: WhoBasis
    called: tuple[str | Text | Phrase, ...]
    """The actors as they are called on a narrow line."""
    bodies: tuple[str, ...]
    """Whom it is listed for: also the bodies above the owners of tasks."""

    @classmethod
    def of(cls, register: Register, actors: Iterable[str], basis: WhoBasis) -> "Who":
        """The actors, by id."""
        ids = tuple(actors)
        above = [name for one in ids for name in register.above(one)] if basis == "responsible" else []
        called = tuple(register.short_name(actor) for actor in ids)
        return cls(ids, basis, called, tuple(dict.fromkeys((*ids, *above))))

    def with_(self, other: "Who") -> "Who":
        """The actors of both, on the basis of this."""
        of = dict(zip((*self.actors, *other.actors), (*self.called, *other.called), strict=True))
        bodies = dict.fromkeys((*self.bodies, *other.bodies))
        return Who(tuple(of), self.basis, tuple(of.values()), tuple(bodies))


def answering(
    register: Register, measure: Measure, named: Collection[str] = (), fit: Collection[str] | None = None
) -> tuple[str, ...]:
    """Who answers for the named tasks of a measure, or for all that are not discontinued.

    Those responsible for it, but if each task has an owner only those that own one, or are above one
    that does; and the owners, unless none is named and some task has no owner. With ``fit`` those in it
    answer for what nobody owns: of those responsible, and of the partners.
    """
    tasks = [x for x in measure.tasks if (x.id in named if named else x.status != "discontinued")]
    owners = [measure.owners_of(task) for task in tasks]
    own = dict.fromkeys(who for each in owners for who in each)
    reached = {name for who in own for name in (who, *register.above(who))}
    alone = bool(owners) and all(owners)
    free = () if alone else measure.responsible if fit is None else fit
    leads = [who for who in measure.responsible if who in reached or who in free]
    leads += [who for who in measure.partners if who in free]
    return tuple(dict.fromkeys((*leads, *(own if named or alone else ()))))


def follow_up(
    context: RuleContext, owner: Obligation | None, record: Provision | Part | Obligation | None = None
) -> Who:
    """The bodies that a requirement, or else its article or recommendation, names (our judgement).

    Where none is named, those that answer for the tasks that follow it up, or else the coordinator.
    """
    register = context.register
    for one in (record, owner):
        if one is not None and one.follow_up:
            return Who.of(register, one.follow_up, "judgement")
    whole = owner.requirements if record is None and owner is not None else ()
    if named := dict.fromkeys(actor for item in whole for actor in item.follow_up):
        return Who.of(register, named, "judgement")
    items = context.coverage.by_owner.get(owner.id, ()) if owner is not None else ()
    answers = [one for item in items if record in (None, item.record) for one in item.answers]
    if bodies := [who for one in answers for who in answering(register, one.link.measure, one.tasks)]:
        return Who.of(register, dict.fromkeys(bodies), "responsible")
    return Who.of(register, (register.strategy.coordinator,) if register.strategy else (), "coordinator")


def concerned(context: RuleContext, finding: Finding) -> Who:
    """The actors that a finding concerns: the one it is about, otherwise those of its task or record."""
    register = context.register
    if (about := finding.diagnostic.about) is not None and about.actor:
        return Who.of(register, (about.actor,), "responsible")
    entry = register.by_id.get(finding.diagnostic.about_record or register.owner_at(finding.path) or "")
    record = entry.record if entry is not None else None
    if isinstance(record, Measure):
        task = about.part if about is not None else ""
        who = answering(register, record, (task,)) if task in register.tasks else record.responsible
        return Who.of(register, who, "responsible")
    if isinstance(record, Report):
        return Who.of(register, (record.actor,), "responsible")
    if isinstance(record, Law):
        return follow_up(context, register.obligations.get(record.obligation))
    owner = record if isinstance(record, Article | Recommendation) else None
    parts = owner.requirements if owner is not None else ()
    part = next((one for one in parts if about is not None and one.id == about.part), None)
    return follow_up(context, owner, part)


def open_requirement(context: RuleContext, finding: Finding) -> Requirement | None:
    """The requirement that a finding reports as open; ``None`` for other findings."""
    if finding.rule.code not in DEMANDS:
        return None
    return context.coverage.by_id.get(finding.diagnostic.subject or "")


def able(register: Register) -> frozenset[str]:
    """All actors that can follow something up: the values of the filter by ministry."""
    found = {actor for measure in register.measures for actor in measure.responsible}
    found |= {actor for measure, task in register.tasks.values() for actor in measure.owners_of(task)}
    for owner in register.obligations.values():
        found |= {actor for one in (owner, *owner.requirements) for actor in one.follow_up}
    return frozenset(found | ({register.strategy.coordinator} if register.strategy else set()))
