"""The reply to a monitoring body, and what has changed since its report, as a page."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats.charts.asked import NO_MEASURE, thread_finding
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_frame import Arguments, ReportKind, head_of
from menneskehandel_cli.formats.report_law import law_annex, read_days
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import (
    by_hand,
    capital,
    dated,
    event_bullets,
    listed,
    moved_table,
    names,
    set_aside,
)
from menneskehandel_cli.language import Lang, Phrase, Refused, count, fill, listing, msg, name_of, say
from menneskehandel_cli.language.days import day, last_day
from menneskehandel_cli.language.runs import first_sentence, tags_in, unlabelled, without_stop
from menneskehandel_cli.models import Obligation, Provision, Recommendation, Status, Task
from menneskehandel_cli.models.questionnaire import Questionnaire
from menneskehandel_cli.register import Link, grouped
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.answers import (
    AnswerChapter,
    AnswersView,
    InstrumentChapter,
    QuestionAnswer,
    answers_view,
)
from menneskehandel_cli.reports.asked import Demand, thread_view
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.listing import figure
from menneskehandel_cli.reports.matrix import FAR
from menneskehandel_cli.reports.questionnaire import read_questionnaire


def _title(notes: Notes) -> str:
    """Who is answered, and about what: the questionnaire, or the round if there is only one."""
    view, lang = notes.view, notes.lang
    asked = [view.questionnaire] if view.questionnaire else [one.instrument for one in view.instruments]
    body = listing([*dict.fromkeys(notes.name(one.body) for one in asked)], lang)
    about = [one.reference or one.title.pick(lang) for one in asked]
    if view.since:
        return say("report.since.title", lang, instruments=about[0] if len(about) == 1 else body)
    reply = say(msg("Draft reply to {body}"), lang, body=body)
    return f"{reply}: {about[0]}" if len(about) == 1 else reply


def _blocks(frame: Frame, notes: Notes) -> Iterator[Block]:
    view, lang = notes.view, notes.lang
    about = msg("About this document") if view.since else msg("To the ministries")
    yield Heading(say(about, lang), 2, "about")
    if view.questionnaire is not None:
        yield _asked(view.questionnaire, notes)
    asked = [one for one in view.instruments if one.chapters or one.instrument.kind == "convention"]
    empty = [one for one in view.instruments if one not in asked]
    newest = _newest(asked, view)
    if newest is not None:
        title = newest.instrument.title.pick(lang)
        first = msg("This draft first answers the newest round whose report is known: {title}.")
        later = [say(msg("A later round is under way."), lang)] if empty else []
        yield Paragraph(" ".join((say(first, lang, title=title), *later)))
    divided = [*_divided(frame, notes)] if view.editorial and not view.since else []
    yield from _about(notes, numbered=bool(divided))
    yield from (_without_report(one, notes) for one in empty)
    yield from divided
    for instrument in asked:
        yield from _head(instrument, newest, notes)
        for chapter in instrument.chapters:
            if not chapter.answered_at and (not view.since or chapter.changes):
                yield from _chapter(chapter, notes)
        if not view.since:
            yield from _answered_later(instrument, notes)
    for number, answer in enumerate(view.questions, 1):
        yield from _answer(answer, f"question-{number}", notes)
    yield from law_annex(notes)
    yield from _sources(notes)
    yield from read_days(notes)


def _sources(notes: Notes) -> Iterator[Block]:
    """The sources, with the languages that places in them are named in told once."""
    lang, sources = notes.lang, notes.listed()
    tags = dict.fromkeys(tag for line in sources for tag in tags_in(line) if tag != lang)
    named = listing([name_of(tag, lang) for tag in tags], lang)
    said = say(
        msg("Some places are named as the source names them, in {languages}."), lang, languages=named
    )
    if sources:
        yield Heading(say("report.sources", lang), 2, "sources")
        yield from [Paragraph(said)] if tags else []
        yield Bullets(tuple(map(unlabelled, sources)))


def _newest(asked: Iterable[InstrumentChapter], view: AnswersView) -> InstrumentChapter | None:
    """The newest round with recommendations, which a reply answers first."""
    rounds = (one for one in asked if one.instrument.kind != "convention" and one.instrument.year)
    return None if view.since else next(rounds, None)


def _head(one: InstrumentChapter, newest: InstrumentChapter | None, notes: Notes) -> Iterator[Block]:
    """The heading of a round, and what has happened in it."""
    lang, title, year = notes.lang, one.instrument.title.pick(notes.lang), one.instrument.year
    same = newest is not None and newest.instrument.body == one.instrument.body
    if newest is not None and same and year and year < (newest.instrument.year or 0):
        title = say(msg("Earlier round: {title}"), lang, title=title)
    yield Heading(title, 2, one.id, record=True)
    if known := ". ".join(_dialogue(one, notes)):
        yield Paragraph(f"{known}.")


def _without_report(empty: InstrumentChapter, notes: Notes) -> Paragraph:
    """A round of which no report is known: what has happened in it, and why it asks nothing here."""
    known = [f"{line}." for line in _dialogue(empty, notes)]
    unknown = Phrase(msg("No report has been found, so what it asks for is not known."))
    said = fill(empty.instrument.note or unknown, notes.lang)
    return Paragraph(" ".join((*known, said)), mark=empty.instrument.title.pick(notes.lang))


def _about(notes: Notes, *, numbered: bool) -> Iterator[Block]:
    """What the document is, and what in it is only our proposal.

    ``numbered`` says whether a table of who answers which number follows.
    """
    view, lang = notes.view, notes.lang
    if view.since:
        if not notes.here:
            return
        changed = sum(bool(chapter.changes) for chapter in notes.here)
        since = day(view.ends.opening_day.isoformat(), lang)
        yield Paragraph(say("report.since.sum", lang, n=changed, total=len(notes.here), day=since))
        if not any(chapter.instrument.day for chapter in view.instruments):
            yield Paragraph(say("since.no_date", lang))
        return
    quiet = all(measure.status == "not_reported" for measure in notes.register.normative_measures)
    told = [say(msg("No status has been reported for any of the measures."), lang)] if quiet else []
    yield Facts(by_hand((msg("Reply due"), msg("To be sent to"), msg("Contact person")), lang))
    law = [place.read for one in notes.every for law in one.laws for place in law.provisions]
    days = listing([day(one, lang) for one in sorted({*filter(None, law)}, key=last_day)], lang)
    key = "report.draft.read" if days else "report.draft.law"
    annexed = [say(key, lang, days=days)] if law else []
    yield Paragraph(" ".join((say(f"report.draft.{'write' if numbered else 'frames'}", lang), *annexed)))
    yield Paragraph(say(f"report.editorial.{'in' if view.editorial else 'out'}", lang))
    asked = (one.owner for one in notes.every if isinstance(one.owner, Recommendation))
    if any(one.source.reading == "excerpt" for one in asked):
        told.append(say("report.draft.others", lang))
    yield Paragraph(" ".join((say("report.draft.note", lang), *told)))


def _divided(frame: Frame, notes: Notes) -> Iterator[Block]:
    """The demands in the document's order: of which round, who can answer, and what follows them up."""
    view, lang, thread = notes.view, notes.lang, thread_view(frame.closing.context)
    asked = grouped((one.requirement.owner.id, one) for one in thread.demands)
    here = [(one, each) for one in view.instruments for each in one.chapters if each.owner.id in asked]
    if not here:
        return
    bodies = {one.instrument.body for one, _ in here}
    left = {body: counts for body, counts in thread.left.items() if body in bodies}
    demands = tuple(demand for _, each in here for demand in asked[each.owner.id])
    finding, _ = thread_finding(notes.register, replace(thread, demands=demands, left=left), lang)
    rows = [
        (
            notes.called(each.owner),
            ", ".join(filter(None, (_round(each.owner, notes), _level(each.owner, notes)))),
            str(len(asked[each.owner.id])),
            _who(each, notes),
            _far(asked[each.owner.id], lang),
        )
        for one, each in here
    ]
    by = names(notes.register, sorted(bodies), lang, short=True)
    yield Heading(say(msg("What {body} asks for, and who can answer"), lang, body=by), 2, "demands")
    yield Paragraph(f"{finding}.")
    yield _by_ministry([each for _, each in here], notes)
    head = (msg("Asked for"), msg("Round"), msg("Points"), "report.who.answers", msg("Measures"))
    caption = say(msg("What {body} asks for, in the order of this document"), lang, body=by)
    yield table_of(caption, head, rows, lang)
    if any(one.contribution == "partial" for one in demands):
        part = msg("“{part}” means that measures follow up part of what is asked for.")
        yield Paragraph(say(part, lang, part=say(FAR["partial"], lang)))


