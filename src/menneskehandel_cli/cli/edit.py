"""``mh set`` and ``mh edit``: a record; ``mh fmt`` and ``mh fix``: the layout, and sure remedies.

All editing commands share how a change is shown, checked and written, in this order.
"""

import hashlib
import os
import re
import shlex
import subprocess
from functools import partial
from pathlib import Path
from signal import SIGINT, signal
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened, approvals_judged, read_snapshot
from menneskehandel_cli.cli.asking import ask, confirm, on_terminal
from menneskehandel_cli.cli.output import clean, deliver_view, remark, tell, wants_colour, working
from menneskehandel_cli.cli.request import chosen, complete_ids, opening
from menneskehandel_cli.diagnostics import Places
from menneskehandel_cli.edits.saving import Below
from menneskehandel_cli.language import Lang, Refused, count, msg, refusing, say
from menneskehandel_cli.trees import Tree

if TYPE_CHECKING:
    from menneskehandel_cli.app.judging import ChangeResult
    from menneskehandel_cli.edits.change import FileChange
    from menneskehandel_cli.rules import Finding

DryRunOption = Annotated[bool, typer.Option("--dry-run", "-n", help="option.dry_run")]


def show(opened: Opened, changes: "list[FileChange]") -> None:
    """Print changes as a diff, in colour on a terminal, with a note where no line differs visibly."""
    colours = {"+": "green", "-": "red", "@": "cyan"} if wants_colour() else {}
    for change in (one._replace(path=opened.told(one.path)) for one in changes):
        lines = change.diff()
        for line in lines:
            painted = typer.style(clean(line), fg=fg) if (fg := colours.get(line[:1])) else clean(line)
            tell(f"{painted}\n")
        if not lines:
            remark(say("edit.line_ends", opened.lang, path=change.path))


def outcome_of(
    opened: Opened, tree: Tree, changes: "list[FileChange]", places: Places = ((),)
) -> "ChangeResult":
    """What changes of ``tree`` lead to."""
    from menneskehandel_cli.app.judging import judge

    with working(say("progress.rules", opened.lang)):
        return judge(tree, changes, opened.as_of, places, judged=partial(approvals_judged, opened))


def show_words(opened: Opened, outcome: "ChangeResult", indent: str = "") -> None:
    """Print in words what changes mean, a line each."""
    for text in outcome.words(opened.lang):
        tell(f"{indent}{clean(text.replace(chr(10), ' '))}\n")


def write(
    opened: Opened, changes: "list[FileChange]", *, dry_run: bool, diff: bool = True, places: Places = ((),)
) -> None:
    """Write changes that bring no error in, or only say so with ``dry_run``. ``diff``: show them."""
    if diff:
        show(opened, changes)
    refuse_errors(opened, changes, places)
    if dry_run:
        remark(say("edit.dry_run", opened.lang))
    else:
        put_in_place(opened, changes)


def refuse_errors(opened: Opened, changes: "list[FileChange]", places: Places = ((),)) -> None:
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


_TAKES_A_LINE = frozenset({"vi", "vim", "nvim", "nano", "emacs", "pico", "micro", "joe"})


IdArgument = Annotated[str, typer.Argument(metavar="ID", help="argument.id", autocompletion=complete_ids)]


@opening
def set_(opened: Opened, id: IdArgument, assignments: list[str], dry_run: DryRunOption = False) -> None:
    """Change fields of a record and leave the rest of its file as it is."""
    with editing(opened):
        from menneskehandel_cli.edits.assignments import applied, read_assignment
        from menneskehandel_cli.edits.change import find_subject, known_actors, rewritten
        from menneskehandel_cli.edits.values import records_in
        from menneskehandel_cli.models.base import PATTERNS
        from menneskehandel_cli.tables.values import obligations

        edits = [read_assignment(word) for word in assignments]
        subject = find_subject(opened.tree, id)
        value, places = applied(subject, edits, opened.head.language, known_actors(opened.tree))
        for link in records_in(value, "addresses"):
            if not re.fullmatch(PATTERNS["obligation_id"], named := str(link.get("obligation"))):
                try:
                    found = obligations(named, read_snapshot(opened).register)  # as a table's cell is
                except Refused as refused:  # Here is no option that says which of the ``known`` is meant.
                    key = "value" if "known" in refused.params else refused.key
                    raise Refused(key, **refused.params) from refused
                link["obligation"] = found[0] if len(found) == 1 else named
        change = rewritten(subject, value)
        if change is None:
            remark(say("edit.nothing", opened.lang))
            return
        write(opened, [change], dry_run=dry_run, places=places)


