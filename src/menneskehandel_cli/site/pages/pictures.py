"""What monitoring bodies have asked for, who follows up what, and when; and pictures that lead there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from menneskehandel_cli.blocks.model import Heading, Picture
from menneskehandel_cli.formats import RenderOptions, matrix
from menneskehandel_cli.formats.charts.asked import (
    demanded_small,
    followers_picture,
    thread_picture,
    thread_small,
)
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.report_parts import moved_table
from menneskehandel_cli.language import Lang, Named, day, fill, listing, nmsg, say
from menneskehandel_cli.language.runs import linked
from menneskehandel_cli.register import grouped, natural
from menneskehandel_cli.reports.coverage import unless_plain
from menneskehandel_cli.reports.matrix import MatrixRow
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.site.context import PageKind, Site, one, where
from menneskehandel_cli.site.page import SiteBlock, SitePage, untitled

_NAMED = 10
"""So many articles that nothing follows up or covers are named in the lead."""


_LEFT = ("open", "open.unclear", "law", "also", "also.unclear", "assess", "assess.unclear")
"""The articles not followed up or not covered, in the order in which the lead tells them."""


def small_pictures(site: Site, lang: Lang) -> Iterator[tuple[str, str, Picture]]:
    """The kind of page that shows the whole, the key of its words, and the picture in small."""
    for asks in site.demanded:
        yield "obligations", "required", demanded_small(asks, lang)
    if site.thread.demands:
        yield "asked", "asked", thread_small(site.thread, site.register, lang)


def _asked(site: Site, _subject: str, lang: Lang) -> SitePage:
    lead, untold = untitled(thread_picture(site.thread, site.register, lang, site.addresses.get))
    as_of = say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang))
    return SitePage(title=say("site.asked", lang), blocks=(untold,), badges=(as_of,), lead=lead)


def _matrix(site: Site, _subject: str, lang: Lang) -> SitePage:
    finding, picture = untitled(followers_picture(site.matrix, site.register, lang, site.addresses.get))
    of = listing([asks.title.pick(lang) for asks in site.demanded], lang)
    lead = _without(site, of, lang) or f"{of}: {finding}".strip(" :")
    return SitePage(title=say("matrix.title", lang), blocks=(picture,), lead=lead)


def _without(site: Site, of: str, lang: Lang) -> str:
    """Which articles no measure follows up; which of these and others are not covered or unclear."""
    rows = [row for row in site.matrix.rows if row.coverage.counts.law]
    found = grouped((_left(row), row.id) for row in rows)
    names = {key: sorted(found[key], key=natural) for key in _LEFT if key in found}
    if not {"open", "open.unclear"} & names.keys() or max(map(len, names.values())) > _NAMED:
        return ""
    every = sum(len(site.register.obligations_of(one.id)) for one in site.demanded)
    n, total = sum(not row.followed_up for row in rows), len(rows)
    nothing = unless_plain(site.state.context, "matrix.left.nothing")
    said = [say(nothing, lang, n=n, total=total, of=of)]
    for key, ids in names.items():
        said.append(say(f"matrix.left.{key}", lang, n=len(ids), names=_articles(site, ids, lang)))
    said.append(say("matrix.left.asking", lang, n=total, every=every))
    return " ".join(f"{one}." for one in said)


def _left(row: MatrixRow) -> str:
    if row.covered:
        return "" if row.followed_up else "law"
    far = ("open", "also", "assess")[row.followed_up + row.only_assessed]
    return far if row.coverage.settled else f"{far}.unclear"


def _articles(site: Site, ids: Sequence[str], lang: Lang) -> str:
    """Articles by their numbers; by their names where several conventions are followed."""
    if len(site.demanded) > 1:
        called = (Named(name, site.register.short_name(name), inside=True) for name in ids)
        return listing([fill(one, lang) for one in called], lang)
    numbers = [linked(name.rpartition("-")[2], name) for name in ids]
    words = nmsg("Article {numbers}", "Articles {numbers}")
    return say(words, lang, n=len(ids), numbers=listing(numbers, lang))


def _matrix_json(site: Site, _subject: str, lang: Lang) -> str:
    return matrix.render_json(site.matrix, RenderOptions(lang))


def _deadlines(site: Site, _subject: str, lang: Lang) -> SitePage:
    """When: the picture, which has each deadline; those that have moved, and what has none."""
    lead, picture = untitled(when_picture(site.when, site.register, lang, site.addresses.get))
    if site.first_day and any(one.passed for one in site.when.dated):
        lead = f"{lead} {say('site.since', lang, day=day(site.first_day, lang))}"
    blocks: list[SiteBlock] = [replace(picture, note="")]
    if shifts := moved(site.policy, site.frame):
        table = moved_table(shifts, site.register, lang)
        blocks += [Heading(say("report.moved", lang), 2, "moved"), table]
    return SitePage(title=say("site.list.deadlines", lang), blocks=tuple(blocks), lead=lead)


KINDS = (
    PageKind("asked", 33, where(lambda s: s.thread.demands), _asked, overview="site.asked"),
    PageKind(
        "matrix", 36, where(lambda s: s.matrix.rows), _matrix, overview="matrix.title", json=_matrix_json
    ),
    PageKind("deadlines", 37, one, _deadlines, overview="site.list.deadlines"),
)
