"""The gaps as JSON, as a page and as a table; and the words all formats share."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Folded, Heading, Paragraph, Table
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.check import diagnostic
from menneskehandel_cli.formats.page import about, write_table, write_view
from menneskehandel_cli.formats.report_parts import capital, coverage_table
from menneskehandel_cli.language import Lang, Lazy, Phrase, choose, day, fill, listing, msg, say, within
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.coverage import ours
from menneskehandel_cli.reports.follow_up import Who
from menneskehandel_cli.reports.gap_lines import GapLine, GapList, GapSection, answered_for
from menneskehandel_cli.reports.gaps import Gap, GapsView
from menneskehandel_cli.reports.yearly import CoverageRow


def render_json(found: GapList, options: RenderOptions) -> str:
    """One object: coverage by instrument, an item for each gap, and the accepted ones apart."""
    view, lang = found.view, options.lang
    (gaps, accepted), left_out = options.bound.cut([view.gaps, view.accepted])
    body = {
        "revision": view.revision,
        "as_of": view.as_of,
        "unjudged": view.unjudged,
        "summary": [*filter(None, sentences(found, lang))],
        "open": view.open(),
        "open_in": dict(sorted(view.open_in.items())),
        "coverage": view.coverage,
        "gaps": [item(gap, lang, view.same) for gap in gaps],
        "accepted": [item(gap, lang, {}) for gap in accepted],
        "left_out": left_out,
        "in_hand": [_other_demand(item, who) for item, who in view.in_hand],
        "unknown": [_other_demand(item, who) for item, who in view.unknown],
    }
    return json.render("mh/gaps/4", body)


def _other_demand(demand: Requirement, who: Who) -> dict[str, object]:
    """A requirement that is not a gap, as JSON."""
    return {
        "id": demand.id,
        "obligation": demand.owner.id,
        "title": demand.owner.title,
        **{x: getattr(demand, x) for x in ("instrument", "classification", "law", "promise")},
        "who": who.actors,
        "who_basis": who.basis,
    }


def item(gap: Gap, lang: Lang, same: Mapping[str, Gap]) -> dict[str, object]:
    """A gap as JSON, with its messages in a language, and with the gap that it is counted with."""
    demand, owner = gap.requirement, gap.owner
    return diagnostic(gap.finding, lang) | {
        "weight": gap.weight,
        "section": gap.section,
        "why": fill(gap.why, lang),
        "instrument": gap.instrument,
        "obligation": owner.id if owner else None,
        "size": demand.gap if demand else None,
        **{x: getattr(demand, x, None) for x in ("classification", "law", "promise", "in_part", "rounds")},
        **{x: getattr(owner, x, None) for x in ("article", "level")},
        "force": getattr(demand.record, "force", None) if demand else None,
        "focus_areas": gap.areas,
        "themes": gap.themes,
        "needs": demand.needs if demand else (),
        "who": gap.who.actors,
        "who_basis": gap.who.basis,
        "accepted": gap.finding.accepted,
        "same_as": same[key].subject if (key := gap.finding.key) in same else None,
    }


def sentences(found: GapList, lang: Lang) -> list[str]:
    """How many gaps are open, or that few have been looked for; and how much there is of each kind."""
    sums = [" ".join(short(x, lang)) for x in found.sections if x.short is not None]
    none = not_assessed(found.view, lang) if sums else say("gaps.none", lang)
    return [" ".join(opened(found.view, lang)).strip() if found.view.open() else none, *sums]


def opened(view: GapsView, lang: Lang) -> tuple[str, str]:
    """How many gaps are open, as of which day and whose they are, in our judgement; what is unknown."""
    unknown = not_assessed(view, lang)
    if unknown and not view.open():
        return unknown, ""
    plain = ours((one.counts, one.own_words) for one in view.coverage.values()) == "coverage.ours.none"
    key = "gaps.open.plain" if plain else "gaps.open"
    text = say(key, lang, n=view.open(), day=day(view.as_of.isoformat(), lang))
    kinds = Counter[str]()
    for name, n in view.open_in.items():
        one = view.coverage.get(name)  # None if its own file cannot be read
        kinds["" if one and one.counts.law else fill(one.body, lang) if one else name] += n
    words = sorted(kinds, key=lambda body: (not body, -kinds[body]))
    each = [say(f"gaps.of.{'points' if x else 'law'}", lang, n=kinds[x], body=x) for x in words]
    whole = say("labelled", lang, label=without_stop(text), value=listing(each, lang))
    return f"{whole}.", unknown


def not_assessed(view: GapsView, lang: Lang) -> str:
    """Of how many requirements of law nobody has said whether they are met; empty of a few selected ones."""
    n = sum(item.shown == "unknown" for item, _ in view.unknown) if view.whole else 0
    total = sum(one.counts.total for one in view.coverage.values() if one.counts.law)
    return say(f"gaps.unread{'' if view.open() else '.none'}", lang, n=n, total=total) if n else ""


def short(section: GapSection, lang: Lang) -> tuple[str, ...]:
    """The number of gaps in a group and what they are, where that is told first of all."""
    return (number(section.total, lang), section.short.say(lang)) if section.short is not None else ()


def section_heading(section: GapSection, lang: Lang) -> str:
    """The group's title, with the number of gaps in it."""
    return f"{section.title.say(lang)} ({total(section, lang)})"


