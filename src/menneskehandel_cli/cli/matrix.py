"""``mh matrix``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from menneskehandel_cli.cli.choices import (
    choose_areas,
    choose_bodies,
    choose_instruments,
    choose_responsible,
    choose_statuses,
)
from menneskehandel_cli.cli.options import (
    AreaOption,
    BodyOption,
    InstrumentOption,
    MinistryOption,
    StatusOption,
)
from menneskehandel_cli.cli.pages import Page
from menneskehandel_cli.cli.stages import Snapshot, evaluate
from menneskehandel_cli.reports.selection import Selection

if TYPE_CHECKING:
    from menneskehandel_cli.reports.matrix import By


def _view(snapshot: Snapshot, chosen: Mapping[str, Any], by: By) -> tuple[object, None]:
    """The matrix of measures and obligations."""
    from menneskehandel_cli.reports.matrix import MatrixFilter, matrix_view

    measures = Selection(chosen["area"], chosen["ministry"], chosen["status"])
    wanted = MatrixFilter(chosen["instrument"], chosen["body"], measures)
    return matrix_view(evaluate(snapshot), by, wanted), None


PAGE = Page(
    "matrix",
    {
        "instrument": (InstrumentOption, choose_instruments),
        "body": (BodyOption, choose_bodies),
        "area": (AreaOption, choose_areas),
        "ministry": (MinistryOption, choose_responsible),
        "status": (StatusOption, choose_statuses),
    },
    ("article", "provision"),
    "option.by",
    _view,
)

matrix = PAGE.as_command()
