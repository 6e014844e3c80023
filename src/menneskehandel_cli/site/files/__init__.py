"""The other files of a site: its looks, search data, feeds, calendars, data sets, site map."""

from collections.abc import Iterator

from menneskehandel_cli.site import catalog
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files import atom, calendars, data, looks, search, sitemap

_KINDS = (
    atom.files,
    calendars.files,
    catalog.files,
    data.files,
    looks.files,
    search.files,
    sitemap.files,
)
"""Every kind of file: a function from the site to the paths and bytes. A new kind is added here."""


def other_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file that is not a page, by its path from the site's root."""
    for files in _KINDS:
        yield from files(site)
