"""``mh schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among, choose_lang
from menneskehandel_cli.cli.options import LangOption
from menneskehandel_cli.cli.output import remark, tell
from menneskehandel_cli.edits.saving import write_whole
from menneskehandel_cli.language import say

FolderOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="metavar.path.folder", help="option.schema_output"),
]


def schema(
    kind: Annotated[str | None, typer.Argument(help="argument.schema_kind")] = None,
    output: FolderOption = None,
    lang: LangOption = None,
) -> None:
    """Print the JSON Schema of a kind of file; without a kind, list the kinds."""
    from menneskehandel_cli.formats.schema import schemas
    from menneskehandel_cli.register.layout import schema_file

    chosen_lang = choose_lang(lang, None)
    made = schemas(chosen_lang)
    if kind is not None:
        (chosen,) = choose_among([kind], list(made), "kind")
        made = {chosen: made[chosen]}
    if output is not None:
        paths = {name: output / Path(schema_file(name)).name for name in made}
        for name, path in paths.items():
            write_whole(path, made[name].encode())
        files = ", ".join(path.name for path in paths.values())
        remark(say("schema.written", chosen_lang, folder=str(output), files=files))
    elif kind is not None:
        tell(*made.values())
    else:
        tell("".join(f"{name}\n" for name in made))
