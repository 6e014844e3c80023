"""The description of the data for catalogues of public data, where all that it requires is known."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.site.catalog import CATALOG, turtle
from menneskehandel_cli.site.context import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """One file, or none."""
    described = turtle(site)
    if described is not None:
        yield CATALOG, described
