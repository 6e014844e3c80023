"""The fills of the pictures: each has a pattern and a lightness of its own.

The steps of lightness differ, so that a greyscale copy stays readable. A number on a fill has a box in
the fill's background, so that the pattern does not touch it.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1c1c28"
SOFT = "#4d4d5e"
LINE = "#c9c9d6"
PAPER = "#ffffff"
ACCENT = "#14365f"


@dataclass(frozen=True, slots=True)
class Fill:
    """A background with a pattern, an edge and a colour for the number."""

    background: str
    edge: str
    ink: str
    size: int = 8
    """The side of the pattern's square tile."""
    marks: str = ""
    """The lines of the tile, as an SVG path."""
    stroke: str = ""
    thickness: float = 1.0


_SOLID = Fill(ACCENT, ACCENT, PAPER)
_STRIPES = Fill("#a4bfe0", "#2f5585", INK, 8, "M-2 2L2 -2M-2 10L10 -2M6 10L10 6", "#5f88bb", 1.6)
_DOTS = Fill("#e1eaf4", "#4a6f9f", INK, 8, "M1 2H2.5M5 6H6.5", "#4a6f9f", 1.5)
_RULES = Fill(PAPER, "#6b7688", INK, 7, "M0 3.5H7", "#b3bbc8", 0.9)
_CROSS = Fill("#71757f", "#4b505b", PAPER, 8, "M0 0L8 8M8 0L0 8", "#4b505b", 1.1)

_WEAVE = Fill("#3d6596", "#2b4c75", PAPER, 7, "M0 1.5H7M0 5H7", "#32578a", 1.1)
_GREY = Fill("#a3a3ad", "#5f5f6b", INK, 6, "M3 0V6", "#8f8f9b", 1.0)

STATUS: dict[str, Fill] = {
    "completed": _SOLID,
    "in_progress": _STRIPES,
    "not_started": _DOTS,
    "not_reported": _RULES,
    "discontinued": _CROSS,
}
"""The statuses in drawing order: completed first, discontinued last."""

CLASSIFICATION: dict[str, Fill] = {
    "covered": _SOLID,
    "planned": _WEAVE,
    "partly": _STRIPES,
    "pending": _DOTS,
    "unknown": _GREY,
    "unanswered": _RULES,
}
PROMISE: dict[str, Fill] = {
    "delivered": _SOLID,
    "under_way": _WEAVE,
    "planned": _STRIPES,
    "to_assess": _DOTS,
    "named": _RULES,
    "none": _GREY,
}
LAW: dict[str, Fill] = {
    "full": _SOLID,
    "part": _STRIPES,
    "none_found": _RULES,
    "unclear": _DOTS,
    "unread": _GREY,
}

COVERAGE: dict[str, dict[str, Fill]] = {
    "classification": CLASSIFICATION,
    "promise": PROMISE,
    "law": LAW,
}
"""The values that requirements are counted by, each in drawing order: the furthest along first."""
