"""The letter to a ministry: what it is asked to report, by when and to whom, and its open tasks."""

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph
from menneskehandel_cli.formats import report_frame, report_parts
from menneskehandel_cli.formats.page import differing, table_of
from menneskehandel_cli.language import Lang, The, count, day, fill, first_sentence, listing, msg, say
from menneskehandel_cli.models import Instrument
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.published import is_unfilled
from menneskehandel_cli.register.reporting import ministries_in, reporters, reports_for, unasked_tasks
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gap_lines import GapLine
from menneskehandel_cli.reports.gaps import ASKED
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.ministry import LetterLine, MinistryView, asked_lines, ministry_view

MOST_TASKS = 10
"""How many tasks with a deadline the letter names; the rest are counted, and stand in the workbook."""


def _letter(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    both = (frame.strategy.coordinator, view.actor)
    ministry = report_parts.names(register, [view.actor], lang)
    who = say("report.letter.who", lang) if ministries_in(register, [view.actor]) else ministry
    blank = (msg("Date"), msg("Your ref."), msg("Our ref."), msg("Contact person"))
    sender = say("report.letter.coordinator", lang, actor=report_parts.spelled(register, both[0], lang))
    to = ((say(msg("To"), lang), ministry), (say(msg("From"), lang), sender))
    yield Facts((*to, *report_parts.by_hand(blank, lang)))
    kept = report_frame.published(frame.strategy.publication, lang)["publisher"]
    by = "official" if frame.strategy.publication.official else "only"
    record = say(f"report.sent_in.{by}", lang, day=day(view.as_of.isoformat(), lang), publisher=kept)
    yield from map(Paragraph, (" ".join(_request(view, frame, lang)), record))
    yield from _requests(view, frame, who, lang)
    enclosed = held = say(msg("Measures for which {who} is responsible"), lang, who=who)
    if view.unreported:
        enclosed += "; " + say(msg("workbook ({file})"), lang, file=f"{view.actor}-{view.year}.xlsx")
    too = {who for one in register.normative_measures for who in one.responsible} - {*both}
    others = listing([report_parts.spelled(register, x, lang) for x in register.actors if x in too], lang)
    if others and register.measures_by_actor.get(both[0]):
        others = say(msg("{others}. We report in the same way."), lang, others=others)
    ends = ((msg("Enclosed"), enclosed), (msg("Similar letters to"), others))
    yield Paragraph(say(msg("Yours sincerely,"), lang))
    yield Paragraph(say(msg("{line} (name and title)"), lang, line="_" * 12))
    lines = (say("labelled", lang, label=say(key, lang), value=text) for key, text in ends if text)
    yield from map(Paragraph, lines)
    yield Heading(say(msg("Annex: {title}"), lang, title=held), 2, "annex")
    yield from _measures(view, frame.closing.register, lang)
    yield from _tasks(view, frame, who, lang)
    if changes := view.changes:
        since = day(frame.opening.commit.day.isoformat(), lang)
        yield Heading(say(msg("Changed since {day}"), lang, day=since), 2, "changes")
        yield report_parts.event_bullets(changes, lang, register)


def _requests(view: MinistryView, frame: Frame, who: str, lang: Lang) -> Iterator[Block]:
    """What it is asked for, numbered; only that for which there is something to ask."""
    goals = {goal.ref or goal.id for line in view.lines for goal in line.chapter.measure.goals}
    attained = {"n": len(goals), "column": say("sheet.column.level", lang)}
    stating = say("report.letter.goals", lang, **attained) if goals else ""
    how = say("report.letter.how", lang, stating=stating, line="_" * 12)
    rows = _workbook(view, frame, who, how, lang) if view.unreported else ()
    requests = (
        (msg("settle who is to answer for the tasks"), _owners(view, frame.closing.register, lang)),
        (msg("fill in the workbook"), rows),
        (msg("give the deadlines of the tasks"), _deadlines(view, frame, who, lang)),
        (msg("reply on points that no measure follows up"), _points(view, frame, lang)),
    )
    parts = [(say(title, lang), some) for title, blocks in requests if (some := tuple(blocks))]
    steps = listing([f"({number}) {title}" for number, (title, _) in enumerate(parts, 1)], lang)
    yield from [Paragraph(say(msg("We ask you to {steps}."), lang, steps=steps))] if parts[1:] else []
    for number, (title, blocks) in enumerate(parts, 1):
        yield Heading(f"{number}. {report_parts.capital(title)}", 2, f"request-{number}")
        yield from blocks


def _owners(view: MinistryView, register: Register, lang: Lang) -> Iterator[Block]:
    """Who is to report on a task that nobody owns; and whether the ministry is responsible at all."""
    if _meet(view):
        of = _owners_of_open(view)
        yield Paragraph(say("report.letter.agree", lang, line="_" * 12, n=of.count(()), total=len(of)))
    judged = (x.chapter.measure for x in view.lines if x.chapter.measure.responsible_basis == "inferred")
    if inferred := [say(msg("measure {n}"), lang, n=register.number_of(one)) for one in judged]:
        yield Paragraph(say("report.letter.confirm", lang, measures=listing(inferred, lang)))


def _owners_of_open(view: MinistryView) -> list[tuple[str, ...]]:
    """The owners of each open task in its measures."""
    measures = [line.chapter.measure for line in view.lines]
    return [one.owners_of(task) for one in measures for task in one.tasks if task.is_open]


def _meet(view: MinistryView) -> bool:
    """Whether those responsible for its measures are to meet on the open tasks that nobody owns."""
    several = any(len(line.chapter.measure.responsible) > 1 for line in view.lines)
    return bool(view.unreported and () in _owners_of_open(view) and several)


def _points(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """What it can follow up of what the bodies have asked for, in vain so far, and of law that lacks."""
    register, known, first = frame.closing.register, frame.closing.context.coverage.by_id, ".alone"
    for group in (ASKED, ("partly",)):
        lines = [line for line in asked_lines(frame.closing, group) if view.actor in line.who.actors]
        lines = [line for line in lines if known[line.id].instrument in register.instruments]
        instruments = [register.instruments[known[line.id].instrument] for line in lines]
        if lines and group == ASKED:
            names = (The(report_parts.spelled(register, one.body, lang)) for one in instruments)
            bodies = dict.fromkeys(name.pick(lang) for name in names)
            by, first = report_parts.capital(listing([*bodies], lang)), ""
            yield Paragraph(say("report.letter.points", lang, n=len(lines), bodies=by))
        elif lines:
            held = dict.fromkeys(one.title.pick(lang) for one in instruments)
            yield Paragraph(say(f"report.letter.law{first}", lang, convention=listing([*held], lang)))
        points = (_point(*x, view.actor, register, lang) for x in zip(lines, instruments, strict=True))
        yield from [Bullets(tuple(points))] if lines else []
        yield from map(Paragraph, report_parts.not_repeated(frame.closing, [x.id for x in lines], lang))


def _point(line: GapLine, instrument: Instrument, actor: str, register: Register, lang: Lang) -> str:
    """What is missing, and which other ministries are asked the same."""
    summed = not instrument.year and register.retells(instrument)
    beside = [say(msg("restated in the strategy"), lang)] if summed else []
    others = [x for x in line.who.actors if x != actor and ministries_in(register, [x])]
    beside += [say(msg("also asked: {who}"), lang, who=listing(others, lang))] if others else []
    name, text = report_parts.capital(fill(line.name, lang)), fill(line.missing, lang)
    if instrument.kind == "convention":  # Words of those who keep the record, for whom it does not speak.
        text = say(msg("“{task}”"), lang, task=text)
    return f"{name} ({'; '.join(beside)}). {text}" if beside else f"{name}. {text}"


def _request(view: MinistryView, frame: Frame, lang: Lang) -> Iterator[str]:
    """What is asked for and when it was or is due, and what has been reported."""
    total, missing = len(view.lines), len(view.unreported)
    yield say("report.letter.duty", lang, strategy=The(frame.strategy.title).pick(lang))
    texts = filter(None, (frame.strategy.reporting.pace, frame.strategy.reporting.duty))
    yield from (f"{first_sentence(x.pick(lang))[0]}." for x in texts if not is_unfilled(x))
    if missing:
        key = "report.letter.asked" if total > missing else "report.letter.asked.all"
        end = day(frame.strategy.reporting.days(str(view.year))[1].isoformat(), lang)
        yield say(key, lang, n=missing, year=view.year, day=end)
        if view.due is not None:
            yield report_parts.due_of_reports(view.due, view.days_late, lang)
    if view.due is None or not missing:
        yield say(msg("Please reply by {line}."), lang, line="_" * 12)
    if total > missing:
        yield count("report.letter.told", total - missing, lang)


def _workbook(view: MinistryView, frame: Frame, who: str, how: str, lang: Lang) -> Iterator[Block]:
    """Which tasks the workbook has and ``how`` it is filled in; who reports on which of the tasks."""
    register, direct = frame.closing.register, _asked_apart(view.actor, frame.closing.register, lang)
    rows = [count("report.letter.rows", view.rows, lang)] if view.rows else []
    yield Paragraph(" ".join((*rows, how)))
    public = say(f"report.letter.public{'' if frame.strategy.publication.official else '.unofficial'}", lang)
    yield Bullets((public, *(direct or [say("report.letter.below", lang)])))
    of, unasked = _owners_of_open(view), unasked_tasks(register, view.actor)
    bodies = dict.fromkeys(one for each in unasked for one in each)
    named = listing([report_parts.names(register, [one], lang, inside=True) for one in bodies], lang)
    below = reports_for(register, view.actor)
    theirs = [one for one in of if not below.isdisjoint(one)]
    others = [one for one in of if one and one not in (*theirs, *unasked)]
    rest = {x: report_parts.names(register, [x], lang, inside=True) for one in others for x in one}
    if (us := frame.strategy.coordinator) in rest:
        rest[us] = say(msg("we ({actor})"), lang, actor=report_parts.names(register, [us], lang, short=True))
    ways = (
        (say(msg("No one is named"), lang), of.count(()), "meeting" if _meet(view) else "own"),
        (say("report.letter.own", lang, who=who), len(theirs), "own"),
        (", ".join(rest.values()), len(others), "others"),
        (named, len(unasked), "unasked"),
    )
    found = [(report_parts.capital(x), str(n), say(f"report.letter.by.{by}", lang)) for x, n, by in ways if n]
    found += [(say("chart.total", lang), str(len(of)), "")] if found[1:] else []
    head = ("column.owner", "column.tasks", msg("Who reports"))
    yield from [table_of(say(msg("Open tasks in your measures"), lang), head, found, lang)] if found else []


def _asked_apart(actor: str, register: Register, lang: Lang) -> list[str]:
    """Which bodies below a ministry are themselves asked for a report, if any is."""
    apart = [one for one in reporters(register) if one in register.below(actor)]
    spelt = listing([The(report_parts.spelled(register, one, lang)).pick(lang) for one in apart], lang)
    return [say("report.letter.direct", lang, n=len(apart), bodies=spelt)] if apart else []


def _measures(view: MinistryView, register: Register, lang: Lang) -> Iterator[Block]:
    """Each measure: who else is responsible, its tasks and status, and what was last said."""
    measures = [line.chapter.measure for line in view.lines]
    states = {True: "report.not_recorded", False: msg("approved")}
    # No status is the same news as no report, and no news to who is first asked for one.
    quiet = len(view.unreported) == len(measures) and {one.status for one in measures} == {"not_reported"}
    head = (
        *("column.measure", msg("Shared with"), msg("Open tasks"), msg("Without an owner")),
        *("column.status", msg("Last reported"), msg("Report")),
    )
    rows = (
        (
            report_parts.numbered(register, measure, lang),
            fill(responsible(measure, others or "–", short=True), lang),
            str(sum(task.is_open for task in measure.tasks)),
            str(sum(task.is_open and not measure.owners_of(task) for task in measure.tasks)),
            "–" if quiet else say(f"status.{measure.status}", lang),
            _last(line, lang),
            "–" if quiet else say(states[measure.id in view.unreported], lang),
        )
        for line, measure in zip(view.lines, measures, strict=True)
        for others in (", ".join(who for who in measure.responsible if who != view.actor),)
    )
    caption = say(msg("The measures and their open tasks"), lang)
    table = differing(table_of(caption, head, rows, lang), lang)
    columns = [*zip(*table.rows, strict=True)][1:]
    sums = (str(sum(map(int, x))) if "".join(x).isdecimal() else "" for x in columns)
    yield replace(table, rows=(*table.rows, (say("chart.total", lang), *sums))) if table.rows[1:] else table


def _last(line: LetterLine, lang: Lang) -> str:
    """What the ministry last reported of a measure: for which year, its status, and what was done."""
    if line.last is None:
        return "–"
    year, entry = line.last
    done = f". {entry.done.pick(lang)}" if entry.done is not None else ""
    return f"{year}: {say(f'status.{entry.status}', lang)}{done}"


def _deadlines(view: MinistryView, frame: Frame, who: str, lang: Lang) -> Iterator[Block]:
    """The deadlines of its open tasks, those that passed first, and how many have none."""
    register, lines = frame.closing.register, list[str]()
    own_bodies = reports_for(register, view.actor)
    for item in view.due_tasks:
        measure = f"{say('column.measure', lang)} {register.number_of(register.measure_by_id[item.measure])}"
        if not item.owners:
            measure = say("report.letter.unowned", lang, measure=measure)
        elif others := [one for one in item.owners if one not in own_bodies]:
            beside = report_parts.names(register, others, lang, short=True)
            measure = say(msg("{measure} (together with {who})"), lang, measure=measure, who=beside)
        text = f"{measure}: {first_sentence(item.task.text.pick(lang))[0]}"
        lines.append(report_parts.dated(text, item.task, item.days_late, lang))
    if lines:
        if (more := len(lines) - MOST_TASKS) > 1:
            lines[MOST_TASKS:] = [say(msg("… and {n} more, in the workbook."), lang, n=more)]
        yield Bullets(tuple(lines))
    sentences = [say("report.letter.due", lang, n=len(lines))] if lines else []
    if view.without_due:
        own = sum(item.task.lacks_due for item in view.tasks)
        meeting = ".meeting" if _meet(view) else ""
        if own or not meeting:
            n = own if meeting else view.without_due
            sentences.append(say(f"report.letter.set{meeting}", lang, n=n, who=who))
    yield from [Paragraph(" ".join(sentences))] if sentences else []


def _tasks(view: MinistryView, frame: Frame, who: str, lang: Lang) -> Iterator[Block]:
    """The open tasks that it or a body below it owns."""
    register, passed = frame.closing.register, say("status.passed", lang)
    if view.tasks:
        held = [report_parts.numbered(register, register.measure_by_id[x.measure], lang) for x in view.tasks]
        same, quiet = len(held) > 1 == len({*held}), all(x.task.status == "not_reported" for x in view.tasks)
        rows = (
            (
                own.task.text.pick(lang),
                "–" if same else called,
                ", ".join(_with_parent(one, register, lang) for one in own.owners),
                "–" if quiet else say(f"status.{own.task.status}", lang),
                (day(own.task.due, lang) if own.task.due else "–")
                + (f" ({passed})" if own.task.is_overdue(frame.closing.as_of) else ""),
            )
            for own, called in zip(view.tasks, held, strict=True)
        )
        caption = say(msg("Tasks of {who} and of its subordinate bodies"), lang, who=who)
        head = ("column.task", "column.measure", "column.owner", "column.status", "column.deadline")
        under = msg("{tasks} (all under “{name}”)")
        caption = say(under, lang, tasks=caption, name=held[0]) if same else caption
        yield differing(table_of(caption, head, rows, lang), lang)


def _with_parent(actor: str, register: Register, lang: Lang) -> str:
    """A ministry by its short name, another body by its whole name; and the one that it is a part of."""
    above = [one for one in register.above(actor)[:1] if not ministries_in(register, [one])]
    brief = bool(ministries_in(register, [actor]))
    named = (report_parts.names(register, [one], lang, short=brief) for one in (actor, *above))
    return " (".join(named) + ")" * len(above)


def _make(frame: Frame, arguments: report_frame.Arguments, lang: Lang) -> tuple[MinistryView, Page]:
    """What is recorded, and the letter in ``lang``."""
    view = ministry_view(frame, arguments["ministry"], arguments["year"])
    title = say(msg("Request for a report for {year}"), lang, year=view.year)
    return view, report_frame.head_of(title, frame, lang, tuple(_letter(view, frame, lang)), letter=True)


_HELP = msg("A letter to a ministry: what it is asked to report, by when, and which of its tasks are open.")
_KIND = report_frame.ReportKind("ministry", _HELP, ("ministry", "year"), report_frame.ends_of_year, _make)
REPORTS = (_KIND,)
