"""The matrix: who follows up what, as a map with its numbers."""

from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.charts.followers import followers_picture
from menneskehandel_cli.formats.matrix import render_json
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import SitePage, untitled


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    lead, picture = untitled(followers_picture(site.matrix, site.register, lang, site.addresses.get))
    return SitePage(title=say("matrix.title", lang), blocks=(picture,), lead=lead)


def _json(site: Site, _subject: str, lang: Lang) -> str:
    return render_json(site.matrix, RenderOptions(lang))


KINDS = (PageKind("matrix", 36, one, _make, overview="matrix.title", json=_json),)
