"""The findings that ``mh check`` lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.rules import Finding, summary


@dataclass(frozen=True, slots=True)
class CheckView:
    """The selected findings in file order, accepted ones too, and what their places refer to."""

    found: list[Finding]
    unjudged: tuple[str, ...] = ()
    """The files that could not be read in full."""
    revision: str | None = None
    prefix: Callable[[], str] = str
    """Gives the strategy's folder inside the repository."""
    line_of: Callable[[str, int], str | None] = lambda _path, _number: None
    """A line of a file, by its number from 1."""

    @property
    def counts(self) -> dict[Severity, int]:
        """The number of open findings of each severity."""
        return summary(self.found)

    @property
    def accepted(self) -> list[Finding]:
        """The accepted gaps."""
        return [finding for finding in self.found if finding.accepted is not None]
