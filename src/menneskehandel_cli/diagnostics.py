"""What is wrong, where, and how grave: data only, no finished sentences.

A rule names a place by the keys that lead to it (``("tasks", 2, "due")``); the document turns that
into line and column; the language layer turns code and parameters into a sentence on the way out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "gap", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "gap", "note")
"""In falling order: the data is wrong; the data is right but policy is missing; worth knowing."""

KeyPath = tuple[str | int, ...]
"""The keys and list positions (from 0) that lead to a place in a YAML file."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file. Lines and columns count from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, before it becomes words.

    ``severity`` is left out where the rule's own severity holds. ``span`` is given only by the
    reader, for files whose structure could not be built; elsewhere ``keys`` say where.
    ``at_key`` points at the key itself and not at its value. ``weight`` orders gaps: 1 is light, 3 a
    plain duty, more for a demand repeated over the rounds.
    """

    code: str
    path: str
    keys: KeyPath = ()
    params: Mapping[str, object] = field(default_factory=dict)
    subject: str | None = None
    severity: Severity | None = None
    span: Span | None = None
    at_key: bool = False
    weight: int = 1
