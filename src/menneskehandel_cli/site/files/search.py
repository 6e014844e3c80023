"""What the search looks in: a script for each language, since a page from a folder can fetch no data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import LANGS, Lang, language_label, say
from menneskehandel_cli.language.runs import DocumentLang, runs, unmarked
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.findable import Findable, findable

Written = str | list[str]
"""A text; with the tag of its language after it if that is not the page's."""

_LONG = 7
"""A name of fewer letters is not worth a number."""


_DOCUMENT = "documents.html#document-"


def name_of(lang: Lang) -> str:
    """The path of a language's data from the site's root."""
    return f"search-{lang}.js"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """A script for each language.

    It sets ``mhSearch`` to the names of kinds, the names of fields, and the rows. A row is the number of
    its kind, its id, its title, its address, and after each other the number and the text of each field.

    - Instead of a title, it may have the number of the row whose title it is shown with.
    - Instead of a text that has stood before, it has the text's number among those that differ.
    - An address is short for ``<id>.html`` if it is empty, for ``<address>#<id>`` if it ends in ``#``,
      for a place on the page of the row that it is shown with if it is ``#``, and for a document's place
      among the documents if it begins with a hyphen.
    """
    for lang in site.langs:
        yield name_of(lang), _script(site, lang).encode()


def _script(site: Site, lang: Lang) -> str:
    items = list(findable(site, DocumentLang(lang)))
    numbers = {item.id: number for number, item in reversed(list(enumerate(items))) if item.id}
    shorter = _Shorter(items)
    kinds: dict[str, int] = {}
    fields: dict[str, int] = {}
    texts: dict[str, int] = {}
    rows: list[list[object]] = []
    for item in items:
        title: object = _written(item.title) if item.title else numbers[item.within]
        within = "" if item.title else items[numbers[item.within]].address
        row = [kinds.setdefault(item.kind, len(kinds)), item.id, title, _short(item, within)]
        for field, text in item.texts:
            written = texts.get(text, shorter.text(text))
            texts.setdefault(text, len(texts))
            row += [fields.setdefault(field, len(fields)), written]
        rows.append(row)
    head = {
        "languages": {tag: language_label(tag, lang) for tag in LANGS},
        "kinds": [capital(say(phrase, lang)) for phrase in kinds],
        "fields": [capital(say(phrase, lang)) for phrase in fields],
    }
    lines = ",\n".join(_json(row) for row in rows)
    return f"window.mhSearch = {_json(head)};\nwindow.mhSearch.rows = [\n{lines}\n];\n"


class _Shorter:
    """Writes names of bodies and documents that are within texts as the number of their row, in braces.

    An opening brace that a text has itself is written as ``{}``.
    """

    def __init__(self, items: list[Findable]) -> None:
        self._numbers = {
            unmarked(item.title): number
            for number, item in enumerate(items)
            if item.kind in ("site.kind.actor", "site.kind.document") and len(item.title) >= _LONG
        }
        names = sorted(self._numbers, key=len, reverse=True)
        self._names = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None

    def text(self, text: str) -> Written:
        """A text with its language, as it is written in the data."""
        written = _written(text.replace("{", "{}"))
        return self._short(written) if isinstance(written, str) else [self._short(written[0]), written[1]]

    def _short(self, text: str) -> str:
        if self._names is None:
            return text
        return self._names.sub(lambda found: f"{{{self._numbers[found[0]]}}}", text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _short(item: Findable, within: str) -> str:
    if item.address == f"{item.id}.html":
        return ""
    if item.address.startswith(_DOCUMENT):
        return item.address.removeprefix(_DOCUMENT[:-1])
    page, _, place = item.address.partition("#")
    if place and place == item.id:
        return "#" if page == within else f"{page}#"
    return item.address


def _written(text: str) -> Written:
    """A text with its language. One that is in several is marked as the longest part of it is."""
    parts = [part for part in runs(text) if not part.names]
    plain = "".join(part.text for part in parts)
    lang = max(parts, key=lambda part: len(part.text)).lang if parts else ""
    return [plain, lang] if lang else plain
