"""Changes written to the files of a strategy: all of them or none, by one run of ``mh`` at a time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from menneskehandel_cli.app.stages import Opened, tell_unseen
from menneskehandel_cli.edits.saving import Below, ChangedMeanwhile, alone
from menneskehandel_cli.language import Refused, msg, say
from menneskehandel_cli.trees import DiskTree

if TYPE_CHECKING:
    from menneskehandel_cli.edits.change import FileChange


@contextmanager
def editing(opened: Opened) -> Iterator[None]:
    """Keep other runs of ``mh`` from writing. Raises ``Refused`` for a file changed in the meantime."""
    tell_unseen(opened, set(opened.tree.paths()))
    try:
        top = DiskTree(opened.root).top
        with alone(top, lambda: opened.reporter.remark(say("edit.waiting", opened.lang))):
            yield
    except ChangedMeanwhile as changed:
        raise Refused("edit.changed_meanwhile", path=opened.inside(changed.path)) from None


def put_in_place(opened: Opened, changes: "Sequence[FileChange]", *, report: bool = True) -> None:
    """Write every change, and ``report`` which files were written.

    Raises ``ChangedMeanwhile``, or ``Refused`` if a folder leads outside the strategy, before anything
    is written. If a file cannot be written, those before it are put back as they were.
    """
    tree = DiskTree(opened.root)
    files = Below(tree.top)
    places: dict[str, str] = {}
    for change in changes:
        for path in (change.path, change.origin):
            place = tree.place(path)
            if place is None:
                raise Refused("outside", path=path, root=opened.root)
            places[path] = place
        files.same_as(places[change.origin], change.before)
    begun: list[FileChange] = []
    try:
        for change in changes:
            begun.append(change)
            files.replace(places[change.path], None if change.moved_from else change.before, change.after)
            if change.moved_from:  # A link is removed, not what it leads to.
                folder, _, name = change.moved_from.rpartition("/")
                files.remove(f"{tree.place(folder)}/{name}")
    except BaseException:
        for change in reversed(begun):
            _put_back(files, change, places)
        raise
    for change in changes if report else ():
        opened.reporter.remark(say(msg("Wrote {path}."), opened.lang, path=opened.told(change.path)))


def _put_back(files: Below, change: "FileChange", places: Mapping[str, str]) -> None:
    """Undo a change as far as it was made. What another program has written in the meantime stays."""
    path, origin = places[change.path], places[change.origin]
    with suppress(OSError):
        if files.read(path) != change.after:
            return
        if change.before is not None and files.read(origin) in (None, change.after):
            files.write(origin, change.before)
        if change.before is None or change.moved_from:
            files.remove(path)
