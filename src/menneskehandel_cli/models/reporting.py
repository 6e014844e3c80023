"""The duties to report on the strategy and to evaluate it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models.base import WHERE_SAID, Day, Line, Model, Source, Text, Words, described


class ReportingPeriod(Model, description=msg("A period that is reported on.")):
    """A year to report on. ``due`` is set only if a source gives the day; without it nobody is late.

    ``closes`` names the commit or tag that holds the closing state.
    """

    from_: Day = described("The first day of the period.", alias="from")
    to: Day = described("The last day of the period.")
    due: Day | None = described(
        "The last day for reporting, only when a source gives it. If it is empty, nobody is late.", None
    )
    due_source: Source | None = described("Where the deadline is stated.", None)
    closes: Line | None = described(
        "The commit or the tag that has the data as it was when the period was closed.", None
    )

    def is_due(self, as_of: date) -> bool:
        """Whether a day is set and is before ``as_of``; on the day itself it has not passed."""
        return self.due is not None and last_day(self.due) < as_of


class Reporting(Model):
    """The duty to report, and the periods."""

    duty: Text = described("The duty, in our words.")
    source: Source = described(WHERE_SAID)
    periods: dict[Line, ReportingPeriod] = described(
        "The years that are reported on. The key is the year.", default_factory=dict
    )


class Evaluation(Model, description=msg("An evaluation that the strategy promises.")):
    """An evaluation the strategy promises."""

    id: Line = described("The short name of the evaluation.")
    kind: Annotated[Literal["interim", "final"], Words(interim=msg("interim"), final=msg("final"))] = (
        described("When the evaluation is to be carried out.")
    )
    title: Text = described("What the evaluation is called.")
    due: Day | None = described("When it is to be finished, only if a source says so.", None)
    source: Source = described(WHERE_SAID)
