"""The reply to a monitoring body: for each demand, what was done, what is planned, the law and figures.

A draft reply must not present our judgement as the country's position: links of ours and our reading of
the law are proposals, which can be left out. A questionnaire that is answered is read from the closing
commit, with clear errors.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from menneskehandel_cli.documents import parse
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Refused, last_day, nearest
from menneskehandel_cli.mistakes import explained
from menneskehandel_cli.models import Funding, Indicator, Obligation, Recommendation, RequirementLaw, Text
from menneskehandel_cli.models.obligation import Event as TreatyEvent
from menneskehandel_cli.models.obligation import Instrument
from menneskehandel_cli.models.questionnaire import Question, Questionnaire
from menneskehandel_cli.models.validation import validate
from menneskehandel_cli.register import Link, Register, SideAssessment, grouped, natural
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.coverage import InstrumentCoverage, instrument_coverage
from menneskehandel_cli.reports.follow_up import answering, follow_up
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gaps import Requirements, named_law
from menneskehandel_cli.reports.yearly import NEWS, Ends, MovedDeadline, ends, moved
from menneskehandel_cli.rules import Mistakes, RuleContext, all_rules
from menneskehandel_cli.trees import MAX_BYTES


class ReportedDone(NamedTuple):
    """What an approved report says was done under a measure."""

    actor: str
    approved: str
    """The ISO day of the approval."""
    measure: str
    done: Text


class AnswerChapter(NamedTuple):
    """An obligation with its assessments, the links and laws that answer it, and what changed."""

    owner: Obligation
    requirements: Requirements
    who: Mapping[str, bool]
    """Who can answer, and whether that is our judgement."""
    lead: str
    """The one proposed to lead the answer; empty if nothing points to one."""
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
    """The series that belong to the goals of the measures that answer it and are on its themes."""
    funding: tuple[Funding, ...]
    """The money that the strategy names for those measures."""
    changes: tuple[Event, ...]
    moved: tuple[MovedDeadline, ...]

    @property
    def answered_at(self) -> tuple[str, ...]:
        """The later demands at which all of it is answered; empty if it is answered here."""
        if any(item.counts for item in self.requirements):
            return ()
        return tuple(dict.fromkeys(item.counted_at for item in self.requirements))


class InstrumentChapter(NamedTuple):
    """An instrument with its obligations and the events in the dialogue about it."""

    id: str
    instrument: Instrument
    coverage: InstrumentCoverage | None
    chapters: tuple[AnswerChapter, ...]
    events: tuple[TreatyEvent, ...]


class QuestionAnswer(NamedTuple):
    """A question of a questionnaire, and what is recorded of the obligations it is about."""

    number: str
    text: Text
    chapters: tuple[AnswerChapter, ...]


class AnswersView(NamedTuple):
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
    frame: Frame, names: tuple[str, ...], questionnaire: Questionnaire | None, *, editorial: bool, since: bool
) -> AnswersView:
    """The answer on the instruments called ``names``, or to a questionnaire.

    ``since`` adds what changed in the frame.
    """
    register, context = frame.closing.register, frame.closing.context
    counts = instrument_coverage(context)
    chapter = partial(_chapter, frame, beside=names, editorial=editorial)

    def instrument(name: str) -> InstrumentChapter:
        own, known = register.instruments[name], context.coverage.by_owner
        owners = sorted(register.obligations_of(name), key=as_numbered)
        held = (owner for owner in owners if isinstance(owner, Recommendation) or owner.id in known)
        return InstrumentChapter(name, own, counts.get(name), tuple(map(chapter, held)), own.events)

    def answer(question: Question) -> QuestionAnswer:
        about = grouped((register.targets[name].owner.id, name) for name in question.about)
        chapters = (chapter(register.obligations[owner], named) for owner, named in about.items())
        return QuestionAnswer(str(question.number), question.text, tuple(chapters))

    ordered = sorted(names, key=lambda name: _newest_first(register.instruments[name]))
    return AnswersView(
        title=frame.strategy.title,
        fictional=frame.strategy.fictional,
        as_of=frame.closing.as_of,
        editorial=editorial,
        since=since,
        ends=ends(frame),
        unjudged=register.unjudged,
        instruments=tuple(map(instrument, ordered)),
        questionnaire=questionnaire,
        questions=tuple(map(answer, questionnaire.questions if questionnaire is not None else ())),
    )


def _newest_first(instrument: Instrument) -> tuple[bool, int]:
    """Rounds of recommendations before conventions, the newest first."""
    days = [event.date for event in instrument.events if event.date] + [instrument.adopted or "0001"]
    return instrument.kind == "convention", -last_day(max(days)).toordinal()


def as_numbered(owner: Obligation) -> tuple[object, ...]:
    """Recommendations in the order of the body's own numbers; the rest, in their order, after them."""
    paragraph = owner.paragraph if isinstance(owner, Recommendation) else None
    return (paragraph is None, natural(str(paragraph or "")))


