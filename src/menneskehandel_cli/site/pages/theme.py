"""A page for each theme across the focus areas, and a list of them."""

from collections.abc import Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Folded, Heading, Paragraph
from menneskehandel_cli.formats.charts.asked import demanded_picture, thread_picture
from menneskehandel_cli.formats.charts.markup import AddressOf
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.promised import sentences
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.formats.show import table_of
from menneskehandel_cli.language import Lang, Named, count, day, fill, msg, nmsg, say
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.asked import ThemeView, theme_view
from menneskehandel_cli.reports.frame import CommitState
from menneskehandel_cli.reports.record_tasks import task_table
from menneskehandel_cli.site.context import PageKind, Site, where
from menneskehandel_cli.site.page import Card, Cards, SitePage
from menneskehandel_cli.trees import ROOT_FILE


def theme_counts(view: ThemeView, lang: Lang) -> tuple[str, ...]:
    """How many tasks, requirements and points are about a theme; only what there is."""
    counts = (
        (nmsg("{n} task", "{n} tasks"), view.promised.counts.total),
        (nmsg("{n} requirement", "{n} requirements"), sum(one.counts.total for one in view.demanded)),
        (nmsg("{n} point", "{n} points"), len(view.thread.demands)),
    )
    return tuple(count(key, number, lang) for key, number in counts if number)


def theme_blocks(view: ThemeView, state: CommitState, lang: Lang, address: AddressOf) -> Iterator[Block]:
    """The pictures of a theme with their lists, where its name comes from, and whose judgement it is."""
    register = state.register
    if view.promised.counts.total:
        yield replace(promised_picture(view.promised, lang, address), title=say("site.promised", lang))
        yield Folded(say(msg("The tasks, measure by measure"), lang), tuple(_theme_tasks(view, state, lang)))
    for demanded in view.demanded:
        yield demanded_picture(demanded, register, lang, address)
    if view.thread.demands:
        yield thread_picture(view.thread, register, lang, address)
    text = say(msg("Which tasks and requirements are about a theme is our judgement."), lang)
    if view.theme.source is not None:
        cited = fill(cite(register, view.theme.source), lang)
        text += " " + say(msg("The strategy discusses the theme here: {source}."), lang, source=cited)
    yield Paragraph(text)


def _theme_tasks(view: ThemeView, state: CommitState, lang: Lang) -> Iterator[Block]:
    register = state.register
    for area in view.promised.areas:
        for item in area.measures:
            number, name = register.number_of(item.measure), fill(register.short_name(item.measure.id), lang)
            yield Heading(title := say("numbered", lang, n=number, title=name), 2)
            table = task_table(register, title, (one.task for one in item.tasks), state.as_of)
            lines = (replace(x, label="", text=Named(x.label, x.text), notes=()) for x in table.lines)
            yield table_of(replace(table, lines=tuple(lines)), lang, ids=False)


def _theme_views(site: Site) -> dict[str, ThemeView]:
    """What there is on each theme, by its page."""
    themes = site.register.themes.values()
    return site.once("themes", lambda: {one.page: theme_view(site.state.context, one) for one in themes})


def _theme_page(site: Site, subject: str, lang: Lang) -> SitePage:
    view = _theme_views(site)[subject]
    lead = say(msg("No task in the strategy is about this theme."), lang)
    if view.promised.counts.total:
        lead = " ".join(sentences(view.promised, lang, by_area=False))
    return SitePage(
        title=view.theme.title.pick(lang),
        blocks=tuple(theme_blocks(view, site.state, lang, site.addresses.get)),
        label=say("site.kind.theme", lang),
        badges=(say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang)),),
        lead=lead,
        path=ROOT_FILE,
    )


def _themes_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    cards = (
        Card(site.addresses[page], view.theme.title.pick(lang), (" · ".join(theme_counts(view, lang)),))
        for page, view in _theme_views(site).items()
    )
    return SitePage(capital(say("site.list.themes", lang)), (Cards(tuple(cards)),), path=ROOT_FILE)


KINDS = (
    PageKind("themes", 59, where(lambda s: s.register.themes), _themes_page, overview="site.list.themes"),
    PageKind("theme", 129, _theme_views, _theme_page, record=True),
)
