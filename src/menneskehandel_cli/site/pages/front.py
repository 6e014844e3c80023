"""The front page: where it stands, what is late, what changed last and what comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Bullets, Heading, Paragraph
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.charts import promised_picture
from menneskehandel_cli.formats.gaps import caveats, coverage_table, sentences
from menneskehandel_cli.formats.report_headline import MOST, first_lists, lead_of
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.reports.promised import promised_view
from menneskehandel_cli.reports.selection import EVERYTHING
from menneskehandel_cli.reports.status import status_view
from menneskehandel_cli.reports.yearly import YearlyView, yearly_view
from menneskehandel_cli.rules import tally
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage
from menneskehandel_cli.site.parts import events_table

_WHOLE = {
    "delivered": "measures",
    "late": "deadlines",
    "moved": "deadlines",
    "silent": "reports",
    "differing": "gaps",
    "coming": "deadlines",
}
"""The page that tells the whole of each list."""

_LAST = 6
"""How many of the last changes the front page names."""


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    strategy, year = site.strategy, (site.years or (site.state.as_of.year,))[0]
    view = yearly_view(site.year(year) or site.frame, year)
    blocks: list[SiteBlock] = [Cards(tuple(_areas(site, lang)))]
    blocks += _lists(site, view, lang)
    promised = promised_view(site.register, site.state.as_of)
    blocks.append(promised_picture(promised, lang, site.addresses.get))
    blocks.append(Heading(say(msg("Last changes"), lang), 2, "changes"))
    if site.policy:
        blocks.append(events_table(say("site.table.changes", lang), site.policy[-_LAST:], lang))
    else:
        blocks.append(Paragraph(say("log.none", lang)))
    blocks.append(Heading(say("site.figures", lang), 2, "figures"))
    blocks.append(coverage_table(site.gaps, lang))
    blocks.append(Paragraph(" ".join(sentences(site.gaps, lang))))
    blocks.append(Paragraph(f"{say('page.honest', lang)} {caveats(site.gaps, lang)}".strip()))
    blocks.append(Heading(say("site.everything", lang), 2, "everything"))
    blocks.append(Cards(tuple(_ways(site, lang))))
    return SitePage(
        title=strategy.title.pick(lang),
        blocks=tuple(blocks),
        label=f"{strategy.period.from_}–{strategy.period.to}",
        badges=(say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang)),),
        lead=lead_of(view, lang),
        path="strategy/strategy.yaml",
    )


def _areas(site: Site, lang: Lang) -> Iterator[Card]:
    for number, area in site.register.focus_areas.items():
        label = f"{say('area', lang)} {number}"
        yield Card(f"measures.html#FA{number}", area.title.pick(lang), (), label)


def _lists(site: Site, view: YearlyView, lang: Lang) -> Iterator[SiteBlock]:
    """The first of each list that has any, with a way to the whole of it."""
    for found in first_lists(view, site.register, lang):
        if not found.items:
            continue
        yield Heading(found.name, 2, found.key)
        yield Bullets(tuple(found.items[:MOST]))
        if len(found.items) > MOST:
            more = say("report.more", lang, n=len(found.items) - MOST)
            yield Cards((Card(f"{_WHOLE[found.key]}.html", more),))


def _ways(site: Site, lang: Lang) -> Iterator[Card]:
    """Every overview."""
    for kind in site.kinds.values():
        if kind.overview:
            place = site.place_of[kind.name, ""]
            yield Card(place.file, capital(say(kind.overview, lang)))


def _json(site: Site, _subject: str, lang: Lang) -> str:
    """The whole strategy at a glance, as ``mh status --format json`` gives it."""
    context = site.state.context
    view = status_view(context, tally(context), EVERYTHING)
    return json.status(replace(view, revision=None), RenderOptions(lang))


KINDS = (PageKind("index", 0, one, _make, menu="site.kind.overview", json=_json),)
