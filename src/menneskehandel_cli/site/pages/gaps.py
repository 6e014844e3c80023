"""The page of the gaps: what is missing, in groups by its weight."""

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Paragraph
from menneskehandel_cli.formats import RenderOptions, gaps
from menneskehandel_cli.formats.charts.asked import none_unanswered
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, Named, The, day, fill, linked, listing, msg, say, within
from menneskehandel_cli.reports.coverage import ours_in, unless_plain
from menneskehandel_cli.reports.gap_lines import GapLine, GapSection
from menneskehandel_cli.reports.record_requirement import law_told
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Choice, Filtered, Group, Row, SiteBlock, SitePage

_NAMED = 6
"""So many points that nothing follows up are named in the lead."""


def _gaps(site: Site, _subject: str, lang: Lang) -> SitePage:
    """The gaps in groups by their weight, to be filtered by area and body."""
    view, register = site.gaps.view, site.register
    sections = site.gaps.sections  # in the order of the lead: what bodies ask for, and what the law lacks
    areas = tuple(
        (str(number), f"{number}. {area.title.pick(lang)}")
        for number, area in register.focus_areas.items()
    )
    found = (line for section in sections if not section.folded for line in section.lines)
    bodies = sorted({actor for line in found for actor in line.who.asked})
    named = tuple((body, names(register, [body], lang)) for body in bodies)
    choices = Choice("area", say("area", lang), areas), Choice("body", say("column.who", lang), named)
    blocks: list[SiteBlock] = []
    if sections:
        able = sorted(bodies, key=lambda body: -site.gaps.view.open(body))
        called = ((x, within(fill(site.register.short_name(x), lang), x)) for x in able)
        counted = ((x, f"{name}\u00a0{site.gaps.view.open(x)}") for x, name in called)
        each = " · ".join(linked(name, f"page:gaps {x}") for x, name in counted)
        who = say("gaps.able", lang, bodies=each) if able else ""
        blocks.append(Filtered(tuple(_group(site, section, lang) for section in sections), choices, who))
        note, ours = say("gaps.who.note", lang), say(ours_in(site.state.context), lang)
        blocks.append(Paragraph(" ".join((none_unanswered(site.demanded, lang), note, ours)).strip()))
    as_of = day(view.as_of.isoformat(), lang)
    opened = unless_plain(site.state.context, "gaps.open")
    told = [*asked_most(site, lang), say(opened, lang, n=view.open(), day=as_of)]
    told.append(say(msg("That does not mean that nothing has been done."), lang))
    told += gaps.twice(view, lang)
    return SitePage(title=say("gaps.title", lang), blocks=tuple(blocks), lead=" ".join(told), path="data")


def asked_most(site: Site, lang: Lang, actor: str = "") -> Iterator[str]:
    """What is asked for most strongly that no measure follows up; by a body, or that it can follow up."""
    asked = [gap for gap in site.gaps.view.gaps if gap.section == "asked" and gap.urgency]
    most = [gap for gap in asked if gap.urgency == max(one.urgency for one in asked)]
    register = site.register
    of = {gap.subject: register.instruments[gap.instrument].body for gap in most if gap.instrument}
    most = [x for x in most if actor in ("", of.get(x.subject), *x.who.actors)]
    if 0 < len(most) <= _NAMED:
        names = [gap.subject for gap in most]
        called = [fill(Named(name, register.short_title(name), inside=True), lang) for name in names]
        by = dict.fromkeys(of[name] for name in names if name in of)
        bodies = listing([The(register.short_name(one)).pick(lang) for one in by], lang)
        yield say("gaps.most", lang, names=listing(called, lang), bodies=bodies)


def _group(site: Site, section: GapSection, lang: Lang) -> Group:
    told = "level" if section.name == "asked" else section.name
    read = section.name in ("unanswered", "partly")
    lines = (replace(x, notes=(*x.notes, *_read(site, x, lang))) if read else x for x in section.lines)
    rows = tuple(_row(line, told, lang) for line in lines)
    columns = tuple(say(column, lang) for column in gaps.head(told))
    in_hand = f"{say('gaps.in_hand.note', lang)} {say('assess.means', lang)}"
    law = any(one.counts.law for one in site.demanded)
    lawyer = say(msg("No lawyer has confirmed our reading of the law."), lang) if law else ""
    notes = {"partly": f"{_of_all(site, section.total, lang)} {lawyer}".strip(), "in_hand": in_hand}
    note = notes.get(section.name, "")
    title = section.title.say(lang)
    return Group(title, section.name, columns, rows, section.folded, section.total, note)


def _read(site: Site, line: GapLine, lang: Lang) -> tuple[str, ...]:
    """How far the law covers what a line is about, by the provisions that were read."""
    item = site.state.context.coverage.by_id.get(line.id)
    if item is None or item.law_record is None:
        return ()
    read = fill(law_told(site.register, item), str(lang))  # links would make the page too large
    return (say("labelled", lang, label=say("section.law", lang), value=read),)


def _of_all(site: Site, here: int, lang: Lang) -> str:
    """How many requirements are partly covered, and why those not listed here are no gaps."""
    total, unclear = (sum(one.counts.shown[x] for one in site.demanded) for x in ("partly", "unclear"))
    in_hand = sum(item.shown == "partly" and item.law is not None for item, _ in site.gaps.view.in_hand)
    every = linked(say("gaps.partly.total", lang, n=total), "page:obligations")
    said = [say("gaps.partly.of", lang, every=every, here=here, in_hand=in_hand)]
    said += [say("gaps.partly.unclear", lang, n=unclear)] if unclear else []
    return " ".join(said) if total == here + in_hand else ""


def _row(line: GapLine, told: str, lang: Lang) -> Row:
    """A line; where its group tells the level, what is asked for is told by its name alone."""
    areas, bodies = " ".join(map(str, line.areas)), " ".join(line.who.asked)
    several = [("n", str(len(line.points)))] if line.points else []
    values = (("area", areas), ("body", bodies), *several)
    missing, *notes = line.asked if told == "level" else (line.missing, *line.asked)
    return Row(gaps.line_cells(replace(line, missing=missing, notes=(*notes, *line.notes)), lang), values)


def _gaps_json(site: Site, _subject: str, lang: Lang) -> str:
    return gaps.render_json(site.gaps, RenderOptions(lang))


KINDS = (PageKind("gaps", 30, one, _gaps, menu="site.table.gaps", json=_gaps_json),)
