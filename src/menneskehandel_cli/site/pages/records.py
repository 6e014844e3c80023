"""Pages of measures and of what is asked: articles, recommendations, requirements and instruments."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from menneskehandel_cli.blocks.model import Heading, Paragraph
from menneskehandel_cli.formats.charts.asked import demanded_picture
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, Named, count, fill, linked, say
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.reports.coverage import ours_in, unless_plain
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage, untitled
from menneskehandel_cli.site.parts import RecordKind, list_json, parts_of, record_page


def _of(model: type[Article | Recommendation]) -> Callable[[Site], Iterable[str]]:
    """The subjects of the pages of one kind of obligation."""
    return lambda site: (o.id for o in site.register.obligations.values() if isinstance(o, model))


def _own_pages(site: Site) -> Iterable[str]:
    """The requirements with a page of their own: those that share their obligation with others."""
    for owner in site.register.obligations:
        inside = site.state.coverage.by_owner.get(owner, ())
        if len(inside) > 1:
            yield from (item.id for item in inside)


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """What each convention requires, and every instrument with the number of its obligations."""
    register = site.register
    how, finding = linked(say("demanded.how", lang), "page:data"), ""
    drawn = (demanded_picture(view, register, lang, site.addresses.get) for view in site.demanded)
    how = " ".join((how, *(say(x, lang) for x in ("demanded.unclear", "demanded.open", "assess.means"))))
    named = (f"{view.title.pick(lang)}. {how}" for view in site.demanded)
    pictures = [replace(picture, note=note) for picture, note in zip(drawn, named, strict=True)]
    if len(pictures) == 1:
        finding, pictures[0] = untitled(pictures[0])
        n, title = site.demanded[0].counts.classification["partly"], site.demanded[0].title.pick(lang)
        partly = say("classification.count.partly", lang, n=n)
        finding = finding.replace(partly, linked(partly, "page:gaps"))
        judged = unless_plain(site.state.context, "demanded.judged")
        finding = f"{say(judged, lang, title=title)} {finding}"
        each = (one for _, some in site.demanded[0].chapters for one in some)
        of = {one.article.id: one.counts.classification["partly"] for one in each}
        most = [name for name, n in of.items() if n == max(of.values()) > 0]
        if len(most) == 1:
            called = fill(Named(most[0], register.short_name(most[0]), inside=True), lang)
            finding += f" {say('demanded.most', lang, n=of[most[0]], name=called)}"
    cards = (
        Card(
            site.addresses[name],
            instrument.title.pick(lang),
            (count(f"list.{instrument.kind}", n, lang),) if n else (),
        )
        for name, instrument in register.instruments.items()
        for n in (len(register.obligations_of(name)),)
    )
    title = capital(say("section.obligations", lang))
    every = Heading(capital(say("texts.instrument", lang)))
    basis = f"{say('demanded.basis', lang)} {say(ours_in(site.state.context), lang)}"
    lead = f"{finding} {basis}".strip() if pictures else ""
    return SitePage(title=title, blocks=(*pictures, every, Cards(tuple(cards))), lead=lead)


def _measures(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every measure by focus area."""
    register = site.register
    blocks: list[SiteBlock] = []
    for number, area in register.focus_areas.items():
        blocks.append(Heading(f"{number}. {area.title.pick(lang)}", 2, f"FA{number}"))
        blocks.append(Paragraph(area.goal.pick(lang)))
        cards = []
        for measure in (one for one in register.measures if one.focus_area == number):
            state = [capital(fill(said, lang)) for said in site.detail(measure.id).state]
            title, label = measure.title.pick(lang), f"{say('column.measure', lang)} {measure.number}"
            cards.append(Card(site.addresses[measure.id], title, (" · ".join(state),), label))
        blocks.append(Cards(tuple(cards)))
    return SitePage(
        title=capital(say("list.measures.heading", lang)),
        blocks=tuple(blocks),
        lead=count("measures", len(register.measures), lang),
    )


KINDS = (
    PageKind("measures", 10, one, _measures, menu="site.table.measures", json=list_json("measures")),
    PageKind(
        "obligations",
        20,
        one,
        _all,
        menu="site.table.obligations",
        former="required",
        json=list_json("obligations"),
    ),
    RecordKind("measure", 110, lambda site: site.measures, record_page, parts=parts_of),
    RecordKind("requirement", 115, _own_pages, record_page),
    RecordKind("article", 120, _of(Article), record_page, parts=parts_of),
    RecordKind("recommendation", 121, _of(Recommendation), record_page, parts=parts_of),
    RecordKind("instrument", 122, lambda site: site.register.instruments, record_page),
)
