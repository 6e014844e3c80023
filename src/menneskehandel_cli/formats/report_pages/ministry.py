"""What a ministry owes as a page: a letter from the coordinator, and annexes with the details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph
from menneskehandel_cli.formats.gaps import lines_table, section_heading
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_card import measure_card
from menneskehandel_cli.formats.report_frame import head_of, titled
from menneskehandel_cli.formats.report_pages import Arguments, ReportKind, ends_of_year
from menneskehandel_cli.formats.report_parts import deadline_of, names, passed_key
from menneskehandel_cli.language import Lang, count, fill, listing, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gap_lines import GapLine, Message
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.ministry import MinistryView, ministry_view

MOST_MEASURES, MOST_TASKS, MOST_GAPS = 8, 10, 8
"""How many measures, tasks and gaps the letter names; the rest are counted, and listed in the annexes."""


def ministry_page(view: MinistryView, frame: Frame, lang: Lang) -> Page:
    """The report in ``lang``."""
    name = names(frame.closing.register, [view.actor], lang)
    title = say(msg("{actor}: what is outstanding for {year}"), lang, actor=name, year=view.year)
    title, notes = titled(title, view.whole, frame, lang)
    blocks = (*_letter(view, frame, lang), *_annexes(view, frame, lang))
    return replace(head_of(title, frame, lang, blocks, notes), letter=True)


def _letter(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    coordinator = names(register, [frame.strategy.coordinator], lang)
    yield Facts(
        (
            (say(msg("To"), lang), names(register, [view.actor], lang)),
            (say(msg("From"), lang), say("report.letter.coordinator", lang, actor=coordinator)),
        )
    )
    yield Heading(say("report.yet", lang), 2, "yet")
    yield Paragraph(" ".join(_reporting(view, lang)))
    if 0 < len(view.unreported) <= MOST_MEASURES:
        yield Bullets(tuple(_missing(view, lang)))
    yield Heading(say(msg("Open tasks"), lang), 2, "open-tasks")
    yield from _tasks(view, lang)
    yield Heading(say(msg("Open gaps"), lang), 2, "open-gaps")
    yield from _gaps(view, lang)
    yield Heading(say(msg("What happens to the ministry's report"), lang), 2, "sent-in")
    sent_in = say("report.sent_in.how", lang, year=view.year, actor=view.actor)
    yield Paragraph(f"{sent_in} {say('report.sent_in.only', lang)}")


def _reporting(view: MinistryView, lang: Lang) -> Iterator[str]:
    """How many reports are missing, and when they were or are due."""
    total, missing = len(view.measures), len(view.unreported)
    yield count("report.sum.answers", total, lang)
    if total > missing:
        yield count("report.letter.told", total - missing, lang)
    measures = (chapter.measure for chapter in view.measures)
    if assumed := [measure.id for measure in measures if measure.responsible_basis == "inferred"]:
        yield say("report.sum.assumed", lang, ids=listing(assumed, lang))
    if view.whole.due is None:
        yield say("report.sum.no_due", lang)
    elif view.days_late is not None:
        late = count("report.days", view.days_late, lang)
        yield say("report.first.due", lang, day=day(view.whole.due, lang), late=late)
    elif missing:
        yield say(msg("The reports are due on {day}."), lang, day=day(view.whole.due, lang))
    if missing > MOST_MEASURES:
        yield say("report.letter.missing.many", lang, n=missing, ids=listing([*view.unreported], lang))
    elif missing:
        yield count("report.letter.missing", missing, lang)


def _missing(view: MinistryView, lang: Lang) -> Iterator[str]:
    """The measures without an approved report, by number and title."""
    for chapter in view.measures:
        if chapter.measure.id in view.unreported:
            title = fill(responsible(chapter.measure, chapter.measure.title), lang)
            yield f"{chapter.measure.id} {title}"


def _tasks(view: MinistryView, lang: Lang) -> Iterator[Block]:
    """The open tasks with a deadline, those that passed first come first, and how many have none."""
    lines = []
    for item in view.due_tasks:
        due = item.task.due or ""
        key = "report.letter.task" if item.days_late is None else passed_key("report.letter.task", due)
        passed = count("report.days", item.days_late or 0, lang)
        text = f"{item.task.id} {without_stop(item.task.text.pick(lang))}"
        lines.append(say(key, lang, task=text, due=day(due, lang), passed=passed))
    if lines:
        yield Bullets(_cut(lines, MOST_TASKS, lang))
    else:
        yield Paragraph(say(msg("No open task of the ministry has a deadline."), lang))
    if view.undated:
        yield Paragraph(count("report.open_tasks.undated", view.undated, lang))


def _gaps(view: MinistryView, lang: Lang) -> Iterator[Block]:
    """The open gaps one by one if they are few, beside those given above; otherwise their numbers."""
    total = sum(section.number for section in view.gaps)
    if not total:
        yield Paragraph(say(msg("No open gap names the ministry."), lang))
        return
    yield Paragraph(f"{count('report.open_gaps.n', total, lang)} {say('coverage.ours', lang)}")
    lines = [line for section in view.gaps for line in section.lines if not _told_above(line)]
    if len(lines) <= MOST_GAPS:
        told = (without_stop(_named(line, lang)) for line in lines)
    else:
        told = (section_heading(section, lang) for section in view.gaps)
    if lines:
        yield Bullets(tuple(told))


def _named(line: GapLine, lang: Lang) -> str:
    """A gap in words; the message of a rule says itself what it is about."""
    said = fill(line.title, lang).strip()
    return said if isinstance(line.title, Message) else f"{line.id}: {said}"


def _told_above(line: GapLine) -> bool:
    """Whether it is a passed deadline or a missing report, which the letter tells in sections above."""
    return isinstance(line.title, Message) and line.title.finding.rule.code in _ABOVE


_ABOVE = ("MH301", "MH302")


def _cut(lines: list[str], most: int, lang: Lang) -> tuple[str, ...]:
    """The first lines, and how many more there are."""
    if len(lines) <= most + 1:
        return tuple(lines)
    return (*lines[:most], say(msg("… and {n} more lines, in the annexes."), lang, n=len(lines) - most))


def _annexes(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """Measures with news, all tasks of its own, and all gaps."""
    yield Heading(say("report.annex.measures", lang), 2, "annex")
    if len(view.unreported) > MOST_MEASURES:
        yield Paragraph("", mark=say("report.yet", lang))
        yield Bullets(tuple(_missing(view, lang)))
    news = [chapter for chapter in view.measures if chapter.told or chapter.changes]
    if not news:
        yield Paragraph(say("report.annex.measures.none", lang))
    for chapter in news:
        yield from measure_card(frame.closing, chapter, lang)
    yield Heading(say("report.annex.tasks", lang), 2, "annex-tasks")
    yield from _own_tasks(view, lang)
    if view.gaps:
        yield Heading(say(msg("Annex 3: Open gaps"), lang), 2, "annex-gaps")
        for section in view.gaps:
            yield lines_table(section_heading(section, lang), section.lines, lang)


def _own_tasks(view: MinistryView, lang: Lang) -> Iterator[Block]:
    if not view.tasks:
        yield Paragraph(say("report.own_tasks.none", lang))
        return
    yield table_of(
        say(msg("Tasks owned by the ministry or its subordinate bodies"), lang),
        ("column.id", "column.task", "column.owner", "column.status", "column.deadline"),
        (
            (
                own.task.id,
                own.task.text.pick(lang),
                " ".join(own.owners),
                say(f"status.{own.task.status}", lang),
                deadline_of(own.task, view.as_of, lang),
            )
            for own in view.tasks
        ),
        lang,
    )


def _make(frame: Frame, arguments: Arguments, lang: Lang) -> tuple[MinistryView, Page]:
    view = ministry_view(frame, arguments["ministry"], int(arguments["year"]))
    return view, ministry_page(view, frame, lang)


REPORTS = (
    ReportKind(
        name="ministry",
        help=msg("What is outstanding for a ministry: reports, tasks and gaps, as a letter to it."),
        parameters=("ministry", "year"),
        ends=ends_of_year,
        make=_make,
    ),
)