def _by_ministry(chapters: Iterable[AnswerChapter], notes: Notes) -> Table:
    """Which demands each body can answer, by their numbers: alone, or with others."""
    lang, actors = notes.lang, notes.register.actors
    found = grouped(
        ((who, len(one.who) == 1), notes.number(one.owner)) for one in chapters for who in one.who
    )
    rows = (
        (
            ", ".join(
                dict.fromkeys(capital(names(notes.register, [who], lang, short=s)) for s in (False, True))
            ),
            *(", ".join(found.get((who, alone), ())) or "–" for alone in (True, False)),
        )
        for who in sorted({who for who, _ in found}, key=[*actors].index)
    )
    head = ("report.who.answers", msg("Alone"), msg("With others"))
    return table_of(say(msg("What each can answer, by number"), lang), head, rows, lang)


def _round(owner: Obligation, notes: Notes) -> str:
    """The year of the round, or that the strategy restates it."""
    asked = notes.register.instrument_with(owner)
    return str((asked and asked.year) or say(msg("restated in the strategy"), notes.lang))


def _level(owner: Obligation, notes: Notes) -> str:
    """How strongly it is asked for, if a source says so."""
    known = notes.register.level_of(owner) is not None
    return fill(level_of(notes.register, owner), notes.lang) if known else ""


