"""The files of a site that are no pages: its looks, feeds, calendars, data sets, site map."""

from collections.abc import Iterator

from jinja2 import Environment

from menneskehandel_cli.blocks.templates import folders, template_environment
from menneskehandel_cli.site import catalog, dataset
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files import feeds, search


def _looks(_site: Site) -> Iterator[tuple[str, bytes]]:
    """The style sheets, the icon, and the programs that search and filter, as they are in the package."""
    for name, parts in {
        "site.css": ("site/site.css", "charts.css.j2"),
        "icon.svg": ("site/icon.svg",),
        "search.js": ("site/search.js",),
        "filter.js": ("site/filter.js",),
    }.items():
        yield name, b"".join((folders()[0] / part).read_bytes() for part in parts)


MOST_ADDRESSES = 50_000
"""The addresses that a site map may hold; with more, one file leads to several."""


def sitemap(site: Site) -> Iterator[tuple[str, bytes]]:
    """The addresses of all pages for search engines (https://www.sitemaps.org), each with its languages.

    One file, or several and one that leads to them; only where the address of the site is known: the
    format allows no other addresses.
    """
    address = site.strategy.publication.address
    if address is None:
        return
    template = template_environment(kind=Environment).get_template("site/sitemap.xml.j2")
    pages = [(place, lang) for place in site.places for lang in site.langs]
    several = len(pages) > MOST_ADDRESSES
    parts: list[str] = []
    for start in range(0, len(pages), MOST_ADDRESSES):
        name = f"sitemap-{len(parts) + 1}.xml" if several else "sitemap.xml"
        text = template.render(site=site, pages=pages[start : start + MOST_ADDRESSES], parts=())
        yield name, f"{text}\n".encode()
        parts.append(f"{address.rstrip('/')}/{name}")
    if several:
        yield "sitemap.xml", f"{template.render(parts=parts)}\n".encode()


_FILE_MAKERS = (_looks, feeds.feeds, feeds.calendars, catalog.files, dataset.files, search.files, sitemap)
"""Every kind of file: a function from the site to the paths and bytes. A new kind is added here."""


def other_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file that is no page, by its path from the site's root."""
    for files in _FILE_MAKERS:
        yield from files(site)
