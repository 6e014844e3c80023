"""The answer to a treaty body, and what has changed since its report, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_frame import head_of
from menneskehandel_cli.formats.report_pages import Arguments, ReportKind
from menneskehandel_cli.formats.report_parts import counts_table, event_bullets, moved_table, names
from menneskehandel_cli.language import Lang, Phrase, count, fill, listing, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import (
    Article,
    Obligation,
    Provision,
    Recommendation,
    RequirementLaw,
    Source,
)
from menneskehandel_cli.models.questionnaire import Questionnaire
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.coverage import (
    Requirement,
    counted,
)
from menneskehandel_cli.reports.answers import (
    AnswerChapter,
    AnswersView,
    InstrumentChapter,
    QuestionAnswer,
    adopted,
    answers_view,
    tasks_of,
)
from menneskehandel_cli.reports.coverage import InstrumentCoverage
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.questionnaire import read_questionnaire
from menneskehandel_cli.reports.record_requirement import judged
from menneskehandel_cli.rules.demands import promised


def answers_page(view: AnswersView, frame: Frame, lang: Lang) -> Page:
    """The answer in ``lang``."""
    return head_of(_title(view, lang), frame, lang, tuple(_blocks(view, frame, lang)))


def _title(view: AnswersView, lang: Lang) -> str:
    """A short title: the body's reference of the round, or the body's id if there are several."""
    if view.questionnaire is not None:
        asked = view.questionnaire
        about = asked.reference or asked.title.pick(lang)
        return say(msg("Draft answers to {body}: {about}"), lang, body=asked.body, about=about)
    key = "report.since.title" if view.since else "report.obligations.title"
    called = dict.fromkeys(chapter.instrument.reference or chapter.id for chapter in view.instruments)
    if len(called) > 1:
        called = dict.fromkeys(chapter.instrument.body for chapter in view.instruments)
    return say(key, lang, instruments=listing([*called], lang))


def _blocks(view: AnswersView, frame: Frame, lang: Lang) -> Iterator[Block]:
    yield Heading(say(msg("About this document"), lang), 2, "about")
    if view.questionnaire is not None:
        yield from _asked(view.questionnaire, frame, lang)
    yield Paragraph(say("report.draft.note", lang))
    if view.editorial:
        yield Paragraph(f"{say('report.editorial.in', lang)} {say('coverage.ours', lang)}")
    else:
        yield Paragraph(say("report.editorial.out", lang))
    if view.since and not any(adopted(chapter.instrument) for chapter in view.instruments):
        yield Paragraph(say("since.no_date", lang))
    notes = _Notes(frame, lang)
    for instrument in view.instruments:
        yield Heading(instrument.instrument.title.pick(lang), 2, instrument.id, record=True)
        yield from _dialogue(instrument, frame, lang)
        if instrument.coverage is not None:
            yield from _coverage(instrument, instrument.coverage, view, lang)
        for chapter in instrument.chapters:
            yield from _chapter(view, chapter, frame, lang, notes)
    for number, answer in enumerate(view.questions, 1):
        yield from _answer(view, answer, f"question-{number}", frame, lang, notes)
    yield Heading(say("report.sources", lang), 2, "sources")
    yield Bullets(notes.listed())


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
    if not answer.chapters:
        yield Paragraph(say("unrecorded", lang))
    for chapter in answer.chapters:
        yield from _chapter(view, chapter, frame, lang, notes, f"{anchor}-{chapter.owner.id}")


def _is_empty(chapter: AnswerChapter) -> bool:
    """Whether no side has said anything of it, and no measure and no law is recorded on it."""
    laws = any(item.law_record is not None for item in chapter.requirements)
    return not (chapter.assessments or chapter.links or laws or chapter.law_left_out)


def _dialogue(instrument: InstrumentChapter, frame: Frame, lang: Lang) -> Iterator[Block]:
    lines = []
    for event in instrument.events:
        when = day(event.date, lang) if event.date else "–"
        if event.date is None and event.due is not None:
            when = say(msg("due {day}, not recorded here as sent"), lang, day=day(event.due, lang))
        said = ", ".join(
            filter(None, (event.reference, fill(cite(frame.closing.register, event.source), lang)))
        )
        lines.append(f"{say(f'event.{event.kind}', lang)}: {when} ({said})")
    if lines:
        yield Paragraph("", mark=say("section.events", lang))
        yield Bullets(tuple(lines))


def _chapter(
    view: AnswersView,
    chapter: AnswerChapter,
    frame: Frame,
    lang: Lang,
    notes: _Notes,
    anchor: str = "",
) -> Iterator[Block]:
    owner, register = chapter.owner, frame.closing.register
    heading = f"{_number(owner, lang)}{owner.title.pick(lang)}"
    yield Heading(heading, 3, anchor or owner.id, record=not anchor)
    whose = _whose(view, lang)
    facts: list[tuple[str, str]] = []
    if isinstance(owner, Recommendation):
        yield Paragraph(owner.text.pick(lang) + notes.of(owner.source), prose=True)
        facts += _standing(frame, owner, lang)
    if anchor and _is_empty(chapter):
        if facts:
            yield Facts(tuple(facts))
        left_out = chapter.left_out
        said = count("report.no_measure.left_out", left_out, lang) if left_out else ""
        yield Paragraph(said or say("unrecorded", lang))
        return
    if chapter.requirements and view.editorial:
        classified = f"{say('fact.classification', lang)} ({whose})"
        facts.append((classified, _in_sum(chapter, lang)))
    whole = next((item for item in chapter.requirements if item.id == owner.id), None)
    if whole is not None:
        facts.append((f"{say('fact.promise', lang)} ({whose})", _promise(whole, lang)))
    if facts:
        yield Facts(tuple(facts))
    yield from _assessments(chapter, register, lang, notes)
    if chapter.requirements and whole is None:
        yield _requirements(chapter, whose, lang)
    yield from _links(chapter, register, lang, notes)
    for item in chapter.requirements:
        if item.law_record is not None:
            yield from _law(item.id, item.law_record, lang, notes)
    if view.since:
        yield from _changes(chapter, register, lang)


def _changes(chapter: AnswerChapter, register: Register, lang: Lang) -> Iterator[Block]:
    """What has changed since the last answer."""
    if chapter.changes:
        yield Paragraph("", mark=say(msg("Changed since"), lang))
        yield event_bullets(chapter.changes, lang)
    else:
        yield Paragraph(say(msg("No change has been recorded since."), lang))
    if chapter.moved:
        yield moved_table(chapter.moved, register, lang)


def _standing(frame: Frame, owner: Recommendation, lang: Lang) -> Iterator[tuple[str, str]]:
    """The level of a recommendation, and whether it is context only."""
    yield say("fact.level", lang), fill(level_of(frame.closing.register, owner), lang)
    if not owner.normative:
        yield say("fact.normative", lang), say("context_only.mark", lang)


def _number(owner: Obligation, lang: Lang) -> str:
    """The number by which the treaty or the body itself names it, where it is known."""
    if isinstance(owner, Article):
        return f"{say('report.article', lang)} {owner.article}: "
    if owner.paragraph is not None:
        return f"{say('report.paragraph', lang)} {owner.paragraph}: "
    return ""


def _whose(view: AnswersView, lang: Lang) -> str:
    """By whose words requirements are counted."""
    return say("coverage.with_ours" if view.editorial else "coverage.own_words", lang)


def _assessments(
    chapter: AnswerChapter, register: Register, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    """The assessments by each side, or that there are none."""
    for assessment in chapter.assessments:
        who = names(register, [assessment.by], lang)
        said = f"{who}, {day(assessment.date, lang)}: {say(f'verdict.{assessment.verdict}', lang)}"
        if assessment.text is not None:
            said += f". {assessment.text.pick(lang)}"
        said += notes.of(assessment.source)
        yield Paragraph(said, prose=True, mark=say(f"side.{assessment.side}", lang))
    if not chapter.assessments:
        yield Paragraph(say("report.no_assessment", lang), mark=say(msg("Statements"), lang))


def _links(chapter: AnswerChapter, register: Register, lang: Lang, notes: _Notes) -> Iterator[Block]:
    """The measures that answer it, those that only name it, and how many links are left out."""
    answering = [link for link in chapter.links if register.answers(link)]
    naming = [link for link in chapter.links if not register.answers(link)]
    for key, links in (("section.addressed_by", answering), ("section.named_by", naming)):
        if links:
            yield Paragraph("", mark=say(key, lang))
            told = (_link(link, lang) + notes.of(link.measure.source) for link in links)
            yield Bullets(tuple(told), prose=True)
    if not chapter.links and chapter.left_out:
        yield Paragraph(count("report.no_measure.left_out", chapter.left_out, lang))
        return
    if not answering:
        yield Paragraph(say(msg("No measure is recorded as following it up."), lang))
    if chapter.left_out:
        yield Paragraph(count("report.left_out", chapter.left_out, lang))


def _coverage(
    instrument: InstrumentChapter, line: InstrumentCoverage, view: AnswersView, lang: Lang
) -> Iterator[Block]:
    """The counts shown in the answer: with our judgements, or by the strategy's own words."""
    counts = line.counts if view.editorial else line.own_words
    name = instrument.instrument.reference or instrument.id
    for title, kind, shown in (
        ("report.coverage", "classification", view.editorial),
        ("report.promise", "promise", True),
        ("fact.law", "law", counts.law),
    ):
        if shown:
            caption = f"{say(title, lang)} ({_whose(view, lang)})"
            yield counts_table(caption, [(name, counts, counts)], kind, lang)