def _chapter(
    frame: Frame, owner: Obligation, named: Collection[str] = (), *, beside: Collection[str], editorial: bool
) -> AnswerChapter:
    """What is recorded of an obligation; without ``editorial``, how much of it is ours and left out.

    Of only the requirements that ``named`` reaches, if those are not the whole obligation. Who answers
    is of what is answered here, where instruments ``beside`` it are answered too.
    """
    register, context = frame.closing.register, frame.closing.context
    every, whole = _reached(context, owner, named)
    inside = _worded(context, every, editorial=editorial)
    left_out_of = {} if editorial else {item.id: n for item in every if (n := item.judgements)}
    reaching = _reaching(register.links_to.get(owner.id, ()) if whole else (), every)
    links = tuple(link for link in reaching if editorial or link.address.basis != "editorial")
    changes = _changes(frame, links)
    answering = {link.measure.id for link in links if register.answers(link)}
    here, known = {owner.id, *(item.id for item in inside)}, register.latest_assessments
    laws, left = _laws((*every, *named_law(context, owner)) if whole else every, editorial=editorial)
    shown = _worded(context, _answered_here(context, every, beside), editorial=editorial)
    return AnswerChapter(
        owner=owner,
        requirements=inside,
        who=_who(context, shown, editorial=editorial),
        lead=_lead(context, shown, editorial=editorial),
        left_out=len(reaching) - len(links) if whole else sum(left_out_of.values()),
        left_out_of=left_out_of,
        law_left_out=left,
        assessments=tuple(side for name in sorted(here & known.keys()) for side in known[name]),
        links=links,
        reports=_reported(register, answering),
        laws=laws,
        figures=_figures(register, inside),
        funding=tuple(one for one in frame.strategy.funding if answering & {*one.measures}),
        changes=changes,
        moved=moved(changes, frame),
    )


def _worded(context: RuleContext, requirements: Requirements, *, editorial: bool) -> Requirements:
    """The requirements with our judgements, or without ``editorial`` in their own words only."""
    return requirements if editorial else tuple(context.own_words.by_id[item.id] for item in requirements)


def _reached(context: RuleContext, owner: Obligation, named: Collection[str]) -> tuple[Requirements, bool]:
    """The requirements that are reached, and whether they are the whole obligation."""
    every = context.coverage.by_owner.get(owner.id, ())
    reached = {name for id in named for name in (id, *context.register.requirements_of(id))}
    if not named or owner.id in reached or reached.issuperset(item.id for item in every):
        return every, True
    return tuple(item for item in every if item.id in reached), False


def _answered_here(context: RuleContext, every: Requirements, beside: Collection[str]) -> Requirements:
    """Those that are answered here and not elsewhere in the reply, with those of others that are too."""
    own, known = {item.id for item in every}, context.coverage.by_id
    here = [x for x in every if x.counted_at in own or known[x.counted_at].instrument not in beside]
    others = (x for x in context.coverage.every if x.id not in own and x.instrument in beside)
    return (*here, *(x for x in others if x.counted_at in own)) or every


def _reaching(own: Iterable[Link], every: Requirements) -> Collection[Link]:
    """The links to an obligation, then those elsewhere that answer its requirements, each once."""
    links = (*own, *(answer.link for item in every for answer in item.answers))
    return {(link.measure.id, link.place): link for link in links}.values()


def _laws(
    items: Iterable[Requirement], *, editorial: bool
) -> tuple[tuple[RequirementLaw, ...], tuple[str, ...]]:
    """The readings of the law, and the requirements of which ours is left out."""
    laws = [(item.id, law) for item in items if (law := item.law_record)]
    left = () if editorial else tuple(name for name, law in laws if law.ours)
    return tuple(law for name, law in laws if name not in left), left


