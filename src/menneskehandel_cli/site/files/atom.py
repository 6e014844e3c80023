"""Atom feeds (RFC 4287): what changed, of all and of each measure, body that reports, recommendation.

An entry is a commit with what it decided or did, as the log tells it. Data entry and corrections are
bookkeeping and give no entry. Ids are made of the first commit, the language, the record and the commit:
they stay if the site moves to another address, and readers see no entry twice.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, count, fill, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.register import natural
from menneskehandel_cli.reports.log import LogFilter, log_view
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.site.context import Commits, Site, commits_of
from menneskehandel_cli.site.feeds import ALL, file_of

_MOST = 50
"""The entries of a feed, the newest of them."""
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """A feed for each thing that can be followed, in each language."""
    for record in (ALL, *sorted(site.followed, key=natural)):
        policy = (event for event in _events(site, record) if event.classification == "policy")
        commits = commits_of(policy)[:_MOST]
        for lang in site.langs:
            yield f"{lang}/{file_of(site, record)}.atom", _feed(site, record, commits, lang)


def _events(site: Site, record: str) -> Iterable[Event]:
    """The events that a feed tells of: for a body, those of ``mh log --ministry``."""
    if record == ALL:
        return site.history.events
    if record in site.reporters:
        wanted = LogFilter(selection=Selection(ministries=(record,)))
        return log_view(site.register, site.history, site.state.commit.id, wanted).events
    return site.events.get(record, ())


def _feed(site: Site, record: str, commits: Commits, lang: Lang) -> bytes:
    name, called = file_of(site, record), site.strategy.title.pick(lang)
    if record != ALL:
        called = fill(site.register.short_name(record), lang)
    page = "changes.html" if record == ALL else f"{name}.html"
    feed = ET.Element("feed", {"xmlns": _ATOM, f"{{{_XML}}}lang": lang})
    _text(feed, "id", _id(site, lang, record))
    _text(feed, "title", say("site.feed.title", lang, name=called))
    updated = commits[0][0] if commits else site.changed
    _text(feed, "updated", _time(site, updated.day))
    publisher = site.publication.publisher
    author = ET.SubElement(feed, "author")
    _text(author, "name", publisher.name.pick(lang) if publisher else "mh")
    _link(feed, "self", site.address_of(lang, f"{name}.atom"), "application/atom+xml")
    _link(feed, "alternate", site.address_of(lang, page), "text/html")
    for commit, events in commits:
        entry = ET.SubElement(feed, "entry")
        lines = [event_line(event, lang) for event in events]
        _text(entry, "id", _id(site, lang, record, commit.id))
        _text(entry, "title", _subject(commit, lines, lang))
        _text(entry, "updated", _time(site, commit.day))
        place = site.addresses.get(commit.id[:10], "changes.html")
        told = place if record == ALL else f"{page}#history"
        _link(entry, "alternate", site.address_of(lang, told), "text/html")
        if record != ALL:
            _link(entry, "related", site.address_of(lang, place), "text/html")
        # Escaped twice, as a text in HTML and that in XML; what no XML can hold is written as its number.
        items = "".join(f"<li>{escape(escape_control(line))}</li>" for line in lines)
        ET.SubElement(entry, "content", {"type": "html"}).text = f"<ul>{items}</ul>"
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


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


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = escape_control(text)


def _link(parent: ET.Element, rel: str, address: str, media: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": address, "type": media})
