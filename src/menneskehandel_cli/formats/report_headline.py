"""The first screen of the yearly report, and the table of all measures that follows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Paragraph, Table
from menneskehandel_cli.formats.report_gaps import gap_summary
from menneskehandel_cli.formats.report_parts import names, status_of
from menneskehandel_cli.language import Lang, count, fill, listing, msg, nmsg, say
from menneskehandel_cli.language.days import day, last_day
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.gap_change import GapChange
from menneskehandel_cli.reports.headline import Coming, Headline, TaskLine
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.log import shift
from menneskehandel_cli.reports.yearly import Ends, MeasureChapter, MovedDeadline, YearlyView

MOST = 8
"""How many items of each kind the first screen names; the rest are counted, and listed further down."""


Lists = list[tuple[str, list[str]]]
"""Lists of lines, each with the key of its name."""


def first_screen(view: YearlyView, lists: Lists, lang: Lang) -> Iterator[Block]:
    """The first screen of the yearly report."""
    return summary(
        lead_of(view, lang), lists, names_of_lists(view.year, lang), _SECTIONS, view.gaps, view.ends, lang
    )


def summary(
    lead: str,
    lists: Lists,
    names: Mapping[str, str],
    sections: Mapping[str, str],
    gaps: GapChange,
    ends: Ends,
    lang: Lang,
) -> Iterator[Block]:
    """What there is to say, by kind. A kind without anything is left out."""
    yield Paragraph(lead)
    yield from short_lists(lists, names, sections, lang)
    summed = gap_summary(gaps, ends, lang)
    yield Paragraph(summed, mark=say("report.first.gaps", lang), leads_to="gaps")


def names_of_lists(year: int, lang: Lang) -> dict[str, str]:
    """What each list of the first screen is called."""
    return {
        key: say(f"report.first.{key}", lang, year=year)
        for key in ("delivered", "late", "moved", "silent", "differing", "coming")
    }


def short_lists(
    lists: Lists, names: Mapping[str, str], sections: Mapping[str, str], lang: Lang
) -> Iterator[Block]:
    """The first items of each list that has any, under its name."""
    for key, lines in lists:
        if lines:
            more = [say("report.more", lang, n=len(lines) - MOST)] if len(lines) > MOST + 1 else []
            leads_to = f"whole-{key}" if more else sections.get(key, "")
            yield Paragraph("", mark=names[key], leads_to=leads_to)
            yield Bullets(tuple(lines[:MOST] + more if more else lines))


_SECTIONS = {
    "delivered": "measures",
    "late": "measures",
    "moved": "changes",
    "silent": "who",
    "differing": "assessments",
}
"""The section that tells more of each kind; what is to come has none."""


def whole_lists(view: YearlyView, lists: Lists, lang: Lang) -> Iterator[Block]:
    """The lists that the first screen does not show whole."""
    yield from long_lists(lists, names_of_lists(view.year, lang), lang)


def long_lists(lists: Lists, names: Mapping[str, str], lang: Lang) -> Iterator[Block]:
    """The lists that ``short_lists`` does not show whole."""
    long = [(key, lines) for key, lines in lists if len(lines) > MOST + 1]
    if long:
        yield Heading(say(msg("Whole lists"), lang), 2, "whole")
    for key, lines in long:
        yield Heading(names[key], 3, f"whole-{key}")
        yield Bullets(tuple(lines))


def lead_of(view: YearlyView, lang: Lang) -> str:
    """The first sentences: how it goes, or that nothing has been reported."""
    every = [chapter.measure for area in view.areas for chapter in area.measures]
    measures = [measure for measure in every if measure.normative]
    statuses = Counter(measure.status for measure in measures)
    approved = sum(line.state == "approved" for line in view.reports)
    counts = {"n": approved, "total": len(view.reports), "year": view.year}
    if not approved and set(statuses) <= {"not_reported"}:
        return say("report.lead.nothing", lang, **counts)
    said = listing(
        [f"{statuses[name]} {say(f'status.{name}', lang)}" for name in STATUSES if statuses[name]], lang
    )
    sums = say("report.sum.statuses", lang, measures=count("measures", len(measures), lang), said=said)
    if len(every) > len(measures):
        sums += f" {count('report.sum.context_only', len(every) - len(measures), lang)}"
    told = f"{sums} {say('report.sum.reports', lang, **counts)}"
    return f"{told} {say('report.sum.quiet', lang)}" if not approved and not view.events else told


def first_lists(view: YearlyView, register: Register, lang: Lang) -> Lists:
    """The lists of the first screen, whole."""
    first = view.headline
    return [
        ("delivered", [*delivered_lines(first, lang)]),
        ("late", late_lines(first, register, lang)),
        ("moved", [*moved_lines(view.moved_ever, register, lang)]),
        ("silent", [*_silent(view, register, lang)]),
        ("differing", [finding.message(lang) for finding in first.differing]),
        ("coming", [coming_line(item, register, lang) for item in first.coming]),
    ]


def delivered_lines(first: Headline, lang: Lang) -> Iterator[str]:
    """Each measure and each task completed in the period."""
    for measure in first.measures:
        yield say("report.first.measure", lang, id=measure.id, title=measure.title.pick(lang))
    for line in first.tasks:
        when = f" ({day(line.task.completed, lang)})" if line.task.completed else ""
        yield f"{_named(line, lang)}{when}"


def _named(line: TaskLine, lang: Lang) -> str:
    return f"{line.task.id} {without_stop(line.task.text.pick(lang))}"


def late_lines(first: Headline, register: Register, lang: Lang) -> list[str]:
    """Each open task whose deadline has passed: when, how many days ago, and who answers for it."""
    return [
        say(
            "report.first.task",
            lang,
            id=item.line.task.id,
            text=without_stop(item.line.task.text.pick(lang)),
            due=day(item.line.task.due or "", lang),
            passed=count("report.days", item.days, lang),
            who=_responsible(item.line, register, lang),
        )
        for item in first.late
    ]


def _responsible(line: TaskLine, register: Register, lang: Lang) -> str:
    who = names(register, line.who, lang)
    if line.task.owners:
        return say("report.first.owners", lang, who=who)
    measure = next(one for one in register.measures if one.id == line.measure)
    return say("report.first.responsible", lang, who=responsible(measure, who))


def moved_lines(moved: Iterable[MovedDeadline], register: Register, lang: Lang) -> Iterator[str]:
    """Each task whose deadline has moved: all its deadlines, and how far it has come."""
    texts = {task.id: task.text for measure in register.measures for task in measure.tasks}
    for item in moved:
        text = texts[item.task].pick(lang) if item.task in texts else ""
        yield say(
            "report.first.move",
            lang,
            task=f"{item.task} {without_stop(text)}".strip(),
            values=" → ".join(day(value, lang) for value in item.values),
            times=count(nmsg("once", "{n} times"), item.times, lang),
            days=fill(shift(item.days), lang),
        )


def _silent(view: YearlyView, register: Register, lang: Lang) -> Iterator[str]:
    """The ministries without an approved report; those whose day has passed, with how long ago."""
    for state in ("none", "draft"):
        found = [line.actor for line in view.reports if line.state == state]
        if found:
            who = listing([names(register, [actor], lang) for actor in found], lang)
            yield f"{who}: {say(f'report.state.{state}', lang)}"
    if view.days_late is not None:
        late = count("report.days", view.days_late, lang)
        yield say("report.first.due", lang, day=day(view.due or "", lang), late=late)
    elif view.due is None and any(line.state != "approved" for line in view.reports):
        yield say("report.sum.no_due", lang)


def coming_line(item: Coming, register: Register, lang: Lang) -> str:
    """What is due, and when, and who answers for it."""
    who = f" ({names(register, item.who, lang)})" if item.who else ""
    about = f"{item.about} " if item.kind == "task" else ""
    return f"{day(item.due, lang)}: {about}{without_stop(fill(item.said, lang))}{who}"


def measures_table(view: YearlyView, lang: Lang) -> Table:
    """All measures, a row each: status, who has reported, and the next deadline of an open task."""
    head = ("measure", "responsible", "status", "report", "deadline")
    return Table(
        say(msg("Status, reporting and next deadline of each measure"), lang),
        tuple(say(f"column.{name}", lang) for name in head),
        tuple(_row(chapter, lang) for area in view.areas for chapter in area.measures),
    )


def _row(chapter: MeasureChapter, lang: Lang) -> tuple[str, ...]:
    measure, before = chapter.measure, chapter.status_before
    who = fill(responsible(measure, ", ".join(measure.responsible), short=True), lang)
    if not measure.normative:
        mark = say("context_only.mark", lang)
        return (
            f"{measure.id} {measure.title.pick(lang)}",
            who,
            mark,
            "–",
            "–",
        )
    status = status_of(measure, lang)
    if before is not None and before != measure.status:
        status += f" ({say('report.before', lang, status=say(f'status.{before}', lang))})"
    told = [item.actor for item in chapter.told if item.kind == "self"]
    dues = [task.due for task in measure.tasks if task.is_open and task.due is not None]
    return (
        f"{measure.id} {measure.title.pick(lang)}",
        who,
        status,
        ", ".join(told) or "–",
        day(min(dues, key=last_day), lang) if dues else "–",
    )
