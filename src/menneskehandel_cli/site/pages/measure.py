"""The measures: a page for each, and all of them by focus area."""

from menneskehandel_cli.blocks.model import Heading, Paragraph
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, fill, say
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage
from menneskehandel_cli.site.parts import RecordKind, list_json, parts_of, record_page


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every measure by focus area."""
    register = site.register
    blocks: list[SiteBlock] = []
    for number, area in register.focus_areas.items():
        blocks.append(Heading(f"{number}. {area.title.pick(lang)}", 2, f"FA{number}"))
        blocks.append(Paragraph(area.goal.pick(lang)))
        cards = [
            Card(
                site.addresses[measure.id],
                measure.title.pick(lang),
                (
                    " · ".join(
                        (
                            *(capital(fill(said, lang)) for said in site.detail(measure.id).state),
                            fill(responsible(measure, " ".join(measure.responsible), short=True), lang),
                        )
                    ),
                ),
                f"{say('column.measure', lang)} {measure.number}",
            )
            for measure in register.measures
            if measure.focus_area == number
        ]
        blocks.append(Cards(tuple(cards)))
    return SitePage(
        title=capital(say("list.measures.heading", lang)),
        blocks=tuple(blocks),
        lead=count("measures", len(register.measures), lang),
    )


KINDS = (
    PageKind("measures", 10, one, _all, menu="site.table.measures", json=list_json("measures")),
    RecordKind("measure", 110, lambda site: site.measures, record_page, parts=parts_of),
)
