"""A theme in blocks: what is promised on it, task by task, what is asked, and what follows that up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Folded, Heading, Paragraph
from menneskehandel_cli.formats.charts.demanded import demanded_picture
from menneskehandel_cli.formats.charts.markup import Address
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.charts.thread import thread_picture
from menneskehandel_cli.formats.promised import sentences
from menneskehandel_cli.formats.record import section_blocks
from menneskehandel_cli.language import Lang, count, fill, msg, nmsg, say
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.frame import State
from menneskehandel_cli.reports.record_measure import task_table
from menneskehandel_cli.reports.themes import ThemeView


def theme_sentence(view: ThemeView, lang: Lang) -> str:
    """What is promised on a theme; that nothing is, where no task is about it."""
    if not view.promised.counts.total:
        return say(msg("No task in the strategy is about this."), lang)
    return " ".join(sentences(view.promised, lang, by_area=False))


def theme_counts(view: ThemeView, lang: Lang) -> tuple[str, ...]:
    """How many tasks, requirements and points are about a theme; only what there is."""
    counts = (
        (nmsg("{n} task", "{n} tasks"), view.promised.counts.total),
        (nmsg("{n} requirement", "{n} requirements"), view.required),
        (nmsg("{n} point", "{n} points"), len(view.thread.demands)),
    )
    return tuple(count(key, number, lang) for key, number in counts if number)


def theme_blocks(view: ThemeView, state: State, lang: Lang, address: Address) -> Iterator[Block]:
    """The pictures of a theme with their lists, where its name comes from, and whose judgement it is."""
    register = state.register
    if view.promised.counts.total:
        promised = promised_picture(view.promised, lang, address)
        yield replace(promised, title=say("site.promised", lang))
        yield Folded(say(msg("The tasks, measure by measure"), lang), tuple(_tasks(view, state, lang)))
    for demanded in view.demanded:
        yield demanded_picture(demanded, register, lang, address)
    if view.thread.demands:
        yield thread_picture(view.thread, register, lang, address)
    said = say(msg("Which tasks and requirements are about a theme is our judgement."), lang)
    if view.theme.source is not None:
        cited = fill(cite(register, view.theme.source), lang)
        said += " " + say(msg("The strategy discusses the theme here: {source}."), lang, source=cited)
    yield Paragraph(said)


def _tasks(view: ThemeView, state: State, lang: Lang) -> Iterator[Block]:
    register = state.register
    for area in view.promised.areas:
        for given in area.measures:
            name = fill(register.short_name(given.measure.id), lang)
            yield Heading(say("numbered", lang, n=given.measure.number, title=name), 2)
            table = task_table(register, "", (one.task for one in given.tasks), state.as_of)
            lines = tuple(replace(line, notes=()) for line in table.lines)
            yield from section_blocks(replace(table, lines=lines), lang, set())