def _who(chapter: AnswerChapter, notes: Notes) -> str:
    """Who can answer, after a box where any of it is our judgement."""
    who = capital(names(notes.register, chapter.who, notes.lang, short=True))
    return f"☐\N{NO-BREAK SPACE}{who}" if any(chapter.who.values()) else who


def _far(demands: Collection[Demand], lang: Lang) -> str:
    """How far measures follow up the points of a demand."""
    kinds = Counter(say(FAR.get(one.contribution or "", NO_MEASURE), lang) for one in demands)
    return ", ".join(f"{kind} ({n})" if len(demands) > 1 else kind for kind, n in kinds.items())


def _asked(asked: Questionnaire, notes: Notes) -> Facts:
    """Whose questions they are, and when an answer is due."""
    lang = notes.lang
    facts = (
        (msg("Questionnaire"), asked.title.pick(lang)),
        ("fact.body", names(notes.register, [asked.body], lang)),
        ("fact.reference", asked.reference),
        ("fact.due", day(asked.due, lang) if asked.due is not None else None),
    )
    return Facts(tuple((say(key, lang), said) for key, said in facts if said is not None))


def _answer(answer: QuestionAnswer, anchor: str, notes: Notes) -> Iterator[Block]:
    """A question in its own words, and what is recorded of each obligation it is about."""
    lang = notes.lang
    yield Heading(say(msg("Question {number}"), lang, number=answer.number), 2, anchor)
    yield Paragraph(answer.text.pick(lang), prose=True, mark=say(msg("Asked"), lang))
    for chapter in answer.chapters:
        yield from _chapter(chapter, notes, f"{anchor}-")
    if not answer.chapters:
        yield from _space(lang, 1, answer.number)


