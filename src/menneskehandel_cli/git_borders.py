"""Whether a repository keeps to itself, or has git read what belongs to somebody else.

``.git`` may be a file or a link that names another repository, and files in it may lead git to the
objects of another one. What was then told would be that repository's history.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Border = Literal["elsewhere", "borrowed"]

_READ = ("HEAD", "config", "packed-refs", "refs", "shallow", "objects", "objects/info", "objects/pack")
"""What git reads in a repository, apart from the objects one by one."""


def crossed(root: Path, own: Path, common: Path) -> Border | None:
    """What is read from outside the repository of the folder ``root``, if anything.

    ``own`` is the git folder of this working tree, ``common`` that of all working trees: the same but
    for a linked one. ``elsewhere``: git's folder, or something in it, is not the repository's own.
    ``borrowed``: objects are taken from other places (gitrepository-layout, objects/info/alternates).
    """
    own, common = Path(os.path.realpath(own)), Path(os.path.realpath(common))
    if not _belongs(Path(os.path.realpath(root)), own, common):
        return "elsewhere"
    if not all(Path(os.path.realpath(common / name)).is_relative_to(common) for name in _READ):
        return "elsewhere"
    try:
        with os.scandir(common / "objects") as entries:
            if any(entry.is_symlink() for entry in entries):
                return "elsewhere"
    except OSError:
        return None  # git says what is wrong when it comes to read them.
    return "borrowed" if os.path.lexists(common / "objects/info/alternates") else None


def _belongs(root: Path, own: Path, common: Path) -> bool:
    """Whether git's folder is that of ``root``, a linked working tree's, or a submodule's."""
    above = (root, *root.parents)
    if common in above or (common.name == ".git" and common.parent in above):
        return True
    if common in own.parents:
        return _named(own) in [folder / ".git" for folder in above]
    return any(own.is_relative_to(folder / ".git/modules") for folder in root.parents)


def _named(entry: Path) -> Path | None:
    """The ``.git`` that a repository's entry on a linked working tree names."""
    try:
        named = (entry / "gitdir").read_text(encoding="utf-8", errors="surrogateescape").strip()
    except OSError:
        return None
    return Path(os.path.realpath(entry / named))
