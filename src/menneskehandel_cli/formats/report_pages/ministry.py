"""The letter to a ministry: what it is asked to report, by when and to whom, and its open tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph
from menneskehandel_cli.formats.page import table_of_differing
from menneskehandel_cli.formats.report_frame import Arguments, ReportKind, ends_of_year, head_of
from menneskehandel_cli.formats.report_parts import (
    by_hand,
    dated,
    deadline_of,
    due_of_reports,
    event_bullets,
    names,
    numbered,
)
from menneskehandel_cli.language import Lang, count, fill, listing, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.runs import first_sentence, without_stop
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.ministry import LetterLine, MinistryView, asked_lines, ministry_view

MOST_TASKS = 10
"""How many tasks with a deadline the letter names; the rest are counted, and stand in the workbook."""


def _letter(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    both = (frame.strategy.coordinator, view.actor)
    coordinator, ministry = (names(register, [one], lang) for one in both)
    blank = [msg("Date"), msg("Your ref."), msg("Our ref."), msg("Contact person")]
    blank += [msg("Reply due")] if view.due is None and view.unreported else []
    sender = say("report.letter.coordinator", lang, actor=coordinator)
    blank += [msg("To be sent to")] if view.unreported else []
    known = ((say(msg("To"), lang), ministry), (say(msg("From"), lang), sender))
    yield Facts((*known, *by_hand(blank, lang)))
    yield Paragraph(" ".join((*_asked(view, frame, lang), say("report.sent_in.only", lang))))
    if view.unreported:
        yield Paragraph(say("report.letter.how", lang, actor=coordinator, ministry=ministry))
        if view.nobodys_tasks and any(len(line.chapter.measure.responsible) > 1 for line in view.lines):
            yield Paragraph(say("report.letter.agree", lang))
    yield Heading(say(msg("The ministry's measures"), lang), 2, "measures")
    yield from _measures(view, lang)
    yield from _tasks(view, frame, lang)
    points = [line for line in asked_lines(frame.closing) if view.actor in line.who.actors]
    if points:
        yield Heading(say(msg("Asked for, but not followed up by any measure"), lang), 2, "points")
        yield Paragraph(count("report.letter.points", len(points), lang))
        yield Bullets(tuple(f"{fill(line.name, lang)}. {fill(line.missing, lang)}" for line in points))
    if changes := view.changes:
        since = day(frame.opening.commit.day.isoformat(), lang)
        yield Heading(say(msg("Changed since {day}"), lang, day=since), 2, "changes")
        yield event_bullets(changes, lang)
    end = [*by_hand([msg("Yours sincerely")], lang)]
    if view.unreported:
        book = say(msg("workbook ({file})"), lang, file=f"{view.actor}-{view.year}.xlsx")
        end.append((say(msg("Enclosed"), lang), book))
    yield Facts(tuple(end))


def _asked(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[str]:
    """What is asked for and when it was or is due; then the measures, and whose their tasks are."""
    total, missing = len(view.lines), len(view.unreported)
    if missing:
        key = "report.letter.asked" if total > missing else "report.letter.asked.all"
        end = day(frame.strategy.reporting.days(str(view.year))[1].isoformat(), lang)
        yield say(key, lang, n=missing, year=view.year, day=end)
        if view.due is not None:
            yield due_of_reports(view.due, view.days_late, lang)
    alone = sum(len(line.chapter.measure.responsible) == 1 for line in view.lines)
    key = "measures" if 0 < alone < total else "alone" if alone else "shared"
    measures = count("measures", total, lang)
    yield say(f"report.letter.{key}", lang, measures=measures, alone=alone, shared=total - alone)
    others = view.tasks_of_measures - view.own_tasks - view.nobodys_tasks
    owners = {"own": view.own_tasks, "others": others, "nobody": view.nobodys_tasks}
    told = [say(f"report.letter.{who}", lang, n=tasks) for who, tasks in owners.items() if tasks]
    if told:
        yield say("report.letter.tasks", lang, n=view.tasks_of_measures, owners=listing(told, lang))
    if total > missing:
        yield count("report.letter.told", total - missing, lang)


def _measures(view: MinistryView, lang: Lang) -> Iterator[Block]:
    """Each measure: who else is responsible, its tasks and status, and what was last said.

    Those that most of the measures are shared with are named once, and so are the exceptions.
    """
    measures = [line.chapter.measure for line in view.lines]
    shared = {
        one.number: ", ".join(who for who in one.responsible if who != view.actor) for one in measures
    }
    usual = _usual(shared, lang)
    yield from usual
    # No status is the same news as no report.
    quiet = len(view.unreported) == len(measures) and {one.status for one in measures} == {"not_reported"}
    yield table_of_differing(
        say(msg("What is recorded about each measure"), lang),
        (
            "column.measure",
            msg("Shared with"),
            "column.tasks",
            msg("Without an owner"),
            "column.status",
            msg("Last reported by the ministry"),
            msg("Report"),
        ),
        (
            (
                numbered(measure, lang),
                "–" if usual else shared[measure.number] or "–",
                str(len(measure.tasks)),
                str(sum(not measure.owners_of(task) for task in measure.tasks)),
                "–" if quiet else say(f"status.{measure.status}", lang),
                _last(line, lang),
                say("report.not_recorded" if measure.id in view.unreported else msg("approved"), lang),
            )
            for line, measure in ((line, line.chapter.measure) for line in view.lines)
        ),
        lang,
    )
    judged, called = (one for one in measures if one.responsible_basis == "inferred"), msg("measure {n}")
    if inferred := [say(called, lang, n=one.number) for one in judged]:
        yield Paragraph(say("report.letter.confirm", lang, measures=listing(inferred, lang)))


def _usual(shared: Mapping[int, str], lang: Lang) -> list[Block]:
    """Those that most of the measures are shared with, and the exceptions; nothing if many differ."""
    usual, found = Counter(shared.values()).most_common(1)[0] if shared else ("", 0)
    others = {number: who for number, who in shared.items() if who != usual}
    if not (usual and others) or found <= 2 * len(others):
        return []
    called = msg("measure {n}")
    each = [f"{say(called, lang, n=n)} ({who or '–'})" for n, who in others.items()]
    named = {"who": listing(usual.split(", "), lang), "others": listing(each, lang)}
    return [Paragraph(say("report.letter.usual", lang, **named))]


def _last(line: LetterLine, lang: Lang) -> str:
    """What the ministry last reported of a measure: for which year, its status, and what was done."""
    if line.last is None:
        return "–"
    year, said = line.last
    done = f". {said.done.pick(lang)}" if said.done is not None else ""
    return f"{year}: {say(f'status.{said.status}', lang)}{done}"


def _tasks(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """The deadlines of its open tasks, those that passed first; and the open tasks that it owns."""
    register, lines = frame.closing.register, []
    for item in view.due_tasks:
        measure = f"{say('column.measure', lang)} {register.measure_by_id[item.measure].number}"
        if not item.owners:
            measure = say(msg("{measure} (no owner is named)"), lang, measure=measure)
        text = f"{measure}: {without_stop(item.task.text.pick(lang))}"
        lines.append(dated(text, item.task.due or "", item.days_late, lang))
    if lines or view.without_due:
        yield Heading(say(msg("Deadlines"), lang), 2, "deadlines")
    if lines:
        yield Paragraph(say("report.letter.due", lang, n=len(lines)))
        yield Bullets(_cut(lines, MOST_TASKS, lang))
    if view.without_due:
        told = [count("report.letter.with_due", len(lines), lang)] if lines else []
        told.append(count("report.letter.without_due", view.without_due, lang))
        every = len(lines) + view.without_due
        yield Paragraph(say("report.letter.no_due", lang, n=every, told=listing(told, lang)))
    if view.tasks:
        yield table_of_differing(
            say(msg("Tasks of the ministry and its subordinate bodies"), lang),
            ("column.task", "column.measure", "column.owner", "column.status", "column.deadline"),
            (
                (
                    first_sentence(own.task.text.pick(lang))[0],
                    str(register.measure_by_id[own.measure].number),
                    names(register, own.owners, lang, short=True),
                    say(f"status.{own.task.status}", lang),
                    deadline_of(own.task, frame.closing.as_of, lang),
                )
                for own in view.tasks
            ),
            lang,
        )


def _cut(lines: list[str], most: int, lang: Lang) -> tuple[str, ...]:
    """The first lines, and how many more there are."""
    if len(lines) <= most + 1:
        return tuple(lines)
    return (*lines[:most], say(msg("… and {n} more, in the workbook."), lang, n=len(lines) - most))


def _make(frame: Frame, arguments: Arguments, lang: Lang) -> tuple[MinistryView, Page]:
    """What is recorded, and the letter in ``lang``."""
    view = ministry_view(frame, arguments["ministry"], arguments["year"])
    title = say(msg("Request for a report for {year}"), lang, year=view.year)
    return view, head_of(title, frame, lang, tuple(_letter(view, frame, lang)), letter=True)


REPORTS = (
    ReportKind(
        name="ministry",
        help=msg(
            "A letter to another ministry: what it is asked to report, by when, and its open tasks."
        ),
        parameters=("ministry", "year"),
        ends=ends_of_year,
        make=_make,
    ),
)
