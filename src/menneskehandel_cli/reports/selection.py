"""Which measures a view is about."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from menneskehandel_cli.models import Measure, Task
    from menneskehandel_cli.register import Register

T = TypeVar("T")


def asked_for(wanted: Collection[T], values: Iterable[T | None]) -> bool:
    """Whether a filter has one of the values; an empty filter selects all."""
    return not wanted or not set(wanted).isdisjoint(values)


def in_instruments(
    register: "Register", name: str | None, instruments: Collection[str], bodies: Collection[str]
) -> bool:
    """Whether filters have an instrument and its body."""
    body = register.instruments[name].body if name in register.instruments else None
    return asked_for(instruments, [name]) and asked_for(bodies, [body])


class Selection(NamedTuple):
    """A filter of measures; an empty field selects all."""

    areas: tuple[int, ...] = ()
    ministries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def holds(self, measure: "Measure") -> bool:
        """Whether a measure is selected. One that is context only has no status to be selected by."""
        return (
            asked_for(self.areas, [measure.focus_area])
            and asked_for(self.ministries, measure.responsible)
            and asked_for(self.themes, measure.all_themes)
            and (not self.statuses or (measure.normative and measure.status in self.statuses))
        )

    def tasks(self, measure: "Measure") -> "tuple[Task, ...]":
        """The tasks of a measure that are about the themes: all of them if the whole measure is."""
        whole = asked_for(self.themes, measure.themes)
        return tuple(x for x in measure.tasks if whole or asked_for(self.themes, x.themes))


EVERYTHING = Selection()
"""The selection of all measures."""
