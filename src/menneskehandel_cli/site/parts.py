"""Parts that several kinds of pages share: facts, lists, findings and history of a record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from menneskehandel_cli.blocks.model import Bullets, Heading, Paragraph, Table
from menneskehandel_cli.formats import RenderOptions, listing, show_json
from menneskehandel_cli.formats.check_json import diagnostic
from menneskehandel_cli.formats.json import plain, written
from menneskehandel_cli.formats.report_parts import capital, facts_of, moved_table
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, Phrase, fill, msg, say
from menneskehandel_cli.language import listing as listing_of
from menneskehandel_cli.language.days import day
from menneskehandel_cli.models import Text
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports.listing import Listing, Said
from menneskehandel_cli.reports.log import tell
from menneskehandel_cli.reports.record import Detail, Line
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.site.context import PageKind, Site, commits_of
from menneskehandel_cli.site.page import Box, Entries, Entry, SiteBlock, SitePage, Whose


def entries(lines: Iterable[Line], lang: Lang, places: set[str] | None = None) -> Entries:
    """Lines as a list; each label that is among ``places`` is named as a place once, and taken out."""
    items = []
    for line in lines:
        here = places is not None and line.label in places
        if places is not None:
            places.discard(line.label)
        notes = tuple(fill(note, lang) for note in line.notes)
        items.append(Entry(line.label, fill(line.said, lang), notes, line.label if here else ""))
    return Entries(tuple(items))


_WHOSE: Mapping[str, Whose] = {
    "section.law": "ours",
    "section.assessments": "others",
    "section.disputed_by": "others",
}
"""Sections in the words of somebody else than the strategy."""


def sections(
    site: Site, found: Detail, lang: Lang, leave_out: Collection[str] = ()
) -> Iterator[SiteBlock]:
    """The sections of a record: what somebody else says or we judge in boxes of their own."""
    places = {*site.kinds[found.type].parts(site, found.id)}
    for part in found.sections:
        title, whose = capital(fill(part.title, lang)), _WHOSE.get(part.key)
        ours = [line for line in part.lines if line.ours]
        if part.key in leave_out:
            continue
        if whose is not None:
            yield Box(title, whose, (entries(part.lines, lang),))
            continue
        yield Heading(title, 3 if part.anchor else 2, part.anchor or part.key.rpartition(".")[2])
        if part.key == "section.named_by":
            yield Paragraph(_naming(site, found.id, lang))
        elif ours:
            rest = [line for line in part.lines if not line.ours]
            if rest:
                yield Box(say(msg("The strategy says"), lang), "strategy", (entries(rest, lang),))
            yield Box(say(msg("We judge, for the reason given"), lang), "ours", (entries(ours, lang),))
        else:
            yield entries(part.lines, lang, places)


@dataclass(slots=True)
class Law:
    """What was read of the law on a requirement: each section as it is cited, with what it says."""

    read: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def laws_of(found: Detail, lang: Lang) -> dict[str, Law]:
    """The law on each requirement of an obligation."""
    laws: dict[str, Law] = {}
    for line in (x for part in found.sections if part.key == "section.law" for x in part.lines):
        law = laws.setdefault(line.label, Law())
        if line.notes and isinstance(line.said, Text):
            law.read.append((fill(line.notes[0], lang), fill(line.said, lang)))
        elif isinstance(line.said, Phrase) and line.said.key == "law.missing.is":
            law.missing.append(fill(line.said.params["text"], lang))
    return laws


def _naming(site: Site, requirement: str, lang: Lang) -> str:
    """What names a requirement without answering it, by ids; focus areas last."""
    named = site.state.coverage.by_id[requirement].named_by
    by = sorted({mention.by for mention in named if mention.kind != "focus_area"}, key=natural)
    areas = sorted({mention.by for mention in named if mention.kind == "focus_area"})
    return listing_of([*by, *(f"{say('area', lang)} {area}" for area in areas)], lang)


def record_page(
    site: Site,
    subject: str,
    lang: Lang,
    *,
    label: str = "",
    told: Collection[str] = (),
    more: Iterable[SiteBlock] = (),
    leave_out: Collection[str] = (),
    last: Iterable[SiteBlock] = (),
    instead: Mapping[str, Said] | None = None,
) -> SitePage:
    """A record as ``mh show`` tells it, with ``more`` before its sections and ``last`` after them.

    ``told`` are the facts that the head of the page or ``more`` tells, ``leave_out`` the sections;
    ``instead`` are facts that are said otherwise here.
    """
    found = site.detail(subject)
    facts = [(key, (instead or {}).get(key, said)) for key, said in found.facts]
    return SitePage(
        title=found.title.pick(lang),
        blocks=(
            facts_of(facts, lang, told),
            *more,
            *sections(site, found, lang, leave_out),
            *last,
            *findings_of(found, lang),
            *history_of(site, found.history, lang),
        ),
        label=label or f"{say(f'site.kind.{found.type}', lang)} · {subject}",
        changed=last_change(found.history),
        path=found.path,
        record=subject,
    )


def with_names(register: Register, ids: Iterable[str], lang: Lang) -> str:
    """Actors by their ids and names, so that the id leads to the actor's page."""
    named = ((name, register.actor_name(name)) for name in ids)
    return ", ".join(f"{name} {text.pick(lang)}" if text else name for name, text in named)


