"""A measure (tiltak): what a ministry has promised, its goals, its tasks and what it answers."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from menneskehandel_cli.language import last_day
from menneskehandel_cli.models.base import (
    ActorId,
    ChildId,
    Day,
    Evidence,
    MeasureId,
    Model,
    ObligationId,
    Record,
    Source,
    Text,
    Url,
    expected,
    number_in,
)

Status = Literal["not_reported", "not_started", "in_progress", "completed", "discontinued"]
Commitment = Literal["establish", "assess", "recurring", "continue"]
Basis = Literal["strategy", "area", "editorial"]
Contribution = Literal["full", "partial", "assess"]

CLOSED: frozenset[Status] = frozenset({"completed", "discontinued"})
"""The statuses that are not open."""

STATUSES: tuple[Status, ...] = (
    "not_reported",
    "not_started",
    "in_progress",
    "completed",
    "discontinued",
)


class Goal(Model):
    """A goal of the measure (mål for tiltaket), or a reference to one that several measures share."""

    id: ChildId | None = None
    ref: ChildId | None = None
    text: Text | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _own_or_shared(self) -> Self:
        if (self.ref is None) == (self.id is None) or (self.id is not None and self.text is None):
            raise expected("goal")
        return self


class Group(Model):
    """A block of tasks for one sector or audience."""

    id: ChildId
    title: Text
    audience: Text | None = None
    owners: tuple[ActorId, ...] = ()
    invitees: tuple[ActorId, ...] = ()
    source: Source


class Recurrence(Model):
    """How often a recurring task is to be done, and the times it is recorded as done."""

    per: Literal["year"]
    min: StrictInt = Field(ge=0)
    max: StrictInt | None = Field(default=None, ge=1)
    occurrences: tuple[Evidence, ...] = ()


class Outcome(Model):
    """The outcome of an assessment, which is more than that it was made."""

    decision: Literal["pending", "change", "no_change"]
    text: Text | None = None
    leads_to: tuple[ChildId, ...] = ()


class Task(Model):
    """One thing that somebody is to do."""

    id: ChildId
    text: Text
    group: ChildId | None = None
    commitment: Commitment
    owners: tuple[ActorId, ...] = ()
    status: Status = "not_reported"
    due: Day | None = None
    recurrence: Recurrence | None = None
    outcome: Outcome | None = None
    started: Day | None = None
    completed: Day | None = None
    evidence: tuple[Evidence, ...] = ()
    source: Source
    note: Text | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor discontinued."""
        return self.status not in CLOSED

    def is_overdue(self, as_of: date) -> bool:
        """Whether it is open and its last possible day is before ``as_of``.

        A task due on ``as_of`` is not overdue; a month has passed after its last day.
        """
        return self.is_open and self.due is not None and last_day(self.due) < as_of


class KnowledgeGap(Model):
    """Something the strategy says is not known. It is not a task: nobody is asked to close it."""

    id: ChildId
    text: Text
    answered_by: tuple[Evidence, ...] = ()
    source: Source


class Address(Model):
    """A link from a measure to an obligation.

    ``basis`` says who drew it: the measure's own text (``strategy``), the strategy for the whole
    focus area (``area``), or we ourselves, with a reason (``editorial``). A link that reaches one
    requirement answers it, and says by its ``contribution`` how far; one for a focus area or to
    several requirements at once only names them, and has neither ``contribution`` nor ``by``
    (design, section 4).
    """

    obligation: ObligationId
    basis: Basis
    contribution: Contribution | None = None
    by: tuple[ChildId, ...] = ()
    note: Text | None = None


class Relation(Model):
    """A measure's relation to another one."""

    type: Literal["builds_on", "developed_within", "seen_with"]
    target: MeasureId
    basis: Literal["strategy", "editorial"]
    note: Text | None = None


class StatusSource(Model):
    """The coordinator's dated statement that a status rests on."""

    by: ActorId
    date: Day
    text: Text | None = None
    url: Url | None = None


class Measure(Record):
    """One of the strategy's measures. Its status is the coordinator's statement, never derived.

    One that is not ``normative`` is context only: the strategy describes it and promises nothing by it.
    """

    id: MeasureId
    former_ids: tuple[MeasureId, ...] = ()
    title: Text
    focus_area: StrictInt = Field(ge=1)
    responsible: tuple[ActorId, ...] = Field(min_length=1)
    responsible_basis: Literal["strategy", "inferred"] = "strategy"
    responsible_note: Text | None = None
    lead: ActorId | None = None
    partners: tuple[ActorId, ...] = ()
    source: Source
    summary: Text | None = None
    status: Status = "not_reported"
    status_source: StatusSource | None = None
    ongoing: StrictBool = False
    normative: StrictBool = True
    goals: tuple[Goal, ...] = ()
    groups: tuple[Group, ...] = ()
    tasks: tuple[Task, ...] = ()
    knowledge_gaps: tuple[KnowledgeGap, ...] = ()
    addresses: tuple[Address, ...] = ()
    relations: tuple[Relation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: Text | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor discontinued."""
        return self.status not in CLOSED

    @property
    def number(self) -> int:
        """The measure's number: 12 for ``T12``."""
        return number_in(self.id)
