"""The other files of a site: its looks, search data, feeds, calendars, data sets, site map.

Every module here ends with ``files``: a function from the site to the paths and bytes of its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from menneskehandel_cli.site.context import Site


def other_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file that is no page, by its path from the site's root."""
    for module in iter_modules(__path__):
        yield from import_module(f"{__name__}.{module.name}").files(site)
