"""The reports of a ministry, the rapporteur or an evaluator, each on its own behalf.

A report without ``approved`` is a draft and does not count.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from menneskehandel_cli.models.base import (
    ActorId,
    ChildId,
    Currency,
    Day,
    Evidence,
    Line,
    MeasureId,
    Model,
    ObligationId,
    Record,
    Source,
    Text,
    Words,
)
from menneskehandel_cli.models.measure import Status
from menneskehandel_cli.models.obligation import Verdict
from menneskehandel_cli.models.reporting import PeriodName

AttainmentLevel = Annotated[
    Literal["not", "little", "partly", "mostly", "reached", "cannot_be_assessed"], Words("attainment")
]


NOT_STATED = frozenset({"format", "accepted"})
"""The keys of a report that say nothing on its behalf: an approval does not cover them."""


class Approval(Model):
    """Who approved a report, and when. A report does not count without it."""

    by: ActorId
    date: Day


class Attainment(Model):
    """How far a goal is reached (måloppnåelse), independently of whether the tasks are done."""

    level: AttainmentLevel
    comment: Text | None = None


class Spending(Model):
    """Money spent on a measure, as the report states it, in ``currency`` or that of the strategy."""

    amount: StrictInt = Field(ge=0)
    currency: Currency | None = None
    text: Text | None = None


class Closing(Model):
    """Whether reporting on the measure ends with this report, and why."""

    closed: StrictBool
    reason: Text


class MeasureReport(Model):
    """A report's entry on one measure."""

    measure: MeasureId
    status: Status
    done: Text | None = None
    goal_attainment: dict[ChildId, Attainment] = Field(default_factory=dict)
    obstacles: Text | None = None
    next: Text | None = None
    funding: tuple[Spending, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reporting_closed: Closing | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything is reported; false if the entry is as ``mh new report`` wrote it."""
        return self.status != "not_reported" or any(
            (
                self.done,
                self.goal_attainment,
                self.obstacles,
                self.next,
                self.funding,
                self.evidence,
                self.reporting_closed,
            )
        )


class Finding(Model):
    """A statement on whether an obligation is met."""

    subject: ObligationId
    assessment: Verdict
    text: Text
    source: Source | None = None


class Report(Record):
    """One actor's report for one year."""

    year: PeriodName
    actor: ActorId
    kind: Annotated[Literal["self", "independent", "evaluation"], Words("report")]
    title: Line | None = None
    submitted: Day | None = None
    approved: Approval | None = None
    foreword: Text | None = None
    assessment: Text | None = None
    next: Text | None = None
    measures: tuple[MeasureReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    note: Text | None = None

    @property
    def period(self) -> str:
        """The period that is reported on, by its name: the order of periods is that of their names."""
        return str(self.year)

    @property
    def said(self) -> tuple[MeasureReport, ...]:
        """The report's entries that say something; empty if it is a draft."""
        return () if not self.counts else tuple(item for item in self.measures if item.says_something)

    @property
    def statement(self) -> dict[str, object]:
        """What the report says, with its approval: all but how its file is kept."""
        return self.model_dump(exclude={*NOT_STATED})

    @property
    def counts(self) -> bool:
        """Whether the report is approved; a draft does not count."""
        return self.approved is not None
