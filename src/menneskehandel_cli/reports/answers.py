"""The reply to a monitoring body: for each demand, what was done, what is planned, the law and figures.

A draft reply must not present our judgement as the country's position: links of ours and our reading of
the law are proposals, which can be left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from menneskehandel_cli.history import Event
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Indicator, Obligation, Recommendation, RequirementLaw, Task, Text
from menneskehandel_cli.models.obligation import Event as TreatyEvent
from menneskehandel_cli.models.obligation import Instrument
from menneskehandel_cli.models.questionnaire import Questionnaire
from menneskehandel_cli.register import Link, Register, natural
from menneskehandel_cli.register.assessments import SideAssessment, latest_assessments
from menneskehandel_cli.register.coverage import Coverage, Requirement
from menneskehandel_cli.reports.coverage import InstrumentCoverage, instrument_coverage
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gaps import named_law
from menneskehandel_cli.reports.yearly import Ends, MovedDeadline, ends, moved


@dataclass(frozen=True, slots=True)
class ReportedDone:
    """What an approved report says was done under a measure."""

    actor: str
    approved: str
    """The ISO day of the approval."""
    measure: str
    done: Text


@dataclass(frozen=True, slots=True)
class AnswerChapter:
    """An obligation with its assessments, the links and laws that answer it, and what changed."""

    owner: Obligation
    requirements: tuple[Requirement, ...]
    left_out: int
    """How many of our links are left out."""
    left_out_of: Mapping[str, int]
    """How many of them answer or name each requirement; only requirements with any."""
    law_left_out: tuple[str, ...]
    """The requirements on which our own reading of the law is left out."""
    assessments: tuple[SideAssessment, ...]
    links: tuple[Link, ...]
    reports: tuple[ReportedDone, ...]
    """The latest that each ministry has reported as done under the measures that answer it."""
    laws: tuple[RequirementLaw, ...]
    """The readings of the law on its requirements, or on those that a recommendation names."""
    figures: tuple[Indicator, ...]
    """The series that belong to the goals of the measures that answer it."""
    changes: tuple[Event, ...]
    moved: tuple[MovedDeadline, ...]

    @property
    def answered_at(self) -> tuple[str, ...]:
        """The later demands at which all of it is answered; empty if it is answered here."""
        if any(item.counts for item in self.requirements):
            return ()
        return tuple(dict.fromkeys(item.counted_at for item in self.requirements))


@dataclass(frozen=True, slots=True)
class InstrumentChapter:
    """An instrument with its obligations and the events in the dialogue about it."""

    id: str
    instrument: Instrument
    coverage: InstrumentCoverage | None
    chapters: tuple[AnswerChapter, ...]
    events: tuple[TreatyEvent, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question of a questionnaire, and what is recorded of the obligations it is about."""

    number: str
    text: Text
    chapters: tuple[AnswerChapter, ...]


@dataclass(frozen=True, slots=True)
class AnswersView:
    """The content of the answer."""

    title: Text
    fictional: bool
    as_of: date
    editorial: bool
    since: bool
    ends: Ends
    unjudged: tuple[str, ...]
    """Files that could not be read in full at the closing state; they are not counted."""
    instruments: tuple[InstrumentChapter, ...]
    questionnaire: Questionnaire | None
    questions: tuple[QuestionAnswer, ...]
    """An answer to each question of the questionnaire, if one is given."""


def answers_view(
    frame: Frame,
    names: tuple[str, ...],
    questionnaire: Questionnaire | None = None,
    *,
    editorial: bool,
    since: bool,
) -> AnswersView:
    """The answer on the instruments called ``names``, or to a questionnaire.

    ``since`` adds what changed in the frame.
    """
    register = frame.closing.register
    context = frame.closing.context
    covered = context.coverage if editorial else context.own_words
    counts = instrument_coverage(context)
    known = latest_assessments(register)
    return AnswersView(
        title=frame.strategy.title,
        fictional=frame.strategy.fictional,
        as_of=frame.closing.as_of,
        editorial=editorial,
        since=since,
        ends=ends(frame),
        unjudged=register.unjudged,
        instruments=tuple(
            InstrumentChapter(
                id=name,
                instrument=register.instruments[name],
                coverage=counts.get(name),
                chapters=tuple(
                    _chapter(frame, owner, covered, known, editorial=editorial)
                    for owner in sorted(register.obligations_of(name), key=_as_numbered)
                    if (isinstance(owner, Recommendation) or owner.id in covered.by_owner)
                ),
                events=register.instruments[name].events,
            )
            for name in sorted(names, key=lambda name: _newest_first(register.instruments[name]))
        ),
        questionnaire=questionnaire,
        questions=tuple(
            QuestionAnswer(
                str(question.number),
                question.text,
                tuple(
                    _part(_chapter(frame, owner, covered, known, editorial=editorial), named, register)
                    for owner, named in _owners(register, question.about)
                ),
            )
            for question in (questionnaire.questions if questionnaire is not None else ())
        ),
    )


def _newest_first(instrument: Instrument) -> tuple[bool, int]:
    """Rounds of recommendations before conventions, the newest first."""
    days = [event.date for event in instrument.events if event.date] + [instrument.adopted or "0001"]
    newest = last_day(max(days))
    return instrument.kind == "convention", -newest.toordinal()


