"""The gaps in every form: for a terminal, as JSON, as CSV, and as pages through the templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from menneskehandel_cli.formats import json
from menneskehandel_cli.formats.bounds import Bound
from menneskehandel_cli.formats.check_json import diagnostic
from menneskehandel_cli.formats.csv_table import table as csv_table
from menneskehandel_cli.formats.terminal import HEADING, grid, indented, to_text
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, choose, count, day, escape_control, fill, say
from menneskehandel_cli.models import Article, Recommendation, Text
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import natural
from menneskehandel_cli.register.coverage import Counts
from menneskehandel_cli.reports.follow_up import Who
from menneskehandel_cli.reports.gap_lines import Answerable, GapLine, GapSection
from menneskehandel_cli.reports.gaps import Gap, GapsView

if TYPE_CHECKING:
    from rich.console import RenderableType


def render_json(view: GapsView, lang: Lang, bound: Bound) -> str:
    """One object: coverage by instrument, an item for each gap, and the accepted ones apart."""
    (gaps, accepted), left_out = bound.cut([view.gaps, view.accepted])
    body = {
        "revision": view.revision,
        "as_of": view.as_of,
        "unjudged": view.unjudged,
        "summary": summary(view, lang),
        "coverage": view.coverage,
        "gaps": [_item(gap, lang) for gap in gaps],
        "accepted": [_item(gap, lang) for gap in accepted],
        "left_out": left_out,
        "unmapped": [
            {"id": item.id, "obligation": item.owner.id, "title": item.owner.title}
            | {"instrument": item.instrument, "promise": item.promise}
            | {"who": who.actors, "who_basis": who.basis}
            for item, who in view.unmapped
        ],
    }
    return json.render("mh/gaps/2", body)


def _item(gap: Gap, lang: Lang) -> dict[str, object]:
    item, owner = gap.requirement, gap.owner
    record = item.record if item else None
    return diagnostic(gap.finding, lang) | {
        "weight": gap.weight,
        "section": gap.section,
        "why": fill(gap.why, lang),
        "instrument": gap.instrument,
        "obligation": owner.id if owner else None,
        "classification": gap.classification,
        "law": item.law if item else None,
        "promise": item.promise if item else None,
        "in_part": item.in_part if item else None,
        "article": owner.article if isinstance(owner, Article) else None,
        "force": record.force if isinstance(record, Provision) else None,
        "level": owner.level if isinstance(owner, Recommendation) else None,
        "rounds": item.rounds if item else None,
        "focus_areas": gap.areas,
        "who": gap.who.actors,
        "who_basis": gap.who.basis,
        "accepted": gap.accepted,
    }


def summary(view: GapsView, lang: Lang) -> list[str]:
    """The summary for decision makers, one sentence for each point."""
    said = [
        say(
            "gaps.summary.coverage",
            lang,
            title=line.title.pick(lang),
            gap=line.counts.classification["gap"],
            lesser=line.counts.classification["lesser"],
            unmapped=line.counts.classification["unmapped"],
            total=line.counts.total,
        )
        for line in view.coverage.values()
    ]
    counts = {
        "gaps": count("gap", view.number("gap"), lang),
        "notes": count("note", view.number("note"), lang),
        "accepted": len(view.accepted),
    }
    return [*said, say("gaps.summary.counts", lang, **counts)]


def _title(view: GapsView, lang: Lang) -> str:
    if view.title is None:
        return say("gaps.title", lang)
    return say("gaps.title.of", lang, strategy=view.title.pick(lang))


def _figures(view: GapsView, lang: Lang) -> str:
    """The day, and how many gaps there are of each kind."""
    open_ones, lesser = view.number("gap"), view.lesser
    said = [
        say("status.as_of", lang, day=day(view.as_of.isoformat(), lang)),
        say("gaps.open", lang, n=open_ones, heavier=open_ones - lesser, lesser=lesser),
        say("gaps.unmapped", lang, n=len(view.unmapped)),
        say("gaps.accepted.count", lang, n=len(view.accepted)),
        count("note", view.number("note"), lang),
    ]
    return " · ".join(said)


def _coverage(view: GapsView, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """The coverage of each instrument, by the strategy's own words and with our judgements."""
    names = ("fact.instrument", "column.demands", "gaps.own_words", "gaps.ours")
    head = [say(name, lang) for name in names]
    rows = [
        [
            line.title.pick(lang),
            str(line.counts.total),
            _open(line.own_words, lang),
            _open(line.counts, lang),
        ]
        for line in view.coverage.values()
    ]
    return head, rows


