"""An article by paragraph, a recommendation with its rounds, an instrument, and all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from menneskehandel_cli.site.parts import laws_of, list_json, parts_of, record_json, record_page, sections


def _articles(site: Site) -> Iterable[str]:
    return (name for name, owner in site.register.obligations.items() if isinstance(owner, Article))


def _recommendations(site: Site) -> Iterable[str]:
    owners = site.register.obligations.items()
    return (name for name, owner in owners if isinstance(owner, Recommendation))


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


def _instruments(site: Site) -> Iterable[str]:
    return site.register.instruments


def _instrument(site: Site, subject: str, lang: Lang) -> SitePage:
    inside = site.detail(subject).links["obligations"]
    assert isinstance(inside, list)
    page = record_page(
        site,
        subject,
        lang,
        label=f"{say('fact.instrument', lang)} · {subject}",
        leave_out=("section.obligations",),
        last=_owners(site, subject, lang),
    )
    return replace(page, badges=(count("site.n_obligations", len(inside), lang),))


def _owners(site: Site, instrument: str, lang: Lang) -> Iterator[SiteBlock]:
    """The obligations of an instrument by chapter, each with how far it is covered."""
    register = site.register
    by_chapter: dict[str, list[Entry]] = {}
    for owner in register.obligations.values():
        if register.instrument_id(owner) == instrument:
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
    register = site.register
    cards = []
    for name, instrument in register.instruments.items():
        inside = [o for o in register.obligations.values() if register.instrument_id(o) == name]
        lines = (count("site.n_obligations", len(inside), lang),)
        cards.append(Card(site.addresses[name], instrument.title.pick(lang), lines, name))
    blocks: list[SiteBlock] = [Cards(tuple(cards))]
    for name, instrument in register.instruments.items():
        blocks.append(Heading(instrument.title.pick(lang), 2, f"list-{name}"))
        inside = [o for o in register.obligations.values() if register.instrument_id(o) == name]
        blocks.append(Entries(tuple(Entry(o.id, o.title.pick(lang)) for o in inside)))
    return SitePage(title=capital(say("section.obligations", lang)), blocks=tuple(blocks))


KINDS = (
    PageKind("requirement", 115, _own_pages, _alone, record=True, json=record_json),
    PageKind(
        "obligations",
        20,
        one,
        _all,
        menu="site.menu.obligations",
        json=list_json(lambda site: list_obligations(site.state.context, ObligationFilter())),
    ),
    PageKind("article", 120, _articles, _make, record=True, parts=parts_of, json=record_json),
    PageKind(
        "recommendation", 121, _recommendations, _make, record=True, parts=parts_of, json=record_json
    ),
    PageKind("instrument", 122, _instruments, _instrument, record=True, json=record_json),
)
