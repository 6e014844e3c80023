"""``mh check``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.session import (
    AsOfOption,
    FormatOption,
    LangOption,
    RootOption,
    Session,
    open_session,
)
from menneskehandel_cli.diagnostics import SEVERITIES

PathsArgument = Annotated[list[Path], typer.Argument(help="argument.paths", show_default=False)]
FailOnOption = Annotated[str, typer.Option("--fail-on", help="option.fail_on")]


def check(
    paths: PathsArgument = [],
    fail_on: FailOnOption = "error",
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Everything the rules find, with its place and its cure."""
    name = choose_format(format, ("text", "json"))
    if fail_on not in (*SEVERITIES, "never"):
        raise Failure("fail_on", given=fail_on, known=[*SEVERITIES, "never"])
    session = open_session(root, lang, as_of)

    from menneskehandel_cli.formats import check_json, check_text
    from menneskehandel_cli.rules import summary

    wanted = [_inside(session, path) for path in paths]
    found = [
        finding
        for finding in session.findings
        if not wanted or any(_below(finding.path, place) for place in wanted)
    ]
    counts = summary(found)
    if name == "json":
        revision = session.register.revision
        typer.echo(check_json.render(found, counts, session.lang, revision), nl=False)
    else:
        text = check_text.render(
            found,
            counts,
            session.lang,
            _lines(session),
            width=terminal_width(),
            colour=wants_colour(),
        )
        typer.echo(text, nl=False, color=True)
    grave = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    if any(counts[severity] for severity in grave):
        raise typer.Exit(1)


def _inside(session: Session, path: Path) -> str:
    """A path given on the command line, as the register names files."""
    full = path.absolute()
    if not full.exists() and not full.is_symlink():
        raise Failure("no_such_path", path=str(path))
    try:
        return full.resolve().relative_to(session.root.resolve()).as_posix()
    except ValueError:
        raise Failure("outside", path=str(path), root=str(session.root)) from None


def _below(path: str, place: str) -> bool:
    return place in (".", path) or path.startswith(f"{place}/")


def _lines(session: Session) -> Callable[[str, int], str | None]:
    """Hands out a line of a file by its number, reading each file once."""
    from menneskehandel_cli.trees import Unreadable

    read: dict[str, list[str]] = {}

    def line_of(path: str, number: int) -> str | None:
        if path not in read:
            try:
                data = session.tree.read(path)
            except Unreadable:
                data = b""
            read[path] = data.decode("utf-8-sig", "replace").split("\n")
        lines = read[path]
        return lines[number - 1].rstrip("\r") if number <= len(lines) and lines != [""] else None

    return line_of
