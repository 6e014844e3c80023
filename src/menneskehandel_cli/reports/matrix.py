"""The matrix: measures against obligations, by article or by provision, with the basis visible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from menneskehandel_cli.models import Measure, Obligation, Recommendation, Text
from menneskehandel_cli.models.measure import Basis, Contribution
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.coverage import Counts, Requirement, counted
from menneskehandel_cli.reports.selection import EVERYTHING, Selection
from menneskehandel_cli.rules import Ground

By = Literal["article", "provision"]

_BASES: tuple[Basis, ...] = ("strategy", "area", "editorial")
_CONTRIBUTIONS: tuple[Contribution, ...] = ("full", "partial", "assess")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a measure does for a row: its firmest link, and how many of the row's requirements it answers.

    A link that only names has no ``contribution`` and answers none.
    """

    basis: Basis
    contribution: Contribution | None
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An obligation or a requirement, with a cell for each measure, ``None`` where there is no link.

    ``counts`` are with our judgements, ``own_words`` without.
    """

    id: str
    title: Text
    instrument: str
    counts: Counts
    own_words: Counts
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """``measures`` head the columns; each row has as many cells."""

    revision: str | None
    title: Text | None
    fictional: bool
    by: By
    measures: tuple[tuple[str, Text], ...]
    rows: tuple[MatrixRow, ...]
    unjudged: tuple[str, ...]
    """Files that could not be read, wholly or in part: what they say is in no count."""


def matrix_view(
    ground: Ground, instruments: tuple[str, ...], by: By, selection: Selection = EVERYTHING
) -> MatrixView:
    """Every obligation that demands something of the state, against the measures in ``selection``."""
    register = ground.register
    measures = tuple(measure for measure in register.measures if selection.holds(measure))
    rows = [
        row
        for owner in register.obligations.values()
        if not instruments or register.instrument_id(owner) in instruments
        for row in _rows(ground, owner, by, measures)
        if selection == EVERYTHING or any(row.cells)
    ]
    return MatrixView(
        revision=register.revision,
        title=register.strategy.title if register.strategy else None,
        fictional=register.strategy.fictional if register.strategy else False,
        by=by,
        measures=tuple((measure.id, measure.title) for measure in measures),
        rows=tuple(rows),
        unjudged=register.unjudged,
    )


def _rows(ground: Ground, owner: Obligation, by: By, measures: tuple[Measure, ...]) -> list[MatrixRow]:
    register = ground.register
    links = tuple(
        link for link in register.links_to.get(owner.id, ()) if link.measure.status != "discontinued"
    )
    inside = ground.coverage.by_owner.get(owner.id, ())
    if not inside and not (links and isinstance(owner, Recommendation)):
        return []
    if by == "article":
        return [_row(ground, owner, owner.id, owner.title, inside, links, measures)]
    return [
        _row(
            ground,
            owner,
            item.id,
            owner.title if item.id == owner.id else item.piece.text,
            (item,),
            tuple(link for link in links if item.id in register.requirements_of(link.address.obligation)),
            measures,
        )
        for item in inside
    ]


def _row(
    ground: Ground,
    owner: Obligation,
    name: str,
    title: Text,
    inside: tuple[Requirement, ...],
    links: tuple[Link, ...],
    measures: tuple[Measure, ...],
) -> MatrixRow:
    own = ground.own_words.by_id
    answering = {
        (answer.link.measure.id, answer.link.place): answer.link
        for item in inside
        for answer in item.answers
    }
    shown = {(link.measure.id, link.place): link for link in links} | answering
    return MatrixRow(
        name,
        title,
        ground.register.instrument_id(owner),
        counted(inside),
        counted(own[item.id] for item in inside),
        tuple(_cell(ground.register, measure, shown.values(), inside) for measure in measures),
    )


def _cell(
    register: Register, measure: Measure, links: Iterable[Link], inside: tuple[Requirement, ...]
) -> Cell | None:
    """The firmest of a measure's links: what answers before what names, the strategy's before ours."""
    mine = [link for link in links if link.measure.id == measure.id]
    if not mine:
        return None
    answering = [link for link in mine if register.answers(link)]
    firmest = min(
        (link.address for link in answering or mine),
        key=lambda address: (
            _BASES.index(address.basis),
            _CONTRIBUTIONS.index(address.contribution or "assess"),
        ),
    )
    answered = sum(measure.id in item.measures for item in inside)
    return Cell(firmest.basis, firmest.contribution if answering else None, answered, len(inside))
