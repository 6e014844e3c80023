"""The commands. Nothing heavier than Typer is imported here; help texts are keys of the word list."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.cli import (
    check,
    codeowners,
    demo,
    edit,
    explain,
    fmt,
    gaps,
    listing,
    log,
    matrix,
    new,
    report,
    schema,
    setting,
    show,
    status,
)
from menneskehandel_cli.cli.help import translate
from menneskehandel_cli.language import Lang

app = typer.Typer(
    name="mh",
    help="help.mh",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)
app.command("status", help="help.status")(status.status)
app.add_typer(listing.app, name="list", help="help.list")
app.command("show", help="help.show")(show.show)
app.command("gaps", help="help.gaps")(gaps.gaps)
app.command("matrix", help="help.matrix")(matrix.matrix)
app.command("check", help="help.check")(check.check)
app.command("log", help="help.log")(log.log)
app.command("diff", help="help.diff")(log.diff)
app.add_typer(report.app, name="report", help="help.report")
app.command("verify", help="help.verify")(report.verify)
app.command("set", help="help.set")(setting.set_)
app.command("edit", help="help.edit")(edit.edit)
app.command("fmt", help="help.fmt")(fmt.fmt)
app.command("fix", help="help.fix")(fmt.fix)
app.add_typer(new.app, name="new", help="help.new")
app.command("codeowners", help="help.codeowners")(codeowners.codeowners)
app.command("schema", help="help.schema")(schema.schema)
app.command("demo", help="help.demo")(demo.demo)
app.command("explain", help="help.explain")(explain.explain)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mh {__version__}")
        raise typer.Exit


@app.callback()
def _mh(
    version: Annotated[
        bool, typer.Option("--version", help="option.version", callback=_version, is_eager=True)
    ] = False,
    lang: Annotated[str | None, typer.Option("--lang", hidden=True)] = None,
) -> None:
    """Options before the command. ``--lang`` here is for ``mh --lang en --help``."""


def build(lang: Lang) -> Any:
    """The command line with its help in ``lang``."""
    command = typer.main.get_command(app)
    translate(command, lang)
    return command
