"""The reply to a monitoring body, and what has changed since its report, as a page."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats import report_reply as reply
from menneskehandel_cli.formats.charts.asked import how_far
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_frame import Arguments, ReportKind, head_of
from menneskehandel_cli.formats.report_law import law_annex
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import by_hand, capital, facts, listed
from menneskehandel_cli.language import Day, Lang, Phrase, Refused, The, fill, listing, msg, name_of, say
from menneskehandel_cli.language.days import day, last_day
from menneskehandel_cli.language.runs import first_sentence, tags_in, unlabelled, without_stop
from menneskehandel_cli.models import Address, Article, Recommendation
from menneskehandel_cli.models.obligation import Event
from menneskehandel_cli.register import grouped
from menneskehandel_cli.register.citing import document_of
from menneskehandel_cli.reports import answers as replies
from menneskehandel_cli.reports.answers import AnswerChapter, AnswersView, InstrumentChapter, answers_view
from menneskehandel_cli.reports.asked import Demand, thread_view
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.gaps import level_of


def _title(notes: Notes) -> str:
    """Who is answered, and about what: the questionnaire, or the round if there is only one."""
    view, lang = notes.view, notes.lang
    rounds = [view.questionnaire] if view.questionnaire else [one.instrument for one in view.instruments]
    body = _bodies((one.body for one in rounds), notes)
    if view.since:
        only = rounds[0].title.pick(lang) if len(rounds) == 1 else body
        return say("report.since.title", lang, instruments=only)
    draft = say(msg("Basis for a reply to {body}"), lang, body=body)
    return f"{draft}: {rounds[0].reference or rounds[0].title.pick(lang)}" if len(rounds) == 1 else draft


def _blocks(frame: Frame, notes: Notes) -> Iterator[Block]:
    view, lang = notes.view, notes.lang
    about = msg("About this document") if view.since else msg("To those who will write the reply")
    yield Heading(say(about, lang), 2, "about")
    if (form := view.questionnaire) is not None:
        named = ((msg("Questionnaire"), form.title.pick(lang)), ("fact.body", notes.names([form.body])))
        yield from facts((*named, ("fact.reference", form.reference)), lang)
    rounds = [one for one in view.instruments if one.chapters or one.instrument.kind == "convention"]
    empty = [one for one in view.instruments if one not in rounds]
    newest = _newest(rounds, view)
    divided = [*_divided(frame, notes, newest)] if view.editorial and not view.since else []
    later = newest is not None and bool(empty)
    intro = _since(notes) if view.since else _about(notes, newest, later=later, numbered=bool(divided))
    yield from (intro if notes.here or not view.since else ())
    yield from (_without_report(one, notes) for one in empty)
    yield from divided
    for instrument in rounds:
        yield from _round(instrument, newest, notes)
    for number, answer in enumerate(view.questions, 1):
        yield from _answer(answer, f"question-{number}", notes)
    yield from () if view.since else law_annex(notes)
    yield from _sources(notes)


def _sources(notes: Notes) -> Iterator[Block]:
    """The sources, with the languages that places in them are named in told once."""
    lang, lines = notes.lang, [*notes.listed()]
    tags = dict.fromkeys(tag for line in lines for tag in tags_in(line) if tag != lang)
    named = listing([name_of(tag, lang) for tag in tags], lang)
    words = msg("Some references are worded as in the source, in {languages}.")
    if lines:
        yield Heading(say("report.sources", lang), 2, "sources")
        yield from [Paragraph(say(words, lang, languages=named))] if tags else []
        yield Bullets(tuple(map(unlabelled, lines)))


def _newest(chapters: Iterable[InstrumentChapter], view: AnswersView) -> InstrumentChapter | None:
    """The newest round with recommendations, which a reply answers first."""
    rounds = (one for one in chapters if one.instrument.kind != "convention" and one.instrument.year)
    return None if view.since else next(rounds, None)


def _round(one: InstrumentChapter, newest: InstrumentChapter | None, notes: Notes) -> Iterator[Block]:
    """A round: its heading, what has happened in it, and its demands."""
    lang, title, year = notes.lang, one.instrument.title.pick(notes.lang), one.instrument.year
    same = newest is not None and newest.instrument.body == one.instrument.body
    if newest is not None and same and year and year < (newest.instrument.year or 0):
        title = say(msg("Earlier round: {title}"), lang, title=title)
    known, since = ". ".join(_dialogue(one, notes)), notes.view.since
    shown = [x for x in one.chapters if not x.answered_at and (not since or x.changes)]
    yield from [Heading(title, 2, one.id, record=True)] if known or shown or not since else []
    yield from [Paragraph(f"{known}.")] if known else []
    yield from _completed(one, notes) if one is newest else ()
    for chapter in shown:
        yield from reply.demand_blocks(chapter, notes)
    yield from () if since else _answered_later(one, notes)


def _without_report(empty: InstrumentChapter, notes: Notes) -> Paragraph:
    """A round of which no report is known: what has happened in it, and why it asks nothing here."""
    known = [f"{line}." for line in _dialogue(empty, notes)]
    unknown = Phrase(msg("No report has been found, so what the body asks for is not known."))
    text = fill(empty.instrument.note or unknown, notes.lang)
    return Paragraph(" ".join((*known, text)), mark=empty.instrument.title.pick(notes.lang))


def _since(notes: Notes) -> Iterator[Block]:
    """How many demands have changes, whose judgement the links are, and that the round has no day."""
    changed, lang = sum(bool(chapter.changes) for chapter in notes.here), notes.lang
    since, total = day(notes.view.ends.opening_day.isoformat(), lang), len(notes.here)
    articles = any(isinstance(one.owner, Article) for one in notes.here)
    key = f"report.since.{'sum' if changed else 'none'}{'.articles' if changed and articles else ''}"
    ours = [msg("It is partly our judgement which measures follow up what.")] if notes.view.editorial else []
    sums = say(key, lang, n=changed or total, total=total, day=since)
    yield Paragraph(" ".join((sums, *(say(one, lang) for one in ours))))
    if not any(chapter.instrument.day for chapter in notes.view.instruments):
        yield Paragraph(say("since.no_date", lang))


def _about(notes: Notes, newest: InstrumentChapter | None, *, later: bool, numbered: bool) -> Iterator[Block]:
    """What the document is and begins with, and what in it is only our proposal.

    There may be a ``later`` round. ``numbered``: a table of who answers which number follows.
    """
    view, lang = notes.view, notes.lang
    quiet = all(measure.status == "not_reported" for measure in notes.register.normative_measures)
    lines = [say(msg("No status has been reported for any of the measures."), lang)] if quiet else []
    if newest is not None:
        first = msg("This document begins with the most recent report that we know of: {title}.")
        text = say(first, lang, title=newest.instrument.title.pick(lang))
        text += f" {say('report.draft.later', lang)}" if later else ""
        yield Paragraph(text, mark=say(msg("Settle first which letter this answers"), lang))
    blanks = (msg("In reply to your letter of (date)"), msg("To be sent to"), msg("Contact person"))
    letter, *rest = by_hand(blanks, lang)
    due = _due(view, lang) or "_" * 12
    yield Facts((letter, (say(msg("Reply due"), lang), due), *rest))
    keys = filter(None, ("find" * numbered, "tick" * view.editorial, "write", "send"))
    steps = (f"{n}) {say(f'report.draft.step.{key}', lang, due=due)}" for n, key in enumerate(keys, 1))
    yield from listed(say(msg("What to do"), lang), steps)
    yield Paragraph(" ".join((say("report.draft.note", lang), *lines, *_others(notes))))
    yield Paragraph(say(f"report.editorial.{'in' if view.editorial else 'out'}", lang))
    yield Paragraph(say("report.draft.out", lang))


def _others(notes: Notes) -> list[str]:
    """That some or all recommendations are known from others than the body's own report, if so."""
    owners = [one.owner for one in notes.every if isinstance(one.owner, Recommendation)]
    retold = [one for one in owners if one.source.reading == "excerpt" or reply.retold(one, notes)]
    if not any(one.source.reading == "excerpt" for one in retold):
        return []
    rounds = filter(None, map(notes.register.instrument_with, retold))
    by = _bodies((one.body for one in rounds), notes)
    return [notes.say(f"report.draft.others{'.all' * (len(retold) == len(owners))}", body=by)]


