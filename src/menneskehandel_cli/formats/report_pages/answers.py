"""The reply to a monitoring body, and what has changed since its report, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph
from menneskehandel_cli.formats.charts.names import KINDS
from menneskehandel_cli.formats.charts.thread import NO_MEASURE, thread_finding
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_frame import head_of
from menneskehandel_cli.formats.report_kind import Arguments, ReportKind
from menneskehandel_cli.formats.report_parts import (
    capital,
    dated,
    event_bullets,
    moved_table,
    names,
    set_aside,
)
from menneskehandel_cli.language import Lang, count, fill, listing, say
from menneskehandel_cli.language.days import day, last_day
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import (
    Article,
    Obligation,
    Recommendation,
    RequirementLaw,
    Source,
    Status,
)
from menneskehandel_cli.models.questionnaire import Questionnaire
from menneskehandel_cli.register import Link, Register, natural
from menneskehandel_cli.register.citing import cite, cite_law
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


def answers_page(view: AnswersView, frame: Frame, lang: Lang) -> Page:
    """The answer in ``lang``."""
    return head_of(
        _title(view, frame.closing.register, lang), frame, lang, tuple(_blocks(view, frame, lang))
    )


def _title(view: AnswersView, register: Register, lang: Lang) -> str:
    """A short title: the round by its reference or its own title, or by their bodies if several."""
    if view.questionnaire is not None:
        asked = view.questionnaire
        about, body = asked.reference or asked.title.pick(lang), register.short_name(asked.body)
        return say(msg("Draft answers to {body}: {about}"), lang, body=fill(body, lang), about=about)
    key = "report.since.title" if view.since else "report.obligations.title"
    rounds = [chapter.instrument for chapter in view.instruments]
    called = [one.reference or one.title.pick(lang) for one in rounds]
    if len(called) > 1:
        called = [fill(register.short_name(one.body), lang) for one in rounds]
    return say(key, lang, instruments=listing([*dict.fromkeys(called)], lang))


def _blocks(view: AnswersView, frame: Frame, lang: Lang) -> Iterator[Block]:
    notes = _Notes(view, frame, lang)
    yield Heading(say(msg("About this document"), lang), 2, "about")
    if view.questionnaire is not None:
        yield from _asked(view.questionnaire, frame, lang)
    yield from _about(view, frame, lang)
    asked = [one for one in view.instruments if one.chapters or one.instrument.kind == "convention"]
    for empty in [one for one in view.instruments if one not in asked]:
        unknown = say(msg("No report has been found, and what it asks is not known."), lang)
        said = empty.instrument.note.pick(lang) if empty.instrument.note is not None else unknown
        known = [f"{capital(line)}." for line in _dialogue(empty, frame, lang)]
        yield Paragraph(" ".join((*known, said)), mark=empty.instrument.title.pick(lang))
    if view.editorial and not view.since:
        yield from _divided(view, frame, lang)
    for instrument in asked:
        yield Heading(instrument.instrument.title.pick(lang), 2, instrument.id, record=True)
        yield from _listed(say("section.events", lang), _dialogue(instrument, frame, lang))
        for chapter in instrument.chapters:
            if not chapter.answered_at and (not view.since or chapter.changes):
                yield Heading(_called(chapter.owner, lang), 3, chapter.owner.id, record=True)
                yield from _chapter(view, chapter, frame, lang, notes)
        if not view.since:
            yield from _answered_later(instrument, frame.closing.register, lang, notes)
    for number, answer in enumerate(view.questions, 1):
        yield from _answer(view, answer, f"question-{number}", frame, lang, notes)
    if listed := notes.listed():
        yield Heading(say("report.sources", lang), 2, "sources")
        yield Bullets(listed)


def _about(view: AnswersView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """What the document is, and what in it is only our proposal."""
    if view.since:
        chapters = [chapter for instrument in view.instruments for chapter in instrument.chapters]
        here = [chapter for chapter in chapters if not chapter.answered_at]
        if not here:
            return
        changed = sum(bool(chapter.changes) for chapter in here)
        since = day(view.ends.opening_day.isoformat(), lang)
        yield Paragraph(say("report.since.sum", lang, n=changed, total=len(here), day=since))
        if not any(chapter.instrument.day for chapter in view.instruments):
            yield Paragraph(say("since.no_date", lang))
        return
    quiet = all(measure.status == "not_reported" for measure in frame.closing.register.normative_measures)
    told = [say(msg("No status has been reported for any of the measures."), lang)] if quiet else []
    yield Paragraph(" ".join((say("report.draft.note", lang), *told)))
    yield Paragraph(say(f"report.editorial.{'in' if view.editorial else 'out'}", lang))


def _divided(view: AnswersView, frame: Frame, lang: Lang) -> Iterator[Block]:
    """The demands in the document's order: of which round, who can answer, and what follows them up."""
    register, thread = frame.closing.register, thread_view(frame.closing.context)
    asked = grouped((one.requirement.owner.id, one) for one in thread.demands)
    here = [(one, each) for one in view.instruments for each in one.chapters if each.owner.id in asked]
    if not here:
        return
    bodies = {one.instrument.body for one, _ in here}
    left = {body: counts for body, counts in thread.left.items() if body in bodies}
    demands = tuple(demand for _, each in here for demand in asked[each.owner.id])
    finding, _ = thread_finding(register, replace(thread, demands=demands, left=left), lang)
    rows = [
        (
            _called(each.owner, lang),
            str(one.instrument.year or say("report.summed", lang)),
            str(len(asked[each.owner.id])),
            _who(each, register, lang),
            _far(asked[each.owner.id], lang),
        )
        for one, each in here
    ]
    yield Heading(say(msg("The demands, and who can answer"), lang), 2, "demands")
    yield Paragraph(f"{finding}.")
    head = (msg("Demand"), msg("Round"), msg("Points"), "report.who.answers", msg("Measures"))
    yield table_of(say(msg("The demands in the order of this document"), lang), head, rows, lang)


