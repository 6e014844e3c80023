"""The style sheet, the icon, and the programs that search and filter where JavaScript is on."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.site.context import Site

_FILES = {
    "site.css": ("site/site.css", "charts.css.j2"),
    "icon.svg": ("site/icon.svg",),
    "search.js": ("site/search.js",),
    "filter.js": ("site/filter.js",),
}


def files(_site: Site) -> Iterator[tuple[str, bytes]]:
    """The files as they are in the package; the style sheet with that of the pictures."""
    for name, parts in _FILES.items():
        yield name, b"".join((folders()[0] / part).read_bytes() for part in parts)
