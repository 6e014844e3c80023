"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV below their header."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(text: str) -> str:
    """A cell that a spreadsheet would run as a formula is kept as text by a quote in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text
