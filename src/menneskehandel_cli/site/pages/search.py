"""The search, and the list from A to Å that needs no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import ceil

from menneskehandel_cli.blocks.model import Heading, Paragraph
from menneskehandel_cli.language import Lang, collation, fill, say
from menneskehandel_cli.language.runs import unmarked
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files.search import name_of
from menneskehandel_cli.site.findable import findable
from menneskehandel_cli.site.page import Card, Cards, Search, SiteBlock, SitePage
from menneskehandel_cli.site.pages import PageKind, one, page_kinds

_WORDS = ("results", "none", "more")
_MOST = 250
"""About as many entries as a page of the list has: what begins with the same letter stands together."""

_NAMED_PLACES = frozenset(("fact.group", "site.area", "site.kind.document"))
"""Kinds of places on a page that have a name, not just a text."""

_NUMBERS = "0–9"
_NUMBER = re.compile(r"\d+")
_START = re.compile(r"^[\W_]+")


def _search(_site: Site, _subject: str, lang: Lang) -> SitePage:
    words = tuple((name, say(f"site.search.{name}", lang)) for name in _WORDS)
    return SitePage(
        title=say("site.search", lang),
        blocks=(
            Search(words, say("site.search.unavailable", lang), f"../{name_of(lang)}"),
            Cards((Card("a-z.html", say("site.list.a_z", lang)),)),
        ),
        lead=say("site.search.lead", lang),
    )


def _entries(site: Site, lang: Lang) -> list[Card]:
    """What has a name, in alphabetical order, and each section of law with where it is read."""
    found = [
        Card(item.address, item.title, (), item.id)
        for item in findable(site, lang)
        if item.title and ("#" not in item.address or item.kind in _NAMED_PLACES)
    ]
    found += _laws(site, lang)
    return sorted(found, key=lambda card: (_order(card.title, lang), card.label))


def _laws(site: Site, lang: Lang) -> Iterator[Card]:
    by_section: dict[str, list[str]] = {}
    for name, law in site.register.law_on.items():
        for provision in law.provisions:
            cited = fill(cite_law(site.register, provision.source), lang)
            places = by_section.setdefault(cited, [])
            if name in site.addresses and name not in places:
                places.append(name)
    for cited, places in by_section.items():
        if places:
            yield Card(site.addresses[places[0]], cited, (", ".join(places),))


def _order(title: str, lang: Lang) -> str:
    """Where a title stands: by its letters, and by the value of its numbers."""
    plain = _NUMBER.sub(lambda found: found[0].zfill(6), _START.sub("", unmarked(title)))
    return collation(plain, lang)


def _letter(title: str) -> str:
    """The letter that a title stands under; the numbers stand together."""
    first = _START.sub("", unmarked(title))[:1].upper()
    return first if first.isalpha() else _NUMBERS


def _subjects(site: Site) -> Iterable[str]:
    """The first page has the kind's own name. There are as many in every language."""
    others = (kind for kind in page_kinds().values() if kind.name not in ("a-z", "requirement"))
    pages_ = sum(len(list(kind.subjects(site))) for kind in others)
    sections = sum(len(law.provisions) for law in site.register.law_on.values())
    pages = max(1, ceil((pages_ + sections + len(site.strategy.documents)) / _MOST))
    return ("", *(f"a-z-{number}" for number in range(2, pages + 1)))


def _pages(site: Site, lang: Lang) -> dict[str, dict[str, list[Card]]]:
    """The entries of each page by their letters. A letter stands on one page."""
    subjects = [place.subject for place in site.places if place.kind == "a-z"]
    entries = _entries(site, lang)
    found: dict[str, dict[str, list[Card]]] = {subject: {} for subject in subjects}
    for letter, several in groupby(enumerate(entries), key=lambda item: _letter(item[1].title)):
        inside = list(several)
        number = inside[0][0] * len(subjects) // len(entries)
        found[subjects[number]].setdefault(letter, []).extend(card for _, card in inside)
    return found


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    pages = site.once(("a-z", str(lang)), lambda: _pages(site, lang))
    ways = [
        Card(site.place_of["a-z", other].file, "–".join(dict.fromkeys((*letters[:1], *letters[-1:]))))
        for other, inside in pages.items()
        if other != subject and (letters := list(inside))
    ]
    blocks: list[SiteBlock] = []
    if ways:
        blocks.append(Cards(tuple(ways)))
    for place, (letter, cards) in enumerate(pages[subject].items(), 1):
        blocks.append(Heading(letter, 2, f"letter-{place}"))
        blocks.append(Cards(tuple(cards)))
    if not pages[subject]:
        blocks.append(Paragraph(say("site.none", lang)))
    letters = list(pages[subject])
    title = say("site.list.a_z", lang)
    if ways and letters:
        title += f": {letters[0]}–{letters[-1]}"
    return SitePage(title=title, blocks=tuple(blocks), lead=say("site.a_z.lead", lang))


KINDS = (
    PageKind("search", 92, one, _search, overview="site.search"),
    PageKind("a-z", 38, _subjects, _make, overview="site.list.a_z"),
)
