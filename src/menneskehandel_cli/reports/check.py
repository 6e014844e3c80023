"""The findings that ``mh check`` lists."""

from collections.abc import Callable
from typing import NamedTuple

from menneskehandel_cli.diagnostics import Severity
from menneskehandel_cli.documents import split_lines
from menneskehandel_cli.rules import Finding, summary
from menneskehandel_cli.trees import Tree, Unreadable


class CheckView(NamedTuple):
    """The selected findings in file order, accepted ones too, and what their places refer to."""

    found: list[Finding]
    unjudged: tuple[str, ...] = ()
    """The files that could not be read in full."""
    revision: str | None = None
    places: Callable[[], Callable[[str], str]] = lambda: str
    """Gives what gives the path of a file from the top of the repository."""
    place: Callable[[str], str] = str
    """The path of a file as it is shown: from the folder that holds all plans."""
    line_of: Callable[[str, int], str | None] = lambda _path, _number: None
    """A line of a file, by its number from 1."""
    site: str = ""
    """The address of the public site, which has a page on the rules; empty if it is not known."""

    @property
    def counts(self) -> dict[Severity, int]:
        """The number of open findings of each severity."""
        return summary(self.found)

    @property
    def accepted(self) -> list[Finding]:
        """The accepted gaps."""
        return [finding for finding in self.found if finding.accepted is not None]


def lines_of(tree: Tree) -> Callable[[str, int], str | None]:
    """Return a function that gives a line of a file by its number; each file is read once."""
    read: dict[str, list[str]] = {}

    def line_of(path: str, number: int) -> str | None:
        if path not in read:
            try:
                data = tree.read(path)
            except Unreadable:
                data = b""
            read[path] = split_lines(data.decode("utf-8-sig", "replace"))
        lines = read[path]
        return lines[number - 1] if number <= len(lines) and lines != [""] else None

    return line_of
