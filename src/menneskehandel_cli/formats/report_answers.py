"""The answer to a treaty body, and what has changed since it spoke, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.formats.page import Block, Bullets, Facts, Heading, Page, Paragraph, Table
from menneskehandel_cli.formats.report_parts import event_bullets, head_of, moved_table, names
from menneskehandel_cli.language import Lang, day, fill, say
from menneskehandel_cli.models import Article, Recommendation, Source, Text
from menneskehandel_cli.register import Link
from menneskehandel_cli.register.coverage import VALUES
from menneskehandel_cli.reports.answers import (
    AnswerChapter,
    AnswersView,
    InstrumentChapter,
    adopted,
)
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.record import cite


def answers_page(view: AnswersView, frame: Frame, lang: Lang) -> Page:
    """The answer in ``lang``."""
    key = "report.since.title" if view.since else "report.obligations.title"
    titles = ", ".join(chapter.instrument.title.pick(lang) for chapter in view.instruments)
    strategy = view.title if isinstance(view.title, Text) else None
    blocks = tuple(_blocks(view, frame, lang))
    return head_of(say(key, lang, instruments=titles), strategy, view.ends, frame, lang, blocks)


def _blocks(view: AnswersView, frame: Frame, lang: Lang) -> Iterator[Block]:
    yield Heading(say("report.about", lang), 2, "about")
    yield Paragraph(say("report.draft.note", lang))
    yield Paragraph(say("report.editorial.in" if view.editorial else "report.editorial.out", lang))
    if view.since and not any(adopted(chapter.instrument) for chapter in view.instruments):
        yield Paragraph(say("since.no_date", lang))
    notes = _Notes(frame, lang)
    for instrument in view.instruments:
        yield Heading(instrument.instrument.title.pick(lang), 2, instrument.id)
        yield from _dialogue(instrument, frame, lang)
        if instrument.counts:
            yield Table(
                say("report.coverage", lang),
                (
                    say("fact.instrument", lang),
                    say("column.demands", lang),
                    *(say(f"coverage.{value}", lang) for value in VALUES),
                ),
                (
                    (
                        instrument.instrument.reference or instrument.id,
                        str(instrument.counts["total"]),
                        *(str(instrument.counts[value]) for value in VALUES),
                    ),
                ),
            )
        for chapter in instrument.chapters:
            yield from _chapter(view, chapter, frame, lang, notes)
    yield Heading(say("report.sources", lang), 2, "sources")
    yield Bullets(notes.listed())


def _dialogue(instrument: InstrumentChapter, frame: Frame, lang: Lang) -> Iterator[Block]:
    lines = []
    for event in instrument.events:
        when = day(event.date, lang) if event.date else "–"
        if event.date is None and event.due is not None:
            when = say("report.event.due", lang, day=day(event.due, lang))
        said = ", ".join(
            filter(None, (event.reference, fill(cite(frame.closing.register, event.source), lang)))
        )
        lines.append(f"{say(f'event.{event.kind}', lang)}: {when} ({said})")
    if lines:
        yield Paragraph("", mark=say("section.events", lang))
        yield Bullets(tuple(lines))


def _chapter(
    view: AnswersView, chapter: AnswerChapter, frame: Frame, lang: Lang, notes: _Notes
) -> Iterator[Block]:
    owner, register = chapter.owner, frame.closing.register
    number = f"{say('report.article', lang)} {owner.article}: " if isinstance(owner, Article) else ""
    yield Heading(f"{number}{owner.title.pick(lang)}", 3, owner.id)
    facts = []
    if isinstance(owner, Recommendation):
        yield Paragraph(owner.text.pick(lang) + notes.of(owner.source), prose=True)
        facts.append((say("fact.level", lang), _level(frame, owner, lang)))
    facts.append((say("report.stage", lang), say(f"stage.{chapter.stage}", lang)))
    yield Facts(tuple(facts))
    for voice in chapter.voices:
        who = names(register, [voice.by], lang)
        said = f"{who}, {day(voice.date, lang)}: {say(f'verdict.{voice.verdict}', lang)}"
        if voice.text is not None:
            said += f". {voice.text.pick(lang)}"
        said += notes.of(voice.source)
        yield Paragraph(said, prose=True, mark=say(f"speaker.{voice.speaker}", lang))
    if not chapter.voices:
        yield Paragraph(say("report.no_voice", lang), mark=say("report.voices", lang))
    if chapter.leaves and isinstance(owner, Article):
        yield Table(
            say("report.provisions", lang, article=owner.article),
            tuple(
                say(f"column.{key}", lang) for key in ("id", "text", "force", "coverage", "addressed_by")
            ),
            tuple(
                (
                    leaf.id,
                    _piece_text(leaf.piece, lang),
                    say(f"force.{getattr(leaf.piece, 'force', 'shall')}", lang),
                    say(f"coverage.{leaf.value}", lang),
                    " ".join(dict.fromkeys(answer.link.measure.id for answer in leaf.answers)) or "–",
                )
                for leaf in chapter.leaves
            ),
        )
    if chapter.links:
        yield Paragraph("", mark=say("section.addressed_by", lang))
        yield Bullets(
            tuple(_link(link, lang) + notes.of(link.measure.source) for link in chapter.links), prose=True
        )
    else:
        yield Paragraph(say("report.no_measure", lang))
    for law in chapter.laws:
        mark = say("report.law.editorial" if law.judged_by == "editorial" else "section.existing", lang)
        note = f" {law.note.pick(lang)}" if law.note else ""
        note += notes.of(law.source)
        yield Paragraph(
            f"{law.law.pick(lang)} ({say(f'extent.{law.extent}', lang)}).{note}", prose=True, mark=mark
        )
    if view.since:
        if chapter.changes:
            yield Paragraph("", mark=say("report.since.changes", lang))
            yield event_bullets(chapter.changes, lang)
        else:
            yield Paragraph(say("report.since.none", lang))
        if chapter.moved:
            yield moved_table(chapter.moved, lang)


def _level(frame: Frame, owner: Recommendation, lang: Lang) -> str:
    return fill(level_of(frame.closing.register, owner), lang)


def _piece_text(piece: object, lang: Lang) -> str:
    text = getattr(piece, "text", None)
    return text.pick(lang) if isinstance(text, Text) else ""


def _link(link: Link, lang: Lang) -> str:
    measure, address = link.measure, link.address
    tasks = [task.text.pick(lang) for task in measure.tasks if task.id in address.by]
    said = f"{measure.id} {measure.title.pick(lang)} ({say(f'status.{measure.status}', lang)}; "
    said += f"{say(f'contribution.{address.contribution}', lang)}; {say(f'basis.{address.basis}', lang)})"
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
        """The mark that leads to a source."""
        if source is None:
            return ""
        text = fill(cite(self._register, source), self._lang)
        return f" [{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def listed(self) -> tuple[str, ...]:
        """Every source by its number."""
        return tuple(f"[{number}] {text}" for text, number in self._numbers.items())
