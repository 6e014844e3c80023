"""The page of the gaps: what is missing, in groups by its weight."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from menneskehandel_cli.blocks.model import Paragraph
from menneskehandel_cli.formats import RenderOptions, gaps
from menneskehandel_cli.formats.charts import asked
from menneskehandel_cli.formats.report_parts import capital, names
from menneskehandel_cli.language import Lang, fill, linked, msg, number, say
from menneskehandel_cli.language.runs import linked_parts
from menneskehandel_cli.models.base import NEEDED
from menneskehandel_cli.reports.coverage import ours_in
from menneskehandel_cli.reports.gap_lines import GapLine, GapMessage, GapSection, of_law
from menneskehandel_cli.reports.gaps import ASKED, REQUIRED_GAPS, level_of
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Filter, Filtered, GapRow, RowGroup, SiteBlock, SitePage
from menneskehandel_cli.site.pages.pictures import able, law_read


def _gaps_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    """The gaps in groups by their weight, to be filtered."""
    view, sections = site.gaps.view, site.gaps.sections
    lines = [line for section in sections for line in section.lines]
    bodies = sorted({body for line in lines for body in line.who.bodies})
    choices = [*_gap_filters(site, lines, bodies, lang)]
    blocks: list[SiteBlock] = []
    if sections:
        counts = {x: n for x in bodies if (n := view.open(x))}
        alone = {x: view.open(x, alone=True) for x in counts}
        who = able(site, counts, lang, "page:gaps {}", alone)
        groups = tuple(_group(site, section, choices, lang) for section in sections)
        last = sum(section.total for section in sections if section.short is None)
        blocks.append(Filtered(groups, (*choices,), who, number(last, lang) if last else ""))
        keys = ("gaps.who.note", "gaps.needs.note", ours_in(site.state.context))
        blocks.append(Paragraph(" ".join(say(key, lang) for key in keys)))
    years = [linked(say("gaps.asked", lang), "page:asked")] if site.thread.demands else []
    lead = " ".join(
        filter(None, (*gaps.opened(view, lang), *(fill(x, lang) for x in site.gaps.beyond[:1]), *years))
    )
    basis = " ".join(_rests_on(site, lang))
    return SitePage(say("gaps.title", lang), tuple(blocks), lead=lead, basis=basis, path="data")


def _gap_filters(site: Site, lines: Sequence[GapLine], bodies: Sequence[str], lang: Lang) -> Iterator[Filter]:
    """By what the gaps can be filtered: the values that some of them have."""
    areas = {str(n): f"{n}. {x.title.pick(lang)}" for n, x in site.register.focus_areas.items()}
    known = {
        "need": ("fact.needs", {x: capital(say(f"value.need.{x}", lang)) for x in NEEDED}),
        "area": ("area", {**areas, "0": say(msg("No focus area"), lang)}),
        "theme": ("site.kind.theme", {name: x.title.pick(lang) for name, x in site.register.themes.items()}),
        "body": ("column.who", {body: names(site.register, [body], lang) for body in bodies}),
    }
    for name, (label, values) in known.items():
        found = {value for line in lines for value in _filter_values(line)[name]}
        if shown := tuple(x for x in values.items() if x[0] in found):
            yield Filter(name, say(label, lang), shown)


def _rests_on(site: Site, lang: Lang) -> Iterator[str]:
    """That more may be done than is recorded, what counts as named, and what has not been read."""
    yield say(msg("That a gap is open does not mean that nothing has been done."), lang)
    if any(one.counts.law for one in site.demanded):
        yield from law_read(site, lang)
        yield say(msg("No lawyer has confirmed our reading of the law."), lang)
    yield from _of_all(site, lang)
    items = [gap.requirement for gap in site.gaps.view.counted if gap.requirement is not None]
    if n := sum(bool(item.named_by) and not item.answers for item in items):
        yield say("gaps.named", lang, n=n)
    points = [x.owner for x in site.gaps.view.counted if x.section in ASKED]
    levels = Counter(fill(level_of(site.register, x), lang) for x in points if x)
    each = ", ".join(f"{level} ({n})" for level, n in levels.items())
    yield say(msg("By how strongly each body puts it: {levels}."), lang, levels=each) if each else ""
    yield asked.unread(site.register, site.thread, lang)


def _filter_values(line: GapLine) -> Mapping[str, Sequence[str]]:
    """What a line is chosen by, for each filter; by the focus area 0 if it is of none."""
    areas = [*map(str, line.areas or (0,))]
    return {"need": line.needs, "area": areas, "theme": line.themes, "body": line.who.bodies}


def _group(site: Site, section: GapSection, choices: Sequence[Filter], lang: Lang) -> RowGroup:
    rows = tuple(_gap_row(site, section, line, choices, lang) for line in section.lines)
    notes = ("gaps.in_hand.note", "assess.means") if section.name == "in_hand" else ()
    name, title, head = section.name, section.title.say(lang), gaps.head(section, lang)
    doubt = f"{capital(say('gaps.doubtful', lang, n=section.doubtful))}." if section.doubtful else ""
    note = " ".join((*(say(key, lang) for key in notes), doubt)).strip()
    above = (number(section.total, lang), note, gaps.short(section, lang))
    return RowGroup(title, name, head, rows, section.folded, *above, name in REQUIRED_GAPS)


def _of_all(site: Site, lang: Lang) -> Iterator[str]:
    """That the gaps are not the partly covered requirements, and how many of those are among them."""
    view, total = site.gaps.view, sum(one.counts.shown["partly"] for one in site.demanded)
    in_hand = sum(item.shown == "partly" and item.law is not None for item, _ in view.in_hand)
    here, both = sum(gap.section == "partly" for gap in view.counted), len(view.same)
    if total and total == here + both + in_hand:
        every = linked(say("gaps.partly.total", lang, n=total), "page:obligations")
        words = f"gaps.partly.of{'.asked' if both else ''}"
        yield say(words, lang, every=every, here=here, in_hand=in_hand, n=both)


def _gap_row(site: Site, section: GapSection, line: GapLine, choices: Sequence[Filter], lang: Lang) -> GapRow:
    """A line, whose name stands beside what is said of it."""
    about = ([x in _filter_values(line)[of.name] for x, _ in of.values] for of in choices)
    fits = (",".join(f"{n}" for n, here in enumerate(of, 1) if here) for of in about)
    parts = (line.missing, *(x for x in line.notes if not of_law(x)))
    first, *more = (one.beside(line.id) if isinstance(one, GapMessage) else one for one in parts)
    name, *told, who = gaps.line_cells(section, replace(line, missing=first, notes=tuple(more)), lang)
    cells = (name, gaps.needed(line, lang), *(_few_links(site, section, x, lang) for x in told), who)
    return GapRow(cells, ";".join(fits), len(line.ids))


def _few_links(site: Site, section: GapSection, text: str, lang: Lang) -> str:
    """What a line says. Links to bodies, to the law and, but of a gap, to measures would be too many."""
    register, called = site.register, {name: name for name in site.register.actors}
    measures = () if section.name in REQUIRED_GAPS else register.measures
    called |= {one.id: fill(register.short_name(one.id), lang) for one in measures}
    ids = re.compile(rf"\b(?:{'|'.join(map(re.escape, called))})\b(?!\.\w)")
    rest = linked_parts(text)
    if called:
        rest[::3] = [ids.sub(lambda found: linked(called[found[0]], ""), one) for one in rest[::3]]
    for n in range(1, len(rest), 3):
        left = "" if rest[n] in register.law_on or "://" in rest[n] else rest[n]
        rest[n : n + 2] = "", linked(rest[n + 1], left)
    return "".join(rest)


def _gaps_json(site: Site, _subject: str, lang: Lang) -> str:
    return gaps.render_json(site.gaps, RenderOptions(lang))


KINDS = (PageKind("gaps", 30, one, _gaps_page, menu="site.table.gaps", json=_gaps_json),)