def _in_sum(chapter: AnswerChapter, lang: Lang) -> str:
    """The classification of its requirements, counted."""
    if len(chapter.requirements) == 1:
        return say(f"classification.{chapter.requirements[0].classification}", lang)
    counts = counted(chapter.requirements)
    return ", ".join(
        count(f"classification.count.{name}", number, lang)
        for name, number in counts.classification.items()
        if number
    )


def _requirements(chapter: AnswerChapter, whose: str, lang: Lang) -> Table:
    """Each requirement with its values, and how many of our links are left out."""
    owner = chapter.owner
    article = isinstance(owner, Article)
    of_article = ("column.force", "column.law") if article else ()
    key = "report.provisions" if article else "report.parts"
    caption = say(key, lang, article=getattr(owner, "article", owner.id))
    return table_of(
        f"{caption} ({whose})",
        ("column.id", "column.text", *of_article, "column.promise", "column.addressed_by"),
        (
            (
                item.id,
                item.record.text.pick(lang),
                *(_force_and_law(item, chapter, lang) if article else ()),
                _promise(item, lang),
                _answered_by(item, chapter, lang),
            )
            for item in chapter.requirements
        ),
        lang,
    )


def _force_and_law(item: Requirement, chapter: AnswerChapter, lang: Lang) -> tuple[str, str]:
    """The force of a provision, and its law value, or that our reading of the law is left out."""
    force = say(f"force.{item.record.force}", lang) if isinstance(item.record, Provision) else "–"
    if item.id in chapter.law_left_out:
        return force, say(msg("our reading is left out"), lang)
    return force, say(f"law.{item.law}", lang) if item.law else "–"


