"""A measure (tiltak): what a ministry has promised, its goals, its tasks and what it answers."""

from datetime import date
from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import StrictBool, StrictInt, model_validator

from menneskehandel_cli.language import WORDS, last_day, msg
from menneskehandel_cli.language.slips import names_called
from menneskehandel_cli.models import base
from menneskehandel_cli.models.base import ActorId, ChildId, Day, Model, Prefix, Source, Text, described

Status = Annotated[
    Literal["not_reported", "not_started", "in_progress", "completed", "discontinued"], Prefix("status")
]
Commitment = Annotated[Literal["establish", "assess", "recurring", "continue"], Prefix("commitment")]
Basis = Annotated[Literal["strategy", "area", "editorial"], Prefix("basis")]
Contribution = Annotated[Literal["full", "partial", "assess"], Prefix("contribution")]

_KEPT = (
    *("link.obligation", "task.status", "task.due", "task.started", "task.owners", "source.section"),
    *("lead", "responsible", "partners", "status"),
)
"""What an import keeps the words of in a note, each after the heading of its column."""
_NAMES = ("called.field.measures.{0}", "column.{1}", "fact.{1}", "changed.{1}", "called.field.{1}")
"""What the word list calls such a column, by its key and by the last word of it."""

CLOSED: frozenset[Status] = frozenset({"completed", "discontinued"})
"""The statuses that are not open."""

STATUSES: tuple[Status, ...] = get_args(get_args(Status)[0])


@cache
def _headings() -> set[str]:
    """What the headings of a table may be, of which a note keeps the words."""
    keys = (way.format(key, key.rpartition(".")[2]) for key in _KEPT for way in _NAMES)
    return {name for key in keys for name in names_called(key)}


def reason_in(note: Text | None) -> Text | None:
    """The reason that a note gives for what is discontinued; none if it only keeps a table's words."""
    begun = (text.partition(":")[0].strip().casefold() for text in (note.all() if note else ()))
    return note if any(one not in _headings() for one in begun) else None


class Goal(Model, description=str(WORDS["about.goal"])):
    """A goal of the measure (mål for tiltaket), or a reference to one that several measures share."""

    id: ChildId | None = described("The measure, a full stop, G and a number.", example="T12.G2")
    ref: ChildId | None = described(
        "The id of a goal that several measures share. The goal is in strategy/strategy.yaml. Written "
        "instead of “id”, “text” and “source”.",
        example="FA4.G1",
    )
    text: Text | None = described("The goal, in our words.")
    source: Source | None = described("Where in the strategy the goal is stated.")

    @model_validator(mode="after")
    def _own_or_shared(self) -> Self:
        if (self.ref is None) == (self.id is None) or (self.id is not None and self.text is None):
            raise base.expected("goal")
        return self


class Group(Model, description=msg("A group of tasks for one sector or target group.")):
    """A block of tasks for one sector or audience."""

    id: ChildId = described("The measure, a full stop, B and a number.", example="T07.B1")
    title: Text = described("What the group is about.")
    audience: Text | None = described("Whom the tasks of the group are meant for.")
    owners: tuple[ActorId, ...] = described("Who has the main responsibility, where the strategy says so.")
    invitees: tuple[ActorId, ...] = described("Actors that the strategy names as possible invitees.")
    source: Source = described(base.WHERE_SAID)


class Recurrence(Model):
    """How often a recurring task is to be done, and the times it is recorded as done."""

    per: Annotated[Literal["year"], base.YEARLY] = described("The period over which the times are counted.")
    min: StrictInt = described("At least this many times.", ge=0)
    max: StrictInt | None = described("At most this many times.", ge=1)
    occurrences: tuple[base.Evidence, ...] = described(
        "The recorded occasions on which the task was done. Write them in the same way as evidence."
    )


class Outcome(Model):
    """The outcome of an assessment, which is more than that it was made."""

    decision: Annotated[Literal["pending", "change", "no_change"], Prefix("outcome")] = described(
        "What has been decided."
    )
    text: Text | None = described("What has been decided, in a sentence or two.")
    leads_to: tuple[ChildId, ...] = described("The ids of the tasks that follow from the outcome.")


