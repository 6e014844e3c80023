"""The gaps in groups by their weight, to be filtered by area and body."""

from menneskehandel_cli.blocks.model import Paragraph
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.gaps import (
    gaps_picture,
    head,
    line_cells,
    render_json,
    section_heading,
    summary,
)
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import linked
from menneskehandel_cli.reports.gap_lines import GapLine, GapSection
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Choice, Filtered, Group, Row, SiteBlock, SitePage, untitled


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    view, register, sections = site.gaps.view, site.register, site.gaps.sections
    lines = [line for section in sections for line in section.lines]
    areas = tuple(
        (str(number), f"{number}. {area.title.pick(lang)}")
        for number, area in register.focus_areas.items()
    )
    bodies = sorted({actor for line in lines for actor in line.who.actors})
    named = tuple((body, names(register, [body], lang)) for body in bodies)
    choices = (
        Choice("area", say("area", lang), areas),
        Choice("body", say("column.who", lang), named),
    )
    blocks: list[SiteBlock] = []
    told = [linked(said, name) for name, said in summary(view, lang).items()]
    if sections:
        lead, drawn = untitled(gaps_picture(site.gaps, lang))
        told = [lead, *told]
        blocks += [drawn, Paragraph(say("gaps.who.note", lang))]
        blocks.append(Filtered(tuple(_group(section, lang) for section in sections), choices))
    return SitePage(
        title=say("gaps.title", lang),
        blocks=tuple(blocks),
        badges=(say("status.as_of", lang, day=day(view.as_of.isoformat(), lang)),),
        lead=" ".join(told),
        path="data",
    )


def _group(section: GapSection, lang: Lang) -> Group:
    rows = tuple(_row(line, lang) for line in section.lines)
    columns = tuple(say(column, lang) for column in head(section.name))
    return Group(section_heading(section, lang), section.name, columns, rows, section.folded)


def _row(line: GapLine, lang: Lang) -> Row:
    areas, bodies = " ".join(map(str, line.areas)), " ".join(line.who.actors)
    values = (("area", areas), ("body", bodies), ("weight", line.weight))
    return Row(line_cells(line, lang), values)


def _json(site: Site, _subject: str, lang: Lang) -> str:
    return render_json(site.gaps, RenderOptions(lang))


KINDS = (PageKind("gaps", 30, one, _make, menu="site.table.gaps", json=_json),)
