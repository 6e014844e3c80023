"""The kinds of reports.

Every module here holds the page of one view and ``REPORTS``, the kinds of reports that are made of it.
They are found by that name: a new kind needs only a view in ``reports`` and a module here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from menneskehandel_cli.blocks.model import Page
from menneskehandel_cli.language import Lang
from menneskehandel_cli.reports.frame import Frame, Mainline

Arguments = Mapping[str, str]
"""The arguments of a report, as its stamp keeps them."""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One kind of report: ``mh report`` and its name."""

    name: str
    help: str
    """A text in English, translated in the catalogues."""
    parameters: tuple[str, ...]
    """The parameters, by their names in ``app.parameters``."""
    ends: Callable[[Mainline, Arguments], tuple[str, str]]
    """The opening and the closing commit."""
    make: Callable[[Frame, Arguments, Lang], tuple[object, Page]]
    """Make the view, which is the report's JSON, and its page."""


def ends_of_year(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    """The ends of a report on a year: the closing commits of the year before and of the year."""
    return line.year(int(arguments["year"]))


@cache
def report_kinds() -> dict[str, ReportKind]:
    """Every kind of report by its name."""
    found: dict[str, ReportKind] = {}
    for module in iter_modules(__path__):
        kinds: tuple[ReportKind, ...] = import_module(f"{__name__}.{module.name}").REPORTS
        found |= {kind.name: kind for kind in kinds}
    return dict(sorted(found.items()))