def _caveats(view: GapsView, lang: Lang) -> str:
    """The caveats of the figures: they rest on our judgements and include accepted gaps."""
    said = [say("coverage.ours", lang)] if any(line.counts.law for line in view.coverage.values()) else []
    said += [say("gaps.coverage.accepted", lang)] if view.accepted else []
    return " ".join(said)


def _open(counts: Counts, lang: Lang) -> str:
    unmapped = counts.classification["unmapped"]
    said = [count("gaps.open.count", counts.open, lang)]
    if unmapped:
        said.append(say("classification.count.unmapped", lang, n=unmapped))
    return ", ".join(said)


def _names(who: Who) -> str:
    """Who can follow up; actors named by our judgement are marked."""
    mark = "*" if who.basis == "judgement" else ""
    return " ".join(f"{actor}{mark}" for actor in who.actors)


def _head(section: GapSection, lang: Lang) -> str:
    return f"{section.title.say(lang)} ({section.number})"


def _said(line: GapLine, lang: Lang) -> str:
    return " · ".join(fill(said, lang) for said in line.said)


_MARGIN, _GAP = 2, 2
"""The indentation of a list, and the space between its columns, in terminal columns."""
_NARROW = 20
"""If a title would get less width than this, the remarks are put below it."""
_TITLE = 30
"""The preferred width of a title."""


def render_text(
    view: GapsView, listed: list[GapSection], lang: Lang, bound: Bound, *, width: int, colour: bool
) -> str:
    """The gaps by section, the heaviest first, and how to close each kind."""
    from rich.table import Column
    from rich.text import Text as Styled

    parts = list(_top(view, lang, width))
    lists, left_out = bound.cut([section.lines for section in listed])
    for section, lines in zip(listed, lists, strict=True):
        parts += ["", Styled(escape_control(_head(section, lang)), HEADING)]
        parts += _lines(lines, lang, width)
    if not view.gaps:
        parts += ["", say("gaps.none", lang)]
    if left_out:
        example = next(line.id for section in listed for line in section.lines)
        parts += ["", Styled(bound.said(left_out, lang), "bold")]
        parts.append(escape_control(say("gaps.single", lang, name=example)))
    if listed:
        parts += ["", Styled(say("gaps.who.note", lang), "dim")]
    if advice := _advice(view, lang):
        table = grid(Column(style="bold", no_wrap=True), Column())
        for code, text in advice:
            table.add_row(code, escape_control(text))
        parts += ["", Styled(say("column.help", lang), HEADING), indented(table, _MARGIN)]
    return to_text(*parts, width=width, colour=colour)


def _top(view: GapsView, lang: Lang, width: int) -> Iterator[RenderableType]:
    """The head: files not counted, the title, the figures, and the coverage of each instrument."""
    from rich.table import Column
    from rich.text import Text as Styled

    if view.unjudged:
        yield Styled(escape_control(unjudged(view.unjudged, lang)), "bold red")
    mark = f"  {say('fictional', lang)}" if view.fictional else ""
    yield Styled.assemble((escape_control(_title(view, lang)), "bold"), (mark, "bold magenta"))
    yield _figures(view, lang)
    yield ""
    head, rows = _coverage(view, lang)
    figures = range(1, len(head))
    taken = sum(max(len(row[place]) for row in (head, *rows)) + _GAP for place in figures)
    room = width - _MARGIN - taken
    if room < _NARROW:
        for row in rows:
            yield indented(escape_control(row[0]), _MARGIN)
            yield from (indented(f"{head[place]}: {row[place]}", 2 * _MARGIN) for place in figures)
    else:
        columns = (Column(name, no_wrap=place > 0) for place, name in enumerate(head))
        table = grid(*columns, header=True)
        for row in rows:
            table.add_row(_short(escape_control(row[0]), room), *row[1:])
        yield indented(table, _MARGIN)
    if note := _caveats(view, lang):
        yield indented(Styled(note, "dim"), _MARGIN)