def _dialogue(instrument: InstrumentChapter, notes: Notes) -> Iterator[str]:
    """What has happened, and what is due, in the dialogue about an instrument."""
    lang = notes.lang
    for event in instrument.events:
        when = day(event.date, lang) if event.date else "–"
        if event.date is None and event.due is not None:
            when = say(msg("due {day}, not recorded here as sent"), lang, day=day(event.due, lang))
        said = f"{when} ({event.reference})" if event.reference else when
        yield f"{capital(say(f'event.{event.kind}', lang))}: {said}{notes.of(event.source)}"
    known, number = {event.kind for event in instrument.events}, instrument.instrument.reference
    dated = "report" in known or instrument.instrument.kind == "convention" or instrument.instrument.day
    if number and not dated:
        said = say(msg("{number} (the date has not been found)"), lang, number=number)
        yield f"{capital(say('event.report', lang))}: {said}"


def _answered_later(instrument: InstrumentChapter, notes: Notes) -> Iterator[Block]:
    """The demands that a later round or another wording repeats, and where they are answered."""
    lines = []
    for chapter in instrument.chapters:
        where = [notes.headings.get(name) or notes.name(name) for name in chapter.answered_at]
        if where and isinstance(chapter.owner, Recommendation):
            asked = (
                f"{without_stop(chapter.owner.text.pick(notes.lang))}.{notes.of(chapter.owner.source)}"
            )
            lines.append(f"{notes.called(chapter.owner)}: {asked} {_there(where, notes.lang)}")
    yield from listed(say(msg("Answered elsewhere"), notes.lang), lines, prose=True)


def _there(headings: Iterable[str], lang: Lang) -> str:
    """Under which headings it is answered."""
    quoted = [say(msg("“{text}”"), lang, text=heading) for heading in headings]
    return say(msg("Answered under {headings}."), lang, headings=listing(quoted, lang))


def _chapter(chapter: AnswerChapter, notes: Notes, inside: str = "") -> Iterator[Block]:
    """What is asked, and what is recorded of it; or what has changed since the round."""
    view, lang, here = notes.view, notes.lang, notes.called(chapter.owner)
    yield Heading(here, 3, f"{inside}{chapter.owner.id}", record=not inside)
    yield from _demand(chapter, notes)
    if view.since:
        yield event_bullets(chapter.changes, lang)
        if chapter.moved:
            yield moved_table(chapter.moved, notes.register, lang)
        return
    yield from _points(chapter, notes)
    yield from _about_it(chapter, notes)
    yield from _measures(chapter, notes)
    new = [fund for fund in chapter.funding if notes.told_at(fund.id, here) == here]
    money = [set_aside(fund, lang) + notes.of(fund.source) for fund in new]
    yield from listed(say(msg("Funding that the strategy mentions"), lang), money, prose=True)
    replies = chapter.owner.replies if isinstance(chapter.owner, Recommendation) else ()
    said = [f"{day(one.date, lang)}: {one.text.pick(lang)}{notes.of(one.source)}" for one in replies]
    yield from listed(say("section.replies", lang), said, prose=True)
    yield from _assessments(chapter, notes)
    yield from listed(say(msg("Figures"), lang), _figures(chapter, notes))
    if chapter.left_out or chapter.law_left_out:
        said = [count("report.left_out", chapter.left_out, lang)] if chapter.left_out else []
        said += [say(msg("Our reading of the law is left out."), lang)] if chapter.law_left_out else []
        yield Paragraph(" ".join(said))
    points = sum(item.counts for item in chapter.requirements)
    yield from _space(lang, points, notes.number(chapter.owner))


