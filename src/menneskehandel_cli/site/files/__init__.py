"""The files of a site that are no pages: its looks, feeds, calendars, data sets, site map."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.site import catalog, dataset
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files import feeds, search, sitemap

_LOOKS = {
    "site.css": ("site/site.css", "charts.css.j2"),
    "icon.svg": ("site/icon.svg",),
    "search.js": ("site/search.js",),
    "filter.js": ("site/filter.js",),
}
"""The style sheet with that of the pictures, the icon, and the programs that search and filter."""


def _looks(_site: Site) -> Iterator[tuple[str, bytes]]:
    """The files as they are in the package."""
    for name, parts in _LOOKS.items():
        yield name, b"".join((folders()[0] / part).read_bytes() for part in parts)


_KINDS = (_looks, feeds.feeds, feeds.calendars, catalog.files, dataset.files, search.files, sitemap.files)
"""Every kind of file: a function from the site to the paths and bytes. A new kind is added here."""


def other_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file that is no page, by its path from the site's root."""
    for files in _KINDS:
        yield from files(site)
