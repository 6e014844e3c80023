"""``mh new``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.session import LangOption, RootOption, open_session
from menneskehandel_cli.edits.saving import write_whole
from menneskehandel_cli.language import say

FIRST_YEAR, LAST_YEAR = 1990, 2200

app = typer.Typer(rich_markup_mode=None)


@app.command(help="help.new.report")
def report(
    year: Annotated[int, typer.Option("--year", help="option.year", show_default=False)],
    actor: Annotated[str, typer.Option("--actor", help="option.actor", show_default=False)],
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """A draft of a ministry's yearly report."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Failure("year", year=str(year))
    session = open_session(root, lang)

    from menneskehandel_cli.edits.new_report import new_report

    register = session.register
    responsible = sorted({name for measure in register.measures for name in measure.responsible})
    (name,) = choose_among([actor], responsible, "actor")
    made = new_report(register, name, year)
    path = session.root / made.path
    if path.exists() or path.is_symlink():
        raise Failure("exists", path=made.path)
    write_whole(path, lambda beside: beside.write_text(made.text, encoding="utf-8", newline="\n"))
    remark(say("new.written", session.lang, path=made.path))


@app.callback()
def _new() -> None:
    """Keep ``mh new report`` a command of its own while there is only one."""
