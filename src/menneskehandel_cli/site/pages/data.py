"""The page about the data: what can be downloaded, what each file has, and on what terms."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Facts, Folded, Heading, Paragraph, Table
from menneskehandel_cli.language import Lang, count, msg, nmsg, say
from menneskehandel_cli.site.catalog import CATALOG, missing
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.dataset import JSON, XLSX, tables
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage


def _make(site: Site, _subject: str, lang: Lang) -> SitePage:
    blocks: list[SiteBlock] = [Cards(tuple(_whole(site, lang)))]
    blocks += [Heading(say("site.we", lang), 2, "we"), Paragraph(say("site.made.ours", lang))]
    blocks += _terms(site, lang)
    blocks.append(Heading(say(msg("The tables"), lang), 2, "tables"))
    blocks.append(Paragraph(say("site.data.tables.lead", lang)))
    head = tuple(say(f"column.{name}", lang) for name in ("key", "name"))
    cards, columns = [], []
    for table in tables(site):
        title = table.title(lang)
        what = say(f"site.table.{table.name}.is", lang)
        if table.number:
            rows = count(nmsg("{n} row", "{n} rows"), table.number, lang)
            what = f"{what} {rows}."
        cards.append(Card(table.file, title, (what,), table.file.rpartition("/")[2]))
        columns.append(Table(title, head, tuple(zip(table.columns, table.labels(lang), strict=True))))
    blocks.append(Cards(tuple(cards)))
    blocks.append(Folded(say(msg("What the columns hold"), lang), tuple(columns)))
    return SitePage(
        title=say(msg("The data"), lang),
        blocks=tuple(blocks),
        lead=say("site.data.lead", lang),
        dataset=True,
    )


def _whole(site: Site, lang: Lang) -> Iterator[Card]:
    """The files with everything."""
    yield Card(JSON, say(msg("All records (JSON)"), lang))
    yield Card(XLSX, say(msg("All tables (Excel)"), lang))
    if not missing(site.publication):
        yield Card(f"../{CATALOG}", say(msg("Description of the data set (DCAT-AP-NO, Turtle)"), lang))


def _terms(site: Site, lang: Lang) -> Iterator[SiteBlock]:
    """The licence, the publisher and whom to ask, each if it is known."""
    known = site.publication
    if known.licence is not None:
        name = known.licence.name.pick(lang)
        yield Cards((Card(known.licence.url, name, label=say(msg("Licence"), lang)),))
    else:
        yield Paragraph(
            say(msg("No licence is recorded, so nobody has said how the data may be reused."), lang)
        )
    if known.publisher is not None:
        facts = [(say(msg("Publisher"), lang), known.publisher.name.pick(lang))]
        if known.publisher.email is not None:
            facts.append((say(msg("Contact"), lang), known.publisher.email))
        yield Facts(tuple(facts))
    else:
        yield Paragraph(say(msg("Who publishes the data is not stated."), lang))


KINDS = (PageKind("data", 45, one, _make, menu="site.menu.data"),)
