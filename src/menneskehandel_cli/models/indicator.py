"""Indicators: what is counted, and the figures that sources give."""

from typing import Annotated, Literal, Self

from pydantic import StrictBool, StrictFloat, StrictInt, WithJsonSchema, model_validator

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import base
from menneskehandel_cli.models.base import NOTE, ChildId, Day, Model, Source, Text, described, expected

Number = Annotated[StrictInt | StrictFloat, base.either("number"), WithJsonSchema({"type": "number"})]

TIMES = ((), ("year",), ("from_", "to"), ("since", "as_of"), ("as_of",))
QUANTITIES = ("value", "approx", "at_least", "range", "cumulative", "change_percent")


class Observation(
    Model,
    description=msg(
        "One figure for one date or period: “year”, “from” and “to”, “since” and “as_of”, or “as_of” alone."
        " If the source does not say when, leave the date out. The figure is one of “value”, “approx”, "
        "“at_least”, “range”, “cumulative” or “change_percent”."
    ),
):
    """One figure for one time.

    Time, left out if the source gives none: ``year``; ``from`` and ``to`` (with ``per: year`` if the
    figure is per year); ``since`` and ``as_of``; or ``as_of`` alone.
    Quantity: exactly one of ``value``, ``approx`` ("about"), ``at_least`` ("more than"), ``range``,
    ``cumulative``, ``change_percent`` (against ``compared_with``).
    """

    year: StrictInt | None = described("The year of the figure.")
    from_: Day | None = described("The first day, month or year of it. Always given with “to”.", alias="from")
    to: Day | None = described("The last day, month or year of the period. Always given with “from”.")
    per: Annotated[Literal["year"], base.YEARLY] | None = described(
        "Write “year” when the figure applies to each year of the period."
    )
    since: Day | None = described("The day from which the figure is counted. Always given with “as_of”.")
    as_of: Day | None = described("The date of the figure, or the date up to which it is counted.")
    value: Number | None = described("Exactly this many.")
    approx: Number | None = described("About this many.")
    at_least: Number | None = described("The figure is higher than this.")
    range: tuple[Number, Number] | None = described("From and to, the smaller first.", example="[20, 30]")
    cumulative: Number | None = described("In total, over the whole period.")
    change_percent: Number | None = described("The change in per cent from what “compared_with” says.")
    compared_with: Day | None = described("The year, month or day with which the figure is compared.")
    source: Source | None = described("Where this figure is given, when it is not where the rest are.")
    note: Text | None = described(NOTE)

    @model_validator(mode="after")
    def _one_time_one_quantity(self) -> Self:
        keys = ("year", "from_", "to", "since", "as_of")
        names = tuple(name for name in keys if getattr(self, name) is not None)
        if names not in TIMES:
            raise expected("observation_time")
        if sum(getattr(self, name) is not None for name in QUANTITIES) != 1:
            raise expected("observation_quantity")
        if self.range is not None and self.range[0] > self.range[1]:
            raise expected("range")
        return self


class Baseline(Model):
    """The figure that targets are measured from: of a ``year``, or of a day, ``as_of``."""

    year: StrictInt | None = described("The year of the figure.")
    as_of: Day | None = described("The date of the figure, when it is not for a whole year.")
    value: Number = described("The figure.")
    source: Source = described("Where the strategy gives the baseline.")
    note: Text | None = described(NOTE)

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if (self.year is None) == (self.as_of is None):
            raise expected("baseline_time")
        return self

    @property
    def in_year(self) -> int:
        """The year of the figure, also where its date is given."""
        return int(self.as_of[:4]) if self.as_of is not None else self.year or 0


class Target(Model, description=msg("A target: what the figure should be in a given year.")):
    """What the figure is to be in a ``year``, as the strategy states; we never set one ourselves."""

    year: StrictInt = described("The year by which the target is to be attained.")
    value: Number = described("What the figure should be.")
    goal: ChildId | None = described("The id of the goal of the target, if the strategy says which.")
    source: Source = described("Where the strategy states the target.")
    note: Text | None = described(NOTE)


class Indicator(base.Record, description=msg("A series of figures. Write only those that the source gives.")):
    """A series of figures. ``goals`` names the goals it is relevant to, which is our judgement."""

    id: base.Slug = described("The same as the file name.")
    title: Text = described("What the series is called.")
    unit: Text = described("The unit: persons, cases, judgments.")
    counts: Text = described("What is counted, and what is not.")
    source: Source = described("Where the figures are given.")
    abroad: StrictBool = described(
        "Write “true” when the figure is not for this country alone, "
        "for example when it is for the whole world.",
        default=False,
    )
    goals: tuple[ChildId, ...] = described(
        "The ids of the goals to which the figure is relevant, in our judgement.", example="[T10.G1]"
    )
    themes: tuple[base.Slug, ...] = described(base.THEMES, example="[labour-exploitation]")
    baseline: Baseline | None = described(
        "The figure that the targets are measured from, as the strategy gives it. It has a year or a day."
    )
    targets: tuple[Target, ...] = described(
        "What the figure should be, and in which year. Only targets that the strategy itself states."
    )
    observations: tuple[Observation, ...] = described(
        "The figures. Each observation has one date or period and one figure.", min_length=1
    )
    note: Text | None = described(NOTE)
