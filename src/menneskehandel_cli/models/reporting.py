"""The duties to report on the strategy and to evaluate it."""

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticKnownError

from menneskehandel_cli.language import first_day, last_day, msg
from menneskehandel_cli.models import base


def is_period_name(text: str) -> bool:
    """Whether a text names a period: a calendar year, or one that begins in it (``2025-26``)."""
    return re.fullmatch(base.PATTERNS["period"], text) is not None


def _period_value(value: object) -> object:
    """The year as a number, or as a text the name of a period that is no calendar year."""
    if isinstance(value, str) and is_period_name(value) and not value.isdecimal():
        return value
    if type(value) is not int:
        raise PydanticKnownError("int_type")
    if not is_period_name(str(value)):
        raise PydanticKnownError("greater_than_equal", {"ge": 1990})
    return value


_SCHEMA = {"minimum": 1990, "maximum": 2200, "pattern": base.PATTERNS["period"], "minLength": len("2025-2")}

PeriodName = Annotated[
    int | str, BeforeValidator(_period_value), WithJsonSchema({"type": ["integer", "string"], **_SCHEMA})
]
"""A period that is reported on: a calendar year as a number, or the name of another period as a text."""


def period_name(text: str) -> PeriodName:
    """A period as it is written in a report: a calendar year as a number."""
    return int(text) if text.isdecimal() else text


class ReportingPeriod(base.Model, description=msg("A reporting period.")):
    """What is reported on. ``due`` is set only if a source gives the day; without it nobody is late.

    ``closes`` names the commit or tag that holds the closing state.
    """

    from_: base.Day = base.described("The first day of the period.", alias="from")
    to: base.Day = base.described("The last day of the period.")
    due: base.Day | None = base.described(
        "The last day for reporting, only when a source gives it. If the field is empty, no report is late."
    )
    due_source: base.Source | None = base.described("Where the deadline is stated.")
    closes: base.Line | None = base.described("The commit or tag with the data as it was when it was closed.")

    def is_due(self, as_of: date) -> bool:
        """Whether a day is set and is before ``as_of``; on the day itself it has not passed."""
        return self.due is not None and last_day(self.due) < as_of


class Completions(NamedTuple):
    """Which completions a report tells, all days included."""

    first: date
    last: date
    """The period: what was completed in it is told, whenever it was recorded."""
    since: date
    """The first day of completions that the report before could not tell."""
    until: date
    """The last day on which a completion without a day of its own may have been recorded."""


class Reporting(base.Model):
    """The duty to report, and the periods."""

    duty: base.Text = base.described("The duty, in our words.")
    pace: base.Text | None = base.described("How fast the strategy carries the measures out, in our words.")
    source: base.Source = base.described(base.WHERE_SAID)
    periods: dict[base.PeriodKey, ReportingPeriod] = base.described(
        "The periods reported on. The key is the year, or the name of another period, such as 2025-26."
    )

    def days(self, period: str) -> tuple[date, date]:
        """The first and the last day of a period; of the calendar year, if it is not recorded."""
        known, year = self.periods.get(period), period[:4]
        return first_day(known.from_ if known else year), last_day(known.to if known else year)

    def before(self, period: str) -> ReportingPeriod | None:
        """The period that ends on the day before another one begins."""
        start = self.days(period)[0]
        return next((one for one in self.periods.values() if (start - last_day(one.to)).days == 1), None)

    def completions(self, period: str) -> Completions:
        """Those of a period. Where a commit closes it, what was recorded later is told in the next."""
        (first, last), own, before = self.days(period), self.periods.get(period), self.before(period)
        since = date.min if before and before.closes else first
        return Completions(first, last, since, date.max if own and own.closes else last)


class Evaluation(base.Model, description=msg("An evaluation that the strategy promises.")):
    """An evaluation the strategy promises."""

    id: base.Line = base.described("The short name of the evaluation.")
    kind: Annotated[Literal["interim", "final"], base.Prefix("value.evaluation")] = base.described(
        "When the evaluation is to be carried out."
    )
    title: base.Text = base.described("What the evaluation is called.")
    due: base.Day | None = base.described("When the evaluation is to be finished, if a source says so.")
    source: base.Source = base.described(base.WHERE_SAID)
