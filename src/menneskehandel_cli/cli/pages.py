"""What the commands share that show the data at one moment: a page of a commit can be made again.

Such a command is a ``Page``, which turns the files and the values of its options into its view. Pages
in HTML, Markdown and JSON of a commit carry a stamp, which ``mh verify`` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from menneskehandel_cli.blocks.bounds import Bound
from menneskehandel_cli.cli.options import REQUIRED, with_options
from menneskehandel_cli.cli.request import Request, viewing
from menneskehandel_cli.cli.stages import Opened, Past, Snapshot, open_strategy, read_snapshot
from menneskehandel_cli.formats import STAMPED, RenderOptions, render
from menneskehandel_cli.formats.stamp import Stamp, command
from menneskehandel_cli.language import Choices
from menneskehandel_cli.language.refused import Refused

if TYPE_CHECKING:
    from menneskehandel_cli.cli.making import Order
    from menneskehandel_cli.register import Register

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
    """A command that shows the data at one moment: its filters, its ways to list, and its view.

    ``filters`` are the options that select: each with its type, and what reads its values. ``ways`` are
    the values of ``--by`` if there are several, whose help is ``by_help``; the first is the
    default. ``make`` gives the view,
    and the history if it reads it.
    """

    command: str
    filters: Mapping[str, tuple[Any, Choose]]
    ways: tuple[str, ...]
    by_help: str
    make: Callable[[Snapshot, Mapping[str, Any], Any], tuple[object, Past | None]]

    def as_command(self, *more: str) -> Callable[..., None]:
        """The command, with ``more`` options as for ``viewing``."""

        def run(request: Request, by: str = self.ways[0], **given: Sequence[object]) -> None:
            if by not in self.ways:
                raise Refused("by", given=by, known=Choices(self.ways))
            query = {name: [*map(str, values)] for name, values in given.items()}
            _show(request, self.answer(request.opened(), {**query, "by": [by]}))

        by_option = Annotated[str, typer.Option("--by", help=self.by_help)]
        own: dict[str, tuple[Any, Any]] = {"request": (Request, REQUIRED)}
        own |= {name: (type_, []) for name, (type_, _) in self.filters.items()}
        own |= {"by": (by_option, self.ways[0])} if len(self.ways) > 1 else {}
        return viewing(self.command, "limit", "at", "output", *more)(with_options(run, own))

    def answer(self, opened: Opened, query: Query) -> Answer:
        """The view of the files, as the options select and list them. Raises ``Refused``."""
        snapshot = read_snapshot(opened)
        chosen = {
            name: choose(snapshot.register, query.get(name, ()))
            for name, (_, choose) in self.filters.items()
        }
        usual, *others = self.ways
        by = next((way for way in others if way in query.get("by", ())), usual)
        view, past = self.make(snapshot, chosen, by)
        given = arguments(**chosen, by=() if by == usual else (by,))
        return Answer(self.command, view, snapshot, given, past)


def _show(request: Request, answer: Answer) -> None:
    """Print an answer, or write it to a file; with a stamp if it can be made again."""
    snapshot, bound = answer.snapshot, request.bound()
    stamp: Stamp | None = None
    # Without a history that could be read, something is left out.
    whole = answer.past is None or answer.past.trouble is None
    if request.format in STAMPED and snapshot.opened.revision is not None and whole:
        order = _order(answer, request.format, request.as_of, bound.most)
        stamp, bound = order.stamp(), _bound(order)
    request.show(answer.view, snapshot.lang, bound, stamp)
    snapshot.warn()
    if answer.past is not None:
        answer.past.warn(snapshot.lang)


def again(page: Page, root: Path | None, order: Order, stamp: Stamp) -> str:
    """The page that was ordered, with a stamp.

    Raises ``Refused`` if no options give this order, and ``GitTrouble``.
    """
    query = {name: value.split(",") for name, value in order.arguments.items()}
    as_of, limit = order.arguments.get("as-of"), order.arguments.get("limit", "0")
    try:
        answer = page.answer(open_strategy(root, order.lang, as_of, order.closing), query)
        known = _order(answer, order.format, as_of, abs(int(limit)) or None)
    except ValueError:  # a number that is none
        known = None
    if known != order:
        raise Refused("report_arguments", kind=order.kind)
    if answer.past is not None:
        answer.past.required()
    # Its options in the order that they are written in.
    named = replace(known.stamp(), version=stamp.version, templates=stamp.templates)
    options = RenderOptions(known.lang, _bound(known), stamp=named)
    text = render(order.kind, order.format, answer.view, options)
    assert isinstance(text, str)
    return text


def _order(answer: Answer, format: str, as_of: str | None, most: int | None) -> Order:
    """The order that the options give, in one form however they were written."""
    from menneskehandel_cli.cli.making import Order

    opened = answer.snapshot.opened
    days = () if as_of is None else (opened.as_of,)
    more = {"as-of": days, "limit": () if most is None else (most,)}
    given = {**answer.arguments, **arguments(**more)}
    return Order(answer.command, given, opened.commit, opened.commit, format, opened.lang)


def _bound(order: Order) -> Bound:
    """The limit that the order names, with the command that shows all, the same on every machine."""
    whole = replace(order, arguments={**order.arguments, "limit": "0"})
    return Bound(int(order.arguments.get("limit", "0")) or None, command(whole.stamp()))
