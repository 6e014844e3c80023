"""``mh verify``: make a report or a site again from what it says of itself, and compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.languages import choose_lang, lang_here
from menneskehandel_cli.cli.options import LangOption, RootOption, TemplateOption, TemplatesOption
from menneskehandel_cli.cli.output import TERMINAL, tell_lines

FileArgument = Annotated[Path, typer.Argument(help="argument.report_file")]


def verify(
    file: FileArgument,
    templates: TemplatesOption = None,
    template: TemplateOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Make a report or a site again and compare every byte, or say what can be said of it."""
    from menneskehandel_cli.app import verifying
    from menneskehandel_cli.site import making

    told = choose_lang(lang, lang_here(root))
    if file.is_dir():
        code, lines = making.verify(file, root, told, TERMINAL)
    else:
        code, lines = verifying.verify(file, root, template, templates, told, TERMINAL)
    tell_lines(*lines)
    if code:
        raise typer.Exit(code)
