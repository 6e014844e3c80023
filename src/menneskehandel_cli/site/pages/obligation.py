"""An article by paragraph, a recommendation with its rounds, an instrument, and all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Heading, Paragraph
from menneskehandel_cli.formats.report_parts import capital, facts_of
from menneskehandel_cli.language import Lang, count, field_label, fill, say
from menneskehandel_cli.models import Article, Obligation, Recommendation
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.coverage import row_coverage
from menneskehandel_cli.reports.listing import ObligationFilter, chapter_of, list_obligations
from menneskehandel_cli.reports.record_requirement import requirement_detail
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Box, Card, Cards, Entries, Entry, SiteBlock, SitePage
from menneskehandel_cli.site.parts import RecordKind, laws_of, list_json, parts_of, record_page, sections


def _of(model: type[Article | Recommendation]) -> Callable[[Site], Iterable[str]]:
    """The subjects of the pages of one kind of obligation."""
    return lambda site: (o.id for o in site.register.obligations.values() if isinstance(o, model))


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    """An article or a recommendation; its only requirement is told on the same page."""
    owner, requirements = site.register.obligations[subject], site.requirements(subject)
    only = requirements[0] if len(requirements) == 1 else None
    shared = ("section.law", "section.addressed_by") if requirements else ()
    page = record_page(
        site,
        subject,
        lang,
        label=_label(site, owner, lang),
        told=("summary", "text", "caveat") if only else ("summary", "text"),
        leave_out=shared[1:] if only else shared,
        last=_requirement(site, only, lang) if only else _law_in_short(site, subject, lang),
    )
    return replace(
        page,
        badges=(_coverage(site, owner, lang),) if requirements else (),
        lead=_text_of(owner, lang),
        unconfirmed=_unconfirmed(site, [item.id for item in requirements]),
    )


def _law_in_short(site: Site, subject: str, lang: Lang) -> Iterator[SiteBlock]:
    """Where the law was read on each requirement, whose own page has the whole, and what is missing."""
    entries = []
    for name, law in laws_of(site.detail(subject), lang).items():
        cited = "; ".join(dict.fromkeys(cited for cited, _ in law.read))
        lacks = capital(say("site.field.missing", lang))
        notes = tuple(f"{lacks}: {text}" for text in law.missing)
        entries.append(Entry(name, cited or "–", notes))
    if entries:
        yield Box(capital(say("section.law", lang)), "ours", (Entries(tuple(entries)),))


def _requirement(site: Site, item: Requirement, lang: Lang) -> Iterator[SiteBlock]:
    """The only requirement of an obligation: its values and what answers it."""
    found = requirement_detail(site.state.context, item)
    yield Heading(capital(fill(field_label("demand"), lang)), 2, "requirement")
    yield facts_of(found.facts, lang, ("obligation", "demand", "note"))
    yield from sections(site, found, lang, ("section.law", "section.assessments"))


def _unconfirmed(site: Site, requirements: Iterable[str]) -> bool:
    """Whether no lawyer has confirmed a reading of the law on one of the requirements."""
    known = site.register.law_on
    return any(known[name].confirmed is None for name in requirements if name in known)


def _label(site: Site, owner: Obligation, lang: Lang) -> str:
    """The id of an obligation, and the headings above it."""
    return " · ".join((owner.id, *(fill(said, lang) for said in chapter_of(site.register, owner))))


def _text_of(owner: Obligation, lang: Lang) -> str:
    """The summary of an article, or the text of a recommendation."""
    text = owner.summary if isinstance(owner, Article) else owner.text
    return text.pick(lang) if text is not None else ""


def _coverage(site: Site, owner: Obligation, lang: Lang) -> str:
    """How far the requirements of an obligation are covered, as in the lists and the matrix."""
    return capital(fill(row_coverage(site.state.context, site.requirements(owner.id)).said, lang))


def _own_pages(site: Site) -> Iterable[str]:
    """The requirements with a page of their own: those that share their obligation with others."""
    for owner in site.register.obligations.values():
        inside = site.requirements(owner.id)
        if len(inside) > 1:
            yield from (item.id for item in inside)


def _alone(site: Site, subject: str, lang: Lang) -> SitePage:
    """A requirement on a page of its own."""
    item = site.state.coverage.by_id[subject]
    page = record_page(
        site, subject, lang, label=_label(site, item.owner, lang), told=("obligation", "demand")
    )
    return replace(
        page,
        title=f"{subject} {page.title}",
        badges=(capital(say(f"classification.{item.classification}", lang)),),
        lead=item.record.text.pick(lang),
        record=item.owner.id,
        unconfirmed=_unconfirmed(site, [subject]),
    )


def _instrument(site: Site, subject: str, lang: Lang) -> SitePage:
    page = record_page(
        site,
        subject,
        lang,
        label=f"{say('fact.instrument', lang)} · {subject}",
        leave_out=("section.obligations",),
        last=_owners(site, subject, lang),
    )
    return replace(page, badges=(_number_of(site, subject, lang),))


def _number_of(site: Site, instrument: str, lang: Lang) -> str:
    """How many obligations an instrument has."""
    return count("list.obligations", len(site.register.obligations_of(instrument)), lang)


def _owners(site: Site, instrument: str, lang: Lang) -> Iterator[SiteBlock]:
    """The obligations of an instrument by chapter, each with how far it is covered."""
    register = site.register
    by_chapter: dict[str, list[Entry]] = {}
    for owner in register.obligations_of(instrument):
        chapter = ", ".join(fill(item, lang) for item in chapter_of(register, owner)[1:])
        notes = (_coverage(site, owner, lang),) if site.requirements(owner.id) else ()
        by_chapter.setdefault(chapter, []).append(Entry(owner.id, owner.title.pick(lang), notes))
    yield Heading(capital(say("section.obligations", lang)), 2, "obligations")
    yield Paragraph(say("coverage.ours", lang))
    for chapter, inside in by_chapter.items():
        if chapter:
            yield Heading(chapter, 3)
        yield Entries(tuple(inside))


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every instrument, with the number of its obligations and what they are."""
    cards: list[Card] = []
    blocks: list[SiteBlock] = []
    for name, instrument in site.register.instruments.items():
        title, inside = instrument.title.pick(lang), site.register.obligations_of(name)
        cards.append(Card(site.addresses[name], title, (_number_of(site, name, lang),), name))
        blocks.append(Heading(title, 2, f"list-{name}"))
        blocks.append(Entries(tuple(Entry(o.id, o.title.pick(lang)) for o in inside)))
    title = capital(say("section.obligations", lang))
    return SitePage(title=title, blocks=(Cards(tuple(cards)), *blocks))


KINDS = (
    RecordKind("requirement", 115, _own_pages, _alone),
    PageKind(
        "obligations",
        20,
        one,
        _all,
        menu="site.table.obligations",
        json=list_json(lambda site: list_obligations(site.state.context, ObligationFilter())),
    ),
    RecordKind("article", 120, _of(Article), _make, parts=parts_of),
    RecordKind("recommendation", 121, _of(Recommendation), _make, parts=parts_of),
    RecordKind("instrument", 122, lambda site: site.register.instruments, _instrument),
)
