"""The data set as catalogues of public data want it described: DCAT-AP-NO, in Turtle.

Required (https://data.norge.no/specification/dcat-ap-no): of a catalogue title, description, publisher,
contact point and identifier; of a data set the same and a theme; of a distribution its address; of a
publisher a name; of a contact point a name and a way to reach it. What only the publisher knows comes
from ``publication:`` of the strategy, and without it there is no description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.models import Text
from menneskehandel_cli.models.publication import Publication
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.dataset import JSON, XLSX, tables

if TYPE_CHECKING:
    from rdflib import Graph, Literal, URIRef

CATALOG = "catalog.ttl"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_ORGANISATIONS = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations"
"""What DCAT-AP-NO names for bodies in the Norwegian register of legal entities."""
_VCARD = "http://www.w3.org/2006/vcard/ns#"
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
    if missing(site.publication):
        return
    from rdflib import DCAT, DCTERMS, FOAF, ORG, Graph

    graph = Graph()
    for prefix, space in (
        ("dcat", DCAT),
        ("dct", DCTERMS),
        ("foaf", FOAF),
        ("vcard", _VCARD),
        ("org", ORG),
    ):
        graph.bind(prefix, space)
    _described(graph, site)
    _reached(graph, site)
    for lang in site.langs:
        for file in files_of(site):
            _offered(graph, site, lang, file)
    yield CATALOG, graph.serialize(format="turtle", encoding="utf-8")


def _described(graph: Graph, site: Site) -> None:
    """The catalogue and its one data set."""
    from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, Literal

    known, catalog, data = site.publication, _here(site, "catalog"), _here(site, "dataset")
    changed = Literal(site.changed.day.isoformat(), datatype=XSD.date)
    for node, kind in ((catalog, DCAT.Catalog), (data, DCAT.Dataset)):
        graph.add((node, RDF.type, kind))
        graph.add((node, DCTERMS.identifier, Literal(str(node))))
        graph.add((node, DCTERMS.publisher, _publisher(site)))
        graph.add((node, DCAT.contactPoint, _here(site, "contact")))
        graph.add((node, DCTERMS.modified, changed))
        for title in _texts(site.strategy.title):
            graph.add((node, DCTERMS.title, title))
        for lang in site.langs:
            about = say("site.data.about", lang, name=site.strategy.title.pick(lang))
            graph.add((node, DCTERMS.description, Literal(about, lang=lang)))
        for language in _languages(site.langs):
            graph.add((node, DCTERMS.language, language))
    graph.add((catalog, DCAT.dataset, data))
    graph.add((catalog, FOAF.homepage, _uri(_base(site))))
    taxonomy = _uri(f"{_AUTHORITY}/data-theme")
    graph.add((catalog, DCAT.themeTaxonomy, taxonomy))
    graph.add((taxonomy, RDF.type, SKOS.ConceptScheme))
    for theme in known.themes:
        graph.add((data, DCAT.theme, _uri(f"{_AUTHORITY}/data-theme/{theme}")))
    if known.licence:
        graph.add((catalog, DCTERMS.license, _uri(known.licence.url)))
        graph.add((_uri(known.licence.url), RDF.type, DCTERMS.LicenseDocument))


def _reached(graph: Graph, site: Site) -> None:
    """The publisher, and whom to ask."""
    from rdflib import DCTERMS, FOAF, ORG, RDF, Literal, Namespace

    vcard, publisher = Namespace(_VCARD), site.publication.publisher
    assert publisher is not None
    body, contact = _publisher(site), _here(site, "contact")
    graph.add((body, RDF.type, FOAF.Agent))
    graph.add((body, RDF.type, ORG.Organization))
    graph.add((contact, RDF.type, vcard.Organization))
    graph.add((contact, vcard.hasEmail, _uri(f"mailto:{publisher.email}")))
    for name in _texts(publisher.name):
        graph.add((body, FOAF.name, name))
        graph.add((contact, vcard.fn, name))
    if publisher.organisation_number:
        graph.add((body, DCTERMS.identifier, Literal(str(publisher.organisation_number))))
    if publisher.url:
        graph.add((body, FOAF.homepage, _uri(publisher.url)))


def _offered(graph: Graph, site: Site, lang: Lang, file: str) -> None:
    """A file with the data, as a distribution of it."""
    from rdflib import DCAT, DCTERMS, RDF, Literal

    name = file.rpartition("/")[2]
    one, (code, media) = _here(site, f"{lang}-{name}"), FORMATS[name.rpartition(".")[2]]
    graph.add((_here(site, "dataset"), DCAT.distribution, one))
    graph.add((one, RDF.type, DCAT.Distribution))
    graph.add((one, DCTERMS.title, Literal(name, lang=lang)))
    graph.add((one, DCAT.accessURL, _uri(site.address_of(lang, "data.html"))))
    graph.add((one, DCAT.downloadURL, _uri(site.address_of(lang, file))))
    graph.add((one, DCTERMS.format, _uri(f"{_AUTHORITY}/file-type/{code}")))
    graph.add((one, DCAT.mediaType, _uri(f"{_MEDIA}/{media}")))
    for language in _languages([lang]):
        graph.add((one, DCTERMS.language, language))
    if site.publication.licence:
        graph.add((one, DCTERMS.license, _uri(site.publication.licence.url)))


def _publisher(site: Site) -> URIRef:
    """The publisher by its number in the register of legal entities, or by the site's own name for it."""
    publisher = site.publication.publisher
    number = publisher.organisation_number if publisher else None
    return _uri(f"{_ORGANISATIONS}/{number}") if number else _here(site, "publisher")


def _here(site: Site, name: str) -> URIRef:
    """The name of something that the file describes."""
    return _uri(f"{_base(site)}{CATALOG}#{name}")


def files_of(site: Site) -> list[str]:
    """The files with the data, from the folder of a language."""
    return [JSON, XLSX, *(table.file for table in tables(site))]


def _base(site: Site) -> str:
    """The address of the site, ending in a slash."""
    return f"{(site.publication.address or '').rstrip('/')}/"


def _texts(text: Text) -> list[Literal]:
    """A text in each language that it is written in."""
    from rdflib import Literal

    return [Literal(said, lang=lang) for lang, said in text.model_dump().items()]


def _languages(langs: Iterable[str]) -> list[URIRef]:
    """Languages by the EU's list, which is given no others than those known here."""
    return [_uri(f"{_AUTHORITY}/language/{_LANGUAGES[lang]}") for lang in langs if lang in _LANGUAGES]


def _uri(text: str) -> URIRef:
    """An address, with what no URI can hold escaped (RFC 3986)."""
    from rdflib import URIRef

    return URIRef(quote(text, safe=":/?#[]@!$&'()*+,;=%~"))