def total(section: GapSection, lang: Lang) -> str:
    """The number of gaps in a group, and for how many the title holds only with a reservation."""
    words = say("gaps.doubtful", lang, n=section.doubtful) if section.doubtful else ""
    return ", ".join(filter(None, (number(section.total, lang), words)))


def advice(view: GapsView, lang: Lang) -> list[tuple[str, str]]:
    """How to close each kind of gap: the rule's advice, if it is the same for all its gaps."""
    firsts = {gap.finding.rule.code: gap.finding for gap in reversed(view.gaps)}
    texts = ((code, choose(one.rule.help, lang), one) for code, one in sorted(firsts.items()))
    return [(code, one.help(lang) if "{" in text else text) for code, text, one in texts]


COLUMNS = (
    *("weight", "severity", "code", "subject", "gap", "why", "who", "help", "accepted"),
    *("key", "classification"),
)


def render_table(found: GapList, options: RenderOptions) -> str | bytes:
    """A row for each gap, accepted ones last."""
    view, lang = found.view, options.lang
    lists, left_out = options.bound.cut([view.gaps, view.accepted])
    rows = [[fill(cell, lang) for cell in cells(gap, view)] for gaps in lists for gap in gaps]
    titles = say("gaps.title", lang), about(view.title, "gaps.title", "gaps.title.of", lang)
    notes = [unjudged(view.unjudged, lang), options.bound.note(left_out, lang), *sentences(found, lang)]
    table = Sheet(*titles, COLUMNS, rows, numbers=("weight",), notes=notes, revision=view.revision)
    return write_table(table, options)


def cells(gap: Gap, view: GapsView) -> tuple[object, ...]:
    """A row, told in any language; only what counts as an open gap is called a gap."""
    code, accepted, kind = gap.finding.rule.code, gap.finding.accepted, f"severity.{gap.finding.severity}"
    progress = msg("deadline that has passed") if code == "MH301" else msg("finding")
    called = Phrase(progress if gap.section == "progress" else kind)
    if gap.finding.key in view.same:
        called = Phrase(msg("counted with {name}"), name=view.same[gap.finding.key].subject)
    return (
        *(str(gap.weight), called if accepted is None else Phrase(msg("accepted gap")), code, gap.subject),
        *(Lazy(gap.finding.message), gap.why, " ".join(gap.who.actors), Lazy(gap.finding.help)),
        answered_for(accepted) if accepted is not None else "",
        gap.finding.key,
        gap.requirement.classification if gap.requirement else "",
    )


def render_page(found: GapList, options: RenderOptions) -> str:
    """The gaps in groups, the heaviest first; the coverage; and how to close each kind."""
    view, lang = found.view, options.lang
    head = {
        "title": about(view.title, "gaps.title", "gaps.title.of", lang),
        "first": unjudged(view.unjudged, lang),
        "meta": (say("status.as_of", lang, day=day(view.as_of.isoformat(), lang)),),
        "fictional": say("fictional", lang) if view.fictional else "",
        "contents": say("page.contents", lang),
        "day": view.as_of,
    }
    lacks = msg("Made without the rules about the history, because the history could not be read.")
    more = () if view.with_history or not view.revision else (say(lacks, lang),)
    return write_view(view.revision, _gaps_blocks(found, options), options, *more, **head)


