"""The yearly report as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from menneskehandel_cli.formats.page import Block, Bullets, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats.report_gaps import gap_lists, gap_summary
from menneskehandel_cli.formats.report_pages import Arguments, ReportKind, ends_of_year
from menneskehandel_cli.formats.report_parts import (
    coverage_tables,
    event_bullets,
    head_of,
    measure_card,
    moved_table,
    names,
    sources_table,
)
from menneskehandel_cli.formats.report_pictures import (
    coverage_pictures,
    deadlines_picture,
    progress_picture,
    status_picture,
)
from menneskehandel_cli.language import Lang, count, day, fill, say
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.listing import figure
from menneskehandel_cli.reports.yearly import YearlyView, yearly_view


def yearly_page(view: YearlyView, frame: Frame, lang: Lang) -> Page:
    """The report in ``lang``."""
    title = say("report.yearly.title", lang, year=view.year)
    return head_of(title, frame, lang, tuple(_blocks(view, frame, lang)))


def _blocks(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    yield Heading(say("report.summary", lang), 2, "summary")
    yield Bullets(tuple(summary(view, lang)))
    yield status_picture(view, lang)
    yield progress_picture(frame, lang)
    yield from _reporting(view, frame, lang)
    for chapter in view.areas:
        area = chapter.area
        heading = f"{say('area', lang)} {area.number}: {area.title.pick(lang)}"
        yield Heading(heading, 2, f"area-{area.number}")
        yield Paragraph(area.goal.pick(lang), prose=True, mark=say("report.area_goal", lang))
        for measure in chapter.measures:
            yield from measure_card(frame.closing, measure, lang)
    yield from _changes(view, lang)
    yield Heading(say("report.coverage", lang), 2, "coverage")
    yield Paragraph(say("report.coverage.note", lang))
    yield from coverage_pictures(view.coverage, lang)
    yield from coverage_tables(view.coverage, lang)
    yield from _gaps(view, lang)
    yield from _indicators(view, lang)
    yield from _method(view, frame, lang)


def summary(view: YearlyView, lang: Lang) -> Iterator[str]:
    """The summary for decision makers, one sentence for each point; also says what is not known."""
    measures = [chapter.measure for area in view.areas for chapter in area.measures]
    statuses = Counter(measure.status for measure in measures)
    said = ", ".join(
        f"{statuses[status]} {say(f'status.{status}', lang)}" for status in STATUSES if statuses[status]
    )
    yield say("report.sum.statuses", lang, measures=count("measures", len(measures), lang), said=said)
    approved = sum(line.state == "approved" for line in view.reports)
    yield say("report.sum.reports", lang, n=approved, total=len(view.reports), year=view.year)
    if view.due is None:
        yield say("report.sum.no_due", lang)
    changed = sum(
        chapter.status_before not in (None, chapter.measure.status)
        for area in view.areas
        for chapter in area.measures
    )
    yield say("report.sum.changes", lang, n=changed, events=count("changes", len(view.events), lang))
    yield count("report.sum.moved", len(view.moved), lang)
    yield gap_summary(view.gaps, view.ends, lang)
    if not approved and not view.events:
        yield say("report.sum.quiet", lang)


def _reporting(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    yield Heading(say("report.who", lang), 2, "who")
    if view.due is not None:
        yield Paragraph(say("report.due", lang, day=day(view.due, lang)))
    yield Table(
        say("report.who.caption", lang, year=view.year),
        (say("report.actor", lang), say("report.state", lang), say("list.measures.heading", lang)),
        tuple(
            (
                names(register, [line.actor], lang),
                say(f"report.state.{line.state}", lang),
                say("report.of", lang, n=line.told, total=line.measures),
            )
            for line in view.reports
        ),
    )
    if view.independent:
        yield Bullets(
            tuple(
                f"{names(register, [actor], lang)}: {say(f'report.{kind}', lang)}"
                for actor, kind in view.independent
            )
        )


def _changes(view: YearlyView, lang: Lang) -> Iterator[Block]:
    yield Heading(say("report.changes.title", lang), 2, "changes")
    statuses = [e for e in view.events if e.delta.kind in ("status_changed", "task_status_changed")]
    if statuses:
        yield event_bullets(statuses, lang)
    else:
        yield Paragraph(say("report.changes.none", lang))
    yield Heading(say("report.moved", lang), 3)
    if view.moved:
        yield deadlines_picture(view.moved, lang)
        yield moved_table(view.moved, lang)
    else:
        yield Paragraph(say("report.moved.none", lang))
    if view.corrections:
        yield Paragraph(say("report.corrections", lang, n=view.corrections))


def _gaps(view: YearlyView, lang: Lang) -> Iterator[Block]:
    yield Heading(say("gaps.title", lang), 2, "gaps")
    yield Paragraph(say("report.gaps.note", lang))
    yield from gap_lists(view.gaps, view.ends, lang)


def _indicators(view: YearlyView, lang: Lang) -> Iterator[Block]:
    yield Heading(say("section.observations", lang), 2, "indicators")
    yield Table(
        say("report.indicators", lang),
        tuple(say(f"column.{name}", lang) for name in ("title", "observation", "unit", "goals")),
        tuple(
            (
                item.title.pick(lang),
                fill(figure(observation), lang),
                item.unit.pick(lang),
                ", ".join(item.goals) or "–",
            )
            for item in view.indicators
            for observation in item.observations
        ),
    )


def _method(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    yield Heading(say("report.method", lang), 2, "method")
    yield Bullets(
        tuple(
            say(f"report.method.{number}", lang, opening=view.ends.opening, closing=view.ends.closing)
            for number in range(1, 6)
        )
    )
    yield sources_table(frame.closing.register, lang)


def _make(frame: Frame, arguments: Arguments, lang: Lang) -> tuple[YearlyView, Page]:
    view = yearly_view(frame, int(arguments["year"]))
    return view, yearly_page(view, frame, lang)


REPORTS = (
    ReportKind(
        name="yearly",
        help=msg("The yearly report: what is recorded in a year, against the year before."),
        parameters=("year",),
        ends=ends_of_year,
        make=_make,
    ),
)
