"""The gaps in every form: for a terminal, as JSON, as CSV, and as pages through the templates."""

from __future__ import annotations

from menneskehandel_cli.formats import json
from menneskehandel_cli.formats.check_json import diagnostic
from menneskehandel_cli.formats.csv_table import table as csv_table
from menneskehandel_cli.formats.terminal import HEADING, SEVERITY_STYLES, WIDE, to_text
from menneskehandel_cli.language import Lang, choose, count, day, fill, say, visible
from menneskehandel_cli.register.coverage import CLASSIFICATIONS
from menneskehandel_cli.reports.gaps import Gap, GapsView


def render_json(view: GapsView, lang: Lang) -> str:
    """One object: coverage by instrument, the gaps, and the accepted ones apart."""
    body = {
        "revision": view.revision,
        "as_of": view.as_of,
        "unjudged": view.unjudged,
        "summary": summary(view, lang),
        "coverage": view.coverage,
        "gaps": [_item(gap, lang) for gap in view.gaps],
        "accepted": [_item(gap, lang) for gap in view.accepted],
        "unmapped": view.unmapped,
    }
    return json.render("mh/gaps/2", body)


def _item(gap: Gap, lang: Lang) -> dict[str, object]:
    return diagnostic(gap.finding, lang) | {
        "weight": gap.weight,
        "subject": gap.subject,
        "why": fill(gap.why, lang),
        "instrument": gap.instrument,
        "obligation": gap.obligation,
        "classification": gap.classification,
        "article": gap.article,
        "force": gap.force,
        "level": gap.level,
        "rounds": gap.rounds,
        "focus_areas": gap.areas,
        "who": gap.who,
        "accepted": gap.accepted,
    }


def summary(view: GapsView, lang: Lang) -> list[str]:
    """What a minister needs to know, a sentence each."""
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


def render_text(view: GapsView, lang: Lang, *, width: int, colour: bool) -> str:
    """The gaps by weight, and how to close each kind."""
    from rich.console import RenderableType
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    title = view.title.pick(lang) if view.title else ""
    mark = f" {say('fictional', lang)}" if view.fictional else ""
    parts: list[RenderableType] = [
        Text(visible(f"{say('gaps.title', lang)}: {title}{mark}"), "bold"),
        Text(say("status.as_of", lang, day=day(view.as_of.isoformat(), lang))),
        Text(),
        *(Text(visible(line)) for line in summary(view, lang)),
        Text(),
    ]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    for column in ("weight", "code"):
        table.add_column(say(f"column.{column}", lang), no_wrap=True)
    table.add_column(say("column.gap", lang), ratio=1)
    table.add_column(say("column.who", lang), width=12 if width < WIDE else 20)
    for gap in view.gaps:
        said = Text(visible(gap.finding.message(lang).strip()))
        code = Text(gap.finding.rule.code, SEVERITY_STYLES[gap.finding.severity])
        table.add_row(Text(str(gap.weight)), code, said, Text(" ".join(gap.who)))
    parts.append(table if view.gaps else Text(say("gaps.none", lang)))
    if view.accepted:
        parts += [Text(), Text(say("gaps.accepted", lang), HEADING)]
        parts += [Padding(Text(visible(_accepted(gap, lang))), (0, 0, 0, 2)) for gap in view.accepted]
    cures = _cures(view, lang)
    if cures:
        parts += [Text(), Text(say("column.cure", lang), HEADING)]
        closing = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for code_name, cure in cures:
            closing.add_row(Text(code_name, "bold"), Text(visible(cure)))
        parts.append(Padding(closing, (0, 0, 0, 2)))
    return to_text(*parts, width=width, colour=colour)


def _accepted(gap: Gap, lang: Lang) -> str:
    acceptance = gap.accepted
    if acceptance is None:
        return ""
    told = say(
        "gaps.accepted.by",
        lang,
        rule=f"{gap.finding.rule.code} {gap.subject}",
        reason=acceptance.reason.pick(lang),
        by=acceptance.decided_by,
        day=day(acceptance.date, lang),
    )
    if acceptance.until is None:
        return told
    return f"{told}, {say('gaps.until', lang, day=day(acceptance.until, lang))}"


def _cures(view: GapsView, lang: Lang) -> list[tuple[str, str]]:
    """How to close each kind of gap: the rule's advice, where it is the same for all."""
    rules = {gap.finding.rule.code: gap.finding.rule for gap in view.gaps}
    firsts = {gap.finding.rule.code: gap.finding for gap in reversed(view.gaps)}
    return [
        (code, firsts[code].cure(lang) if "{" in choose(rule.cure, lang) else choose(rule.cure, lang))
        for code, rule in sorted(rules.items())
    ]


COLUMNS = ("weight", "severity", "code", "subject", "gap", "why", "who", "cure", "accepted")


def render_csv(view: GapsView, lang: Lang) -> str:
    """A row for each gap, accepted ones last."""
    return csv_table(COLUMNS, [_row(gap, lang) for gap in (*view.gaps, *view.accepted)])


def _row(gap: Gap, lang: Lang) -> list[str]:
    return [
        str(gap.weight),
        say(f"severity.{gap.finding.severity}", lang),
        gap.finding.rule.code,
        gap.subject,
        gap.finding.message(lang),
        fill(gap.why, lang),
        " ".join(gap.who),
        gap.finding.cure(lang),
        _accepted(gap, lang),
    ]


def render_page(view: GapsView, lang: Lang, template: str) -> str:
    """The gaps through a template: ``gaps.md.j2`` or ``gaps.html.j2``."""
    from menneskehandel_cli.formats.templates import render

    page: dict[str, object] = {
        "title": say("gaps.title", lang),
        "strategy": view.title.pick(lang) if view.title else "",
        "fictional": say("fictional", lang) if view.fictional else "",
        "as_of": say("status.as_of", lang, day=day(view.as_of.isoformat(), lang)),
        "revision": view.revision or "",
        "summary": summary(view, lang),
        "coverage": {
            "title": say("gaps.coverage", lang),
            "head": [
                say("fact.instrument", lang),
                *(say(f"classification.{name}", lang) for name in CLASSIFICATIONS),
            ],
            "rows": [
                [
                    line.title.pick(lang),
                    *(str(line.counts.classification[name]) for name in CLASSIFICATIONS),
                ]
                for line in view.coverage.values()
            ],
        },
        "gaps": {
            "title": say("gaps.title", lang),
            "head": [say(f"column.{name}", lang) for name in ("weight", "code", "gap", "who")],
            "rows": [
                [
                    str(gap.weight),
                    gap.finding.rule.code,
                    gap.finding.message(lang).strip(),
                    " ".join(gap.who),
                ]
                for gap in view.gaps
            ],
            "none": say("gaps.none", lang),
        },
        "accepted": {
            "title": say("gaps.accepted", lang),
            "rows": [_accepted(gap, lang) for gap in view.accepted],
        },
        "cures": {"title": say("column.cure", lang), "rows": _cures(view, lang)},
    }
    return render(template, page, lang)
