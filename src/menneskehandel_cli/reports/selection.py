"""Which measures a view is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from menneskehandel_cli.models import Measure


@dataclass(frozen=True, slots=True)
class Selection:
    """Which measures are asked for; an empty field asks for all."""

    areas: tuple[int, ...] = ()
    ministries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def holds(self, measure: Measure) -> bool:
        """Whether a measure is among those asked for."""
        return (
            (not self.areas or measure.focus_area in self.areas)
            and (not self.ministries or bool(set(self.ministries) & set(measure.responsible)))
            and (not self.statuses or measure.status in self.statuses)
        )


EVERYTHING = Selection()
"""The selection that asks for all measures."""
