"""A page of the site as HTML: its content in the frame that all pages share."""

from functools import cache, partial
from textwrap import shorten
from urllib.parse import quote

from jinja2 import Environment

from menneskehandel_cli.blocks.anchors import Anchors
from menneskehandel_cli.blocks.html_text import html_prose, html_text
from menneskehandel_cli.blocks.model import Heading, strings
from menneskehandel_cli.blocks.templates import finished, template_environment
from menneskehandel_cli.formats import unjudged
from menneskehandel_cli.language import Lang, day, fill, foreign, msg, name_of, say
from menneskehandel_cli.language.runs import DocumentLang, glanced, unlabelled, unmarked
from menneskehandel_cli.site.catalog import linked
from menneskehandel_cli.site.context import PagePlace, Site
from menneskehandel_cli.site.files.feeds import feeds_of

_SITE_WORDS = (
    *("skip", "menu", "search", "search_button", "languages", "data", "suggest", "helpline"),
    *("not_official", "no_publisher", "made", "contents", "all", "we"),
    *("gaps", "not_gaps", "no_gaps", "why_no_gaps", "list.rules", "plans"),
)
_WHOSE = ("strategy", "ministry", "others", "ours")
_LONG = 4
"""A page with as many headings has a table of contents, unless it would be endless."""
_ENDLESS = 16


class Renderer:
    """Renders the pages of a site. What they share is made once for each language."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._environments = {lang: self._environment(lang) for lang in site.langs}
        self._shared = {lang: self._frame(lang) for lang in site.langs}

    def _environment(self, lang: Lang) -> Environment:
        """No sandbox: the site has no templates but ours. Texts come again on many pages."""
        made = template_environment(kind=Environment)
        beside = {
            name: self._site.others[plan.id].page(name.partition(":")[2], lang)
            for name, (plan, _) in self._site.register.measures_beside.items()
            if plan.id in self._site.others
        }
        anchors = Anchors({**self._site.addresses, **beside}, partial(self._called, lang=lang))
        made.filters["text"] = cache(partial(html_text, anchors=anchors))
        made.filters["prose"] = cache(partial(html_prose, anchors=anchors))
        return made

    def _called(self, name: str, lang: Lang) -> str:
        """What an id in a text is called in words; a task and an actor are called by their ids."""
        register = self._site.register
        known = name in register.measure_by_id or name in register.targets or name in register.instruments
        return unlabelled(fill(register.short_name(name), DocumentLang(lang))) if known else name

    def page(self, place: PagePlace, lang: Lang) -> str:
        """A page as HTML."""
        kind = self._site.kinds[place.kind]
        page = kind.make(self._site, place.subject, DocumentLang(lang))
        shared = self._shared[lang]
        entered = self._site.entered.get(page.path) if page.record else None
        changed = page.changed or entered or self._site.changed
        headings = [block for block in page.blocks if isinstance(block, Heading) and block.anchor]
        sums = any(block.kind == "sums" for block in page.blocks)  # which lead to the parts
        form = self._site.strategy.publication.edit if page.path else None
        content = {
            **shared,
            "page": page,
            "basis": glanced(page.basis),
            "place": place,
            "under": kind.name if kind.menu else kind.under,
            "description": shorten(unmarked(page.lead or page.title), 200, placeholder=" …"),
            "json": f"{place.name}.json" if kind.json else "",
            "contents": [] if sums else headings if _LONG <= len(headings) <= _ENDLESS else [],
            "foreign": foreign(strings((page.title, page.lead, page.basis, page.badges, page.blocks)), lang),
            "changed": say("site.changed", lang, day=day(changed.day.isoformat(), lang)),
            "dataset": linked(self._site, place, page, lang) if page.dataset else "",
            "edit": form.replace("{path}", quote(page.path)) if form else "",
            "feeds": feeds_of(self._site, page.record, DocumentLang(lang)),
            "canonical": self._absolute(lang, place),
            "others": [
                (other, name_of(other, other), f"../{other}/{place.file}", self._absolute(other, place))
                for other in self._site.langs
            ],
        }
        return finished(self._environments[lang].get_template("site/page.html.j2").render(content))

    def _frame(self, lang: Lang) -> dict[str, object]:
        """What all pages in a language share."""
        site = self._site
        register, strategy, publication = site.register, site.strategy, site.strategy.publication
        words = {word: say(f"site.{word}", lang) for word in _SITE_WORDS}
        words["of"] = say("site.of", lang, chosen="{chosen}", n="{n}", total="{total}")
        words["basis"], words["more"] = say(msg("What this rests on"), lang), say(msg("Show more"), lang)
        words["share"] = say(msg("{n} of {total}"), lang, n="{n}", total="{total}")
        return {
            "lang": lang,
            "words": words,
            "whose": {name: say(f"site.whose.{name}", lang) for name in _WHOSE},
            "numbers": say("page.numbers", lang),
            "strategy": strategy.title.pick(DocumentLang(lang)),
            "fictional": say("fictional", lang) if strategy.fictional else "",
            "unjudged": unjudged(register.unjudged, lang),
            "official": publication.official,
            "menu": [
                (kind.name, site.place_of[kind.name, ""].file, say(kind.menu, lang))
                for kind in site.kinds.values()
                if kind.menu
            ],
            "helplines": [
                (line.number, line.name.pick(DocumentLang(lang)), line.hours and line.hours.pick(lang))
                for line in register.helplines
            ],
            "plans": [
                (fill(plan.title, DocumentLang(lang)), site.others[plan.id].page("index", lang))
                for plan in register.beside
                if plan.id in site.others
            ],
            "publication": publication,
            "publisher": publication.publisher and publication.publisher.name.pick(lang),
        }

    def _absolute(self, lang: Lang, place: PagePlace) -> str:
        """The address of a page on the web, where it is known where the site lies."""
        site = self._site
        return site.address_of(lang, place.file) if site.strategy.publication.address else ""

    def start(self) -> str:
        """The first page of the site, which leads to the languages; on its own to the strategy's."""
        site = self._site
        lang = site.strategy.language if site.strategy.language in site.langs else site.langs[0]
        links = [(other, name_of(other, other), f"{other}/index.html") for other in site.langs]
        first = next(address for other, _, address in links if other == lang)
        return leading(site.strategy.title.pick(DocumentLang(lang)), links, lang, first)

    def moved(self, old: str, new: PagePlace, lang: Lang) -> str:
        """The page at a former address, which leads on to the present one."""
        measure = self._site.register.measure_by_id.get(new.subject)
        if measure is None:
            title = say(self._site.kinds[new.kind].menu, lang)
            return leading(title, [(lang, title, new.file)], lang, new.file)
        link = (lang, f"{measure.id} {measure.title.pick(lang)}", new.file)
        return leading(f"{old} → {measure.id}", [link], lang, new.file)


def leading(title: str, links: list[tuple[str, str, str]], lang: Lang, first: str = "") -> str:
    """A page of links, each with its language and words; it leads on to ``first`` if that is given."""
    content = {"lang": lang, "title": title, "first": first, "links": links}
    return finished(template_environment(kind=Environment).get_template("site/start.html.j2").render(content))
