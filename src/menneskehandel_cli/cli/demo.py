"""``mh demo``: a small fictional strategy to try everything on."""

import os
import shlex
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.languages import choose_lang
from menneskehandel_cli.cli.folder import put_folder, refuse_taken
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.language import Day, Phrase, msg, say

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
    params = {
        "folder": str(folder),
        "n": len(story()),
        "first": days[0],
        "last": days[-1],
        "cd": shlex.quote(str(folder)),
    }
    typer.echo(Phrase("demo.made", params).say(language))