def _bodies(ids: Iterable[str], notes: Notes) -> str:
    """What bodies are called in a sentence, each once."""
    return listing([The(notes.name(one)).pick(notes.lang) for one in dict.fromkeys(ids)], notes.lang)


def _completed(newest: InstrumentChapter, notes: Notes) -> Iterator[Block]:
    """The tasks completed since the newest round, on articles of the conventions it is about; with a box."""
    if done := _done_since(newest, notes):
        yield Heading(notes.say(msg("0. Recorded as completed since the round")), 3, "completed")
        yield from facts(reply.able(*_able(done, notes), notes), notes.lang)
        yield Bullets(tuple(_proved(name, links, notes) for name, links in done.items()), prose=True)
        yield from reply.space_for_reply(notes.lang, "0")


def _done_since(newest: InstrumentChapter, notes: Notes) -> Mapping[str, Sequence[Address]]:
    """The links that name a task that has been completed since the newest round, by task."""
    begun, tasks = newest.instrument.day or str(newest.instrument.year), notes.register.tasks
    return {name: x for name, x in _linked(notes).items() if (tasks[name][1].completed or "") >= begun}


def _able(tasks: Iterable[str], notes: Notes) -> tuple[str, Mapping[str, bool]]:
    """Who is proposed to answer on tasks: the first of those responsible, and all who may contribute."""
    pairs = [notes.register.tasks[name] for name in tasks]
    who = (x for one, task in pairs for x in (*one.responsible, *one.owners_of(task), *one.partners))
    bodies = dict.fromkeys(who, True)
    return next(iter(bodies), ""), bodies