class Task(Model, description=msg("A task: one thing that is to be done.")):
    """One thing that somebody is to do."""

    id: ChildId = described("The measure, a full stop and a number.", example="T12.6")
    text: Text = described("The task, in our words.")
    group: ChildId | None = described("The group that the task belongs to.", example="T07.B1")
    commitment: Commitment = described(
        "What is promised. If something is only to be assessed, the task is completed when the outcome "
        "is recorded."
    )
    themes: tuple[base.Slug, ...] = described(base.PART_THEMES, example="[children]")
    owners: tuple[ActorId, ...] = described(
        "Who is to do it, only where the strategy says so or it is agreed."
    )
    status: Status = described("The status of the task.", default="not_reported")
    due: Day | None = described(
        "The deadline, only where a source gives it, and never more precisely than the source.",
        example=msg("2025-11-30, 2025-11 or 2025"),
    )
    recurrence: Recurrence | None = described("How often the task is to be done, if it is to be repeated.")
    outcome: Outcome | None = described("The outcome of an assessment.")
    started: Day | None = described(
        "The day, month or year when the task was started.", example=msg("2026-06-15, 2026-06 or 2026")
    )
    completed: Day | None = described("When it was completed, not when you record it.", example="2026-05-20")
    evidence: tuple[base.Evidence, ...] = described(base.EVIDENCE)
    source: Source = described("Where in the strategy the task is set out.")
    note: Text | None = described(base.NOTE)

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor discontinued."""
        return self.status not in CLOSED

    def is_overdue(self, as_of: date) -> bool:
        """Whether it is open and its last possible day is before ``as_of``.

        A task due on ``as_of`` is not overdue; a month has passed after its last day.
        """
        return self.is_open and self.due is not None and last_day(self.due) < as_of

    @property
    def needs_due(self) -> bool:
        """Whether it is to have a deadline, as what is to be continued or repeated is not."""
        return self.recurrence is None and self.commitment not in ("continue", "recurring")

    @property
    def lacks_due(self) -> bool:
        """Whether it needs a deadline and has none."""
        return self.needs_due and self.due is None


class KnowledgeGap(Model, description=msg("Something of which the strategy says that too little is known.")):
    """Something the strategy says is not known. It is not a task: nobody is asked to close it."""

    id: ChildId = described("The measure, a full stop, K and a number.", example="T06.K1")
    text: Text = described("What is not known.")
    answered_by: tuple[base.Evidence, ...] = described("Any evidence that fills the knowledge gap.")
    source: Source = described(base.WHERE_SAID)


class Address(Model, description=msg("A link from the measure to an obligation that it follows up.")):
    """A link from a measure to an obligation.

    ``basis`` says who drew it: the measure's own text (``strategy``), the strategy for the whole
    focus area (``area``), or we ourselves, with a reason (``editorial``). A link that reaches one
    requirement answers it, and says by its ``contribution`` how far; one for a focus area or to
    several requirements at once only names them, and has neither ``contribution`` nor ``by``
    (docs/en/data-guide.md).
    """

    obligation: base.ObligationId = described(
        "What the measure follows up: an article, a paragraph, a sub-paragraph or a recommendation. The "
        "command “mh list obligations” shows articles and recommendations, and “mh show” the "
        "requirements of each.",
        example=msg("coe-12, coe-12.1.a or greta-r3-non-punishment"),
        help=msg("The number of the requirement that you have found."),
    )
    basis: Basis = described(
        "Who has made the link. Write “editorial” when it is our own judgement, and say why in “note”.",
        help=msg("Who says so: the strategy, or we ourselves. Our own judgement is explained below."),
    )
    contribution: Contribution | None = described(
        "How far the measure follows up the requirement, when the link is to one requirement. Usually it is"
        " “partial”. A link to several requirements at once, or for the whole focus area, only names the "
        "requirements and must not have the key.",
        help=str(WORDS["about.help.contribution"]),
    )
    by: tuple[ChildId, ...] = described(
        "The tasks that follow up the requirement, when the link is to one requirement. If none "
        "is given, the link applies to the whole measure.",
        example="[T12.3]",
    )
    note: Text | None = described(
        "Why the link is there. Required when “basis” is “editorial”.",
        help=msg("Why the link is there. Required for our own judgements."),
    )


class Relation(Model, description=msg("The relation to another measure.")):
    """A measure's relation to another one."""

    type: Annotated[Literal["builds_on", "developed_within", "seen_with"], Prefix("relation")] = described(
        "What kind of relation it is."
    )
    target: base.MeasureId = described("The id of the measure that the relation points to.", example="T06")
    basis: Annotated[Literal["strategy", "editorial"], Prefix("value.relation")] = described(
        "Who says that the measures are related."
    )
    note: Text | None = described("Why the relation is there. Required when “basis” is “editorial”.")


