"""The pages that show the data at one moment, and of a commit can be made again: gaps and the matrix.

A ``Page`` turns the files and the values of its options into its view. Those of a commit carry a stamp
in HTML, Markdown and JSON, which ``mh verify`` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from menneskehandel_cli.app.choices import (
    choose_among,
    choose_areas,
    choose_bodies,
    choose_coverage,
    choose_instruments,
    choose_responsible,
    choose_rules,
    choose_statuses,
    choose_themes,
    choose_who,
)
from menneskehandel_cli.app.reporter import Reporter
from menneskehandel_cli.app.stages import (
    Opened,
    Past,
    Snapshot,
    evaluate,
    find_all,
    open_strategy,
    read_past,
    read_snapshot,
)
from menneskehandel_cli.blocks.bounds import Bound
from menneskehandel_cli.formats import RenderOptions, render
from menneskehandel_cli.formats.stamp import Stamp, command
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.reports.selection import Selection

if TYPE_CHECKING:
    from menneskehandel_cli.register import Register
    from menneskehandel_cli.reports.gap_lines import By as GapsBy
    from menneskehandel_cli.reports.matrix import By as MatrixBy

    Choose = Callable[[Register, Sequence[str]], tuple[Any, ...]]
    """Reads the values of a filter. Raises ``Refused`` for an unknown one."""

Query = Mapping[str, Sequence[str]]
"""The values that are given for the options of a command, by the names of the options."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The view of a command, and what it was made from."""

    command: str
    view: object
    snapshot: Snapshot
    arguments: Mapping[str, str]
    """The options that were given, as the stamp keeps them: known values, joined by commas."""
    past: Past | None = None
    """The history, if the command reads it."""


def arguments(**chosen: Iterable[object]) -> dict[str, str]:
    """The options that have values, as the stamp keeps them."""
    joined = {name: ",".join(map(str, values)) for name, values in chosen.items()}
    return {name: value for name, value in joined.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its filters, its ways to list, and its view.

    ``filters`` are the options that select, each with what reads its values. ``ways`` are the values of
    ``--by``; the first is the default. ``make`` gives the view, and the history if it reads it.
    """

    command: str
    filters: Mapping[str, Choose]
    ways: tuple[str, ...]
    make: Callable[[Snapshot, Mapping[str, Any], Any], tuple[object, Past | None]]

    def answer(self, opened: Opened, query: Query) -> Answer:
        """The view of the files, as the options select and list them. Raises ``Refused``."""
        snapshot = read_snapshot(opened)
        chosen = {
            name: choose(snapshot.register, query.get(name, ())) for name, choose in self.filters.items()
        }
        usual, *others = self.ways
        by = next((way for way in others if way in query.get("by", ())), usual)
        view, past = self.make(snapshot, chosen, by)
        given = arguments(**chosen, by=() if by == usual else (by,))
        return Answer(self.command, view, snapshot, given, past)


def again(root: Path | None, stamp: Stamp, reporter: Reporter) -> str:
    """The page with this stamp. Raises ``Refused`` if no options give it, and ``GitTrouble``."""
    query = {name: value.split(",") for name, value in stamp.arguments.items()}
    as_of, limit = stamp.arguments.get("as-of"), stamp.arguments.get("limit", "0")
    try:
        opened = open_strategy(root, stamp.lang, as_of, stamp.closing, reporter)
        answer = PAGES[stamp.report].answer(opened, query)
        known = stamp_of(answer, stamp.format, as_of, abs(int(limit)) or None)
        # Its options in the order that they are written in.
        known = replace(known, version=stamp.version, templates=stamp.templates)
    except ValueError:  # a number that is none
        known = None
    if known != stamp:
        raise Refused("report_arguments", kind=stamp.report)
    if answer.past is not None:
        answer.past.required()
    text = render(
        stamp.report, stamp.format, answer.view, RenderOptions(known.lang, bound_of(known), stamp=known)
    )
    assert isinstance(text, str)
    return text


def stamp_of(answer: Answer, format: str, as_of: str | None, most: int | None) -> Stamp:
    """The stamp on a page, with the options in one form however they were written."""
    from menneskehandel_cli.app.making import stamped

    opened = answer.snapshot.opened
    days = () if as_of is None else (opened.as_of,)
    more = {"as-of": days, "limit": () if most is None else (most,)}
    given = {**answer.arguments, **arguments(**more)}
    return stamped(answer.command, given, (opened.commit, opened.commit), format, opened.lang)


def bound_of(stamp: Stamp) -> Bound:
    """The limit that a stamp names, with the command that shows all, the same on every machine."""
    whole = replace(stamp, arguments={**stamp.arguments, "limit": "0"})
    return Bound(int(stamp.arguments.get("limit", "0")) or None, command(whole))


def _gaps(snapshot: Snapshot, chosen: Mapping[str, Any], by: GapsBy) -> tuple[object, Past]:
    """The gaps, heaviest first."""
    from menneskehandel_cli.reports.gap_lines import gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import lookbacks

    wanted = GapFilter(
        instruments=chosen["instrument"],
        bodies=chosen["body"],
        ministries=chosen["ministry"],
        areas=chosen["area"],
        themes=chosen["theme"],
        severities=chosen["severity"],
        rules=chosen["rule"],
        classifications=chosen["coverage"],
    )
    past = read_past(snapshot.opened, snapshot.register.strategy, needs=lookbacks())
    context = evaluate(snapshot, past)
    view = gaps_view(context, find_all(snapshot, context), wanted)
    return gap_list(view, context, by), past


def _matrix(snapshot: Snapshot, chosen: Mapping[str, Any], by: MatrixBy) -> tuple[object, None]:
    """The matrix of measures and obligations."""
    from menneskehandel_cli.reports.matrix import MatrixFilter, matrix_view

    measures = Selection(chosen["area"], chosen["ministry"], chosen["status"])
    wanted = MatrixFilter(chosen["instrument"], chosen["body"], measures)
    return matrix_view(evaluate(snapshot), by, wanted), None


PAGES: Mapping[str, Page] = {
    "gaps": Page(
        "gaps",
        {
            "instrument": choose_instruments,
            "body": choose_bodies,
            "ministry": choose_who,
            "area": choose_areas,
            "theme": choose_themes,
            "severity": lambda _register, asked: choose_among(asked, ("gap", "note"), "severity"),
            "rule": lambda _register, asked: choose_rules(asked),
            "coverage": choose_coverage,
        },
        ("demand", "obligation"),
        _gaps,
    ),
    "matrix": Page(
        "matrix",
        {
            "instrument": choose_instruments,
            "body": choose_bodies,
            "area": choose_areas,
            "ministry": choose_responsible,
            "status": choose_statuses,
        },
        ("article", "provision"),
        _matrix,
    ),
}
"""Every page by its command."""
