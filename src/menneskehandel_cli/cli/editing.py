"""Shared by the editing commands: a change is shown, checked and written, in this order."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app.saving import put_in_place
from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.cli.output import clean, deliver_view, remark, tell, wants_colour
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import say
from menneskehandel_cli.trees import Tree

if TYPE_CHECKING:
    from menneskehandel_cli.app.judging import Outcome
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.rules import Finding

DryRunOption = Annotated[bool, typer.Option("--dry-run", "-n", help="option.dry_run")]


def show(opened: Opened, changes: "list[Change]") -> None:
    """Print changes as a diff, in colour on a terminal, with a note where no line differs visibly."""
    colour = wants_colour()
    for change in changes:
        lines = change.diff()
        tell("".join(f"{_painted(line, colour)}\n" for line in lines))
        if not lines:
            remark(say("edit.line_ends", opened.lang, path=change.path))


def outcome_of(
    opened: Opened, tree: Tree, changes: "list[Change]", places: Collection[KeyPath] = ((),)
) -> "Outcome":
    """What changes of ``tree`` lead to."""
    from menneskehandel_cli.app.judging import judge

    with working(say("progress.rules", opened.lang)):
        return judge(tree, changes, opened.as_of, places)


def show_words(opened: Opened, outcome: "Outcome", indent: str = "") -> None:
    """Print in words what changes mean, a line each."""
    for text in outcome.words(opened.lang):
        tell(f"{indent}{clean(text.replace(chr(10), ' '))}\n")


def _painted(line: str, colour: bool) -> str:
    if not colour or line[:1] not in ("+", "-", "@"):
        return clean(line)
    return typer.style(clean(line), fg={"+": "green", "-": "red", "@": "cyan"}[line[0]])


def write(
    opened: Opened,
    changes: "list[Change]",
    *,
    dry_run: bool,
    diff: bool = True,
    places: Collection[KeyPath] = ((),),
) -> None:
    """Write changes that bring no error in, or only say so with ``dry_run``. ``diff``: show them."""
    if diff:
        show(opened, changes)
    refuse_errors(opened, changes, places)
    if dry_run:
        remark(say("edit.dry_run", opened.lang))
    else:
        put_in_place(opened, changes)


def refuse_errors(opened: Opened, changes: "list[Change]", places: Collection[KeyPath] = ((),)) -> None:
    """Exit with code 1 if the changes would introduce errors; show them in the changed files."""
    from menneskehandel_cli.register.layout import kind_of

    outcome = outcome_of(opened, opened.tree, changes, places)
    if any(kind_of(change.path) == "report" for change in changes):
        for text in outcome.words(opened.lang, "approval_withdrawn"):
            remark(text)
    if outcome.errors:
        list_findings(opened, outcome.located_errors(), outcome.tree)
        remark(say("edit.refused", opened.lang))
        raise typer.Exit(1)


def list_findings(opened: Opened, found: "list[Finding]", tree: Tree) -> None:
    """Print findings with their lines as in ``tree``."""
    from menneskehandel_cli.reports.check import CheckView, lines_of

    deliver_view("check", "text", CheckView(found, line_of=lines_of(tree)), opened.lang, pager=False)
