"""``mh fmt`` and ``mh fix``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.check import chosen
from menneskehandel_cli.cli.editing import (
    DryRunOption,
    confirm,
    editing,
    on_terminal,
    put_in_place,
    show,
)
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.session import LangOption, RootOption, Session, open_session
from menneskehandel_cli.language import count, say

if TYPE_CHECKING:
    from menneskehandel_cli.edits.change import Change

FilesArgument = Annotated[list[Path], typer.Argument(help="argument.files", show_default=False)]
CheckOption = Annotated[bool, typer.Option("--check", help="option.fmt_check")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="option.yes")]


def fmt(
    paths: FilesArgument = [],
    check: CheckOption = False,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Keys in their order, one layout, comments kept."""
    session = open_session(root, lang)
    with editing(session):
        changes, left = _laid_out(session, chosen(session, paths))
        if check or dry_run:
            show(session, changes)
        else:
            put_in_place(session, changes)
    if check and changes:
        remark(count("fmt.to_do", len(changes), session.spoken))
    elif dry_run and changes:
        remark(say("edit.dry_run", session.spoken))
    elif not changes and not left:
        remark(say("fmt.done", session.spoken))
    if left or (check and changes):
        raise typer.Exit(1)


def _laid_out(session: Session, paths: list[str]) -> tuple[list[Change], int]:
    """The changes of layout, and how many files cannot be laid out: they are named and left alone."""
    from menneskehandel_cli.cli.failure import Failure
    from menneskehandel_cli.edits.fixing import layout
    from menneskehandel_cli.edits.refused import Refused

    changes, left = [], 0
    for path in paths:
        try:
            change = layout(session.tree, path)
        except Refused as refused:
            remark(Failure(refused.key, **refused.params).say(session.spoken))
            left += 1
            continue
        if change is not None:
            changes.append(change)
    return changes, left


def fix(
    paths: FilesArgument = [],
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Mend what is safe to mend, shown as a diff first."""
    session = open_session(root, lang)
    with editing(session):
        from menneskehandel_cli.edits.fixing import fixed

        changes = fixed(session.tree, chosen(session, paths), session.as_of)
        if not changes:
            remark(say("fix.nothing", session.spoken))
            return
        show(session, changes)
        if dry_run or not (yes or on_terminal()):
            remark(say("edit.dry_run" if dry_run else "fix.how", session.spoken))
        elif yes or confirm(say("fix.ask", session.spoken), session.spoken, default=False):
            put_in_place(session, changes)
