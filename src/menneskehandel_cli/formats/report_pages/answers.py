"""The reply to a monitoring body, and what has changed since its report, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph
from menneskehandel_cli.formats.charts.names import KINDS
from menneskehandel_cli.formats.charts.thread import NO_MEASURE, thread_finding
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_frame import Arguments, ReportKind, head_of
from menneskehandel_cli.formats.report_law import law_of
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import (
    capital,
    dated,
    event_bullets,
    listed,
    moved_table,
    names,
    set_aside,
)
from menneskehandel_cli.language import Lang, Phrase, count, fill, listing, msg, say
from menneskehandel_cli.language.days import day, last_day
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import Recommendation, Status
from menneskehandel_cli.models.questionnaire import Questionnaire
from menneskehandel_cli.register import Link
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.answers import (
    AnswerChapter,
    AnswersView,
    InstrumentChapter,
    QuestionAnswer,
    answers_view,
)
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.listing import figure
from menneskehandel_cli.reports.questionnaire import read_questionnaire
from menneskehandel_cli.reports.thread import Demand, thread_view


def _title(notes: Notes) -> str:
    """A short title: the round by its reference or its own title, or by their bodies if several."""
    view, lang = notes.view, notes.lang
    if view.questionnaire is not None:
        asked = view.questionnaire
        about, body = asked.reference or asked.title.pick(lang), notes.name(asked.body)
        return say(msg("Draft answers to {body}: {about}"), lang, body=body, about=about)
    key = "report.since.title" if view.since else "report.obligations.title"
    rounds = [chapter.instrument for chapter in view.instruments]
    called = [one.reference or one.title.pick(lang) for one in rounds]
    if len(called) > 1:
        called = [notes.name(one.body) for one in rounds]
    return say(key, lang, instruments=listing([*dict.fromkeys(called)], lang))


def _blocks(frame: Frame, notes: Notes) -> Iterator[Block]:
    view, lang = notes.view, notes.lang
    yield Heading(say(msg("About this document"), lang), 2, "about")
    if view.questionnaire is not None:
        yield _asked(view.questionnaire, notes)
    yield from _about(notes)
    asked = [one for one in view.instruments if one.chapters or one.instrument.kind == "convention"]
    yield from (_without_report(one, notes) for one in view.instruments if one not in asked)
    if view.editorial and not view.since:
        yield from _divided(frame, notes)
    for instrument in asked:
        yield Heading(instrument.instrument.title.pick(lang), 2, instrument.id, record=True)
        yield from listed(say("section.events", lang), _dialogue(instrument, notes))
        for chapter in instrument.chapters:
            if not chapter.answered_at and (not view.since or chapter.changes):
                yield from _chapter(chapter, notes)
        if not view.since:
            yield from _answered_later(instrument, notes)
    for number, answer in enumerate(view.questions, 1):
        yield from _answer(answer, f"question-{number}", notes)
    if sources := notes.listed():
        yield Heading(say("report.sources", lang), 2, "sources")
        yield Bullets(sources)


def _without_report(empty: InstrumentChapter, notes: Notes) -> Paragraph:
    """A round of which no report is known: what has happened in it, and why it asks nothing here."""
    known = [f"{capital(line)}." for line in _dialogue(empty, notes)]
    unknown = Phrase(msg("No report has been found, so what it asks for is not known."))
    said = fill(empty.instrument.note or unknown, notes.lang)
    return Paragraph(" ".join((*known, said)), mark=empty.instrument.title.pick(notes.lang))


def _about(notes: Notes) -> Iterator[Block]:
    """What the document is, and what in it is only our proposal."""
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
    yield Paragraph(" ".join((say("report.draft.note", lang), *told)))
    yield Paragraph(say(f"report.editorial.{'in' if view.editorial else 'out'}", lang))


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
            str(one.instrument.year or say("report.summed", lang)),
            str(len(asked[each.owner.id])),
            _who(each, notes),
            _far(asked[each.owner.id], lang),
        )
        for one, each in here
    ]
    yield Heading(say(msg("What is asked for, and who can answer"), lang), 2, "demands")
    yield Paragraph(f"{finding}.")
    head = (msg("Asked for"), msg("Round"), msg("Points"), "report.who.answers", msg("Measures"))
    yield table_of(say(msg("What is asked for, in the order of this document"), lang), head, rows, lang)


def _who(chapter: AnswerChapter, notes: Notes) -> str:
    """Who can answer, with a box where that is our judgement."""
    return ", ".join(notes.boxed(name, ours=ours) for name, ours in chapter.who.items())


def _far(demands: Collection[Demand], lang: Lang) -> str:
    """How far measures follow up the points of a demand."""
    kinds = Counter(say(KINDS.get(one.contribution or "", NO_MEASURE), lang) for one in demands)
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
        yield _space(lang)


def _dialogue(instrument: InstrumentChapter, notes: Notes) -> Iterator[str]:
    """What has happened, and what is due, in the dialogue about an instrument."""
    lang = notes.lang
    for event in instrument.events:
        when = day(event.date, lang) if event.date else "–"
        if event.date is None and event.due is not None:
            when = say(msg("due {day}, not recorded here as sent"), lang, day=day(event.due, lang))
        cited = fill(cite(notes.register, event.source), lang)
        said = f"{event.reference}, {cited}" if event.reference else cited
        yield f"{say(f'event.{event.kind}', lang)}: {when} ({said})"


def _answered_later(instrument: InstrumentChapter, notes: Notes) -> Iterator[Block]:
    """The demands that a later round or another wording repeats, and where they are answered."""
    lines = []
    for chapter in instrument.chapters:
        where = [notes.headings.get(name) or (notes.name(name),) for name in chapter.answered_at]
        lines += [f"{notes.called(chapter.owner)} → {'; '.join(chain(*where))}"] if where else []
    yield from listed(say(msg("Repeated, and answered there"), notes.lang), lines)


def _chapter(chapter: AnswerChapter, notes: Notes, inside: str = "") -> Iterator[Block]:
    """What is asked, and what is recorded of it; or what has changed since the round."""
    view, lang, here = notes.view, notes.lang, notes.called(chapter.owner)
    yield Heading(here, 3, f"{inside}{chapter.owner.id}", record=not inside)
    if chapter.who and not view.since:
        yield Paragraph(_who(chapter, notes), mark=say("report.who.answers", lang))
    yield from _demand(chapter, notes)
    if view.since:
        yield event_bullets(chapter.changes, lang)
        if chapter.moved:
            yield moved_table(chapter.moved, notes.register, lang)
        return
    asked = (one for item in chapter.requirements for one in notes.headings.get(item.counted_at, ()))
    same = "; ".join(one for one in dict.fromkeys(asked) if one != here)
    yield from [Paragraph(same, mark=say(msg("The same is asked for under"), lang))] if same else []
    yield from _measures(chapter, notes)
    money = (notes.once(set_aside(fund, lang), here) + notes.of(fund.source) for fund in chapter.funding)
    yield from listed(say(msg("Funding that the strategy mentions"), lang), money, prose=True)
    replies = chapter.owner.replies if isinstance(chapter.owner, Recommendation) else ()
    said = [f"{day(one.date, lang)}: {one.text.pick(lang)}{notes.of(one.source)}" for one in replies]
    yield from listed(say("section.replies", lang), said, prose=True)
    yield from _assessments(chapter, notes)
    yield from law_of(chapter, notes)
    yield from listed(say(msg("Figures"), lang), _figures(chapter, notes))
    if chapter.left_out or chapter.law_left_out:
        said = [count("report.left_out", chapter.left_out, lang)] if chapter.left_out else []
        said += [say(msg("Our reading of the law is left out."), lang)] if chapter.law_left_out else []
        yield Paragraph(" ".join(said))
    yield _space(lang)


def _demand(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What is asked: the body's words, the points, and the articles that a recommendation names."""
    owner, view, lang = chapter.owner, notes.view, notes.lang
    if isinstance(owner, Recommendation):
        asked = say(msg("Recommendation"), lang)
        if owner.level is not None:
            asked += f" ({fill(level_of(notes.register, owner), lang)})"
        text = f"{without_stop(owner.text.pick(lang))}.{notes.of(owner.source)}"
        if owner.source.reading == "excerpt":
            document = cite(notes.register, owner.source.model_copy(update={"reading": "text"}))
            told = msg("As reported in “{source}”. The report itself has not been read.")
            text += " " + say(told, lang, source=fill(document, lang))
        yield Paragraph(text, prose=True, mark=asked)
    if not view.since:
        yield from _points(chapter, notes)
    if isinstance(owner, Recommendation):
        if not owner.normative:
            yield Paragraph(say("context_only.mark", lang))
        named = [
            notes.boxed(ref.id, ours=ref.basis == "editorial")
            for ref in owner.articles
            if view.editorial or ref.basis != "editorial"
        ]
        if named and not view.since:
            yield Paragraph("; ".join(named), mark=say(msg("Convention articles"), lang))


