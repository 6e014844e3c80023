"""What the search looks in: a script for each language, since a page from a folder can fetch no data."""

import json
from collections.abc import Iterator

from menneskehandel_cli.formats.report_parts import capital, names
from menneskehandel_cli.language import LANGS, Lang, language_label, say
from menneskehandel_cli.language.runs import DocumentLang, runs
from menneskehandel_cli.reports import findable as findables
from menneskehandel_cli.reports.findable import LATER, Findable
from menneskehandel_cli.reports.search import IndexWord, index
from menneskehandel_cli.site.context import Site


def script_path(lang: Lang) -> str:
    """The path of a language's data from the site's root."""
    return f"search-{lang}.js"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """A script for each language.

    It sets ``mhSearch`` to an index of ``reports.search``. A row is the number of its kind, its id, its
    title, its address, and a text below it, which may be empty. Words are as ``_word`` writes them.
    """
    for lang in site.langs:
        yield script_path(lang), _script(site, lang).encode()


def _script(site: Site, lang: Lang) -> str:
    items = findable(site, DocumentLang(lang))
    made = index(items, DocumentLang(lang), site.register.letter)
    kinds = [*dict.fromkeys(item.kind for item in items)]
    rows = [
        (kinds.index(x.kind), x.id, _written(capital(x.title)), x.address, _written(x.text)) for x in items
    ]
    data = {
        "languages": {tag: language_label(tag, lang) for tag in (*LANGS, *site.langs)},
        "kinds": [capital(say(phrase, lang)) for phrase in kinds],
        "phrases": kinds,
        "later": LATER,
        "meant": made.how.kinds,
        "letter": made.letter,
        "referred": {text: item.id for text, item in site.register.by_reference.items()},
        "small": " ".join(sorted(made.how.small)),
        "same": made.how.same,
        "near": made.how.near,
        "instead": made.how.instead,
        "patterns": made.how.patterns,
        "words": ";".join(_word(word) for word in made.words),
    }
    lines = ",\n".join(_compact_json(row) for row in rows)
    return f"window.mhSearch = {_compact_json(data)};\nwindow.mhSearch.rows = [\n{lines}\n];\n"


def _word(word: IndexWord) -> str:
    """``form,form:rows``: each row by its distance from the last, unless 1, its weight a letter."""
    held, last = [], -1
    for row in sorted(word.rows):
        held.append(f"{row - last if row - last > 1 else ''}{chr(64 + word.rows[row])}")
        last = row
    return f"{','.join(word.forms)}:{''.join(held)}"


def _compact_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _written(text: str) -> str | list[str]:
    """A text with its language. One that is in several is marked as the longest part of it is."""
    parts = [part for part in runs(text) if not part.names]
    plain = "".join(part.text for part in parts)
    lang = max(parts, key=lambda part: len(part.text)).lang if parts else ""
    return [plain, lang] if lang else plain


def findable(site: Site, lang: DocumentLang) -> list[Findable]:
    """Everything that has an address, the most important first. Texts in another language are marked."""
    return site.once(("findable", str(lang)), lambda: _findable(site, lang))


def _findable(site: Site, lang: Lang) -> list[Findable]:
    records = findables.findable(site.register, lang)
    addresses = {
        **{f"FA{number}": f"measures.html#FA{number}" for number in site.register.focus_areas},
        **{name: site.addresses.get(theme.page, "") for name, theme in site.register.themes.items()},
        **site.addresses,
    }
    placed = (item._replace(address=addresses.get(item.id, "")) for item in records)
    everything = (*_overviews(site, lang), *placed, *_report_items(site, lang), *_document_items(site, lang))
    return findables.in_order(item for item in everything if item.address)


def _overviews(site: Site, lang: Lang) -> Iterator[Findable]:
    for place in site.places:
        kind = site.kinds[place.kind]
        if phrase := kind.each if place.subject else kind.menu or kind.overview:
            yield findables.overview(site.register, phrase, place.file, lang, place.subject)


def _report_items(site: Site, lang: Lang) -> Iterator[Findable]:
    for name, report in site.reports.items():
        title = f"{report.year}: {names(site.register, [report.actor], lang)}"
        item = findables.found(site.register, "site.kind.report", name, report, lang)
        yield item._replace(title=title, names=(title,), address=site.addresses.get(name, ""))


def _document_items(site: Site, lang: Lang) -> Iterator[Findable]:
    for document in site.register.documents:
        item = findables.found(site.register, "site.kind.document", "", document, lang)
        address = f"documents.html#document-{document.id}"
        yield item._replace(names=(), texts=(*item.names, *item.texts), address=address)
