"""The addresses of all pages for search engines (https://www.sitemaps.org), each with its languages.

Only where the address of the site is known: the format allows no other addresses.
"""

from collections.abc import Iterator

from jinja2 import Environment

from menneskehandel_cli.blocks.templates import environment
from menneskehandel_cli.site.context import Site

MOST = 50_000
"""The addresses that a file may hold; with more, one file leads to several."""


def files(site: Site, most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """One file, or several and one that leads to them."""
    address = site.publication.address
    if address is None:
        return
    template = environment(kind=Environment).get_template("site/sitemap.xml.j2")
    pages = [(place, lang) for place in site.places for lang in site.langs]
    several = len(pages) > most
    parts: list[str] = []
    for start in range(0, len(pages), most):
        name = f"sitemap-{len(parts) + 1}.xml" if several else "sitemap.xml"
        text = template.render(site=site, pages=pages[start : start + most], parts=())
        yield name, f"{text}\n".encode()
        parts.append(f"{address.rstrip('/')}/{name}")
    if several:
        yield "sitemap.xml", f"{template.render(parts=parts)}\n".encode()
