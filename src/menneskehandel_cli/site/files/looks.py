"""The style sheet, and the programs that search and filter where JavaScript is on."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.site.context import Site

_NAMES = ("site.css", "search.js", "filter.js")


def files(_site: Site) -> Iterator[tuple[str, bytes]]:
    """The files as they stand in the package."""
    for name in _NAMES:
        yield name, (folders()[0] / "site" / name).read_bytes()