def _linked(notes: Notes) -> Mapping[str, Sequence[Address]]:
    """The links that name tasks, by task, to the conventions that the newest round is about."""
    register = notes.register
    owners = (one.owner for one in notes.here if isinstance(one.owner, Recommendation))
    targets = (register.targets.get(ref.id) for owner in owners for ref in owner.articles)
    about = {register.instrument_id(target.owner) for target in filter(None, targets)}
    points = {name for name, x in register.targets.items() if register.instrument_id(x.owner) in about}
    links = [x for one in register.normative_measures for x in one.addresses if x.obligation in points]
    shown = [x for x in links if notes.view.editorial or x.basis != "editorial"]
    return grouped((name, link) for link in shown for name in link.by if name in register.tasks)


def _proved(name: str, links: Sequence[Address], notes: Notes) -> str:
    """A completed task, to be confirmed if a link is ours: its articles, its day, evidence and source."""
    measure, task = notes.register.tasks[name]
    named = dict.fromkeys(one.obligation for one in links)
    proof = [item.title.pick(notes.lang) for item in task.evidence]
    on = (notes.articles(named), day(task.completed or "", notes.lang), *proof)
    mark = "☐ " if any(one.basis == "editorial" for one in links) else ""
    text = f"{mark}{without_stop(task.text.pick(notes.lang))} ({'; '.join(on)})"
    return f"{text}{notes.of(measure.source)}"


def _due(view: AnswersView, lang: Lang) -> str:
    """When the reply is due, if it is recorded: in the questionnaire, or of a reply not sent yet."""
    events = (event for one in view.instruments for event in one.events if event.kind == "reply")
    waiting = [event.due for event in events if event.due and not event.date]
    due = view.questionnaire.due if view.questionnaire else max(waiting, default=None)
    return day(due, lang) if due else ""


def _divided(frame: Frame, notes: Notes, newest: InstrumentChapter | None) -> Iterator[Block]:
    """How many demands there are; then the demands in the document's order.

    Of each, of which round it is, who can answer, and what follows it up.
    """
    view, lang, thread = notes.view, notes.lang, thread_view(frame.closing.context)
    under = grouped((notes.headings.get(one.requirement.id, ""), one) for one in thread.demands)
    held = ((one, each) for one in view.instruments for each in one.chapters)
    here = [(one, each, under[at]) for one, each in held if (at := notes.called(each.owner)) in under]
    if not here:
        return
    by = _bodies((one.instrument.body for one, *_ in here), notes)
    every = [(each.owner, x) for _, each, of in here for x in of]
    params = {"far": how_far((x for _, x in every), lang), "numbers": len(here)}
    left = [(notes.number(x), reply.letter_of(y.requirement.id)) for x, y in every if not y.followed_up]
    ours = msg("The numbers are ours: the paragraph numbers of the reports are not known.")
    texts = [notes.say("report.reply.proposed", n=len(every), by=by, **params)]
    named = ", ".join(f"{n} {x}".strip() for n, x in left)
    texts += [notes.say(msg("Points with no measure: {named}."), named=named)] if left else []
    texts += [] if any(getattr(each.owner, "paragraph", None) for _, each, _ in here) else [notes.say(ours)]
    words = msg("Words in quotation marks are our translation where the source is in another language.")
    yield Heading(notes.say(msg("What {body} asks for, and who can answer"), body=by), 2, "demands")
    yield Paragraph(" ".join((*texts, notes.say(words))))
    answers = [(notes.number(each.owner), each.lead, each.who) for _, each, _ in here]
    done = _done_since(newest, notes) if newest else ()
    yield _by_ministry([*[("0", *_able(done, notes))] * bool(done), *answers], notes)
    head = (msg("Asked for"), msg("Round"), msg("Points"), "report.who.leads", msg("Measures (proposal)"))
    caption = notes.say(msg("What {body} asks for, in the order of this document"), body=by)
    yield table_of(caption, head, (_asked_in(each, found, notes) for _, each, found in here), lang)


