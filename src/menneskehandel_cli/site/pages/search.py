"""The search, and the list from A to Å that needs no JavaScript."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby

from menneskehandel_cli.blocks.model import Heading, Paragraph
from menneskehandel_cli.language import DocumentLang, Lang, collation, fill, fold, msg, say, unmarked
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.files.search import findable, script_path
from menneskehandel_cli.site.page import Card, Cards, Search, SiteBlock, SitePage

_PAGE_STARTS = "ADGKPQT"
"""The letters that the pages of the list begin with."""

_NAMED_PLACES = frozenset(("fact.group", "area", "site.kind.document"))
"""Kinds of places on a page that have a name, not just a text."""

_NUMBER_PAGE = "0–9"
_START = re.compile(r"^[\W_]+")


def _search(_site: Site, _subject: str, lang: Lang) -> SitePage:
    lead = msg("Search for a word, an article (“Article 12(2)”), a section of an act (“§ 257”) or a body.")
    words = [(name, say(f"site.search.{name}", lang)) for name in ("results", "none", "more")]
    words.append(("near", say("find.near", lang, known="{known}")))
    words.append(("lost", say("find.lost", lang, words="{words}")))
    search = Search((*words,), say("site.search.unavailable", lang), f"../{script_path(lang)}")
    every = Cards((Card("a-z.html", say("site.list.a_z", lang)),))
    return SitePage(say("site.search", lang), (search, every), lead=say(lead, lang))


def _letter_cards(site: Site, lang: Lang) -> list[Card]:
    """What has a name, in alphabetical order, and each section of law with where it is read."""
    found = [
        Card(item.address, item.names[0], (), say(item.kind, lang))
        for item in findable(site, DocumentLang(lang))
        if item.names and ("#" not in item.address or item.kind in _NAMED_PLACES)
    ]
    by_section = grouped(
        (fill(cite_law(site.register, provision.source), lang), name)
        for name, law in site.register.law_on.items()
        for provision in law.provisions
        if name in site.addresses
    )
    found += [
        Card(site.addresses[places[0]], cited, (", ".join(dict.fromkeys(places)),))
        for cited, places in by_section.items()
    ]
    return sorted(found, key=lambda card: (_title_order(card.title, lang), card.label))


def _title_order(title: str, lang: Lang) -> str:
    """Where a title stands: by its letters, and by the value of its numbers."""
    return collation(re.sub(r"\d+", lambda found: found[0].zfill(6), _START.sub("", unmarked(title))), lang)


def _letter(title: str, lang: Lang) -> str:
    """The letter that a title is under, É under E where it has no place; the numbers stand together."""
    first = _START.sub("", unmarked(title))[:1].upper()
    plain = fold(first)[:1].upper()
    first = plain if collation(plain, lang) == collation(first, lang)[:1] else first
    return first if first.isalpha() else _NUMBER_PAGE


def _subjects(_site: Site) -> Iterable[str]:
    """The first page has the kind's own name. There are as many in every language."""
    return ("", *(f"a-z-{number}" for number in range(2, len(_PAGE_STARTS) + 1)))


def _letter_pages(site: Site, lang: Lang) -> dict[str, dict[str, list[Card]]]:
    """The entries of each page by their letters."""
    subjects = [*_subjects(site)]
    firsts = [collation(letter, lang) for letter in _PAGE_STARTS]
    found: dict[str, dict[str, list[Card]]] = {subject: {} for subject in subjects}
    for letter, cards in groupby(_letter_cards(site, lang), key=lambda card: _letter(card.title, lang)):
        place = bisect_right(firsts, collation(letter, lang)) if letter != _NUMBER_PAGE else 1
        found[subjects[max(place, 1) - 1]].setdefault(letter, []).extend(cards)
    return found


def _letter_page(site: Site, subject: str, lang: Lang) -> SitePage:
    pages = site.once(("a-z", str(lang)), lambda: _letter_pages(site, lang))
    ways = [
        Card(site.place_of["a-z", other].file, "–".join(dict.fromkeys((*letters[:1], *letters[-1:]))))
        for other, inside in pages.items()
        if other != subject and (letters := list(inside))
    ]
    blocks: list[SiteBlock] = [Cards(tuple(ways))] if ways else []
    for place, (letter, cards) in enumerate(pages[subject].items(), 1):
        blocks += Heading(letter, 2, f"letter-{place}"), Cards(tuple(cards))
    letters, title = list(pages[subject]), say("site.list.a_z", lang)
    if not letters:
        blocks.append(Paragraph(say("unrecorded", lang)))
    elif ways:
        title += f": {letters[0]}–{letters[-1]}"
    return SitePage(title, tuple(blocks), lead=say("site.a_z.lead", lang))


KINDS = (
    PageKind("search", 92, one, _search, overview="site.search"),
    PageKind("a-z", 38, _subjects, _letter_page, overview="site.list.a_z"),
)
