"""A measure's card: what it promises, what was reported, what changed, and what it answers."""

from collections.abc import Iterable, Iterator

from menneskehandel_cli.blocks.model import Block, Facts, Heading, Paragraph
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.report_parts import called_in, capital, facts_of, listed, names
from menneskehandel_cli.formats.show import lines_blocks, table_of
from menneskehandel_cli.language import Lang, Phrase, day, fill, msg, say
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.frame import State
from menneskehandel_cli.reports.record_measure import measure_detail, report_lines, task_table
from menneskehandel_cli.reports.yearly import MeasureChapter


def measure_card(state: State, chapter: MeasureChapter, lang: Lang) -> Iterator[Block]:
    """A measure in the order readers know, with what was done and what is not recorded."""
    register, measure = state.register, chapter.measure
    found = measure_detail(register, measure, state.as_of)
    title = f"{say('column.measure', lang)} {measure.number}: {measure.title.pick(lang)}"
    yield Heading(title, 3, measure.id, record=True)
    known = [fact for fact in found.facts if fact[0] in ("responsible", "partners")]
    as_of = say(msg("Status as of {day}"), lang, day=day(state.as_of.isoformat(), lang))
    yield Facts((*facts_of(known, lang).items, (as_of, _status(chapter, lang))))
    goals = (line for part in found.sections if part.key == "section.goals" for line in part.lines)
    yield from listed(say("section.goals", lang), (fill(goal.text, lang) for goal in goals), prose=True)
    if measure.note is not None:
        yield Paragraph(measure.note.pick(lang), prose=True, mark=say("fact.note", lang))
    for entry in chapter.told:
        actor = names(register, [entry.actor], lang)
        yield Heading(say(msg("Reported by: {actor}"), lang, actor=actor), 4)
        yield from lines_blocks(report_lines(register, entry.said), lang)
    if silent := chapter.silent or chapter.unreported:
        key = "report.silent" if chapter.silent else "report.unreported"
        yield Paragraph(say(key, lang, actors=names(register, silent, lang)))
    if measure.tasks:
        caption = Phrase(msg("Tasks: {measure}"), measure=register.short_name(measure.id))
        yield table_of(task_table(register, caption, measure.tasks, state.as_of), lang, ids=False)
    called = called_in(register, chapter.changes, lang)
    changes = (event_line(event, lang, called) for event in chapter.changes)
    yield from listed(say(msg("Changed in the period"), lang), changes)
    # The evidence of a task stands with it.
    evidence = [": ".join(filter(None, (item.title.pick(lang), item.url))) for item in measure.evidence]
    links = [
        (say(msg("Convention articles"), lang), _named(chapter.articles, chapter, register, lang)),
        (say(msg("Recommendations"), lang), _named(chapter.recommendations, chapter, register, lang)),
        (say("report.sources", lang), "; ".join([fill(cite(register, measure.source), lang), *evidence])),
    ]
    yield Facts(tuple(link for link in links if link[1]))


def _named(ids: Iterable[str], chapter: MeasureChapter, register: Register, lang: Lang) -> str:
    """Obligations in words; those that rest on our own judgement alone are marked."""
    named = ((fill(register.short_name(name), lang), name in chapter.judged) for name in ids)
    mark = say(msg("our judgement"), lang)
    return capital("; ".join(f"{text} ({mark})" if ours else text for text, ours in named))


def _status(chapter: MeasureChapter, lang: Lang) -> str:
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
