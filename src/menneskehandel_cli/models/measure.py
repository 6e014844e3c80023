"""A measure (tiltak): what a ministry has promised, its goals, its tasks and what it answers."""

from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StrictBool, StrictInt, model_validator

from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models.base import (
    YEARLY,
    ActorId,
    ChildId,
    Currency,
    Day,
    Evidence,
    MeasureId,
    Model,
    ObligationId,
    Record,
    ShortText,
    Slug,
    Source,
    Text,
    Url,
    Words,
    expected,
    number_in,
    themes_in,
)

Status = Annotated[
    Literal["not_reported", "not_started", "in_progress", "completed", "discontinued"], Words("status")
]
Commitment = Annotated[Literal["establish", "assess", "recurring", "continue"], Words("commitment")]
Basis = Annotated[Literal["strategy", "area", "editorial"], Words("basis")]
Contribution = Annotated[Literal["full", "partial", "assess"], Words("contribution")]

CLOSED: frozenset[Status] = frozenset({"completed", "discontinued"})
"""The statuses that are not open."""

STATUSES: tuple[Status, ...] = get_args(get_args(Status)[0])


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

    per: Annotated[Literal["year"], YEARLY]
    min: StrictInt = Field(ge=0)
    max: StrictInt | None = Field(None, ge=1)
    occurrences: tuple[Evidence, ...] = ()


class Outcome(Model):
    """The outcome of an assessment, which is more than that it was made."""

    decision: Annotated[Literal["pending", "change", "no_change"], Words("outcome")]
    text: Text | None = None
    leads_to: tuple[ChildId, ...] = ()


class Task(Model):
    """One thing that somebody is to do."""

    id: ChildId
    text: Text
    group: ChildId | None = None
    commitment: Commitment
    themes: tuple[Slug, ...] = ()
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

    type: Annotated[Literal["builds_on", "developed_within", "seen_with"], Words("relation")]
    target: MeasureId
    basis: Annotated[Literal["strategy", "editorial"], Words("value.relation")]
    note: Text | None = None


class Cost(Model):
    """Money that a source says the measure costs, in ``currency`` or that of the strategy."""

    amount: StrictInt = Field(ge=0)
    currency: Currency | None = None
    text: Text | None = None
    source: Source | None = None


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
    short_title: ShortText | None = None
    focus_area: StrictInt = Field(ge=1)
    themes: tuple[Slug, ...] = ()
    responsible: tuple[ActorId, ...] = Field(min_length=1)
    responsible_basis: Annotated[Literal["strategy", "inferred"], Words("value.responsible")] = "strategy"
    responsible_note: Text | None = None
    lead: ActorId | None = None
    partners: tuple[ActorId, ...] = ()
    source: Source
    summary: Text | None = None
    cost: Cost | None = None
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
    def tasks_done(self) -> int:
        """How many of its tasks are recorded as completed."""
        return sum(task.status == "completed" for task in self.tasks)

    @property
    def all_themes(self) -> tuple[str, ...]:
        """The themes of all of it, and those of some of its tasks."""
        return themes_in(self, self.tasks)

    def owners_of(self, task: Task) -> tuple[str, ...]:
        """The owners of one of its tasks, or else of the task's group."""
        group = next((group for group in self.groups if group.id == task.group), None)
        return task.owners or (group.owners if group is not None else ())

    def answers_for(self, task: Task, bodies: frozenset[str] | set[str]) -> bool:
        """Whether one of the bodies owns a task; or is responsible for the measure, if nobody owns it."""
        return not bodies.isdisjoint(self.owners_of(task) or self.responsible)

    @property
    def number(self) -> int:
        """The measure's number: 12 for ``T12``."""
        return number_in(self.id)
