"""The evaluation: the course of every measure between two days, and what did not change, as a page.

It tells how many tasks and reports were done by their deadlines.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import add
from typing import Literal, NamedTuple, get_args

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats import report_headline
from menneskehandel_cli.formats.charts.bars import progress_pictures
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.page import differing, table_of
from menneskehandel_cli.formats.report_annexes import coverage_and_gaps, indicator_blocks
from menneskehandel_cli.formats.report_frame import Arguments, ReportKind, head_of
from menneskehandel_cli.formats.report_parts import event_bullets, names, numbered, status_of, stepped
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, count, day, first_day, last_day, listing, msg, nmsg, say
from menneskehandel_cli.models import Indicator, Measure, Status, Task, Text
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import ministries, owes, reported
from menneskehandel_cli.reports import yearly
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.headline import Headline, headline
from menneskehandel_cli.reports.when import when_view
from menneskehandel_cli.rules.movement import Movements

Outcome = Literal["on_time", "late", "open", "ended", "day_unknown"]
"""``ended``: it will not be done. ``day_unknown``: it is done, but no source says on which side of the
deadline."""


Punctuality = dict[str, int]
"""How many had a deadline that passed in the period (``base``), and how many of them each outcome."""


def _tasks(register: Register, start: date, end: date) -> Iterator[Outcome]:
    """The tasks whose deadline, as it stands now, is from ``start`` to ``end``, both counted."""
    every = (task for measure in register.normative_measures for task in measure.tasks)
    return (_task(x) for x in every if x.due is not None and start <= last_day(x.due) <= end)


def _task(task: Task) -> Outcome:
    if task.status == "discontinued":
        return "ended"
    return "open" if task.is_open else _done(task.completed, task.due or "")


def _done(day: str | None, due: str) -> Outcome:
    """On which side of its deadline something was done. A month is no more exact than that."""
    if day is None:
        return "day_unknown"
    if last_day(day) <= last_day(due):
        return "on_time"
    return "late" if first_day(day) > last_day(due) else "day_unknown"


def _reports(register: Register, start: date, end: date) -> Iterator[Outcome]:
    """The reports that each ministry owed on each of its measures, due from ``start`` to ``end``."""
    approved = {
        (report.actor, name, report.period): report.approved.date
        for report, name, _ in register.measure_reports
        if report.kind == "self" and report.approved is not None
    }
    for year, period in register.periods.items():
        if period.due is None or not start <= last_day(period.due) <= end:
            continue
        for measure in register.normative_measures:
            for actor in measure.responsible:
                day = approved.get((actor, measure.id, year))
                if day is not None:
                    yield _done(day, period.due)
                elif owes(register, actor, measure.id, year):
                    yield "open"


def _summed(outcomes: Iterable[Outcome]) -> Punctuality:
    found = Counter(outcomes)
    return {"base": found.total(), **{outcome: found[outcome] for outcome in get_args(Outcome)}}


class Course(NamedTuple):
    """The course of a measure from the first day to the last."""

    measure: Measure
    before: Status | None
    changes: tuple[Event, ...]
    tasks_done_before: int
    tasks_done_after: int
    tasks: int


class Discipline(NamedTuple):
    """On how many of its measures a ministry has an approved report, by period."""

    actor: str
    reported: tuple[tuple[str, int, int], ...]
    """Year, measures reported on, measures it is responsible for."""


class EvaluationView(NamedTuple):
    """The content of the evaluation."""

    title: Text
    fictional: bool
    as_of: date
    start: str
    """The first day requested; the opening state is the last one on or before it."""
    end: str
    ends: yearly.Ends
    headline: Headline
    standing_still: tuple[Measure, ...]
    """Open measures of which nothing is recorded as changed in the period, nor any task completed."""
    tasks_on_time: Punctuality
    reports_on_time: Punctuality
    courses: tuple[Course, ...]
    moved: tuple[yearly.MovedDeadline, ...]
    discipline: tuple[Discipline, ...]
    goals: tuple[yearly.GoalLine, ...]
    indicators: tuple[Indicator, ...]
    coverage: tuple[yearly.CoverageRow, ...]
    gaps: Movements
    unjudged: tuple[str, ...]
    """Files that could not be read in full at the closing state; they are not counted."""


def evaluation_view(frame: Frame, start: str, end: str) -> EvaluationView:
    """The evaluation of the time between the two ends of the frame, requested by two days."""
    register, as_of = frame.closing.register, frame.closing.as_of
    years = sorted(register.periods)
    period = date.fromisoformat(start), min(date.fromisoformat(end), as_of)
    courses = tuple(_course_of(frame, measure) for measure in register.normative_measures)
    first = headline(frame)
    moving = {line.measure for line in first.tasks}
    moving |= {course.measure.id for course in courses if course.changes}
    return EvaluationView(
        title=frame.strategy.title,
        fictional=frame.strategy.fictional,
        as_of=as_of,
        start=start,
        end=end,
        ends=yearly.ends(frame),
        headline=first,
        standing_still=tuple(x for x in register.normative_measures if x.is_open and x.id not in moving),
        tasks_on_time=_summed(_tasks(register, *period)),
        reports_on_time=_summed(_reports(register, *period)),
        courses=courses,
        moved=yearly.moved(frame.events, frame),
        discipline=tuple(
            Discipline(actor, tuple((year, *reported(register, actor, year)) for year in years))
            for actor in ministries(register)
        ),
        goals=tuple(yearly.goal_lines(register)),
        indicators=tuple(register.indicators.values()),
        coverage=tuple(yearly.coverage_rows(frame)),
        gaps=frame.gaps,
        unjudged=register.unjudged,
    )


def _course_of(frame: Frame, measure: Measure) -> Course:
    before = frame.before(measure)
    kinds = ("status_changed", "task_status_changed", "deadline_moved")
    changes = tuple(x for x in frame.events if x.delta.record == measure.id and x.delta.kind in kinds)
    status, done = (before.status, before.tasks_done) if before else (None, 0)
    return Course(measure, status, changes, done, measure.tasks_done, len(measure.tasks))


def _blocks(view: EvaluationView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    lists = _lists(view, register, lang)
    yield Heading(say("fact.summary", lang), 2, "summary")
    yield Paragraph(_lead(view, lang))
    yield from report_headline.short_lists(lists, lang)
    yield from _on_time(view, lang)
    yield from _courses(view, frame, lang)
    if view.moved:
        yield Heading(say("report.moved", lang), 2, "moved")
        title = say(msg("The deadlines and the reports, year by year"), lang)
        yield replace(when_picture(when_view(frame), register, lang), title=title, note="")
    yield from _discipline(view, register, lang)
    if view.goals:
        yield Heading(say("report.goals", lang), 2, "goals")
        yield from report_headline.goal_tables(view.goals, register, lang)
    yield from report_headline.long_lists(lists, lang)
    yield from coverage_and_gaps(view.coverage, frame, lang)
    yield from indicator_blocks(view.indicators, register, lang)


def _lists(view: EvaluationView, register: Register, lang: Lang) -> list[report_headline.Lines]:
    """The lists of the summary, whole: what is delivered, late, moved, disputed and unchanged."""
    first = view.headline
    quiet = ((numbered(register, x, lang), say(f"status.{x.status}", lang)) for x in view.standing_still)
    still = [say("report.first.still", lang, title=title, status=status) for title, status in quiet]
    found = (
        ("delivered", "courses", [*report_headline.delivered_lines(first, register, lang)]),
        ("late", "on-time", report_headline.late_lines(first, register, lang)),
        ("moved", "moved", [*report_headline.moved_lines(view.moved, register, lang)]),
        ("differing", "", [*report_headline.differing_lines(first, register, lang)]),
        # If it is most measures, the number says so, and the table which.
        ("still", "courses", still if 2 * len(still) < len(view.courses) else []),
    )
    return [
        report_headline.Lines(key, say(f"report.period.{key}", lang), items, section)
        for key, section, items in found
    ]


def _lead(view: EvaluationView, lang: Lang) -> str:
    """How many measures and tasks moved, were completed and stand still."""
    status = sum(one.before not in (None, one.measure.status) for one in view.courses)
    words = nmsg("{n} measure", "{n} measures"), nmsg("{n} task", "{n} tasks")
    ends = len(view.headline.measures), len(view.headline.tasks)
    done = [count(word, n, lang) for word, n in zip(words, ends, strict=True) if n]
    sentences = [] if status or done else [say("report.sum.unmoved", lang)]
    if status:
        sentences.append(say("report.sum.moved", lang, n=status, total=len(view.courses)))
    if done:
        sentences.append(say("report.sum.done", lang, what=listing(done, lang)))
    if view.standing_still:
        sentences.append(count("report.sum.still", len(view.standing_still), lang))
    return " ".join(sentences)


def _on_time(view: EvaluationView, lang: Lang) -> Iterator[Block]:
    """What was done by its deadline, with the number that the rate is of."""
    yield Heading(say(msg("Recorded as completed by the deadline"), lang), 2, "on-time")
    due = {"tasks": view.tasks_on_time, "reports": view.reports_on_time}
    if not any(found["base"] for found in due.values()):
        yield Paragraph(say(msg("No task or report had a deadline in the period."), lang))
        due = {}
    for key, found in due.items():
        if not found["base"]:
            yield Paragraph(say(f"report.on_time.{key}.none", lang))
            continue
        others = ("late", "open", "ended", "day_unknown")
        rest = [count(f"report.on_time.{name}", found[name], lang) for name in others if found[name]]
        rate = say(f"report.on_time.{key}", lang, n=found["on_time"], total=found["base"])
        text = f"{rate}; {listing(rest, lang)}" if rest else rate
        yield Paragraph(f"{text}.")
    if not view.moved:
        yield Paragraph(say(msg("No deadline is recorded as moved in the period."), lang))
    elif view.tasks_on_time["base"]:
        yield Paragraph(say("report.on_time.note", lang))


def _courses(view: EvaluationView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    yield Heading(say("report.courses", lang), 2, "courses")
    yield from progress_pictures(frame, lang)
    rows = (
        (
            numbered(register, x.measure, lang),
            say(f"status.{x.before}", lang) if x.before else "–",
            status_of(x.measure, lang),
            say("report.of", lang, n=stepped(x.tasks_done_before, x.tasks_done_after, lang), total=x.tasks),
        )
        for x in view.courses
    )
    head = ("column.measure", "column.before", "column.after", msg("Tasks recorded as completed"))
    yield differing(table_of(say("report.courses", lang), head, rows, lang), lang)
    for course in view.courses:
        if course.changes:
            yield Heading(numbered(register, course.measure, lang), 3, course.measure.id, record=True)
            items = event_bullets(course.changes, lang, register).items
            reasons = (_why(event, course.measure, lang) for event in course.changes)
            yield Bullets(tuple(map(add, items, reasons)))


def _discipline(view: EvaluationView, register: Register, lang: Lang) -> Iterator[Block]:
    yield Heading(say("report.discipline", lang), 2, "discipline")
    yield Paragraph(say("report.discipline.note", lang))
    years = [year for year, _, _ in view.discipline[0].reported] if view.discipline else []
    of = ((one.actor, [(n, total) for _, n, total in one.reported]) for one in view.discipline)
    cells = ((who, (say("report.of", lang, n=n, total=total) for n, total in parts)) for who, parts in of)
    rows = tuple((names(register, [who], lang), *texts) for who, texts in cells)
    yield Table(say("report.discipline", lang), (say("report.actor", lang), *years), rows)


def _why(event: Event, measure: Measure, lang: Lang) -> str:
    """The reason recorded for what was discontinued, as a sentence of its own."""
    if event.delta.after != "discontinued":
        return ""
    note = next((task for task in measure.tasks if task.id == event.delta.key.subject), measure).note
    return f". {say('fact.note', lang)}: {note.pick(lang)}" if note is not None else ""


def _ends(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    closing = line.last_on(date.fromisoformat(arguments["to"]), line.tip)
    return line.last_on(date.fromisoformat(arguments["from"]), closing), closing


def _make(frame: Frame, arguments: Arguments, lang: Lang) -> tuple[EvaluationView, Page]:
    """What is recorded, and the evaluation in ``lang``."""
    view = evaluation_view(frame, arguments["from"], arguments["to"])
    days = {"start": day(view.start, lang), "end": day(view.end, lang)}
    title = say(msg("Evaluation, {start} to {end}"), lang, **days)
    return view, head_of(title, frame, lang, tuple(_blocks(view, frame, lang)))


_HELP = msg("For interim and final reports: how each measure developed between two dates.")
REPORTS = (ReportKind("evaluation", _HELP, ("days",), _ends, _make),)
