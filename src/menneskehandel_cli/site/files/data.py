"""Everything as data, in each language: one JSON file, a CSV file for each table, and one workbook."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.csv_table import table as csv_table
from menneskehandel_cli.blocks.xlsx_table import Sheet, workbook
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.dataset import JSON, NUMBERS, XLSX, records, tables


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files, each named as the page about the data names it."""
    for lang in site.langs:
        yield f"{lang}/{JSON}", records(site, lang).encode()
        sheets = []
        for table in tables(site):
            rows, title = table.rows(lang), table.title(lang)
            yield f"{lang}/{table.file}", csv_table(table.columns, rows, "csv").encode()
            sheets.append(
                Sheet(title, title, table.columns, rows, numbers=NUMBERS, revision=site.changed.id)
            )
        yield f"{lang}/{XLSX}", workbook(sheets, site.strategy.title.pick(lang), lang)
