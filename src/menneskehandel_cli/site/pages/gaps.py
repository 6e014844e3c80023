"""The gaps, to be filtered by area, body and weight; and those that somebody has accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Bullets, Paragraph
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.gaps import caveats, figures, names, remarks, render_json, summary
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, fill, listing, msg, say
from menneskehandel_cli.reports.gap_lines import gap_list
from menneskehandel_cli.reports.gaps import SECTIONS, Gap, GapsView
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Choice, Entries, Entry, Filtered, Row, SiteBlock, SitePage
from menneskehandel_cli.site.parts import with_names

_WEIGHTS = ("major", "minor", "other", "note")


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    view, register = site.gaps, site.register
    rows = tuple(_rows(view, site, lang))
    areas = tuple(
        (str(number), f"{number}. {area.title.pick(lang)}")
        for number, area in register.focus_areas.items()
    )
    bodies = sorted({actor for gap in view.gaps for actor in gap.who.actors})
    named = tuple((body, with_names(register, (body,), lang)) for body in bodies)
    weights = tuple((name, say(f"site.weight.{name}", lang)) for name in _WEIGHTS)
    choices = (
        Choice("area", say("area", lang), areas),
        Choice("body", say("column.who", lang), named),
        Choice("weight", say("column.weight", lang), weights),
    )
    head = tuple(say(f"column.{name}", lang) for name in ("subject", "gap", "state", "weight", "who"))
    blocks: list[SiteBlock] = [Bullets(tuple(summary(view, lang))), Paragraph(caveats(view, lang))]
    if rows:
        blocks.append(Filtered(say("gaps.title", lang), head, rows, choices))
        blocks.append(Paragraph(say("gaps.who.note", lang)))
    else:
        blocks.append(Paragraph(say("gaps.none", lang)))
    if view.in_hand:
        blocks.append(Paragraph(count("site.in_hand", len(view.in_hand), lang)))
    if view.unknown:
        blocks.append(Paragraph(count("site.unassessed", len(view.unknown), lang)))
    return SitePage(
        title=say("gaps.title", lang), blocks=tuple(blocks), lead=figures(view, lang), path="data"
    )


def _weight(gap: Gap) -> str:
    """The class of weight that a gap is filtered by."""
    if gap.finding.severity != "gap":
        return "note"
    return gap.size or "other"


def _rows(view: GapsView, site: Site, lang: Lang) -> Iterator[Row]:
    """A row for each obligation with something open, as in ``mh gaps``, and for each other gap."""
    by_subject: dict[str, list[Gap]] = {}
    for gap in view.gaps:
        owner = gap.requirement.owner.id if gap.requirement is not None else gap.subject
        by_subject.setdefault(owner, []).append(gap)
    for section in gap_list(view, site.state.context, "obligation").sections:
        if section.name not in SECTIONS:
            continue
        for line in section.lines:
            gaps = [gap for gap in by_subject[line.id] if gap.section == section.name]
            weights = [name for name in _WEIGHTS if name in map(_weight, gaps)]
            said = listing([say(f"site.weight.{name}", lang) for name in weights], lang)
            areas = sorted({str(area) for gap in gaps for area in gap.areas})
            bodies = dict.fromkeys(actor for gap in gaps for actor in gap.who.actors)
            yield Row(
                (
                    line.id,
                    fill(line.title, lang).strip(),
                    remarks(line, lang),
                    said,
                    names(line.who, lang),
                ),
                (("area", " ".join(areas)), ("body", " ".join(bodies)), ("weight", " ".join(weights))),
            )


def _json(site: Site, _subject: str, lang: Lang) -> str:
    view = replace(site.gaps, revision=None)
    return render_json(gap_list(view, site.state.context, "demand"), RenderOptions(lang))


def _accepted(site: Site, _subject: str, lang: Lang) -> SitePage:
    """The gaps that somebody answers for: who, why and until when."""
    found = tuple(
        Entry(line.id, fill(line.title, lang))
        for section in gap_list(site.gaps, site.state.context, "demand").sections
        if section.name == "accepted"
        for line in section.lines
    )
    block: SiteBlock = Entries(found) if found else Paragraph(say("unrecorded", lang))
    return SitePage(
        title=capital(say("site.list.accepted", lang)),
        blocks=(block,),
        lead=say(msg("Gaps that somebody has taken responsibility for: who, why and until when."), lang),
    )


KINDS = (
    PageKind("gaps", 30, one, _make, menu="site.table.gaps", json=_json),
    PageKind("accepted", 35, one, _accepted, overview="site.list.accepted"),
)
