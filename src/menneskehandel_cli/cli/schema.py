"""``mh schema``: what editors need to know of the files, from the models and the strategy at hand."""

from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.choices import choose_among
from menneskehandel_cli.app.languages import choose_lang, lang_here
from menneskehandel_cli.cli.output import remark, tell
from menneskehandel_cli.cli.request import RootOption, open_here
from menneskehandel_cli.edits.saving import Below
from menneskehandel_cli.formats.schema import ids_schema, pack_schema, schemas
from menneskehandel_cli.language import msg, say
from menneskehandel_cli.register import load
from menneskehandel_cli.register.layout import IDS_FILE, schema_file
from menneskehandel_cli.register.loading import load_strategy
from menneskehandel_cli.trees import DiskTree, find_root


def schema(
    kind: Annotated[str | None, typer.Argument(help="argument.schema_kind")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="metavar.path.folder", help="option.schema_output"),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="option.schema_check")] = False,
    lang: str | None = None,
    root: RootOption = None,
) -> None:
    """Print the JSON Schema of a kind of file; without a kind, list the kinds.

    Written into a folder, the schemas suggest the ids of the strategy at hand, if there is one.
    """
    here, strategy = root if root is not None else find_root(Path.cwd()), None
    if output is not None:
        strategy = open_here(root).root if root is not None else here
    own = lang_here(root)
    # Those who share the files share their descriptions: the environment has no say in them.
    speech = choose_lang(lang, own)
    chosen_lang = speech if lang or strategy is None else own
    known = load_strategy(DiskTree(here)) if here is not None else None
    languages = () if known is None else tuple(dict.fromkeys((known.language, *known.languages)))
    made = schemas(chosen_lang, languages=languages, suggesting=strategy is not None) | pack_schema()
    if kind is not None:
        (chosen,) = choose_among([kind], list(made), "kind")
        made = {chosen: made[chosen]}
    if output is not None:
        files = {Path(schema_file(kind)).name: text for kind, text in made.items()}
        if strategy is not None:
            files[Path(IDS_FILE).name] = ids_schema(load(DiskTree(strategy)), chosen_lang)
        names = ", ".join(files)
        if not check:
            output.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                Below(output).write(name, text.encode())
            remark(say(msg("Written to {folder}: {files}"), speech, folder=str(output), files=names))
        elif old := [name for name, text in files.items() if not _says(output / name, text)]:
            remark(say("schema.old", speech, folder=str(output), files=", ".join(old)))
            raise typer.Exit(1)
    elif kind is not None:
        tell(*made.values())
    else:
        tell("".join(f"{name}\n" for name in made))


def _says(path: Path, text: str) -> bool:
    try:
        return Below(path.parent).read(path.name) == text.encode()
    except OSError:
        return False