def _points(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """The points of a demand; where some are followed up, those that are not say so."""
    lang, parts = notes.lang, [item for item in chapter.requirements if item.id != chapter.owner.id]
    ours = notes.view.editorial and any(item.answers for item in parts)
    texts = []
    for item in parts:
        said = [item.record.text.pick(lang)]
        if not item.counts:
            same = msg("Counted together with: {name}.")
            said.append(say(same, lang, name=without_stop(notes.name(item.counted_at))))
        if ours and not item.answers:
            said.append(f"☐ {say(NOT_FOLLOWED, lang)}")
        texts.append(" ".join(said))
    if texts:
        yield Bullets(tuple(texts), prose=True)


NOT_FOLLOWED = msg("No measure in the strategy follows this up.")
"""Said of a demand, or of a point of one, that no measure answers."""


def _space(lang: Lang) -> Paragraph:
    """Where whoever writes the reply writes it."""
    return Paragraph(say(msg("[Write the reply here.]"), lang), mark=say(msg("Reply"), lang))


def _measures(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What is under way or done, what is planned, and what the ministries have reported of it."""
    register, lang = notes.register, notes.lang
    lines: dict[str, list[str]] = {"taken": [], "planned": [], "assess": []}
    for link in chapter.links:
        if register.answers(link):
            for way, line in _links(link, notes):
                lines[way].append(line + notes.of(link.measure.source))
    for way, told in lines.items():
        yield from listed(say(f"report.reply.{way}", lang), dict.fromkeys(told), prose=True)
    if not any(lines.values()) and notes.view.editorial:
        yield Paragraph(f"☐ {say(NOT_FOLLOWED, lang)}")
    for said in chapter.reports:
        who = names(register, [said.actor], lang)
        mark = say(msg("Reported by {actor} on {day}"), lang, actor=who, day=day(said.approved, lang))
        yield Paragraph(said.done.pick(lang), prose=True, mark=f"{mark} ({notes.name(said.measure)})")


def _links(link: Link, notes: Notes) -> Iterator[tuple[str, str]]:
    """The tasks by which a measure answers, or the measure itself, each with how far it has come.

    A link of ours is a proposal, with a box.
    """
    measure, lang = link.measure, notes.lang
    box = "☐ " if link.address.basis == "editorial" else ""
    called = say(msg("measure {n}, {title}"), lang, n=measure.number, title=notes.name(measure.id))
    tasks = [task for task in measure.tasks if task.id in link.address.by]
    for task in tasks:
        if task.status != "discontinued":
            about = [called]
            if task.status != "not_reported":
                about.append(_state(task.status, task.completed or task.started, lang))
            if task.outcome is not None:
                about.append(without_stop(say(f"outcome.{task.outcome.decision}", lang)))
            text = f"{box}{without_stop(task.text.pick(lang))} ({'; '.join(about)})"
            if task.due is not None and task.is_open:
                text = dated(text, task.due, days_late(task, notes.view.as_of), lang)
            way = "assess" if task.commitment == "assess" else "planned"
            yield _way(task.status, way), text
    if not tasks and measure.status != "discontinued":
        told = measure.status_source
        state = _state(measure.status, told.date if told is not None else None, lang)
        assess = measure.tasks and all(task.commitment == "assess" for task in measure.tasks)
        way = "assess" if assess else "planned"
        yield _way(measure.status, way), f"{box}{capital(called)} ({state})"


def _way(status: Status, planned: str) -> str:
    return "taken" if status in ("in_progress", "completed") else planned


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
    """The series: what each counts, and its figures."""
    for item in chapter.figures:
        figures = "; ".join(fill(figure(found), notes.lang) for found in item.observations)
        yield f"{item.title.pick(notes.lang)}: {figures}{notes.of(item.source)}"


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
    return view, head_of(_title(notes), frame, lang, tuple(_blocks(frame, notes)))


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
