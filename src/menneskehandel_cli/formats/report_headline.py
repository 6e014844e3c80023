"""The first screen of the yearly report, and the tables of all measures and of all goals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Paragraph, Table
from menneskehandel_cli.formats.page import differing, table_of
from menneskehandel_cli.formats.report_parts import names, numbered, passed_key, spelled, status_of
from menneskehandel_cli.language import Lang, Named, count, day, fill, last_day, listing, msg, nmsg, say
from menneskehandel_cli.language.runs import first_sentence, without_stop
from menneskehandel_cli.models import STATUSES, Measure
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.reporting import ministries_in, recorded_of
from menneskehandel_cli.reports.frame import CommitState
from menneskehandel_cli.reports.headline import Headline, TaskLine
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.log import shift
from menneskehandel_cli.reports.ministry import ministry_lines
from menneskehandel_cli.reports.yearly import GoalLine, MeasureChapter, MovedDeadline, YearlyView

MOST = 8
"""How many items of each kind the first screen names; the rest are counted, and listed further down."""


class Lines(NamedTuple):
    """A list of lines: its key, what it is called, and the section that tells more of each line."""

    key: str
    name: str
    items: list[str]
    section: str = ""


def short_lists(lists: Iterable[Lines], lang: Lang) -> Iterator[Block]:
    """The first items of each list that has any, under its name."""
    for found in lists:
        if items := found.items:
            more = [say("report.more", lang, n=len(items) - MOST)] if len(items) > MOST + 1 else []
            yield Paragraph("", mark=found.name, leads_to=f"whole-{found.key}" if more else found.section)
            yield Bullets(tuple(items[:MOST] + more if more else items))


def long_lists(lists: Iterable[Lines], lang: Lang) -> Iterator[Block]:
    """The lists that ``short_lists`` does not show whole."""
    if long := [found for found in lists if len(found.items) > MOST + 1]:
        yield Heading(say(msg("The lists in full"), lang), 2, "whole")
    for found in long:
        yield Heading(found.name, 3, f"whole-{found.key}")
        yield Bullets(tuple(found.items))


def lead_of(view: YearlyView, register: Register, lang: Lang, *, headed: bool = False) -> str:
    """The first sentences: how it goes, or that nothing has been reported, unless a heading says it."""
    every = [chapter.measure for area in view.areas for chapter in area.measures]
    measures = [measure for measure in every if measure.normative]
    statuses = Counter(measure.status for measure in measures)
    approved, total = sum(line.state == "approved" for line in view.reports), len(view.reports)
    of = "" if ministries_in(register, [line.actor for line in view.reports]) == total else ".bodies"
    if not approved and set(statuses) <= {"not_reported"}:
        return "" if headed and total else _nothing_reported(view, of, lang)
    states = listing([count(f"status.count.{x}", statuses[x], lang) for x in STATUSES if statuses[x]], lang)
    sums = say("report.sum.statuses", lang, measures=count("measures", len(measures), lang), said=states)
    if len(every) > len(measures):
        sums += f" {count('report.sum.context_only', len(every) - len(measures), lang)}"
    text = f"{sums} {say(f'report.sum.reports{of}', lang, n=approved, total=total, year=view.year)}"
    return f"{text} {say('report.sum.quiet', lang)}" if not approved and not view.events else text


def _nothing_reported(view: YearlyView, of: str, lang: Lang) -> str:
    """That nothing has been reported, and that the year is not over."""
    n, key = len(view.reports), f"report.lead.nothing{of}" if view.reports else "report.lead.nobody"
    lead = say(key, lang, n=n, total=n, year=view.year)
    early = n and view.incomplete == "not_over" and not view.due
    return f"{lead} {say('report.lead.early', lang)}" if early else lead


def first_lists(view: YearlyView, register: Register, lang: Lang) -> list[Lines]:
    """The lists of the first screen, whole."""
    first, coming = view.headline, list[str]()
    for item in view.headline.coming:
        who = f" ({names(register, item.who, lang)})" if item.who else ""
        coming.append(f"{day(item.due, lang)}: {without_stop(fill(item.said, lang))}{who}")
    found: Iterable[tuple[str, str, Iterable[str]]] = (
        ("delivered", "measures", delivered_lines(first, register, lang)),
        ("late", "measures", late_lines(first, register, lang)),
        ("moved", "moved" if view.moved else "", moved_lines(view.moved_ever, register, lang)),
        ("differing", "assessments" if view.assessments else "", differing_lines(first, register, lang)),
        ("coming", "", coming),
    )
    return [
        Lines(key, say(f"report.first.{key}", lang, year=view.year), [*items], section)
        for key, section, items in found
    ]


def delivered_lines(first: Headline, register: Register, lang: Lang) -> Iterator[str]:
    """Each measure and each task completed in the period."""
    for measure in first.measures:
        title = (measure.short_title or measure.title).pick(lang)
        called = f"{say('column.measure', lang)} {register.number_of(measure)}: {title}"
        yield f"{called}{_still_open(measure, lang)}"
    for line in first.tasks:
        shown = [item.title.pick(lang) for item in line.task.evidence]
        about = "; ".join((*filter(None, [line.task.completed and day(line.task.completed, lang)]), *shown))
        task = say(msg("The task “{task}”"), lang, task=without_stop(line.task.text.pick(lang)))
        yield f"{task} ({about})" if about else task


def _still_open(measure: Measure, lang: Lang) -> str:
    """That a measure which is recorded as completed has tasks that are not."""
    left = sum(task.is_open for task in measure.tasks) if measure.status == "completed" else 0
    words = nmsg("{n} task is not recorded as completed", "{n} tasks are not recorded as completed")
    return f" ({say(words, lang, n=left)})" if left else ""


def differing_lines(first: Headline, register: Register, lang: Lang) -> Iterator[str]:
    """Each difference, of what is called by its name."""
    for found in first.differing:
        diagnostic, about = found.diagnostic, str(found.diagnostic.params["name"])
        name = fill(register.short_name(about), lang)
        name = say(msg("“{task}”"), lang, task=name) if about in register.measure_by_id else name
        yield found.rule.say(replace(diagnostic, params={**diagnostic.params, "name": name}), lang)


def late_lines(first: Headline, register: Register, lang: Lang, alone: str = "") -> list[str]:
    """Each open task whose deadline has passed: when, what is recorded of it, and who answers for it.

    ``alone`` is the phrase of a single one that stands in no list of such tasks.
    """
    return [
        say(
            alone or passed_key("report.first.task", task.due or ""),
            lang,
            text=fill(Named(task.id, first_sentence(task.text.pick(lang))[0]), lang),
            due=day(task.due or "", lang),
            passed=count("report.days", item.days, lang),
            told=recorded_of(task).say(lang),
            who=_responsible(item.line, register, lang, short=not alone),
        )
        for item in first.late
        for task in (item.line.task,)
    ]


def _responsible(line: TaskLine, register: Register, lang: Lang, *, short: bool) -> str:
    if short:
        who = names(register, line.who, lang, short=True)
    elif line.who[3:]:
        ministries, n = ministries_in(register, line.who), len(line.who)
        who = say(msg("all {few} ministries") if ministries == n else msg("all {few} bodies"), lang, n=n)
    else:  # Spelled out where they are first named.
        who = listing([spelled(register, one, lang) for one in line.who], lang)
    measure = register.measure_by_id[line.measure]
    if measure.owners_of(line.task):
        return say(msg("Owner: {who}."), lang, who=who)
    return say(msg("Responsible for the measure: {who}."), lang, who=responsible(measure, who))


def moved_lines(moved: Iterable[MovedDeadline], register: Register, lang: Lang) -> Iterator[str]:
    """Each task whose deadline has moved: all its deadlines, and how far it has come."""
    for item in moved:
        text = register.tasks[item.task][1].text.pick(lang) if item.task in register.tasks else ""
        yield say(
            msg("{task}: {values}. Moved {times}, and now {days} than the first deadline.")
            if item.days
            else msg("{task}: {values}. Moved {times}, to the same day as the first deadline."),
            lang,
            task=without_stop(text) or item.task,
            values=" → ".join(day(value, lang) for value in item.values),
            times=count(nmsg("once", "{n} times"), item.times, lang),
            days=fill(shift(item.days), lang),
        )


def shared_note(register: Register, lang: Lang) -> Iterator[Paragraph]:
    """How many measures several are responsible for, which is why their numbers do not add up."""
    if shared := sum(len(one.responsible) > 1 for one in register.normative_measures):
        yield Paragraph(say("report.who.note", lang, n=shared, total=len(register.normative_measures)))


def ministries_table(state: CommitState, year: str, lang: Lang) -> Table:
    """What each ministry has to do, a row each, and what it has reported of it for a year."""
    head = (
        *("report.actor", "column.measures", msg("Open tasks"), "report.who.owned"),
        *(msg("Owned by others"), msg("With no named owner"), msg("Report"), msg("Reported on")),
        msg("Gaps (our judgement)"),
    )
    rows = (
        (
            fill(Named(one.actor, f"{fill(state.register.actor_name(one.actor), lang)} ({one.actor})"), lang),
            *map(str, (one.measures, *line.tasks)),
            say(f"report.state.{one.state}", lang),
            say("report.of", lang, n=one.told, total=one.measures),
            str(line.open),
        )
        for one, line in ((line.handed, line) for line in ministry_lines(state, year))
    )
    return table_of(say("report.who.caption", lang, year=year), head, rows, lang)


def measures_table(view: YearlyView, register: Register, lang: Lang) -> Table:
    """All measures, a row each: owners, status, who has reported, and the next deadline."""
    chapters = [chapter for area in view.areas for chapter in area.measures]
    quiet = all(x.measure.normative and x.measure.status == "not_reported" and not x.told for x in chapters)
    columns = (
        *("column.measure", "column.responsible", msg("Open tasks with no named owner, of the total")),
        *("column.status", msg("Goals assessed, of the total"), "column.report", msg("Next deadline")),
    )
    lines = (columns, *(_row(chapter, view, register, lang) for chapter in chapters))
    goals = any(goal.attainment for goal in view.goals)  # A column of naughts says nothing.
    head, *rows = (line[:4] + line[4 if goals else 5 : 5] + line[6 if quiet else 5 :] for line in lines)
    title = msg("Measures and responsibility") if quiet else msg("What is recorded about the measures")
    return differing(table_of(say(title, lang), head, rows, lang), lang)


def _row(chapter: MeasureChapter, view: YearlyView, register: Register, lang: Lang) -> tuple[str, ...]:
    measure, before = chapter.measure, chapter.status_before
    called = fill(Named(measure.id, numbered(register, measure, lang)), lang)
    who = fill(responsible(measure, ", ".join(measure.responsible), short=True), lang)
    if not measure.normative:
        return (called, who, "–", say("context_only.mark", lang), "–", "–", "–")
    status = status_of(measure, lang) + _still_open(measure, lang)
    if before is not None and before != measure.status:
        status += f" ({say('report.before', lang, status=say(f'status.{before}', lang))})"
    actors = [item.actor for item in chapter.told if item.kind == "self"]
    due = [task.due for task in measure.tasks if task.is_open and task.due is not None]
    # Those that have passed are told above.
    coming = sorted((one for one in due if last_day(one) >= view.ends.closing_day), key=last_day)
    owned = [bool(measure.owners_of(task)) for task in measure.tasks if task.is_open]
    share = say("report.of", lang, n=owned.count(False), total=len(owned))
    ids, assessed = {x.ref or x.id for x in measure.goals}, {x.id for x in view.goals if x.attainment}
    goals = say("report.of", lang, n=len(ids & assessed), total=len(ids)) if ids else "–"
    by = ", ".join(actors) or "–"
    return (called, who, share, status, goals, by, day(coming[0], lang) if coming else "–")


def goal_tables(goals: Sequence[GoalLine], register: Register, lang: Lang) -> Iterator[Block]:
    """Each goal with its measures and indicators, and for each year what each said who assessed it."""
    levels = ((x.id, year, who, level) for x in goals for who, year, level in x.attainment)
    cells = {(name, year, who): say(f"attainment.{level}", lang) for name, year, who, level in levels}
    columns = grouped((year, who) for _, year, who in cells) or {"": ()}
    every = register.measures
    more, newest = msg("Figures relevant to the goal (our judgement): {names}."), max(columns, key=str)
    names = {x.id: "; ".join(one.title.pick(lang) for one in x.indicators) for x in goals}
    figures = {name: [say(more, lang, names=text)] if text else [] for name, text in names.items()}
    for year, actors in sorted(columns.items(), key=lambda item: str(item[0])):
        who = sorted({*actors})
        caption = say("report.goals.year" if who else "report.goals.none", lang, year=year)
        head = (say("column.measure", lang), say("column.goal", lang), *who)
        rows = (
            (
                "; ".join(numbered(register, x, lang) for x in every if x.number in goal.measures),
                " ".join((goal.text.pick(lang), *(figures[goal.id] if year == newest else ()))),
                *(cells.get((goal.id, year, one), "–") for one in who),
            )
            for goal in goals
        )
        yield differing(Table(caption, head, tuple(rows)), lang)
