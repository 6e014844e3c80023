"""``mh import``: take in what was filled in outside the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.cli.editing import DryRunOption
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.stages import open_strategy

FilesArgument = Annotated[list[Path], typer.Argument(help="argument.import")]


def import_(
    files: FilesArgument,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Take in workbooks that ministries have filled in."""
    opened = open_strategy(root, lang)
    from menneskehandel_cli.cli.import_reports import import_reports

    import_reports(opened, files, dry_run=dry_run)