def _asked_in(chapter: AnswerChapter, found: Collection[Demand], notes: Notes) -> tuple[str, ...]:
    """A row: a demand, its round, its points, who is to lead the answer, and the measures on it."""
    owner, known = chapter.owner, notes.register
    level = [] if known.level_of(owner) is None else [fill(level_of(known, owner), notes.lang)]
    led = f"☐\N{NO-BREAK SPACE}{notes.names([chapter.lead], short=True)}" if chapter.lead else "____"
    cell = ", ".join(filter(None, (reply.round_of(owner, notes), *level)))
    return (notes.called(owner), cell, str(len(found)), led, _measures_on(found, notes))


def _measures_on(found: Collection[Demand], notes: Notes) -> str:
    """The measures with tasks on the points, those that only assess something, and points without any."""
    lang, register = notes.lang, notes.register
    beside = register.measures_beside
    pairs = sorted((pair for one in found for pair in one.measures), key=lambda pair: pair[0].number)
    ways = grouped((notes.name(x.id) if x.id in beside else register.number_of(x), way) for x, way in pairs)
    only = [name for name, kinds in ways.items() if {*kinds} == {"assess"}]
    rest = [name for name in ways if name not in only]
    left = [reply.letter_of(one.requirement.id) for one in found if not one.followed_up]
    texts = [listing(rest, lang)] if rest else []
    texts += [say(msg("assessment only: {numbers}"), lang, numbers=listing(only, lang))] if only else []
    texts += [say(msg("none for {points}"), lang, points=listing(left, lang))] if ways and left else []
    ours = any(x.link.address.basis == "editorial" for one in found for x in one.requirement.answers)
    return ("☐\N{NO-BREAK SPACE}" if ours else "") + ("; ".join(texts) or "–")


def _by_ministry(answers: Iterable[tuple[str, str, Iterable[str]]], notes: Notes) -> Table:
    """By their numbers, which demands each body is proposed to lead the answer to, and can help with."""
    found = grouped(
        ((who, who == lead), number)
        for number, lead, able in answers
        for who in dict.fromkeys((*filter(None, [lead]), *able))
    )

    def place(who: str) -> tuple[int, str]:
        return [*notes.register.actors, who].index(who), who  # One that is not known is last.

    rows = (
        (
            ", ".join(dict.fromkeys(capital(notes.names([who], short=one)) for one in (False, True))),
            *(", ".join(found.get((who, leads), ())) or "–" for leads in (True, False)),
        )
        for who in sorted({who for who, _ in found}, key=place)
    )
    head = ("report.who.body", "report.who.leads", "report.who.helps")
    return table_of(notes.say(msg("The item numbers that each body can answer")), head, rows, notes.lang)


def _answer(answer: replies.QuestionAnswer, anchor: str, notes: Notes) -> Iterator[Block]:
    """A question in its own words, and what is recorded of each obligation it is about."""
    yield Heading(notes.say(msg("Question {number}"), number=answer.number), 2, anchor)
    yield Paragraph(answer.text.pick(notes.lang), prose=True, mark=notes.say(msg("Asked")))
    for chapter in answer.chapters:
        yield from reply.demand_blocks(chapter, notes, f"{anchor}-")
    if not answer.chapters:
        yield from reply.space_for_reply(notes.lang, answer.number)


