"""What the check says of a change, and how the gaps change with it."""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.rules import RuleContext, findings
from menneskehandel_cli.rules.movement import Movements, movements
from menneskehandel_cli.trees import Unreadable


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
