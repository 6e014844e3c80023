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
from menneskehandel_cli.cli.limits import LimitOption
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
from menneskehandel_cli.cli.output import OutputOption
from menneskehandel_cli.cli.pages import Answer, Asked, arguments, show
from menneskehandel_cli.cli.stages import Opened, evaluate, open_strategy, read_snapshot

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
    name = choose_format(format, "matrix", output)
    if by not in ("article", "provision"):
        raise Failure("by", given=by, known=["article", "provision"])
    asked = {
        "instrument": instrument,
        "body": body,
        "area": [str(number) for number in area],
        "ministry": ministry,
        "status": status,
        "by": [by],
    }
    found = answer(open_strategy(root, lang, at=at), asked)
    show(context, name, found, limit=limit, output=output)


def answer(opened: Opened, asked: Asked) -> Answer:
    """The matrix of the files, as the options select and list it. Raises ``Failure``."""
    from menneskehandel_cli.reports.matrix import By, MatrixFilter, matrix_view

    def given(name: str) -> list[str]:
        return list(asked.get(name, ()))

    snapshot = read_snapshot(opened)
    register = snapshot.register
    areas = list(map(int, given("area")))
    measures = choose_measures(register, areas, given("ministry"), given("status"))
    instruments = choose_instruments(register, given("instrument"))
    wanted = MatrixFilter(instruments, choose_bodies(register, given("body")), measures)
    by: By = "provision" if "provision" in given("by") else "article"
    chosen = arguments(
        instrument=wanted.instruments,
        body=wanted.bodies,
        area=measures.areas,
        ministry=measures.ministries,
        status=measures.statuses,
        by=() if by == "article" else (by,),
    )
    return Answer("matrix", matrix_view(evaluate(snapshot).context, by, wanted), snapshot, chosen)
