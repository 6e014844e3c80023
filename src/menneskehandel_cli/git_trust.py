"""Trust checks: whether git would read anything outside a repository.

``.git`` may be a file or a link that names another repository, and files in it may lead git to the
objects of another one. The history shown would then be that repository's.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Distrust = Literal["elsewhere", "borrowed"]

_READ = (
    *("HEAD", "config", "config.worktree", "packed-refs", "shallow"),
    *("refs", "reftable", "logs", "objects"),
)
"""What git reads in a repository's git folder, including everything below."""


def distrusted(root: Path, own: Path, common: Path) -> Distrust | None:
    """Why the repository of the folder ``root`` reads anything from outside, if it does.

    ``own`` is the git folder of this working tree, ``common`` that of all working trees; they differ
    only for a linked one. ``elsewhere``: git's folder, or something in it, is not the repository's own.
    ``borrowed``: objects are taken from other places (gitrepository-layout, objects/info/alternates).
    """
    own, common = Path(os.path.realpath(own)), Path(os.path.realpath(common))
    if not _belongs(Path(os.path.realpath(root)), own, common):
        return "elsewhere"
    if any(_leads_out(folder, common) for folder in {own, common}):
        return "elsewhere"
    return "borrowed" if os.path.lexists(common / "objects/info/alternates") else None


def _leads_out(folder: Path, common: Path) -> bool:
    """Whether a link in what git reads below ``folder`` leads out, directly or through another one.

    What cannot be listed is left to git, which reports the error when it reads it.
    """
    waiting = [str(folder / name) for name in _READ]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if os.path.islink(path):
            path = os.path.realpath(path)
            if not Path(path).is_relative_to(common):
                return True
        if path in seen:
            continue
        seen.add(path)
        try:
            with os.scandir(path) as entries:
                waiting += [item.path for item in entries if item.is_symlink() or item.is_dir()]
        except OSError:
            continue
    return False


def _belongs(root: Path, own: Path, common: Path) -> bool:
    """Whether git's folder is that of ``root``, of a linked working tree or of a submodule."""
    above = (root, *root.parents)
    if common in above or (common.name == ".git" and common.parent in above):
        return True
    if common in own.parents:
        return _named(own) in [folder / ".git" for folder in above]
    modules = (folder / ".git/modules" for folder in root.parents)
    return any(own.is_relative_to(place) and common.is_relative_to(place) for place in modules)


def _named(entry: Path) -> Path | None:
    """The ``.git`` named in a repository's entry for a linked working tree."""
    try:
        named = (entry / "gitdir").read_text(encoding="utf-8", errors="surrogateescape").strip()
    except OSError:
        return None
    return Path(os.path.realpath(entry / named))
