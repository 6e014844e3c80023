"""Trust checks: whether git would read anything but the repository of a folder.

``.git`` may be a file or a link that names another repository, and files in it may lead git to the
objects of another one. The history shown would then be that repository's. Its settings may name another
folder as the work tree (git-config, ``core.worktree``): the files of a commit would be those of another
folder than the one on disk.
"""

import os
from pathlib import Path
from typing import Literal

Distrust = Literal["elsewhere", "special", "borrowed", "worktree"]

_READ = (
    *("HEAD", "config", "config.worktree", "packed-refs", "shallow", "index"),
    *("refs", "reftable", "logs", "objects"),
)
"""What git reads in a repository's git folder, including everything below."""


def distrusted(root: Path, own: Path, common: Path, tree: Path) -> Distrust | None:
    """Why the history of the folder ``root`` would not be that of its own repository, if so.

    ``own`` is the git folder of this working tree, ``common`` that of all working trees; they differ
    only for a linked one. ``tree`` is what git takes for the working tree; ``root`` if it has none.
    ``elsewhere``: git's folder, or something in it, is not the repository's own. ``special``: something
    in it is neither a file nor a folder, such as a pipe, which git would wait for without end.
    ``worktree``: the working tree is another folder than the repository's. ``borrowed``: objects are
    taken from other places (gitrepository-layout, objects/info/alternates).
    """
    root, own, common, tree = (Path(os.path.realpath(path)) for path in (root, own, common, tree))
    home = _home(root, own, common)
    if home is None:
        return "elsewhere"
    for folder in {own, common}:
        if found := _unfit(folder, common):
            return found
    if tree != home:
        return "worktree"
    return "borrowed" if os.path.lexists(common / "objects/info/alternates") else None


def would_wait(root: Path) -> bool:
    """Whether git would wait without end for what it reads to find the repository of ``root``.

    It opens ``HEAD`` and ``config`` before it tells where they lie, so ``distrusted`` comes too late.
    """
    whole = Path(os.path.abspath(root))
    folders = (whole, *(folder / ".git" for folder in (whole, *whole.parents)))
    return any((folder / name).is_fifo() for folder in folders for name in ("HEAD", "config"))


def _unfit(folder: Path, common: Path) -> Literal["elsewhere", "special"] | None:
    """What is wrong with what git reads below ``folder``: a link that leads out, or no file at all.

    A link may lead out directly or through another one. What cannot be listed is left to git, which
    reports the error when it reads it.
    """
    waiting = [str(folder / name) for name in _READ]
    waiting += map(str, folder.glob("sharedindex.*"))
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if os.path.islink(path):
            path = os.path.realpath(path)
            if not Path(path).is_relative_to(common):
                return "elsewhere"
        if path in seen:
            continue
        seen.add(path)
        try:
            with os.scandir(path) as entries:
                waiting += [item.path for item in entries if not item.is_file(follow_symlinks=False)]
        except NotADirectoryError:
            if not Path(path).is_file():
                return "special"
        except OSError:
            continue
    return None


def _home(root: Path, own: Path, common: Path) -> Path | None:
    """The working tree that git's folder belongs to: the main one, a linked one, or a submodule.

    ``root`` itself if it is in git's folder, as in a bare repository. ``None`` if git's folder is that
    of another repository.
    """
    above = (root, *root.parents)
    if common in above:
        return root
    if own != common:
        named = _linked_git_dir(own) if common in own.parents else None
        return named.parent if named in [folder / ".git" for folder in above] else None
    if common.name == ".git" and common.parent in above:
        return common.parent
    if any(own.is_relative_to(folder / ".git/modules") for folder in root.parents):
        return next((folder for folder in above if os.path.lexists(folder / ".git")), None)
    return None


def _linked_git_dir(entry: Path) -> Path | None:
    """The ``.git`` named in a repository's entry for a linked working tree."""
    try:
        named = (entry / "gitdir").read_text(encoding="utf-8", errors="surrogateescape").strip()
    except OSError:
        return None
    return Path(os.path.realpath(entry / named))
