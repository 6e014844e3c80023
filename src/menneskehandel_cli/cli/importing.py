"""``mh import``: take in what was filled in outside the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among
from menneskehandel_cli.cli.editing import DryRunOption
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.import_table import TABLES, import_table
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.stages import open_strategy

GivenArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="metavar.import", help="argument.import", autocompletion=lambda: [*TABLES[:4]]
    ),
]
ColumnOption = Annotated[
    list[str], typer.Option("--column", metavar="metavar.column", help="option.column")
]
ValueOption = Annotated[list[str], typer.Option("--value", metavar="metavar.value", help="option.value")]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="option.sheet")]


def import_(
    given: GivenArgument,
    column: ColumnOption = [],
    value: ValueOption = [],
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Take in workbooks that ministries have filled in, or make and change records from a table."""
    first, *rest = given
    if _is_kind(first, rest):
        (kind,) = choose_among([first], TABLES, "table.kind")
        if len(rest) != 1:
            raise Failure("import.one_table", kind=kind)
        import_table(
            kind, Path(rest[0]), columns=column, values=value, sheet=sheet, dry_run=dry_run, lang=lang,
            root=root,
        )  # fmt: skip
        return
    if column or value or sheet is not None:
        raise Failure("import.only_tables", kinds=[*TABLES[:4]])
    opened = open_strategy(root, lang)
    from menneskehandel_cli.cli.import_reports import import_reports

    import_reports(opened, [Path(word) for word in given], dry_run=dry_run)


def _is_kind(word: str, rest: list[str]) -> bool:
    """Whether a word says what the rows of a table are, also with a slip in it."""
    return word.casefold() in TABLES or bool(rest and not Path(word).suffix and not Path(word).exists())
