"""The reports of a ministry, the rapporteur or an evaluator, each on its own behalf.

A report without ``approved`` is a draft and does not count.
"""

from typing import Annotated, Literal

from pydantic import StrictBool, StrictInt

from menneskehandel_cli.language.messages import WORDS, msg
from menneskehandel_cli.models import base
from menneskehandel_cli.models.base import ActorId, ChildId, Currency, Day, Model, Prefix, Text, described
from menneskehandel_cli.models.measure import Status
from menneskehandel_cli.models.obligation import Verdict
from menneskehandel_cli.models.reporting import PeriodName

AttainmentLevel = Annotated[
    Literal["not", "little", "partly", "mostly", "reached", "cannot_be_assessed"], Prefix("attainment")
]


NOT_STATED = frozenset({"format", "accepted"})
"""The keys of a report that say nothing on its behalf: an approval does not cover them."""


class Approval(Model):
    """Who approved a report, and when. A report does not count without it."""

    by: ActorId = described(
        "Who approved the report: the id of an actor. Do not name individuals.",
        help=msg("The body that has approved the report. Not a person."),
    )
    date: Day = described("The date on which the report was approved.")


class Attainment(Model, description=msg("How far a goal is attained, whether or not the tasks are done.")):
    """How far a goal is reached (måloppnåelse), independently of whether the tasks are done."""

    level: AttainmentLevel = described("How far the goal has been attained.")
    comment: Text | None = described("A reason. Always give one when the goal cannot be assessed.")


class Spending(Model, description=msg("Money spent on the measure, according to the report.")):
    """Money spent on a measure, as the report states it, in ``currency`` or that of the strategy."""

    amount: StrictInt = described("The amount as a whole number, without spaces.", ge=0, example="500000")
    currency: Currency | None = described("The currency, if it is not that of the strategy.")
    text: Text | None = described("What the money has been spent on.")


class Closing(Model):
    """Whether reporting on the measure ends with this report, and why."""

    closed: StrictBool = described(
        "Write “true” when the reporting ends with this report, otherwise “false”.",
        help=msg("Whether reporting on the measure ends with this report."),
    )
    reason: Text = described("Why the reporting ends or continues.")


class MeasureReport(Model, description=msg("What the report says about one measure.")):
    """A report's entry on one measure."""

    measure: base.MeasureId = described("The id of the measure.", example="T12")
    status: Status = described("The measure's status as the body sees it. It does not change the measure.")
    done: Text | None = described("What has been done. Write only what has happened.")
    goal_attainment: dict[ChildId, Attainment] = described(
        "How far each goal has been attained: the goal's id, then the level and preferably a comment."
    )
    obstacles: Text | None = described("What has been difficult.")
    next: Text | None = described("What happens next.")
    funding: tuple[Spending, ...] = described("Money that has been spent on the measure.")
    evidence: tuple[base.Evidence, ...] = described(base.EVIDENCE)
    reporting_closed: Closing | None = described("Whether reporting on the measure ends, and why.")

    @property
    def says_something(self) -> bool:
        """Whether anything is reported; false if the entry is as ``mh new report`` wrote it."""
        others = MeasureReport.model_fields.keys() - {"measure", "status"}
        return self.status != "not_reported" or any(getattr(self, name) for name in others)


class Finding(Model, description=msg("What the report says about one obligation.")):
    """A statement on whether an obligation is met."""

    subject: base.ObligationId = described(
        "The id of the obligation.",
        example=msg("greta-r3-non-punishment or coe-26"),
        help=msg("The number of the obligation, as the search shows it."),
    )
    assessment: Verdict = described("How far the obligation has been followed up.")
    text: Text = described("The reason.")
    source: base.Source | None = described(base.WHERE_SAID)


class Report(base.Record, description=str(WORDS["about.report"])):
    """One actor's report for one year."""

    year: PeriodName = described(
        "The year that is reported on, or the name of another period (2025-26). The same as the name of "
        "the folder."
    )
    actor: ActorId = described("The id of the actor that reports, as in the file's name.", example=msg("MoL"))
    kind: Annotated[Literal["self", "independent", "evaluation"], Prefix("report")] = described(
        "What kind of report it is."
    )
    title: base.Line | None = described("What the report is called, when it has a name.")
    submitted: Day | None = described("The date on which the report was submitted.", example="2028-01-15")
    approved: Approval | None = described("Who approved it, and when. Write this only once it is approved.")
    foreword: Text | None = described("Opening words. The yearly report shows them as the body's own.")
    assessment: Text | None = described("How the work is going overall, in the reporting body's own words.")
    next: Text | None = described("What the reporting body will do in the coming year.")
    measures: tuple[MeasureReport, ...] = described("What the report says about each measure.")
    findings: tuple[Finding, ...] = described("What the report says about obligations.")
    note: Text | None = described(base.NOTE)

    @property
    def period(self) -> str:
        """The period that is reported on, by its name: the order of periods is that of their names."""
        return str(self.year)

    @property
    def measure_reports(self) -> tuple[MeasureReport, ...]:
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
