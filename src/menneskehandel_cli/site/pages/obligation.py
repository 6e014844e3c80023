"""An article by paragraph, a recommendation with its rounds, an instrument, and all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from menneskehandel_cli.blocks.model import Block, Heading
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, fill, say
from menneskehandel_cli.models import Article, Obligation, Recommendation
from menneskehandel_cli.reports.coverage import row_coverage
from menneskehandel_cli.reports.listing import ObligationFilter, chapter_of, list_obligations
from menneskehandel_cli.reports.record import named
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, Entries, Entry, SiteBlock, SitePage
from menneskehandel_cli.site.parts import RecordKind, list_json, parts_of, record_page


def _of(model: type[Article | Recommendation]) -> Callable[[Site], Iterable[str]]:
    """The subjects of the pages of one kind of obligation."""
    return lambda site: (o.id for o in site.register.obligations.values() if isinstance(o, model))


def _coverage(site: Site, owner: Obligation, lang: Lang) -> str:
    """How far the requirements of an obligation are covered, as in the lists and the matrix."""
    return capital(fill(row_coverage(site.state.context, site.requirements(owner.id)).said, lang))


def _own_pages(site: Site) -> Iterable[str]:
    """The requirements with a page of their own: those that share their obligation with others."""
    for owner in site.register.obligations.values():
        inside = site.requirements(owner.id)
        if len(inside) > 1:
            yield from (item.id for item in inside)


def _instrument(site: Site, subject: str, lang: Lang) -> SitePage:
    return record_page(site, subject, lang, _owners(site, subject, lang))


def _number_of(site: Site, instrument: str, lang: Lang) -> str:
    """How many obligations an instrument has."""
    return count("list.obligations", len(site.register.obligations_of(instrument)), lang)


def _owners(site: Site, instrument: str, lang: Lang) -> Iterator[Block]:
    """The obligations of an instrument by chapter, each with how far it is covered."""
    register = site.register
    by_chapter: dict[str, list[Entry]] = {}
    for owner in register.obligations_of(instrument):
        chapter = ", ".join(fill(item, lang) for item in chapter_of(register, owner)[1:])
        notes = (_coverage(site, owner, lang),) if site.requirements(owner.id) else ()
        by_chapter.setdefault(chapter, []).append(Entry(_called(site, owner.id, lang), "", notes))
    yield Heading(capital(say("section.obligations", lang)), 2, "obligations")
    for chapter, inside in by_chapter.items():
        if chapter:
            yield Heading(chapter, 3)
        yield Entries(tuple(inside))


def _called(site: Site, name: str, lang: Lang) -> str:
    """An obligation in words, as a way to its page."""
    return capital(fill(named(site.register, name), lang))


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every instrument, with the number of its obligations and what they are."""
    cards: list[Card] = []
    blocks: list[SiteBlock] = []
    for name, instrument in site.register.instruments.items():
        title, inside = instrument.title.pick(lang), site.register.obligations_of(name)
        cards.append(Card(site.addresses[name], title, (_number_of(site, name, lang),), name))
        blocks.append(Heading(title, 2, f"list-{name}"))
        blocks.append(Entries(tuple(Entry(_called(site, o.id, lang), "") for o in inside)))
    title = capital(say("section.obligations", lang))
    return SitePage(title=title, blocks=(Cards(tuple(cards)), *blocks))


KINDS = (
    RecordKind("requirement", 115, _own_pages, record_page),
    PageKind(
        "obligations",
        20,
        one,
        _all,
        menu="site.table.obligations",
        json=list_json(lambda site: list_obligations(site.state.context, ObligationFilter())),
    ),
    RecordKind("article", 120, _of(Article), record_page, parts=parts_of),
    RecordKind("recommendation", 121, _of(Recommendation), record_page, parts=parts_of),
    RecordKind("instrument", 122, lambda site: site.register.instruments, _instrument),
)
