"""Atom feeds (RFC 4287) of what changed, and calendars (RFC 5545) of what is due, for all and for each.

An entry of a feed is a commit with what it decided or did, as the log tells it. Data entry and
corrections are bookkeeping and give no entry. Ids are made of the first commit, the language, the record
and the commit: they stay if the site moves to another address, and readers see no entry twice.

An event of a calendar is on the last possible day of what is due, whole days only: the data knows no
times. It names the month or year that the data gives. What has passed without being done stays.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from jinja2 import Environment

from menneskehandel_cli.blocks.templates import template_environment
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event, policy_events
from menneskehandel_cli.language import Lang, count, day, fill, is_whole_day, last_day, msg, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.register import natural
from menneskehandel_cli.reports.headline import Coming, deadlines
from menneskehandel_cli.reports.log import LogFilter, log_view
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.site.context import Commits, Site, commits_of

if TYPE_CHECKING:
    import icalendar

ALL_EVENTS = "all"
"""The name of the feed, and of the calendar, of everything."""


class Feed(NamedTuple):
    """A feed or a calendar: its address from a page, its title, and its media type."""

    address: str
    title: str
    type: str


def file_of(site: Site, record: str) -> str:
    """The name of the files about a record, without their end: that of its page."""
    return ALL_EVENTS if record == ALL_EVENTS else site.addresses[record].removesuffix(".html")


def feeds_of(site: Site, record: str, lang: Lang) -> tuple[Feed, ...]:
    """The feeds that a page offers: those of its record, otherwise those of everything."""
    name, title = ALL_EVENTS, say("site.feed.all", lang)
    if record in site.followed:
        name, title = record, say("site.feed.one", lang, name=fill(site.register.short_name(record), lang))
    found = [Feed(f"{file_of(site, name)}.atom", title, "application/atom+xml")]
    about = record if record in site.reporters else ALL_EVENTS
    if name == ALL_EVENTS or about == record:
        found.append(Feed(f"{file_of(site, about)}.ics", say("site.calendar", lang), "text/calendar"))
    return tuple(found)


def feeds(site: Site) -> Iterator[tuple[str, bytes]]:
    """A feed of the 50 newest entries for each thing that can be followed, in each language."""
    made = template_environment(kind=Environment)
    made.filters["plain"] = escape_control
    template = made.get_template("site/feed.xml.j2")
    for record in (ALL_EVENTS, *sorted(site.followed, key=natural)):
        commits = commits_of(policy_events(_events(site, record)))[:50]
        for lang in site.langs:
            text = template.render(_feed(site, record, commits, lang))
            yield f"{lang}/{file_of(site, record)}.atom", f"{text}\n".encode()


def _events(site: Site, record: str) -> Iterable[Event]:
    """The events that a feed tells of: for a body, those of ``mh log --ministry``."""
    if record == ALL_EVENTS:
        return site.frame.history.events
    if record in site.reporters:
        wanted = LogFilter(selection=Selection(ministries=(record,)))
        return log_view(site.register, site.frame.history, site.state.commit.id, wanted).events
    return site.events.get(record, ())


def _feed(site: Site, record: str, commits: Commits, lang: Lang) -> dict[str, object]:
    """What a feed has, by the names in its template."""
    name, whole = file_of(site, record), record == ALL_EVENTS
    called = site.strategy.title.pick(lang) if whole else fill(site.register.short_name(record), lang)
    page = "changes.html" if whole else f"{name}.html"
    publisher = site.strategy.publication.publisher
    return {
        "lang": lang,
        "id": _id(site, lang, record),
        "title": say("site.feed.title", lang, name=called),
        "updated": _time(site, (commits[0][0] if commits else site.changed).day),
        "author": publisher.name.pick(lang) if publisher else "mh",
        "address": site.address_of(lang, f"{name}.atom"),
        "page": site.address_of(lang, page),
        "entries": [_entry(site, record, page, *one, lang) for one in commits],
    }


def _entry(
    site: Site, record: str, page: str, commit: Commit, events: Iterable[Event], lang: Lang
) -> dict[str, object]:
    lines = [event_line(event, lang) for event in events]
    place = site.addresses.get(commit.id[:10], "changes.html")
    when = day(commit.day.isoformat(), lang)
    return {
        "id": _id(site, lang, record, commit.id),
        "title": lines[0] if len(lines) == 1 else f"{when}: {count('changes', len(lines), lang)}",
        "updated": _time(site, commit.day),
        "page": site.address_of(lang, place if record == ALL_EVENTS else f"{page}#history"),
        "related": site.address_of(lang, place) if record != ALL_EVENTS else "",
        "lines": lines,
    }


def _id(site: Site, *parts: str) -> str:
    """A permanent name (RFC 4122, version 5) below that of the repository's first commit."""
    return uuid5(UUID(site.root[:32]), "/".join(parts)).urn


def _time(site: Site, when: date) -> str:
    """The beginning of a day where the strategy counts days (RFC 3339): the history knows no times."""
    return datetime(when.year, when.month, when.day, tzinfo=ZoneInfo(site.strategy.zone)).isoformat()


def calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    """The calendars in each language."""
    items = list(_named_apart(deadlines(site.frame)))
    for body in (ALL_EVENTS, *site.reporters):
        # Every body that reports has the days of reporting.
        common = {"report", "evaluation"} if body == site.strategy.coordinator else {"report"}
        theirs = [one for one in items if body in (ALL_EVENTS, *one[1].who) or one[1].kind in common]
        for lang in site.langs:
            yield f"{lang}/{file_of(site, body)}.ics", _calendar(site, body, theirs, lang)


def _named_apart(items: list[Coming]) -> Iterator[tuple[str, Coming]]:
    """Each with a name that it keeps when its day moves; a second reply on an instrument has a number."""
    seen: dict[str, int] = {}
    for item in items:
        name = f"{item.kind}-{item.about}"
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), item


def _calendar(site: Site, body: str, items: list[tuple[str, Coming]], lang: Lang) -> bytes:
    from icalendar import Calendar

    strategy = site.strategy.title.pick(lang)
    calendar = Calendar()
    calendar.add("prodid", f"-//mh//{site.strategy.id}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", escape_control(strategy if body == ALL_EVENTS else f"{body}: {strategy}"))
    for name, item in items:
        calendar.add_component(_event(site, name, item, lang))
    written: bytes = calendar.to_ical()
    return written


def _event(site: Site, uid: str, item: Coming, lang: Lang) -> "icalendar.Event":
    from icalendar import Event

    last = last_day(item.due)
    event = Event()
    event.add("uid", f"{uid}@{site.root}")
    about = site.events.get(item.about.partition(".")[0] if item.kind == "task" else item.about)
    changed = (about[-1].commit if about else site.changed).day
    event.add("dtstamp", datetime(changed.year, changed.month, changed.day, tzinfo=UTC))
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    name = f"{item.about} " if item.kind in ("task", "reply") else ""
    event.add("summary", escape_control(f"{name}{fill(item.said, lang)}"))
    lines = []
    if not is_whole_day(item.due):
        lines.append(say("site.calendar.last", lang, due=day(item.due, lang)))
    if item.who:
        who = escape_control(names(site.register, item.who, lang))
        task = site.register.tasks.get(item.about)
        unowned = task is not None and not task[0].owners_of(task[1])
        lines.append(say("when.unowned" if unowned else msg("Responsible: {who}"), lang, who=who))
    if lines:
        event.add("description", "\n".join(lines))
    if site.strategy.publication.address:
        event.add("url", site.address_of(lang, site.addresses.get(item.about, "deadlines.html")))
    return event
