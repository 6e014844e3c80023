"""Atom feeds (RFC 4287): what changed, of all and of each measure, body that reports, recommendation.

An entry is a commit with what it decided or did, as the log tells it. Data entry and corrections are
bookkeeping and give no entry. Ids are made of the first commit, the language, the record and the commit:
they stay if the site moves to another address, and readers see no entry twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from jinja2 import Environment

from menneskehandel_cli.blocks.templates import environment
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event, policy_events
from menneskehandel_cli.language import Lang, count, fill, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.register import natural
from menneskehandel_cli.reports.log import LogFilter, log_view
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.site.context import Commits, Site, commits_of

ALL = "all"
"""The name of the feed, and of the calendar, of everything."""

_MOST = 50
"""The entries of a feed, the newest of them."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or a calendar: its address from a page, its title, and its media type."""

    address: str
    title: str
    type: str


def file_of(site: Site, record: str) -> str:
    """The name of the files about a record, without their end: that of its page."""
    return ALL if record == ALL else site.addresses[record].removesuffix(".html")


def feeds_of(site: Site, record: str, lang: Lang) -> tuple[Feed, ...]:
    """The feeds that a page offers: those of its record, otherwise those of everything."""
    followed_here = record in site.followed
    name = record if followed_here else ALL
    called = fill(site.register.short_name(record), lang) if followed_here else ""
    title = say("site.feed.one", lang, name=called) if followed_here else say("site.feed.all", lang)
    found = [Feed(f"{file_of(site, name)}.atom", title, "application/atom+xml")]
    about = record if record in site.reporters else ALL
    if not followed_here or about == record:
        found.append(Feed(f"{file_of(site, about)}.ics", say("site.calendar", lang), "text/calendar"))
    return tuple(found)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """A feed for each thing that can be followed, in each language."""
    made = environment(kind=Environment)
    made.filters["plain"] = escape_control
    template = made.get_template("site/feed.xml.j2")
    for record in (ALL, *sorted(site.followed, key=natural)):
        commits = commits_of(policy_events(_events(site, record)))[:_MOST]
        for lang in site.langs:
            text = template.render(_feed(site, record, commits, lang))
            yield f"{lang}/{file_of(site, record)}.atom", f"{text}\n".encode()


def _events(site: Site, record: str) -> Iterable[Event]:
    """The events that a feed tells of: for a body, those of ``mh log --ministry``."""
    if record == ALL:
        return site.history.events
    if record in site.reporters:
        wanted = LogFilter(selection=Selection(ministries=(record,)))
        return log_view(site.register, site.history, site.state.commit.id, wanted).events
    return site.events.get(record, ())


def _feed(site: Site, record: str, commits: Commits, lang: Lang) -> dict[str, object]:
    """What a feed has, by the names in its template."""
    name, called = file_of(site, record), site.strategy.title.pick(lang)
    if record != ALL:
        called = fill(site.register.short_name(record), lang)
    page = "changes.html" if record == ALL else f"{name}.html"
    publisher = site.publication.publisher
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
    return {
        "id": _id(site, lang, record, commit.id),
        "title": _subject(commit, lines, lang),
        "updated": _time(site, commit.day),
        "page": site.address_of(lang, place if record == ALL else f"{page}#history"),
        "related": site.address_of(lang, place) if record != ALL else "",
        "lines": lines,
    }


def _subject(commit: Commit, lines: list[str], lang: Lang) -> str:
    """What an entry is called: its one change, or the day and how many there are."""
    if len(lines) == 1:
        return lines[0]
    return f"{day(commit.day.isoformat(), lang)}: {count('changes', len(lines), lang)}"


def _id(site: Site, *parts: str) -> str:
    """A permanent name (RFC 4122, version 5) below that of the repository's first commit."""
    return uuid5(UUID(site.root[:32]), "/".join(parts)).urn


def _time(site: Site, when: date) -> str:
    """The beginning of a day where the strategy counts days (RFC 3339): the history knows no times."""
    return datetime(when.year, when.month, when.day, tzinfo=ZoneInfo(site.strategy.zone)).isoformat()
