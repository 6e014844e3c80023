"""A page for each theme across the focus areas, and a list of them."""

from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.formats.themes import theme_blocks, theme_counts, theme_sentence
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.reports.themes import ThemeView, theme_view
from menneskehandel_cli.site.context import PageKind, Site
from menneskehandel_cli.site.page import Card, Cards, SitePage

PATH = "strategy/strategy.yaml"


def _pages(site: Site) -> dict[str, ThemeView]:
    """What there is on each theme, by its page."""
    themes = site.register.themes.values()
    return site.once("themes", lambda: {one.page: theme_view(site.state.context, one) for one in themes})


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    view = _pages(site)[subject]
    return SitePage(
        title=view.theme.title.pick(lang),
        blocks=tuple(theme_blocks(view, site.state, lang, site.addresses.get)),
        label=say("site.kind.theme", lang),
        badges=(say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang)),),
        lead=theme_sentence(view, lang),
        path=PATH,
    )


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    cards = (
        Card(site.addresses[page], view.theme.title.pick(lang), (" · ".join(theme_counts(view, lang)),))
        for page, view in _pages(site).items()
    )
    return SitePage(
        title=capital(say("site.list.themes", lang)), blocks=(Cards(tuple(cards)),), path=PATH
    )


KINDS = (
    PageKind(
        "themes",
        59,
        lambda site: ("",) if site.register.themes else (),
        _all,
        overview="site.list.themes",
    ),
    PageKind("theme", 129, _pages, _make, record=True),
)
