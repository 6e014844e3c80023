"""A folder that a command makes: whole or not at all, and nowhere in the way. ``mh demo`` makes one."""

import os
import shlex
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Annotated, TypeVar

import typer

from menneskehandel_cli.app.choices import choose_lang
from menneskehandel_cli.cli.output import working
from menneskehandel_cli.git import CommitTree, GitTrouble, open_repository
from menneskehandel_cli.language import Day, Phrase, Refused, msg, say
from menneskehandel_cli.trees import ROOT_FILE, find_root

T = TypeVar("T")


def refuse_taken(folder: Path, target: Path, command: str) -> None:
    """Raise ``Refused`` if ``target`` exists and is not an empty folder, or is inside a strategy.

    ``folder`` is what the user wrote, ``target`` where its links lead.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Refused(
            msg("{folder} already exists and is not an empty folder. Choose another name."),
            folder=str(folder),
        )
    root = find_root(target) or _tracked_root(_nearest_existing(target))
    if root is not None:
        raise Refused(f"{command}.inside", folder=str(folder), root=str(root))


def _nearest_existing(target: Path) -> Path:
    """The nearest folder at or above ``target`` that exists."""
    return next(folder for folder in (target, *target.parents) if folder.is_dir())


def _tracked_root(folder: Path) -> Path | None:
    """The folder at or above ``folder`` that holds a strategy in git's HEAD, if not on disk."""
    try:
        repository = open_repository(folder)
        commit = repository.resolve("HEAD")
    except GitTrouble as trouble:
        if trouble.trouble == "no_git":
            raise
        return None
    inner = Path(repository.prefix)
    for depth, above in enumerate((inner, *inner.parents)):
        prefix = "" if above == Path() else f"{above.as_posix()}/"
        if ROOT_FILE in CommitTree.of(replace(repository, prefix=prefix), commit).blobs:
            return (folder, *folder.parents)[depth]
    return None


def put_folder(target: Path, make: Callable[[Path], T]) -> T:
    """Make it in a temporary folder next to the target, then move it; a failure leaves nothing behind."""
    holder = TemporaryDirectory(dir=_nearest_existing(target), prefix=".mh-new-")
    try:
        draft = Path(holder.name) / "made"
        made = make(draft)
        if target.is_dir():
            _fill(target, draft)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.rename(target)
    finally:
        try:
            holder.cleanup()
        except BaseException:  # A signal came meanwhile, or a git that one has cut off still writes.
            for _ in range(50):
                with suppress(OSError):
                    holder.cleanup()
                    break
                sleep(0.1)
            raise
    return made


def _fill(target: Path, draft: Path) -> None:
    """Move everything into an empty folder, which may be the working directory."""
    moved: list[Path] = []
    try:
        moved.extend(child.rename(target / child.name) for child in sorted(draft.iterdir()))
    except BaseException:
        for child in moved:
            child.rename(draft / child.name)
        raise


FolderArgument = Annotated[Path, typer.Argument(help=msg("The folder to make."))]


def demo(folder: FolderArgument, lang: str | None = None) -> None:
    """Create a small fictional strategy with four years of history."""
    language = choose_lang(lang, None)
    # Follow links first: the demo must not end up inside a strategy.
    target = Path(os.path.realpath(folder))
    refuse_taken(folder, target, "demo")

    from menneskehandel_cli.demo import MAIN, make, story

    with working(say(msg("Making the fictional strategy"), language)):
        put_folder(target, partial(make, english=language == "en"))
    days = [Day(step.time.date().isoformat()) for step in story() if step.branch == MAIN]
    made = {"folder": str(folder), "cd": shlex.quote(str(folder))}
    typer.echo(Phrase("demo.made", made, n=len(story()), first=days[0], last=days[-1]).say(language))
