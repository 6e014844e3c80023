"""The gaps as JSON, as CSV, and as pages through the templates; and the words all formats share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from menneskehandel_cli.blocks.csv_table import table as csv_table
from menneskehandel_cli.blocks.xlsx_table import Sheet, spreadsheet
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check_json import diagnostic
from menneskehandel_cli.formats.stamp import made
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, choose, count, fill, msg, nmsg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import DocumentLang
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import natural
from menneskehandel_cli.register.coverage import Counts, Requirement
from menneskehandel_cli.reports.coverage import promises
from menneskehandel_cli.reports.follow_up import Who
from menneskehandel_cli.reports.gap_lines import Answerable, GapLine, GapList, GapSection
from menneskehandel_cli.reports.gaps import Gap, GapsView


def render_json(found: GapList, options: RenderOptions) -> str:
    """One object: coverage by instrument, an item for each gap, and the accepted ones apart."""
    view, lang = found.view, options.lang
    (gaps, accepted), left_out = options.bound.cut([view.gaps, view.accepted])
    body = {
        "revision": view.revision,
        "as_of": view.as_of,
        "unjudged": view.unjudged,
        "summary": summary(view, lang),
        "coverage": view.coverage,
        "gaps": [item(gap, lang) for gap in gaps],
        "accepted": [item(gap, lang) for gap in accepted],
        "left_out": left_out,
        "in_hand": [_apart(item, who) for item, who in view.in_hand],
        "unknown": [_apart(item, who) for item, who in view.unknown],
        "stamp": json.plain(options.stamp),
    }
    return json.render("mh/gaps/3", body)


def _apart(demand: Requirement, who: Who) -> dict[str, object]:
    """A requirement that is no gap, as JSON."""
    return {
        "id": demand.id,
        "obligation": demand.owner.id,
        "title": demand.owner.title,
        "instrument": demand.instrument,
        "classification": demand.classification,
        "law": demand.law,
        "promise": demand.promise,
        "who": who.actors,
        "who_basis": who.basis,
    }


def item(gap: Gap, lang: Lang) -> dict[str, object]:
    """A gap as JSON, with its messages in a language."""
    demand, owner = gap.requirement, gap.owner
    record = demand.record if demand else None
    return diagnostic(gap.finding, lang) | {
        "weight": gap.weight,
        "section": gap.section,
        "why": fill(gap.why, lang),
        "instrument": gap.instrument,
        "obligation": owner.id if owner else None,
        "classification": gap.classification,
        "size": gap.size,
        "law": demand.law if demand else None,
        "promise": demand.promise if demand else None,
        "in_part": demand.in_part if demand else None,
        "article": owner.article if isinstance(owner, Article) else None,
        "force": record.force if isinstance(record, Provision) else None,
        "level": owner.level if isinstance(owner, Recommendation) else None,
        "rounds": demand.rounds if demand else None,
        "focus_areas": gap.areas,
        "who": gap.who.actors,
        "who_basis": gap.who.basis,
        "accepted": gap.accepted,
    }


def summary(view: GapsView, lang: Lang) -> list[str]:
    """The summary for decision makers, one sentence for each point."""
    said = [
        say(
            msg(
                "{title}: {covered} of {total} requirements are covered. Gaps: {major} major and "
                "{minor} minor. In hand: {in_hand}."
            ),
            lang,
            title=line.title.pick(lang),
            covered=line.counts.classification["covered"],
            major=line.counts.gaps["major"],
            minor=line.counts.gaps["minor"],
            in_hand=line.counts.in_hand,
            total=line.counts.total,
        )
        for line in view.coverage.values()
    ]
    counts = {
        "gaps": count("gap", view.number("gap"), lang),
        "notes": count("note", view.number("note"), lang),
        "n": len(view.accepted),
    }
    return [*said, say("gaps.summary.counts", lang, **counts)]


def heading(view: GapsView, lang: Lang) -> str:
    """The title of the page."""
    if view.title is None:
        return say("gaps.title", lang)
    return say(msg("Gaps in the follow-up of {strategy}"), lang, strategy=view.title.pick(lang))


def figures(view: GapsView, lang: Lang) -> str:
    """The day, and how many gaps there are of each kind."""
    open_ones, minor = view.number("gap"), view.minor
    said = [
        say("status.as_of", lang, day=day(view.as_of.isoformat(), lang)),
        say("gaps.open", lang, n=open_ones, major=open_ones - minor, minor=minor),
    ]
    others = {
        "gaps.in_hand": len(view.in_hand),
        "gaps.unknown": len(view.unknown),
        "gaps.accepted.count": len(view.accepted),
        "note": view.number("note"),
    }
    return " · ".join(said + [count(key, number, lang) for key, number in others.items() if number])


def coverage_table(view: GapsView, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """The coverage of each instrument, by the strategy's own words and with our judgements."""
    names = ("fact.instrument", "column.demands", "gaps.own_words", "gaps.ours")
    head = [say(name, lang) for name in names]
    rows = [
        [
            line.title.pick(lang),
            str(line.counts.total),
            fill(promises(line.own_words), lang),
            _open(line.counts, lang),
        ]
        for line in view.coverage.values()
    ]
    return head, rows


