"""Models that are made from their fields."""

import pytest

from menneskehandel_cli.models.base import Model, described


def test_postponed_annotations_are_refused_since_they_would_make_optional_fields_required() -> None:
    with pytest.raises(TypeError, match=r"Draft\.title: remove “from __future__ import annotations”"):
        type("Draft", (Model,), {"__annotations__": {"title": "str | None"}, "title": described("A title")})


def test_a_field_whose_type_lets_it_be_empty_may_be_left_out() -> None:
    draft = type("Draft", (Model,), {"__annotations__": {"title": str | None}, "title": described("A title")})
    assert draft().model_dump() == {"title": None}
