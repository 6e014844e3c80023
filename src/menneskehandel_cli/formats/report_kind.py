"""What a kind of report is: its command, what it compares and what makes its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
