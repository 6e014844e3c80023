"""``mh find``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.app.stages import read_snapshot
from menneskehandel_cli.cli.request import Request, viewing

WordsArgument = Annotated[list[str], typer.Argument(help="argument.words")]


@viewing("find", "limit", "at", "output")
def find(request: Request, words: WordsArgument) -> None:
    """Find records by words, by the number of an article or a section of an act, or by an id."""
    snapshot = read_snapshot(request.opened())

    from menneskehandel_cli.reports.search import Finder

    request.show(Finder(snapshot.register, snapshot.lang).find(" ".join(words)), snapshot.lang)
    if request.format == "text":
        snapshot.warn()
