"""``mh import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among
from menneskehandel_cli.cli.editing import DryRunOption
from menneskehandel_cli.cli.import_table import TABLES, import_table
from menneskehandel_cli.cli.options import LangOption, RootOption

KindArgument = Annotated[
    str,
    typer.Argument(
        metavar="metavar.table_kind", help="argument.table_kind", autocompletion=lambda: TABLES[:4]
    ),
]
TableArgument = Annotated[Path, typer.Argument(metavar="metavar.path", help="argument.table")]
ColumnOption = Annotated[
    list[str], typer.Option("--column", metavar="metavar.column", help="option.column")
]
ValueOption = Annotated[list[str], typer.Option("--value", metavar="metavar.value", help="option.value")]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="option.sheet")]


def import_(
    kind: KindArgument,
    table: TableArgument,
    column: ColumnOption = [],
    value: ValueOption = [],
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Make and change records from a table."""
    (what,) = choose_among([kind], TABLES, "table.kind")
    import_table(
        what, table, columns=column, values=value, sheet=sheet, dry_run=dry_run, lang=lang, root=root
    )
