"""The data set as catalogues of public data want it described: DCAT-AP-NO, in Turtle.

Required (https://data.norge.no/specification/dcat-ap-no): of a catalogue title, description, publisher,
contact point and identifier; of a data set the same and a theme; of a distribution its address; of a
publisher a name; of a contact point a name and a way to reach it. What only the publisher knows comes
from ``publication:`` of the strategy, and without it there is no description.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import quote

from jinja2 import Environment

from menneskehandel_cli.blocks.templates import environment
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.models.publication import Publication
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.dataset import JSON, XLSX, tables

CATALOG = "catalog.ttl"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_ORGANISATIONS = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations"
"""What DCAT-AP-NO names for bodies in the Norwegian register of legal entities."""
_LANGUAGES = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
FORMATS = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""What each kind of file is called in the EU's list of types of files, and its media type."""


def missing(known: Publication) -> list[str]:
    """What DCAT-AP-NO requires and the publisher has not given."""
    contact = known.publisher.email if known.publisher else None
    given = (
        ("address", known.address),
        ("publisher", known.publisher),
        ("contact", contact),
        ("themes", known.themes),
    )
    return [name for name, value in given if not value]


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The description, where all that it requires is known."""
    known, title = site.publication, site.strategy.title
    if missing(known):
        return
    assert known.publisher is not None
    number, base = known.publisher.organisation_number, f"{(known.address or '').rstrip('/')}/"
    here = f"{base}{CATALOG}#"
    made = environment(kind=Environment)
    made.filters["iri"] = _iri
    made.filters["literal"] = partial(json.dumps, ensure_ascii=False)
    text = made.get_template(f"site/{CATALOG}.j2").render(
        known=known,
        base=base,
        here=here,
        taxonomy=f"{_AUTHORITY}/data-theme",
        title=title.model_dump(),
        about={lang: say("site.data.about", lang, name=title.pick(lang)) for lang in site.langs},
        publisher=f"{_ORGANISATIONS}/{number}" if number else f"{here}publisher",
        changed=site.changed.day.isoformat(),
        languages=_languages(site.langs),
        files=[_distribution(site, lang, file) for lang in site.langs for file in files_of(site)],
    )
    yield CATALOG, f"{text}\n".encode()


def _distribution(site: Site, lang: Lang, file: str) -> dict[str, object]:
    """A file with the data, as a distribution of it."""
    name = file.rpartition("/")[2]
    code, media = FORMATS[name.rpartition(".")[2]]
    return {
        "id": f"{lang}-{name}",
        "title": {lang: name},
        "page": site.address_of(lang, "data.html"),
        "address": site.address_of(lang, file),
        "format": f"{_AUTHORITY}/file-type/{code}",
        "media": f"{_MEDIA}/{media}",
        "languages": _languages([lang]),
    }


def files_of(site: Site) -> list[str]:
    """The files with the data, from the folder of a language."""
    return [JSON, XLSX, *(table.file for table in tables(site))]


def _languages(langs: Iterable[str]) -> list[str]:
    """Languages by the EU's list, which is given no others than those known here."""
    return [f"{_AUTHORITY}/language/{_LANGUAGES[lang]}" for lang in langs if lang in _LANGUAGES]


def _iri(text: str) -> str:
    """An address as Turtle writes it, with what no URI can hold escaped (RFC 3986)."""
    escaped = quote(text, safe=":/?#[]@!$&'()*+,;=%~")
    return f"<{escaped}>"
