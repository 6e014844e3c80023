"""``mh import``: take in what was filled in, or is kept, outside the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.choices import choose_among
from menneskehandel_cli.cli.editing import DryRunOption
from menneskehandel_cli.cli.import_reports import import_reports
from menneskehandel_cli.cli.import_table import TABLES, import_table
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.request import open_here
from menneskehandel_cli.language import Choices
from menneskehandel_cli.language.refused import Refused

FilesArgument = Annotated[list[Path], typer.Argument(metavar="metavar.import", help="argument.import")]
ColumnOption = Annotated[
    list[str], typer.Option("--column", metavar="metavar.column", help="option.column")
]
ValueOption = Annotated[list[str], typer.Option("--value", metavar="metavar.value", help="option.value")]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="option.sheet")]


def import_(
    files: FilesArgument,
    column: ColumnOption = [],
    value: ValueOption = [],
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Take in workbooks that ministries have filled in, or a table of records."""
    first, *tables = files
    if not first.exists() and not first.suffix:  # A kind of table, and no file or folder.
        (kind,) = choose_among([str(first)], TABLES, "value")
        if len(tables) != 1:  # Each has columns of its own.
            raise Refused("table.one_file")
        opened = open_here(root, lang)
        import_table(opened, kind, tables[0], column, value, sheet, lang=lang, dry_run=dry_run)
        return
    if column or value or sheet is not None:
        raise Refused("table.options_alone", known=Choices(TABLES))
    opened = open_here(root, lang)
    import_reports(opened, files, dry_run=dry_run)
