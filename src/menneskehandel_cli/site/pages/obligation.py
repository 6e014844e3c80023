"""An article by paragraph, a recommendation with its rounds, an instrument, and all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from menneskehandel_cli.blocks.model import Heading
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, fill, say
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.reports.listing import ObligationFilter, list_obligations
from menneskehandel_cli.reports.record import named
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, Entries, Entry, SiteBlock, SitePage
from menneskehandel_cli.site.parts import RecordKind, list_json, parts_of, record_page


def _of(model: type[Article | Recommendation]) -> Callable[[Site], Iterable[str]]:
    """The subjects of the pages of one kind of obligation."""
    return lambda site: (o.id for o in site.register.obligations.values() if isinstance(o, model))


def _own_pages(site: Site) -> Iterable[str]:
    """The requirements with a page of their own: those that share their obligation with others."""
    for owner in site.register.obligations.values():
        inside = site.requirements(owner.id)
        if len(inside) > 1:
            yield from (item.id for item in inside)


def _number_of(site: Site, instrument: str, lang: Lang) -> str:
    """How many obligations an instrument has."""
    return count("list.obligations", len(site.register.obligations_of(instrument)), lang)


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
    RecordKind("instrument", 122, lambda site: site.register.instruments, record_page),
)