@opening
def edit(opened: Opened, id: IdArgument) -> None:
    """Open a record's file in the user's editor, and replace it when the draft has no errors."""
    named = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    command = next(filter(None, named), "nano")
    with refusing(ValueError, "edit.no_editor", given=command):  # An unclosed quote.
        editor = shlex.split(command)
    with editing(opened):
        from menneskehandel_cli.edits.change import find_file, line_of

        path, before = find_file(opened.tree, id)
        line = line_of(before, id)
    draft = _begin(opened, path, before)
    try:
        changes = _changes_in_draft(opened, editor, draft, line, path, before)
    except Exception:
        raise
    except BaseException:  # Ctrl-C or another terminating signal.
        _leave(opened, draft, before)
        raise
    if not changes:
        return
    show(opened, changes)
    try:
        with editing(opened):
            put_in_place(opened, changes)
    except Refused:
        remark(say("edit.kept_aside", opened.lang, path=opened.inside(draft)))
        raise
    draft.unlink()


def _changes_in_draft(
    opened: Opened, editor: list[str], draft: Path, line: int, path: str, before: bytes
) -> "list[FileChange]":
    """The changes in the draft, once it has no errors or the user keeps it; empty if unchanged."""
    from menneskehandel_cli.edits.change import FileChange

    while True:
        _open_editor(opened, editor, draft, line, before)
        after = _read_draft(opened, draft)
        if after == before:
            draft.unlink()
            remark(say("edit.nothing", opened.lang))
            return []
        changes = [FileChange(path, before, after)]
        outcome = outcome_of(opened, opened.tree, changes)
        if not outcome.errors:
            return changes
        list_findings(opened, outcome.located_errors(), outcome.tree)
        what = _next(opened.lang)
        if what == "write":
            return changes
        if what == "keep":
            remark(say("edit.kept", opened.lang, path=opened.inside(draft)))
            raise typer.Exit(1)


def _begin(opened: Opened, path: str, before: bytes) -> Path:
    """The draft next to the file: a new copy, or the one from an earlier edit if the user continues it.

    Its name holds a hash of the file it was copied from: a draft of an older version would undo later
    changes. Raises ``Refused`` for such a draft, or if the user cannot be asked.
    """
    place = opened.place(path)
    head, tail = f".{place.stem}.", ".mh-edit.yaml"
    draft = place.with_name(f"{head}{hashlib.sha256(before).hexdigest()[:8]}{tail}")
    for left in sorted(place.parent.iterdir()):
        if not (left.name.startswith(head) and left.name.endswith(tail)):
            continue
        name = opened.inside(left)
        if left != draft or left.is_symlink():
            raise Refused("edit.draft_old", draft=name, path=path)
        if not on_terminal():
            raise Refused("edit.draft_left", path=name)
        remark(say(msg("{path} is left over from an earlier edit."), opened.lang, path=name))
        if confirm(say("edit.go_on", opened.lang), opened.lang, default=True):
            return draft
        draft.unlink()
    Below(place.parent).replace(draft.name, None, before)
    return draft


def _open_editor(opened: Opened, editor: list[str], draft: Path, line: int, before: bytes) -> None:
    """Open the draft in the editor. Raises ``Refused`` if that fails; text already written is kept."""
    at = [f"+{line}"] if Path(editor[0]).name in _TAKES_A_LINE and line > 1 else []
    # Ctrl-C belongs to the editor while it runs; it does not inherit this handler.
    handler = signal(SIGINT, lambda *_: None)
    try:
        done = subprocess.run([*editor, *at, str(draft)], check=False)  # noqa: S603  # the user's own
        trouble = "edit.editor_failed" if done.returncode else None
    except OSError:
        trouble = "edit.no_editor"
    finally:
        signal(SIGINT, handler)
    if trouble is not None:
        _leave(opened, draft, before)
        raise Refused(trouble, given=" ".join(editor))


def _leave(opened: Opened, draft: Path, before: bytes) -> None:
    """Print where the draft is, or delete it if it is unchanged. Raises ``Refused``."""
    if _read_draft(opened, draft) == before:
        draft.unlink()
    else:
        remark(say("edit.kept", opened.lang, path=opened.inside(draft)))


def _read_draft(opened: Opened, draft: Path) -> bytes:
    """The content of the draft. Raises ``Refused`` if the editor has removed it."""
    with refusing(FileNotFoundError, "edit.draft_gone", path=opened.inside(draft)):
        return draft.read_bytes()


def _next(lang: Lang) -> str:
    """What to do with a draft that has errors: ``again``, ``keep`` or ``write``."""
    if not on_terminal():
        return "keep"
    answers = {say(f"edit.answer.{what}", lang): what for what in ("again", "keep", "write")}
    try:
        answer = ask(say("edit.what_now", lang), lambda answer: answer[:1].casefold() in answers)
    except typer.Abort:  # On Ctrl-C, keep the draft and print where it is.
        return "keep"
    return answers[answer[:1].casefold()]


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


def _laid_out(opened: Opened, paths: list[str]) -> "tuple[list[FileChange], int]":
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
        if yes or confirm(say(msg("Save the change?"), opened.lang), opened.lang, default=False):
            put_in_place(opened, changes)
