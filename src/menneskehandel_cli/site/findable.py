"""What can be found on the site: every record and every place of its own, with the texts that tell of it.

The search and the list from A to Å are both made of this.
"""

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.runs import DocumentLang
from menneskehandel_cli.models.strategy import SourceDocument
from menneskehandel_cli.reports import finding
from menneskehandel_cli.reports.finding import Findable
from menneskehandel_cli.site.context import Site


def findable(site: Site, lang: DocumentLang) -> list[Findable]:
    """Everything that has an address, the most important first. Texts in another language are marked."""
    return site.once(("findable", str(lang)), lambda: _findable(site, lang))


def _findable(site: Site, lang: Lang) -> list[Findable]:
    records = finding.findable(site.register, lang)
    addresses = {
        **{f"FA{number}": f"measures.html#FA{number}" for number in site.register.focus_areas},
        **{name: site.addresses.get(theme.page, "") for name, theme in site.register.themes.items()},
        **site.addresses,
    }
    placed = (replace(item, address=addresses.get(item.id, "")) for item in records)
    everything = (*_overviews(site, lang), *placed, *_reports(site, lang), *_documents(site, lang))
    return finding.in_order(item for item in everything if item.address)


def address_of(document: SourceDocument) -> str:
    """The place of a document among the documents."""
    return f"document-{document.id}"


def _overviews(site: Site, lang: Lang) -> Iterator[Findable]:
    for place in site.places:
        kind = site.kinds[place.kind]
        if phrase := kind.each if place.subject else kind.menu or kind.overview:
            called = (say(phrase, lang, year=place.subject), place.subject)
            yield Findable("site.kind.overview", "", called[0], called, address=place.file)


def _reports(site: Site, lang: Lang) -> Iterator[Findable]:
    for name, report in site.reports.items():
        title = f"{report.year}: {names(site.register, [report.actor], lang)}"
        item = finding.found(site.register, "site.kind.report", name, report, lang)
        yield replace(item, title=title, names=(title,), address=site.addresses.get(name, ""))


def _documents(site: Site, lang: Lang) -> Iterator[Findable]:
    for document in site.strategy.documents:
        item = finding.found(site.register, "site.kind.document", "", document, lang)
        address = f"documents.html#{address_of(document)}"
        yield replace(item, names=(), texts=(*item.names, *item.texts), address=address)
