"""The commands ``mh gaps`` and ``mh matrix``: a page, printed or written to a file, with its stamp."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from menneskehandel_cli.app.pages import PAGES, Answer, bound_of, stamp_of
from menneskehandel_cli.cli.check import CoverageOption
from menneskehandel_cli.cli.options import (
    REQUIRED,
    AreaOption,
    BodyOption,
    FollowUpOption,
    InstrumentOption,
    MinistryOption,
    StatusOption,
    ThemeOption,
    with_options,
)
from menneskehandel_cli.cli.request import Request, viewing
from menneskehandel_cli.formats import STAMPED
from menneskehandel_cli.formats.stamp import Stamp
from menneskehandel_cli.language import Choices
from menneskehandel_cli.language.refused import Refused

SeverityOption = Annotated[list[str], typer.Option("--severity", help="option.severity")]
RuleOption = Annotated[list[str], typer.Option("--rule", help="option.rules")]


def _command(name: str, filters: Mapping[str, Any], by_help: str, *more: str) -> Callable[..., None]:
    """The command of a page: ``filters`` are the types of its options, ``by_help`` the help of ``--by``.

    It has ``more`` options as for ``viewing``.
    """
    page = PAGES[name]

    def run(request: Request, by: str, **given: Sequence[object]) -> None:
        if by not in page.ways:
            raise Refused("by", given=by, known=Choices(page.ways))
        query = {name: [*map(str, values)] for name, values in given.items()}
        _show(request, page.answer(request.opened(), {**query, "by": [by]}))

    own: dict[str, tuple[Any, Any]] = {"request": (Request, REQUIRED)}
    own |= {name: (filters[name], []) for name in page.filters}
    own["by"] = (Annotated[str, typer.Option("--by", help=by_help)], page.ways[0])
    return viewing(name, "limit", "at", "output", *more)(with_options(run, own))


def _show(request: Request, answer: Answer) -> None:
    """Print an answer, or write it to a file; with a stamp if it can be made again."""
    snapshot, bound = answer.snapshot, request.bound()
    stamp: Stamp | None = None
    # Without a history that could be read, something is left out.
    whole = answer.past is None or answer.past.trouble is None
    if request.format in STAMPED and snapshot.opened.revision is not None and whole:
        stamp = stamp_of(answer, request.format, request.as_of, bound.most)
        bound = bound_of(stamp)
    request.show(answer.view, snapshot.lang, bound, stamp)
    snapshot.warn()
    if answer.past is not None:
        answer.past.warn(snapshot.opened)


gaps = _command(
    "gaps",
    {
        "instrument": InstrumentOption,
        "body": BodyOption,
        "ministry": FollowUpOption,
        "area": AreaOption,
        "theme": ThemeOption,
        "severity": SeverityOption,
        "rule": RuleOption,
        "coverage": CoverageOption,
    },
    "option.by_demand",
    "as_of",
)

matrix = _command(
    "matrix",
    {
        "instrument": InstrumentOption,
        "body": BodyOption,
        "area": AreaOption,
        "ministry": MinistryOption,
        "status": StatusOption,
    },
    "option.by",
)
