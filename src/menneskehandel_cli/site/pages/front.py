"""The front page: the sentence, what is promised, other pictures in small, and the latest decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Heading, Paragraph
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.charts import promised_picture
from menneskehandel_cli.formats.promised import sentences
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.reports.selection import EVERYTHING
from menneskehandel_cli.reports.status import status_view
from menneskehandel_cli.rules import tally
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage, untitled
from menneskehandel_cli.site.pages.pictures import small_pictures
from menneskehandel_cli.site.parts import events_table

_LAST = 6
"""How many of the last decisions the front page names."""


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    strategy = site.strategy
    view = site.when.promised
    _, promised = untitled(promised_picture(view, lang, site.addresses.get))  # the lead says it
    blocks: list[SiteBlock] = [Heading(say("site.promised", lang)), promised]
    for kind, key, picture in small_pictures(site, lang):
        whole = Card(site.place_of[kind, ""].file, say(f"site.{key}.whole", lang))
        blocks += [Heading(say(f"site.{key}", lang)), picture, Cards((whole,))]
    if site.policy:
        latest = say(msg("Latest decisions and changes of status"), lang)
        blocks.append(Heading(latest))
        blocks.append(events_table(latest, site.policy[-_LAST:], lang))
    blocks.append(Heading(say("site.everything", lang)))
    blocks.append(Cards(tuple(_ways(site, lang))))
    blocks.append(Paragraph(say("page.honest", lang)))
    return SitePage(
        title=strategy.title.pick(lang),
        blocks=tuple(blocks),
        badges=(say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang)),),
        lead=" ".join(sentences(view, lang)),
        path="strategy/strategy.yaml",
    )


def _ways(site: Site, lang: Lang) -> Iterator[Card]:
    """Every overview."""
    for kind in site.kinds.values():
        place = site.place_of.get((kind.name, ""))
        if kind.overview and place is not None:
            yield Card(place.file, capital(say(kind.overview, lang)))


def _json(site: Site, _subject: str, lang: Lang) -> str:
    """The whole strategy at a glance, as ``mh status --format json`` gives it."""
    context = site.state.context
    view = site.once("status", lambda: status_view(context, tally(context), EVERYTHING))
    return json.status(replace(view, revision=None), RenderOptions(lang))


KINDS = (PageKind("index", 0, one, _make, menu="site.kind.overview", json=_json),)