def _gaps_blocks(found: GapList, options: RenderOptions) -> Iterator[Block]:
    view, lang = found.view, options.lang
    first, *sums = sentences(found, lang)
    if lead := " ".join(filter(None, (first, *(fill(x, lang) for x in (*found.beyond, *found.most))))):
        yield Paragraph(lead)
    yield from [Bullets(tuple(sums))] if sums else ()
    if names := " ".join(fill(x, lang) for x in found.lacking):
        yield Paragraph(names)
    lists, left_out = options.bound.cut([section.lines for section in found.sections])
    total = sum(section.total for section in found.sections)
    left_out = left_out and total - sum(len(line.ids) for lines in lists for line in lines)
    for one, lines in zip(found.sections, lists, strict=True):
        title = section_heading(one, lang)
        table = (lines_table(one, title, lines, lang),) if lines else ()
        yield from (Folded(title, table),) if one.folded else (Heading(title, anchor=one.name), *table)
    if left_out:
        yield Paragraph(options.bound.note(left_out, lang))
        if options.form == "text":
            yield Paragraph(say("gaps.single", lang, name=found.sections[0].lines[0].id))
    if found.sections:
        yield Paragraph(f"{say('gaps.who.note', lang)} {say('gaps.needs.note', lang)}")
    yield from _coverage(view, lang)
    if facts := advice(view, lang):
        yield Heading(say("column.help", lang), anchor="help")
        yield Facts(tuple(facts))


def _coverage(view: GapsView, lang: Lang) -> Iterator[Block]:
    """How far each instrument is covered, whose judgement that is, and that there are accepted gaps."""
    yield Heading(say("gaps.coverage", lang), anchor="coverage")
    yield coverage_table((CoverageRow(x, one.title, one, one) for x, one in view.coverage.items()), lang)
    notes = [say(ours((one.counts, one.own_words) for one in view.coverage.values()), lang)]
    notes += [say("gaps.coverage.accepted", lang)] if view.accepted else []
    yield Paragraph(" ".join(notes))


def head(section: GapSection, lang: Lang) -> tuple[str, str, str]:
    """The names of the columns of a group; the last says whose judgement it is who can follow up."""
    who = say("column.who", lang)
    if True in section.whose:
        words = msg("{column} (our judgement)") if len(section.whose) == 1 else "gaps.who.some"
        who = say(words, lang, column=who)
    return say("column.line", lang), say(f"gaps.told.{section.name}", lang), who


def line_cells(section: GapSection, line: GapLine, lang: Lang) -> tuple[str, str, str, str]:
    """A line in words: what it is, what is missing, what that rests on, and who can follow it up."""
    notes = (without_stop(capital(fill(one, lang).strip())) for one in line.notes)
    name, rests_on = capital(fill(line.name, lang)), " ".join(f"{one}." for one in notes if one)
    mark = "*" if len(section.whose) > 1 and line.who.basis == "judgement" else ""
    called = map(within, (fill(one, lang) for one in line.who.called), line.who.actors)
    who = ", ".join(f"{one}{mark}" for one in called)
    return name, fill(line.missing, lang).strip(), rests_on, capital(who)


def needed(line: GapLine, lang: Lang) -> str:
    """Whether a rule or a practice is missing, as a label; empty where nobody has judged that."""
    return capital(fill([Phrase(f"value.need.{one}") for one in line.needs], lang))


def lines_table(section: GapSection, caption: str, lines: Sequence[GapLine], lang: Lang) -> Table:
    """Gaps, a row each, with the id last, where it can be typed from."""
    rows = [(*line_cells(section, line, lang), line) for line in lines]
    rest = [say("column.basis", lang)] if any(cells[2] for cells in rows) else []
    name, told, who = head(section, lang)
    table = []
    for called, text, grounds, whom, line in rows:
        ids = " ".join(dict.fromkeys((*line.ids, *line.same.split())))
        says = ": ".join(filter(None, (needed(line, lang), text)))
        table.append((called, says, *[grounds for _ in rest], whom, ids))
    return Table(caption, (name, told, *rest, who, say("column.id", lang)), tuple(table))
