"""``mh fmt`` and ``mh fix``: the layout of files, and the mistakes with one sure remedy."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.cli.asking import confirm, on_terminal
from menneskehandel_cli.cli.editing import DryRunOption, show
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.cli.request import chosen, opening
from menneskehandel_cli.language import Refused, count, msg, say

if TYPE_CHECKING:
    from menneskehandel_cli.edits.change import Change

FilesArgument = Annotated[list[Path], typer.Argument(help="argument.files")]
CheckOption = Annotated[bool, typer.Option("--check", help="option.fmt_check")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=msg("Write the change without asking."))]


@opening
def fmt(
    opened: Opened, paths: FilesArgument = [], check: CheckOption = False, dry_run: DryRunOption = False
) -> None:
    """Sort keys and normalise the layout; comments are kept."""
    with editing(opened):
        changes, left = _laid_out(opened, chosen(opened, paths))
        if check or dry_run:
            show(opened, changes)
        else:
            put_in_place(opened, changes)
    if check and changes:
        remark(count("fmt.to_do", len(changes), opened.lang))
    elif dry_run and changes:
        remark(say("edit.dry_run", opened.lang))
    elif not changes and not left:
        remark(say(msg("All files are tidy."), opened.lang))
    if left or (check and changes):
        raise typer.Exit(1)


def _laid_out(opened: Opened, paths: list[str]) -> "tuple[list[Change], int]":
    """The layout changes, and how many files cannot be formatted; those are reported and left alone."""
    from menneskehandel_cli.edits.fixing import layout

    changes, left = [], 0
    for path in paths:
        try:
            with working(say("progress.layout", opened.lang)):
                change = layout(opened.tree, path)
        except Refused as failure:
            remark(failure.say(opened.lang))
            left += 1
            continue
        if change is not None:
            changes.append(change)
    return changes, left


@opening
def fix(
    opened: Opened, paths: FilesArgument = [], yes: YesOption = False, dry_run: DryRunOption = False
) -> None:
    """Apply the safe fixes, after showing them as a diff."""
    with editing(opened):
        from menneskehandel_cli.edits.fixing import fixed

        with working(say("progress.layout", opened.lang)):
            changes = fixed(opened.tree, chosen(opened, paths), opened.as_of)
        if not changes:
            remark(say("fix.nothing", opened.lang))
            return
        show(opened, changes)
        if dry_run or not (yes or on_terminal()):
            remark(say("edit.dry_run" if dry_run else "fix.how", opened.lang))
            raise typer.Exit(0 if dry_run else 1)
        if yes or confirm(say(msg("Write the change?"), opened.lang), opened.lang, default=False):
            put_in_place(opened, changes)
