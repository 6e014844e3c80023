"""``mh matrix``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import (
    choose_bodies,
    choose_format,
    choose_instruments,
    choose_measures,
)
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.limits import LimitOption, choose_bound
from menneskehandel_cli.cli.options import (
    AreaOption,
    AtOption,
    BodyOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    MinistryOption,
    RootOption,
    StatusOption,
)
from menneskehandel_cli.cli.output import OutputOption, deliver_view
from menneskehandel_cli.cli.stages import evaluate, open_strategy, read_snapshot

ByOption = Annotated[str, typer.Option("--by", help="option.by")]


def matrix(
    context: typer.Context,
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    by: ByOption = "article",
    limit: LimitOption = None,
    at: AtOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Show the matrix of measures and obligations."""
    name = choose_format(format, "matrix")
    if by not in ("article", "provision"):
        raise Failure("by", given=by, known=["article", "provision"])
    if name == "xlsx" and output is None:
        raise Failure("xlsx_output")
    snapshot = read_snapshot(open_strategy(root, lang, at=at))

    from menneskehandel_cli.reports.matrix import By, MatrixFilter, matrix_view

    rows: By = "article" if by == "article" else "provision"
    wanted = MatrixFilter(
        choose_instruments(snapshot.register, instrument),
        choose_bodies(snapshot.register, body),
        choose_measures(snapshot.register, area, ministry, status),
    )
    view = matrix_view(evaluate(snapshot).context, rows, wanted)
    bound = choose_bound(context, limit, screen=name == "text" and output is None)
    try:
        deliver_view("matrix", name, view, snapshot.lang, output, bound)
    except ImportError:
        raise Failure("xlsx_missing") from None
    snapshot.warn()
