"""How the gaps changed between the two states of a report."""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.rules import RuleContext, findings
from menneskehandel_cli.rules.movement import MOVES, Moved, Movements, movements
from menneskehandel_cli.trees import Unreadable


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


@dataclass(frozen=True, slots=True)
class Review:
    """What the check says of a change: the errors after it, and what happened to every gap."""

    errors: int
    gaps: Movements


def review(before: RuleContext, after: RuleContext) -> Review:
    """The check of the later of two states, held against the earlier one."""
    earlier, later = (findings(context, _unplaced, brief=True) for context in (before, after))
    errors = sum(finding.severity == "error" for finding in later)
    return Review(errors, movements((before, earlier), (after, later), ()))


def _unplaced(_path: str) -> bytes:
    """No bytes of any file: a review tells no lines."""
    raise Unreadable("missing")
