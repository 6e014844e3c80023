"""An article, paragraph by paragraph; a recommendation with its rounds; an instrument; and all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from menneskehandel_cli.formats.page import Heading, Paragraph
from menneskehandel_cli.language import Lang, Phrase, count, fill, say
from menneskehandel_cli.models import Article, Obligation, Recommendation
from menneskehandel_cli.reports.coverage import row_coverage
from menneskehandel_cli.reports.listing import chapter_of
from menneskehandel_cli.reports.record import Section
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.page import Box, Card, Cards, Columns, Entries, Entry, SiteBlock, SitePage
from menneskehandel_cli.site.pages import PageKind, one
from menneskehandel_cli.site.parts import (
    box,
    capital,
    entries,
    facts_of,
    findings_of,
    history_of,
    last_change,
    record_json,
    section,
)

_ELSEWHERE = frozenset(("section.provisions", "section.parts", "section.law", "section.assessments"))
"""Sections of a record that the page tells in boxes or requirement by requirement."""

_WHOSE = {"section.law": "ours", "section.assessments": "others", "section.disputed_by": "others"}


def _articles(site: Site) -> Iterable[str]:
    return (name for name, owner in site.register.obligations.items() if isinstance(owner, Article))


def _recommendations(site: Site) -> Iterable[str]:
    owners = site.register.obligations.items()
    return (name for name, owner in owners if isinstance(owner, Recommendation))


def _parts(site: Site, subject: str) -> Iterable[str]:
    owner = site.register.obligations[subject]
    parts = owner.provisions if isinstance(owner, Article) else owner.parts
    return (part.id for part in parts)


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    register = site.register
    owner, found = register.obligations[subject], site.detail(subject)
    requirements = {item.id: item for item in site.requirements(subject)}
    parts = owner.provisions if isinstance(owner, Article) else owner.parts
    blocks: list[SiteBlock] = [facts_of(found.facts, lang, ("summary", "text"))]
    said = [part for part in found.sections if _key(part) == "section.assessments"]
    told = box("section.assessments", "others", [entries(part.lines, lang) for part in said], lang)
    if told:
        blocks.append(told)
    if parts:
        blocks.append(Heading(say(f"site.parts.{found.type}", lang), 2, "parts"))
    for part in parts:
        blocks.append(Heading(part.id, 3, part.id))
        blocks.append(Paragraph(part.text.pick(lang)))
        if part.id in requirements and part.id != owner.id:
            blocks += _requirement(site, part.id, lang)
        elif isinstance(owner, Article):
            line = next(
                line for one in found.sections if _key(one) == "section.provisions" for line in one.lines
                if line.label == part.id
            )
            blocks.append(Paragraph(". ".join(capital(fill(note, lang)) for note in line.notes)))
    if owner.id in requirements:
        blocks += _requirement(site, owner.id, lang)
    for part in found.sections:
        if _key(part) not in _ELSEWHERE and not (requirements and _key(part) == "section.addressed_by"):
            blocks += section(part, lang)
    named = [part for part in found.sections if _key(part) == "section.addressed_by" and requirements]
    for part in named:
        blocks += section(part, lang)
    blocks += findings_of(found, lang)
    blocks += history_of(site, found.history, lang)
    laws = [register.law_on[name] for name in requirements if name in register.law_on]
    chapter = " · ".join(fill(item, lang) for item in chapter_of(register, owner))
    lead = found_text(owner, lang)
    return SitePage(
        title=owner.title.pick(lang),
        blocks=tuple(blocks),
        label=f"{owner.id} · {chapter}",
        badges=(_coverage(site, owner, lang),) if requirements else (),
        lead=lead,
        changed=last_change(found.history),
        path=found.path,
        record=owner.id,
        unconfirmed=any(law.confirmed is None for law in laws),
    )


def found_text(owner: Obligation, lang: Lang) -> str:
    """The summary of an article, or the text of a recommendation."""
    text = owner.summary if isinstance(owner, Article) else owner.text
    return text.pick(lang) if text is not None else ""


def _key(part: Section) -> str:
    return part.title.key if isinstance(part.title, Phrase) else ""


def _coverage(site: Site, owner: Obligation, lang: Lang) -> str:
    """How far the requirements of an obligation are met, as in the lists and the matrix."""
    return capital(fill(row_coverage(site.state.context, site.requirements(owner.id)).said, lang))


def _requirement(site: Site, name: str, lang: Lang) -> Iterator[SiteBlock]:
    """A requirement: its values, what answers it, what the law says, and what others say of it."""
    found = site.detail(name)
    yield facts_of(found.facts, lang, ("obligation", "demand"))
    boxes: list[Box] = []
    for part in found.sections:
        whose = _WHOSE.get(_key(part))
        if whose is not None:
            one_ = box(_key(part), whose, [entries(part.lines, lang)], lang)  # type: ignore[arg-type]
            boxes += [one_] if one_ else []
        else:
            yield Paragraph("", mark=fill(part.title, lang))
            yield entries(part.lines, lang)
    if boxes:
        yield Columns(tuple(boxes))


def _instruments(site: Site) -> Iterable[str]:
    return site.register.instruments


def _instrument(site: Site, subject: str, lang: Lang) -> SitePage:
    found = site.detail(subject)
    register = site.register
    blocks: list[SiteBlock] = [facts_of(found.facts, lang)]
    for part in found.sections:
        if _key(part) != "section.obligations":
            blocks += section(part, lang)
    blocks += _owners(site, subject, lang)
    blocks += findings_of(found, lang)
    blocks += history_of(site, found.history, lang)
    inside = sum(register.instrument_id(owner) == subject for owner in register.obligations.values())
    return SitePage(
        title=found.title.pick(lang),
        blocks=tuple(blocks),
        label=f"{say('fact.instrument', lang)} · {subject}",
        badges=(count("site.n_obligations", inside, lang),),
        changed=last_change(found.history),
        path=found.path,
        record=subject,
    )


def _owners(site: Site, instrument: str, lang: Lang) -> Iterator[SiteBlock]:
    """The obligations of an instrument by chapter, each with how far it is met."""
    register = site.register
    by_chapter: dict[str, list[Entry]] = {}
    for owner in register.obligations.values():
        if register.instrument_id(owner) == instrument:
            chapter = ", ".join(fill(item, lang) for item in chapter_of(register, owner)[1:])
            notes = (_coverage(site, owner, lang),) if site.requirements(owner.id) else ()
            by_chapter.setdefault(chapter, []).append(Entry(owner.id, owner.title.pick(lang), notes))
    yield Heading(capital(say("section.obligations", lang)), 2, "obligations")
    for chapter, inside in by_chapter.items():
        if chapter:
            yield Heading(chapter, 3)
        yield Entries(tuple(inside))


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every instrument, with the number of what it asks and how far that is met."""
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
    PageKind("obligations", 20, one, _all, menu="site.menu.obligations"),
    PageKind("article", 120, _articles, _make, record=True, parts=_parts, json=record_json),
    PageKind("recommendation", 121, _recommendations, _make, record=True, parts=_parts, json=record_json),
    PageKind("instrument", 122, _instruments, _instrument, record=True, json=record_json),
)
