"""The yearly report as a page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats import report_frame, report_headline, report_parts, show
from menneskehandel_cli.formats.charts.asked import thread_finding
from menneskehandel_cli.formats.charts.bars import progress_pictures
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.page import differing, table_of
from menneskehandel_cli.formats.promised import subjects, with_deadline
from menneskehandel_cli.formats.report_annexes import annex, coverage_and_gaps, indicator_blocks
from menneskehandel_cli.history.events import TOPICS
from menneskehandel_cli.language import Lang, Parts, Phrase, count, day, fill, listing, msg, say
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.assessments import SIDES, SideAssessment
from menneskehandel_cli.register.citing import cite, places
from menneskehandel_cli.register.reporting import ministries_in
from menneskehandel_cli.reports.asked import thread_view
from menneskehandel_cli.reports.frame import CommitState, Frame
from menneskehandel_cli.reports.listing import money
from menneskehandel_cli.reports.ministry import asked_lines
from menneskehandel_cli.reports.promised import Heard, PromisedView, promised_view
from menneskehandel_cli.reports.record_measure import measure_detail, report_lines
from menneskehandel_cli.reports.record_tasks import task_table
from menneskehandel_cli.reports.when import when_view
from menneskehandel_cli.reports.yearly import AreaChapter, MeasureChapter, YearlyView, yearly_view


def _blocks(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    register = frame.closing.register
    yield Heading(say("fact.summary", lang), 2, "summary")
    promised = promised_view(register, frame.closing.as_of)._replace(heard=_heard(view, register))
    recorded, kinds, past = subjects(promised, lang)
    (done, *lists, coming), passed = report_headline.first_lists(view, register, lang), " ".join(past)
    lists.append(coming._replace(items=[*coming.items, *_without_day(frame, lang)]))
    yield from _opening(view, promised, recorded, frame, lang)
    several = len(view.headline.late) != 1
    if not several:  # Told in a line, not in a list of its own.
        only = "only" if promised.left.with_deadline == 1 else "alone"
        (passed,) = report_headline.late_lines(view.headline, register, lang, f"report.first.task.{only}")
    ours, of = say(msg("{finding} (our judgement)."), lang, finding=without_stop(kinds[0])), promised.left
    short = len(done.items) == 1
    unowned = say("report.left.owner", lang, n=of.without_owner, total=of.total)
    facts = {
        msg("Completed"): done.items[0] if short else "",
        msg("Reports"): " ".join(filter(None, _lead(view, promised, register, lang))),
        msg("What is promised"): " ".join((ours, *kinds[1:])) if promised.counts.assess else "",
        "column.deadlines": " ".join(filter(None, _deadlines(promised, passed, frame, lang))),
        "column.owner": unowned if of.without_owner else "",
        msg("Recommendations"): " ".join(_points(view, frame, lang)),
    }
    yield from report_parts.facts(facts.items(), lang)
    yield from report_headline.short_lists([] if short else [done], lang)
    yield from _requests(view, promised, frame, lang)
    if promised.counts.total:
        yield replace(promised_picture(promised, lang), title=say(msg("The tasks, measure by measure"), lang))
    yield from report_headline.short_lists((x for x in lists if several or x.key != "late"), lang)
    yield from _ministries(view, frame, lang)
    yield Heading(say("report.all_measures", lang), 2, "measures")
    yield report_headline.measures_table(view, register, lang)
    notes = ((one, one.responsible_note) for one in register.measures if one.responsible_basis == "inferred")
    called = say("column.measure", lang)
    why = (f"{called} {register.number_of(one)}: {note.pick(lang)}" for one, note in notes if note)
    yield from report_parts.listed(say("report.inferred", lang), why)
    yield from progress_pictures(frame, lang)
    for chapter in view.areas:
        yield from _area(chapter, frame, lang)
    yield from report_headline.long_lists([done, *lists], lang)
    yield from _own_words(view, register, lang)
    yield from _assessments(view, register, lang)
    yield from _money(view, register, lang)
    yield from _changes(view, frame, lang)
    if view.goals:
        attained = any(goal.attainment for goal in view.goals)
        titled = "report.goals" if attained else msg("The goals of the measures")
        yield Heading(annex(titled, lang), 2, "goals")
        yield from report_headline.goal_tables(view.goals, register, lang)
    yield from indicator_blocks(view.indicators, register, lang, str(view.year))
    yield from coverage_and_gaps(view.coverage, frame, lang, compares=view.compares, year=str(view.year))
    yield from _method(view, frame, lang)


def _opening(
    view: YearlyView, promised: PromisedView, recorded: tuple[str, ...], frame: Frame, lang: Lang
) -> Iterator[Block]:
    """The finding as a heading: what is recorded, or that nobody has reported yet; and what that means."""
    if (of := promised.counts).total:
        silent = promised.heard is not None and not promised.heard.approved
        n = of.completed + of.under_way + of.discontinued
        key = f"report.known{'' if n else '.none'}"
        state = say(key, lang, said=without_stop(recorded[0]), n=n, total=of.total) if silent else recorded[0]
        yield Heading(without_stop(state), 3, "recorded")
        n = len(frame.closing.register.normative_measures)
        divided = say("report.divided", lang, n=n, total=of.total)
        first = day(frame.history.commits[0].day.isoformat(), lang)
        since = [] if view.events else [say("report.quiet", lang, year=view.year, day=first)]
        more = recorded[2 if silent else 1 :]  # The heading has the one between.
        yield Paragraph(" ".join((*since, *([] if since and silent else more), divided)))


def _heard(view: YearlyView, register: Register) -> Heard | None:
    """How many have reported for the year; ``None`` if nobody is responsible for anything."""
    states, actors = [line.state for line in view.reports], [line.actor for line in view.reports]
    approved, ministries = states.count("approved"), ministries_in(register, actors)
    return Heard(str(view.year), approved, len(actors), ministries) if actors else None


def _lead(view: YearlyView, promised: PromisedView, register: Register, lang: Lang) -> Iterator[str]:
    """How it goes, that no goal is reported on, and how many approvals do not count."""
    yield report_headline.lead_of(view, register, lang, headed=bool(promised.counts.total))
    if view.goals and not any(goal.attainment for goal in view.goals):
        yield count("report.sum.goals", len(view.goals), lang)
    if lapsed := sum(path.split("/")[2] == str(view.year) for path in register.lapsed):
        yield count("report.sum.lapsed", lapsed, lang)


def _deadlines(promised: PromisedView, passed: str, frame: Frame, lang: Lang) -> Iterator[str]:
    """How many open tasks lack one, which have ``passed``, and the pace that the strategy sets itself."""
    reporting = frame.strategy.reporting
    yield with_deadline(promised, lang) if promised.lacking_due else ""
    yield passed
    if promised.lacking_due and reporting.pace is not None:
        place = fill(Parts(places(frame.closing.register, reporting.source)), lang)
        pace = without_stop(reporting.pace.pick(lang))
        yield say(msg("{said} (the strategy: {place})."), lang, said=pace, place=place)


def _without_day(frame: Frame, lang: Lang) -> Iterator[str]:
    """What is to come on a day that is not known: evaluations, and rounds of which no report was found."""
    if names := "; ".join(x.title.pick(lang) for x in frame.strategy.evaluations if x.due is None):
        yield without_stop(say("deadlines.undated", lang, names=names))
    rounds = thread_view(frame.closing.context).rounds
    yield from map(without_stop, report_parts.missing_rounds(frame.closing.register, rounds, lang))


def _points(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[str]:
    """How far the points of the bodies are followed up, whose judgement that is, and what is unread."""
    thread, register = thread_view(frame.closing.context), frame.closing.register
    if thread.demands:
        finding, _ = thread_finding(register, thread, lang, spelled=True)
        points = (row.after for row in view.coverage if row.after.kind != "convention")
        ours = any(one.counts.promise != one.own_words.promise for one in points)
        yield say(msg("{finding} (our judgement)."), lang, finding=finding) if ours else f"{finding}."
    left = {one.body for one in thread.rounds if one.unread}
    if thread.demands and left:
        some = msg("Some of the reports have not been read in full and may contain further points.")
        read = {one.body for one in thread.rounds if not one.unread}
        bodies = [fill(register.short_name(one), lang) for one in sorted(left)]
        yield say(some if left & read else "report.unread_all", lang, bodies=listing(bodies, lang))


def _requests(view: YearlyView, promised: PromisedView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """What the ministries are asked for: reports, owners, deadlines and answers."""
    lines = []
    if silent := [line.actor for line in view.reports if line.state != "approved"]:
        every = ministries_in(frame.closing.register, silent) == len(view.reports) > 1
        who = say(msg("all {few} ministries"), lang, n=len(silent)) if every else listing(silent, lang)
        key = "report.ask.report.due" if view.due else "report.ask.report"
        lines.append(say(key, lang, year=view.year, who=who, day=day(view.due or "", lang)))
    lines += [say("report.ask.owner", lang, n=n)] if (n := promised.left.without_owner) else []
    lines += _dates_asked(promised.lacking_due, frame.closing.register, lang)
    lines += [say("report.ask.points", lang, n=n)] if (n := len(asked_lines(frame.closing))) else []
    yield from report_parts.listed(say("report.ask", lang), lines)


def _dates_asked(n: int, register: Register, lang: Lang) -> Iterator[str]:
    """For how many of the ``n`` open tasks without one a deadline is asked: not for an independent body's."""
    lacks = ((m, x) for m, x in register.tasks.values() if m.normative and x.is_open and x.lacks_due)
    owners = [[register.actors.get(one) for one in m.owners_of(x)] for m, x in lacks]
    free = [some for some in owners if some and not any(one is None or one.owes_reports for one in some)]
    who = report_parts.names(register, dict.fromkeys(x.id for some in free for x in some if x), lang)
    if n > len(free):
        key = f"report.ask.deadline{'.some' if free else ''}"
        yield say(key, lang, n=n - len(free), total=n, rest=len(free), who=who)


