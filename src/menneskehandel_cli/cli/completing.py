"""Shell completion of ids and formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from menneskehandel_cli.formats import FORMATS
from menneskehandel_cli.trees import DiskTree, find_root

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def complete_formats(ctx: typer.Context, incomplete: str) -> list[str]:
    """The formats of the command being typed that begin with ``incomplete``."""
    words = ctx.command_path.split()
    known = next((FORMATS[word] for word in reversed(words) if word in FORMATS), ())
    return [name for name in known if name.startswith(incomplete)]


def complete_ids(incomplete: str) -> Iterator[str]:
    """The ids that begin with ``incomplete``, taken from file names without reading the files."""
    from menneskehandel_cli.register.layout import file_id, kind_of, letter_of

    try:
        root = find_root(Path.cwd())
    except FileNotFoundError:  # The current folder has been deleted.
        return
    if root is None:
        return
    tree = DiskTree(root)
    letter = letter_of(tree)
    for path in tree.paths():
        name = file_id(path, letter)
        # File names are untrusted: offer nothing that a shell could interpret.
        offered = kind_of(path) not in (None, "strategy", "actors", "instrument", "report")
        if offered and _ID.fullmatch(name) and name.casefold().startswith(incomplete.casefold()):
            yield name
