"""How the gaps changed between the two states of a report."""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.rules.movement import MOVES, Moved, movements


@dataclass(frozen=True, slots=True)
class GapChange:
    """The changes of gaps between the two states; each changed gap is in exactly one list.

    ``open`` and ``accepted`` are all gaps with that state at the closing state.
    """

    new: tuple[Moved, ...]
    closed: tuple[Moved, ...]
    ended: tuple[Moved, ...]
    corrected: tuple[Moved, ...]
    newly_accepted: tuple[Moved, ...]
    accepted_no_longer: tuple[Moved, ...]
    cannot_be_judged: tuple[Moved, ...]
    open: tuple[Moved, ...]
    accepted: tuple[Moved, ...]
    open_before: int
    accepted_before: int


def gap_change(frame: Frame) -> GapChange:
    """The changes of gaps from the opening state to the closing one."""
    opening, closing = frame.opening, frame.closing
    found = movements(
        (opening.context, opening.findings), (closing.context, closing.findings), frame.recorded
    )
    return GapChange(
        **{move: found.having(move) for move in MOVES if not move.startswith("still_")},
        open=found.opened,
        accepted=found.accepted,
        open_before=sum(item.before == "open" for item in found.every),
        accepted_before=sum(item.before == "accepted" for item in found.every),
    )
