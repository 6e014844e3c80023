"""``mh add``: something whole that the program brings, or that somebody has written as data."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.app.saving import editing
from menneskehandel_cli.app.stages import Opened, read_snapshot
from menneskehandel_cli.cli.editing import DryRunOption, write
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.request import opening
from menneskehandel_cli.language import msg
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.trees import ROOT_FILE

app = Group()

PackArgument = Annotated[str, typer.Argument(help="argument.pack")]


@app.command(help=msg("A convention with its articles, in the languages of the strategy."))
@opening
def convention(opened: Opened, pack: PackArgument, dry_run: DryRunOption = False) -> None:
    """Add a convention with its articles, in the languages of the strategy."""
    from menneskehandel_cli.edits.packs import added, read_pack

    chosen = read_pack(pack)
    register = read_snapshot(opened).register
    if register.strategy is None:
        raise Refused(msg("{path} cannot be read. “mh check” shows what is wrong."), path=ROOT_FILE)
    folder = f"data/obligations/{chosen.instrument.id}"
    if (opened.root / folder).exists():
        raise Refused("exists", path=folder)
    with editing(opened):
        changes = added(opened.tree, register, chosen)
        write(opened, changes, dry_run=dry_run, diff=dry_run)
