"""Shared by the editing commands: a change is shown, checked and written, in this order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app.stages import Opened, tell_unseen
from menneskehandel_cli.cli.output import clean, deliver_view, remark, tell, wants_colour
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.saving import Below, ChangedMeanwhile, alone
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.slips import TRUTHS
from menneskehandel_cli.trees import DiskTree, Tree

if TYPE_CHECKING:
    from menneskehandel_cli.app.judging import Outcome
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.rules import Finding

DryRunOption = Annotated[bool, typer.Option("--dry-run", "-n", help="option.dry_run")]


@contextmanager
def editing(opened: Opened) -> Iterator[None]:
    """Keep other runs of ``mh`` from writing. Raises ``Refused`` for a file changed in the meantime."""
    tell_unseen(opened, set(opened.tree.paths()))
    try:
        with alone(opened.root, lambda: remark(say("edit.waiting", opened.lang))):
            yield
    except ChangedMeanwhile as changed:
        raise Refused("edit.changed_meanwhile", path=opened.inside(changed.path)) from None


def show(opened: Opened, changes: list[Change]) -> None:
    """Print changes as a diff, in colour on a terminal, with a note where no line differs visibly."""
    colour = wants_colour()
    for change in changes:
        lines = change.diff()
        tell("".join(f"{_painted(line, colour)}\n" for line in lines))
        if not lines:
            remark(say("edit.line_ends", opened.lang, path=change.path))


def outcome_of(
    opened: Opened, tree: Tree, changes: list[Change], places: Collection[KeyPath] = ((),)
) -> Outcome:
    """What changes of ``tree`` lead to."""
    from menneskehandel_cli.app.judging import judge

    with working(say("progress.rules", opened.lang)):
        outcome = judge(tree, changes, opened.as_of, places)
        outcome.errors  # noqa: B018  # It is kept.
    return outcome


def show_words(opened: Opened, outcome: Outcome, indent: str = "") -> None:
    """Print in words what changes mean, a line each."""
    for text in outcome.words(opened.lang):
        tell(f"{indent}{clean(text.replace(chr(10), ' '))}\n")


def _painted(line: str, colour: bool) -> str:
    if not colour or line[:1] not in ("+", "-", "@"):
        return clean(line)
    return typer.style(clean(line), fg={"+": "green", "-": "red", "@": "cyan"}[line[0]])


def write(
    opened: Opened,
    changes: list[Change],
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


def refuse_errors(opened: Opened, changes: list[Change], places: Collection[KeyPath] = ((),)) -> None:
    """Exit with code 1 if the changes would introduce errors; show them in the changed files."""
    outcome = outcome_of(opened, opened.tree, changes, places)
    if outcome.errors:
        list_findings(opened, outcome.located_errors(), outcome.tree)
        remark(say("edit.refused", opened.lang))
        raise typer.Exit(1)


def list_findings(opened: Opened, found: list[Finding], tree: Tree) -> None:
    """Print findings with their lines as in ``tree``."""
    from menneskehandel_cli.reports.check import CheckView, lines_of

    deliver_view("check", "text", CheckView(found, line_of=lines_of(tree)), opened.lang, pager=False)


def put_in_place(opened: Opened, changes: list[Change]) -> None:
    """Write every change, and print which files were written.

    Raises ``ChangedMeanwhile``, or ``Refused`` if a folder leads outside the strategy, before anything
    is written. If a file cannot be written, those before it are put back as they were.
    """
    tree, files = DiskTree(opened.root), Below(opened.root)
    places: dict[str, str] = {}
    for change in changes:
        for path in (change.path, change.origin):
            place = tree.place(path)
            if place is None:
                raise Refused("outside", path=path, root=opened.root)
            places[path] = place
        files.same_as(places[change.origin], change.before)
    begun: list[Change] = []
    try:
        for change in changes:
            begun.append(change)
            before = None if change.moved_from else change.before
            files.replace(places[change.path], before, change.after)
            if change.moved_from:  # A link is removed, not what it leads to.
                folder, _, name = change.moved_from.rpartition("/")
                files.remove(f"{tree.place(folder)}/{name}")
    except BaseException:
        for change in reversed(begun):
            _put_back(files, change, places)
        raise
    for change in changes:
        remark(say(msg("Wrote {path}."), opened.lang, path=change.path))


def _put_back(files: Below, change: Change, places: Mapping[str, str]) -> None:
    """Undo a change as far as it was made. What another program has written in the meantime stays."""
    path, origin = places[change.path], places[change.origin]
    with suppress(OSError):
        if files.read(path) != change.after:
            return
        if change.before is not None and files.read(origin) in (None, change.after):
            files.write(origin, change.before)
        if change.before is None or change.moved_from:
            files.remove(path)


def on_terminal() -> bool:
    """Whether the user can be asked: stdin and stderr are terminals."""
    import sys

    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, lang: Lang, *, default: bool) -> bool:
    """Ask a yes/no question, answered in Norwegian or English; an empty answer means ``default``."""
    known = {word[:cut]: meant for word, meant in TRUTHS.items() for cut in (1, len(word))}
    hint = say(msg("Y/n") if default else msg("y/N"), lang)
    answer = ask(f"{question} [{hint}]", lambda word: not word or word.casefold() in known)
    return known[answer.casefold()] if answer else default


def ask(question: str, check: Callable[[str], bool] = bool) -> str:
    """Ask for a line of text on the terminal until ``check`` accepts the answer."""
    while True:
        answer: str = typer.prompt(question, default="", show_default=False, err=True).strip()
        if check(answer):
            return answer