def _promise(item: Requirement, lang: Lang) -> str:
    """What is promised; for a promise to assess, also the outcome."""
    said = [fill(promised(item), lang)]
    if item.promise == "to_assess":
        tasks = [task for answer in item.answers for task in tasks_of(answer.link)]
        outcomes = dict.fromkeys(task.outcome.decision for task in tasks if task.outcome is not None)
        said += [say(f"outcome.{decision}", lang) for decision in outcomes]
    if not item.counts:
        said.append(f"{say('fact.counted_at', lang)} {item.counted_at}.")
    return ". ".join(without_stop(text) for text in said)


def _answered_by(item: Requirement, chapter: AnswerChapter, lang: Lang) -> str:
    """The measures that answer it, and how many of our links that answer or name it are left out."""
    said = " ".join(item.measures) or "–"
    left_out = chapter.left_out_of.get(item.id)
    return f"{said} ({count('report.left_out.short', left_out, lang)})" if left_out else said


def _law(name: str, record: RequirementLaw, lang: Lang, notes: _Notes) -> Iterator[Block]:
    """What the law answers of a requirement, with its sources, and whether it has been confirmed."""
    mark = say("report.law.editorial" if record.ours else "section.law", lang)
    said = [f"{name}: {fill(judged(record, Phrase(f'law.{record.extent}')), lang)}"]
    said += [place.text.pick(lang) + notes.of(place.source) for place in record.provisions]
    if record.missing is not None:
        said.append(say("law.missing.is", lang, text=record.missing.pick(lang)))
    yield Paragraph(" ".join(said), prose=True, mark=mark)


def _link(link: Link, lang: Lang) -> str:
    measure, address = link.measure, link.address
    tasks = [task.text.pick(lang) for task in measure.tasks if task.id in address.by]
    said = f"{measure.id} {measure.title.pick(lang)} ({say(f'status.{measure.status}', lang)}; "
    if address.contribution is not None:
        said += f"{say(f'contribution.{address.contribution}', lang)}; "
    said += f"{say(f'basis.{address.basis}', lang)})"
    if tasks:
        said += f": {' '.join(tasks)}"
    if address.basis == "editorial" and address.note is not None:
        said += f" [{say('basis.editorial', lang)}: {address.note.pick(lang)}]"
    return said


class _Notes:
    """Sources numbered in the order they are first named, for footnotes."""

    def __init__(self, frame: Frame, lang: Lang) -> None:
        self._register = frame.closing.register
        self._lang: Lang = lang
        self._numbers: dict[str, int] = {}

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
    days = [day for day in map(adopted, named) if day is not None]
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
        help=msg("The answer to a monitoring body, article by article or point by point."),
        parameters=("instrument", "editorial", "questionnaire"),
        ends=_now,
        make=partial(_make, since=False),
    ),
    ReportKind(
        name="since",
        help=msg("What has changed since a round of recommendations."),
        parameters=("instrument", "editorial"),
        ends=_since_adopted,
        make=partial(_make, since=True),
    ),
)
