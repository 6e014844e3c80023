"""``mh import``: take in what was filled in, or is kept, outside the repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among
from menneskehandel_cli.cli.editing import DryRunOption
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.import_table import TABLES, import_table
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.stages import open_strategy

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
    kind = _kind(files)
    if kind is not None:
        table = _only(files[1:])
        import_table(
            kind, table, columns=column, values=value, sheet=sheet, dry_run=dry_run, lang=lang, root=root
        )
        return
    if column or value or sheet is not None:
        raise Failure("table.options_alone", known=list(TABLES))
    opened = open_strategy(root, lang)
    from menneskehandel_cli.cli.import_reports import import_reports

    import_reports(opened, files, dry_run=dry_run)


def _kind(files: Sequence[Path]) -> str | None:
    """The kind of table that the first argument names, unless it is a file or a folder."""
    first = files[0]
    if first.exists() or first.suffix:
        return None
    return choose_among([str(first)], TABLES, "value")[0]


def _only(files: Sequence[Path]) -> Path:
    """The one table. Raises ``Failure`` for none or several: each has columns of its own."""
    if len(files) != 1:
        raise Failure("table.one_file")
    return files[0]
