"""What the conventions ask, and what the monitoring bodies have asked for: in small, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.formats.charts import (
    demanded_picture,
    followed,
    small,
    thread_picture,
    when_picture,
)
from menneskehandel_cli.formats.charts.markup import no_address
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.register.coverage import CLASSIFICATIONS
from menneskehandel_cli.reports.demanded import demanded_views
from menneskehandel_cli.reports.thread import thread_view
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import SitePage, untitled


def small_pictures(site: Site, lang: Lang) -> Iterator[tuple[str, Picture]]:
    """The kind of page that shows the whole, and the picture in small."""
    context, register = site.state.context, site.register
    for asks in demanded_views(context):
        of = asks.counts.classification
        parts = [(name, say(f"classification.{name}", lang), of[name]) for name in CLASSIFICATIONS]
        yield "required", small(demanded_picture(asks, register, lang), parts, lang)
    if (view := thread_view(context)).demands:
        yield "asked", small(thread_picture(site.state, lang, no_address), followed(view, lang), lang)
    yield "deadlines", when_picture(site.frame, lang, site.addresses.get)


def _page(site: Site, title: str, found: list[Picture], lang: Lang) -> SitePage:
    as_of = say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang))
    lead = ""
    if len(found) == 1:
        lead, found[0] = untitled(found[0])
    return SitePage(title=say(title, lang), blocks=tuple(found), badges=(as_of,), lead=lead)


def _required(site: Site, _subject: str, lang: Lang) -> SitePage:
    register, views = site.register, demanded_views(site.state.context)
    found = [demanded_picture(view, register, lang, site.addresses.get) for view in views]
    return _page(site, "site.required", found, lang)


def _asked(site: Site, _subject: str, lang: Lang) -> SitePage:
    return _page(site, "site.asked", [thread_picture(site.state, lang, site.addresses.get)], lang)


KINDS = (
    PageKind("required", 32, one, _required, overview="site.required"),
    PageKind("asked", 33, one, _asked, overview="site.asked"),
)
