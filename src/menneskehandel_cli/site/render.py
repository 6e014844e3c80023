"""A page of the site as HTML: its content in the frame that all pages share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import quote

from menneskehandel_cli.formats.anchors import Anchors
from menneskehandel_cli.formats.templates import environment, finished
from menneskehandel_cli.language import Lang, day, foreign, name_of, say
from menneskehandel_cli.language.runs import DocumentLang, unmarked
from menneskehandel_cli.site.context import Place, Site
from menneskehandel_cli.site.feeds import feeds_of
from menneskehandel_cli.site.page import SitePage, strings
from menneskehandel_cli.site.pages import page_kinds

_WORDS = (
    *("skip", "menu", "search", "search_button", "languages", "data", "suggest", "helpline"),
    *("not_official", "unconfirmed", "made", "contents", "all"),
)
_WHOSE = ("strategy", "ministry", "others", "ours")
_LONG = 4
"""A page with as many headings has a table of contents."""


class Renderer:
    """Renders the pages of a site. What they share is made once for each language."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._anchors = Anchors(site.addresses)
        self._template = environment().get_template("site/page.html.j2")
        self._shared = {lang: self._frame(lang) for lang in site.langs}

    def page(self, place: Place, lang: Lang) -> tuple[SitePage, str]:
        """A page, and its HTML."""
        kind = page_kinds()[place.kind]
        page = kind.make(self._site, place.subject, DocumentLang(lang))
        shared = self._shared[lang]
        changed = page.changed or self._site.changed
        headings = [block for block in page.blocks if block.kind == "heading" and block.anchor]
        content = shared | {
            "page": page,
            "place": place,
            "description": unmarked(page.lead or page.title),
            "json": f"{place.name}.json" if kind.json else "",
            "contents": headings if len(headings) >= _LONG else [],
            "foreign": foreign((page.title, page.lead, *page.badges, *strings(page.blocks)), lang),
            "changed": say(
                "site.changed", lang, commit=changed.id[:10], day=day(changed.day.isoformat(), lang)
            ),
            "dataset": "",
            "edit": self._edit(page),
            "feeds": feeds_of(self._site, page.record, lang),
            "canonical": self._absolute(lang, place),
            "others": [
                (other, name_of(other, other), f"../{other}/{place.file}", self._absolute(other, place))
                for other in self._site.langs
            ],
        }
        return page, finished(self._template.render(content))

    def _frame(self, lang: Lang) -> Mapping[str, object]:
        """What all pages in a language share."""
        site = self._site
        register, strategy = site.register, site.strategy
        words = {word: say(f"site.{word}", lang) for word in _WORDS}
        words["of"] = say("site.of", lang, n="{n}", total="{total}")  # filled in by the reader's browser
        return {
            "lang": lang,
            "words": words,
            "whose": {name: say(f"site.whose.{name}", lang) for name in _WHOSE},
            "numbers": say("page.numbers", lang),
            "anchors": self._anchors,
            "strategy": strategy.title.pick(DocumentLang(lang)),
            "fictional": say("fictional", lang) if strategy.fictional else "",
            "official": site.publication.official,
            "menu": [
                (kind.name, site.place_of[kind.name, ""].file, say(kind.menu, lang))
                for kind in page_kinds().values()
                if kind.menu
            ],
            "helplines": [
                (line.number, line.name.pick(DocumentLang(lang)), line.hours and line.hours.pick(lang))
                for line in register.helplines
            ],
            "publication": site.publication,
            "publisher": site.publication.publisher and site.publication.publisher.name.pick(lang),
        }

    def _absolute(self, lang: Lang, place: Place) -> str:
        """The address of a page on the web, where it is known where the site lies."""
        base = self._site.publication.address
        return f"{base.rstrip('/')}/{lang}/{place.file}" if base else ""

    def _edit(self, page: SitePage) -> str:
        """Where the page's file can be edited on the web, if that is known."""
        form = self._site.publication.edit
        return form.replace("{path}", quote(page.path)) if form and page.path else ""

    @cached_property
    def redirect(self) -> str:
        """The first page of the site, which leads to the languages."""
        site = self._site
        lang = self.first
        content = {
            "lang": lang,
            "title": site.strategy.title.pick(DocumentLang(lang)),
            "first": f"{lang}/index.html",
            "links": [(other, name_of(other, other), f"{other}/index.html") for other in site.langs],
        }
        return finished(environment().get_template("site/start.html.j2").render(content))

    @property
    def first(self) -> Lang:
        """The language that the site opens in: the strategy's own, if the site has it."""
        own = self._site.strategy.language
        return own if own in self._site.langs else self._site.langs[0]

    def moved(self, title: str, to: str, lang: Lang) -> str:
        """The page at a former address, which leads on to the present one."""
        content = {"lang": lang, "title": title, "first": to, "links": [(lang, title, to)]}
        return finished(environment().get_template("site/start.html.j2").render(content))
