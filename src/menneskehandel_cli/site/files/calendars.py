"""Calendars (RFC 5545): what is due, for all and for each body that reports.

An event is on the last possible day of what is due, whole days only: the data knows no times. It names
the month or year that the data gives. What has passed without being done stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.git import Commit
from menneskehandel_cli.language import Lang, fill, msg, say
from menneskehandel_cli.language.days import day, is_whole_day, last_day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.reports.headline import Coming, deadlines
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.files.atom import ALL, file_of

if TYPE_CHECKING:
    from icalendar import Event


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The calendars in each language."""
    items = list(_named_apart(deadlines(site.frame)))
    for body in (ALL, *site.reporters):
        theirs = [(name, item) for name, item in items if body == ALL or _concerns(site, item, body)]
        for lang in site.langs:
            yield f"{lang}/{file_of(site, body)}.ics", _calendar(site, body, theirs, lang)


def _named_apart(items: list[Coming]) -> Iterator[tuple[str, Coming]]:
    """Each with a name that it keeps when its day moves; a second reply on an instrument has a number."""
    seen: dict[str, int] = {}
    for item in items:
        name = f"{item.kind}-{item.about}"
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), item


def _concerns(site: Site, item: Coming, body: str) -> bool:
    """Whether a body answers for it. Every body that reports has the days of reporting."""
    return (
        body in item.who
        or item.kind == "report"
        or (item.kind == "evaluation" and body == site.strategy.coordinator)
    )


def _calendar(site: Site, body: str, items: list[tuple[str, Coming]], lang: Lang) -> bytes:
    from icalendar import Calendar

    strategy = site.strategy.title.pick(lang)
    calendar = Calendar()
    calendar.add("prodid", f"-//mh//{site.strategy.id}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", escape_control(strategy if body == ALL else f"{body}: {strategy}"))
    for name, item in items:
        calendar.add_component(_event(site, name, item, lang))
    written: bytes = calendar.to_ical()
    return written


def _event(site: Site, uid: str, item: Coming, lang: Lang) -> Event:
    from icalendar import Event

    last = last_day(item.due)
    event = Event()
    event.add("uid", f"{uid}@{site.root}")
    changed = _changed(site, item).day
    event.add("dtstamp", datetime(changed.year, changed.month, changed.day, tzinfo=UTC))
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    name = f"{item.about} " if item.kind in ("task", "reply") else ""
    event.add("summary", escape_control(f"{name}{fill(item.said, lang)}"))
    told = []
    if not is_whole_day(item.due):
        told.append(say("site.calendar.last", lang, due=day(item.due, lang)))
    if item.who:
        who = escape_control(names(site.register, item.who, lang))
        told.append(say(msg("Responsible: {who}"), lang, who=who))
    if told:
        event.add("description", "\n".join(told))
    if site.publication.address:
        event.add("url", site.address_of(lang, site.addresses.get(item.about, "deadlines.html")))
    return event


def _changed(site: Site, item: Coming) -> Commit:
    """The last commit that changed what is due, or anything at all where no record tells."""
    events = site.events.get(item.about.partition(".")[0] if item.kind == "task" else item.about)
    return events[-1].commit if events else site.changed