def caveats(view: GapsView, lang: Lang) -> str:
    """The caveats of the figures: they rest on our judgements and include accepted gaps."""
    said = [say("coverage.ours", lang)] if view.coverage else []
    said += [say("gaps.coverage.accepted", lang)] if view.accepted else []
    return " ".join(said)


def _open(counts: Counts, lang: Lang) -> str:
    sizes = [count(f"gaps.size.{size}", number, lang) for size, number in counts.gaps.items() if number]
    return ", ".join(sizes or [count(nmsg("{n} open", "{n} open"), 0, lang)])


def names(who: Who) -> str:
    """Who can follow up; actors named by our judgement are marked."""
    mark = "*" if who.basis == "judgement" else ""
    return " ".join(f"{actor}{mark}" for actor in who.actors)


def section_heading(section: GapSection, lang: Lang) -> str:
    """The section's title, with the number of gaps in it."""
    return f"{section.title.say(lang)} ({section.number})"


def remarks(line: GapLine, lang: Lang) -> str:
    """The remarks on a line."""
    return " · ".join(fill(said, lang) for said in line.said)


def advice(view: GapsView, lang: Lang) -> list[tuple[str, str]]:
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


def render_csv(found: GapList, options: RenderOptions) -> str:
    """A row for each gap, accepted ones last."""
    return csv_table(COLUMNS, rows(found, options)[0], options.form)


def render_xlsx(found: GapList, options: RenderOptions) -> bytes:
    """The rows of the CSV file as a spreadsheet."""
    view, lang = found.view, options.lang
    shown, left_out = rows(found, options)
    table = Sheet(
        say("gaps.title", lang),
        heading(view, lang),
        COLUMNS,
        shown,
        numbers=("weight",),
        notes=[unjudged(view.unjudged, lang), options.bound.said(left_out, lang), figures(view, lang)],
        revision=view.revision,
    )
    return spreadsheet(table, lang)


def rows(found: GapList, options: RenderOptions) -> tuple[list[list[str]], int]:
    """The rows of the CSV file, and how many are left out."""
    lists, left_out = options.bound.cut([found.view.gaps, found.view.accepted])
    return [_row(gap, options.lang) for gaps in lists for gap in gaps], left_out


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


def render_markdown(found: GapList, options: RenderOptions) -> str:
    """The gaps as Markdown."""
    return _page("gaps.md.j2", found, options)


def render_html(found: GapList, options: RenderOptions) -> str:
    """The gaps as a web page."""
    return _page("gaps.html.j2", found, replace(options, lang=DocumentLang(options.lang)))


def _page(template: str, found: GapList, options: RenderOptions) -> str:
    from menneskehandel_cli.blocks.templates import render

    view, listed, lang, bound = found.view, found.sections, options.lang, options.bound
    head, rows = coverage_table(view, lang)
    lists, left_out = bound.cut([section.lines for section in listed])
    page: dict[str, object] = {
        "unjudged": unjudged(view.unjudged, lang),
        "title": heading(view, lang),
        "strategy": "",
        "fictional": say("fictional", lang) if view.fictional else "",
        "figures": figures(view, lang),
        "revision": view.revision or "",
        "made": made(options.stamp, view.revision, lang),
        "stamp": options.stamp.as_json() if options.stamp else "",
        "coverage": {
            "title": say("gaps.coverage", lang),
            "head": head,
            "rows": rows,
            "note": caveats(view, lang),
        },
        "sections": [
            {
                "anchor": section.name,
                "title": section_heading(section, lang),
                "parts": list(_parts(section.name, lines, lang)),
            }
            for section, lines in zip(listed, lists, strict=True)
        ],
        "empty": "" if view.gaps else say("gaps.none", lang),
        "rest": bound.said(left_out, lang),
        "note": say("gaps.who.note", lang) if listed else "",
        "advice": {"title": say("column.help", lang), "rows": advice(view, lang)},
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
                    *([remarks(line, lang)] if "state" in columns else []),
                    names(line.who),
                ]
                for line in several
            ],
        }
