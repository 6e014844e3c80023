"""The evaluation as a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.page import Block, Bullets, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats.report_frame import head_of
from menneskehandel_cli.formats.report_gaps import gap_lists
from menneskehandel_cli.formats.report_pages import Arguments, ReportKind
from menneskehandel_cli.formats.report_parts import (
    moved_table,
    names,
)
from menneskehandel_cli.formats.report_pictures import (
    coverage_pictures,
    deadlines_picture,
    progress_picture,
)
from menneskehandel_cli.language import Lang, day, fill, say
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.reports.evaluation import Course, EvaluationView, evaluation_view
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.listing import figure


def evaluation_page(view: EvaluationView, frame: Frame, lang: Lang) -> Page:
    """The evaluation in ``lang``."""
    days = {"start": day(view.start, lang), "end": day(view.end, lang)}
    title = say("report.evaluation.title", lang, **days)
    return head_of(title, frame, lang, tuple(_blocks(view, frame, lang)))


def _blocks(view: EvaluationView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    yield Heading(say("report.courses", lang), 2, "courses")
    yield progress_picture(frame, lang)
    yield Table(
        say("report.courses", lang),
        tuple(say(f"column.{key}", lang) for key in ("number", "measure", "before", "after", "tasks")),
        tuple(
            (
                course.measure.id,
                course.measure.title.pick(lang),
                say(f"status.{course.before}", lang) if course.before else "–",
                say(f"status.{course.measure.status}", lang),
                f"{course.tasks_done_before} → {course.tasks_done_after} / {course.tasks}",
            )
            for course in view.courses
        ),
    )
    for course in view.courses:
        yield from _course(course, lang)
    yield Heading(say("report.moved", lang), 2, "moved")
    if view.moved:
        yield deadlines_picture(view.moved, lang)
        yield moved_table(view.moved, register, lang)
    else:
        yield Paragraph(say("report.moved.none", lang))
    yield Heading(say("report.discipline", lang), 2, "discipline")
    yield Paragraph(say("report.discipline.note", lang))
    years = [year for year, _, _ in view.discipline[0].reported] if view.discipline else []
    yield Table(
        say("report.discipline", lang),
        (say("report.actor", lang), *years),
        tuple(
            (
                names(register, [line.actor], lang),
                *(f"{told}/{total}" for _, told, total in line.reported),
            )
            for line in view.discipline
        ),
    )
    yield Heading(say("report.goals", lang), 2, "goals")
    yield Table(
        say("report.goals", lang),
        tuple(say(f"column.{key}", lang) for key in ("id", "goal", "attainment", "observation")),
        tuple(
            (
                line.id,
                line.text.pick(lang),
                "; ".join(
                    f"{actor} {year}: {say(f'attainment.{level}', lang)}"
                    for actor, year, level in line.attainment
                )
                or say("report.state.none", lang),
                "; ".join(
                    f"{item.title.pick(lang)}: {fill(figure(item.observations[-1]), lang)}"
                    for item in line.indicators
                )
                or "–",
            )
            for line in view.goals
        ),
    )
    yield Heading(say("report.coverage", lang), 2, "coverage")
    yield Paragraph(say("report.coverage.note", lang))
    yield from coverage_pictures(view.coverage, lang)
    yield Heading(say("gaps.title", lang), 2, "gaps")
    yield Paragraph(say("report.gaps.note", lang))
    yield from gap_lists(view.gaps, frame, lang)


def _course(course: Course, lang: Lang) -> Iterator[Block]:
    if course.changes:
        yield Heading(
            f"{course.measure.id} {course.measure.title.pick(lang)}", 3, course.measure.id, record=True
        )
        yield Bullets(
            tuple(
                f"{day(event.commit.day.isoformat(), lang)}: {event_line(event, lang)}"
                for event in course.changes
            )
        )


def _ends(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    closing = line.last_on(date.fromisoformat(arguments["to"]), line.tip)
    return line.last_on(date.fromisoformat(arguments["from"]), closing), closing


def _make(frame: Frame, arguments: Arguments, lang: Lang) -> tuple[EvaluationView, Page]:
    view = evaluation_view(frame, arguments["from"], arguments["to"])
    return view, evaluation_page(view, frame, lang)


REPORTS = (
    ReportKind(
        name="evaluation",
        help=msg("For interim and final reports: the course of every measure between two days."),
        parameters=("days",),
        ends=_ends,
        make=_make,
    ),
)
