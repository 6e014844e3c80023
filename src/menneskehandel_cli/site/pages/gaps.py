"""The page of the gaps: what is missing, in groups by its weight."""

import re
from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Paragraph
from menneskehandel_cli.formats import RenderOptions, gaps
from menneskehandel_cli.formats.report_parts import capital, names
from menneskehandel_cli.language import Lang, fill, linked, msg, nmsg, say, within
from menneskehandel_cli.language.runs import linked_parts
from menneskehandel_cli.models.base import NEEDED
from menneskehandel_cli.reports.coverage import ours_in
from menneskehandel_cli.reports.gap_lines import GapLine, GapSection, Message
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Choice, Filtered, Group, Row, SiteBlock, SitePage
from menneskehandel_cli.site.pages.pictures import editions, opened


def _gaps(site: Site, _subject: str, lang: Lang) -> SitePage:
    """The gaps in groups by their weight, to be filtered by area and body."""
    view, register = site.gaps.view, site.register
    sections = site.gaps.sections  # in the order of the lead: what bodies ask for, and what the law lacks
    areas = tuple((str(n), f"{n}. {x.title.pick(lang)}") for n, x in register.focus_areas.items())
    found = (line for section in sections if not section.folded for line in section.lines)
    bodies = sorted({actor for line in found for actor in line.who.bodies})
    named = tuple((body, names(register, [body], lang)) for body in bodies)
    needs = tuple((x, capital(say(f"value.need.{x}", lang))) for x in NEEDED)
    fields = ("need", "fact.needs", needs), ("area", "area", areas), ("body", "column.who", named)
    choices = tuple(Choice(name, say(label, lang), values) for name, label, values in fields)
    blocks: list[SiteBlock] = []
    if sections:
        able = sorted(filter(view.open, bodies), key=lambda body: -view.open(body))
        called = ((x, within(fill(site.register.short_name(x), lang), x)) for x in able)
        each = " · ".join(linked(f"{name}\u00a0{view.open(x)}", f"page:gaps {x}") for x, name in called)
        who = say("gaps.able", lang, bodies=each) if able else ""
        blocks.append(Filtered(tuple(_group(site, section, lang) for section in sections), choices, who))
        keys = ("gaps.who.note", "gaps.needs.note", ours_in(site.state.context))
        blocks.append(Paragraph(" ".join(say(key, lang) for key in keys)))
    most = (fill(text, lang) for text in site.gaps.most)
    lead, basis = (opened(site, lang), *most), " ".join(_rests_on(site, lang))
    return SitePage(say("gaps.title", lang), tuple(blocks), lead=" ".join(lead), basis=basis, path="data")


def _rests_on(site: Site, lang: Lang) -> Iterator[str]:
    """That more may be done than is recorded, what counts as named, and what has not been read."""
    yield say(msg("That a gap is open does not mean that nothing has been done."), lang)
    items = [gap.requirement for gap in site.gaps.view.counted if gap.requirement is not None]
    if n := sum(bool(item.named_by) and not item.answers for item in items):
        named = nmsg(
            "One gap is linked to a measure, a focus area or funding, but no task follows it up.",
            "Of the gaps, {n} are linked to a measure, a focus area or funding, but no task follows them up.",
        )
        yield say(named, lang, n=n)
    if n := sum(gap.practice for gap in site.gaps.view.counted if gap.section == "asked"):
        covered = nmsg(
            "On our reading, the law covers the requirements that one of the points concerns.",
            "On our reading, the law covers the requirements that {n} of the points concern.",
        )
        yield say(covered, lang, n=n)
    if any(one.counts.law for one in site.demanded):
        yield say(msg("No lawyer has confirmed our reading of the law."), lang)
    reported = [one.unread for one in site.thread.rounds if one.body]
    if any(reported):
        none = msg("None of the monitoring bodies' reports has been read in full.")
        some = msg("Not all the monitoring bodies' reports have been read in full.")
        yield say(none if all(reported) else some, lang)


def _group(site: Site, section: GapSection, lang: Lang) -> Group:
    group = "level" if section.name == "asked" else section.name
    rows = tuple(_row(site, line, group, lang) for line in section.lines)
    columns = tuple(say(column, lang) for column in gaps.head(group))
    promised = (fill(text, lang) for text in site.gaps.promised)
    in_hand = " ".join((say("gaps.in_hand.note", lang), say("assess.means", lang), *promised))
    partly = " ".join((_of_all(site, section.total, lang), *editions(site, lang))).strip()
    notes = {"partly": partly, "in_hand": in_hand}
    title, note = section.title.say(lang), notes.get(section.name, "")
    return Group(title, section.name, columns, rows, section.folded, section.total, note)


def _of_all(site: Site, here: int, lang: Lang) -> str:
    """How many requirements are partly covered, and why those not listed here are no gaps."""
    total, unclear = (sum(one.counts.shown[x] for one in site.demanded) for x in ("partly", "unclear"))
    in_hand = sum(item.shown == "partly" and item.law is not None for item, _ in site.gaps.view.in_hand)
    every = linked(say("gaps.partly.total", lang, n=total), "page:obligations")
    both = len(site.gaps.view.same)
    words = "gaps.partly.of.asked" if both else "gaps.partly.of"
    parts = [say(words, lang, every=every, here=here, in_hand=in_hand, n=both)]
    parts += [say("gaps.partly.unclear", lang, n=unclear)] if unclear else []
    return " ".join(parts) if total == here + both + in_hand else ""


def _row(site: Site, line: GapLine, group: str, lang: Lang) -> Row:
    """A line; where its group tells the level, what is asked for is told by its name alone."""
    areas, bodies = " ".join(map(str, line.areas)), " ".join(line.who.bodies)
    about, n = (("body", bodies), ("area", areas), ("need", " ".join(line.needs))), len(line.points)
    missing, *notes = line.requests if group == "level" else (line.missing,)
    parts = (missing, *notes, *line.notes)
    first, *more = (one.beside(line.id) if isinstance(one, Message) else one for one in parts)
    bare = replace(line, missing=first, notes=tuple(more), needs=())
    name, text, who = gaps.line_cells(bare, lang)
    return Row((name, gaps.needed(line, lang), _few_links(site, text), who), (*about, ("n", f"{n or ''}")))


def _few_links(site: Site, text: str) -> str:
    """What a line says, without links to bodies and to the law: they would be too many."""
    bodies = re.compile(rf"\b(?:{'|'.join(map(re.escape, site.register.actors))})\b")
    rest = linked_parts(text)
    rest[::3] = [bodies.sub(lambda body: linked(body[0], ""), one) for one in rest[::3]]
    for n in range(1, len(rest), 3):
        left = "" if rest[n] in site.register.law_on or "://" in rest[n] else rest[n]
        rest[n : n + 2] = "", linked(rest[n + 1], left)
    return "".join(rest)


def _gaps_json(site: Site, _subject: str, lang: Lang) -> str:
    return gaps.render_json(site.gaps, RenderOptions(lang))


KINDS = (PageKind("gaps", 30, one, _gaps, menu="site.table.gaps", json=_gaps_json),)
