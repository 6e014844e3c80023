"""Indicators: what is counted, and the figures that sources give."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema, model_validator

from menneskehandel_cli.models.base import (
    YEARLY,
    ChildId,
    Day,
    Model,
    Record,
    Slug,
    Source,
    Text,
    either,
    expected,
)

Number = Annotated[StrictInt | StrictFloat, either("number"), WithJsonSchema({"type": "number"})]

TIMES = ((), ("year",), ("from_", "to"), ("since", "as_of"), ("as_of",))
QUANTITIES = ("value", "approx", "at_least", "range", "cumulative", "change_percent")


class Observation(Model):
    """One figure for one time.

    Time, left out if the source gives none: ``year``; ``from`` and ``to`` (with ``per: year`` if the
    figure is per year); ``since`` and ``as_of``; or ``as_of`` alone.
    Quantity: exactly one of ``value``, ``approx`` ("about"), ``at_least`` ("more than"), ``range``,
    ``cumulative``, ``change_percent`` (against ``compared_with``).
    """

    year: StrictInt | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    per: Annotated[Literal["year"], YEARLY] | None = None
    since: Day | None = None
    as_of: Day | None = None
    value: Number | None = None
    approx: Number | None = None
    at_least: Number | None = None
    range: tuple[Number, Number] | None = None
    cumulative: Number | None = None
    change_percent: Number | None = None
    compared_with: Day | None = None
    source: Source | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_time_one_quantity(self) -> Self:
        given = tuple(
            name for name in ("year", "from_", "to", "since", "as_of") if getattr(self, name) is not None
        )
        if given not in TIMES:
            raise expected("observation_time")
        if sum(getattr(self, name) is not None for name in QUANTITIES) != 1:
            raise expected("observation_quantity")
        if self.range is not None and self.range[0] > self.range[1]:
            raise expected("range")
        return self


class Baseline(Model):
    """The figure that targets are measured from: of a ``year``, or of a day, ``as_of``."""

    year: StrictInt | None = None
    as_of: Day | None = None
    value: Number
    source: Source
    note: Text | None = None

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if (self.year is None) == (self.as_of is None):
            raise expected("baseline_time")
        return self

    @property
    def in_year(self) -> int:
        """The year that it is from."""
        return int(self.as_of[:4]) if self.as_of is not None else self.year or 0


class Target(Model):
    """What the figure is to be in a ``year``, as the strategy states; we never set one ourselves."""

    year: StrictInt
    value: Number
    goal: ChildId | None = None
    source: Source
    note: Text | None = None


class Indicator(Record):
    """A series of figures. ``goals`` names the goals it is relevant to, which is our judgement."""

    id: Slug
    title: Text
    unit: Text
    counts: Text
    source: Source
    abroad: StrictBool = False
    goals: tuple[ChildId, ...] = ()
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = Field(min_length=1)
    note: Text | None = None