def _who(context: RuleContext, items: Iterable[Requirement], *, editorial: bool) -> Mapping[str, bool]:
    """Who owns the tasks, or can follow up what is asked for or the law on it; and whether that is ours."""
    found: dict[str, bool] = {}
    for item in items:
        able = follow_up(context, item.owner, item.record)
        law = [follow_up(context, one.owner, one.record) for one in named_law(context, item.owner, item)]
        judged = (who for one in law if one.basis == "judgement" for who in one.actors)
        fit = {who for one in (able, *law) for who in one.actors}
        fit |= {below for who in able.actors for below in context.register.below(who)}
        named = [*_answering(context.register, item, fit if editorial else None)]
        own = able.actors if able.basis == "judgement" or not named else ()
        for actor, ours in (*named, *((actor, True) for actor in (*own, *judged))):
            if editorial or not ours:
                found[actor] = found.get(actor, True) and ours
    return found


def _answering(
    register: Register, item: Requirement, fit: Collection[str] | None
) -> Iterator[tuple[str, bool]]:
    """Who is named by the measures that follow up a requirement; and whether that is ours."""
    for answer in item.answers:
        link, measure = answer.link, answer.link.measure
        ours = link.address.basis == "editorial" or measure.responsible_basis == "inferred"
        yield from ((actor, ours) for actor in answering(register, measure, answer.tasks, fit))


def _lead(context: RuleContext, items: Iterable[Requirement], *, editorial: bool) -> str:
    """Who is named first, or alone, as able to follow up most of the points."""
    able = (follow_up(context, item.owner, item.record) for item in items if editorial)
    led = (one.actors[0] for one in able if len(one.actors) == 1 or one.basis == "judgement")
    return max(found, key=found.__getitem__) if (found := Counter(led)) else ""


def _figures(register: Register, items: Collection[Requirement]) -> tuple[Indicator, ...]:
    """The series of the goals of measures that answer, if on a theme of what is asked or on none."""
    about = {theme for item in items for theme in item.themes}
    goals = (goal for item in items for answer in item.answers for goal in answer.link.measure.goals)
    of = {goal.ref or goal.id for goal in goals}
    found = (one for one in register.indicators.values() if of & {*one.goals})
    return tuple(one for one in found if not one.themes or about & {*one.themes})


def _reported(register: Register, measures: Collection[str]) -> tuple[ReportedDone, ...]:
    """The latest that each ministry has reported as done under each of the measures."""
    found: dict[tuple[str, str], ReportedDone] = {}
    for report, name, entry in sorted(register.measure_reports, key=lambda one: one[0].period):
        if name in measures and report.kind == "self" and report.approved and entry.done:
            found[report.actor, name] = ReportedDone(report.actor, report.approved.date, name, entry.done)
    return tuple(found.values())


def _changes(frame: Frame, links: Collection[Link]) -> tuple[Event, ...]:
    """What is news of the tasks that links name, or of all of the measure's, and of its status."""
    tasks: set[str] = set()
    for link in links:
        every = {task.id for task in link.measure.tasks}
        tasks |= every & {*link.address.by} or every
    measures = {link.measure.id for link in links}
    return tuple(
        event
        for event in frame.events
        if (event.delta.key.subject in tasks and event.delta.kind in NEWS)
        or (event.delta.record in measures and event.delta.kind == "status_changed")
    )


_PATH = re.compile(r"(?:(?!\.{1,2}/)[^/\x00-\x1f\x7f:\\]+/)*[^/\x00-\x1f\x7f:\\]+\.ya?ml")


def is_path(text: str) -> bool:
    """Whether it is the path of a YAML file from the root of the strategy, written with ``/``."""
    return _PATH.fullmatch(text) is not None


def read_questionnaire(path: str, data: bytes, register: Register) -> Questionnaire:
    """The questionnaire in ``data``; every id that it names is known. Raises ``Refused``."""
    if len(data) > MAX_BYTES:
        raise Refused("questionnaire_large", file=path)
    document = explained(parse(path, data), data)
    found = [item for item in document.diagnostics if all_rules()[item.code].severity == "error"]
    if not document.readable:
        raise Refused("unusable", file=path, mistakes=Mistakes(found, data))
    if not isinstance(document.value, dict):
        raise Refused("questionnaire_empty", file=path)
    record, mistakes = validate(Questionnaire, document.value, path, register.language)
    if mistakes or record is None:
        raise Refused("unusable", file=path, mistakes=Mistakes([*found, *mistakes], data))
    if record.body not in register.actors:
        raise Refused("questionnaire_body", file=path, given=record.body)
    for question in record.questions:
        for name in question.about:
            if name not in register.targets:
                near = nearest(name, register.targets)
                key = "questionnaire_unknown" if near is None else "questionnaire_unknown_near"
                raise Refused(key, file=path, number=str(question.number), given=name, near=near)
    return record
