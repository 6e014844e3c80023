"""The data set as catalogues (DCAT-AP-NO, Turtle) and search engines (schema.org) want it described.

DCAT-AP-NO requires (https://data.norge.no/specification/dcat-ap-no): of a catalogue title, description,
publisher, contact point and identifier; of a data set the same and a theme; of a distribution its
address; of a publisher a name; of a contact point a name and a way to reach it. What only the publisher
knows comes from ``publication:`` of the strategy, and without it there is no description.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import quote

from jinja2 import Environment

from menneskehandel_cli.blocks.templates import template_environment
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, say, unmarked
from menneskehandel_cli.language.catalogues import tag_names
from menneskehandel_cli.models.strategy import Publication, is_as_before
from menneskehandel_cli.site.context import PagePlace, Site
from menneskehandel_cli.site.dataset import JSON, XLSX, tables
from menneskehandel_cli.site.page import SitePage

CATALOG = "catalog.ttl"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_ORGANISATIONS = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations"
"""What DCAT-AP-NO names for bodies in the Norwegian register of legal entities."""
FORMATS = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""What each kind of file is called in the EU's list of types of files, and its media type."""


def standard(site: Site) -> str:
    """What the description follows: the profile of DCAT-AP in Norway, DCAT-AP itself elsewhere."""
    return "DCAT-AP-NO" if is_as_before(site.strategy.country) else "DCAT-AP"


def missing(known: Publication) -> list[str]:
    """What DCAT-AP-NO requires and the publisher has not given."""
    values = (
        ("address", known.address),
        ("publisher", known.publisher),
        ("contact", known.publisher.email if known.publisher else None),
        ("themes", known.themes),
    )
    return [name for name, value in values if not value]


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The description, where all that it requires is known."""
    known, title = site.strategy.publication, site.strategy.title
    if missing(known):
        return
    assert known.publisher is not None
    number, base = known.publisher.organisation_number, f"{(known.address or '').rstrip('/')}/"
    norwegian = re.fullmatch(r"[0-9]{9}", number or "") and is_as_before(site.strategy.country)
    here = f"{base}{CATALOG}#"
    tags = [tag for tag in site.langs if tag in LANGS] or [SOURCE_LANG]
    made = template_environment(kind=Environment)
    # As Turtle writes an address, with what no URI can hold escaped (RFC 3986).
    made.filters["iri"] = lambda text: "<{}>".format(quote(text, safe=":/?#[]@!$&'()*+,;=%~"))
    made.filters["literal"] = partial(json.dumps, ensure_ascii=False)
    text = made.get_template(f"site/{CATALOG}.j2").render(
        known=known,
        base=base,
        here=here,
        taxonomy=f"{_AUTHORITY}/data-theme",
        title=title.model_dump(),
        about={tag: say("site.data.about", tag, name=title.pick(tag)) for tag in tags},
        publisher=f"{_ORGANISATIONS}/{number}" if norwegian else f"{here}publisher",
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
        "media": f"https://www.iana.org/assignments/media-types/{media}",
        "languages": _languages([lang]),
    }


def files_of(site: Site) -> list[str]:
    """The files with the data, from the folder of a language."""
    return [JSON, XLSX, *(table.file for table in tables(site))]


def linked(site: Site, place: PagePlace, page: SitePage, lang: Lang) -> str:
    """The data set of a page as a text that can be in HTML: it holds no ``<``, ``>`` or ``&``."""
    known, strategy = site.strategy.publication, site.strategy
    whole = place.kind == "data"
    name = strategy.title.pick(lang)
    about = say("site.data.about", lang, name=name) if whole else unmarked(page.lead or page.title)
    changed = (page.changed or site.changed).day.isoformat()
    body: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name if whole else f"{unmarked(page.title)} – {name}",
        "description": about,
        "inLanguage": str(lang),
        "dateModified": changed,
        "temporalCoverage": f"{strategy.period.from_}/{strategy.period.to}",
    }
    if known.licence is not None:
        body["license"] = known.licence.url
    if known.publisher is not None:
        publisher = {"@type": "Organization", "name": known.publisher.name.pick(lang)}
        contact = {"url": known.publisher.url, "email": known.publisher.email}
        body["publisher"] = publisher | {key: value for key, value in contact.items() if value}
    if known.address is not None:
        body["url"] = site.address_of(lang, place.file)
        body["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": FORMATS[file.rpartition(".")[2]][1],
                "contentUrl": site.address_of(lang, file),
            }
            for file in (files_of(site) if whole else [f"{place.name}.json"])
        ]
    text = json.dumps(body, ensure_ascii=False)
    return "".join(f"\\u{ord(sign):04x}" if sign in "<>&\u2028\u2029" else sign for sign in text)


def _languages(langs: Iterable[str]) -> list[str]:
    """Languages by the EU's list, which has them by their codes of three letters."""
    return [f"{_AUTHORITY}/language/{code}" for lang in langs for code in tag_names(lang)[1:]]
