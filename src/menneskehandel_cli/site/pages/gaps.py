"""The gaps in groups by their weight, to be filtered by area and body."""

from collections import Counter
from dataclasses import replace

from menneskehandel_cli.blocks.model import Paragraph
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.charts.demanded import none_unanswered
from menneskehandel_cli.formats.gaps import head, line_cells, render_json
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, fill, say, within
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import linked
from menneskehandel_cli.reports.gap_lines import GapLine, GapSection
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Choice, Filtered, Group, Row, SiteBlock, SitePage


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    view, register, sections = site.gaps.view, site.register, site.gaps.sections
    lines = [(section.folded, line) for section in sections for line in section.lines]
    bodies = sorted({actor for _, line in lines for actor in line.who.actors})
    areas = tuple(
        (str(number), f"{number}. {area.title.pick(lang)}")
        for number, area in register.focus_areas.items()
    )
    named = tuple((body, names(register, [body], lang)) for body in bodies)
    choices = Choice("area", say("area", lang), areas), Choice("body", say("column.who", lang), named)
    blocks: list[SiteBlock] = []
    found = [line for folded, line in lines if not folded]
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
    columns = tuple(say(column, lang) for column in head(told))
    return Group(section.title.say(lang), section.name, columns, rows, section.folded)


def _row(line: GapLine, told: str, lang: Lang) -> Row:
    """A line; where its group tells the level, what is asked for is told by its name alone."""
    values = (("area", " ".join(map(str, line.areas))), ("body", " ".join(line.who.actors)))
    missing, *notes = line.asked if told == "level" else (line.missing, *line.asked)
    return Row(line_cells(replace(line, missing=missing, notes=(*notes, *line.notes)), lang), values)


def _json(site: Site, _subject: str, lang: Lang) -> str:
    return render_json(site.gaps, RenderOptions(lang))


KINDS = (PageKind("gaps", 30, one, _make, menu="site.table.gaps", json=_json),)
