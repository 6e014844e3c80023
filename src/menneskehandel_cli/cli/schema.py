"""``mh schema``: what editors need to know of the files, from the models and the strategy at hand.

``mh codeowners``: who reviews which files, from who is responsible for what.
"""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app import choices
from menneskehandel_cli.app.stages import Snapshot, places_in, read_snapshot
from menneskehandel_cli.cli.output import OutputOption, deliver, remark, tell
from menneskehandel_cli.cli.request import RootOption, open_here, plain
from menneskehandel_cli.edits.saving import Below
from menneskehandel_cli.formats.schema import ids_schema, pack_schema, schemas
from menneskehandel_cli.language import Refused, msg, say
from menneskehandel_cli.models import Actor
from menneskehandel_cli.register import load, load_strategy
from menneskehandel_cli.register.layout import IDS_FILE, schema_file
from menneskehandel_cli.trees import DiskTree, find_plans, find_root


@plain
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
    own = choices.lang_here(root)
    # Those who share the files share their descriptions: the environment has no say in them.
    speech = choices.choose_lang(lang, own)
    chosen_lang = speech if lang or strategy is None else own
    known = load_strategy(DiskTree(here)) if here is not None else None
    languages = () if known is None else tuple(dict.fromkeys((known.language, *known.languages)))
    made = schemas(chosen_lang, languages=languages, suggesting=strategy is not None) | pack_schema()
    if kind is not None:
        (chosen,) = choices.choose_among([kind], list(made), "kind")
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


_ORG = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)*", re.ASCII)
_HANDLE = re.compile(r"@[A-Za-z0-9][\w.-]*(/[\w.-]+)*|[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


@plain
def codeowners(
    org: str | None = None,
    team: list[str] = [],
    check: Annotated[Path | None, typer.Option(metavar="metavar.path", help="option.check_file")] = None,
    output: OutputOption = None,
    lang: str | None = None,
    root: RootOption = None,
) -> None:
    """Write CODEOWNERS from the responsibilities in the register, of all plans in the repository."""
    roots = find_plans(root or Path.cwd()).values()
    plans = [read_snapshot(open_here(own, lang)) for own in roots or (root,)]
    if check is not None:
        if org is not None or team or output is not None:
            raise Refused(msg("--check takes no other options, since the file itself says how it was made."))
        _check(plans, check)
        return
    arguments = [*(("--org", org) if org else ()), *(word for one in team for word in ("--team", one))]
    if lang is not None:
        arguments += ["--lang", lang]
    if output is not None:
        arguments += ["-o", output.as_posix()]
    deliver(_make_codeowners(plans, org, team, arguments, lang), output, plans[0].lang)


def _make_codeowners(
    snapshots: Sequence[Snapshot],
    org: str | None,
    teams: Sequence[str],
    arguments: Sequence[str],
    lang: str | None,
) -> str:
    from menneskehandel_cli.edits import codeowners as file

    plans = [(one.register, places_in(one.opened)) for one in snapshots]
    broken = sorted({place(path) for one, place in plans for path in one.unread | one.damaged})
    if broken:
        # Owners in unread files would be missing without notice.
        raise Refused("codeowners.broken", files=broken)
    if org is not None and not _ORG.fullmatch(org):
        raise Refused("codeowners.org", given=org)
    names = file.all_owners(plans)
    actors = [actor for register, _ in plans for actor in register.actors.values()]
    own = dict(_team(text, names, actors) for text in teams)
    nameless = [name for name in names if name not in own]
    if org is None and nameless:
        raise Refused("codeowners.nameless", names=nameless)
    handles = {name: own.get(name) or f"@{org}/{name.lower()}" for name in names}
    return file.codeowners_text(plans, handles, arguments, choices.choose_written_lang(lang, plans[0][0]))


def _team(text: str, names: Sequence[str], actors: Sequence[Actor]) -> tuple[str, str]:
    """``JD=@org/team``: an owner and its handle."""
    name, _, handle = text.partition("=")
    if not _HANDLE.fullmatch(handle):
        raise Refused("codeowners.team", given=text)
    (known,) = choices.choose_actors(actors, [name], names, "actor")
    return known, handle


def _check(plans: Sequence[Snapshot], path: Path) -> None:
    """Generate the file again with the options in its header; exit code 1 if it differs."""
    if not path.is_file():
        raise Refused("no_such_path", path=str(path))
    from menneskehandel_cli.edits.codeowners import arguments_of

    text = path.read_text(encoding="utf-8", errors="replace")
    arguments = arguments_of(text)
    if arguments is None:
        raise Refused("codeowners.no_command", path=str(path))
    words = iter(arguments)
    options: dict[str, list[str]] = {"--org": [], "--team": [], "--lang": [], "-o": []}
    for option, value in zip(words, words, strict=False):
        if option not in options:
            raise Refused("codeowners.no_command", path=str(path))
        options[option].append(value)
    org, lang = (options[option][-1] if options[option] else None for option in ("--org", "--lang"))
    if lang is not None:
        choices.choose_lang(lang, None, plans[0].opened.root)
    if _make_codeowners(plans, org, options["--team"], arguments, lang) != text:
        command = shlex.join(["mh", "codeowners", *arguments])
        remark(say("codeowners.old", plans[0].lang, path=str(path), command=command))
        raise typer.Exit(1)
