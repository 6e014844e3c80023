"""The gaps as JSON, as a page and as a table; and the words all formats share."""

from collections.abc import Iterator, Mapping, Sequence

from menneskehandel_cli.blocks.model import Block, Facts, Folded, Heading, Paragraph, Table
from menneskehandel_cli.blocks.xlsx_table import Sheet
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.check import diagnostic
from menneskehandel_cli.formats.page import about, table_of, write_table, write_view
from menneskehandel_cli.formats.report_parts import capital, coverage_table
from menneskehandel_cli.language import Lang, Lazy, Phrase, choose, day, fill, msg, say, within
from menneskehandel_cli.models import Article, Provision, Recommendation
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
        "summary": sentences(view, lang),
        "open": view.open(),
        "coverage": view.coverage,
        "gaps": [item(gap, lang, view.same) for gap in gaps],
        "accepted": [item(gap, lang, {}) for gap in accepted],
        "left_out": left_out,
        "in_hand": [_apart(item, who) for item, who in view.in_hand],
        "unknown": [_apart(item, who) for item, who in view.unknown],
    }
    return json.render("mh/gaps/4", body)


def _apart(demand: Requirement, who: Who) -> dict[str, object]:
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
    record = demand.record if demand else None
    return diagnostic(gap.finding, lang) | {
        "weight": gap.weight,
        "section": gap.section,
        "why": fill(gap.why, lang),
        "instrument": gap.instrument,
        "obligation": owner.id if owner else None,
        "classification": demand.classification if demand else None,
        "size": demand.gap if demand else None,
        **{name: getattr(demand, name, None) for name in ("law", "promise", "in_part")},
        "article": owner.article if isinstance(owner, Article) else None,
        "force": record.force if isinstance(record, Provision) else None,
        "level": owner.level if isinstance(owner, Recommendation) else None,
        "rounds": demand.rounds if demand else None,
        "focus_areas": gap.areas,
        "themes": gap.themes,
        "needs": demand.needs if demand else (),
        "who": gap.who.actors,
        "who_basis": gap.who.basis,
        "accepted": gap.finding.accepted,
        "same_as": same[key].subject if (key := gap.finding.key) in same else None,
    }


def sentences(view: GapsView, lang: Lang) -> list[str]:
    """How much stands unanswered, and how much is answered in part; of what is no gap, nothing."""
    texts = [phrase.say(lang) for phrase in view.numbers.values()]
    both = view.same and "partly" in view.numbers
    texts += [say("gaps.partly.same", lang, n=len(view.same))] if both else []
    texts += [fill(view.beside, lang)] if view.beside else []
    return texts or ([] if view.unknown or view.in_hand else [say("gaps.none", lang)])


def names(who: Who, lang: Lang) -> str:
    """Who can follow up; actors named by our judgement are marked."""
    first, *rest = (fill(name, lang) for name in who.called) if who.called else ("",)
    parts = (first, *map(within, rest, who.actors[1:]))
    return ", ".join(name + "*" * (who.basis == "judgement") for name in parts)


def section_heading(section: GapSection, lang: Lang) -> str:
    """The group's title, with the number of lines in it."""
    return f"{section.title.say(lang)} ({section.total})"


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
    table = Sheet(
        say("gaps.title", lang),
        about(view.title, "gaps.title", "gaps.title.of", lang),
        COLUMNS,
        [[fill(cell, lang) for cell in cells(gap)] for gaps in lists for gap in gaps],
        numbers=("weight",),
        notes=[unjudged(view.unjudged, lang), options.bound.note(left_out, lang), *sentences(view, lang)],
        revision=view.revision,
    )
    return write_table(table, options)


def cells(gap: Gap) -> tuple[object, ...]:
    """A row, told in any language."""
    code, accepted = gap.finding.rule.code, gap.finding.accepted
    return (
        str(gap.weight),
        Phrase(f"severity.{gap.finding.severity}"),
        code,
        gap.subject,
        Lazy(gap.finding.message),
        gap.why,
        " ".join(gap.who.actors),
        Lazy(gap.finding.help),
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
    return write_view(view.revision, _blocks(found, options), options, *more, **head)


def _blocks(found: GapList, options: RenderOptions) -> Iterator[Block]:
    view, lang = found.view, options.lang
    first = (fill(x, lang) for x in (*found.most, *found.lacking, *found.promised))
    if lead := " ".join((*first, *sentences(view, lang))):
        yield Paragraph(lead)
    lists, left_out = options.bound.cut([section.lines for section in found.sections])
    total = sum(section.total for section in found.sections)
    left_out = left_out and total - sum(len(line.ids) for lines in lists for line in lines)
    for section, lines in zip(found.sections, lists, strict=True):
        title = section_heading(section, lang)
        table = (lines_table(section, title, lines, lang),) if lines else ()
        yield from (
            (Folded(title, table),) if section.folded else (Heading(title, anchor=section.name), *table)
        )
    if left_out:
        yield Paragraph(options.bound.note(left_out, lang))
        if options.form == "text":
            yield Paragraph(say("gaps.single", lang, name=found.sections[0].lines[0].id))
    if found.sections:
        yield Paragraph(f"{say('gaps.who.note', lang)} {say('gaps.needs.note', lang)}")
    yield Heading(say("gaps.coverage", lang), anchor="coverage")
    rows = (CoverageRow(name, one.title, one, one) for name, one in view.coverage.items())
    yield coverage_table(rows, lang)
    accepted = [say("gaps.coverage.accepted", lang)] if view.accepted else []
    key = ours((one.counts, one.own_words) for one in view.coverage.values())
    yield Paragraph(" ".join([say(key, lang), *accepted]))
    if facts := advice(view, lang):
        yield Heading(say("column.help", lang), anchor="help")
        yield Facts(tuple(facts))


def head(section: str) -> tuple[str, str, str]:
    """The names of the columns of a group; what stands in the second is named by the group."""
    return "column.line", f"gaps.told.{section}", "column.who"


def line_cells(line: GapLine, lang: Lang) -> tuple[str, str, str]:
    """A line in words: what it is, what is missing, and who can follow it up."""
    parts = (needed(line, lang), *(fill(one, lang).strip() for one in (line.missing, *line.notes)))
    text = " · ".join(filter(None, parts))
    return capital(fill(line.name, lang)), text, names(line.who, lang)


def needed(line: GapLine, lang: Lang) -> str:
    """Whether a rule or a practice is missing, as a label; empty where nobody has judged that."""
    return capital(fill([Phrase(f"value.need.{one}") for one in line.needs], lang))


def lines_table(section: GapSection, caption: str, lines: Sequence[GapLine], lang: Lang) -> Table:
    """Gaps, a row each, with the id last, where it can be typed from."""
    ids = (" ".join(dict.fromkeys((*line.ids, *line.same.split()))) for line in lines)
    rows = ((*line_cells(line, lang), named) for line, named in zip(lines, ids, strict=True))
    return table_of(caption, (*head(section.name), "column.id"), rows, lang)