class Cost(Model):
    """Money that a source says the measure costs, in ``currency`` or that of the strategy."""

    amount: StrictInt = described("The amount as a whole number, without spaces.", ge=0, example="500000")
    currency: base.Currency | None = described("The currency, if it is not that of the strategy.")
    text: Text | None = described("What the money is for.")
    source: Source | None = described(base.WHERE_SAID)


class StatusSource(Model):
    """The coordinator's dated statement that a status rests on."""

    by: ActorId = described(
        "Who has stated the status: the id of an actor.",
        help=msg("The body that has stated the status. Not a person."),
    )
    date: Day = described("The date of the statement.", example="2026-03-12")
    text: Text | None = described("What was said.")
    url: base.Url | None = described(base.WEB_ADDRESS)


class Measure(
    base.Record,
    description=msg("A measure: what the ministries have promised, with goals, tasks and obligations."),
):
    """One of the strategy's measures. Its status is the coordinator's statement, never derived.

    One that is not ``normative`` is context only: the strategy describes it and promises nothing by it.
    """

    id: base.MeasureId = described("The measure's letter and number. They never change.", example="T12")
    former_ids: tuple[base.MeasureId, ...] = described("Earlier ids of the measure, never to be used again.")
    title: Text = described("The title, exactly as in the strategy.")
    short_title: base.ShortText | None = described(base.SHORT_TITLE)
    focus_area: StrictInt = described("The number of the focus area.", ge=1)
    themes: tuple[base.Slug, ...] = described(base.THEMES, example="[children, online]")
    responsible: tuple[ActorId, ...] = described(
        "The ministries that are responsible. All those in the list are to report.",
        min_length=1,
        example=msg("[MoJ, MoL]"),
    )
    responsible_basis: Annotated[Literal["strategy", "inferred"], Prefix("value.responsible")] = described(
        "Whether the strategy itself says who is responsible.", default="strategy"
    )
    responsible_note: Text | None = described("Why we infer that these bodies are responsible.")
    lead: ActorId | None = described(
        "Who leads, only where the strategy itself says so. Must also be in “responsible”.",
        help=str(WORDS["about.help.lead"]),
    )
    partners: tuple[ActorId, ...] = described("Partners: others who contribute to the measure.")
    source: Source = described("Where in the strategy the measure is described.")
    summary: Text | None = described("The measure in one or two sentences, in our words.")
    cost: Cost | None = described("What the measure costs, or what is set aside for it, if a source says so.")
    status: Status = described(
        "The status of the measure, as the coordinator stated it on a given day. Never inferred from the "
        "tasks. Say in “status_source” who has stated it.",
        default="not_reported",
        help=str(WORDS["about.help.status"]),
    )
    status_source: StatusSource | None = described("What the status is based on: who stated it, and when.")
    ongoing: StrictBool = described(
        "Write “true” when the measure is ongoing and continues after the strategy period, "
        "otherwise “false”.",
        default=False,
        help=msg("Whether the measure is ongoing and continues after the strategy period."),
    )
    normative: StrictBool = described(
        "No (in a file: “false”) if the measure is context only, that is, if it is described but promises "
        "nothing. It is then shown and marked, but is not included in any count and is not a gap.",
        default=True,
    )
    goals: tuple[Goal, ...] = described("The goals: what the measure should lead to. A goal is not a task.")
    groups: tuple[Group, ...] = described(
        "Groups of tasks, where the strategy divides them by sector or target group."
    )
    tasks: tuple[Task, ...] = described("The tasks: what is to be done, part by part.")
    knowledge_gaps: tuple[KnowledgeGap, ...] = described(
        "Matters on which the strategy says that knowledge is lacking. They are not tasks, since the "
        "strategy does not ask anybody to look into them."
    )
    addresses: tuple[Address, ...] = described(
        "The obligations that the measure follows up. Link only to requirements that you "
        "are confident the measure follows up. One link too many hides a gap."
    )
    relations: tuple[Relation, ...] = described("How the measure is connected with other measures.")
    evidence: tuple[base.Evidence, ...] = described(base.EVIDENCE)
    note: Text | None = described(base.NOTE)

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
        return base.themes_in(self, self.tasks)

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
        return base.number_in(self.id)
