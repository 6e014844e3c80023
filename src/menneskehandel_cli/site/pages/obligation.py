"""An article by paragraph, a recommendation with its rounds, an instrument, and all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from menneskehandel_cli.blocks.model import Facts, Heading, Paragraph
from menneskehandel_cli.language import Lang, Phrase, count, field_label, fill, listing, say
from menneskehandel_cli.models import Article, Obligation, Recommendation
from menneskehandel_cli.register import natural
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.reports.coverage import row_coverage
from menneskehandel_cli.reports.listing import ObligationFilter, Said, chapter_of, list_obligations
from menneskehandel_cli.reports.record import Detail, Section
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.page import Box, Card, Cards, Entries, Entry, SiteBlock, SitePage, Whose
from menneskehandel_cli.site.pages import PageKind, one
from menneskehandel_cli.site.parts import (
    box,
    capital,
    entries,
    facts_of,
    findings_of,
    history_of,
    last_change,
    list_json,
    record_json,
    section,
)

_ELSEWHERE = frozenset(("section.provisions", "section.parts", "section.law", "section.assessments"))
"""Sections of a record that the page tells in boxes or requirement by requirement."""

_WHOSE: Mapping[str, Whose] = {"section.assessments": "others", "section.disputed_by": "others"}


def _articles(site: Site) -> Iterable[str]:
    return (name for name, owner in site.register.obligations.items() if isinstance(owner, Article))


def _recommendations(site: Site) -> Iterable[str]:
    owners = site.register.obligations.items()
    return (name for name, owner in owners if isinstance(owner, Recommendation))


def _parts(site: Site, subject: str) -> Iterable[str]:
    """The provisions or parts. One with a page of its own leads there, since that comes first."""
    owner = site.register.obligations[subject]
    parts = owner.provisions if isinstance(owner, Article) else owner.parts
    return (part.id for part in parts)


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    register = site.register
    owner, found = register.obligations[subject], site.detail(subject)
    requirements = {item.id: item for item in site.requirements(subject)}
    parts = owner.provisions if isinstance(owner, Article) else owner.parts
    whole = len(requirements) == 1
    told = ("summary", "text", "caveat") if whole else ("summary", "text")
    blocks: list[SiteBlock] = [facts_of(found.facts, lang, told)]
    said = [one for one in found.sections if _key(one) == "section.assessments"]
    others = box("section.assessments", "others", [entries(one.lines, lang) for one in said], lang)
    blocks += [others] if others else []
    if parts:
        blocks.append(Heading(say(f"site.parts.{found.type}", lang), 2, "parts"))
    for part in parts:
        blocks.append(Heading(part.id, 3, part.id))
        blocks.append(Paragraph(part.text.pick(lang)))
        if part.id not in requirements:
            blocks += _asks_nothing(found, part.id, lang)
        elif whole:
            blocks += _requirement(site, part.id, lang)
        else:
            blocks.append(_in_short(site, part.id, lang))
    if owner.id in requirements:
        blocks += _requirement(site, owner.id, lang)
    for one in found.sections:
        if _key(one) not in _ELSEWHERE and not (requirements and _key(one) == "section.addressed_by"):
            blocks += section(one, lang)
    blocks += findings_of(found, lang)
    blocks += history_of(site, found.history, lang)
    return SitePage(
        title=owner.title.pick(lang),
        blocks=tuple(blocks),
        label=_label(site, owner, lang),
        badges=(_coverage(site, owner, lang),) if requirements else (),
        lead=_text_of(owner, lang),
        changed=last_change(found.history),
        path=found.path,
        record=owner.id,
        unconfirmed=_unconfirmed(site, requirements),
    )


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


def _key(part: Section) -> str:
    return part.title.key if isinstance(part.title, Phrase) else ""


def _coverage(site: Site, owner: Obligation, lang: Lang) -> str:
    """How far the requirements of an obligation are covered, as in the lists and the matrix."""
    return capital(fill(row_coverage(site.state.context, site.requirements(owner.id)).said, lang))


def _asks_nothing(found: Detail, name: str, lang: Lang) -> Iterator[SiteBlock]:
    """What is said of a provision or a part that asks nothing: its force, and whom it binds."""
    lines = (line for part in found.sections for line in part.lines if line.label == name)
    for line in lines:
        yield Paragraph(". ".join(capital(fill(note, lang)) for note in line.notes))


def _in_short(site: Site, name: str, lang: Lang) -> Facts:
    """A requirement that has a page of its own: its values, and what the law has and misses."""
    known = dict(site.detail(name).facts)
    rows = [
        (capital(fill(field_label(key), lang)), fill(known[key], lang))
        for key in ("law", "promise", "classification")
        if key in known
    ]
    law = site.register.law_on.get(name)
    if law is not None and law.provisions:
        cited = (fill(cite_law(site.register, place.source), lang) for place in law.provisions)
        rows.append((say("site.read_in", lang), "; ".join(dict.fromkeys(cited))))
    if law is not None and law.missing is not None:
        rows.append((say("site.missing", lang), law.missing.pick(lang)))
    rows.append((say("site.more", lang), name))
    return Facts(tuple(rows))


def _own_pages(site: Site) -> Iterable[str]:
    """The requirements with a page of their own: those that share their obligation with others."""
    for owner in site.register.obligations.values():
        inside = site.requirements(owner.id)
        if len(inside) > 1:
            yield from (item.id for item in inside)


def _alone(site: Site, subject: str, lang: Lang) -> SitePage:
    """A requirement on a page of its own."""
    found, item = site.detail(subject), site.state.coverage.by_id[subject]
    law = site.register.law_on.get(subject)
    own = site.detail(item.owner.id)
    about = replace(own, findings=tuple(f for f in own.findings if f.diagnostic.subject == subject))
    blocks = (
        *_requirement(site, subject, lang),
        *findings_of(about, lang),
        *history_of(site, found.history, lang),
    )
    return SitePage(
        title=f"{subject} {item.owner.title.pick(lang)}",
        blocks=blocks,
        label=_label(site, item.owner, lang),
        badges=(capital(say(f"classification.{item.classification}", lang)),),
        lead=item.record.text.pick(lang),
        changed=last_change(found.history),
        path=found.path,
        record=item.owner.id,
        unconfirmed=law is not None and law.confirmed is None,
    )


def _requirement(site: Site, name: str, lang: Lang) -> Iterator[SiteBlock]:
    """A requirement: its values, what answers it, what the law says, and what others say of it."""
    found, item = site.detail(name), site.state.coverage.by_id[name]
    yield facts_of(found.facts, lang, ("obligation", "demand"))
    for part in found.sections:
        key = _key(part)
        whose = _WHOSE.get(key)
        if key == "section.named_by":
            by = sorted(
                {mention.by for mention in item.named_by if mention.kind != "focus_area"}, key=natural
            )
            areas = sorted({mention.by for mention in item.named_by if mention.kind == "focus_area"})
            told = [*by, *(f"{say('site.area', lang)} {area}" for area in areas)]
            yield Paragraph(listing(told, lang), mark=fill(part.title, lang))
        elif key == "section.law":
            lines = (replace(line, notes=_joined(line.notes, lang)) for line in part.lines)
            yield Box(fill(part.title, lang), "ours", (entries(lines, lang),))
        elif whose is not None:
            yield Box(fill(part.title, lang), whose, (entries(part.lines, lang),))
        else:
            yield Paragraph("", mark=fill(part.title, lang))
            yield entries(part.lines, lang)


def _joined(notes: tuple[Said, ...], lang: Lang) -> tuple[Said, ...]:
    """Notes on a line of law on one line: where it stands, and when it was read."""
    return (" · ".join(fill(note, lang) for note in notes),) if notes else ()


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
    PageKind("article", 120, _articles, _make, record=True, parts=_parts, json=record_json),
    PageKind("recommendation", 121, _recommendations, _make, record=True, parts=_parts, json=record_json),
    PageKind("instrument", 122, _instruments, _instrument, record=True, json=record_json),
)