def _lines(lines: Sequence[GapLine], lang: Lang, width: int) -> Iterator[RenderableType]:
    """A row for each line: id, title cut to the available width, remarks, and who can follow up."""
    from rich.table import Column
    from rich.text import Text as Styled

    cells = [
        (
            line.id,
            escape_control(fill(line.title, lang)),
            escape_control(_said(line, lang)),
            _names(line.who),
        )
        for line in lines
    ]
    if not cells:
        return
    widest = [max(len(row[place]) for row in cells) for place in range(4)]
    who = min(widest[3], max(width // 5, 8))
    free = width - _MARGIN - widest[0] - who - 3 * _GAP
    # Shorten titles first, while they stay recognisable; then wrap the other columns.
    said = min(widest[2], width * 2 // 5, max(free - _TITLE, _NARROW))
    room = free - said if said else free + _GAP
    if room < _NARROW:
        for row in cells:
            yield indented(Styled.assemble((row[0], "bold"), f"  {row[3]}"), _MARGIN)
            yield from (indented(text, 2 * _MARGIN) for text in row[1:3] if text)
        return
    columns = [Column(style="bold", no_wrap=True), Column(ratio=1), Column(width=who)]
    if said:
        columns.insert(2, Column(width=said))
    table = grid(*columns, expand=True)
    for line, row in zip(lines, cells, strict=True):
        title = _short(row[1], room) if isinstance(line.title, Text) else row[1]
        table.add_row(row[0], title, *([row[2]] if said else []), row[3])
    yield indented(table, _MARGIN)


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _advice(view: GapsView, lang: Lang) -> list[tuple[str, str]]:
    """How to close each kind of gap: the rule's advice, if it is the same for all its gaps."""
    rules = {gap.finding.rule.code: gap.finding.rule for gap in view.gaps}
    firsts = {gap.finding.rule.code: gap.finding for gap in reversed(view.gaps)}
    return [
        (code, firsts[code].help(lang) if "{" in choose(rule.help, lang) else choose(rule.help, lang))
        for code, rule in sorted(rules.items())
    ]


COLUMNS = (
    *("weight", "severity", "code", "subject", "gap", "why", "who", "help", "accepted"),
    *("key", "classification"),
)


def render_csv(view: GapsView, lang: Lang, bound: Bound) -> str:
    """A row for each gap, accepted ones last."""
    lists, _ = bound.cut([view.gaps, view.accepted])
    return csv_table(COLUMNS, [_row(gap, lang) for gaps in lists for gap in gaps])


def _row(gap: Gap, lang: Lang) -> list[str]:
    code, accepted = gap.finding.rule.code, gap.accepted
    return [
        str(gap.weight),
        say(f"severity.{gap.finding.severity}", lang),
        code,
        gap.subject,
        gap.finding.message(lang),
        fill(gap.why, lang),
        " ".join(gap.who.actors),
        gap.finding.help(lang),
        Answerable(code, accepted).pick(lang) if accepted is not None else "",
        gap.finding.key,
        gap.classification or "",
    ]


def render_page(view: GapsView, listed: list[GapSection], lang: Lang, bound: Bound, template: str) -> str:
    """The gaps through a template: ``gaps.md.j2`` or ``gaps.html.j2``."""
    from menneskehandel_cli.formats.templates import render

    head, rows = _coverage(view, lang)
    lists, left_out = bound.cut([section.lines for section in listed])
    page: dict[str, object] = {
        "unjudged": unjudged(view.unjudged, lang) if view.unjudged else "",
        "title": _title(view, lang),
        "strategy": "",
        "fictional": say("fictional", lang) if view.fictional else "",
        "figures": _figures(view, lang),
        "revision": view.revision or "",
        "coverage": {
            "title": say("gaps.coverage", lang),
            "head": head,
            "rows": rows,
            "note": _caveats(view, lang),
        },
        "sections": [
            {
                "anchor": section.name,
                "title": _head(section, lang),
                "parts": list(_parts(section.name, lines, lang)),
            }
            for section, lines in zip(listed, lists, strict=True)
        ],
        "empty": "" if view.gaps else say("gaps.none", lang),
        "rest": bound.said(left_out, lang) if left_out else "",
        "note": say("gaps.who.note", lang) if listed else "",
        "advice": {"title": say("column.help", lang), "rows": _advice(view, lang)},
    }
    return render(template, page, lang)


def _parts(name: str, lines: Sequence[GapLine], lang: Lang) -> Iterator[dict[str, object]]:
    """The lines of a section by chapter, in the order of their ids, each chapter with its table."""
    by_chapter: dict[str, list[GapLine]] = {}
    for line in lines:
        by_chapter.setdefault(", ".join(fill(said, lang) for said in line.chapter), []).append(line)
    parts = sorted(by_chapter.items(), key=lambda part: min(natural(line.id) for line in part[1]))
    for place, (title, several) in enumerate(parts, 1):
        columns = ["id", "title", *(["state"] if any(line.said for line in several) else []), "who"]
        yield {
            "anchor": f"{name}-{place}",
            "title": title,
            "number": sum(line.number for line in several),
            "head": [say(f"column.{column}", lang) for column in columns],
            "rows": [
                [
                    line.id,
                    fill(line.title, lang).strip(),
                    *([_said(line, lang)] if "state" in columns else []),
                    _names(line.who),
                ]
                for line in several
            ],
        }
