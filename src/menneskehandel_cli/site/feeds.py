"""Which feeds and calendars there are, for the pages that lead to them and for what writes them."""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.register.reporting import reporters
from menneskehandel_cli.site.context import Site

ALL = "all"
"""The name of the feed, and of the calendar, of everything."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or a calendar: its address from a page, its title, and its media type."""

    address: str
    title: str
    type: str


def followed(site: Site) -> list[str]:
    """The ids with a feed of their own: measures, bodies that report, recommendations."""
    register = site.register
    asked = [o.id for o in register.obligations.values() if isinstance(o, Recommendation)]
    return [*(measure.id for measure in register.measures), *reporters(register), *asked]


def with_calendar(site: Site) -> list[str]:
    """The bodies with a calendar of their own."""
    return reporters(site.register)


def feeds_of(site: Site, record: str, lang: Lang) -> tuple[Feed, ...]:
    """The feeds that a page offers: those of its record, else those of everything."""
    followed_here = record in _followed(site)
    name = record if followed_here else ALL
    title = say("site.feed.one", lang, name=record) if followed_here else say("site.feed.all", lang)
    found = [Feed(f"{name}.atom", title, "application/atom+xml")]
    about = record if record in with_calendar(site) else ALL
    if not followed_here or about == record:
        found.append(Feed(f"{about}.ics", say("site.calendar", lang), "text/calendar"))
    return tuple(found)


def _followed(site: Site) -> frozenset[str]:
    return frozenset(followed(site))
