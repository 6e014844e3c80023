"""What the shell offers while an id or a format is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from menneskehandel_cli.formats import FORMATS
from menneskehandel_cli.trees import DiskTree, find_root

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def complete_formats(ctx: typer.Context, incomplete: str) -> list[str]:
    """The formats of the command that is typed."""
    words = ctx.command_path.split()
    known = next((FORMATS[word] for word in reversed(words) if word in FORMATS), ())
    return [name for name in known if name.startswith(incomplete)]


def complete_ids(incomplete: str) -> Iterator[str]:
    """The ids that begin with what has been typed, for the shell: read off file names only."""
    from menneskehandel_cli.register.layout import instrument_of, kind_of, stem

    try:
        root = find_root(Path.cwd())
    except FileNotFoundError:  # The folder is gone.
        return
    if root is None:
        return
    for path in DiskTree(root).paths():
        kind, name = kind_of(path), stem(path)
        if kind == "measure":
            name = f"T{name.split('-')[0]}"
        elif kind == "law":
            name = f"law-{name}"
        elif kind == "party":
            name = f"party-{instrument_of(path)}"
        if not _ID.fullmatch(name):
            continue  # A file may be called anything; nothing that a shell acts on is put before it.
        offered = kind in ("measure", "obligation", "law", "party", "indicator")
        if offered and name.casefold().startswith(incomplete.casefold()):
            yield name
