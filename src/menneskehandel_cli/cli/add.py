"""``mh add``: something whole that the program brings, or that somebody has written as data."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.editing import DryRunOption, editing, write
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.stages import open_strategy, read_snapshot
from menneskehandel_cli.language import msg
from menneskehandel_cli.trees import ROOT_FILE

app = Group()


@app.callback()
def _add() -> None:
    """One command needs this to be a group."""


@app.command(help="help.add.convention")
def convention(
    pack: Annotated[str, typer.Argument(help="argument.pack")],
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Add a convention with its articles, in the languages of the strategy."""
    from menneskehandel_cli.edits.adding import added
    from menneskehandel_cli.edits.packs import read_pack

    opened = open_strategy(root, lang)
    chosen = read_pack(pack)
    register = read_snapshot(opened).register
    if register.strategy is None:
        raise Failure(msg("{path} cannot be read. “mh check” shows what is wrong."), path=ROOT_FILE)
    folder = f"data/obligations/{chosen.instrument.id}"
    if (opened.root / folder).exists():
        raise Failure("exists", path=folder)
    with editing(opened):
        changes = added(opened.tree, register, chosen)
        write(opened, changes, dry_run=dry_run, diff=dry_run)
