"""``mh demo``."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_lang
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.options import LangOption
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.language import Day, Phrase, say
from menneskehandel_cli.trees import ROOT_FILE, find_root

if TYPE_CHECKING:
    from menneskehandel_cli.demo import Made

FolderArgument = Annotated[Path, typer.Argument(help="argument.demo")]


def demo(folder: FolderArgument, lang: LangOption = None) -> None:
    """Create a small fictional strategy with four years of history."""
    language = choose_lang(lang, None)
    # Follow links first: the demo must not end up inside a strategy.
    target = Path(os.path.realpath(folder))
    _refuse(folder, target)

    from menneskehandel_cli.demo import make

    with working(say("progress.demo", language)):
        made = _put_in_place(target, partial(make, english=lang is not None and language == "en"))
    params = {
        "folder": str(folder),
        "n": made.commits,
        "first": Day(made.first.isoformat()),
        "last": Day(made.last.isoformat()),
        "cd": shlex.quote(str(folder)),
    }
    typer.echo(Phrase("demo.made", params).say(language))


def _refuse(folder: Path, target: Path) -> None:
    """Raises ``Failure`` if ``target`` exists and is not an empty folder, or lies inside a strategy."""
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Failure("demo.taken", folder=str(folder))
    root = find_root(target) or _tracked_root(_nearest_existing(target))
    if root is not None:
        raise Failure("demo.inside", folder=str(folder), root=str(root))


def _nearest_existing(target: Path) -> Path:
    """The nearest folder at or above ``target`` that exists."""
    return next(folder for folder in (target, *target.parents) if folder.is_dir())


def _tracked_root(folder: Path) -> Path | None:
    """The folder at or above ``folder`` that holds a strategy in git's HEAD, if not on the disk."""
    from menneskehandel_cli.git import GitTrouble, open_repository

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
        if ROOT_FILE in replace(repository, prefix=prefix).listing(commit).blobs:
            return (folder, *folder.parents)[depth]
    return None


def _put_in_place(target: Path, make: Callable[[Path], Made]) -> Made:
    """Make it in a temporary folder next to the target, then move it; a failure leaves nothing behind."""
    with TemporaryDirectory(dir=_nearest_existing(target), prefix=".mh-demo-") as name:
        draft = Path(name) / "demo"
        made = make(draft)
        if target.is_dir():
            _fill(target, draft)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.rename(target)
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
