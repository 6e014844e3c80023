"""What the editing commands share: the change is shown, judged, and put in place, in this order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import terminal_width, wants_colour
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import remark, tell
from menneskehandel_cli.cli.session import Session
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import TRUTHS, Lang, say
from menneskehandel_cli.trees import DiskTree

if TYPE_CHECKING:
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.rules import Finding
    from menneskehandel_cli.trees import Tree

DryRunOption = Annotated[bool, typer.Option("--dry-run", "-n", help="option.dry_run")]


@contextmanager
def editing(session: Session) -> Iterator[None]:
    """Keep other runs of ``mh`` from writing meanwhile, and say in words why an edit is refused."""
    from menneskehandel_cli.edits.refused import Refused
    from menneskehandel_cli.edits.saving import ChangedMeanwhile, alone

    try:
        with alone(session.root, lambda: remark(say("edit.waiting", session.spoken))):
            yield
    except Refused as refused:
        raise Failure(refused.key, **refused.params) from None
    except ChangedMeanwhile as changed:
        raise Failure("edit.changed_meanwhile", path=session.inside(changed.path)) from None


@contextmanager
def changing(path: str) -> Iterator[None]:
    """Say in words why the text of the file at ``path`` cannot be changed."""
    from menneskehandel_cli.edits.layout import LayoutLost
    from menneskehandel_cli.edits.patching import CommentsInside

    try:
        yield
    except CommentsInside as inside:
        raise Failure("edit.comments_inside", path=path, line=inside.line) from None
    except LayoutLost:
        raise Failure("edit.layout", path=path) from None


def show(session: Session, changes: list[Change]) -> None:
    """Print changes as a diff, in colour on a terminal; say where no line shows what is another."""
    colour = wants_colour()
    for change in changes:
        lines = change.diff()
        tell("".join(f"{_painted(line, colour)}\n" for line in lines))
        if not lines:
            remark(say("edit.line_ends", session.spoken, path=change.path))


def _painted(line: str, colour: bool) -> str:
    from menneskehandel_cli.language import escape_workflow_commands, visible

    clean = escape_workflow_commands(visible(line))
    if not colour or line[:1] not in ("+", "-", "@"):
        return clean
    return typer.style(clean, fg={"+": "green", "-": "red", "@": "cyan"}[line[0]])


def refuse_errors(session: Session, changes: list[Change], places: Collection[KeyPath] = ((),)) -> None:
    """End with code 1 where changes would bring errors in, shown in the files as they would be."""
    from menneskehandel_cli.edits.change import made, new_errors

    found = new_errors(session.tree, changes, session.as_of, places)
    if found:
        tell(told(session, found, made(session.tree, changes)))
        remark(say("edit.refused", session.spoken))
        raise typer.Exit(1)


def told(session: Session, found: list[Finding], tree: Tree) -> str:
    """Findings with their lines, as they stand in ``tree``."""
    from menneskehandel_cli.cli.check import lines_of
    from menneskehandel_cli.formats import check_text
    from menneskehandel_cli.rules import summary

    width, colour = terminal_width(), wants_colour()
    return check_text.render(
        found, summary(found), 0, session.spoken, lines_of(tree), width=width, colour=colour
    )


def put_in_place(session: Session, changes: list[Change]) -> None:
    """Write every change, and say so.

    Raises ``ChangedMeanwhile``, or ``Failure`` where a folder leads out of the strategy's, before
    anything is written.
    """
    from menneskehandel_cli.edits.saving import replace, same_as

    tree = DiskTree(session.root)
    for change in changes:
        if not tree.holds(change.path):
            raise Failure("outside", path=change.path, root=session.root)
        same_as(session.root / change.origin, change.before)
    for change in changes:
        place = session.root / change.path
        replace(place, None if change.moved_from else change.before, change.after)
        if change.moved_from:
            (session.root / change.moved_from).unlink()
        remark(say("edit.written", session.spoken, path=change.path))


def on_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    import sys

    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, lang: Lang, *, default: bool) -> bool:
    """Whether somebody on the terminal says yes, in Norwegian or English; nothing means ``default``."""
    known = {word[:cut]: meant for word, meant in TRUTHS.items() for cut in (1, len(word))}
    hint = say("edit.yes_no" if default else "edit.no_yes", lang)
    answer = ask(f"{question} [{hint}]", lambda word: not word or word.casefold() in known)
    return known[answer.casefold()] if answer else default


def ask(question: str, check: Callable[[str], bool] = bool) -> str:
    """What somebody answers on the terminal; asked again until ``check`` is content."""
    while True:
        answer: str = typer.prompt(question, default="", show_default=False, err=True).strip()
        if check(answer):
            return answer
