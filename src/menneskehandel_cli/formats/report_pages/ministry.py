"""A ministry's report as a page."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.formats.page import Block, Bullets, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats.report_frame import head_of
from menneskehandel_cli.formats.report_pages import Arguments, ReportKind, ends_of_year
from menneskehandel_cli.formats.report_parts import deadline_of, measure_card, names
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.ministry import MinistryView, ministry_view


def ministry_page(view: MinistryView, frame: Frame, lang: Lang) -> Page:
    """The report in ``lang``."""
    name = names(frame.closing.register, [view.actor], lang)
    title = say("report.ministry.title", lang, actor=name, year=view.year)
    return head_of(title, frame, lang, tuple(_blocks(view, frame, lang)))


def _blocks(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    yield Heading(say("report.summary", lang), 2, "summary")
    yield Bullets(tuple(_summary(view, lang)))
    if view.unreported:
        yield Heading(say("report.yet", lang), 2, "yet")
        yield Table(
            say("report.yet", lang),
            tuple(say(f"column.{key}", lang) for key in ("number", "measure", "status")),
            tuple(
                (
                    chapter.measure.id,
                    chapter.measure.title.pick(lang),
                    say("report.late" if chapter.measure.id in view.late else "report.state.none", lang),
                )
                for chapter in view.measures
                if chapter.measure.id in view.unreported
            ),
        )
    yield Heading(say("report.own_tasks", lang), 2, "tasks")
    if view.tasks:
        yield Table(
            say("report.own_tasks", lang),
            tuple(say(f"column.{key}", lang) for key in ("id", "task", "owner", "status", "deadline")),
            tuple(
                (
                    own.task.id,
                    own.task.text.pick(lang),
                    " ".join(own.owners),
                    say(f"status.{own.task.status}", lang),
                    deadline_of(own.task, view.as_of, lang),
                )
                for own in view.tasks
            ),
        )
    else:
        yield Paragraph(say("report.own_tasks.none", lang))
    yield Heading(say("list.measures.heading", lang), 2, "measures")
    for chapter in view.measures:
        yield from measure_card(frame.closing, chapter, lang)


def _summary(view: MinistryView, lang: Lang) -> Iterator[str]:
    total, missing = len(view.measures), len(view.unreported)
    yield say("report.sum.answers", lang, n=total)
    yield say("report.sum.told", lang, n=total - missing, total=total, year=view.year)
    if view.late:
        yield say("report.sum.late", lang, n=len(view.late))
    elif view.whole.due is None:
        yield say("report.sum.no_due", lang)


def _make(frame: Frame, arguments: Arguments, lang: Lang) -> tuple[MinistryView, Page]:
    view = ministry_view(frame, arguments["ministry"], int(arguments["year"]))
    return view, ministry_page(view, frame, lang)


REPORTS = (
    ReportKind(
        name="ministry",
        help=msg("What a ministry is responsible for, and what it has yet to report."),
        parameters=("ministry", "year"),
        ends=ends_of_year,
        make=_make,
    ),
)
