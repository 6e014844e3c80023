"""A site as files: every page in every language, the other files, and the manifest of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from menneskehandel_cli.formats import json
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files import other_files
from menneskehandel_cli.site.pages import page_kinds
from menneskehandel_cli.site.render import Renderer

MANIFEST = "manifest.json"
SCHEMA = "mh/site/1"


def build(site: Site, made_from: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Every file by its path from the site's root; the manifest last.

    ``made_from`` is what the manifest says of the commit, the languages and the program.
    """
    digests: dict[str, str] = {}
    for path, data in _files(site):
        digests[path] = digest(data)
        yield path, data
    body = {**made_from, "files": dict(sorted(digests.items()))}
    yield MANIFEST, json.render(SCHEMA, body).encode()


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    renderer = Renderer(site)
    yield "index.html", renderer.redirect.encode()
    kinds = page_kinds()
    for lang in site.langs:
        for place in site.places:
            _page, text = renderer.page(place, lang)
            yield f"{lang}/{place.file}", text.encode()
            data = kinds[place.kind].json
            if data is not None:
                yield f"{lang}/{place.name}.json", data(site, place.subject, lang).encode()
        for measure in site.register.measures:
            to = site.place_of["measure", measure.id].file
            for old in measure.former_ids:
                if f"{old}.html".lower() not in {place.file.lower() for place in site.places}:
                    title = f"{old} → {measure.id} {measure.title.pick(lang)}"
                    yield f"{lang}/{old}.html", renderer.moved(title, to, lang).encode()
    yield from other_files(site)
