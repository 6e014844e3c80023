"""A site as files: every page in every language, the other files, and the manifest of all of them."""

from collections.abc import Iterator

from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files import other_files
from menneskehandel_cli.site.manifest import MANIFEST, MadeFrom, Manifest, digest, written
from menneskehandel_cli.site.render import Renderer


def build(site: Site, made_from: MadeFrom) -> Iterator[tuple[str, bytes]]:
    """Every file by its path from the site's root; the manifest last."""
    digests: dict[str, str] = {}
    for path, data in _files(site):
        digests[path] = digest(data)
        yield path, data
    yield MANIFEST, written(Manifest(made_from, digests))


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    renderer = Renderer(site)
    yield "index.html", renderer.start().encode()
    for lang in site.langs:
        for place in site.places:
            yield f"{lang}/{place.file}", renderer.page(place, lang).encode()
            data = site.kinds[place.kind].json
            if data is not None:
                yield f"{lang}/{place.name}.json", data(site, place.subject, lang).encode()
        for old, new in site.moved.items():
            yield f"{lang}/{old}.html", renderer.moved(old, new, lang).encode()
    yield from other_files(site)
