"""The addresses of all pages for search engines (https://www.sitemaps.org), each with its languages.

Only where the address of the site is known: the format allows no other addresses.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from menneskehandel_cli.language import Lang
from menneskehandel_cli.site.context import Place, Site

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
MOST = 50_000
"""The addresses that a file may hold; with more, one file leads to several."""


def files(site: Site, most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """One file, or several and one that leads to them."""
    address = site.publication.address
    if address is None:
        return
    pages = [(place, lang) for place in site.places for lang in site.langs]
    parts = [pages[start : start + most] for start in range(0, len(pages), most)]
    if len(parts) == 1:
        yield "sitemap.xml", _written(_part(site, parts[0]))
        return
    index = ET.Element("sitemapindex", {"xmlns": _SITEMAP})
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        ET.SubElement(ET.SubElement(index, "sitemap"), "loc").text = f"{address.rstrip('/')}/{name}"
        yield name, _written(_part(site, part))
    yield "sitemap.xml", _written(index)


def _part(site: Site, pages: list[tuple[Place, Lang]]) -> ET.Element:
    urls = ET.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for place, lang in pages:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = site.address_of(lang, place.file)
        for other in site.langs:
            told = {"rel": "alternate", "hreflang": other, "href": site.address_of(other, place.file)}
            ET.SubElement(url, "xhtml:link", told)
    return urls


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
