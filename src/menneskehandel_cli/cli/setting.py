"""``mh set``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.app.saving import editing
from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.cli.completing import complete_ids
from menneskehandel_cli.cli.editing import DryRunOption, write
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.request import opening
from menneskehandel_cli.language import say

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="argument.id", autocompletion=complete_ids)]
AssignmentsArgument = Annotated[
    list[str], typer.Argument(metavar="metavar.assignments", help="argument.assignments")
]


@opening
def set_(
    opened: Opened, id: IdArgument, assignments: AssignmentsArgument, dry_run: DryRunOption = False
) -> None:
    """Change fields of a record and leave the rest of its file as it is."""
    with editing(opened):
        from menneskehandel_cli.edits.assignments import assigned, read_assignment
        from menneskehandel_cli.edits.change import rewritten
        from menneskehandel_cli.edits.subject import find_subject, known_actors

        asked = [read_assignment(word) for word in assignments]
        subject = find_subject(opened.tree, id)
        value, places = assigned(subject, asked, opened.head.language, known_actors(opened.tree))
        change = rewritten(subject, value)
        if change is None:
            remark(say("edit.nothing", opened.lang))
            return
        write(opened, [change], dry_run=dry_run, places=places)
