"""What the monitoring bodies have asked for, who follows up what, and the pictures that lead there."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.charts.demanded import demanded_small
from menneskehandel_cli.formats.charts.followers import followers_picture
from menneskehandel_cli.formats.charts.thread import thread_picture, thread_small
from menneskehandel_cli.formats.matrix import only_assessed, render_json
from menneskehandel_cli.language import Lang, listing, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import SitePage, untitled


def small_pictures(site: Site, lang: Lang) -> Iterator[tuple[str, str, Picture]]:
    """The kind of page that shows the whole, the key of its words, and the picture in small."""
    for asks in site.demanded:
        yield "obligations", "required", demanded_small(asks, lang)
    if site.thread.demands:
        yield "asked", "asked", thread_small(site.thread, site.register, lang)


def _asked(site: Site, _subject: str, lang: Lang) -> SitePage:
    picture = thread_picture(site.thread, site.register, lang, site.addresses.get)
    lead, untold = untitled(picture)
    as_of = say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang))
    return SitePage(title=say("site.asked", lang), blocks=(untold,), badges=(as_of,), lead=lead)


def _matrix(site: Site, _subject: str, lang: Lang) -> SitePage:
    view = site.matrix
    finding, picture = untitled(followers_picture(view, site.register, lang, site.addresses.get))
    of = listing([asks.title.pick(lang) for asks in site.demanded], lang)
    lead = f"{of}: {finding} {only_assessed(view, lang)}".strip(" :")
    return SitePage(title=say("matrix.title", lang), blocks=(picture,), lead=lead)


def _matrix_json(site: Site, _subject: str, lang: Lang) -> str:
    return render_json(site.matrix, RenderOptions(lang))


KINDS = (
    PageKind("asked", 33, one, _asked, overview="site.asked"),
    PageKind("matrix", 36, one, _matrix, overview="matrix.title", json=_matrix_json),
)