def _demand(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What is asked, in the body's words."""
    owner, lang = chapter.owner, notes.lang
    if isinstance(owner, Recommendation):
        of = notes.register.instrument_with(owner)
        body = say(msg("Recommendation"), lang) if of is None else notes.name(of.body)
        text = f"{without_stop(owner.text.pick(lang))}.{notes.of(owner.source)}"
        yield Paragraph(text, prose=True, mark=f"{body} ({_round(owner, notes)})")
        if not owner.normative:
            yield Paragraph(say("context_only.mark", lang))


def _about_it(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """Who can answer a demand, the articles that it as a whole is about, and where the law on it is."""
    view, lang, owner = notes.view, notes.lang, chapter.owner
    facts = [("report.who.answers", _who(chapter, notes))]
    if isinstance(owner, Recommendation):
        of_points = {name for part in owner.parts for name in part.articles if view.editorial}
        named = [
            notes.name(ref.id)
            for ref in owner.articles
            if ref.id not in of_points and (view.editorial or ref.basis != "editorial")
        ]
        facts.append((msg("Convention articles"), capital("; ".join(named))))
    articles = dict.fromkeys(notes.article(law) for law in chapter.laws if law.provisions)
    where = say(msg("in the annex: {articles}"), lang, articles="; ".join(map(notes.name, articles)))
    read = chapter.law_left_out or any(law.extent != "unread" for law in chapter.laws)
    none = "" if read else say(msg("no law has been read on this"), lang)
    facts.append(("section.law", where if articles else none))
    if known := tuple((say(key, lang), said) for key, said in facts if said):
        yield Facts(known)


def _points(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """The points of a demand, each with its articles; those counted elsewhere apart, with the place."""
    lang, owner, here, texts = notes.lang, chapter.owner, notes.called(chapter.owner), list[str]()
    parts = owner.parts if isinstance(owner, Recommendation) and notes.view.editorial else ()
    articles = {part.id: "; ".join(map(notes.name, part.articles)) for part in parts}
    elsewhere = list[str]()
    for item in chapter.requirements:
        if item.id != owner.id:
            about = articles.get(item.id)
            said = [item.record.text.pick(lang), *([f"({about})"] if about else [])]
            if not item.counts:
                there, together = (
                    notes.headings.get(item.counted_at, here),
                    msg("Counted together with: {name}."),
                )
                name = without_stop(notes.name(item.counted_at))
                alone = say(together, lang, name=name)
                said.append(_there([there], lang) if there != here else alone)
            (texts if item.counts else elsewhere).append(" ".join(said))
    if texts:
        yield Bullets(tuple(texts), prose=True)
    yield from listed(say(msg("Answered elsewhere"), lang), elsewhere, prose=True)


def _space(lang: Lang, points: int, number: str) -> Iterator[Block]:
    """Where whoever writes the reply writes it: some lines, and more for each point; and who did."""
    mark = say(msg("Reply to {number}"), lang, number=number) if number else say(msg("Reply"), lang)
    write = say(msg("[Write the reply here.]"), lang)
    yield Paragraph(write, mark=mark, space=min(3 + 2 * points, 12))
    labels = by_hand((msg("Filled in by"), msg("Approved by"), msg("Date")), lang)
    yield Paragraph(" ".join(f"{label}: {line}" for label, line in labels))


def _measures(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """In short, and one by one: what is under way or done, what is planned, what has been reported."""
    register, lang, told = notes.register, notes.lang, set[str]()
    lines: dict[str, list[str]] = {"taken": [], "planned": [], "assess": []}
    here, elsewhere = (
        {(one.link.measure.id, one.link.place) for point in points for one in point.answers}
        for points in (_held(chapter, notes, here=one) for one in (True, False))
    )
    for link in sorted(chapter.links, key=lambda link: link.address.basis == "editorial"):
        if register.answers(link) and (link.measure.id, link.place) not in elsewhere - here:
            for way, line in _links(link, notes, notes.called(chapter.owner), told):
                lines[way].append(line)
    lead = list(_counted(lines, told, notes))
    left = _left(chapter, notes)
    if left:
        lead.extend(_unanswered(chapter, left, notes, partly=bool(told or elsewhere)))
    if lead:
        every = (line for found in lines.values() for line in found)
        mark = "☐ " if left or any(line.startswith("☐") for line in every) else ""
        yield Paragraph(f"{mark}{' '.join(lead)}", mark=say(msg("In short"), lang))
    for way, found in lines.items():
        yield from listed(say(f"report.reply.{way}", lang), found, prose=True)
    yield from _reported(chapter, notes)


def _left(chapter: AnswerChapter, notes: Notes) -> list[Requirement]:
    """The points that are answered here and that, in our judgement, no measure follows up."""
    held = _held(chapter, notes, here=True) if notes.view.editorial else ()
    return [one for one in held if not one.answers]


def _counted(lines: Mapping[str, list[str]], told: set[str], notes: Notes) -> Iterator[str]:
    """How much there is of each kind; of one kind alone, the heading below says it."""
    lang = notes.lang
    noun = "report.lead.tasks" if told.isdisjoint(notes.register.measure_by_id) else "report.lead.both"
    counts = [
        say(f"report.lead.{way}", lang, n=len(found), what=count(noun, len(found), lang))
        for way, found in lines.items()
        if found
    ]
    if len(counts) > 1:
        yield say(msg("On this, the strategy has {told}."), lang, told=listing(counts, lang))


def _unanswered(
    chapter: AnswerChapter, left: Iterable[Requirement], notes: Notes, *, partly: bool
) -> Iterator[str]:
    """The points without a measure, by name if others have one; and that funding alone is none."""
    lang, records = notes.lang, ((one.id, one.record) for one in left)
    if partly:
        texts = (
            notes.name(id) if isinstance(one, Provision) else (one.short_title or one.text).pick(lang)
            for id, one in records
        )
        titles = "; ".join(map(without_stop, texts))
        yield say(msg("The strategy has no measure for: {points}."), lang, points=titles)
    else:
        yield say(msg("The strategy has no measure for this."), lang)
    if chapter.funding:
        yield say(msg("It mentions funding, but no measure that follows this up."), lang)


def _reported(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What each ministry has last reported as done under the measures."""
    lang = notes.lang
    for said in chapter.reports:
        who = names(notes.register, [said.actor], lang)
        mark = say(msg("Reported by {actor} on {day}"), lang, actor=who, day=day(said.approved, lang))
        yield Paragraph(said.done.pick(lang), prose=True, mark=f"{mark} ({notes.name(said.measure)})")


def _held(chapter: AnswerChapter, notes: Notes, *, here: bool) -> list[Requirement]:
    """The points which are answered here, or those under another heading."""
    own, places = notes.called(chapter.owner), notes.headings
    points = chapter.requirements
    return [one for one in points if (one.counts or places.get(one.counted_at, own) == own) is here]


def _links(link: Link, notes: Notes, here: str, told: set[str]) -> Iterator[tuple[str, str]]:
    """The tasks by which a measure answers, or the measure itself, each with how far it has come.

    A link of ours is a proposal, with a box. ``told`` is what the demand has told so far. A task that an
    earlier demand has told has only its first sentence.
    """
    measure, lang = link.measure, notes.lang
    box = "☐ " if link.address.basis == "editorial" else ""
    called = say(msg("measure {n}, {title}"), lang, n=measure.number, title=notes.name(measure.id))
    tasks = [task for task in measure.tasks if task.id in link.address.by]
    for task in tasks:
        if task.status != "discontinued" and task.id not in told:
            way = _way(task.status, [task])
            again = f"{way} {measure.id}" in told
            told |= {task.id, f"{way} {measure.id}"}
            line = _line(
                task, say(msg("measure {n}"), lang, n=measure.number) if again else called, notes, here
            )
            yield way, f"{box}{line}{'' if again else notes.of(measure.source)}"
    if not tasks and measure.status != "discontinued" and measure.id not in told:
        told.add(measure.id)
        stated = measure.status_source
        state = _state(measure.status, stated.date if stated is not None else None, lang)
        said = f"{box}{capital(called)} ({state}){notes.of(measure.source)}"
        yield _way(measure.status, measure.tasks), said


def _line(task: Task, measure: str, notes: Notes, here: str) -> str:
    """A task with its measure, how far it has come, and its deadline."""
    lang, about = notes.lang, [measure]
    if task.status != "not_reported":
        about.append(_state(task.status, task.completed or task.started, lang))
    if task.outcome is not None:
        about.append(without_stop(say(f"outcome.{task.outcome.decision}", lang)))
    if owners := notes.register.tasks[task.id][0].owners_of(task):
        who = names(notes.register, owners, lang, short=True, inside=True)
        about.append(say(msg("responsible: {who}"), lang, who=who))
    said = task.text.pick(lang)
    said = said if notes.told_at(task.id, here) == here else first_sentence(said)[0]
    text = f"{without_stop(said)} ({'; '.join(about)})"
    if task.due is None or not task.is_open:
        return text
    return dated(text, task.due, days_late(task, notes.view.as_of), lang)


def _way(status: Status, tasks: Collection[Task]) -> str:
    """Whether something is done or under way, only to be assessed, or planned."""
    assess = tasks and all(task.commitment == "assess" for task in tasks)
    return "taken" if status in ("in_progress", "completed") else "assess" if assess else "planned"


def _state(status: Status, when: str | None, lang: Lang) -> str:
    """A status, with the day that is recorded for it."""
    said = say(f"status.{status}", lang)
    return f"{said} {day(when, lang)}" if when is not None else said


def _assessments(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """The assessments by each side."""
    lang = notes.lang
    for assessment in chapter.assessments:
        who = names(notes.register, [assessment.by], lang)
        said = f"{who}, {day(assessment.date, lang)}: {say(f'verdict.{assessment.verdict}', lang)}"
        if assessment.text is not None:
            said += f". {assessment.text.pick(lang)}"
        said += notes.of(assessment.source)
        yield Paragraph(said, prose=True, mark=say(f"side.{assessment.side}", lang))


def _figures(chapter: AnswerChapter, notes: Notes) -> Iterator[str]:
    """The series: what each counts, and its figures, or where an earlier demand has told them."""
    here, lang, told = notes.called(chapter.owner), notes.lang, dict[str, list[str]]()
    for item in chapter.figures:
        if (there := notes.told_at(f"figure {item.id}", here)) != here:
            told.setdefault(there, []).append(item.title.pick(lang))
            continue
        figures = "; ".join(fill(figure(found), lang) for found in item.observations)
        yield f"{item.title.pick(lang)}: {figures}{notes.of(item.source)}"
    for there, titles in told.items():
        yield say(msg("Given under “{heading}”: {names}"), lang, heading=there, names="; ".join(titles))


def _since_adopted(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    """From the day that the first of the instruments was adopted, where it is known."""
    named = (line.register.instruments[name] for name in arguments["instrument"].split(","))
    days = [last_day(one.day) for one in named if one.day]
    return line.last_on(min(days, default=date.min), line.tip), line.tip


def _make(frame: Frame, arguments: Arguments, lang: Lang, *, since: bool) -> tuple[AnswersView, Page]:
    """What is recorded, and the reply in ``lang``. Raises ``Refused`` for a questionnaire of no use."""
    names = tuple(filter(None, arguments["instrument"].split(",")))
    asked, path = None, arguments.get("questionnaire")
    if path:
        data, at = frame.file(path), frame.closing.commit.id[:10]
        if data is None:
            raise Refused("questionnaire_missing", file=path, at=at)
        asked = read_questionnaire(path, data, frame.closing.register)
    view = answers_view(frame, names, asked, editorial=arguments["editorial"] == "yes", since=since)
    notes = Notes(view, frame.closing.register, lang)
    ours = [say("site.made.ours", lang)] if since else []
    blocks = tuple(_blocks(frame, notes))
    return view, head_of(_title(notes), frame, lang, blocks, ours, draft=not since)


REPORTS = (
    ReportKind(
        name="obligations",
        help=msg("The reply to a monitoring body, article by article or point by point."),
        parameters=("editorial", "instrument", "questionnaire"),
        ends=lambda line, _arguments: (line.tip, line.tip),
        make=partial(_make, since=False),
    ),
    ReportKind(
        name="since",
        help=msg("What has changed since a round of recommendations."),
        parameters=("editorial", "instrument"),
        ends=_since_adopted,
        make=partial(_make, since=True),
    ),
)
