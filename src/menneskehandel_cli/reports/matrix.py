"""The matrix: measures against obligations, by article or by provision, with the basis visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from menneskehandel_cli.models import Article, Obligation, Text
from menneskehandel_cli.models.measure import Basis, Contribution
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.coverage import Coverage, Value

By = Literal["article", "provision"]

_BASES: tuple[Basis, ...] = ("strategy", "area", "editorial")
_CONTRIBUTIONS: tuple[Contribution, ...] = ("full", "partial", "assess")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a measure does for an obligation: the basis and contribution of its firmest link."""

    basis: Basis
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An obligation with a cell for each measure, ``None`` where there is no link."""

    id: str
    title: Text
    instrument: str
    value: Value | None
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


def matrix_view(
    register: Register, coverage: Coverage, instruments: tuple[str, ...], by: By
) -> MatrixView:
    """Every obligation that demands something of the state, against every measure."""
    rows = [
        row
        for owner in register.obligations.values()
        if not instruments or register.instrument_id(owner) in instruments
        for row in _rows(register, coverage, owner, by)
    ]
    return MatrixView(
        revision=register.revision,
        title=register.strategy.title if register.strategy else None,
        fictional=register.strategy.fictional if register.strategy else False,
        by=by,
        measures=tuple((measure.id, measure.title) for measure in register.measures),
        rows=tuple(rows),
    )


def _rows(register: Register, coverage: Coverage, owner: Obligation, by: By) -> list[MatrixRow]:
    links = tuple(
        link for link in register.links_to.get(owner.id, ()) if link.measure.status != "discontinued"
    )
    leaves = coverage.by_owner.get(owner.id, ())
    instrument = register.instrument_id(owner)
    if by == "article":
        if not leaves and not links and isinstance(owner, Article):
            return []
        values = {leaf.value for leaf in leaves}
        value = values.pop() if len(values) == 1 else None
        return [MatrixRow(owner.id, owner.title, instrument, value, _cells(register, links))]
    return [
        MatrixRow(
            leaf.id,
            owner.title if leaf.id == owner.id else leaf.piece.text,
            instrument,
            leaf.value,
            _cells(register, tuple(answer.link for answer in leaf.answers)),
        )
        for leaf in leaves
    ]


def _cells(register: Register, links: tuple[Link, ...]) -> tuple[Cell | None, ...]:
    by_measure: dict[str, list[Link]] = {}
    for link in links:
        by_measure.setdefault(link.measure.id, []).append(link)
    return tuple(
        _cell(by_measure[measure.id]) if measure.id in by_measure else None
        for measure in register.measures
    )


def _cell(links: list[Link]) -> Cell:
    """The firmest of a measure's links: what the strategy says before what we judge."""
    firmest = min(
        (link.address for link in links),
        key=lambda address: (
            _BASES.index(address.basis),
            _CONTRIBUTIONS.index(address.contribution),
        ),
    )
    return Cell(firmest.basis, firmest.contribution)