def _own_words(view: YearlyView, register: Register, lang: Lang) -> Iterator[Block]:
    """What those who reported say themselves, with whose words they are and when they were approved."""
    for own in view.own_words:
        who = report_parts.names(register, [own.actor], lang)
        yield Heading(say(msg("{actor} on the year as a whole"), lang, actor=who), 2, f"words-{own.actor}")
        yield Paragraph(say("report.own_words.of", lang, actor=who, day=day(own.approved, lang)))
        for key in ("foreword", "assessment", "next"):
            text = getattr(own, key)
            if text is not None:
                yield Paragraph(text.pick(lang), prose=True, mark=say(f"report.whole.{key}", lang))


def _area(chapter: AreaChapter, frame: Frame, lang: Lang) -> Iterator[Block]:
    """The measures of a focus area of which there is something to tell; the others are in the table."""
    measures = [item for item in chapter.measures if item.told or item.changes]
    if measures:
        area = chapter.area
        yield Heading(f"{say('area', lang)} {area.number}: {area.title.pick(lang)}", 2, f"area-{area.number}")
        yield Paragraph(area.goal.pick(lang), prose=True, mark=say(msg("Goal of the focus area"), lang))
        for item in measures:
            yield from _card(frame.closing, item, lang)


def _card(state: CommitState, chapter: MeasureChapter, lang: Lang) -> Iterator[Block]:
    """A measure in the order readers know, with what was done and what is not recorded."""
    register, measure = state.register, chapter.measure
    found = measure_detail(register, measure, state.as_of)
    title = f"{say('column.measure', lang)} {register.number_of(measure)}: {measure.title.pick(lang)}"
    yield Heading(title, 3, measure.id, record=True)
    known = [fact for fact in found.facts if fact[0] in ("responsible", "partners")]
    as_of = say(msg("Status as of {day}"), lang, day=day(state.as_of.isoformat(), lang))
    yield Facts((*report_parts.facts_of(known, lang).items, (as_of, _recorded(chapter, lang))))
    goals = (line.text for part in found.sections if part.key == "section.goals" for line in part.lines)
    texts = (fill(text, lang) for text in goals)
    yield from report_parts.listed(say("section.goals", lang), texts, prose=True)
    if measure.note is not None:
        yield Paragraph(measure.note.pick(lang), prose=True, mark=say("fact.note", lang))
    for entry in chapter.told:
        actor = report_parts.names(register, [entry.actor], lang)
        yield Heading(say(msg("Reported by: {actor}"), lang, actor=actor), 4)
        yield from show.lines_blocks(report_lines(register, entry.said), lang)
    if silent := chapter.silent or chapter.unreported:
        key = "report.silent" if chapter.silent else "report.unreported"
        yield Paragraph(say(key, lang, actors=report_parts.names(register, silent, lang)))
    if measure.tasks:
        caption = Phrase(msg("Tasks: {measure}"), measure=register.short_name(measure.id))
        yield show.table_of(task_table(register, caption, measure.tasks, state.as_of), lang, ids=False)
    called = report_parts.called_in(register, chapter.changes, lang)
    changes = (event_line(event, lang, called) for event in chapter.changes)
    yield from report_parts.listed(say(msg("Changed in the period"), lang), changes)
    # The evidence of a task stands with it.
    evidence = [": ".join(filter(None, (item.title.pick(lang), item.url))) for item in measure.evidence]
    links = [
        (say(msg("Convention articles"), lang), _answered(chapter.articles, chapter, register, lang)),
        (say(msg("Recommendations"), lang), _answered(chapter.recommendations, chapter, register, lang)),
        (say("report.sources", lang), "; ".join([fill(cite(register, measure.source), lang), *evidence])),
    ]
    yield Facts(tuple(link for link in links if link[1]))


