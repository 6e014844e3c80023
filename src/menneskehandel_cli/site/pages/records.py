"""Pages of measures and of what is asked: articles, recommendations, requirements and instruments."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from menneskehandel_cli.blocks.model import Folded, Heading, Paragraph
from menneskehandel_cli.formats.charts.asked import demanded_picture
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, fill, linked, listing, msg, say
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.register.citing import placed
from menneskehandel_cli.reports.coverage import ours_in, own_words, unless_plain
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage, untitled
from menneskehandel_cli.site.pages.pictures import counted, law_read
from menneskehandel_cli.site.parts import RecordKind, list_json, parts_of, record_page


def _of(model: type[Article | Recommendation]) -> Callable[[Site], Iterable[str]]:
    """The subjects of the pages of one kind of obligation."""
    return lambda site: (o.id for o in site.register.obligations.values() if isinstance(o, model))


def _own_pages(site: Site) -> Iterable[str]:
    """The requirements with a page of their own: those that share their obligation with others."""
    every = (site.state.context.coverage.by_owner.get(owner, ()) for owner in site.register.obligations)
    return (item.id for inside in every if inside[1:] for item in inside)


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """What each convention requires, and every instrument with the number of its obligations."""
    register = site.register
    basis = (say(f"demanded.{key}", lang) for key in ("basis", "unclear"))
    how = linked(say("demanded.how", lang), "page:data"), *basis
    note, lead, rests = Paragraph(" ".join((*how, say(ours_in(site.state.context), lang)))), "", ""
    marks = " ".join(say(key, lang) for key in ("demanded.open", "assess.means"))
    pictures = [demanded_picture(view, register, lang, site.addresses.get) for view in site.demanded]
    named = (f"{view.title.pick(lang)}. " if pictures[1:] else "" for view in site.demanded)
    pictures = [replace(x, note=of) for x, of in zip(pictures, named, strict=True)]
    if len(pictures) == 1:
        finding, pictures[0] = untitled(pictures[0])
        partly = say("classification.count.partly", lang, n=site.demanded[0].counts.shown["partly"])
        finding = finding.replace(partly, linked(partly, "page:gaps"))
        stand = say("demanded.stand", lang, title=site.demanded[0].title.pick(lang))
        judged = say(unless_plain(site.state.context, "demanded.judged"), lang)
        lead = " ".join((finding, *_least(site, lang)))
        means = [say("demanded.means", lang)] if site.demanded[0].counts.shown["covered"] else []
        rests = " ".join((judged, *means, *law_read(site, lang), stand))
        pictures[0] = replace(pictures[0], note=fill(own_words(site.demanded[0].own_words), lang))
    cards = (
        Card(site.addresses[name], x.title.pick(lang), (count(f"site.card.{x.kind}", n, lang),) if n else ())
        for name, x in register.instruments.items()
        for n in (len(register.obligations_of(name)),)
    )
    title, every = (capital(say(key, lang)) for key in ("section.obligations", "texts.instrument"))
    notes = [Paragraph(" ".join(texts))] if (texts := [*counted(site, lang)]) else []
    about = Folded(say(msg("About the figures"), lang), (note, Paragraph(marks)))
    shown: tuple[SiteBlock, ...] = (*pictures, about) if pictures else ()
    blocks = (*shown, Heading(every), *notes, Cards(tuple(cards)))
    return SitePage(title=title, blocks=blocks, lead=lead, basis=rests)


def _least(site: Site, lang: Lang) -> Iterator[str]:
    """The four articles of which the least is covered."""
    every = (one for _, some in site.demanded[0].chapters for one in some)
    least = [x for x in every if x.counts.shown["partly"]]
    least.sort(key=lambda x: (x.counts.shown["covered"] / x.counts.shown["partly"], -x.counts.total))
    names = [fill(placed(site.register, one.article.id), lang) for one in least[:4]]
    yield from [say("demanded.least", lang, names=listing(names, lang))] if names else ()


def _measures_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every measure by focus area."""
    register = site.register
    blocks: list[SiteBlock] = []
    for number, area in register.focus_areas.items():
        blocks.append(Heading(f"{number}. {area.title.pick(lang)}", 2, f"FA{number}"))
        blocks.append(Paragraph(area.goal.pick(lang)))
        cards = []
        for measure in (one for one in register.measures if one.focus_area == number):
            state = [capital(fill(text, lang)) for text in site.detail(measure.id).state]
            title, called = measure.title.pick(lang), register.number_of(measure)
            label = say("record.measure", lang, n=called)
            cards.append(Card(site.addresses[measure.id], title, (" · ".join(state),), label))
        blocks.append(Cards(tuple(cards)))
    title, lead = say("list.measures.heading", lang), count("measures", len(register.measures), lang)
    return SitePage(title=capital(title), blocks=tuple(blocks), lead=lead)


_AS_JSON = list_json("obligations")
_Promise, _Demand = partial(RecordKind, under="measures"), partial(RecordKind, under="obligations")

KINDS = (
    PageKind("measures", 10, one, _measures_page, menu="site.table.measures", json=list_json("measures")),
    PageKind("obligations", 20, one, _all, menu="site.table.obligations", former="required", json=_AS_JSON),
    _Promise("measure", 110, lambda site: site.register.measure_by_id, record_page, parts=parts_of),
    _Demand("requirement", 115, _own_pages, record_page),
    _Demand("article", 120, _of(Article), record_page, parts=parts_of),
    _Demand("recommendation", 121, _of(Recommendation), record_page, parts=parts_of),
    _Demand("instrument", 122, lambda site: site.register.instruments, record_page),
)
