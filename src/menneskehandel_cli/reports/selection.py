"""Which measures a view is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from menneskehandel_cli.models import Measure


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter of measures; an empty field selects all."""

    areas: tuple[int, ...] = ()
    ministries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def holds(self, measure: Measure) -> bool:
        """Whether a measure is selected. One that is context only has no status to be selected by."""
        return (
            (not self.areas or measure.focus_area in self.areas)
            and (not self.ministries or bool(set(self.ministries) & set(measure.responsible)))
            and (not self.statuses or (measure.normative and measure.status in self.statuses))
        )


EVERYTHING = Selection()
"""The selection of all measures."""