def _as_numbered(owner: Obligation) -> tuple[object, ...]:
    """Recommendations in the order of the body's own numbers; the rest, in their order, after them."""
    paragraph = owner.paragraph if isinstance(owner, Recommendation) else None
    return (paragraph is None, natural(str(paragraph or "")))


def _owners(register: Register, about: tuple[str, ...]) -> list[tuple[Obligation, frozenset[str]]]:
    """The obligations that a question is about, each with the ids that the question names of it."""
    named: dict[str, set[str]] = {}
    for name in about:
        named.setdefault(register.targets[name].owner.id, set()).add(name)
    return [(register.obligations[owner], frozenset(names)) for owner, names in named.items()]


def _part(chapter: AnswerChapter, named: frozenset[str], register: Register) -> AnswerChapter:
    """What a chapter says of the requirements that ``named`` reaches; all of it for the whole."""
    reached = {name for id in named for name in (id, *register.requirements_of(id))}
    if chapter.owner.id in reached or reached >= {item.id for item in chapter.requirements}:
        return chapter
    inside = tuple(item for item in chapter.requirements if item.id in reached)
    places = {(answer.link.measure.id, answer.link.place) for item in inside for answer in item.answers}
    left_out = {name: n for name, n in chapter.left_out_of.items() if name in reached}
    return replace(
        chapter,
        requirements=inside,
        left_out=sum(left_out.values()),
        left_out_of=left_out,
        law_left_out=tuple(name for name in chapter.law_left_out if name in reached),
        links=tuple(link for link in chapter.links if (link.measure.id, link.place) in places),
        laws=tuple(law for law in chapter.laws if law.requirement in reached),
    )


def _chapter(
    frame: Frame,
    owner: Obligation,
    covered: Coverage,
    known: dict[str, tuple[SideAssessment, ...]],
    *,
    editorial: bool,
) -> AnswerChapter:
    inside = covered.by_owner.get(owner.id, ())
    every = frame.closing.coverage.by_owner.get(owner.id, ())
    own = frame.closing.register.links_to.get(owner.id, ())
    ours = (*own, *(answer.link for item in every for answer in item.answers))
    links = {
        (link.measure.id, link.place): link
        for link in (*own, *(answer.link for item in inside for answer in item.answers))
        if editorial or link.address.basis != "editorial"
    }
    subjects = {owner.id, *(item.id for item in inside)}
    said = tuple(assessment for name in sorted(subjects & known.keys()) for assessment in known[name])
    tasks, changes = _changes(frame, links.values())
    register = frame.closing.register
    answering = [link.measure for link in links.values() if register.answers(link)]
    measures = {measure.id for measure in answering}
    goals = {goal.ref or goal.id for measure in answering for goal in measure.goals}
    known_law = (*every, *named_law(frame.closing.context, owner))
    laws = (item.law_record for item in known_law)
    return AnswerChapter(
        owner=owner,
        requirements=inside,
        left_out=0 if editorial else _ours(ours),
        left_out_of={} if editorial else {item.id: item.judgements for item in every if item.judgements},
        law_left_out=() if editorial else tuple(item.id for item in every if item.law_is_ours),
        assessments=said,
        links=tuple(links.values()),
        reports=tuple(_reported(register, measures).values()),
        laws=tuple(law for law in laws if law is not None and (editorial or not law.ours)),
        figures=tuple(item for item in register.indicators.values() if goals & {*item.goals}),
        changes=changes,
        moved=tuple(item for item in moved(changes, frame) if item.task in tasks),
    )


def _reported(register: Register, measures: set[str]) -> dict[tuple[str, str], ReportedDone]:
    """The latest that each ministry has reported as done under each of the measures."""
    found: dict[tuple[str, str], ReportedDone] = {}
    for report, name, said in sorted(register.said, key=lambda told: told[0].year):
        if name in measures and report.kind == "self" and report.approved and said.done:
            found[report.actor, name] = ReportedDone(report.actor, report.approved.date, name, said.done)
    return found


def _changes(frame: Frame, links: Collection[Link]) -> tuple[set[str], tuple[Event, ...]]:
    """The tasks that links refer to, and the events about them and the status of their measures."""
    tasks = {task.id for link in links for task in tasks_of(link)}
    measures = {link.measure.id for link in links}
    return tasks, tuple(
        event
        for event in frame.events
        if event.delta.key.subject in tasks
        or (event.delta.record in measures and event.delta.kind == "status_changed")
    )


def _ours(links: tuple[Link, ...]) -> int:
    """How many of the links are our own."""
    return len({(link.measure.id, link.place) for link in links if link.address.basis == "editorial"})


def tasks_of(link: Link) -> list[Task]:
    """The tasks a link names, or all of the measure's."""
    named = [task for task in link.measure.tasks if task.id in link.address.by]
    return named or list(link.measure.tasks)


def adopted(instrument: Instrument) -> date | None:
    """The day from which to list changes: when the instrument was adopted or published, if known."""
    day = instrument.adopted or instrument.published
    reported = [event.date for event in instrument.events if event.kind == "report" and event.date]
    day = day or (reported[-1] if reported else None)
    return last_day(day) if day else None
