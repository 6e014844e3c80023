"""Parts that several kinds of pages share: facts, lists, findings and history of a record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Bullets, Facts, Heading, Paragraph, Table
from menneskehandel_cli.formats import RenderOptions, listing, show_json
from menneskehandel_cli.formats.check_json import diagnostic
from menneskehandel_cli.formats.json import plain, written
from menneskehandel_cli.formats.report_parts import moved_table
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, day, field_label, fill, say
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.listing import Listing, Said
from menneskehandel_cli.reports.log import tell
from menneskehandel_cli.reports.record import Detail, Line, Section
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.page import Box, Entries, Entry, SiteBlock, Whose


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def facts_of(facts: Iterable[tuple[str, Said]], lang: Lang, leave_out: Collection[str] = ()) -> Facts:
    """The facts of a record with their labels."""
    return Facts(
        tuple(
            (capital(fill(field_label(key), lang)), fill(said, lang))
            for key, said in facts
            if key not in leave_out
        )
    )


def entries(lines: Iterable[Line], lang: Lang, *, anchors: bool = False) -> Entries:
    """Lines as a list; with ``anchors``, each label is the name of its place."""
    return Entries(
        tuple(
            Entry(
                line.label,
                fill(line.said, lang),
                tuple(fill(note, lang) for note in line.notes),
                line.label if anchors else "",
            )
            for line in lines
        )
    )


def section(found: Section, lang: Lang, *, anchors: bool = False) -> Iterator[SiteBlock]:
    """A section of a record with its heading."""
    yield Heading(fill(found.title, lang))
    yield entries(found.lines, lang, anchors=anchors)


def box(key: str, whose: Whose, blocks: Iterable[SiteBlock], lang: Lang) -> Box | None:
    """A box with a heading from the word list, or ``None`` if there is nothing to put in it."""
    given = tuple(blocks)
    return Box(say(key, lang), whose, given) if given else None


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
    policy = [event for event in events if event.classification == "policy"]
    shifts = tuple(event for event in policy if event.delta.kind == "deadline_moved")
    if shifts:
        yield moved_table(moved(shifts, site.frame), site.register, lang)
    if policy:
        yield events_table(say("site.changes", lang), policy, lang)
    else:
        yield Paragraph(say("log.none", lang))
    rest = [event for event in events if event.classification != "policy"]
    if rest:
        yield Paragraph("", mark=say("log.bookkeeping", lang))
        yield Bullets(tuple(_bookkeeping(rest, lang)))


def _bookkeeping(events: Iterable[Event], lang: Lang) -> Iterator[str]:
    """A line for each commit of bookkeeping: its day, its id and how many changes."""
    by_commit: dict[str, list[Event]] = {}
    for event in events:
        by_commit.setdefault(event.commit.id, []).append(event)
    for name, several in reversed(by_commit.items()):
        when = day(several[0].commit.day.isoformat(), lang)
        what = say(f"site.{several[0].classification}", lang)
        yield f"{when}: {what}, {say('site.n_changes', lang, n=len(several))} ({name[:10]})"


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


def last_change(events: Collection[Event]) -> Commit | None:
    """The last commit that changed what the events are about."""
    return list(events)[-1].commit if events else None


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


def _plain(found: Detail, lang: Lang) -> dict[str, object]:
    told = plain(show_json.item(found, lang))
    assert isinstance(told, dict)
    return told
