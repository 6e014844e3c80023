"""Which feeds and calendars there are, for the pages that lead to them and for what writes them."""

from dataclasses import dataclass

from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.site.context import Site

ALL = "all"
"""The name of the feed, and of the calendar, of everything."""


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