def _dialogue(instrument: InstrumentChapter, notes: Notes) -> Iterator[str]:
    """What has happened, and what is due, in the dialogue about an instrument."""
    lang, whole = notes.lang, instrument.instrument
    own = document_of(notes.register, whole.source)
    read = [whole.source] if own and own.reference == whole.reference else []
    for event in instrument.events:
        when = _when(event, lang)
        text = f"{when} ({event.reference})" if event.reference else when
        cited = map(notes.of, (event.source, *(read if event.kind == "report" else ())))
        yield f"{capital(say(f'event.{event.kind}', lang))}: {text}{''.join(dict.fromkeys(cited))}"
    known = {event.kind for event in instrument.events}
    if whole.reference and not ("report" in known or whole.kind == "convention" or whole.day):
        text = say(msg("{number} (the date has not been found: ____)"), lang, number=whole.reference)
        yield f"{capital(say('event.report', lang))}: {text}"
    lacking = ", ".join(f"{name} ____" for name in _not_found(instrument, notes, known))
    if lacking and (whole.year or not instrument.chapters):
        yield say(msg("To be filled in (not found): {names}"), lang, names=lacking)


def _not_found(instrument: InstrumentChapter, notes: Notes, known: Collection[str]) -> list[str]:
    """The names of the events that are usual in a dialogue with the body, and are not known in this one."""
    lang = notes.lang
    found = {"report"} if instrument.chapters else set()
    same = [one for one in notes.view.instruments if one.instrument.body == instrument.instrument.body]
    usual = dict.fromkeys(event.kind for one in same for event in one.events if one.chapters)
    left = [say(f"event.{kind}", lang) for kind in usual if kind not in {*known, *found}]
    back = msg("the report back to the Committee of the Parties (date and reference)")
    return [*left, say(back, lang)] if "committee" in known else left


def _when(event: Event, lang: Lang) -> str:
    """The day of an event, its first and last day, or when it is due."""
    if event.date is None and event.due is not None:
        return say(msg("due {day}, not recorded here as sent"), lang, day=day(event.due, lang))
    more = f". {first_sentence(event.note.pick(lang))[0]}" if event.note else ""
    return (fill(Day(event.date, event.from_), lang) if event.date else "–") + more


def _answered_later(instrument: InstrumentChapter, notes: Notes) -> Iterator[Block]:
    """The demands that a later round or another wording repeats, and where they are answered."""
    lines = []
    for chapter in instrument.chapters:
        owner = chapter.owner
        there = [notes.headings.get(name) or notes.name(name) for name in chapter.answered_at]
        if there and isinstance(owner, Recommendation):
            called = f"{notes.called(owner)}{notes.of(owner.source)}"
            lines.append(f"{called}. {reply.answered_at(there, notes)}")
    yield from listed(notes.say(msg("Replied to elsewhere")), lines, prose=True)


def _as_it_stands(line: Mainline, _arguments: Arguments) -> tuple[str, str]:
    """A reply compares nothing: it is of the last commit alone."""
    return line.tip, line.tip


def _since_adopted(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    """From the day that the first of the instruments was adopted, where it is known."""
    named = (line.register.instruments[name] for name in arguments["instrument"].split(","))
    days = [last_day(one.day) for one in named if one.day]
    return line.last_on(min(days, default=date.min), line.tip), line.tip


def _make(frame: Frame, arguments: Arguments, lang: Lang, *, since: bool) -> tuple[AnswersView, Page]:
    """What is recorded, and the reply in ``lang``. Raises ``Refused`` for a questionnaire of no use."""
    names = tuple(filter(None, arguments["instrument"].split(",")))
    questions, path = None, arguments.get("questionnaire")
    if path:
        data, at = frame.file(path), frame.closing.commit.id[:10]
        if data is None:
            raise Refused("questionnaire_missing", file=path, at=at)
        questions = replies.read_questionnaire(path, data, frame.closing.register)
    view = answers_view(frame, names, questions, editorial=arguments["editorial"] == "yes", since=since)
    notes = Notes(view, frame.closing.register, lang)
    return view, head_of(_title(notes), frame, lang, tuple(_blocks(frame, notes)), draft=not since)


_REPLY = msg("A draft reply to a monitoring body, article by article or point by point.")
_SINCE = msg("What has changed since a round of recommendations.")
_OF = ("editorial", "instrument")
REPORTS = (
    ReportKind("obligations", _REPLY, (*_OF, "questionnaire"), _as_it_stands, partial(_make, since=False)),
    ReportKind("since", _SINCE, _OF, _since_adopted, partial(_make, since=True)),
)
