"""A version read after the one before says what it says when it is read by itself."""

from __future__ import annotations

from typing import Any, Self

from pydantic import field_validator, model_validator

from menneskehandel_cli.history.versions import Version, version_of
from menneskehandel_cli.models import Indicator, Model
from menneskehandel_cli.models.base import expected


class Span(Model):
    """A record that judges two of its fields together."""

    first: int
    last: int

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise expected("range")
        return self


class Capital(Model):
    """A record with a judge of its own for one field."""

    name: str

    @field_validator("name")
    @classmethod
    def _is_capital(cls, name: str) -> str:
        return name.upper()


def step(model: type[Model], before: dict[str, Any], after: dict[str, Any]) -> Version | None:
    """The version after another one of the same file."""
    last = version_of(model, before, "x.yaml")
    assert last is not None
    return version_of(model, after, "x.yaml", last)


def test_fields_that_are_judged_together_are_judged_again() -> None:
    """Each by itself is right, and the record is wrong."""
    assert step(Span, {"first": 1, "last": 3}, {"first": 4, "last": 3}) is None
    later = step(Span, {"first": 1, "last": 3}, {"first": 2, "last": 3})
    assert later is not None
    assert later.record == Span(first=2, last=3)


def test_a_field_is_judged_by_its_models_own_judge() -> None:
    """The type of a field does not say all that its model asks of it."""
    later = step(Capital, {"name": "a"}, {"name": "b"})
    assert later is not None
    assert later.record == Capital(name="B")


def test_only_what_changed_is_judged_where_that_is_enough() -> None:
    """What stands is the same object, and what differs is named."""
    source = {"document": "strategy"}
    before: dict[str, Any] = {"id": "a", "title": "En", "unit": "stk.", "counts": "Ting."}
    before |= {"source": source, "observations": [{"year": 2025, "value": 3}]}
    later = step(Indicator, before, {**before, "title": "To", "goals": ["FA1.G1"]})
    assert later is not None
    assert later.changed == {"title", "goals"}
    assert later.last is not None
    assert isinstance(later.record, Indicator)
    assert isinstance(later.last.record, Indicator)
    assert later.record.source is later.last.record.source
