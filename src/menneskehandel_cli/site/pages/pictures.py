"""What monitoring bodies have asked for, who follows up what, the gaps, and pictures that lead there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Paragraph, Picture
from menneskehandel_cli.formats import RenderOptions, gaps, matrix
from menneskehandel_cli.formats.charts.asked import (
    demanded_small,
    followers_picture,
    none_unanswered,
    thread_picture,
    thread_small,
)
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, Named, fill, listing, say, within
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import linked
from menneskehandel_cli.register.records import natural
from menneskehandel_cli.reports.gap_lines import GapLine, GapSection
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Choice, Filtered, Group, Row, SiteBlock, SitePage, untitled

_NAMED = 10
"""So many articles that nothing follows up or covers are named in the lead."""


def small_pictures(site: Site, lang: Lang) -> Iterator[tuple[str, str, Picture]]:
    """The kind of page that shows the whole, the key of its words, and the picture in small."""
    for asks in site.demanded:
        yield "obligations", "required", demanded_small(asks, lang)
    if site.thread.demands:
        yield "asked", "asked", thread_small(site.thread, site.register, lang)


def _asked(site: Site, _subject: str, lang: Lang) -> SitePage:
    picture = thread_picture(site.thread, site.register, lang, site.addresses.get)
    lead, untold = untitled(picture)
    as_of = say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang))
    return SitePage(title=say("site.asked", lang), blocks=(untold,), badges=(as_of,), lead=lead)


def _matrix(site: Site, _subject: str, lang: Lang) -> SitePage:
    view = site.matrix
    finding, picture = untitled(followers_picture(view, site.register, lang, site.addresses.get))
    of = listing([asks.title.pick(lang) for asks in site.demanded], lang)
    lead = f"{of}: {_without(site, lang) or finding}".strip(" :")
    return SitePage(title=say("matrix.title", lang), blocks=(picture,), lead=lead)


def _without(site: Site, lang: Lang) -> str:
    """How many articles no measure follows up, how many of them are covered, and which are not."""
    rows = [row for row in site.matrix.rows if row.coverage.counts.law]
    bare = [row for row in rows if not row.followed_up]
    open_rows = sorted((row.id for row in bare if not row.covered), key=natural)
    called = (Named(name, site.register.short_name(name), inside=True) for name in open_rows)
    left = [fill(one, lang) for one in called]
    if not left or len(left) > _NAMED:
        return ""
    units, whole = say("matrix.left.article", lang), len(bare) - len(left)
    said = (
        say("matrix.left.nothing", lang, n=len(bare), total=len(rows), units=units),
        say("matrix.left.law", lang, n=whole) if whole else "",
        say("matrix.left.open", lang, names=listing(left, lang)),
    )
    return " ".join(f"{one}." for one in said if one)


def _matrix_json(site: Site, _subject: str, lang: Lang) -> str:
    return matrix.render_json(site.matrix, RenderOptions(lang))


def _gaps(site: Site, _subject: str, lang: Lang) -> SitePage:
    """The gaps in groups by their weight, to be filtered by area and body."""
    view, register, sections = site.gaps.view, site.register, site.gaps.sections
    lines = [(section.folded, line) for section in sections for line in section.lines]
    areas = tuple(
        (str(number), f"{number}. {area.title.pick(lang)}")
        for number, area in register.focus_areas.items()
    )
    found = [line for folded, line in lines if not folded]
    bodies = sorted({actor for line in found for actor in line.who.actors})
    named = tuple((body, names(register, [body], lang)) for body in bodies)
    choices = Choice("area", say("area", lang), areas), Choice("body", say("column.who", lang), named)
    blocks: list[SiteBlock] = []
    if sections:
        able = Counter(actor for line in found for actor in line.who.actors).most_common()
        each = (
            linked(f"{within(fill(register.short_name(one), lang), one)}\u00a0{n}", f"page:gaps {one}")
            for one, n in able
        )
        who = say("gaps.able", lang, bodies=" · ".join(each)) if able else ""
        blocks.append(Filtered(tuple(_group(section, lang) for section in sections), choices, who))
        ours = say("gaps.who.note", lang), say("coverage.ours", lang)
        blocks.append(Paragraph(" ".join((none_unanswered(site.demanded, lang), *ours)).strip()))
    return SitePage(
        title=say("gaps.title", lang),
        blocks=tuple(blocks),
        lead=say("gaps.open", lang, n=len(found), day=day(view.as_of.isoformat(), lang)),
        path="data",
    )


def _group(section: GapSection, lang: Lang) -> Group:
    told = "level" if section.name == "asked" else section.name
    rows = tuple(_row(line, told, lang) for line in section.lines)
    columns = tuple(say(column, lang) for column in gaps.head(told))
    return Group(section.title.say(lang), section.name, columns, rows, section.folded)


def _row(line: GapLine, told: str, lang: Lang) -> Row:
    """A line; where its group tells the level, what is asked for is told by its name alone."""
    values = (("area", " ".join(map(str, line.areas))), ("body", " ".join(line.who.actors)))
    missing, *notes = line.asked if told == "level" else (line.missing, *line.asked)
    line = replace(line, missing=missing, notes=(*notes, *line.notes))
    return Row(gaps.line_cells(line, lang), values)


def _gaps_json(site: Site, _subject: str, lang: Lang) -> str:
    return gaps.render_json(site.gaps, RenderOptions(lang))


KINDS = (
    PageKind("gaps", 30, one, _gaps, menu="site.table.gaps", json=_gaps_json),
    PageKind("asked", 33, one, _asked, overview="site.asked"),
    PageKind("matrix", 36, one, _matrix, overview="matrix.title", json=_matrix_json),
)