def _who(chapter: AnswerChapter, register: Register, lang: Lang) -> str:
    """Who can answer, with a box where that is our judgement."""
    return ", ".join(_boxed(name, register, lang, ours=ours) for name, ours in chapter.who.items())


def _far(demands: Collection[Demand], lang: Lang) -> str:
    """How far measures follow up the points of a demand."""
    kinds = Counter(say(KINDS.get(one.contribution or "", NO_MEASURE), lang) for one in demands)
    return ", ".join(f"{kind} ({n})" if len(demands) > 1 else kind for kind, n in kinds.items())


def _asked(asked: Questionnaire, frame: Frame, lang: Lang) -> Iterator[Block]:
    """Whose questions they are, and when an answer is due."""
    facts = [
        (say(msg("Questionnaire"), lang), asked.title.pick(lang)),
        (say("fact.body", lang), names(frame.closing.register, [asked.body], lang)),
    ]
    if asked.reference is not None:
        facts.append((say("fact.reference", lang), asked.reference))
    if asked.due is not None:
        facts.append((say("fact.due", lang), day(asked.due, lang)))
    yield Facts(tuple(facts))


def _answer(
    view: AnswersView, answer: QuestionAnswer, anchor: str, frame: Frame, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    """A question in its own words, and what is recorded of each obligation it is about."""
    yield Heading(say(msg("Question {number}"), lang, number=answer.number), 2, anchor)
    yield Paragraph(answer.text.pick(lang), prose=True, mark=say(msg("Asked"), lang))
    for chapter in answer.chapters:
        yield Heading(_called(chapter.owner, lang), 3, f"{anchor}-{chapter.owner.id}")
        yield from _chapter(view, chapter, frame, lang, notes)
    if not answer.chapters:
        yield _space(lang)


def _dialogue(instrument: InstrumentChapter, frame: Frame, lang: Lang) -> Iterator[str]:
    for event in instrument.events:
        when = day(event.date, lang) if event.date else "–"
        if event.date is None and event.due is not None:
            when = say(msg("due {day}, not recorded here as sent"), lang, day=day(event.due, lang))
        cited = fill(cite(frame.closing.register, event.source), lang)
        said = f"{event.reference}, {cited}" if event.reference else cited
        yield f"{say(f'event.{event.kind}', lang)}: {when} ({said})"


def _answered_later(
    instrument: InstrumentChapter, register: Register, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    """The demands that a later round or another wording repeats, and where they are answered."""
    lines = []
    for chapter in instrument.chapters:
        where: list[str] = []
        for name in chapter.answered_at:
            where += notes.headings.get(name) or [fill(register.short_name(name), lang)]
        lines += [f"{_called(chapter.owner, lang)} → {'; '.join(where)}"] if where else []
    yield from _listed(say(msg("Repeated, and answered there"), lang), lines)


def _listed(mark: str, lines: Iterable[str], *, prose: bool = False) -> Iterator[Block]:
    """Lines under a mark, if there are any."""
    if told := tuple(lines):
        yield Paragraph("", mark=mark)
        yield Bullets(told, prose=prose)


def _chapter(
    view: AnswersView, chapter: AnswerChapter, frame: Frame, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    """What is asked, and what is recorded of it; or what has changed since the round."""
    register = frame.closing.register
    if chapter.who and not view.since:
        yield Paragraph(_who(chapter, register, lang), mark=say("report.who.answers", lang))
    yield from _demand(view, chapter, register, lang, notes)
    if view.since:
        yield event_bullets(chapter.changes, lang)
        if chapter.moved:
            yield moved_table(chapter.moved, register, lang)
        return
    here = _called(chapter.owner, lang)
    asked = (one for item in chapter.requirements for one in notes.headings.get(item.counted_at, ()))
    same = "; ".join(one for one in dict.fromkeys(asked) if one != here)
    yield from [Paragraph(same, mark=say(msg("The same is asked for under"), lang))] if same else []
    yield from _measures(view, chapter, register, lang, notes)
    money = (notes.once(set_aside(fund, lang), here) + notes.of(fund.source) for fund in chapter.funding)
    yield from _listed(say(msg("Money that the strategy mentions"), lang), money, prose=True)
    yield from _assessments(chapter, frame, lang, notes)
    yield from _law(chapter, register, lang, notes)
    yield from _listed(say(msg("Figures"), lang), _figures(chapter, lang, notes))
    if chapter.left_out or chapter.law_left_out:
        said = [count("report.left_out", chapter.left_out, lang)] if chapter.left_out else []
        said += [say(msg("Our reading of the law is left out."), lang)] if chapter.law_left_out else []
        yield Paragraph(" ".join(said))
    yield _space(lang)


def _demand(
    view: AnswersView, chapter: AnswerChapter, register: Register, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    """What is asked: the body's words, the points, and the articles that a recommendation names."""
    owner = chapter.owner
    if isinstance(owner, Recommendation):
        asked = say(msg("Recommendation"), lang)
        if owner.level is not None:
            asked += f" ({fill(level_of(register, owner), lang)})"
        text = f"{without_stop(owner.text.pick(lang))}.{notes.of(owner.source)}"
        if owner.source.reading == "excerpt":
            document = cite(register, owner.source.model_copy(update={"reading": "text"}))
            told = msg("As reported in “{source}”. The report itself has not been read.")
            text += " " + say(told, lang, source=fill(document, lang))
        yield Paragraph(text, prose=True, mark=asked)
    if not view.since:
        yield from _points(chapter, lang, ours=view.editorial)
    if isinstance(owner, Recommendation):
        if not owner.normative:
            yield Paragraph(say("context_only.mark", lang))
        named = [
            _boxed(ref.id, register, lang, ours=ref.basis == "editorial")
            for ref in owner.articles
            if view.editorial or ref.basis != "editorial"
        ]
        if named and not view.since:
            yield Paragraph("; ".join(named), mark=say(msg("Convention articles"), lang))


def _boxed(name: str, register: Register, lang: Lang, *, ours: bool) -> str:
    """What an id is called, with a box if what is said of it is our proposal."""
    return ("☐\N{NO-BREAK SPACE}" if ours else "") + capital(fill(register.short_name(name), lang))


def _points(chapter: AnswerChapter, lang: Lang, *, ours: bool) -> Iterator[Block]:
    """The points of a demand; where some are followed up, those that are not say so."""
    parts = [item for item in chapter.requirements if item.id != chapter.owner.id]
    told = any(item.answers for item in parts) and ours
    none = f" ☐ {say(NOT_FOLLOWED, lang)}" if told else ""
    if parts:
        texts = (item.record.text.pick(lang) + ("" if item.answers else none) for item in parts)
        yield Bullets(tuple(texts), prose=True)


NOT_FOLLOWED = msg("No measure in the strategy follows this up.")
"""Said of a demand, or of a point of one, that no measure answers."""


def _space(lang: Lang) -> Paragraph:
    """Where whoever writes the reply writes it."""
    return Paragraph(say(msg("[Write the reply here.]"), lang), mark=say(msg("Reply"), lang))


def _called(owner: Obligation, lang: Lang) -> str:
    """A demand by its title, after the number that the treaty or the body itself gives it, if any."""
    title = (owner.short_title or owner.title).pick(lang)
    if isinstance(owner, Article):
        return f"{say('report.article', lang)} {owner.article}: {title}"
    return f"{say('report.paragraph', lang)} {owner.paragraph}: {title}" if owner.paragraph else title


def _measures(
    view: AnswersView, chapter: AnswerChapter, register: Register, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    """What is under way or done, what is planned, and what the ministries have reported of it."""
    lines: dict[str, list[str]] = {"taken": [], "planned": [], "assess": []}
    for link in chapter.links:
        if register.answers(link):
            for way, line in _links(link, view.as_of, lang):
                lines[way].append(line + notes.of(link.measure.source))
    for way, told in lines.items():
        yield from _listed(say(f"report.reply.{way}", lang), dict.fromkeys(told), prose=True)
    if not any(lines.values()) and view.editorial:
        yield Paragraph(f"☐ {say(NOT_FOLLOWED, lang)}")
    for said in chapter.reports:
        who = names(register, [said.actor], lang)
        mark = say(msg("Reported by {actor} on {day}"), lang, actor=who, day=day(said.approved, lang))
        about = fill(register.short_name(said.measure), lang)
        yield Paragraph(said.done.pick(lang), prose=True, mark=f"{mark} ({about})")


def _links(link: Link, as_of: date, lang: Lang) -> Iterator[tuple[str, str]]:
    """The tasks by which a measure answers, or the measure itself, each with how far it has come.

    A link of ours is a proposal, with a box.
    """
    measure, box = link.measure, "☐ " if link.address.basis == "editorial" else ""
    title = (measure.short_title or measure.title).pick(lang)
    called = say(msg("measure {n}, {title}"), lang, n=measure.number, title=title)
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
                text = dated(text, task.due, days_late(task, as_of), lang)
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


def _assessments(chapter: AnswerChapter, frame: Frame, lang: Lang, notes: _Notes) -> Iterator[Block]:
    """The assessments by each side."""
    for assessment in chapter.assessments:
        who = names(frame.closing.register, [assessment.by], lang)
        said = f"{who}, {day(assessment.date, lang)}: {say(f'verdict.{assessment.verdict}', lang)}"
        if assessment.text is not None:
            said += f". {assessment.text.pick(lang)}"
        said += notes.of(assessment.source)
        yield Paragraph(said, prose=True, mark=say(f"side.{assessment.side}", lang))


def _law(chapter: AnswerChapter, register: Register, lang: Lang, notes: _Notes) -> Iterator[Block]:
    """What the law gives; which acts were read as in force on which day; practice, which is no law."""
    found = [law for law in chapter.laws if law.provisions]
    found.sort(key=lambda law: natural(law.requirement))
    cited: list[RequirementLaw] = []
    much, here = [], _called(chapter.owner, lang)
    for name, laws in grouped((register.targets[law.requirement].owner.id, law) for law in found).items():
        acts = {act for law in laws for act, *_ in _acts(law, register, lang)}
        if name == chapter.owner.id or len(acts) <= MOST_ACTS:
            cited += laws
        else:
            called = _boxed(name, register, lang, ours=any(law.ours for law in laws))
            told = msg("{n} acts and regulations; the sections are in the record of the article.")
            much.append(f"{called}: {say(told, lang, n=str(len(acts)))}")
    lines = _by_requirement(_given(cited, register, lang), notes, here)
    yield from _listed(say("section.law", lang), (*lines, *much), prose=True)
    read = {(read, act) for law in cited for act, _, read in _acts(law, register, lang) if read}
    days = (f"{day(when, lang)}: {', '.join(on)}" for when, on in grouped(sorted(read)).items())
    yield from _listed(capital(say("law.read", lang, day="")).strip(), days)
    practice = (
        (_boxed(law.requirement, register, lang, ours=law.ours), without_stop(place.text.pick(lang)))
        for law in found
        for place in law.provisions
        if place.kind == "practice"
    )
    lines = _by_requirement(practice, notes, here)
    yield from _listed(say(msg("Practice"), lang), lines, prose=True)


def _given(found: list[RequirementLaw], register: Register, lang: Lang) -> Iterator[tuple[str, str]]:
    """What the law gives for each requirement: in words, or by section where it is much."""
    much = sum(place.kind != "practice" for law in found for place in law.provisions)
    for law in found:
        called = _boxed(law.requirement, register, lang, ours=law.ours)
        tell = _in_words if much <= MOST_TOLD else _sections
        yield from ((called, text) for text in tell(law, register, lang))


def _by_requirement(given: Iterable[tuple[str, str]], notes: _Notes, here: str) -> list[str]:
    """A line for each requirement, by what it is called; a long one is told once."""
    told = ((called, "; ".join(dict.fromkeys(said))) for called, said in grouped(given).items())
    return [f"{notes.once(f'{called}: {said}', here)}." for called, said in told]


MOST_TOLD, MOST_ACTS, LONG = 12, 8, 200
"""Up to how many sections of law are told in words, and up to how many acts are named; and how many
characters a text has that is told only once."""


def _in_words(law: RequirementLaw, register: Register, lang: Lang) -> Iterator[str]:
    """What each section says."""
    for place in law.provisions:
        if place.kind != "practice":
            cited = fill(cite_law(register, place.source), lang)
            yield f"{cited}: {without_stop(place.text.pick(lang))}"


def _sections(law: RequirementLaw, register: Register, lang: Lang) -> Iterator[str]:
    """The sections of each act."""
    acts = grouped((act, section) for act, section, _ in _acts(law, register, lang))
    for act, sections in acts.items():
        yield f"{act} {', '.join(filter(None, dict.fromkeys(sections)))}".strip()


def _acts(law: RequirementLaw, register: Register, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """The act of each provision, the section in it, and the ISO day of what was read."""
    for place in law.provisions:
        if place.kind != "practice":
            act, mark, section = fill(cite_law(register, place.source), lang).partition(" §")
            yield act.rstrip(","), f"§{section}" if mark else "", place.read or ""


def _figures(chapter: AnswerChapter, lang: Lang, notes: _Notes) -> Iterator[str]:
    """The series: what each counts, and its figures."""
    for item in chapter.figures:
        figures = "; ".join(fill(figure(found), lang) for found in item.observations)
        yield f"{item.title.pick(lang)}: {figures}{notes.of(item.source)}"


class _Notes:
    """Sources numbered in the order they are first named, for footnotes; and what has been told where."""

    def __init__(self, view: AnswersView, frame: Frame, lang: Lang) -> None:
        self._register = frame.closing.register
        self._lang: Lang = lang
        self._numbers: dict[str, int] = {}
        self._told: dict[str, str] = {}
        self.headings = grouped(
            (item.counted_at, _called(chapter.owner, lang))
            for instrument in view.instruments
            for chapter in instrument.chapters
            for item in chapter.requirements
            if not chapter.answered_at
        )

    def once(self, said: str, here: str) -> str:
        """A text; if it is long and was told under another heading, its beginning and that heading."""
        there = self._told.setdefault(said, here)
        if there == here or len(said) <= LONG:
            return said
        called = said.partition(": ")[0]
        return say(msg("{called}: see “{heading}”"), self._lang, called=called, heading=there)

    def of(self, source: Source | None) -> str:
        """The mark that refers to a source."""
        if source is None:
            return ""
        text = fill(cite(self._register, source), self._lang)
        return f" [{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def listed(self) -> tuple[str, ...]:
        """All sources in the order of their numbers."""
        return tuple(f"[{number}] {text}" for text, number in self._numbers.items())


def _now(line: Mainline, _arguments: Arguments) -> tuple[str, str]:
    return line.tip, line.tip


def _since_adopted(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    """From the day that the first of the instruments was adopted, where it is known."""
    named = (line.register.instruments[name] for name in arguments["instrument"].split(","))
    days = [last_day(one.day) for one in named if one.day]
    return line.last_on(min(days, default=date.min), line.tip), line.tip


def _make(frame: Frame, arguments: Arguments, lang: Lang, *, since: bool) -> tuple[AnswersView, Page]:
    names = tuple(filter(None, arguments["instrument"].split(",")))
    asked, path = None, arguments.get("questionnaire")
    if path:
        asked = read_questionnaire(path, frame.file(path), frame.closing.register)
    view = answers_view(frame, names, asked, editorial=arguments["editorial"] == "yes", since=since)
    return view, answers_page(view, frame, lang)


REPORTS = (
    ReportKind(
        name="obligations",
        help=msg("The reply to a monitoring body, article by article or point by point."),
        parameters=("editorial", "instrument", "questionnaire"),
        ends=_now,
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
