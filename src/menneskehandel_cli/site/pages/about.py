"""Documents, the rules, the data and its terms, how the site was made, and accessibility."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from menneskehandel_cli.blocks import model
from menneskehandel_cli.formats.report_parts import sources_table
from menneskehandel_cli.language import Lang, choose, count, msg, nmsg, say
from menneskehandel_cli.register import grouped
from menneskehandel_cli.rules import all_rules
from menneskehandel_cli.site.catalog import CATALOG, missing, standard
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.dataset import JSON, SCHEMAS, XLSX, tables
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage


def _documents_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    anchors = tuple(f"document-{document.id}" for document in site.register.documents)
    found = replace(sources_table(site.register.documents, lang), anchors=anchors)
    links = tuple(model.Entry(x.title.pick(lang), x.url) for x in site.register.documents if x.url)
    web = (model.Heading(say(msg("On the web"), lang), 2, "web"), model.Entries(links)) if links else ()
    return SitePage(title=say("report.documents", lang), blocks=(found, *web))


def _rules(_site: Site, _subject: str, lang: Lang) -> SitePage:
    """What each rule is for, first those on the strategy itself: where the code of a finding leads."""
    every = ((x.on_policy, choose(x.why, lang), x.code) for x in all_rules().values())
    found = grouped((own, model.Entry("", why, (code,), code)) for own, why, code in every)
    lead = say(msg("What the program looks for in the strategy and the reports, and why."), lang)
    files = model.Heading(say(msg("How the files are written"), lang), 2, "files")
    blocks = (model.Entries(found[True]), files, model.Entries(found[False]))
    return SitePage(say("site.list.rules", lang), blocks, lead=lead)


def _made(site: Site, _subject: str, lang: Lang) -> SitePage:
    """What the site is made from, how that can be checked, and what is not known."""
    known = site.strategy.publication
    blocks: list[SiteBlock] = [model.Paragraph(say(f"site.made.{key}", lang)) for key in ("own", "from")]
    check = (model.Paragraph(say("site.made.bytes", lang)), model.Paragraph("mh verify build/site"))
    blocks.append(model.Folded(say(msg("How to check the pages"), lang), check))
    lacking = [key for key in ("licence", "edit", "accessibility") if getattr(known, key) is None]
    catalog = missing(known)
    if lacking or catalog:
        blocks.append(model.Heading(say("site.unknown", lang), 2, "unknown"))
        blocks.append(model.Bullets(tuple(say(f"site.unknown.{x}", lang) for x in (*catalog, *lacking))))
    if catalog:
        blocks.append(model.Paragraph(say("site.unknown.catalog", lang, standard=standard(site))))
    return SitePage(title=say("site.made", lang), blocks=tuple(blocks))


def _accessibility(site: Site, _subject: str, lang: Lang) -> SitePage:
    """What was tested, and what the publisher says."""

    def bullets(*keys: str) -> model.Bullets:
        return model.Bullets(tuple(say(f"site.accessibility.{key}", lang) for key in keys))

    blocks: list[SiteBlock] = [
        model.Paragraph(say(msg("The aim is to meet WCAG 2.2, level AA."), lang)),
        bullets("axe", "keyboard", "script", "width"),
        model.Heading(say(msg("Not tested"), lang), 2, "not"),
        bullets("reader", "people"),
        model.Heading(say(msg("The publisher's statement"), lang), 2, "statement"),
    ]
    own = site.strategy.publication.accessibility
    texts = [own.statement if own else say("site.accessibility.none", lang)]
    if own and own.complaints:
        texts.append(say(msg("Complaints: {url}"), lang, url=own.complaints))
    blocks += map(model.Paragraph, texts)
    return SitePage(title=say("site.list.accessibility", lang), blocks=tuple(blocks))


def _data_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    """What can be downloaded, what each file has, and on what terms."""
    top = [Card(JSON, say(msg("All records (JSON)"), lang)), Card(XLSX, say(msg("All tables (Excel)"), lang))]
    if not missing(site.strategy.publication):
        described = msg("Description of the data set ({standard}, Turtle)")
        top.append(Card(f"../{CATALOG}", say(described, lang, standard=standard(site))))
    blocks: list[SiteBlock] = [Cards(tuple(top))]
    blocks += [model.Heading(say("site.we", lang), 2, "we"), model.Paragraph(say("site.made.ours", lang))]
    blocks += _terms(site, lang)
    blocks.append(model.Heading(say(msg("The tables"), lang), 2, "tables"))
    blocks.append(model.Paragraph(say("site.data.tables.lead", lang)))
    head = tuple(say(f"column.{name}", lang) for name in ("key", "name"))
    cards, columns = [], []
    for table in tables(site):
        title = table.title(lang)
        what = say(f"site.table.{table.name}.is", lang)
        if table.cells:
            rows = count(nmsg("{n} row", "{n} rows"), len(table.cells), lang)
            what = f"{what} {rows}."
        cards.append(Card(table.file, title, (what,), table.file.rpartition("/")[2]))
        columns.append(model.Table(title, head, tuple(zip(table.columns, table.labels(lang), strict=True))))
    blocks.append(Cards(tuple(cards)))
    blocks.append(model.Folded(say(msg("What the columns hold"), lang), tuple(columns)))
    keys = (msg("The keys of all.json (JSON Schema)"), msg("The keys of manifest.json (JSON Schema)"))
    schemas = (Card(f"../{name}", say(key, lang)) for name, key in zip(SCHEMAS, keys, strict=True))
    blocks += [model.Heading(say(msg("For developers"), lang), 2, "programs"), Cards(tuple(schemas))]
    return SitePage(say(msg("The data"), lang), tuple(blocks), lead=say("site.data.lead", lang), dataset=True)


def _terms(site: Site, lang: Lang) -> Iterator[SiteBlock]:
    """The licence, the publisher and whom to ask, each if it is known."""
    known = site.strategy.publication
    if known.licence is not None:
        name = known.licence.name.pick(lang)
        yield Cards((Card(known.licence.url, name, label=say(msg("Licence"), lang)),))
    else:
        yield model.Paragraph(say("site.no_licence", lang))
    if known.publisher is not None:
        facts = [(say(msg("Publisher"), lang), known.publisher.name.pick(lang))]
        if known.publisher.email is not None:
            facts.append((say(msg("Contact"), lang), known.publisher.email))
        yield model.Facts(tuple(facts))
    else:
        yield model.Paragraph(say(msg("Who publishes the data is not stated."), lang))


_Data = partial(PageKind, under="data")

KINDS = (
    PageKind("data", 45, one, _data_page, menu="site.menu.data"),
    _Data("documents", 80, one, _documents_page, overview="report.documents"),
    _Data("rules", 81, one, _rules, record=True, parts=lambda *_: all_rules(), overview="site.list.rules"),
    _Data("made", 90, one, _made, overview="site.made"),
    _Data("accessibility", 91, one, _accessibility, overview="site.list.accessibility"),
)