def dated(event: Event, lang: Lang) -> tuple[str, str, str, str]:
    """An event as a row: when it was recorded, what changed, when it happened, the commit."""
    happened = event.delta.happened
    return (
        day(event.commit.day.isoformat(), lang),
        fill(tell(event.delta, event.times), lang),
        day(happened, lang) if happened else "–",
        event.commit.id[:10],
    )


def events_table(caption: str, events: Iterable[Event], lang: Lang) -> Table:
    """Events, the newest first, each with when it was recorded and when it happened."""
    head = ("recorded", "change", "happened", "commit")
    return Table(
        caption,
        tuple(say(f"column.{name}", lang) for name in head),
        tuple(dated(event, lang) for event in reversed(list(events))),
    )


def history_of(site: Site, events: Collection[Event], lang: Lang) -> Iterator[SiteBlock]:
    """What changed, and the deadlines that moved with every value they have had.

    Corrections and data entry are told apart from policy, and are not counted as movement.
    """
    yield Heading(say("section.history", lang), 2, "history")
    policy = tuple(event for event in events if event.classification == "policy")
    if shifts := moved(policy, site.frame):
        yield moved_table(shifts, site.register, lang)
    if policy:
        yield events_table(say("site.table.changes", lang), policy, lang)
    else:
        yield Paragraph(say("log.none", lang))
    rest = [event for event in events if event.classification != "policy"]
    if rest:
        yield Paragraph("", mark=say("log.bookkeeping", lang))
        yield Bullets(tuple(_bookkeeping(rest, lang)))


def _bookkeeping(events: Iterable[Event], lang: Lang) -> Iterator[str]:
    """A line for each commit of bookkeeping: its day, its id and how many changes."""
    for commit, several in commits_of(events):
        when = day(commit.day.isoformat(), lang)
        what = say(f"site.{several[0].classification}", lang)
        yield f"{when}: {what}, {say('changes', lang, n=len(several))} ({commit.id[:10]})"


def findings_of(found: Detail, lang: Lang) -> Iterator[SiteBlock]:
    """What is missing or wrong about a record, by the rules of the program."""
    if not found.findings:
        return
    yield Heading(say("section.findings", lang), 2, "findings")
    yield Entries(
        tuple(
            Entry(
                item.rule.code, f"{capital(say(f'severity.{item.severity}', lang))}: {item.message(lang)}"
            )
            for item in found.findings
        )
    )


def last_change(events: Sequence[Event]) -> Commit | None:
    """The last commit that changed what the events are about."""
    return events[-1].commit if events else None


def state_of(site: Site, subject: str, lang: Lang) -> str:
    """The year and the kind of a report, and who approved it when, or that it is a draft."""
    report = site.reports[subject]
    kind = capital(say(f"report.{report.kind}", lang))
    if report.approved is None:
        return f"{report.year}: {kind}, {say('report.draft', lang)}"
    told = say("told_by", lang, by=report.approved.by, day=day(report.approved.date, lang))
    return f"{report.year}: {kind}, {say('site.approved', lang, told=told)}"


def parts_of(site: Site, subject: str) -> tuple[str, ...]:
    """The ids of the parts of a record, each with a place on its page."""
    return site.detail(subject).parts


def list_json(make: Callable[[Site], Listing]) -> Callable[[Site, str, Lang], str]:
    """What gives a list as ``mh list --format json`` does, without the commit."""

    def written_list(site: Site, _subject: str, lang: Lang) -> str:
        return listing.render_json(replace(make(site), revision=None), RenderOptions(lang))

    return written_list


def record_json(site: Site, subject: str, lang: Lang) -> str:
    """The record as ``mh show --format json`` gives it, on one line.

    It names no commit, so that it stays the same until the record changes; the manifest names it.
    """
    found = site.detail(subject)
    bare = site.once(("record", subject), lambda: _plain(replace(found, findings=()), lang))
    findings = plain([diagnostic(finding, lang) for finding in found.findings])
    records = [{**bare, "findings": findings}]
    return written({"schema": show_json.SCHEMA, "revision": None, "records": records}, indent=None)


RecordKind = partial(PageKind, record=True, json=record_json)
"""A kind of page that is about records of one kind, as ``mh show`` tells them."""


def _plain(found: Detail, lang: Lang) -> dict[str, object]:
    told = plain(show_json.item(found, lang))
    assert isinstance(told, dict)
    return told