def _answered(ids: Iterable[str], chapter: MeasureChapter, register: Register, lang: Lang) -> str:
    """Obligations in words; those that rest on our own judgement alone are marked."""
    named = ((fill(register.short_name(name), lang), name in chapter.judged) for name in ids)
    mark = say(msg("our judgement"), lang)
    return report_parts.capital("; ".join(f"{text} ({mark})" if ours else text for text, ours in named))


def _recorded(chapter: MeasureChapter, lang: Lang) -> str:
    measure = chapter.measure
    if not measure.normative:
        return say("context_only.mark", lang)
    text = say(f"status.{measure.status}", lang)
    if measure.ongoing:
        text += f" ({say('ongoing', lang)})"
    if measure.status == "not_reported":
        text += f" ({say('report.not_recorded', lang)})"
    if (statement := measure.status_source) is not None:
        text += f" – {say('told_by', lang, by=statement.by, day=day(statement.date, lang))}"
        if statement.text is not None:
            text += f": {statement.text.pick(lang)}"
    if (before := chapter.status_before) not in (None, measure.status):
        text += f" ({say('report.before', lang, status=say(f'status.{before}', lang))})"
    return text


def _ministries(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """What each ministry has to do, what it has reported of it, and when the reports were or are due."""
    register = frame.closing.register
    yield Heading(say("report.who", lang), 2, "who")
    if view.due is not None and any(line.state != "approved" for line in view.reports):
        yield Paragraph(report_parts.due_of_reports(view.due, view.days_late, lang))
    # What they can follow up stands in the annex of gaps; that nobody has reported, in the lead.
    table = report_headline.ministries_table(frame.closing, str(view.year), lang)
    reported = any(line.state == "approved" for line in view.reports)
    caption = table.caption if reported else say("report.who.tasks", lang)
    head, *rows = (row[: -1 if reported else -3] for row in (table.head, *table.rows))
    yield differing(Table(caption, head, tuple(rows)), lang)
    yield from report_headline.shared_note(register, lang)
    if view.independent:
        pairs = [(report_parts.names(register, [actor], lang), kind) for actor, kind in view.independent]
        yield Facts(tuple((who, say(f"report.{kind}", lang)) for who, kind in pairs))


def _assessments(view: YearlyView, register: Register, lang: Lang) -> Iterator[Block]:
    """What each side has said of the obligations that the year's reports assess."""
    if view.assessments:
        yield Heading(say(msg("Assessments by others"), lang), 2, "assessments")
        caption = msg("The latest statement by each body on the obligations assessed in the year's reports")
        head = ("fact.obligation", *(f"side.{side}" for side in SIDES))
        rows = ((title.pick(lang), *_by_side(each, register, lang)) for _, title, each in view.assessments)
        yield table_of(say(caption, lang), head, rows, lang)


def _by_side(assessments: tuple[SideAssessment, ...], register: Register, lang: Lang) -> Iterator[str]:
    for side in SIDES:
        item = next((item for item in assessments if item.side == side), None)
        if item is None:
            yield "–"
            continue
        about = f"{report_parts.names(register, [item.by], lang)}, {day(item.date, lang)}"
        text = f": {item.text.pick(lang)}" if item.text is not None else ""
        yield f"{say(f'verdict.{item.verdict}', lang)} ({about}){text}"


def _money(view: YearlyView, register: Register, lang: Lang) -> Iterator[Block]:
    """What the strategy sets aside, and what is reported as spent, with sums."""
    named = say(msg("Funding that the strategy mentions"), lang)
    mentioned = [report_parts.funded(item, register.currency, lang) for item in view.funding]
    known = [one.cost for one in register.normative_measures if one.cost is not None]
    for unit, some in grouped((cost.currency or register.currency, cost.amount) for cost in known).items():
        amount = money(sum(some), unit).say(lang)
        mentioned.append(say("report.money.costs", lang, n=len(some), amount=amount))
    if not view.spending and not mentioned:
        return
    yield Heading(say(msg("Funding"), lang) if view.spending else named, 2, "money")
    if not view.spending:  # Then the heading names it.
        yield Bullets(tuple(mentioned))
        return
    yield from report_parts.listed(named, mentioned)
    spent_in = grouped((spent.currency, spent.amount) for _, _, spent in view.spending).items()
    rows = [
        (
            fill(register.short_name(measure), lang),
            report_parts.names(register, [actor], lang),
            money(spent.amount, spent.currency).say(lang),
            spent.text.pick(lang) if spent.text is not None else "–",
        )
        for actor, measure, spent in view.spending
    ]
    sums = [(say("chart.total", lang), "", money(sum(n), unit).say(lang), "") for unit, n in spent_in]
    head = ("column.measure", "report.actor", "fact.amount", "report.money.for")
    yield table_of(say(msg("Reported as spent in {year}"), lang, year=view.year), head, (*rows, *sums), lang)


def _changes(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """The deadlines that moved in the period, and the changes of the law and of the obligations."""
    if view.moved:
        yield Heading(say("column.deadlines", lang), 2, "moved")
        # The passed ones are told above, and so are those of open tasks.
        title = say(msg("The deadlines and the reports, year by year"), lang)
        yield replace(when_picture(when_view(frame), frame.closing.register, lang), title=title, note="")
        ended = [item for item in view.moved if item not in view.moved_ever]
        yield from [report_parts.moved_table(ended, frame.closing.register, lang)] if ended else []
    for topic in ("law", "obligation"):
        events = [event for event in view.events if event.delta.kind in TOPICS[topic]]
        if events:
            yield Heading(say(f"report.changes.{topic}", lang), 2, topic)
            yield report_parts.event_bullets(events, lang, frame.closing.register)


def _method(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    yield Heading(annex(msg("Sources and method"), lang), 2, "method")
    reported = any(line.state == "approved" for line in view.reports)
    shown = {1: view.compares, 2: reported, 3: view.events, 4: True, 5: view.events}
    days = report_frame.days_of(frame, lang)
    lines = [say(f"report.method.{n}", lang, **days) for n in shown if shown[n]]
    yield Bullets(tuple(lines))
    yield from _cited(view, frame, lang)


def _cited(view: YearlyView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """The documents that the report rests on, with what their notes say of how they were read."""
    register = frame.closing.register
    instruments = [register.instruments[row.instrument] for row in view.coverage]
    owners = (one for row in view.coverage for one in register.obligations_of(row.instrument))
    known = {frame.strategy.source.document, *(one.reference for one in instruments)}
    known |= {one.source.document for one in (*instruments, *owners, *view.funding, *view.indicators)}
    known |= {one.url for one in instruments if one.url and not one.reference}
    named = [x for x in register.documents if known & {x.id, *filter(None, (x.reference, x.url))}]
    table = report_parts.sources_table(named, lang)
    cited = ((t, ", ".join(x for x in more if x != "–" and x not in t)) for t, *more in table.rows)
    titles = [f"{title} ({more})" if more else title for title, more in cited]
    notes = [f". {one.note.pick(lang)}" if one.note else "" for one in named]
    yield from report_parts.listed(table.caption, map("".join, zip(titles, notes, strict=True)))


def _make(frame: Frame, arguments: report_frame.Arguments, lang: Lang) -> tuple[YearlyView, Page]:
    """What is recorded, and the report in ``lang``."""
    view = yearly_view(frame, arguments["year"])
    called = say(msg("Yearly report {year}"), lang, year=view.year)
    title, notes = report_frame.titled(called, view, frame, lang)
    blocks = tuple(_blocks(view, frame, lang))
    return view, report_frame.head_of(title, frame, lang, blocks, notes, compares=view.compares)


_HELP = msg("The yearly report: what is recorded in a year, compared with the year before.")
REPORTS = (report_frame.ReportKind("yearly", _HELP, ("year",), report_frame.ends_of_year, _make),)
